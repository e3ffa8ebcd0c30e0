"""Saved samplers of mixed tables go on as they would have."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from skgan import ACGANSampler, load
from tests.frames import every_dtype
from tests.invariants import assert_same

N_ROWS = 120
FRAME = every_dtype(N_ROWS)
MONTHS = FRAME["date"].dt.to_period("M").dt.start_time
FRAME["days"] = MONTHS.dt.date
FRAME["times"] = MONTHS.astype(object)
FRAME["month"] = MONTHS.dt.tz_localize("Europe/Berlin")
FRAME["between"] = pd.cut(FRAME["float"], 4)
FRAME["small"] = (FRAME["int"] % 3).astype("float16")
NUMBERS = FRAME[["float or none", "int"]].to_numpy(float)
Y = np.repeat(["often", "rare"], [90, 30])


def fit(X, **parameters):
    return ACGANSampler(**{"random_state": 0, "max_iter": 1, **parameters}).fit(X, Y)


def saved_and_loaded(sampler, folder):
    sampler.save(folder / "a")
    return load(folder / "a")


def assert_same_samples(sampler, loaded):
    for n_samples in (2, 50):
        for one, other in zip(
            sampler.sample(n_samples), loaded.sample(n_samples), strict=True
        ):
            assert_same(one, other)
            if isinstance(one, pd.DataFrame):
                pd.testing.assert_frame_equal(one, other, check_exact=True)


@pytest.mark.parametrize("kernel_fraction", [1, "auto"])
def test_every_dtype_comes_back(kernel_fraction, tmp_path):
    sampler = fit(FRAME, kernel_fraction=kernel_fraction)
    loaded = saved_and_loaded(sampler, tmp_path)
    assert vars(loaded).keys() == vars(sampler).keys()
    assert loaded.sample(3)[0].dtypes.equals(FRAME.dtypes)
    sampler.sample(3)
    assert_same_samples(sampler, loaded)
    if sampler.n_iter_:
        assert_same(sampler.discriminate(FRAME), loaded.discriminate(FRAME))
        return
    assert_same(loaded.fit(FRAME, Y).sample(3)[0], sampler.fit(FRAME, Y).sample(3)[0])


@pytest.mark.parametrize("name", list(FRAME))
def test_a_dtype_of_its_own_comes_back(name, tmp_path):
    X = FRAME[[name]].assign(gaps=FRAME["float or none"])
    sampler = fit(X, kernel_fraction=1)
    assert_same_samples(sampler, saved_and_loaded(sampler, tmp_path))


@pytest.mark.parametrize("form", [np.asarray, pd.DataFrame, sparse.csr_matrix])
def test_tables_with_nan_come_back(form, tmp_path):
    X = form(NUMBERS)
    sampler = fit(X, kernel_fraction=0)
    loaded = saved_and_loaded(sampler, tmp_path)
    assert_same_samples(sampler, loaded)
    assert_same(sampler.discriminate(X), loaded.discriminate(X))


@pytest.mark.parametrize(
    "features",
    [
        ["small", "month", "int"],
        np.isin(FRAME.columns, ["int"]),
        pd.Series([3, 4]),
        pd.Index(["int"]),
        {"small", "month", "int"},
        {"int": 1}.keys(),
    ],
    ids=lambda features: type(features).__name__,
)
def test_named_columns_come_back(features, tmp_path):
    names = [name for name in FRAME if FRAME[name].dtype.kind in "iufmM"]
    X = FRAME[names]
    if isinstance(features, np.ndarray):
        features = features[np.isin(FRAME.columns, names)]
    sampler = fit(X, kernel_fraction=1, categorical_features=features)
    loaded = saved_and_loaded(sampler, tmp_path)
    features = sorted(features) if isinstance(features, set) else list(features)
    assert list(loaded.categorical_features) == features
    assert_same_samples(sampler, loaded)
    assert_same(loaded.fit(X, Y).sample(9)[0], sampler.fit(X, Y).sample(9)[0])


def test_rare_categories_and_object_arrays_come_back(tmp_path):
    X = pd.DataFrame({"id": [f"row {i}" for i in range(N_ROWS)], "n": range(N_ROWS)})
    with pytest.warns(UserWarning, match="120 categories"):
        sampler = fit(X, kernel_fraction=1)
    assert_same_samples(sampler, saved_and_loaded(sampler, tmp_path))
    X = FRAME[["object or none", "bool", "int"]].to_numpy(dtype=object)
    sampler = fit(X, kernel_fraction=1, categorical_features=[0, 1])
    assert_same_samples(sampler, saved_and_loaded(sampler, tmp_path))
