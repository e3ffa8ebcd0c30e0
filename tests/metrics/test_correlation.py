import numpy as np
import pandas as pd
import pytest
from pandas.api.types import is_numeric_dtype
from scipy.stats.contingency import association

from skgan.exceptions import InputError
from skgan.metrics import correlation_difference
from skgan.metrics._tables import correlations

rng = np.random.RandomState(0)
N = 200
MIXED = pd.DataFrame({"x": rng.normal(size=N), "colour": rng.choice([*"rgb"], N)})
MIXED["y"] = MIXED["x"] + rng.normal(size=N)
MIXED["size"] = np.where(MIXED["x"] > 0, "large", MIXED["colour"])


def correlation(table, one, other):
    categorical = {c for c in table if not is_numeric_dtype(table[c])}
    names = [c for c in table if c not in categorical]
    names += [c for c in table if c in categorical]
    matrix = correlations(table, categorical)
    i, j = sorted((names.index(one), names.index(other)))
    return matrix[j, i]


def test_between_numbers_it_is_pearson_s():
    expected = np.corrcoef(MIXED["x"], MIXED["y"])[0, 1]
    assert correlation(MIXED, "x", "y") == pytest.approx(expected)


def test_between_categories_it_is_cramer_s():
    table = pd.crosstab(MIXED["colour"], MIXED["size"]).to_numpy()
    expected = association(table, method="cramer")
    assert correlation(MIXED, "colour", "size") == pytest.approx(expected)


def test_between_a_number_and_categories_it_is_the_correlation_ratio():
    means = MIXED.groupby("size")["x"].transform("mean")
    expected = means.std(ddof=0) / MIXED["x"].std(ddof=0)
    assert correlation(MIXED, "x", "size") == pytest.approx(expected)
    binary = MIXED.assign(size=MIXED["size"] == "large")
    expected = abs(np.corrcoef(binary["x"], binary["size"])[0, 1])
    ratio = correlation(binary.astype({"size": object}), "x", "size")
    assert ratio == pytest.approx(expected)


def test_it_equals_sdmetrics():
    # The mean of 2 - 2 CorrelationSimilarity of sdmetrics 0.32 over the three pairs.
    rng = np.random.RandomState(0)
    tables = []
    for n, shift, p in ((300, 0, [0.2, 0.3, 0.5]), (200, 0.5, [0.4, 0.3, 0.3])):
        table = pd.DataFrame({"normal": rng.normal(shift, 1, n)})
        table["count"] = rng.poisson(3 + shift, n)
        rng.choice(3, n, p=p)  # a column of test_columns.py that is not needed here
        tables.append(table)
    numeric = [t.assign(sum=t["normal"] + len(t) / 100 * t["count"]) for t in tables]
    difference = correlation_difference(*numeric)
    assert difference == pytest.approx(0.02851618250824865, rel=1e-10)


@pytest.mark.parametrize(
    ("X", "Y", "difference"),
    [
        ([[1, 1], [2, 2], [3, 3]], [[1, 1], [2, 2], [3, 3]], 0),
        ([[1, 1], [2, 2], [3, 3]], [[1, 3], [2, 2], [3, 1]], 2),
        # A constant column is correlated with nothing.
        ([[1, 1], [2, 2], [3, 3]], [[1, 0.1], [2, 0.1], [3, 0.1]], 1),
        ([[0.1, 1], [0.1, 2]], [[0.1, 1], [0.1, 2]], 0),
        ([["a", "x"], ["b", "y"]], [["a", "x"], ["b", "x"]], 1),
        ([["a", 1.0], ["b", 2.0]], [["a", 0.1], ["b", 0.1]], 1),
        # Three pairs, of which one differs by 2.
        ([[1, 1, 1], [2, 2, 1]], [[1, 2, 1], [2, 1, 1]], 2 / 3),
        # Rows whose number is missing are left out, and one row says nothing.
        ([[1, 1], [2, 2], [3, np.nan]], [[1, 1], [2, 2], [np.nan, 9]], 0),
        ([[1, 1], [2, 2]], [[1, 1], [2, np.nan]], 1),
        ([["a", np.nan], ["b", np.nan]], [["a", np.nan], ["b", np.nan]], 0),
        # A missing category is one of its own.
        ([["a", 1.0], [None, 2.0]], [["a", 1.0], ["b", 2.0]], 0),
    ],
)
def test_known_answers(X, Y, difference):
    frames = [pd.DataFrame(Z) for Z in (X, Y)]
    assert correlation_difference(*frames) == pytest.approx(difference, abs=1e-9)


def test_shuffling_columns_takes_their_dependence():
    shuffled = MIXED.apply(lambda c: rng.permutation(c.to_numpy()))
    assert correlation_difference(MIXED, MIXED) == 0
    assert correlation_difference(MIXED, shuffled) > 0.2
    half = correlation_difference(MIXED[::2], MIXED[1::2])
    assert half < 0.1


def test_units_of_columns_don_t_matter():
    other = MIXED[::-1].assign(x=MIXED["x"] * 1e6 + 3, y=rng.normal(size=N))
    scaled = other.assign(x=other["x"] * 1e-9, y=other["y"] * -2)
    turned = MIXED.assign(y=-MIXED["y"])
    expected = correlation_difference(MIXED, other)
    assert correlation_difference(turned, scaled) == pytest.approx(expected, abs=1e-9)


def test_numbers_can_be_categories():
    # Of three categories only the first two are told apart by the other column.
    X = [[0, 1.0], [1, 3.0], [2, 1.0]]
    Y = [[0, 1.0], [1, 1.0], [2, 3.0]]
    assert correlation_difference(X, Y) == pytest.approx(np.sqrt(3) / 2)
    assert correlation_difference(X, Y, categorical_features=[0]) == pytest.approx(0)


def test_many_categories_fit_into_memory():
    names = [f"row {i}" for i in range(20_000)]
    table = pd.DataFrame({"id": names, "other": names[::-1], "x": range(20_000)})
    assert correlation_difference(table, table) == 0


def test_bad_input_is_named():
    with pytest.raises(InputError, match="The tables have 1 column, and so no correl"):
        correlation_difference([[1.0], [2.0]], [[1.0], [2.0]])
    with pytest.raises(
        InputError, match="The column '1' has infinite values in 1 rows"
    ):
        correlation_difference([[1.0, np.inf]], [[1.0, 2.0]])
    with pytest.raises(InputError, match=r"\[1\] are columns of only one of X_real"):
        correlation_difference([[1.0, 2.0]], [[1.0]])


@pytest.mark.parametrize("unit", [1e-250, 1e250])
def test_the_unit_of_a_column_does_not_matter(unit):
    table = MIXED[["x", "y", "colour"]]
    other = table.assign(y=table["y"].to_numpy()[::-1])
    expected = correlation_difference(table, other)
    in_units = (part.assign(x=part["x"] * unit) for part in (table, other))
    assert expected > 0.1
    assert correlation_difference(*in_units) == pytest.approx(expected, rel=1e-9)
