"""What must hold after each call that ends well."""

import pickle
import random
from collections import Counter
from contextlib import contextmanager
from copy import copy

import numpy as np
import pandas as pd
from scipy import sparse


@contextmanager
def untouched(*given):
    """Check that arguments and the global random states stay as they are."""
    before, states = [copied(value) for value in given], global_states()
    yield
    assert states == global_states(), "a global random state was touched"
    for one, other in zip(before, given, strict=True):
        assert_same(one, other)


def copied(value):
    """Return a copy that holds the same objects."""
    return value.copy() if hasattr(value, "dtype") else copy(value)


def global_states():
    """Return the states of the random numbers that all share."""
    return random.getstate(), pickle.dumps(np.random.get_state())  # noqa: NPY002


def assert_same(one, other):
    """Check that two values are of one type and have the same bits."""
    assert type(one) is type(other), (type(one), type(other))
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(told(one), told(other))
    elif isinstance(one, pd.Series):
        assert_same(one.to_frame(), other.to_frame())
    elif isinstance(one, pd.Index):
        pd.testing.assert_index_equal(one, other)
    elif sparse.issparse(one):
        assert one.dtype == other.dtype and one.shape == other.shape
        assert_same(one.toarray(), other.toarray())
    elif isinstance(one, np.ndarray):
        assert one.dtype == other.dtype
        same_values(one, other)
    elif isinstance(one, list | tuple):
        assert repr(one) == repr(other)


def told(frame):
    """Return a table with objects as texts, as copies of some are never equal."""
    texts = [
        column.map(repr) if column.dtype == object else column
        for _, column in frame.items()
    ]
    as_texts = pd.concat(texts, axis=1) if texts else frame
    return as_texts.set_axis(frame.columns, axis=1)


def same_values(one, other):
    """Check that two arrays have the same values; of objects that they look alike."""
    if one.dtype == object:
        one, other = (np.frompyfunc(repr, 1, 1)(array) for array in (one, other))
    np.testing.assert_array_equal(one, other)


def first_rows(X, n_rows):
    """Return the first rows of what was resampled, in its own type."""
    if hasattr(X, "iloc"):
        return X.iloc[:n_rows]
    return X.tocsr()[:n_rows] if sparse.issparse(X) else X[:n_rows]


def check_resampled(X, y, resampled, totals=None):
    """Check rows, types and counts of what fit_resample has returned.

    Parameters
    ----------
    X, y : array-like
        As given.
    resampled : tuple
        As returned.
    totals : dict, default=None
        Class to number of rows; None: as many as the largest class has.
    """
    X_new, y_new = resampled
    n_rows = X.shape[0] if hasattr(X, "shape") else len(np.asarray(X))
    assert (X_new.shape[0] if sparse.issparse(X_new) else len(X_new)) == len(y_new)
    check_form(X, X_new)
    check_first(X, first_rows(X_new, n_rows))
    if np.ndim(y) == 2 or sparse.issparse(y):  # as imbalanced-learn makes it
        first = np.asarray(classes_of(first_rows(y_new, n_rows)))
        check_first(np.asarray(classes_of(y)), first)
    else:
        check_form(y, y_new)
        check_first(y, first_rows(y_new, n_rows))
    counts = Counter(classes_of(y))
    totals = totals or dict.fromkeys(counts, max(counts.values()))
    assert Counter(classes_of(y_new)) == Counter(totals)


def classes_of(y):
    """Return a list of classes, of one-hot rows too."""
    values = y.toarray() if sparse.issparse(y) else np.asarray(y)
    if values.ndim == 2 and values.shape[1] > 1:
        return values.argmax(axis=1).tolist()
    return values.ravel().tolist()


def check_form(given, new):
    """Check that types, dtypes and columns are those given."""
    if isinstance(given, pd.DataFrame):
        assert given.columns.equals(new.columns)
        assert given.columns.names == new.columns.names
        assert given.dtypes.tolist() == new.dtypes.tolist()
    elif isinstance(given, pd.Series):
        assert isinstance(new, pd.Series)
        assert given.dtype == new.dtype and given.name == new.name
    elif sparse.issparse(given):  # other formats become csr, as with SMOTE
        is_kept = given.format in ("csr", "csc")
        assert type(given) is type(new) if is_kept else new.format == "csr"
        assert given.dtype == new.dtype
    elif type(given) is np.ndarray and given.dtype != object:
        assert given.dtype == new.dtype, (given.dtype, new.dtype)


def check_first(given, first):
    """Check that the first rows are those given."""
    if isinstance(given, pd.DataFrame | pd.Series):
        given, first = (part.reset_index(drop=True) for part in (given, first))
        assert_same(given, first)
    elif sparse.issparse(given):
        np.testing.assert_array_equal(given.toarray(), first.toarray())
    else:
        given, first = np.asarray(given), np.asarray(first)
        given = given if given.dtype != object else given.astype(first.dtype)
        np.testing.assert_array_equal(given, first)


def check_plausible(X, X_new, clip=True):
    """Check that categories were seen, and that numbers are in their range."""
    if isinstance(X, pd.DataFrame):
        for i in range(X.shape[1]):
            check_column(X.iloc[:, i], X_new.iloc[:, i], clip)
        return
    X, X_new = (
        X.toarray() if sparse.issparse(X) else np.asarray(X) for X in (X, X_new)
    )
    if X.dtype.kind not in "biuf" or not len(X_new):
        return
    axes = 0 if X.ndim == 2 else None
    new = np.where(np.isnan(X_new), X.flat[0], X_new) if X.dtype.kind == "f" else X_new
    assert np.isfinite(new[~np.isnan(new)]).all()
    if clip:
        low, high = np.fmin.reduce(X, axes), np.fmax.reduce(X, axes)
        inside = (X_new >= low) & (X_new <= high)
        assert (inside | np.isnan(X_new)).all()


def check_column(given, new, clip):
    """Check one column of a table."""
    is_number = given.dtype.kind in "iufmM" and given.dtype != object
    seen, made = given.dropna(), new.dropna()
    if not len(seen):
        assert not len(made)
    elif is_number and clip:
        if seen.dtype == "Float64":  # which may hold NaN beside NA
            seen, made = (part.astype(float).dropna() for part in (seen, made))
        assert not len(made) or (made.min() >= seen.min() and made.max() <= seen.max())
    elif not is_number:
        assert set(map(repr, made)) <= set(map(repr, seen))
    if given.notna().all():
        assert new.notna().all(), "a value is missing in a column without gaps"
