"""Hostile encoders and kernels are refused before anything is drawn."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from skgan._files import Damaged
from skgan._spec import Layout
from skgan.encoding import MixedEncoder, TabularEncoder, fit_encoder
from skgan.kernels import Policy, fit_kernel
from skgan.synthesis.saving import rehearse_encoder, rehearse_kernel
from skgan.validation._frames import is_text
from tests.frames import every_dtype
from tests.helpers import there_and_back

FRAME = every_dtype()
NUMBER, DATE = pd.Series([1.5, None, 3.0]), FRAME["date or none"]
TEXT = pd.Series(["a", "b", None, "b"], dtype=object)
ORDER = pd.Series(["a", "b", None]).astype(pd.CategoricalDtype(["b", "a"], True))
WHOLE = pd.Series([1, 2, 300])


def check(X, columns=None, **changes):
    """Fit a mixed table, and check it with another field of its first column."""
    X = X.to_frame() if isinstance(X, pd.Series) else X
    is_category = [is_text(X[name]) for name in X] if columns is None else columns
    encoder = MixedEncoder(is_category).fit(X)
    shape = (encoder.layout.size,)
    state = encoder.to_state()
    state["columns_"][0] |= changes
    rehearse_encoder(MixedEncoder.from_state(state), shape)


def test_what_a_fit_makes_is_fine():
    for name in FRAME:
        check(FRAME[name])
    with pytest.warns(UserWarning, match="200 categories"):
        check(pd.Series([f"row {i}" for i in range(200)]))


DTYPES = [np.dtype("O"), np.dtype("M8[ns]"), pd.CategoricalDtype([1.5, 3.0])]
LEVELS = [["a"], ["a", "a"], ["a", None], ["a", ["b"]]]
WRONG = [
    # An int64 has no place for what is missing.
    (NUMBER, "dtype_", [*DTYPES, np.dtype("i8"), pd.SparseDtype(object), "float64"]),
    (NUMBER, "minimum_", [np.nan, "1"]),
    (NUMBER, "maximum_", [0.0]),
    (NUMBER, "n_missing_", [-1, 1.0]),
    (NUMBER, "whole_", [1]),
    (WHOLE, "maximum_", [10**30]),
    (DATE, "kind_", ["timedelta64[ns]", "datetime64[s]"]),
    (DATE, "unit_", [0, 2**63, 1.0]),
    (DATE, "first_", [0, np.int64(2**62)]),
    (DATE, "maximum_", [1e30]),
    (DATE, "dtype_", [np.dtype("M8[D]"), np.dtype("f8")]),
    (TEXT, "levels_", [pd.Index(level, dtype=object) for level in LEVELS]),
    (TEXT, "levels_", [pd.Index([1, 2]), pd.MultiIndex.from_tuples([("a", 1)] * 2)]),
    (TEXT, "levels_", [np.array(["a", "b"], dtype=object), pd.RangeIndex(2**24)]),
    (TEXT, "dtype_", [np.dtype("M8[ns]"), pd.Int64Dtype()]),
    (TEXT, "counts_", [*map(np.array, ([2, -1], [2**62] * 2, [0.5, 0.5], [[2, 1]]))]),
    (TEXT, "missing_", ["nothing", [None]]),
    (TEXT, "has_missing_", [False, 1]),
    (TEXT, "max_categories", [2]),
    (ORDER, "levels_", [pd.Index(["b", "a"])]),
    (ORDER, "levels_", [pd.CategoricalIndex(["b", None], dtype=ORDER.dtype)]),
    (ORDER, "dtype_", [np.dtype("O")]),
]
EACH = [(series, name, value) for series, name, values in WRONG for value in values]


@pytest.mark.parametrize(("series", "name", "value"), EACH, ids=str)
def test_columns_that_do_not_fit_are_refused(series, name, value):
    check(series)
    changes = {name: value} | ({"missing_": np.nan} if value is False else {})
    with pytest.raises((Damaged, TypeError, ValueError, LookupError, OverflowError)):
        check(series, **changes)


def test_columns_of_the_wrong_kind_are_refused():
    for series in (TEXT, NUMBER):
        state = MixedEncoder([is_text(series)]).fit(series.to_frame()).to_state()
        with pytest.raises(Damaged, match="columns_ does not fit"):
            MixedEncoder.from_state(state | {"categorical": (not is_text(series),)})
        with pytest.raises(Damaged, match="columns_ has a value of another type"):
            MixedEncoder.from_state(state | {"columns_": [None]})


def test_values_that_the_array_can_not_hold_are_refused():
    for series, dtype in ((NUMBER, int), (TEXT, float)):
        encoder = MixedEncoder([is_text(series)]).fit(series.to_frame())
        shape = (encoder.layout.size,)
        encoder.dtype_ = np.dtype(object)
        rehearse_encoder(encoder, shape)
        encoder.dtype_ = np.dtype(dtype)
        with pytest.raises(Damaged, match="from it raised|cannot encode"):
            rehearse_encoder(encoder, shape)


RNG = np.random.RandomState(0)
SHAPES = {"table": (3,), "signal": (16, 2), "image": (8, 8, 1)}


@pytest.mark.parametrize("dtype", ["f2", ">f8", "g", "i1", "u8", "?"])
@pytest.mark.parametrize(("kind", "shape"), SHAPES.items())
@pytest.mark.parametrize("as_signal", [False, True])
def test_encoders_of_all_kinds_and_dtypes_are_fine(dtype, kind, shape, as_signal):
    X = (100 * RNG.normal(size=(20, *shape))).astype(dtype)
    encoder = fit_encoder(kind, X, np.arange(20) % 2, as_signal=as_signal)
    back = type(encoder).from_state(encoder.to_state())
    encoded = encoder.encode(X)
    np.testing.assert_array_equal(back.encode(X), encoded)
    rehearse_encoder(back, encoded.shape[1:])
    if len(shape) < 3:
        with pytest.raises(Damaged):
            rehearse_encoder(back, (*encoded.shape[1:-1], 4))


@pytest.mark.parametrize("as_signal", [False, True])
def test_mixed_tables_of_every_dtype_are_fine(as_signal):
    is_category = [is_text(FRAME[name]) for name in FRAME]
    labels = np.zeros(len(FRAME), dtype=int)
    options = {"categorical": is_category, "as_signal": as_signal}
    encoder = fit_encoder("table", FRAME, labels, **options)
    back = type(encoder).from_state(encoder.to_state())
    encoded = encoder.encode(FRAME)
    np.testing.assert_array_equal(back.encode(FRAME), encoded)
    rehearse_encoder(back, encoded.shape[1:])


X = RNG.normal(size=(20, 3))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("dtype_", [np.dtype("O"), np.dtype("M8[s]"), np.dtype("f4")]),
        ("minimum_", [np.zeros(2), np.full(3, np.nan)]),
        ("unit_", [np.zeros(3)]),
        ("scale_", [-np.ones(3)]),
        ("mean_", [np.zeros((3, 1)), np.full(3, "a"), [0.0, 0.0, 0.0]]),
        ("whole_", [np.zeros(3)]),
        ("axes_", [None, np.ones((3, 2))]),
        ("deviation_", [None]),
        ("evil", [1]),
        ("fit", [1]),
    ],
)
def test_tables_that_do_not_fit_are_refused(name, values):
    state = TabularEncoder().fit(X, np.arange(20) % 2).to_state()
    for value in values:
        with pytest.raises(Damaged, match="TabularEncoder"):
            TabularEncoder.from_state(state | {name: value})
    with pytest.raises(Damaged, match="has wrong fields: .'mean_'."):
        TabularEncoder.from_state({n: v for n, v in state.items() if n != "mean_"})


ROWS = {label: RNG.normal(size=(12, 3)).astype(np.float32) for label in (0, 1)}
KERNELS = {
    "table": (ROWS, None),
    "mixed": (ROWS, Layout(1, (2,), 1)),
    "signal": ({i: rows[:, None].repeat(16, 1) for i, rows in ROWS.items()}, None),
    "image": ({i: RNG.normal(size=(3, 8, 8, 1)).astype("f4") for i in (0, 1)}, None),
}


def kernel_of(kind):
    rows, layout = KERNELS[kind]
    p = {0: None, 1: np.full(len(rows[1]), 1 / len(rows[1]))}
    name = "table" if kind == "mixed" else kind
    return fit_kernel(name, rows, p, np.random.RandomState(0), layout)


def with_policy(**changes):
    """Return a change of a kernel's policy."""
    return {"policy": lambda k: k.to_state()["policy"] | changes}


POLICY_CHANGES = [
    {"policy": lambda k: None},
    {"policy": lambda k: "shapes"},
    {"policy": lambda k: {"class": "Layout", **Layout(3).to_state()}},
    with_policy(name=1),
    with_policy(reason=None),
    with_policy(parts=()),
    with_policy(parts={}),
    with_policy(parts=("bend",)),
    with_policy(parts=({"fly": 0.1},)),
    with_policy(parts=({"fit": 0.1}, {})),
    with_policy(parts=({1: 0.1},)),
    with_policy(parts=({"difference": 2.5},)),
    with_policy(parts=({"bend": 1.6},)),
    with_policy(parts=({"shift": float("nan")},)),
    with_policy(parts=({"difference": float("nan")},)),
    with_policy(parts=({"difference": -0.1},)),
    with_policy(parts=({"difference": True},)),
    with_policy(parts=({"difference": "0.1"},)),
    with_policy(parts=({"exchange": 0.5, "gain": 0.1, "zoom": 0.1},)),  # of each kind
    with_policy(scores=[]),
    with_policy(scores={"moves": 0.1}),
    with_policy(scores={"moves": (0.1,)}),
    with_policy(scores={"moves": (0.1, 0.1, 0.1)}),
    with_policy(scores={"moves": ("a", "b")}),
    with_policy(scores={1: (0.1, 0.1)}),
    with_policy(evil=1),
]


@pytest.mark.parametrize("kind", KERNELS)
def test_kernels_are_fine(kind):
    kernel = kernel_of(kind)
    back = type(kernel).from_state(kernel.to_state())
    rehearse_kernel(back)
    drawn = [k.draw(1, 5, np.random.RandomState(0)) for k in (kernel, back)]
    np.testing.assert_array_equal(*drawn)


@pytest.mark.parametrize("kind", KERNELS)
@pytest.mark.parametrize(
    "changes",
    [
        {"rows": lambda k: {}},
        {"rows": lambda k: {0: k.rows[0]}},
        {"rows": lambda k: {1: k.rows[1], 0: k.rows[0]}},
        {"rows": lambda k: {0: k.rows[0][:0], 1: k.rows[1]}},
        {"rows": lambda k: {0: k.rows[0].astype(float), 1: k.rows[1]}},
        {"rows": lambda k: {0: k.rows[0] * np.inf, 1: k.rows[1]}},
        {"rows": lambda k: {i: rows.ravel() for i, rows in k.rows.items()}},
        {"p": lambda k: {0: None}},
        {"p": lambda k: {0: None, 1: np.ones(3)}},
        {"p": lambda k: {0: None, 1: np.full(12, -1 / 12)}},
        {"layout": lambda k: None},
        {"layout": lambda k: Layout(3).to_state()},
        {"layout": lambda k: {"class": "Layout", **Layout(2, (2,), 1).to_state()}},
        {"layout": lambda k: {"class": "Layout", **Layout(-1, (4,), 1).to_state()}},
        *POLICY_CHANGES,
        {"pairs": lambda k: {0: k.pairs[0], 1: k.pairs[1] + 9}},
        {"pairs": lambda k: {0: k.pairs[0], 1: k.pairs[1] * 1.0}},
        {"flows": lambda k: {0: k.flows[0], 1: k.flows[1][..., :-1]}},
        {"flows": lambda k: {0: k.flows[0], 1: k.flows[1][:, :1]}},
        {"flows": lambda k: {}},
        {"is_flat": lambda k: None},
    ],
)
def test_kernels_that_do_not_fit_are_refused(kind, changes):
    kernel = kernel_of(kind)
    [[name, change]] = changes.items()
    if name not in kernel.to_state():
        return
    state = kernel.to_state() | {name: change(kernel)}
    with pytest.raises((Damaged, ValueError)):
        rehearse_kernel(type(kernel).from_state(state))


def test_moves_of_another_kind_of_data_are_refused():
    """A bend of 0.5 is one of images; of signals it is beyond the largest."""
    rows = {i: sparse.csr_array(rows.astype(float)) for i, rows in ROWS.items()}
    kernels = [kernel_of(kind) for kind in ("table", "mixed", "signal")]
    for kernel in [*kernels, fit_kernel("sparse", rows, dict.fromkeys(rows), None)]:
        state = kernel.to_state()
        type(kernel).from_state(state)
        state["policy"] |= {"parts": ({"bend": 0.5},)}
        with pytest.raises(Damaged, match="policy does not fit"):
            type(kernel).from_state(state)


def test_policies_of_several_parts_and_scores_are_fine():
    kernel = kernel_of("signal")
    parts, scores = ({"shift": 0.1}, {}, {"gain": 0.5}), {"moves": (0.1, float("inf"))}
    state = kernel.to_state()
    state["policy"] |= {"parts": parts, "scores": scores}
    back = type(kernel).from_state(there_and_back(state))
    rehearse_kernel(back)
    assert back.policy == Policy("moves", parts, scores, kernel.policy.reason)
