from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays, scalar_dtypes

from skgan._files import Damaged
from skgan.exceptions import InputError
from skgan.synthesis.saving import Source, read_node, write_node
from tests.helpers import there_and_back

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
PLAIN = st.recursive(
    SCALARS,
    lambda items: (
        st.lists(items)
        | st.lists(items).map(tuple)
        | st.dictionaries(SCALARS.filter(lambda key: key == key), items)
    ),
)


@settings(max_examples=30)
@given(PLAIN)
def test_builtins_come_back_with_their_types(value):
    assert repr(there_and_back(value)) == repr(value)


# numpy has no limits for complex numbers here: nothing that skgan fits has them.
NUMBERS = scalar_dtypes().filter(lambda dtype: dtype.kind in "biufmM")


@given(arrays(NUMBERS, array_shapes(min_dims=0, min_side=0)))
def test_arrays_come_back_with_their_bits(array):
    back = there_and_back(array)
    assert (back.dtype, back.shape) == (array.dtype, array.shape)
    assert back.tobytes() == array.tobytes()


@pytest.mark.parametrize("dtype", [object, "U"])
@given(st.lists(st.text(st.characters(exclude_characters="\0"))))
def test_text_comes_back(dtype, items):
    array = np.array(items, dtype=dtype)
    back = there_and_back(array)
    assert back.dtype == array.dtype and back.tolist() == array.tolist()


@pytest.mark.parametrize(
    "value",
    [
        np.float32(1.5),
        np.str_("often"),
        np.bool_(True),
        np.datetime64("2020-01-01"),
        np.dtype(">f8"),
        pd.Index(["a", 1, None]),
        pd.CategoricalDtype([3, 1], ordered=True),
    ],
)
def test_scalars_and_dtypes_come_back(value):
    back = there_and_back(value)
    assert type(back) is type(value) and repr(back) == repr(value)


@pytest.mark.parametrize(
    "value", [Decimal("1E+99999"), print, 1j, {1, 2}, np.zeros(1, "c8")]
)
def test_what_is_no_plain_value_is_named(value):
    with pytest.raises(InputError, match="The sampler has .* can't be saved. "):
        write_node([value], [], "The sampler")


@pytest.mark.parametrize(
    "node",
    [
        {"eval": "1"},
        {"float": "1e400"},
        {"tuple": [], "dict": []},
        {},
        {"dict": [["a", 1], ["a", 2]]},
        {"array": 1},
        {"array": -1},
        {"array": True},
        {"scalar": {"array": 0}},
        {"scalar": 1},
        {"dtype": "O8"},
        {"dtype": "i4,(1000000000,)i8"},
        {"dtype": ["i4", "i8"]},
        {"items": ["|O", [3], ["a"]]},
        {"items": ["|O", [-1], []]},
        {"items": ["<f8", [1], [1.0]]},
        {"items": ["<U9", [1], [1.0]]},
        {"object": ["Popen", {"dict": [["args", "id"]]}]},
        [{"array": 0}, {"array": 0}],  # twice
        float("inf"),
        {"items": ["<U9", [2000], ["a" * 10**5] + [""] * 1999]},
        {"value": {"dict": [["decimal", "1E+999999999"]]}},
        {"index": {"dict": [["range", {"tuple": [0, 10**9, 1]}], ["name", None]]}},
        [{"index": {"dict": [["range", {"tuple": [0, 10**6, 1]}], ["name", None]]}}]
        * 3,
    ],
)
def test_unknown_nodes_are_refused(node):
    with pytest.raises(Damaged):
        read_node(node, Source([np.zeros(2)]))


def test_a_declared_length_of_text_allocates_nothing():
    array = read_node({"items": ["<U999999999", [1], ["a"]]}, Source([]))
    assert array.dtype == "<U1"
