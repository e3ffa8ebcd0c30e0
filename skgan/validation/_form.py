"""The form of users' samples and classes, in which new ones are returned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from skgan._spec import Kind, Plain, kind_of
from skgan.validation._classes import class_names
from skgan.validation._dtypes import within_dtypes
from skgan.validation._polars import is_polars, misfit, stack_polars, to_polars

__all__ = ["Container", "Form", "dense"]

SPARSE_TYPES = {  # that scikit-learn's validation returns
    kind.__name__: kind
    for kind in (
        sparse.csr_matrix,
        sparse.csc_matrix,
        sparse.csr_array,
        sparse.csc_array,
    )
}
ONE_HOT_KINDS = "biuf"
TYPES = ("array", "list", "sparse", "series", "frame")


@dataclass(frozen=True)
class Container(Plain):
    """The type of users' samples or classes.

    Parameters
    ----------
    type : {"array", "list", "sparse", "series", "frame"}
        The type of the object.
    columns : Index, default=None
        The columns of a frame.
    dtypes : tuple of dtype, default=()
        The dtypes of the columns of a frame, or the dtype of a series.
    name : object, default=None
        The name of a series, or of the sparse type.
    polars : tuple, default=()
        For a frame or series of polars, the dtypes of its columns as plain values.
    """

    type: str
    columns: pd.Index | None = None
    dtypes: tuple[np.dtype | pd.api.extensions.ExtensionDtype, ...] = ()
    name: Any = None
    polars: tuple[tuple[Any, ...], ...] = ()

    @classmethod
    def of(
        cls,
        values: Any,
        validated: Any = None,
        polars: tuple[tuple[Any, ...], ...] = (),
    ) -> "Container":
        """Return the container of values, or of sparse ones after validation."""
        if isinstance(values, pd.DataFrame):
            dtypes = tuple(values.dtypes)
            return cls("frame", values.columns, dtypes, polars=polars)
        if isinstance(values, pd.Series):
            return cls("series", None, (values.dtype,), values.name, polars)
        if sparse.issparse(validated):
            return cls("sparse", name=type(validated).__name__)
        return cls("list" if isinstance(values, list) else "array")

    def hold(self, values: Any) -> Any:
        """Return an array, or decoded frame, in the type of the user's values."""
        held = self._held(values)
        return to_polars(held, self.polars) if self.polars else held

    def _held(self, values: Any) -> Any:
        if isinstance(values, pd.DataFrame):  # decoded with these columns and dtypes
            return values
        if self.type == "frame":
            return self._frame_of(values)
        if self.type == "series":
            return pd.Series(values, dtype=self.dtypes[0], name=self.name)
        if self.type == "sparse":
            return SPARSE_TYPES[self.name](values)
        return values.tolist() if self.type == "list" else values

    def _frame_of(self, values: Any) -> pd.DataFrame:
        frame = pd.DataFrame(values, columns=self.columns)
        dtypes = pd.Series(self.dtypes, index=self.columns, dtype=object)
        if not any(isinstance(dtype, pd.SparseDtype) for dtype in self.dtypes):
            return frame.astype(dtypes)
        # Via a sparse matrix, because dense zeros would be stored as values.
        matrix = sparse.csr_matrix(values)
        return pd.DataFrame.sparse.from_spmatrix(matrix, columns=self.columns).astype(
            dtypes
        )

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        if self.type not in TYPES:
            yield "type"
        if self.type == "sparse" and self.name not in SPARSE_TYPES:
            yield "name"
        if (self.columns is None) == (self.type == "frame"):
            yield "columns"
        n_columns = self.type == "series" if self.columns is None else len(self.columns)
        if len(self.dtypes) != n_columns:
            yield "dtypes"
        if self.polars and (len(self.polars) != n_columns or misfit(self.polars)):
            yield "polars"


@dataclass(frozen=True)
class Form(Plain):
    """The form of users' samples and classes.

    Attributes
    ----------
    X, y : Container
        The types of X and y.
    shape : tuple of int
        Shape of one sample: (n_features,), (time, channels) or (height, width,
        channels).
    row_shape : tuple of int
        Shape of one sample in the user's X.
    classes : ndarray of shape (n_classes,)
        The classes, sorted.
    counts : ndarray of shape (n_classes,)
        Number of samples of each class.
    categorical : tuple of bool, default=None
        Mask of the columns of a mixed table that contain categories. None: all columns
        are numbers.
    value_range : (float, float), default=None
        The declared range of pixels.
    one_hot : dtype, default=None
        The dtype of y if it has a column for each class.
    """

    X: Container
    y: Container
    shape: tuple[int, ...]
    row_shape: tuple[int, ...]
    classes: Any
    counts: np.ndarray
    categorical: tuple[bool, ...] | None = None
    value_range: tuple[float, float] | None = None
    one_hot: np.dtype | None = None

    @property
    def is_sparse(self) -> bool:
        """Whether samples are sparse rows of numbers."""
        is_table = self.shape == self.row_shape and self.kind.name == "table"
        return self.X.type == "sparse" and self.categorical is None and is_table

    @property
    def kind(self) -> Kind:
        """The kind of data."""
        return kind_of(self.shape)

    def class_names(self, labels: Sequence[int] | np.ndarray) -> list[Any]:
        """Return the classes of labels as plain Python values."""
        return class_names(self.classes[np.asarray(labels, dtype=int)])

    def fold(self, X: Any) -> Any:
        """Return validated samples in the shape for encoders."""
        if isinstance(X, pd.DataFrame):
            if self.categorical is not None:
                return X
            X = X.to_numpy()
        return dense(X).reshape(-1, *self.shape)

    def restore(self, decoded: Any, labels: np.ndarray, clip: bool) -> tuple[Any, Any]:
        """Return decoded samples and their labels in the users' types.

        Parameters
        ----------
        decoded : ndarray or DataFrame of shape (n_samples, ...)
            Samples that an encoder returned.
        labels : ndarray of shape (n_samples,)
            Labels from 0.
        clip : bool
            Whether they were clipped to the observed ranges. Otherwise, they are
            clipped to the ranges of the dtypes of their columns.
        """
        if isinstance(decoded, np.ndarray):
            decoded = decoded.reshape(-1, *self.row_shape)
            if self.X.type == "frame" and not clip:
                # The range of a column may be smaller than that of the common array.
                decoded = within_dtypes(decoded, self.X.dtypes)
        y = self.classes[labels]
        if self.one_hot is not None:
            y = np.eye(len(self.classes), dtype=self.one_hot)[labels]
        return self.X.hold(decoded), self.y.hold(y)

    def below(self, real: tuple[Any, Any], new: tuple[Any, Any]) -> tuple[Any, Any]:
        """Return the real samples and classes, without changes, followed by new ones.

        Parameters
        ----------
        real : (X, y)
            Frames and series of the user; other types after validation.
        new : (X, y)
            New samples and classes, returned by `restore`.
        """
        X, y = (stack(*parts) for parts in zip(real, new, strict=True))
        return X, y

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        classes, counts = self.classes, self.counts
        for name in ("shape", "row_shape"):
            if not 1 <= len(getattr(self, name)) <= 3 or min(getattr(self, name)) < 1:
                yield name
        if prod(self.shape) != prod(self.row_shape):
            yield "shape"
        if self.one_hot is not None and self.one_hot.kind not in ONE_HOT_KINDS:
            yield "one_hot"
        if not isinstance(classes, np.ndarray) or classes.ndim != 1 or not classes.size:
            yield "classes"
        if len(set(classes.tolist())) != len(classes) or pd.isna(classes).any():
            yield "classes"
        if counts.shape != classes.shape or counts.dtype.kind not in "iu":
            yield "counts"
        if (counts <= 0).any():
            yield "counts"
        if self.categorical is not None and (len(self.categorical),) != self.shape:
            yield "categorical"
        low, high = self.value_range or (0.0, 1.0)
        if not -np.inf < low < high < np.inf:
            yield "value_range"
        columns = self.X.columns
        if columns is not None and (len(columns),) != self.row_shape:
            yield "X"


def dense(X: Any) -> np.ndarray:
    """Return a dense array in C order, on which the last bits of sums depend."""
    return np.ascontiguousarray(X.toarray() if sparse.issparse(X) else X)


def stack(first: Any, second: Any) -> Any:
    """Return the concatenation of both in the type of the second one."""
    if isinstance(second, pd.DataFrame | pd.Series):
        return pd.concat([first, second], ignore_index=True)
    if is_polars(second):
        return stack_polars(first, second)
    if isinstance(second, list):
        return first.tolist() + second
    if sparse.issparse(second):
        # SciPy 1.11's vstack does not keep the difference between matrix and array.
        stacked = sparse.vstack([first, second], format=first.format, dtype=first.dtype)
        return type(first)(stacked)
    return np.concatenate([first, second], dtype=first.dtype)  # of either byte order
