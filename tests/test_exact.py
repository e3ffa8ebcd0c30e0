"""What is exact in a table is exact in what is generated."""

import numpy as np
import pandas as pd
import pytest
from sklearn.preprocessing import StandardScaler

from skgan import ACGANSampler, load
from skgan.exceptions import InputError

Y = np.repeat([0, 1], [350, 50])
FEW = np.repeat([0, 1], [45, 15])
N = len(Y)
KERNEL = {"kernel_fraction": 1, "random_state": 0}
TRAINED = {"max_iter": 2, "random_state": 0}
pytestmark = pytest.mark.usefixtures("untraced")
each_share = pytest.mark.parametrize("options", [KERNEL, TRAINED])


def rng():
    return np.random.RandomState(0)


def new_rows(X, y=Y, **options):
    resampled, _ = ACGANSampler(**options).fit_resample(X, y)
    return resampled[len(X) :]


@each_share
@pytest.mark.parametrize("value", [0.0, -999.0, 2.5])
def test_a_value_that_repeats_keeps_its_share(value, options):
    X = np.where(rng().rand(N, 6) < 0.4, value, rng().exponential(1, (N, 6)))
    made = new_rows(X, **options)
    assert np.mean(made == value) == pytest.approx(
        np.mean(X[Y == 1] == value), abs=0.05
    )
    rest = made[made != value]
    assert (np.abs(rest - value) > 1e-6).all()
    assert rest.min() >= X[value != X].min() and rest.max() <= X[value != X].max()


def test_caps_are_kept_with_clip_off_too():
    X = np.minimum(rng().exponential(1, (N, 3)), 2.0)
    made = new_rows(X, clip=False, **KERNEL)
    assert np.mean(made == 2.0) == pytest.approx(np.mean(X[Y == 1] == 2.0), abs=0.05)


def test_a_constant_of_a_class_comes_back_as_it_is():
    X = rng().normal(size=(60, 3))
    X[FEW == 1, 0] = 0.1
    assert set(new_rows(X, FEW, **TRAINED)[:, 0]) == {0.1}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_prices_have_their_decimals(dtype):
    values = rng().normal(50, 10, (3, N))
    X = np.transpose(
        [np.round(values[0], 2), np.round(values[1], 4), values[2].round()]
    )
    X[:, 2] *= 100
    X = X.astype(dtype)
    made = new_rows(X, **KERNEL)
    for column, decimals in zip(made.T, (2, 4, -2), strict=True):
        assert (column == np.round(column.astype(float), decimals).astype(dtype)).all()
    free = new_rows(X, clip=False, **KERNEL)
    assert (free[:, 2] % 100 == 0).all()


def test_price_points_are_taken_together_with_the_class():
    X = rng().normal(size=(N, 2))
    X[:, 1] = rng().choice([4.99, 9.99, 49.99], N)
    X[Y == 1, 1] = rng().choice([4.99, 9.99], 50)
    assert set(new_rows(X, **KERNEL)[:, 1]) == {4.99, 9.99}


def one_hot(n_groups, size, noise=1):
    codes = rng().randint(0, size, (N, n_groups))
    groups = np.eye(size)[codes].reshape(N, -1)
    return np.hstack([groups, rng().normal(size=(N, noise))])


@each_share
@pytest.mark.parametrize("as_frame", [False, True])
def test_a_group_of_columns_keeps_its_only_one(as_frame, options):
    X = one_hot(5, 4)
    if as_frame:
        X = pd.DataFrame(X).astype({i: bool if i < 8 else "Int64" for i in range(20)})
    made = new_rows(X, **options)
    if as_frame:
        assert made.dtypes.equals(X.dtypes)
    ones = np.asarray(made, dtype=float)[:, :20].reshape(len(made), 5, 4)
    assert (ones.sum(axis=2) == 1).all() and np.isin(ones, [0, 1]).all()
    assert len(np.unique(ones.argmax(axis=2), axis=0)) > 50  # new combinations


@pytest.mark.parametrize("as_frame", [True, False])
def test_scaled_groups_keep_their_only_one(as_frame):
    X, y = StandardScaler().fit_transform(one_hot(2, 4)), np.arange(N) % 3 == 0
    X_new, _ = ACGANSampler(**TRAINED).fit_resample(
        pd.DataFrame(X) if as_frame else X, y
    )
    new = np.asarray(X_new)[N:]
    for group in (slice(0, 4), slice(4, 8)):
        highs = X[:, group].max(axis=0)
        assert (np.isin(new[:, group], X[:, group])).all()
        assert ((new[:, group] == highs).sum(axis=1) == 1).all()


def test_sixty_groups_of_bools_are_found():
    X = pd.DataFrame(one_hot(60, 10, noise=0).astype(bool)).add_prefix("is")
    X["noise"] = rng().normal(size=N)
    sampler = ACGANSampler(**KERNEL).fit(X, Y)
    groups = sampler.columns_["group"].iloc[:600]
    assert groups.map(len).eq(10).all() and groups.astype(str).nunique() == 60


def test_columns_without_a_one_are_in_no_group():
    X = np.c_[np.zeros(N), np.ones(N), np.zeros(N), one_hot(1, 3)]
    sampler = ACGANSampler(kernel_fraction=0, **TRAINED)
    made = sampler.fit_resample(X, Y)[0][N:]
    assert (made[:, :3] == [0, 1, 0]).all()
    assert sampler.columns_["taken_as"][:3].eq("constant").all()
    assert sampler.columns_.loc[3, "group"] == [3, 4, 5]


def test_large_integers_of_arrays_differ():
    X = 2**63 - 1 - rng().randint(0, 100, (60, 2))
    made = new_rows(X, FEW, **KERNEL)
    assert made.dtype == X.dtype and made.min() >= X[FEW == 1].min()
    assert len(np.unique(made[:, 0])) > 10


def test_sentinels_among_dates():
    X = pd.DataFrame({"n": rng().normal(size=N)})
    X["day"] = pd.Timestamp("2020-01-01") + pd.to_timedelta(
        rng().randint(0, 99, N), "D"
    )
    X.loc[::4, "day"] = pd.Timestamp("2199-12-31")
    days = new_rows(X, **KERNEL)["day"]
    is_sentinel = days == "2199-12-31"
    assert 0.1 < is_sentinel.mean() < 0.4
    assert days[~is_sentinel].max() < pd.Timestamp("2020-04-10")


def test_columns_tell_how_each_was_taken(tmp_path):
    X = pd.DataFrame(
        {
            "zeros": np.where(rng().rand(N) < 0.5, 0, rng().normal(size=N)),
            "price": rng().choice([4.99, 9.99, 49.99], N),
            "cents": np.round(rng().normal(size=N), 2),
            "count": rng().poisson(9, N),
            "noise": rng().normal(size=N),
            "same": 3.5,
            "city": rng().choice(["Rome", "Oslo"], N),
            "day": pd.Timestamp("2020-01-01") + pd.to_timedelta(np.arange(N), "D"),
            "left": np.arange(N) % 2,
            "right": 1 - np.arange(N) % 2,
        }
    )
    sampler = ACGANSampler(**KERNEL).fit(X, Y)
    taken = sampler.columns_
    assert taken["taken_as"].tolist() == [
        "number",
        "exact values",
        "number with decimals",
        "whole number",
        "number",
        "constant",
        "category",
        "date",
        "one of a group",
        "one of a group",
    ]
    assert taken.loc["zeros", "exact_values"] == [0.0]
    assert taken.loc["price", "exact_values"] == [4.99, 9.99, 49.99]
    assert taken.loc["cents", "decimals"] == 2
    assert taken.loc["left", "group"] == ["left", "right"]
    sampler.save(tmp_path / "sampler")
    again = load(tmp_path / "sampler")
    pd.testing.assert_frame_equal(again.columns_, taken)
    draws = [s.sample({1: 20}, random_state=1)[0] for s in (sampler, again)]
    pd.testing.assert_frame_equal(*draws, check_exact=True)


def test_images_have_no_columns():
    X = rng().randint(0, 255, (60, 8, 8, 1)).astype(np.uint8)
    sampler = ACGANSampler(**KERNEL).fit(X, FEW)
    with pytest.raises(AttributeError, match="images has no columns_"):
        sampler.columns_  # noqa: B018


def test_numbers_without_exact_values_are_not_told_apart():
    X = np.c_[rng().normal(size=N), rng().poisson(5, N), rng().randint(0, 9, N)]
    taken = ACGANSampler(**KERNEL).fit(X, Y).columns_
    assert taken["taken_as"].tolist() == ["number", "whole number", "whole number"]
    assert taken["exact_values"].isna().all()


def test_complex_columns_are_refused():
    X = pd.DataFrame({"city": ["a", "b"] * 30, "z": np.full(60, 1 + 2j)})
    with pytest.raises(InputError, match=r"\['z'\] of X are complex"):
        ACGANSampler().fit(X, FEW)


@pytest.mark.parametrize("shape", [(3, 32, 32), (1, 150)])
def test_channels_that_are_first_are_named(shape):
    with pytest.raises(InputError, match=r"channels are first, give np.moveaxis"):
        ACGANSampler().fit(np.zeros((60, *shape)), FEW)


def test_many_channels_may_be_time_steps():
    X = rng().normal(size=(60, 12, 1000))
    with pytest.warns(UserWarning, match=r"12 time steps of 1000 channels.*moveaxis"):
        ACGANSampler(sampling_strategy={}, **KERNEL).fit(X, FEW)


@each_share
def test_sums_that_hold_in_all_rows_hold_in_new_ones(options):
    shares = rng().dirichlet([1, 2, 3, 4], N)
    debit, credit = rng().normal(size=(2, N))
    X = np.c_[shares, debit, credit, 2 * debit - credit + 5]
    made = new_rows(X, **options)
    np.testing.assert_allclose(made[:, :4].sum(axis=1), 1, atol=1e-6)
    balance = 2 * made[:, 4] - made[:, 5] + 5
    np.testing.assert_allclose(made[:, 6], balance, atol=1e-5)
    assert (made >= X.min(axis=0)).all() and (made <= X.max(axis=0)).all()


def test_a_sum_that_one_row_breaks_is_no_rule():
    X = rng().dirichlet([1, 2, 3], N)
    X[7, 0] += 0.1
    sums = new_rows(X, **TRAINED).sum(axis=1)
    assert np.abs(sums - 1).max() > 1e-3


def test_a_value_that_is_frequent_in_a_rare_class_alone_is_kept():
    X = rng().randint(0, 40, (N, 2)).astype(float) + rng().choice([0, 0.5], (N, 1))
    X[370:, 0] = 7.5
    made = new_rows(X, **KERNEL)
    assert np.mean(made[:, 0] == 7.5) == pytest.approx(0.6, abs=0.1)


def test_groups_are_told_by_the_names_of_columns():
    X = pd.DataFrame(np.eye(2)[rng().randint(0, 2, N)], columns=["a", "b"])
    taken = ACGANSampler(**KERNEL).fit(X, Y).columns_
    assert taken["group"].tolist() == [["a", "b"]] * 2
