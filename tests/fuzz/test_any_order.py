"""The public methods in any order: what holds after each of them."""

import pickle
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sklearn.base import clone

from skgan import load
from tests.fuzz.conftest import examples
from tests.fuzz.documented import documented
from tests.fuzz.hostile_arrays import ARRAYS
from tests.fuzz.hostile_labels import LABELS
from tests.helpers import DATA, TARGETS, each_sampler, kinds_for
from tests.invariants import (
    assert_same,
    check_plausible,
    check_resampled,
    classes_of,
    global_states,
    untouched,
)

CHANGES = st.sampled_from(
    [
        *({"kernel_fraction": share} for share in (1, 1, 0.5, 0, "auto")),
        *({"clip": clip} for clip in (True, False)),
        *({"max_iter": n} for n in (1, 3)),
        *({"random_state": seed} for seed in (0, 1, 2**32 - 1)),
        *({"warm_start": warm} for warm in (True, False)),
        *({"sampling_strategy": strategy} for strategy in ("auto", 1.0)),
        *({"learning_rate": rate} for rate in (1e-3, (1e-3, 1e-4))),
        {"early_stopping": True, "validation_fraction": 0.3},
        {"early_stopping": False},
        {"checkpoint_dir": True},
        {"checkpoint_dir": None},
    ]
)


class Calls(RuleBasedStateMachine):
    """One sampler, and what is known of it."""

    def __init__(self, cls):
        super().__init__()
        self.sampler = cls(kernel_fraction=1, max_iter=2, random_state=0)
        self.kinds = kinds_for(cls)
        self.parameters = self.sampler.get_params()
        self.states = global_states()
        self.folder = tempfile.TemporaryDirectory()
        self.n_folders, self.kind, self.y = 0, None, None

    def teardown(self):
        """Remove the files."""
        self.folder.cleanup()

    @invariant()
    def parameters_and_global_states_stay(self):
        """Check what no call may change."""
        after = self.sampler.get_params()
        assert after == self.parameters and list(after) == list(self.parameters)
        assert global_states() == self.states

    @rule(changes=CHANGES)
    def set_params(self, changes):
        """Change parameters; a folder of checkpoints is a new one."""
        if changes.get("checkpoint_dir"):
            self.n_folders += 1
            path = Path(self.folder.name) / str(self.n_folders)
            changes = {"checkpoint_dir": str(path)}
        assert self.sampler.set_params(**changes) is self.sampler
        self.parameters = self.parameters | changes

    @rule(data=st.data(), labels=st.sampled_from(sorted(TARGETS)))
    def fit(self, data, labels):
        """Fit, or fit again."""
        kind, X, y = self.draw(data, labels)
        with (
            untouched(X, y),
            documented(["checkpoint_dir", "sampling_strategy"]) as outcome,
        ):
            assert self.sampler.fit(X, y) is self.sampler
        self.note(outcome, kind, y)

    @rule(data=st.data(), labels=st.sampled_from(sorted(TARGETS)))
    def fit_resample(self, data, labels):
        """Resample; a clone gives the same bits where no fit before has a say."""
        kind, X, y = self.draw(data, labels)
        with (
            untouched(X, y),
            documented(["checkpoint_dir", "sampling_strategy"]) as outcome,
        ):
            resampled = self.sampler.fit_resample(X, y)
        self.note(outcome, kind, y)
        if outcome.error is not None:
            return
        check_resampled(X, y, resampled, totals_for(self.sampler, y))
        check_plausible(X, resampled[0], self.sampler.clip)
        if not self.sampler.warm_start and self.sampler.checkpoint_dir is None:
            again = clone(self.sampler).fit_resample(X, y)
            for one, other in zip(resampled, again, strict=True):
                assert_same(one, other)

    @rule(labels=st.sampled_from(sorted(LABELS)), name=st.sampled_from(sorted(ARRAYS)))
    def fit_fails(self, labels, name):
        """Fit what may not be fitted; what was fitted before stays in use."""
        X, y = ARRAYS[name](), LABELS[labels]()
        hostile = clone(self.sampler).set_params(kernel_fraction=1)
        named = ["X", "y", "sampling_strategy"]
        with documented(named, X=X, y=y) as outcome:
            hostile.fit(X, y)
        if outcome.error is not None:
            with documented(named, X=X, y=y) as outcome:
                self.sampler.fit_resample(X, y)
            assert outcome.error is not None
            self.check_sample(4)

    @rule(
        n_samples=st.one_of(
            st.integers(0, 9),
            st.dictionaries(
                st.sampled_from([0, 1, "rare", "often"]), st.integers(0, 9), max_size=2
            ),
        )
    )
    def sample(self, n_samples):
        """Draw samples of any number."""
        self.check_sample(n_samples)

    def check_sample(self, n_samples):
        """Check samples, or the error that there can be none."""
        with documented(["n_samples", "generator", "Generated"]) as outcome:
            X, y = self.sampler.sample(n_samples)
        if outcome.error is not None:
            return
        assert self.kind is not None, "drawn from a sampler that is not fitted"
        wanted = n_samples if isinstance(n_samples, int) else sum(n_samples.values())
        n_rows = X.shape[0] if hasattr(X, "shape") else len(X)
        assert n_rows == len(y) == wanted
        assert type(X) is type(DATA[self.kind]) and type(y) is type(self.y)
        check_plausible(DATA[self.kind], X, self.sampler.clip)

    @precondition(lambda self: self.kind is not None)
    @rule(how=st.sampled_from(["pickle", "save"]))
    def goes_on_as_a_copy(self, how):
        """Go on with a copy that draws the same."""
        if how == "save":
            path = Path(self.folder.name) / "sampler.skgan"
            self.sampler.save(path)
            copy = load(path)
            self.parameters = self.parameters | {"checkpoint_dir": None}
        else:
            copy = pickle.loads(pickle.dumps(self.sampler))
        with documented(["generator", "Generated"]):
            drawn = [sampler.sample(5) for sampler in (self.sampler, copy)]
            for one, other in zip(*drawn, strict=True):
                assert_same(one, other)
        assert copy.history_ == self.sampler.history_
        self.sampler = copy

    @rule()
    def clone(self):
        """Go on with a clone, which is not fitted."""
        self.sampler = clone(self.sampler)
        self.kind = None

    @precondition(lambda self: self.kind is not None)
    @rule(kind=st.sampled_from(sorted(DATA)))
    def judge(self, kind):
        """Ask the discriminator about data of any kind."""
        X = DATA[kind]
        with untouched(X), documented([], X=X) as outcome:
            realness = self.sampler.discriminate(X)
        if outcome.error is None:
            assert realness.shape == (60,) and realness.dtype == np.float64
            assert (realness >= 0).all() and (realness <= 1).all()

    @precondition(lambda self: self.kind is not None)
    @rule(kind=st.sampled_from(sorted(DATA)), labels=st.sampled_from(sorted(TARGETS)))
    def report(self, kind, labels):
        """Report on data of any kind; what is drawn next stays the same."""
        X, y = DATA[kind], TARGETS[labels]
        before = pickle.loads(pickle.dumps(self.sampler))
        with untouched(X, y), documented([], X=X, y=y) as outcome:
            self.sampler.report(X, y)
        if outcome.error is None:
            with documented(["generator", "Generated"]):
                drawn = [sampler.sample(2) for sampler in (before, self.sampler)]
                for one, other in zip(*drawn, strict=True):
                    assert_same(one, other)
        if hasattr(self.sampler, "class_report"):
            with untouched(X, y), documented([], X=X, y=y) as outcome:
                assert "precision" in self.sampler.class_report(X, y)

    def draw(self, data, labels):
        """Return data that may be fitted."""
        kind = data.draw(st.sampled_from(self.kinds))
        return kind, DATA[kind], TARGETS[labels]

    def note(self, outcome, kind, y):
        """Keep what was fitted; a fit fails where its checkpoints are another's."""
        if outcome.error is None:
            self.kind, self.y = kind, y
        else:
            is_ratio = self.sampler.sampling_strategy == 1.0  # not of balanced classes
            assert is_ratio or self.sampler.checkpoint_dir is not None, outcome.error


def totals_for(sampler, y):
    """Return how many rows each class is to have."""
    counts = Counter(classes_of(y))
    strategy, most = sampler.sampling_strategy, max(counts.values())
    if strategy == "auto":
        return dict.fromkeys(counts, most)
    rare = min(counts, key=counts.get)  # a share of the largest class
    return counts | {rare: max(counts[rare], int(strategy * most))}


@each_sampler
def test_any_order_of_calls(cls, few_grown_rows):
    run_state_machine_as_test(lambda: Calls(cls), settings=examples(0.05))
