"""What holds for every sampler, every kind of data and every form of it."""

import copy
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor

import joblib
import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from skgan import ACGANSampler, DCGANSampler, load
from skgan.exceptions import InputError, NothingTrainedError
from tests.helpers import (
    DATA,
    FRAME,
    IMAGES,
    SAMPLERS,
    TABLE,
    TARGETS,
    THREE,
    Trap,
    Y,
    each_method,
    each_sampler,
    fitted,
    kinds_for,
    make_sampler,
    refused,
    rows_of,
)
from tests.invariants import assert_same, check_plausible, check_resampled, untouched

EVERY = [(cls, kind) for cls in SAMPLERS for kind in kinds_for(cls)]
every_kind = pytest.mark.parametrize(("cls", "kind"), EVERY)
# Each kind with one sampler, another one each time: what is asked is nobody's own.
KINDS_IN_TURN = [
    (ACGANSampler if kind == "mixed" else SAMPLERS[i % 3], kind)
    for i, kind in enumerate(DATA)
]
kinds_in_turn = pytest.mark.parametrize(("cls", "kind"), KINDS_IN_TURN)
TRAINED = [(cls, kind) for cls in SAMPLERS for kind in ("array", "signals", "images")]
TRAINED += [(ACGANSampler, kind) for kind in ("frame", "csr matrix", "gaps", "mixed")]
each_training = pytest.mark.parametrize(("cls", "kind"), TRAINED)
pytestmark = pytest.mark.usefixtures("few_grown_rows", "small_forests")
LOCKABLE = ("array", "float32", "ints", "fortran", "signals", "images")


def rows_after(X, n_rows):
    """Return the rows after the first ones, in a form that can be compared."""
    if hasattr(X, "iloc"):
        return X.iloc[n_rows:].reset_index(drop=True)
    return rows_of(X)[n_rows:]


def same_samples(one, other, n_samples=7):
    """Check that two samplers draw the same, again and again."""
    for _ in range(2):
        drawn = one.sample(n_samples), other.sample(n_samples)
        for a, b in zip(*drawn, strict=True):
            assert_same(a, b)


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


# Copies, files and refits


def by_pickle(sampler, path):
    return pickle.loads(pickle.dumps(sampler))


def by_deepcopy(sampler, path):
    return copy.deepcopy(sampler)


def by_joblib(sampler, path):
    joblib.dump(sampler, path)
    is_frame = hasattr(sampler, "feature_names_in_")  # whose codes would be mapped too
    return joblib.load(path, mmap_mode=None if is_frame else "r")


def by_file(sampler, path):
    sampler.save(path)
    return pickle.loads(pickle.dumps(load(path)))


COPIES = [(cls, kind, by_file) for cls, kind in TRAINED] + [
    (cls, kind, how)
    for cls, kind in [(ACGANSampler, "mixed"), (DCGANSampler, "images")]
    for how in (by_pickle, by_deepcopy, by_joblib)
]


@pytest.mark.parametrize(("cls", "kind", "how"), COPIES)
def test_copies_go_on_with_the_same_bits(cls, kind, how, tmp_path):
    X, sampler = DATA[kind], fitted(cls, kind, kernel_fraction=0.5)
    sampler.sample(2)
    other = how(sampler, tmp_path / "copy")
    assert other.get_params() == sampler.get_params()
    assert other.history_ == sampler.history_ and other.n_iter_ == sampler.n_iter_
    assert other.sampling_strategy_ == sampler.sampling_strategy_
    same_samples(sampler, other)
    assert_same(sampler.discriminate(X), other.discriminate(X))
    sampler.max_iter = other.max_iter = 1
    fits = sampler.fit_resample(X, Y), other.fit_resample(X, Y)
    for one, another in zip(*fits, strict=True):
        assert_same(one, another)


@kinds_in_turn
def test_files_and_pickles_keep_every_form(cls, kind, tmp_path):
    sampler = make_sampler(cls, kernel_fraction=1)
    sampler.fit_resample(DATA[kind], pd.Series(Y, name="kind"))
    for how in (by_file, by_pickle):
        other = how(sampler, tmp_path / "copy")
        assert_same(other.synthetic_mask_, sampler.synthetic_mask_)
        assert other.class_fidelity_ == sampler.class_fidelity_
        names = getattr(sampler, "feature_names_in_", None)
        assert_same(getattr(other, "feature_names_in_", None), names)
        same_samples(sampler, other)


@each_sampler
def test_a_refit_forgets_the_fit_before(cls):
    sampler = make_sampler(cls, kernel_fraction=1)
    sampler.fit_resample(FRAME, Y)
    sampler.fit_resample(TABLE[:, :2], np.arange(60) // 25)
    assert not hasattr(sampler, "feature_names_in_")
    drawn, y = sampler.sample(6)
    assert isinstance(drawn, np.ndarray) and drawn.shape == (6, 2)
    assert set(y) == {0, 1, 2}
    sampler.fit(TABLE[:30], np.arange(30) % 3)
    assert len(getattr(sampler, "synthetic_mask_", [])) in (0, 30)
    assert set(getattr(sampler, "class_fidelity_", {})) <= {0, 1, 2}


def fail(y):
    raise KeyError("the user's own")


WRONG = {
    "infinity": (np.full((60, 5), np.inf), Y, "auto"),
    "None": (TABLE, np.where(Y, "a", None), "auto"),
    "callable": (TABLE, np.where(Y, "a", "b"), fail),
    "columns": (FRAME.set_axis(["a", "b", "a"], axis=1), Y, "auto"),
}


@each_sampler
@each_method
@pytest.mark.parametrize("wrong", WRONG)
def test_a_failed_fit_changes_nothing(cls, method, wrong):
    X, y, strategy = WRONG[wrong]
    sampler = fitted(cls, "frame", kernel_fraction=1)
    before = fitted(cls, "frame", kernel_fraction=1)
    sampler.sampling_strategy = strategy
    with pytest.raises((ValueError, KeyError)):
        getattr(sampler, method)(X, y)
    assert vars(sampler).keys() == vars(before).keys()
    same_samples(sampler, before)
    unfitted = make_sampler(cls, sampling_strategy=strategy)
    with pytest.raises((ValueError, KeyError)):
        getattr(unfitted, method)(X, y)
    assert vars(unfitted) == vars(make_sampler(cls, sampling_strategy=strategy))


# Arrays that can't be written to, such as files, are as good as others


def locked(array):
    """Return a copy that can't be written to."""
    array = array.copy(order="K")
    array.setflags(write=False)
    return array


@each_sampler
@pytest.mark.parametrize(
    ("kind", "form"),
    [(kind, ("locked", "mapped")[i % 2]) for i, kind in enumerate(LOCKABLE)],
)
def test_arrays_that_can_only_be_read_give_the_same_bits(tmp_path, cls, kind, form):
    X, weight = DATA[kind], 1.0 + np.arange(60) % 3
    sampler = make_sampler(cls, kernel_fraction=0.5 if kind == "array" else 1)
    expected = sampler.fit_resample(X, Y, sample_weight=weight)
    np.save(tmp_path / "X.npy", X)
    X = locked(X) if form == "locked" else np.load(tmp_path / "X.npy", mmap_mode="r")
    with untouched(X):
        resampled = sampler.fit_resample(X, locked(Y), sample_weight=locked(weight))
    for one, other in zip(resampled, expected, strict=True):
        assert one.flags.writeable and not np.shares_memory(one, X)
        np.testing.assert_array_equal(one, other)
    if sampler.n_iter_:
        assert sampler.discriminate(X).shape == (60,)
        z = locked(np.zeros((3, sampler.generator_.inputs[0].shape[1])))
        assert len(sampler.sample(3, z=z)[0]) == 3


def test_frames_of_arrays_that_can_only_be_read():
    frames = [
        pd.DataFrame(a, columns=[*"abc"], copy=False) for a in (TABLE, locked(TABLE))
    ]
    one, other = (make_sampler().fit_resample(f, pd.Series(Y))[0] for f in frames)
    pd.testing.assert_frame_equal(one, other)
    other.iloc[0, 0] = 1.0  # what comes back can be written to


# Nothing to generate, nothing trained


@pytest.mark.parametrize(
    ("strategy", "kind"),
    [("auto", "array"), ("minority", "frame of dtypes"), ({0: 30, 1: 30}, "signals")],
)
@each_sampler
def test_balanced_classes_train_nothing(cls, kind, strategy):
    y = np.arange(60) % 2
    sampler = make_sampler(cls, sampling_strategy=strategy, callbacks=[Trap()])
    X_new, y_new = sampler.fit_resample(DATA[kind], y)
    check_resampled(DATA[kind], y, (X_new, y_new))
    assert sampler.n_iter_ == 0 and sampler.history_ == {}
    assert sampler.class_fidelity_ == {} and not sampler.synthetic_mask_.any()
    with pytest.warns(UserWarning, match="balanced"):
        assert list(sampler.sample(6)[1]) == [0, 0, 0, 1, 1, 1]
    check_without_networks(sampler, DATA[kind])
    sampler = make_sampler(cls, kernel_fraction=0).fit(DATA[kind], y)
    for call in (lambda: sampler.sample(3), lambda: sampler.report(DATA[kind], y)):
        with refused("trained nothing", because=NothingTrainedError):
            call()


@each_sampler
def test_the_kernel_alone_trains_nothing(cls, recwarn):
    sampler = fitted(cls, kernel_fraction=1)
    assert sampler.n_iter_ == 0 and sampler.history_ == {}
    assert len(sampler.sample(5)[0]) == 5 and not recwarn.list
    check_without_networks(sampler, TABLE)


def check_without_networks(sampler, X):
    """Check that who asks for networks is told that there are none."""
    assert not hasattr(sampler, "generator_")
    for call in (
        lambda: sampler.generator_,
        lambda: sampler.discriminator_,
        lambda: sampler.summary(),
        lambda: sampler.discriminate(X),
        lambda: sampler.sample(3, z=np.zeros((3, 16))),
    ):
        with refused("trained nothing", because=NothingTrainedError):
            call()


# What a fitted sampler tells


@each_training
def test_networks_judge_and_are_shown(cls, kind, capsys):
    X, sampler = DATA[kind], fitted(cls, kind, kernel_fraction=0.5)
    with untouched(X):
        realness = sampler.discriminate(X)
    assert realness.shape == (60,) and realness.dtype == np.float64
    assert 0 <= realness.min() < realness.max() <= 1
    sampler.summary()
    printed = capsys.readouterr().out
    assert "generator" in printed and "discriminator" in printed
    discriminator = sampler.discriminator_
    discriminator.set_weights([w * 0 for w in discriminator.get_weights()])
    np.testing.assert_array_equal(sampler.discriminate(X), realness)


@kinds_in_turn
def test_reports_say_how_good_samples_are(cls, kind, capsys):
    X, sampler = DATA[kind], fitted(cls, kind, kernel_fraction=1)
    before = fitted(cls, kind, kernel_fraction=1)
    with untouched(X, Y):
        made = sampler.report(X, Y)
    assert capsys.readouterr().out == f"{made}\n"
    assert made.to_frame().index.tolist() == [0, 1]
    assert made.to_frame()["held_out"].tolist() == [40, 20]
    same_samples(sampler, before)


@pytest.mark.parametrize("value", [1e200, -1.7e308])
@pytest.mark.parametrize("kind", ["array", "signals", "float images"])
def test_samples_very_far_from_those_fitted_are_judged(kind, value):
    sampler = fitted(kind=kind, kernel_fraction=0.5)
    realness = sampler.discriminate(np.full_like(DATA[kind], value))
    assert ((realness >= 0) & (realness <= 1)).all()


@each_sampler
def test_attributes_that_others_expect(cls):
    sampler = fitted(cls, "frame", kernel_fraction=1)
    assert sampler.n_features_in_ == 3 and not hasattr(sampler, "sample_indices_")
    assert list(sampler.feature_names_in_) == ["a", "b", "c"]
    assert list(sampler.get_feature_names_out()) == ["a", "b", "c"]
    sampler = fitted(cls, kernel_fraction=1)
    assert list(sampler.get_feature_names_out()) == ["x0", "x1", "x2"]
    assert hasattr(sampler, "class_report") == (cls is ACGANSampler)


@each_sampler
def test_methods_before_a_fit(cls):
    sampler = make_sampler(cls)
    for call in (
        lambda: sampler.sample(3),
        lambda: sampler.discriminate(TABLE),
        lambda: sampler.report(TABLE, Y),
        lambda: sampler.class_report(TABLE, Y),
        lambda: sampler.summary(),
        lambda: sampler.save("nowhere"),
        lambda: sampler.generator_,
        lambda: sampler.discriminator_,
    ):
        if hasattr(cls, "class_report") or "class_report" not in call.__code__.co_names:
            with refused("not fitted", because=NotFittedError):
                call()


# Seeds


@each_sampler
def test_seeds_decide(cls):
    for fraction in (0, 1):
        samplers = [
            make_sampler(cls, random_state=seed, kernel_fraction=fraction)
            for seed in [0, 1, None, None]
        ]
        made = [sampler.fit_resample(TABLE, Y)[0].tobytes() for sampler in samplers]
        assert len(set(made)) == 4


@each_sampler
def test_a_random_state_goes_on_from_fit_to_fit(cls):
    states = np.random.RandomState(0), np.random.RandomState(0)
    samplers = [
        make_sampler(cls, random_state=state, kernel_fraction=1)
        for state in (states[0], states[0], states[1])
    ]
    first, second, again = (s.fit_resample(TABLE, Y)[0] for s in samplers)
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, second)


@each_sampler
def test_each_call_of_sample_draws_others(cls):
    sampler = fitted(cls, kernel_fraction=0.5)
    other = fitted(cls, kernel_fraction=0.5)
    draws = [sampler.sample(6)[0] for _ in range(3)]
    with pytest.raises(InputError):
        other.sample(-1)  # a refused call does not count, nor does one with z
    other.sample(2, z=np.zeros((2, other.generator_.inputs[0].shape[1])))
    np.testing.assert_array_equal(draws, [other.sample(6)[0] for _ in range(3)])
    assert not np.array_equal(draws[0], draws[1])
    assert not np.array_equal(draws[1], draws[2])


def test_a_derived_class_may_hide_parameters():
    class Short(ACGANSampler):
        def __init__(self, sampling_strategy="auto", *, random_state=None):
            super().__init__(
                sampling_strategy, kernel_fraction=1, random_state=random_state
            )

    assert len(Short(random_state=0).fit_resample(TABLE, Y)[0]) == 80


def test_threads_that_share_a_sampler_draw_different_rows():
    sampler = fitted(kernel_fraction=1)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            drawn = list(pool.map(lambda _: sampler.sample(1)[0].tobytes(), range(200)))
    finally:
        sys.setswitchinterval(before)
    assert len(set(drawn)) == 200


def test_what_changes_in_a_sampler_while_it_is_fitted_stays():
    class Change:
        def on_epoch_end(self, epoch, logs=None):
            self.sampler.set_params(verbose=1)

    callback = Change()
    sampler = callback.sampler = make_sampler(callbacks=[callback])
    assert sampler.fit(TABLE, Y).verbose == 1
