"""Whatever is given as X, y and sample_weight: rows come back, or an error says why."""

import pickle
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone

from skgan import ACGANSampler, DCGANSampler, GANSampler
from tests.fuzz.conftest import examples
from tests.fuzz.documented import documented
from tests.fuzz.hostile_arrays import ARRAYS, TABLE, Duck, Liar
from tests.fuzz.hostile_frames import FRAMES
from tests.fuzz.hostile_labels import LABELS, WEIGHTS, Y
from tests.invariants import assert_same, check_plausible, check_resampled, untouched

SAMPLERS = st.sampled_from([ACGANSampler, ACGANSampler, GANSampler, DCGANSampler])
TABLES = (
    {"usual": lambda: TABLE} | ARRAYS | {f"frame: {n}": f for n, f in FRAMES.items()}
)
USUAL_Y, NO_WEIGHT = {"ints": lambda: Y}, {"none": lambda: None}


@st.composite
def hostile_calls(draw):
    """Draw the names of X, y and a weight; most often one of them is hostile."""
    which = draw(st.sampled_from("XXXXyyw*"))
    tables = TABLES if which in "X*" else {"usual": TABLES["usual"]}
    labels = LABELS if which in "y*" else USUAL_Y
    weights = WEIGHTS if which in "w*" else NO_WEIGHT
    return [draw(st.sampled_from(list(names))) for names in (tables, labels, weights)]


@examples(0.4)
@given(hostile_calls(), SAMPLERS, st.booleans())
def test_rows_come_back_or_an_error_says_why(names, cls, clip):
    kinds = (TABLES, LABELS, WEIGHTS)
    X, y, weight = (made[n]() for made, n in zip(kinds, names, strict=True))
    sampler = cls(kernel_fraction=1, clip=clip, max_iter=2, random_state=0)
    parameters = sampler.get_params()
    values = {"X": X, "y": y, "sample_weight": weight}
    named = list(values)
    with documented(named, **values) as outcome, untouched(*copyable(X, y, weight)):
        resampled = sampler.fit_resample(X, y, sample_weight=weight)
    assert sampler.get_params() == parameters
    if outcome.error is not None:
        return
    check_resampled(X, y, resampled)
    check_plausible(X, resampled[0], clip)
    check_goes_on(sampler, X, y, weight, resampled)


def copyable(*given):
    """Return what can be compared with a copy later."""
    return [value for value in given if not isinstance(value, Iterator | Duck | Liar)]


def check_goes_on(sampler, X, y, weight, resampled):
    """Check that copies of a fitted sampler give the same bits."""
    with documented([]) as outcome:
        again = clone(sampler).fit_resample(X, y, sample_weight=weight)
        copy = pickle.loads(pickle.dumps(sampler))
        for one, other in zip(resampled, again, strict=True):
            assert_same(one, other)
        for one, other in zip(sampler.sample(5), copy.sample(5), strict=True):
            assert_same(one, other)
    if outcome.error is not None:
        raise outcome.error
