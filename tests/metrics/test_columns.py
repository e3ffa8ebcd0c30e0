import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.stats import ks_2samp

from skgan.exceptions import InputError
from skgan.metrics import column_distance

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


def test_arrays_of_objects_are_told_apart_by_column():
    X = np.array([[1, "a"], [2, "b"]], dtype=object)
    assert column_distance(X, X[[0, 0]]) == {0: 0.5, 1: 0.5}


FRAME = pd.DataFrame({"a": [1.0, 2.0], "b": ["x", "y"]})


@pytest.mark.parametrize(
    ("X", "Y", "options", "message"),
    [
        (FRAME, FRAME[["a"]], {}, r"\['b'\] are columns of only one of X_real and X_g"),
        (FRAME, FRAME[:0], {}, r"X_generated has shape \(0, 2\). Give at least one"),
        (FRAME, FRAME * 1, {"categorical_features": None}, r"The columns \['b'\] are"),
        (
            FRAME,
            FRAME,
            {"categorical_features": ["b", "z"]},
            r"categorical_features has",
        ),
        (FRAME, FRAME, {"categorical_features": [7]}, r"features has \[7\]"),
        ([[1.0]], [[np.inf]], {}, "The column '0' has infinite values in 1 rows. Repl"),
        (FRAME.set_axis(["a", "a"], axis=1), FRAME, {}, r"X_real has several columns"),
        (3.0, FRAME, {}, r"X_real is a float of shape \(\). Give rows and columns of"),
        ([[1, 2], [3]], FRAME, {}, "The rows of X_real have different lengths"),
        ([[1j]], [[1j]], {}, "X_real has dtype complex128. Give real and imaginary p"),
    ],
)
def test_bad_input_is_named(X, Y, options, message):
    with pytest.raises(InputError, match=message):
        column_distance(X, Y, **options)


def test_values_that_are_no_categories_are_named():
    X = pd.DataFrame({"a": [[1], [2]]})
    with pytest.raises(InputError, match=r"types \['list'\], which are no categories"):
        column_distance(X, X)
