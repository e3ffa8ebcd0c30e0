import numpy as np
import pytest
from scipy import sparse

from skgan._spec import Layout
from skgan.exceptions import InputError
from skgan.kernels import MOVES, POLICIES, Policy, fit_kernel, plain_policy, policy_of
from tests.helpers import refused

KINDS = [*POLICIES]
EVERY = [(kind, name) for kind in KINDS for name in POLICIES[kind]]


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_a_name_is_a_policy_whose_moves_are_known_and_in_range(kind, name):
    policy = policy_of(name, kind)
    assert (policy.name, policy.reason, policy.scores) == (name, "given", {})
    assert policy.parts == POLICIES[kind][name]
    assert policy.is_for(kind) and not list(policy.misfits())


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_policy_is_the_plain_one_and_auto_is_left_to_the_rows(kind):
    plain = plain_policy(kind)
    assert plain.name == next(iter(POLICIES[kind])) and plain.reason == "plain"
    assert policy_of("auto", kind) is None


@pytest.mark.parametrize("kind", KINDS)
def test_each_move_may_have_any_strength_from_0_to_the_largest(kind):
    for name, move in MOVES[kind].items():
        assert move.text == move.text.strip(" .")
        for strength in (move.largest, move.largest / 2, np.float32(move.largest) / 2):
            [[[told, taken]]] = [
                part.items() for part in policy_of({name: strength}, kind).parts
            ]
            assert (told, taken) == (name, float(strength))
            assert type(taken) is float
        assert policy_of({name: 0}, kind).parts == ({},), "a strength of 0 is no move"
        with refused(name, move.largest, move.text, because=InputError):
            policy_of({name: np.nextafter(move.largest, 9e9)}, kind)


def test_a_list_of_dicts_is_as_many_parts():
    parts = [{"shift": 0.1}, {}, {"mirror": 1, "shift": 0}]
    for given in (parts, tuple(parts)):
        policy = policy_of(given, "image")
        assert policy.parts == ({"shift": 0.1}, {}, {"mirror": 1.0})
        assert policy.name == "given" and policy.moves == {"shift", "mirror"}


UNKNOWN = [
    "shape",
    "",
    "Shapes",
    "differences",
    [],
    (),
    ["shapes"],
    [{}, "shapes"],
    "copies, mirrored, mirrored",
    "copies, mirrored, flipped, mirrored",
    "copies, shapes",
    3,
    None,
]


@pytest.mark.parametrize("given", UNKNOWN, ids=repr)
def test_an_unknown_policy_is_told_which_there_are(given):
    with refused(
        repr(given), "images", "'shapes, colours'", "'cut_out'", because=InputError
    ):
        policy_of(given, "image")


def test_a_list_should_hold_dicts():
    told = "is unknown for images: a list should contain dicts, not 'shapes'. Choose"
    for given in (["shapes"], [{"mirror": 1}, "shapes"], ({}, "shapes")):
        with refused(told, because=InputError):
            policy_of(given, "image")
    with refused("policy=[] is unknown for images. Choose", because=InputError):
        policy_of([], "image")


def test_unknown_moves_and_those_of_other_kinds_are_told_which_there_are():
    for given in (
        {"fly": 0.1},
        {"difference": 0.1},
        [{}, {"fly": 1, "shift": 0.1}],
        {1: 1},
    ):
        with refused(
            "policy has unknown moves: [",
            "moves of images",
            "'bend'",
            because=InputError,
        ):
            policy_of(given, "image")
    with refused("['zoom', 'mirror']", "tables", because=InputError):
        policy_of({"zoom": 0.1, "exchange": 0.1, "mirror": 1}, "table")


STRENGTHS = [
    -0.1,
    0.51,
    np.inf,
    np.nan,
    True,
    np.True_,
    "0.1",
    None,
    [0.1],
    1j,
    10**400,
]


@pytest.mark.parametrize("strength", STRENGTHS, ids=lambda value: repr(value)[:9])
def test_strengths_that_are_not_numbers_in_range_are_refused(strength):
    shown = strength.item() if isinstance(strength, np.generic) else strength
    with refused(
        f"shift={shown!r:.200}", "0 to 0.5", "longest shift", because=InputError
    ):
        policy_of([{}, {"bend": 0.1, "shift": strength}], "image")
    with refused(because=InputError):
        policy_of({"shift": np.float64(7.5)}, "signal")


def test_a_policy_tells_its_name_reason_and_scores():
    policy = Policy("b", ({},), {"a": (0.0, 0.0), "b": (0.0213, 0.004)}, "judged")
    assert str(policy) == "b, judged; a +0.000 (0.000), b +0.021 (0.004)"
    assert str(policy_of({"shift": 0.1}, "image")) == "given, given"


RNG = np.random.RandomState(0)
ROWS = {
    "table": np.zeros((3, 2), np.float32),
    "mixed": np.float32([[9, 1, 0]] * 3),
    "signal": np.zeros((3, 16, 1), np.float32),
    "image": np.zeros((3, 8, 8, 1), np.float32),
    "sparse": sparse.csr_array(np.eye(3)),
}


@pytest.mark.parametrize("n_samples", [0, 1, 2, 7, 30])
@pytest.mark.parametrize("n_parts", [1, 3, 8])
@pytest.mark.parametrize("kind", ROWS)
def test_each_part_makes_as_many_samples(kind, n_parts, n_samples, monkeypatch):
    policy = Policy("given", tuple({"shift": i / 99} for i in range(n_parts)))
    layout = Layout(1, (2,), 1) if kind == "mixed" else None
    of_kind = "table" if kind == "mixed" else kind
    options = {"layout": layout, "policy": policy}
    kernel = fit_kernel(of_kind, {0: ROWS[kind]}, {0: None}, RNG, **options)
    made, move = [], kernel.move

    def counted(label, n, moves, random_state):
        made.append(n)
        return move(label, n, moves, random_state)

    monkeypatch.setattr(kernel, "move", counted, raising=False)
    samples = kernel.draw(0, n_samples, np.random.RandomState(0))
    assert samples.shape == (n_samples, *ROWS[kind].shape[1:])
    assert samples.dtype == ROWS[kind].dtype
    assert len(made) == n_parts and sum(made) == n_samples
    assert max(made) - min(made) <= 1


def test_the_part_that_makes_one_more_is_drawn():
    """Where a single row is drawn again and again, it is not always of one part."""
    policy = policy_of([{}, {"difference": 1}], "table")
    rows = np.eye(2, dtype=np.float32)
    kernel = fit_kernel("table", {0: rows}, {0: None}, None, policy=policy)
    drawn = [kernel.draw(0, 1, np.random.RandomState(seed)) for seed in range(40)]
    are_copies = [(rows == one).all(axis=1).any() for one in drawn]
    assert 8 < sum(are_copies) < 32


def test_tables_move_as_far_as_the_policy_says():
    rows = np.float32([[0.0], [1.0]])
    for strength in (0.1, 2.0):
        policy = policy_of({"difference": strength}, "table")
        kernel = fit_kernel("table", {0: rows}, {0: None}, None, policy=policy)
        samples = kernel.draw(0, 2000, np.random.RandomState(0))
        assert samples.max() == pytest.approx(1 + strength, abs=0.02 * strength)
        assert samples.min() == pytest.approx(-strength, abs=0.02 * strength)


def test_categories_are_exchanged_as_often_as_the_policy_says():
    codes = np.tile([0, 1], 20)
    numbers = np.linspace(0, 400, 40)[:, None]  # apart, so that others are near
    rows = np.hstack([numbers, np.eye(2)[codes]]).astype(np.float32)
    for share in (0.0, 1.0):
        policy = policy_of({"exchange": share}, "table")
        options = {"layout": Layout(1, (2,), 1), "policy": policy}
        kernel = fit_kernel("table", {0: rows}, {0: None}, None, **options)
        samples = kernel.draw(0, 500, np.random.RandomState(0))
        first = np.abs(samples[:, :1] - rows[:, 0]).argmin(axis=1)
        is_same = (samples[:, 1:] == rows[first, 1:]).all(axis=1).mean()
        assert (is_same == 1.0) == (share == 0.0)


def test_copies_of_sparse_rows_are_copies():
    policy = policy_of("copies", "table")
    rows = sparse.csr_array(np.diag([1.0, 2.0, 3.0]))
    kernel = fit_kernel("sparse", {0: rows}, {0: None}, None, policy=policy)
    samples = kernel.draw(0, 20, np.random.RandomState(0)).toarray()
    real = rows.toarray()
    assert all((one == real).all(axis=1).any() for one in samples)
