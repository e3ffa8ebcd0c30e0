"""Copies of real rows, warped or mixed."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy import sparse
from sklearn.base import clone

from skgan.exceptions import InputError
from skgan.samplers import MixupSampler, WarpSampler

Y = np.repeat(["often", "rare", "rarest"], [20, 6, 2])
TABLE = np.random.RandomState(0).normal(size=(28, 3))
PIXELS = np.random.RandomState(0).randint(256, size=(28, 12, 10, 3)).astype(np.uint8)


def resampled(X, cls=MixupSampler, **options):
    X_new, y_new = cls(random_state=0, **options).fit_resample(X, Y)
    assert_array_equal(y_new[:28], Y)
    assert list(y_new[28:]) == ["rare"] * 14 + ["rarest"] * 18
    return X_new


def test_mixed_rows_lie_between_two_of_their_class():
    X_new = resampled(TABLE)
    assert_array_equal(X_new[:28], TABLE)
    first, last = TABLE[26:]
    part = (X_new[42:] - first) / (last - first)
    assert_allclose(part, np.broadcast_to(part[:, :1], part.shape))
    assert 0 <= part.min() < 0.2 and 0.8 < part.max() <= 1  # all the way
    rare = TABLE[20:26]
    for row in X_new[28:42]:
        # The distances to both ends add up to the way between them.
        away = np.linalg.norm(rare - row, axis=1)
        way = np.linalg.norm(rare[:, None] - rare, axis=2)
        is_between = np.isclose(away[:, None] + away, way)
        assert is_between[np.triu_indices(6, 1)].sum() == 1


def test_mixed_rows_keep_types():
    frame = pd.DataFrame(TABLE, columns=["a", "b", "c"])
    frame["n"] = np.arange(28, dtype=np.int8) * 3
    frame["flag"] = TABLE[:, 0] > 0
    X_new = resampled(frame)
    assert list(X_new.dtypes) == list(frame.dtypes)
    assert_allclose(X_new[["a", "b", "c"]], resampled(TABLE))
    # 26 and 27 times 3, rounded and not cut off.
    assert set(X_new["n"][42:]) == {78, 79, 80, 81}
    assert isinstance(resampled(TABLE.tolist()), list)
    assert resampled(TABLE.astype(np.float32)).dtype == np.float32
    signals = resampled(PIXELS[:, :, 0])
    assert signals.shape == (60, 12, 3) and signals.dtype == np.uint8


@pytest.mark.parametrize("kind", [sparse.csr_array, sparse.csc_matrix])
@pytest.mark.parametrize("dtype", [float, int])
def test_mixed_sparse_rows_are_those_of_dense_ones(kind, dtype):
    rows = np.where(TABLE > 0, TABLE * 10, 0).astype(dtype)
    X_new = resampled(kind(rows))
    assert type(X_new) is kind and X_new.dtype == dtype
    assert_allclose(X_new.toarray(), resampled(rows))
    frame = pd.DataFrame.sparse.from_spmatrix(sparse.csr_matrix(rows))
    assert_allclose(resampled(frame), resampled(rows))


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (["x", "y"] * 14, "not numeric.*OneHotEncoder first"),
        (pd.date_range("2024", periods=28), "Encode and impute them first"),
        ([np.nan, *range(27)], "missing values.*Encode and impute them first"),
    ],
)
def test_what_can_not_be_interpolated_is_told(column, message):
    frame = pd.DataFrame(TABLE, columns=["a", "b", "c"]).assign(kind=column)
    with pytest.raises(InputError, match=message):
        MixupSampler().fit_resample(frame, Y)


def test_warped_copies_are_images_near_to_real_ones():
    """A blob moves by 2 of 28 pixels at the most, and stays what it is."""
    y, x = np.mgrid[:28, :28]
    blob = np.exp(-((y - 13.5) ** 2 + (x - 13.5) ** 2) / 18)
    images = np.broadcast_to(blob[..., None], (28, 28, 28, 1))
    X_new = resampled(images, WarpSampler)
    assert_array_equal(X_new[:28], images)
    copies = X_new[28:, :, :, 0]
    middles = [(copies * a).sum(axis=(1, 2)) / copies.sum(axis=(1, 2)) for a in (y, x)]
    shifts = np.abs(np.subtract(middles, 13.5))
    assert 1.5 < shifts.max() < 0.07 * 28 * 1.1 * np.sqrt(2)
    zooms = np.sqrt(copies.sum(axis=(1, 2)) / blob.sum())
    assert 0.88 < zooms.min() < 0.95 and 1.05 < zooms.max() < 1.12


def test_warped_pixels_stay_whole_and_images_may_be_flat():
    X_new = resampled(PIXELS, WarpSampler)
    assert X_new.shape == (60, 12, 10, 3) and X_new.dtype == np.uint8
    flat = PIXELS.reshape(28, -1)
    flat_new = resampled(flat, WarpSampler, sample_shape=(12, 10, 3))
    assert_array_equal(flat_new, X_new.reshape(60, -1))
    assert len(np.unique(flat_new, axis=0)) == 60
    with pytest.raises(
        InputError, match=r"shape \(360,\), which is not that of images.*Give X"
    ):
        WarpSampler().fit_resample(flat, Y)


@pytest.mark.parametrize("cls", [MixupSampler, WarpSampler])
def test_seeds_and_balanced_classes(cls):
    one, same = (resampled(PIXELS, clone(cls()).__class__) for _ in range(2))
    assert_array_equal(one, same)
    other, _ = cls(random_state=1).fit_resample(PIXELS, Y)
    assert (other[28:] != one[28:]).any()
    balanced, _ = cls().fit_resample(PIXELS[:20], np.repeat([0, 1], 10))
    assert_array_equal(balanced, PIXELS[:20])
    rows = sparse.csr_array(TABLE[:20])
    balanced, _ = MixupSampler().fit_resample(rows, np.repeat([0, 1], 10))
    assert_array_equal(balanced.toarray(), TABLE[:20])
