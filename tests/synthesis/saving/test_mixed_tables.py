"""Saved samplers of mixed tables go on as they would have; hostile files end."""

import os
import tempfile
import warnings
from functools import cache, reduce
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from tests.synthesis.saving.conftest import header_of, places_of, replaced, with_header

from skgan import ACGANSampler, DCGANSampler, GANSampler, load
from skgan.exceptions import LoadError, SkganError
from tests.frames import every_dtype

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
KINDS = pytest.mark.parametrize("kind", [ACGANSampler, DCGANSampler, GANSampler])


def fit(X, kind=ACGANSampler, **parameters):
    return kind(**{"random_state": 0, "max_iter": 3, **parameters}).fit(X, Y)


def saved_and_loaded(sampler, folder):
    sampler.save(folder / "a")
    return load(folder / "a")


def assert_same(one, other):
    assert type(one) is type(other)
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, check_exact=True)
        assert repr(one.to_dict()) == repr(other.to_dict())  # None is not NaN
    elif sparse.issparse(one):
        np.testing.assert_array_equal(one.toarray(), other.toarray())
    else:
        assert one.dtype == other.dtype and one.shape == other.shape
        assert repr(one.tolist()) == repr(other.tolist())


def assert_same_samples(sampler, loaded):
    for n_samples in (2, 50):
        for one, other in zip(
            sampler.sample(n_samples), loaded.sample(n_samples), strict=True
        ):
            assert_same(one, other)


@pytest.mark.parametrize("kernel_fraction", [1, "auto"])
def test_every_dtype_comes_back(kernel_fraction, tmp_path):
    sampler = fit(FRAME, kernel_fraction=kernel_fraction)
    loaded = saved_and_loaded(sampler, tmp_path)
    assert vars(loaded).keys() == vars(sampler).keys()
    assert_same(loaded._categorical, sampler._categorical)
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


@KINDS
@pytest.mark.parametrize("form", [np.asarray, pd.DataFrame, sparse.csr_matrix])
def test_tables_with_nan_come_back(kind, form, tmp_path):
    sampler = fit(form(NUMBERS), kind)
    loaded = saved_and_loaded(sampler, tmp_path)
    assert_same_samples(sampler, loaded)
    X = form(NUMBERS)
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


def test_texts_in_an_object_array_come_back(tmp_path):
    X = FRAME[["object or none", "bool", "int"]].to_numpy(dtype=object)
    sampler = fit(X, kernel_fraction=1, categorical_features=[0, 1])
    assert_same_samples(sampler, saved_and_loaded(sampler, tmp_path))


def test_rare_categories_come_back(tmp_path):
    X = pd.DataFrame({"id": [f"row {i}" for i in range(N_ROWS)], "n": range(N_ROWS)})
    with pytest.warns(UserWarning, match="120 categories"):
        sampler = fit(X, kernel_fraction=1)
    assert_same_samples(sampler, saved_and_loaded(sampler, tmp_path))


def test_files_are_hardly_larger_than_their_arrays(tmp_path):
    columns = ["float or none", "Int64", "object", "category or none", "date", "bool"]
    sampler = fit(FRAME[columns], kernel_fraction=0.5)
    sampler.save(tmp_path / "a")
    [pair] = sampler._sampler.each_pair()
    arrays = [*pair.generator, *pair.discriminator, *sampler._sampler.rows.values()]
    assert os.path.getsize(tmp_path / "a") < 1.1 * sum(a.nbytes for a in arrays)


# Files of strangers


@cache
def file_of_mixed(max_iter=0):
    names = ["float or none", "int", "object or none", "date or none", "ordered"]
    names += ["Float64 or none", "category or none", "kinds", "zone", "period", "span"]
    X = FRAME[names].assign(id=[f"row {i % 80}" for i in range(N_ROWS)])
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        sampler = fit(X, kernel_fraction=0 if max_iter else 1, max_iter=max_iter or 1)
        sampler.save(Path(folder) / "a")
        return (Path(folder) / "a").read_bytes()


def loaded_from(data, folder):
    (folder / "b").write_bytes(data)
    return load(folder / "b")


def place_of(header, *names):
    """Return the place of a value in nested dicts and objects."""
    place = ("fitted",)
    for name in names:
        places = [p for p in places_of(reduce(at, place, header)) if p]
        of_name = [
            p
            for p in places
            if isinstance(pair := reduce(at, (*place, *p), header), list)
            and len(pair) == 2
            and pair[0] == name
        ]
        place = (*place, *min(of_name, key=len), 1)
    return place


def at(tree, key):
    return tree[key]


@pytest.mark.parametrize(
    ("names", "node"),
    [
        (["_categorical"], None),
        (["_categorical"], {"array": 0}),
        (["_encoder", "categorical"], {"tuple": [True]}),
        (["_encoder", "categorical"], {"tuple": [1] * 12}),
        (["_encoder", "max_categories"], 0),
        (["_encoder", "max_categories"], 63),
        (["_encoder", "max_categories"], 10**9),
        (["_encoder", "dtype_"], {"dtype": "<f8"}),
        (["_encoder", "dtype_"], {"dtype": "|O"}),
        (["_encoder", "names_"], None),
        (["_encoder", "names_"], ["a"] * 12),
        (["_encoder", "columns_"], []),
        (["_encoder", "columns_"], [None] * 12),
        (["_encoder", "fill_"], {"array": 0}),
        (["_encoder", "tabular_"], None),
        (["_encoder", "tabular_", "dtype_"], {"dtype": "<i8"}),
        (["_sampler", "kernel", "blocks"], {"tuple": []}),
        (["_sampler", "kernel", "blocks"], {"tuple": [64]}),
        (["_sampler", "kernel", "n_categorical"], 0),
        (["_sampler", "kernel", "n_categorical"], 6.0),
        (["_sampler", "kernel", "rows"], {"dict": []}),
        (["_sampler", "shape"], {"tuple": [3]}),
        (["_form", "dtypes"], [{"dtype": "<f8"}] * 12),
        (["_form", "columns"], {"index": {"dict": [["range", {"tuple": [0, 12, 1]}]]}}),
        (["_form", "X"], {"dict": [["type", "ndarray"]]}),
        (["_sparse_type"], "csr_matrix"),
        (["_shape"], {"tuple": [11]}),
    ],
    ids=str,
)
def test_states_that_do_not_fit_are_refused(names, node, tmp_path):
    header = header_of(file_of_mixed())
    changed = replaced(header, place_of(header, *names), node)
    with pytest.raises(LoadError):
        loaded_from(with_header(file_of_mixed(), changed), tmp_path)


@pytest.mark.parametrize("node", [[], {"tuple": []}, {"tuple": [2]}, None])
def test_networks_of_other_blocks_are_refused(node, tmp_path):
    data = file_of_mixed(max_iter=3)
    assert loaded_from(data, tmp_path).n_iter_ == 3
    header = header_of(data)
    place = place_of(header, "_sampler", "game", "spec", "blocks")
    with pytest.raises(LoadError):
        loaded_from(with_header(data, replaced(header, place, node)), tmp_path)


def test_a_kernel_without_blocks_is_refused(tmp_path):
    header = header_of(file_of_mixed())
    place = place_of(header, "_sampler", "kernel")
    name, fields = reduce(at, place, header)["object"]
    assert name == "MixedKernel"
    kept = [pair for pair in fields["dict"] if pair[0] in ("rows", "p")]
    node = {"object": ["LinearKernel", {"dict": kept}]}
    changed = with_header(file_of_mixed(), replaced(header, place, node))
    with pytest.raises(LoadError, match="kernel"):
        loaded_from(changed, tmp_path)


def test_rows_between_which_there_is_no_distance_are_refused(tmp_path):
    sampler = fit(FRAME[["object", "float or none"]], kernel_fraction=1)
    sampler._sampler.kernel.rows[0][0, 0] = 1e30
    with pytest.raises(LoadError, match="rows"):
        saved_and_loaded(sampler, tmp_path)


@cache
def places():
    header = header_of(file_of_mixed())
    every = [p for p in places_of(header) if p[:1] == ("fitted",)]
    return [p for p in every if "row " not in str(reduce(at, p, header))[:5]]


NODES = st.sampled_from(
    [
        *(None, True, -1, 0, 1, 2, 2**31, 10**30, 0.5, -1e300, "", "a", [], {}, [[]]),
        *({"float": "nan"}, {"array": 0}, {"array": 1}, {"tuple": []}, {"dict": []}),
        *({"dtype": name} for name in ("<f8", "<i8", "|u1", "|O", "<M8[ns]", "<f2")),
        *(
            {"pandas": {"dict": [["named", name]]}}
            for name in ("Int64", "string[python]", "boolean", "period[Q]", "str")
        ),
        {"value": {"dict": [["missing", "NA"]]}},
        {"items": ["|O", [2], ["a", "b"]]},
    ]
)


@settings(deadline=None)
@given(st.data())
def test_json_with_any_change_is_refused_or_does_no_harm(tmp_path_factory, data):
    header = header_of(file_of_mixed())
    place = data.draw(st.sampled_from(places()))
    if data.draw(st.booleans()):
        node = data.draw(NODES)
    else:  # something of the file in another place
        node = reduce(at, data.draw(st.sampled_from(places())), header)
    changed = with_header(file_of_mixed(), replaced(header, place, node))
    try:
        sampler = loaded_from(changed, tmp_path_factory.getbasetemp())
    except SkganError as error:
        assert isinstance(error, ValueError) and "can't be loaded" in str(error)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        X, y = sampler.sample(20)
    assert np.shape(X) == (20, 12) and len(y) == 20
