"""Frames of polars in, frames of polars out."""

import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from imblearn.over_sampling import SMOTE, RandomOverSampler
from sklearn.tree import DecisionTreeClassifier

import skgan
from skgan import ACGANSampler, GANSampler
from skgan._spec import Damaged
from skgan.callbacks import SampleWriter
from skgan.datasets import load_csv, write_table
from skgan.exceptions import InputError
from skgan.inspection import SampleGridDisplay, nearest_rows
from skgan.metrics import class_fidelity, column_distance, energy_distance
from skgan.model_selection import cross_validate_augmentation
from skgan.validation import Container
from skgan.validation._polars import to_polars, within_decimals

pl = pytest.importorskip("polars")

N = 60
RNG = np.random.RandomState(0)
NUMBERS = RNG.normal(size=(N, 3))
Y = pl.Series("kind", ["often"] * 45 + ["rare"] * 15)
DAY = timedelta(days=1)
BERLIN = "Europe/Berlin"


def every_dtype():
    """Return a column of each dtype that is supported, by name."""
    n = np.arange(N)
    texts = [f"t{i % 3}" for i in n]
    days = [date(2024, 1, 1) + DAY * int(i) for i in RNG.randint(0, 90, N)]
    times = [datetime(2024, 1, 1, 5, 30) + DAY * int(i) / 7 for i in n]
    columns = {
        f"{sign}Int{bits}": pl.Series(n, dtype=getattr(pl, f"{sign}Int{bits}"))
        for sign in ("", "U")
        for bits in (8, 16, 32, 64)
    }
    columns |= {
        "Float64": pl.Series(RNG.normal(size=N)),
        "Float32": pl.Series(RNG.normal(size=N), dtype=pl.Float32),
        "Boolean": pl.Series(n % 2 == 0),
        "String": pl.Series(texts),
        "Categorical": pl.Series(texts, dtype=pl.Categorical),
        "Enum": pl.Series(texts, dtype=pl.Enum(["t2", "unseen", "t0", "t1"])),
        "Date": pl.Series(days),
        "Datetime": pl.Series(times),
        "Datetime ms": pl.Series(times, dtype=pl.Datetime("ms")),
        "Datetime ns": pl.Series(times, dtype=pl.Datetime("ns")),
        "Datetime zone": pl.Series(times).dt.replace_time_zone(BERLIN),
        "Duration": pl.Series([DAY * int(i) for i in n]),
        "Time": pl.Series([time(i % 4, 30) for i in n.tolist()]),
        "Decimal": pl.Series([Decimal(int(i)) / 4 for i in n], dtype=pl.Decimal(9, 2)),
    }
    return columns


COLUMNS = every_dtype()


def frame(has_nulls):
    X = pl.DataFrame(COLUMNS)
    gaps = pl.Series(np.arange(N) % 6 == 0)
    return X.select(pl.when(~gaps).then(pl.all())) if has_nulls else X


def sampler(cls=ACGANSampler, **parameters):
    return cls(**{"kernel_fraction": 1, "random_state": 0} | parameters)


@pytest.mark.parametrize("has_nulls", [False, True])
def test_every_dtype_comes_back_and_real_rows_first(has_nulls, tmp_path):
    X = frame(has_nulls)
    fitted = sampler()
    X_new, y_new = fitted.fit_resample(X, Y)
    assert X_new.schema == X.schema and len(X_new) == 90
    assert X_new.head(N).equals(X) and y_new.head(N).equals(Y)
    assert y_new.name == "kind" and y_new.tail(30).to_list() == ["rare"] * 30
    assert X.equals(frame(has_nulls)) and len(Y) == N  # nothing is changed in place
    made = X_new.tail(30)
    assert (sum(made.null_count().row(0)) > 0) == has_nulls
    for name in ("String", "Categorical", "Enum", "Time"):
        assert set(made[name].cast(pl.String)) <= set(X[name].cast(pl.String))
    for name in ("Int8", "UInt64", "Date", "Datetime zone", "Duration", "Decimal"):
        assert X[name].min() <= made[name].min() <= made[name].max() <= X[name].max()
    fitted.save(tmp_path / "a.skgan")
    for one in (fitted, skgan.load(tmp_path / "a.skgan")):
        X_drawn, y_drawn = one.sample({"rare": 5}, random_state=0)
        assert X_drawn.schema == X.schema and len(X_drawn) == 5
        assert y_drawn.equals(pl.Series("kind", ["rare"] * 5))


def test_rows_are_those_of_the_same_frame_of_pandas():
    X = pl.DataFrame(NUMBERS, schema=["a", "b", "c"])
    X_new, y_new = sampler().fit_resample(X, Y)
    of_pandas = pd.DataFrame(NUMBERS, columns=["a", "b", "c"])
    X_pandas, y_pandas = sampler().fit_resample(of_pandas, Y.to_list())
    np.testing.assert_array_equal(X_new.to_numpy(), X_pandas)
    assert y_new.to_list() == y_pandas


@pytest.mark.parametrize(
    "y",
    [
        Y.cast(pl.Categorical),
        Y.cast(pl.Enum(["rare", "often"])),
        Y == "rare",
        (Y == "rare").cast(pl.Int8),
        Y.to_frame(),
        Y.to_dummies().cast(pl.Int64),
    ],
    ids=["categorical", "enum", "bool", "int8", "frame", "one-hot"],
)
def test_classes_come_back_as_given(y):
    X_new, y_new = sampler().fit_resample(NUMBERS, y)
    assert isinstance(X_new, np.ndarray) and type(y_new) is type(y)
    assert y_new.head(N).equals(y) and len(y_new) == 90
    assert y_new.tail(1).equals(y.tail(1))
    assert getattr(y_new, "schema", None) == getattr(y, "schema", None)


def test_flat_images_and_other_samplers_take_polars():
    flat = pl.DataFrame(RNG.normal(size=(N, 64)))
    fitted = sampler(GANSampler, sample_shape=(8, 8))
    X_new, _ = fitted.fit_resample(flat, Y)
    assert X_new.shape == (90, 64) and X_new.schema == flat.schema
    assert fitted.feature_names_in_.tolist() == flat.columns


def test_all_samplers_of_a_comparison_get_pandas():
    """Those of imbalanced-learn failed in each fold."""
    X = pl.DataFrame({"a": RNG.normal(size=N), "b": np.arange(N)})
    result = cross_validate_augmentation(
        DecisionTreeClassifier(),
        X,
        Y,
        samplers={"smote": SMOTE(k_neighbors=2), "copies": RandomOverSampler()},
        cv=2,
        random_state=0,
    )
    assert (result.to_frame()["error"] == "").all()
    with pytest.raises(InputError, match="LazyFrame"):
        cross_validate_augmentation(
            DecisionTreeClassifier(), X.lazy(), Y, samplers={"none": None}
        )


def test_generated_decimals_fit_their_dtype():
    values = within_decimals(np.array([1e9, -1e9, 0.126, np.nan]), 5, 2)
    assert values[:3].tolist() == [999.99, -999.99, 0.126] and np.isnan(values[3])
    given = to_polars(pd.Series(values, name="a"), (("Decimal", 5, 2),))
    assert given.to_list()[:2] == [Decimal("999.99"), Decimal("-999.99")]
    assert given[3] is None and given.dtype == pl.Decimal(5, 2)


def test_callbacks_and_networks_take_polars(tmp_path):
    X = pl.DataFrame(COLUMNS).select("Int64", "String")
    writer = SampleWriter(tmp_path, 1000, formats=["csv"], n_samples=3)
    options = {"max_iter": 1, "kernel_fraction": 0.5, "callbacks": [writer]}
    fitted = sampler(**options).fit(X, Y)
    written = load_csv(writer.paths_[0], "kind")
    assert written.data.columns.tolist() == X.columns
    assert written.target.tolist() == ["often"] * 3 + ["rare"] * 3
    assert fitted.discriminate(X).shape == (N,)


def test_what_looks_at_samples_takes_polars(tmp_path):
    X = pl.DataFrame(COLUMNS).select("Int64", "Float64", "String", "Date")
    fitted = sampler().fit(X, Y)
    assert fitted.report(X, Y).to_frame().index.tolist() == ["often", "rare"]
    display = SampleGridDisplay.from_estimator(fitted, X, Y, n_samples=3)
    assert display.ax_ is not None
    assert len(nearest_rows(fitted, X, Y, n_samples=2).X_nearest) == 4
    X_drawn, y_drawn = fitted.sample(20)
    assert 0 <= column_distance(X, X_drawn)["String"] <= 1
    numbers = X.select("Int64", "Float64"), X_drawn.select("Float64", "Int64")
    assert energy_distance(*numbers) >= 0
    assert set(class_fidelity(numbers[0], Y, numbers[1], y_drawn)) == {"often", "rare"}
    write_table(tmp_path / "a.csv", X_drawn, y_drawn)
    assert load_csv(tmp_path / "a.csv", "kind").frame.shape == (20, 5)


@pytest.mark.parametrize(
    "X", [pl.DataFrame({"b": [[1]] * N}), pl.DataFrame({"b": [{"a": 1}] * N})]
)
def test_dtypes_that_are_not_supported_are_named(X):
    with pytest.raises(InputError, match=r"column 'b' of polars has the dtype"):
        sampler().fit(X, Y)


def test_lazy_frames_are_to_be_collected():
    X = pl.DataFrame(NUMBERS)
    with pytest.raises(InputError, match=r"frame\.collect"):
        sampler().fit(X.lazy(), Y)
    with pytest.raises(InputError, match=r"frame\.collect"):
        energy_distance(X, X.lazy())


@pytest.mark.parametrize(
    "dtypes", [(("show_versions",),), (("Int64", 1),), ((),), (("Int64",),) * 2]
)
def test_a_file_can_name_no_other_dtypes(dtypes):
    state = Container.of(pd.Series([1]), polars=dtypes).to_state()
    with pytest.raises(Damaged, match="polars does not fit"):
        Container.from_state(state)


def test_a_machine_without_polars_is_told(monkeypatch):
    fitted = sampler().fit(pl.DataFrame(NUMBERS), Y)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match="fitted on polars"):
        fitted.sample(3)
