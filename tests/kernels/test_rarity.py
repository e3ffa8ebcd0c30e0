import numpy as np
import pytest
from numpy.testing import assert_array_equal

from skgan.kernels import _rarity
from skgan.kernels._rarity import (
    CLEARLY,
    MAX_KNOWN,
    MAX_LEFT_OUT,
    MIN_DRAWS,
    MIN_ROWS,
    choose_policy,
    thin_classes,
)


def numbered(*counts):
    """Return rows of classes, each row a number of its own."""
    return {c: 1000 * c + np.arange(n)[:, None] for c, n in enumerate(counts)}


def thin(*counts, seed=0):
    return thin_classes(numbered(*counts), np.random.RandomState(seed))


def thinned(trial, counts):
    """Return the classes that keep fewer rows than three of four."""
    return {
        c
        for c, known in trial.known.items()
        if len(known) < 0.7 * min(counts[c], MAX_KNOWN)
    }


def test_half_of_the_frequent_classes_get_as_few_rows_as_the_rare_ones():
    counts, seen = (100, 90, 80, 70, 10, 12), set()
    for seed in range(20):
        trial = thin(*counts, seed=seed)
        few = thinned(trial, counts)
        assert len(few) == 2 and few <= {0, 1, 2, 3}
        assert {len(trial.known[c]) for c in few} == {11}, "the median of 10 and 12"
        assert {len(trial.left_out[c]) for c in few} == {MAX_LEFT_OUT} - {60} | {
            min(counts[c] - 11, MAX_LEFT_OUT) for c in few
        }
        seen |= few
    assert seen == {0, 1, 2, 3}


@pytest.mark.parametrize("counts", [(100, 90, 80, 10), (2000, 30), (60, 60, 60, 2, 3)])
def test_rows_either_are_known_or_judge(counts):
    trial, rows = thin(*counts), numbered(*counts)
    for label, of_class in rows.items():
        both = np.concatenate([trial.known[label], trial.left_out[label]])
        assert len(np.unique(both)) == len(both) and np.isin(both, of_class).all()
        assert len(trial.known[label]) <= MAX_KNOWN
        assert len(trial.left_out[label]) <= MAX_LEFT_OUT
    totals = {c: len(known) + trial.n_new[c] for c, known in trial.known.items()}
    assert {*totals.values()} == {max(map(len, trial.known.values()))}


def test_very_few_rows_are_not_thinned_to():
    trial = thin(100, 100, 2, 2)
    assert min(len(trial.known[c]) for c in (0, 1)) == MIN_ROWS


NOTHING = [(50, 50, 50), (100, 60, 51), (20, 3), (23, 3, 3), (2, 2), (70,), (1000, 999)]


@pytest.mark.parametrize("counts", NOTHING, ids=str)
def test_where_no_class_has_rows_enough_nothing_is_thinned(counts):
    assert thin(*counts) is None
    rows, policies = numbered(*counts), {"plain": ({},), "other": ({"shift": 0.1},)}
    policy = choose_policy(rows, policies, None, None, np.random.RandomState(0))
    assert (policy.name, policy.parts, policy.scores) == ("plain", ({},), {})
    assert "no class has enough rows" in policy.reason


def test_the_smallest_class_that_can_be_thinned():
    assert thin(24, 4) is not None and thin(23, 4) is None, "20 rows judge"
    assert thin(61, 30) is not None and thin(60, 30) is None, "half are rare"


COUNTS = (100, 90, 80, 8)


class Judging:
    """Made-up gains: each policy's scores are normal around a mean of its own."""

    def __init__(self, means, noise=0.0, seed=0):
        self.means, self.noise, self.asked = means, noise, []
        self.random_state = np.random.RandomState(seed)

    def grow(self, trial, random_state):
        return lambda parts, random_state: parts[0]["shift"]

    def judge(self, trial, new, seed):
        self.asked.append(new)
        score = 0.5 + self.means[new] + self.noise * self.random_state.normal()
        return dict.fromkeys(trial.known, score)

    def choose(self, seed=0):
        """Return the policy that is chosen; each has its number as strength."""
        policies = {f"p{i}": ({"shift": i},) for i in range(len(self.means))}
        state = np.random.RandomState(seed)
        return choose_policy(numbered(*COUNTS), policies, self.grow, self.judge, state)


def test_what_is_clearly_better_is_taken():
    judging = Judging([0.0, -0.02, 0.05, 0.02], noise=0.005)
    policy = judging.choose()
    assert (policy.name, policy.parts) == ("p2", ({"shift": 2},))
    assert policy.scores.keys() == {"p0", "p1", "p2", "p3"}
    gain, error = policy.scores["p2"]
    assert gain == pytest.approx(0.05, abs=0.01) and 0 < error < 0.01
    assert policy.scores["p0"] == (0.0, 0.0)
    assert policy.reason == "judged by simulated rarity"


def test_within_noise_the_plain_policy_stays():
    chosen = [Judging([0.0, 0.0, 0.0], 0.05, seed).choose() for seed in range(40)]
    taken = [policy for policy in chosen if policy.name != "p0"]
    assert len(taken) < 14, "of two policies that are no better"
    for policy in taken:
        gain, error = policy.scores[policy.name]
        assert gain > CLEARLY * error


def test_a_gain_that_is_too_small_to_matter_is_not_taken():
    assert Judging([0.0, 0.004]).choose().name == "p0"
    assert Judging([0.0, 0.006]).choose().name == "p1"


def test_policies_that_are_far_behind_are_dropped_on_the_way(monkeypatch):
    monkeypatch.setattr(_rarity, "N_DRAWS", MIN_DRAWS + 2)
    judging = Judging([0.0, -0.3, 0.1, 0.097], noise=0.001)
    assert judging.choose().name == "p2"
    asked = {i: judging.asked.count(i) for i in range(4)}
    assert MIN_DRAWS == 3 and asked == {0: 5, 1: 3, 2: 5, 3: 5}
    assert len(judging.choose().scores) == 4, "they have a score all the same"


def test_where_only_the_plain_policy_is_left_no_more_is_drawn():
    judging = Judging([0.0, -0.3, -0.2], noise=0.001)
    assert judging.choose().name == "p0"
    assert len(judging.asked) == 3 * MIN_DRAWS


def test_all_policies_see_the_same_draws_and_seeds():
    seen = {}

    def grow(trial, random_state):
        return lambda parts, random_state: (parts[0]["shift"], random_state.rand())

    def judge(trial, new, seed):
        name, drawn = new
        known = np.concatenate([*trial.known.values()]).ravel().tolist()
        seen.setdefault(name, []).append((known, drawn, seed))
        return {0: 0.5}

    policies = {"a": ({"shift": 0},), "b": ({"shift": 1},)}
    state = np.random.RandomState(0)
    choose_policy(numbered(*COUNTS), policies, grow, judge, state)
    assert seen[0] == seen[1]
    known = [tuple(one[0]) for one in seen[0]]
    assert len({*known}) == len(known) > 1, "each draw is another one"


def test_the_choice_depends_on_the_random_state_alone():
    def noisy(trial, new, seed):
        return {0: new + float(np.mean(trial.known[0])) % 0.1}

    def chosen(seed):
        policies = {"a": ({"shift": 0.0},), "b": ({"shift": 0.03},)}
        state = np.random.RandomState(seed)
        grow = lambda trial, _: lambda parts, state: parts[0]["shift"] * state.rand()  # noqa: E731
        return choose_policy(numbered(*COUNTS), policies, grow, noisy, state)

    assert chosen(0) == chosen(0)
    assert chosen(0).scores != chosen(1).scores


def test_rows_stay_as_they_are():
    rows = numbered(*COUNTS)
    thin_classes(rows, np.random.RandomState(0))
    for label, expected in numbered(*COUNTS).items():
        assert_array_equal(rows[label], expected)
