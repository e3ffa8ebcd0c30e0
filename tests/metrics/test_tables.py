import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from pandas.api.types import is_numeric_dtype
from scipy.stats import ks_2samp
from scipy.stats.contingency import association

from skgan.exceptions import InputError
from skgan.metrics import column_distance, correlation_difference
from skgan.metrics._tables import correlations

quick = settings(deadline=None, max_examples=30, derandomize=True)
columns = hnp.arrays(float, st.integers(2, 30), elements=st.floats(-3, 3, width=16))


@quick
@given(columns, columns)
def test_a_numeric_column_has_scipy_s_statistic(real, generated):
    expected = ks_2samp(real, generated, method="asymp").statistic
    distance = column_distance(real[:, None], generated[:, None])
    assert distance == {0: pytest.approx(expected, abs=1e-12)}


def reference_tables():
    rng = np.random.RandomState(0)
    tables = [
        pd.DataFrame(
            {
                "normal": rng.normal(shift, 1, n),
                "count": rng.poisson(3 + shift, n),
                "colour": rng.choice(["r", "g", "b"], n, p=p),
            }
        )
        for n, shift, p in ((300, 0, [0.2, 0.3, 0.5]), (200, 0.5, [0.4, 0.3, 0.3]))
    ]
    for table in tables:
        table["sum"] = table["normal"] + len(table) / 100 * table["count"]
    return tables


def test_it_equals_sdmetrics():
    # 1 - KSComplement and 1 - TVComplement of sdmetrics 0.32;
    # benchmarks/quality/metrics.py compares them live.
    assert column_distance(*reference_tables()) == pytest.approx(
        {
            "normal": 0.2416666666666667,
            "count": 0.14833333333333332,
            "colour": 0.19333333333333336,
            "sum": 0.15500000000000003,
        },
        rel=1e-12,
    )


@pytest.mark.parametrize(
    ("real", "generated", "distance"),
    [
        ([1.0, 2.0], [1.0, 2.0], 0),
        ([1.0, 2.0], [3.0, 4.0], 1),
        ([1, 2, 3, 4], [1.0, 2.0, 2.0, 2.0], 0.5),
        ([5, 5], [5, 5, 5], 0),  # constant columns
        ([5, 5], [6, 6], 1),
        ([1.0, np.nan], [1.0, 1.0], 0.5),  # missing values are largest
        ([1.0, np.nan], [np.nan, 1.0], 0),
        (["a", "b"], ["b", "a"], 0),
        (["a", "b"], ["c", "c"], 1),
        (["a", "a", "b", "b"], ["a", "a", "a", "b"], 0.25),
        (["a", None], ["a", "a"], 0.5),
        (["a", np.nan], [np.nan, "a"], 0),
        ([True, False], [True, True], 0.5),
        (pd.Categorical(["a", "b"]), pd.Categorical(["b", "b"]), 0.5),
        (pd.Categorical(["a", "b"]), ["a", "b"], 0),
        (pd.array([1, None], "Int64"), [1, 1], 0.5),
        (pd.to_datetime(["2020-01-01", None]), pd.to_datetime(["2020-01-01"] * 2), 0.5),
        (pd.to_timedelta([1, 2], "s"), pd.to_timedelta([2, 3], "s"), 0.5),
    ],
)
def test_known_answers(real, generated, distance):
    tables = [pd.DataFrame({"x": values}) for values in (real, generated)]
    assert column_distance(*tables) == {"x": pytest.approx(distance)}


def test_numbers_can_be_categories():
    X, Y = [[0, 1.0], [9, 2.0]], [[5, 1.0], [9, 2.0]]
    frames = [pd.DataFrame(Z, columns=["code", "x"]) for Z in (X, Y)]
    assert column_distance(*frames) == {"code": 0.5, "x": 0}
    wide = [pd.DataFrame({"code": [0, 0, 9, 9]}), pd.DataFrame({"code": [9, 9, 0, 5]})]
    for named in (["code"], [0], [True]):
        distances = column_distance(*wide, categorical_features=named)
        assert distances == {"code": 0.25}
    assert column_distance(*wide, categorical_features=None) == {"code": 0.25}
    assert column_distance([[1], [2]], [[3], [2]], categorical_features=[0]) == {0: 0.5}


def test_the_order_of_columns_and_the_index_don_t_matter():
    real, generated = reference_tables()
    turned = generated[generated.columns[::-1]].set_index(np.zeros(len(generated), int))
    assert column_distance(real, turned) == column_distance(real, generated)
    X = np.array([[1, "a"], [2, "b"]], dtype=object)
    assert column_distance(X, X[[0, 0]]) == {0: 0.5, 1: 0.5}


FRAME = pd.DataFrame({"a": [1.0, 2.0], "b": ["x", "y"]})
LISTS = pd.DataFrame({"a": [[1], [2]]})


@pytest.mark.parametrize(
    ("X", "Y", "options", "message"),
    [
        (FRAME, FRAME[["a"]], {}, r"\['b'\] are columns of only one of X_real and X_g"),
        (FRAME, FRAME[:0], {}, r"X_generated has shape \(0, 2\). Give at least one"),
        (FRAME, FRAME * 1, {"categorical_features": None}, r"The columns \['b'\] are"),
        (FRAME, FRAME, {"categorical_features": ["b", "z"]}, r"l_features has \['z'\]"),
        (FRAME, FRAME, {"categorical_features": [7]}, r"features has \[7\]"),
        ([[1.0]], [[np.inf]], {}, "The column '0' has infinite values in 1 rows. Repl"),
        (FRAME.set_axis(["a", "a"], axis=1), FRAME, {}, r"X_real has several columns"),
        (3.0, FRAME, {}, r"X_real is a float of shape \(\). Give rows and columns of"),
        ([[1, 2], [3]], FRAME, {}, "The rows of X_real have different lengths"),
        ([[1j]], [[1j]], {}, "X_real has dtype complex128. Give real and imaginary p"),
        (LISTS, LISTS, {}, r"values of the types \['list'\], which are not categ"),
    ],
)
def test_bad_input_is_named(X, Y, options, message):
    with pytest.raises(InputError, match=message):
        column_distance(X, Y, **options)


rng = np.random.RandomState(0)
MIXED = pd.DataFrame({"x": rng.normal(size=200), "colour": rng.choice([*"rgb"], 200)})
MIXED["y"] = MIXED["x"] + rng.normal(size=200)
MIXED["size"] = np.where(MIXED["x"] > 0, "large", MIXED["colour"])


def correlation(table, one, other):
    categorical = {c for c in table if not is_numeric_dtype(table[c])}
    names = [c for c in table if c not in categorical]
    names += [c for c in table if c in categorical]
    matrix = correlations(table, categorical)
    i, j = sorted((names.index(one), names.index(other)))
    return matrix[j, i]


def test_correlations_are_pearson_s_cramer_s_and_the_correlation_ratio():
    expected = np.corrcoef(MIXED["x"], MIXED["y"])[0, 1]
    assert correlation(MIXED, "x", "y") == pytest.approx(expected)
    table = pd.crosstab(MIXED["colour"], MIXED["size"]).to_numpy()
    expected = association(table, method="cramer")
    assert correlation(MIXED, "colour", "size") == pytest.approx(expected)
    means = MIXED.groupby("size")["x"].transform("mean")
    expected = means.std(ddof=0) / MIXED["x"].std(ddof=0)
    assert correlation(MIXED, "x", "size") == pytest.approx(expected)
    binary = MIXED.assign(size=MIXED["size"] == "large")
    expected = abs(np.corrcoef(binary["x"], binary["size"])[0, 1])
    ratio = correlation(binary.astype({"size": object}), "x", "size")
    assert ratio == pytest.approx(expected)


def test_correlations_equal_sdmetrics():
    # The mean of 2 - 2 CorrelationSimilarity of sdmetrics 0.32 over the three pairs.
    numeric = [table.drop(columns="colour") for table in reference_tables()]
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
def test_known_differences(X, Y, difference):
    frames = [pd.DataFrame(Z) for Z in (X, Y)]
    assert correlation_difference(*frames) == pytest.approx(difference, abs=1e-9)


def test_shuffling_columns_takes_their_dependence():
    shuffled = MIXED.apply(lambda c: rng.permutation(c.to_numpy()))
    assert correlation_difference(MIXED, MIXED) == 0
    assert correlation_difference(MIXED, shuffled) > 0.2
    half = correlation_difference(MIXED[::2], MIXED[1::2])
    assert half < 0.1


def test_numbers_can_be_correlated_as_categories():
    # Of three categories only the first two differ in the other column.
    X = [[0, 1.0], [1, 3.0], [2, 1.0]]
    Y = [[0, 1.0], [1, 1.0], [2, 3.0]]
    assert correlation_difference(X, Y) == pytest.approx(np.sqrt(3) / 2)
    assert correlation_difference(X, Y, categorical_features=[0]) == pytest.approx(0)


def test_many_categories_fit_into_memory():
    names = [f"row {i}" for i in range(20_000)]
    table = pd.DataFrame({"id": names, "other": names[::-1], "x": range(20_000)})
    assert correlation_difference(table, table) == 0


@pytest.mark.parametrize(
    ("X", "Y", "message"),
    [
        ([[1.0], [2.0]], [[1.0], [2.0]], "The tables have 1 column, and therefore no"),
        ([[1.0, np.inf]], [[1.0, 2.0]], "The column '1' has infinite values in 1 rows"),
        ([[1.0, 2.0]], [[1.0]], r"\[1\] are columns of only one of X_real"),
    ],
)
def test_bad_input_of_correlations_is_named(X, Y, message):
    with pytest.raises(InputError, match=message):
        correlation_difference(X, Y)


@pytest.mark.parametrize("unit", [1e-250, 1e-9, -2, 1e250])
def test_the_unit_of_a_column_does_not_matter(unit):
    table = MIXED[["x", "y", "colour"]]
    other = table.assign(y=table["y"].to_numpy()[::-1])
    expected = correlation_difference(table, other)
    in_units = (part.assign(x=part["x"] * unit) for part in (table, other))
    assert expected > 0.1
    assert correlation_difference(*in_units) == pytest.approx(expected, rel=1e-9)
