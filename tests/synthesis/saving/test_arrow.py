import sys
from datetime import date

import pandas as pd
import pytest

from skgan._files import Damaged
from skgan.exceptions import InputError, LoadError
from skgan.synthesis.saving import Source, read_node
from skgan.synthesis.saving._pandas import arrow_of
from tests.helpers import there_and_back

TYPES = {
    "int8": lambda pa: pa.int8(),
    "uint64": lambda pa: pa.uint64(),
    "half": lambda pa: pa.float16(),
    "float": lambda pa: pa.float32(),
    "double": lambda pa: pa.float64(),
    "bool": lambda pa: pa.bool_(),
    "string": lambda pa: pa.string(),
    "large string": lambda pa: pa.large_string(),
    "date": lambda pa: pa.date32(),
    "time": lambda pa: pa.timestamp("ms"),
    "zone": lambda pa: pa.timestamp("us", "Europe/Berlin"),
    "span": lambda pa: pa.duration("s"),
    "decimal": lambda pa: pa.decimal128(10, 2),
    "dictionary": lambda pa: pa.dictionary(pa.int8(), pa.string()),
    "ordered": lambda pa: pa.dictionary(pa.int32(), pa.int64(), ordered=True),
}


@pytest.mark.parametrize("kind", TYPES)
def test_dtypes_come_back(kind):
    pa = pytest.importorskip("pyarrow")
    dtype = pd.ArrowDtype(TYPES[kind](pa))
    back = there_and_back(dtype)
    assert back == dtype and type(back) is type(dtype)


def same_index(back, index):
    assert (back.dtype, back.name) == (index.dtype, "it")
    assert back.tolist() == index.tolist()


def test_categories_come_back():
    pa = pytest.importorskip("pyarrow")
    day, time = pd.Timestamp("2020-02-29", tz="UTC"), pd.Timedelta(3, "s")
    for values, kind in [
        ([2, 1], pa.int16()),
        (["b", "a"], pa.string()),
        ([date(2020, 2, 29)], pa.date32()),
        ([day.tz_convert("Europe/Berlin")], TYPES["zone"](pa)),
        ([time], pa.duration("s")),
    ]:
        typed = pd.Series(pa.array(values).to_pandas()).astype(pd.ArrowDtype(kind))
        index = pd.Index(typed.array, name="it")
        same_index(there_and_back(index), index)
    for kind, values in (("dictionary", ["b", "a"]), ("ordered", [2, 1])):
        typed = TYPES[kind](pa)
        parts = pa.array([1, 0], typed.index_type), pa.array(values, typed.value_type)
        array = pa.DictionaryArray.from_arrays(*parts, ordered=typed.ordered)
        index = pd.Index(pd.arrays.ArrowExtensionArray(array), name="it")
        same_index(there_and_back(index), index)


def test_what_can_not_be_saved_is_named():
    pa = pytest.importorskip("pyarrow")
    with pytest.raises(InputError, match=r"list<.*can't be saved"):
        there_and_back(pd.ArrowDtype(pa.list_(pa.int64())))


def test_files_of_before_load():
    pa = pytest.importorskip("pyarrow")
    written = {"pandas": {"dict": [["named", "int64[pyarrow]"]]}}
    assert read_node(written, Source([])) == pd.ArrowDtype(pa.int64())


@pytest.mark.parametrize(
    "plain",
    [
        {"named": "month_interval"},
        {"named": "timestamp[us, tz=../../etc/passwd]"},
        {"unit": "us", "zone": "../../etc/passwd"},
        {"unit": "us", "zone": "dateutil//etc/passwd"},
        {"unit": "years", "zone": "UTC"},
        {"indices": "int8", "values": "string", "ordered": False},
        {"precision": 1000, "scale": 2},
        {"precision": 2**70, "scale": 2},
        {},
    ],
    ids=str,
)
def test_unknown_dtypes_are_refused(plain):
    pytest.importorskip("pyarrow")
    with pytest.raises((Damaged, ValueError, OverflowError)):
        arrow_of(plain)


@pytest.mark.parametrize(
    "node", [["arrow", {"dict": [["named", "int8"]]}], ["named", "int64[pyarrow]"]]
)
def test_without_pyarrow_it_is_named(node, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(LoadError, match="pyarrow is not installed. Install it"):
        read_node({"pandas": {"dict": [node]}}, Source([]))
