import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from skgan.datasets import make_long_tail
from skgan.exceptions import InputError

Y = np.repeat(np.arange(10), 500)
ROWS = np.arange(len(Y))


@settings(max_examples=40)
@given(
    st.lists(st.integers(1, 60), min_size=2, max_size=6),
    st.floats(1, 50),
    st.integers(0, 2**31 - 1),
)
def test_sizes_fall_by_the_ratio_and_use_what_there_is(counts, ratio, seed):
    y = np.repeat(np.arange(len(counts)), counts)
    try:
        rows, y_long = make_long_tail(np.arange(len(y)), y, ratio, random_state=seed)
    except InputError:
        assert min(counts) < ratio
        return
    sizes = np.bincount(y_long, minlength=len(counts))
    assert (sizes <= counts).all() and (np.diff(sizes) <= 0).all() and sizes[-1] >= 1
    assert sizes[0] / (sizes[-1] + 1) < ratio + 1e-6 < (sizes[0] + 1) / sizes[-1] + 1e-5
    assert (np.diff(rows) > 0).all(), "old order, nothing twice"
    np.testing.assert_array_equal(y[rows], y_long)
    assert (sizes == counts).any() or ratio > 1 or len(set(counts)) > 1


@pytest.mark.parametrize(
    "sizes, ratio, expected",
    [
        ([90, 100, 4], 10, [40, 12, 4]),
        ([1000] * 4, 1000, [1000, 100, 10, 1]),  # exact at the ends
        # of long-tailed CIFAR:
        ([5000] * 10, 100, [5000, 2997, 1796, 1077, 645, 387, 232, 139, 83, 50]),
    ],
)
def test_sizes_of_classes(sizes, ratio, expected):
    y = np.repeat(np.arange(len(sizes)), sizes)
    _, y_long = make_long_tail(y, y, ratio, random_state=0)
    assert np.bincount(y_long).tolist() == expected


@pytest.mark.parametrize(
    "make",
    [
        lambda: np.arange(60.0).reshape(60, 1),
        lambda: np.arange(60 * 64, dtype=np.uint8).reshape(60, 8, 8, 1),
        lambda: sparse.csr_matrix(np.arange(60.0).reshape(60, 1)),
        lambda: sparse.coo_array(np.arange(60.0).reshape(60, 1)),
        lambda: list(range(60)),
    ],
)
def test_any_kind_of_rows(make):
    X = make()
    X_long, y_long = make_long_tail(X, [0] * 30 + [1] * 30, 3, random_state=0)
    assert isinstance(y_long, list) and y_long == [0] * 30 + [1] * 10
    if sparse.issparse(X):
        X, X_long = X.toarray(), X_long.toarray()
    X, X_long = np.asarray(X), np.asarray(X_long)
    assert X_long.dtype == X.dtype and X_long.shape == (40, *X.shape[1:])
    np.testing.assert_array_equal(X_long[:30], X[:30])


def test_tables_keep_names_dtypes_and_index():
    frame = pd.DataFrame({"n": ROWS, "text": "x"}, index=ROWS[::-1])
    label = pd.Series(Y, index=frame.index, name="class").astype("category")
    X, y = make_long_tail(frame, label, 5, random_state=0)
    assert X.dtypes.equals(frame.dtypes) and y.dtype == label.dtype
    assert X.index.equals(y.index) and y.name == "class"
    pd.testing.assert_frame_equal(X, frame.loc[X.index])


def test_the_seed_chooses_the_rows():
    chosen = [make_long_tail(ROWS, Y, 10, random_state=s)[0] for s in (0, 0, 1)]
    assert (chosen[0] == chosen[1]).all() and (chosen[0] != chosen[2]).any()


@pytest.mark.parametrize("ratio", [0.5, -1, 0, np.inf, np.nan, "10", None])
def test_wrong_ratios_are_told(ratio):
    with pytest.raises(InputError, match="ratio="):
        make_long_tail(ROWS, Y, ratio)


@pytest.mark.parametrize(
    "X, y, ratio, match",
    [
        (ROWS, Y, 501, "leaves no row of class 9"),
        ([1, 2], ["a", "a"], 2, r"classes \['a'\]"),
        ([1, 2], [0, 1, 1], 2, "inconsistent"),
    ],
)
def test_what_can_not_be_made_is_told(X, y, ratio, match):
    with pytest.raises(ValueError, match=match):
        make_long_tail(X, y, ratio)
