"""Every dtype as a column and as classes: it comes back as it was, or is refused."""

import re
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from skgan import ACGANSampler, load
from skgan.exceptions import InputError
from tests.invariants import assert_same, check_form, check_plausible, check_resampled
from tests.typed_columns import (
    FEW,
    GAPS,
    GROUPS,
    NUMBERS,
    TEXT,
    TRUE,
    N,
    Y,
    arrow_columns,
    classes,
    objects,
    three,
)


@contextmanager
def two_sentences(*kinds):
    """Check that an error says what is wrong and what to do."""
    with pytest.raises(kinds or ValueError) as info:
        yield
    assert len(re.findall(r"[.?!](?:\s|$)", str(info.value))) >= 2, info.value


def check_columns(columns, path, features, clip):
    """Check all that a sampler does with a table of these columns."""
    X = pd.DataFrame({"number": NUMBERS, **columns})
    options = {"kernel_fraction": 1, "random_state": 0, "clip": clip}
    sampler = ACGANSampler(categorical_features=features, **options)
    check_resampled(X, Y, sampler.fit_resample(X, Y))
    for wanted in (60, {1: 3}, 0):
        made, _ = sampler.sample(wanted)
        check_form(X, made)
    if clip:
        check_plausible(X, sampler.sample(30)[0])
    sampler.save(path)
    assert_same(load(path).sample(20)[0], sampler.sample(20)[0])


def all_but_bools(columns):
    """Return the names of the columns that are named as categories."""
    dtypes = {name: column.dtype for name, column in columns.items()}
    return [
        name
        for name, dtype in dtypes.items()
        if isinstance(dtype, pd.CategoricalDtype)
        or not pd.api.types.is_bool_dtype(dtype)
    ]


def with_gaps(columns):
    """Return columns with gaps, of the dtypes that have them."""
    gappy = {
        name: column.mask(GAPS)
        for name, column in columns.items()
        if name != "sparse bool"  # pandas can't mask them
    }
    return {n: c for n, c in gappy.items() if c.dtype == columns[n].dtype}


@pytest.mark.filterwarnings("ignore:pandas.DataFrame with sparse columns")
@pytest.mark.parametrize("gaps", [False, True], ids=["full", "gaps"])
@pytest.mark.parametrize(
    ("features", "clip"), [("auto", True), ("named", True), ("named", False)]
)
@pytest.mark.parametrize("group", GROUPS)
def test_columns_come_back(group, features, clip, gaps, tmp_path):
    columns = GROUPS[group]()
    columns = with_gaps(columns) if gaps else columns

    def check(some):
        named = all_but_bools(some) if features == "named" else features
        check_columns(some, tmp_path / "a", named, clip)

    try:
        check(columns)
    except Exception as error:
        for name in columns:
            try:
                check({name: columns[name]})
            except Exception as alone:
                alone.add_note(f"This was the column {name}.")
                raise
        error.add_note("Each of the columns alone is well.")
        raise


NOT_COLUMNS = {
    "complex": FEW + 1j,
    "complex category": pd.Series(FEW + 1j).astype("category"),
    "list": objects([[int(k)] for k in FEW]),
    "dict": objects([{"a": int(k)} for k in FEW]),
    "array": objects([np.array([k]) for k in FEW]),
    "infinite": objects([np.inf if k else 1.0 for k in TRUE]),
}


@pytest.mark.parametrize("name", NOT_COLUMNS)
def test_columns_that_are_refused(name):
    X = pd.DataFrame({"number": NUMBERS, "odd": NOT_COLUMNS[name]})
    with two_sentences():
        ACGANSampler(kernel_fraction=1).fit(X, Y)


@pytest.mark.parametrize("numbers", [NUMBERS, FEW / 3])
def test_long_doubles_are_numbers(numbers, tmp_path):
    wide = pd.Series(numbers.astype(np.longdouble))
    for columns in ({"wide": wide}, {"wide": wide, "text": TEXT}):
        check_columns(columns, tmp_path / "a", "auto", True)
    if wide.dtype != float:  # where they are longer than others
        with two_sentences(InputError):
            check_columns({"wide": wide}, tmp_path / "a", ["wide"], True)


@pytest.mark.parametrize("kind", ["list", "struct", "string_view", "decimal64", "half"])
def test_arrow_columns_that_are_refused(kind):
    pa = pytest.importorskip("pyarrow", minversion="19")
    arrays = {
        "list": lambda: pa.array([[int(k)] for k in FEW]),
        "struct": lambda: pa.array([{"a": int(k)} for k in FEW]),
        "string_view": lambda: pa.array(list(TEXT), pa.string_view()),
        "decimal64": lambda: pa.array([Decimal(int(k)) for k in FEW], pa.decimal64(8)),
        "half": lambda: pa.array(FEW.astype("f2")),
    }
    odd = pd.Series(pd.arrays.ArrowExtensionArray(arrays[kind]()))
    X = pd.DataFrame({"number": NUMBERS, "odd": odd})
    with two_sentences():
        ACGANSampler(kernel_fraction=1, categorical_features=["odd"]).fit(X, Y)


@pytest.mark.parametrize("value", [Fraction(1, 2), frozenset([1]), range(3), 1j])
def test_objects_that_no_file_holds(value, tmp_path):
    X = pd.DataFrame({"number": NUMBERS, "odd": objects([value] * N)})
    sampler = ACGANSampler(kernel_fraction=1).fit(X, Y)
    assert sampler.sample(1)[0]["odd"].tolist() == [value]
    with two_sentences(InputError):
        sampler.save(tmp_path / "a")


def check_classes(y, path):
    """Check that classes come back, and are known as `classes_` has and as given."""
    sampler = ACGANSampler(kernel_fraction=1, random_state=0)
    X = np.random.RandomState(0).normal(size=(N, 2))
    check_resampled(X, y, sampler.fit_resample(X, y))
    given = list(dict.fromkeys(y if isinstance(y, list) else y.tolist()))
    fitted = sampler.classes_
    for some in (fitted, fitted.tolist(), given, list(y)):
        _, made = sampler.sample(dict.fromkeys(some, 2))
        check_form(y, made)
        assert len(made) == 2 * len(given)
        assert {*map(repr, list(made))} == {*map(repr, list(y))}
        assert type(sampler.sample({some[0]: 1})[1]) is type(made)
    totals = dict.fromkeys(given, 30)
    sampler.set_params(sampling_strategy=totals).fit(X, y).save(path)
    loaded = load(path)
    assert loaded.classes_.dtype == sampler.classes_.dtype
    for one, other in zip(loaded.sample(9), sampler.sample(9), strict=True):
        assert_same(one, other)
    loaded.sample(totals)


CLASSES = classes()


def check_classes_or_refused(y, path):
    """Check classes, of which some are refused as such of no classifier."""
    X = np.zeros((N, 1))
    try:
        ACGANSampler(kernel_fraction=1).fit(X, y)
    except ValueError:
        with two_sentences():
            ACGANSampler(kernel_fraction=1).fit(X, y)
        return False
    check_classes(y, path)
    return True


@pytest.mark.parametrize("name", CLASSES)
def test_classes_come_back(name, tmp_path):
    is_taken = check_classes_or_refused(CLASSES[name], tmp_path / "a")
    plain = (
        "int8",
        "int64",
        "uint",
        "Int",
        "UInt",
        "bool",
        "M8[",
        "m8[",
        "string",
        "text",
    )
    assert is_taken or not name.startswith(plain)


def test_classes_of_arrow(tmp_path):
    for name, column in arrow_columns().items():
        if column.notna().any():
            check_classes_or_refused(three(column), tmp_path / name)


def test_dates_as_classes_are_known_however_they_are_written():
    X, y = np.zeros((N, 1)), np.array(["2020-01-01", "2021-01-01"], "M8[ns]")[Y]
    sampler = ACGANSampler(kernel_fraction=1).fit(X, y)
    for one in (date(2020, 1, 1), datetime(2020, 1, 1), pd.Timestamp("2020"), y[0]):
        assert (sampler.sample({one: 2})[1] == y[0]).all()
        totals = {one: 30, y[-1]: 20}
        resampled = ACGANSampler(kernel_fraction=1, sampling_strategy=totals)
        assert len(resampled.fit_resample(X, y)[1]) == 50
    with two_sentences(InputError):
        sampler.sample({date(2020, 1, 2): 1})
