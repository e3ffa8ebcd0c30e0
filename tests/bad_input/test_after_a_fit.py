"""Bad input to what is fitted: samples that can not be, rows unlike those fitted."""

import numpy as np
import pandas as pd
import pytest

from tests.helpers import FRAME, TABLE, Y, fitted, mixed_table, refused, with_value

pytestmark = pytest.mark.usefixtures("few_grown_rows")


@pytest.fixture(scope="module")
def sampler():
    return fitted(kernel_fraction=0.5)


@pytest.mark.parametrize("classes", [{2: 5}, {"0": 5}, {0: 1, "b": 0}])
def test_samples_of_unknown_classes(sampler, classes):
    with refused(list(classes)[-1]):
        sampler.sample(classes)


@pytest.mark.parametrize("n_samples", [10**12, {1: 10**12}, 10**30, {1: 10**30}])
def test_more_samples_than_memory_can_hold(sampler, n_samples):
    with refused():
        sampler.sample(n_samples)


@pytest.mark.parametrize("number", [-1, 2.5, 3.0, True, np.nan, "3", None])
def test_samples_in_a_number_that_can_not_be(sampler, number):
    with refused():
        sampler.sample(number)
    with refused(number):
        sampler.sample({0: 1, 1: number})
    with refused():
        sampler.sample([number])


@pytest.mark.parametrize(
    "z", [np.zeros((3, 5)), np.zeros((4, 16)), np.zeros(16), 0.0, np.zeros((3, 16, 1))]
)
def test_z_of_a_wrong_shape(sampler, z):
    with refused(np.shape(z), (3, 16)):
        sampler.sample(3, z=z)


@pytest.mark.parametrize(
    "z",
    [
        *([[["a"] * 16], "a", 1j, 10**400, [[1], [1, 2]], {}]),
        *(np.full((1, 16), np.nan), np.full((1, 16), np.inf)),
    ],
)
def test_z_that_is_no_array_of_numbers(sampler, z):
    with refused("z"):
        sampler.sample(1, z=z)


@pytest.mark.parametrize("y", [Y[:, None], np.eye(2, dtype=int)[Y].tolist()])
def test_a_class_report_of_one_hot_labels(sampler, y):
    assert sampler.class_report(TABLE, y) == sampler.class_report(TABLE, Y)


@pytest.mark.parametrize("method", ["class_report", "report"])
def test_rows_and_labels_that_can_not_be_judged(sampler, method):
    judge = getattr(sampler, method)
    strange = np.array([[], {}] * 30, object)
    for y in (Y + 0.5, Y * 1j, Y.astype(str), np.c_[Y, Y], strange):
        with refused("y"):
            judge(TABLE, y)
    with refused(60, 59):
        judge(TABLE, Y[:-1])


@pytest.mark.parametrize("n_columns", [2, 4])
def test_another_number_of_columns_than_fitted(sampler, n_columns):
    other = np.zeros((5, n_columns))
    for call in (
        lambda: sampler.discriminate(other),
        lambda: sampler.report(other, np.zeros(5)),
        lambda: sampler.class_report(other, np.zeros(5)),
    ):
        with refused(n_columns, 3):
            call()


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_values_to_judge_that_are_not_finite(sampler, value):
    with refused():
        sampler.discriminate(with_value(TABLE, value))


def test_columns_that_are_no_numbers_where_numbers_were_fitted(sampler):
    days = pd.Series(pd.date_range("2020", periods=60))
    for column in (days, days.dt.day_name(), days.dt.day.astype("category")):
        with refused("'b'", "dtype"):
            sampler.discriminate(FRAME.assign(b=column))
    with refused("'a'"):
        sampler.discriminate(FRAME.set_axis(["a", "b", "a"], axis=1))
    mixed, X = fitted(kind="mixed", kernel_fraction=0.5), mixed_table()
    for column, words in [("foo", "not numbers"), (pd.Timestamp("2020"), "the dtype")]:
        with refused("'count' of X has", words):
            mixed.discriminate(X.assign(count=column))


@pytest.mark.parametrize("kind", ["frame", "mixed"])
def test_other_columns_than_those_fitted(kind):
    sampler = fitted(kind=kind, kernel_fraction=0.5)
    X = FRAME if kind == "frame" else mixed_table()
    names = list(X)
    for others in ([*names[:-1], "z"], [names[1], names[0], *names[2:]]):
        with pytest.raises(ValueError, match="feature names"):
            sampler.discriminate(X.set_axis(others, axis=1))
        with pytest.raises(ValueError, match="feature names"):
            sampler.report(X.set_axis(others, axis=1), Y)
