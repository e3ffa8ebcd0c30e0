"""What holds for every sampler, every kind of data and every form of it."""

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from skgan import ACGANSampler, DCGANSampler
from tests.contract import each_training, every_kind, kinds_in_turn, rows_after
from tests.helpers import (
    DATA,
    IMAGES,
    TABLE,
    TARGETS,
    THREE,
    Trap,
    Y,
    each_sampler,
    fitted,
    make_sampler,
    rows_of,
)
from tests.invariants import assert_same, check_plausible, check_resampled, untouched

pytestmark = pytest.mark.usefixtures("few_grown_rows", "small_forests")


# fit_resample, fit and sample


@every_kind
def test_real_rows_come_first_and_counts_are_exact(cls, kind):
    check_fits(make_sampler(cls, kernel_fraction=1, callbacks=[Trap()]), DATA[kind])


@each_training
def test_networks_change_nothing_of_that(cls, kind):
    is_usual = cls is ACGANSampler and kind == "array"
    for kernel_fraction in (0, 0.5, "auto") if is_usual else (0.5,):
        sampler = make_sampler(cls, kernel_fraction=kernel_fraction)
        check_fits(sampler, DATA[kind])
        assert sampler.n_iter_ == 3 and sampler.history_["iteration"] == [3]


def check_fits(sampler, X):
    """Check a fit with samples, another one, and a fit that is sampled from."""
    with untouched(X, Y):
        resampled = sampler.fit_resample(X, Y)
        again = clone(sampler).fit_resample(X, Y)
        apart = clone(sampler).fit(X, Y).sample({1: 20})
    check_resampled(X, Y, resampled)
    check_plausible(X, resampled[0])
    if isinstance(resampled[0], pd.DataFrame):
        assert resampled[0].index.equals(pd.RangeIndex(80))
    for one, other in zip(resampled, again, strict=True):
        assert_same(one, other)
    for one, other in zip(resampled, apart, strict=True):
        one, other = rows_after(one, 60), rows_after(other, 0)
        if hasattr(one, "iloc"):
            assert_same(one, other)
        np.testing.assert_array_equal(
            rows_of(one).astype(str), rows_of(other).astype(str)
        )
    new = rows_of(rows_after(resampled[0], 60))
    assert len(np.unique(new.astype(str), axis=0)) > 10
    assert sampler.synthetic_mask_.tolist() == [False] * 60 + [True] * 20
    [(label, share)] = sampler.class_fidelity_.items()
    assert label == 1 and 0 <= share <= 1


@each_sampler
@pytest.mark.parametrize("target", TARGETS)
def test_classes_of_every_form_come_back(cls, target):
    y = TARGETS[target]
    sampler = make_sampler(cls, kernel_fraction=1)
    with untouched(TABLE, y):
        resampled = sampler.fit_resample(TABLE, y)
    check_resampled(TABLE, y, resampled)
    if hasattr(y, "iloc"):
        assert resampled[1].index.equals(pd.RangeIndex(len(resampled[0])))
    classes = sampler.classes_.tolist()
    assert classes == np.unique(np.asarray(y)).tolist()
    counts = np.unique(np.asarray(y), return_counts=True)[1]
    assert set(sampler.class_fidelity_) == {
        label for label, n in zip(classes, counts, strict=True) if n < counts.max()
    }
    _, drawn = sampler.sample({classes[1]: 2, classes[0]: 1})
    assert type(drawn) is type(y) and getattr(drawn, "name", 0) == getattr(y, "name", 0)
    assert np.ravel(drawn).tolist() == [classes[0], *[classes[1]] * 2]


@each_sampler
@pytest.mark.parametrize(
    "form", [np.asarray, pd.DataFrame, np.ndarray.tolist, DATA["csr matrix"].__class__]
)
@pytest.mark.parametrize("y", [Y, THREE], ids=["two", "three"])
@pytest.mark.parametrize("dtype", [int, bool, np.float32, np.uint8])
def test_one_hot_classes(cls, form, y, dtype):
    n_classes = y.max() + 1
    rows = form(np.eye(n_classes, dtype=dtype)[y])
    sampler = make_sampler(cls, kernel_fraction=1)
    resampled = sampler.fit_resample(TABLE, rows)
    check_resampled(TABLE, rows, resampled)
    assert type(resampled[1]) in (type(rows), np.ndarray)
    drawn = np.asarray(sampler.sample({0: 1, 1: 2})[1])
    assert drawn.shape == (3, n_classes)
    if not isinstance(rows, list):
        assert drawn.dtype == dtype


@pytest.mark.parametrize(
    "strategy, counts",
    [
        ("auto", {0: 40, 1: 40}),
        ("minority", {0: 40, 1: 40}),
        ("not majority", {0: 40, 1: 40}),
        ("all", {0: 40, 1: 40}),
        (0.75, {0: 40, 1: 30}),
        ({1: 21}, {0: 40, 1: 21}),
        ({0: 50, 1: 70}, {0: 50, 1: 70}),
        (lambda y: {1: 33}, {0: 40, 1: 33}),
        ({0: 41}, {0: 41, 1: 20}),
    ],
)
@each_sampler
def test_sampling_strategies_give_exact_counts(cls, strategy, counts):
    sampler = make_sampler(cls, sampling_strategy=strategy, kernel_fraction=1)
    check_resampled(TABLE, Y, sampler.fit_resample(TABLE, Y), counts)
    assert sampler.synthetic_mask_.sum() == sum(counts.values()) - 60
    assert set(sampler.class_fidelity_) == {
        label for label, n in counts.items() if n > (40, 20)[label]
    }


@kinds_in_turn
def test_samples_have_the_form_and_the_shares_of_what_was_fitted(cls, kind):
    X, sampler = DATA[kind], fitted(cls, kind, kernel_fraction=1)
    for n_samples, counts in [
        *((60, [40, 20]), (7, [5, 2]), (1, [1, 0]), (0, [0, 0]), ({}, [0, 0])),
        ({1: 4, 0: 2}, [2, 4]),
        ({np.int64(1): np.int32(4)}, [0, 4]),
    ]:
        drawn, y = sampler.sample(n_samples)
        assert np.bincount(y, minlength=2).tolist() == counts and y.dtype == Y.dtype
        assert len(rows_of(drawn)) == len(y)
        if kind != "list" or len(y):  # that of no rows has no columns
            assert rows_of(drawn).shape[1:] == rows_of(X).shape[1:]
        assert type(drawn) is type(X)
        if len(y):
            check_plausible(X, drawn)
        if hasattr(X, "iloc"):
            assert drawn.dtypes.equals(X.dtypes) and drawn.columns.equals(X.columns)


@each_sampler
@pytest.mark.parametrize(
    ("form", "shape"),
    [
        *((np.asarray, (8, 8)), (pd.DataFrame, (8, 8, 1)), (pd.DataFrame, None)),
        *(
            (DATA["csr matrix"].__class__, (16,)),
            (DATA["csr matrix"].__class__, (8, 8)),
        ),
    ],
)
def test_flat_rows_with_a_sample_shape(cls, form, shape):
    samples = IMAGES if len(shape or ()) > 1 else IMAGES[:, :2].reshape(60, 16, 1)
    rows = samples.reshape(60, -1)
    sampler = make_sampler(cls, sample_shape=shape, kernel_fraction=1)
    resampled = sampler.fit_resample(form(rows), Y)
    check_resampled(form(rows), Y, resampled)
    assert rows_of(sampler.sample(3)[0]).shape == (3, rows.shape[1])
    folded = make_sampler(cls, kernel_fraction=1)
    expected, _ = folded.fit_resample(samples if shape else rows, Y)
    np.testing.assert_array_equal(rows_of(resampled[0]), expected.reshape(80, -1))


@pytest.mark.parametrize("kind", ["signals", "images"])
@each_sampler
def test_a_class_too_small_for_the_generator(cls, kind):
    # An empty batch made TensorFlow's convolutions answer with a wrong shape.
    X, y = DATA[kind], np.repeat([0, 1], [50, 10])
    resampled = make_sampler(cls, max_iter=1, kernel_fraction="auto").fit_resample(X, y)
    check_resampled(X, y, resampled)


# Ranges and dtypes of numbers


@pytest.mark.parametrize("clip", [True, False])
@pytest.mark.parametrize(
    "dtype", ["f2", "f4", "f8", ">f8", "i1", "u1", "i2", ">i4", "i8", "u8", "?"]
)
@pytest.mark.parametrize("cls", [ACGANSampler, DCGANSampler])
def test_dtypes_are_kept_and_ranges_with_clip(cls, dtype, clip):
    X = TABLE > 0 if dtype in ("u1", "u8", "?") else np.clip(TABLE * 10, -99, 99)
    X = X.astype(dtype)
    resampled = make_sampler(cls, clip=clip, kernel_fraction=1).fit_resample(X, Y)
    check_resampled(X, Y, resampled)
    check_plausible(X, resampled[0], clip)


@pytest.mark.parametrize(
    ("shape", "clip"),
    [((60, 8, 8, 1), False), ((60, 16, 2), True), ((60, 3), True), ((60, 3), False)],
)
@pytest.mark.parametrize("dtype", ["f2", "f4", "f8", "i8", "u8"])
def test_largest_values_of_a_dtype(shape, dtype, clip):
    limits = np.finfo(dtype) if dtype[0] == "f" else np.iinfo(dtype)
    high, low = limits.max, limits.min
    if dtype in ("f4", "f8"):  # scikit-learn warns where a sum overflows both ways
        high, low = high / 1e4, low / 1e4
    signs = np.random.RandomState(0).normal(size=shape) > 0
    X = np.where(signs, np.array(high, dtype), np.array(low, dtype))
    resampled = make_sampler(clip=clip, kernel_fraction=1).fit_resample(X, Y)
    check_resampled(X, Y, resampled)
    assert np.isfinite(resampled[0].astype(float)).all()


@pytest.mark.parametrize("kernel_fraction", [0, 1])
@each_sampler
def test_columns_keep_their_scale_and_kind(cls, kernel_fraction):
    whole = np.rint(TABLE[:, 1])
    X = np.c_[TABLE * [1, 1e6, 1e-9], whole, Y * 3, np.full(60, 0.1), TABLE[:, 0] > 0]
    sampler = make_sampler(cls, kernel_fraction=kernel_fraction)
    new = sampler.fit_resample(X, Y)[0][60:]
    check_plausible(X, new)
    assert (new[:, :4].std(axis=0) > 0).all() and (
        new[:, 3] == np.rint(new[:, 3])
    ).all()
    assert not (new[:, :3] == np.rint(new[:, :3])).any(axis=0).all()
    assert set(new[:, 4]) <= {0, 1, 2, 3} and (new[:, 5] == 0.1).all()
    assert set(new[:, 6]) <= {0, 1}


@each_sampler
def test_constants_stay_what_they_are(cls):
    X_new, _ = make_sampler(cls).fit_resample(np.full((60, 3), 7.5), Y)
    assert (X_new == 7.5).all()
    X = np.c_[TABLE[:, 0], np.full(60, 0.1)]
    X_new, _ = make_sampler(cls, clip=False, kernel_fraction=1).fit_resample(X, Y)
    assert (X_new[:, 1] == 0.1).all() and np.ptp(X_new[60:, 0]) > 0


@pytest.mark.parametrize(
    ("scale", "clip"), [(1e-300, True), (1e-30, False), (1e30, True), (1e300, False)]
)
@each_sampler
def test_columns_of_extreme_scale(cls, scale, clip):
    X = TABLE * [1.0, scale, 1.0]
    X_new, _ = make_sampler(cls, clip=clip, kernel_fraction=1).fit_resample(X, Y)
    check_plausible(X, X_new, clip)
    assert np.ptp(X_new[60:, 1]) > 0


@each_sampler
def test_two_equal_rows_of_a_class(cls):
    X, y = TABLE.copy(), np.repeat([0, 1], [58, 2])
    X[58] = X[59]
    resampled = make_sampler(cls, kernel_fraction=1).fit_resample(X, y)
    check_resampled(X, y, resampled)
    new = resampled[0][60:]
    np.testing.assert_allclose(new, np.tile(X[59], (56, 1)), rtol=1e-5)
