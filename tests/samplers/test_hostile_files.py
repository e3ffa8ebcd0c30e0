"""Files of strangers are refused, or do no harm."""

import dataclasses
import pickle
import re
import tempfile
import warnings
from functools import cache, reduce
from operator import getitem
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imblearn.over_sampling import SMOTE

from skgan import ACGANSampler, load
from skgan.exceptions import LoadError
from skgan.samplers import synthesizer_of
from tests._files.hostile import file_of, header_of, places_of, replaced, with_header
from tests.frames import every_dtype
from tests.samplers.wrong_states import WRONG

RNG = np.random.RandomState(0)
Y = np.repeat(["often", "rare"], [40, 20])
TABLE = pd.DataFrame(RNG.normal(size=(60, 3)), columns=["a", "b", "c"])
MIXED = every_dtype()[
    ["float or none", "int", "object or none", "date or none", "ordered", "kinds"]
    + ["Float64 or none", "category or none", "zone", "period", "span"]
].assign(id=[f"row {i}" for i in range(60)])
IMAGES = RNG.randint(0, 256, size=(60, 8, 8, 1)).astype(np.uint8)
SAMPLES = {"table": TABLE, "mixed": MIXED, "images": IMAGES}
NETWORKS = {"table": 1, "mixed": 1, "images": 1, "networks": 0.5, "mixed networks": 0}


@cache
def file_bytes(kind):
    X = SAMPLES[kind.replace("networks", "").strip() or "table"]
    sampler = ACGANSampler(kernel_fraction=NETWORKS[kind], max_iter=1, random_state=0)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of many categories
        sampler.fit(X, Y).save(Path(folder) / "a")
        return (Path(folder) / "a").read_bytes()


@pytest.fixture
def read(tmp_path):
    """Return a function that loads bytes."""

    def read(data):
        (tmp_path / "b").write_bytes(data)
        return load(tmp_path / "b")

    return read


def is_pair(node, name):
    return isinstance(node, list) and len(node) == 2 and node[0] == name


def at(tree, place):
    return reduce(getitem, place, tree)


def place_of(header, *names):
    """Return the place of a value in nested dicts."""
    place = ("values", "parts")
    for name in names:
        tree = at(header, place)
        found = [p for p in places_of(tree) if is_pair(at(tree, p), name)]
        place = (*place, *min(found, key=len), 1)
    return place


def changed(kind, path, node):
    header = header_of(file_bytes(kind))
    place = place_of(header, *path.split("/"))
    return with_header(file_bytes(kind), replaced(header, place, node))


def test_files_of_other_kinds_and_parts_of_files_are_refused(read):
    whole = file_bytes("networks")
    parts = [whole[: len(whole) * i // 20] for i in range(20)]
    others = [pickle.dumps(SMOTE()), b"PK\3\4", file_of({}, {}, key="a")]
    for data in (*parts, *others):
        with pytest.raises(LoadError, match="Use a complete file"):
            read(data)
    state = {"values": {"n_iter": 3}, "arrays": {}}
    with pytest.raises(LoadError, match="not written by the method save of a sampler"):
        read(file_of(state, {}))


@pytest.mark.parametrize(
    ("name", "node"),
    [
        ("checkpoint_dir", "evil/folder"),  # a later fit would write there
        *(("callbacks", ["x"]), ("callbacks", []), ("generator", "evil")),
        *(("max_iter", -1), ("clip", "yes")),
    ],
)
def test_parameters_that_save_never_writes_are_refused(name, node, read):
    with pytest.raises(LoadError, match=name):
        read(changed("table", name, node))


def test_unknown_and_missing_parameters_are_refused(read):
    for change in (lambda pairs: [*pairs, ["new", 1]], lambda pairs: pairs[1:]):
        header = header_of(file_bytes("table"))
        pairs = header["values"]["parts"][0]["dict"]
        header["values"]["parts"][0]["dict"] = change(pairs)
        with pytest.raises(LoadError, match="parameters are missing or unknown"):
            read(with_header(file_bytes("table"), header))
    header["values"] |= {"version": 2, "new": 1}
    with pytest.raises(
        LoadError, match="has the version 2, and skgan .* versions up to 1"
    ):
        read(with_header(file_bytes("table"), header))


EACH = [(k, path, n) for k, of in WRONG.items() for path, ns in of.items() for n in ns]


@pytest.mark.parametrize(("kind", "path", "node"), EACH, ids=str)
def test_states_that_do_not_fit_are_refused(kind, path, node, read):
    with pytest.raises(
        LoadError, match="b' can't be loaded. .*[.] Use a complete file"
    ):
        read(changed(kind, path, node))


def test_nan_among_weights_and_rows_is_refused(tmp_path):
    for where in ("Kernel.rows", "TrainedNetworks.generator"):
        sampler = ACGANSampler(max_iter=1, random_state=0).fit(TABLE, Y)
        synthesizer = synthesizer_of(sampler)
        weights, rows = synthesizer.networks[0].generator, synthesizer.kernel.rows
        arrays = rows if where == "Kernel.rows" else weights
        arrays[0] = np.full_like(arrays[0], np.nan)
        sampler.save(tmp_path / "a")
        with pytest.raises(LoadError, match=where):
            load(tmp_path / "a")


def test_weights_of_other_networks_are_refused(tmp_path):
    one, other = (
        ACGANSampler(max_iter=1, random_state=0, preset=preset).fit(TABLE, Y)
        for preset in (None, "acgan-1d")
    )
    synthesizer_of(one).networks.update(synthesizer_of(other).networks)
    one.save(tmp_path / "a")
    with pytest.raises(LoadError, match="weights do not fit its generator"):
        load(tmp_path / "a")


def test_classifiers_that_tell_no_classes_are_refused(read):
    message = "Its networks are not those of ACGANSampler|missing or unknown"
    header = header_of(file_bytes("networks"))
    header["values"]["sampler"] = "GANSampler"
    with pytest.raises(LoadError, match=message):
        read(with_header(file_bytes("networks"), header))


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
        {"value": {"dict": [["decimal", "1E+999999999"]]}},
        {"dict": [[0, None], [1, None]]},
        {"items": ["|O", [2], ["a", "b"]]},
        {"dict": [["class", "Layout"], ["n_numbers", 3], ["sizes", {"tuple": []}]]},
    ]
)


@cache
def places(kind):
    header = header_of(file_bytes(kind))
    names = re.compile("row [0-9]+")
    return [p for p in places_of(header) if not names.match(str(at(header, p)))]


def check_harmless(data, kind, folder):
    (folder / "b").write_bytes(data)
    try:
        sampler = load(folder / "b")
    except LoadError as error:
        assert "can't be loaded" in str(error) or "Upgrade" in str(error)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        X, y = sampler.sample(20)
    assert np.shape(X)[0] == len(y) == 20
    assert np.shape(X)[1:] == np.shape(SAMPLES[kind])[1:]


@settings(deadline=None)
@given(st.sampled_from(["table", "mixed", "images"]), st.data())
def test_json_with_any_change_is_refused_or_does_no_harm(tmp_path_factory, kind, data):
    header = header_of(file_bytes(kind))
    place = data.draw(st.sampled_from(places(kind)))
    if data.draw(st.booleans()):
        node = data.draw(NODES)
    else:  # something of the file in another place
        node = at(header, data.draw(st.sampled_from(places(kind))))
    content = with_header(file_bytes(kind), replaced(header, place, node))
    check_harmless(content, kind, tmp_path_factory.getbasetemp())


def test_class_counts_that_no_fit_has_are_refused(read, tmp_path):
    """With counts of 2**62, 2 rows of 12 came, as their sum was above 2**63."""
    sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(TABLE, Y)
    synthesizer = sampler._synthesizer
    for count in (2**62, 2**40):
        counts = np.array([count, count])
        form = dataclasses.replace(synthesizer.form, counts=counts)
        sampler._synthesizer = dataclasses.replace(synthesizer, form=form)
        sampler.save(tmp_path / "a")
        with pytest.raises(LoadError, match="Its counts does not fit the rest"):
            read((tmp_path / "a").read_bytes())
