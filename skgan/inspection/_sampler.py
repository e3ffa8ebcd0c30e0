"""Data that plots need from a fitted sampler, without changing the sampler."""

from copy import copy
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import sparse

from skgan._spec import Array, SamplesLike
from skgan.exceptions import InputError
from skgan.inspection._columns import Rows
from skgan.samplers import BaseGANSampler, synthesizer_of
from skgan.validation import (
    as_array,
    as_labels,
    as_pandas,
    check_row_shape,
    check_sample_labels,
    class_key,
    class_names,
)


def chosen_classes(
    sampler: BaseGANSampler, classes: ArrayLike | None = None, by_network: bool = False
) -> list[Any]:
    """Return the classes to draw, in the order of `classes_`."""
    known = class_names(sampler.classes_)
    if classes is None:
        synthesizer = synthesizer_of(sampler)
        labels = synthesizer.drawable(by_network=by_network)
        if not labels:
            synthesizer.check_trained("Generated samples are")
        return [known[i] for i in labels]
    given = class_names(np.atleast_1d(np.asarray(classes)))
    wanted = [class_key(label) for label in given]
    keys = [class_key(label) for label in known]
    unknown = [label for label in wanted if label not in keys]
    if unknown or not wanted:
        raise InputError(
            f"classes={classes!r} contains the unknown classes {unknown}. "
            f"Use some of {known}."
        )
    return [name for name, key in zip(known, keys, strict=True) if key in wanted]


def draw(sampler: BaseGANSampler, counts: dict[Any, int]) -> tuple[Rows, Array]:
    """Return generated samples and one-dimensional classes.

    The next draws of the sampler do not change. The classes of `counts` are in the
    order of `classes_`.
    """
    X, _ = copy(sampler).sample(counts)  # the copy counts this draw
    return dense(X), np.repeat(list(counts), list(counts.values()))


def real_samples(
    sampler: BaseGANSampler, X: SamplesLike | None, y: ArrayLike | None
) -> tuple[Rows, Array]:
    """Return real samples and classes; by default, those that the sampler keeps."""
    synthesizer = synthesizer_of(sampler)
    if X is None:
        rows = synthesizer.rows
        labels = np.repeat(list(rows), list(map(len, rows.values())))
        kept, _ = synthesizer.restore(np.concatenate(list(rows.values())), labels)
        return dense(kept), sampler.classes_[labels]
    X, y = labelled(X, y, sampler)
    check_row_shape(X, synthesizer.form.row_shape)
    return X, y


def check_same_shape(X_real: Rows, X_generated: Rows) -> None:
    """Raise an error if the shapes of real and generated samples differ."""
    shapes = X_real.shape, X_generated.shape
    if shapes[0][1:] != shapes[1][1:] or not all(part[0] for part in shapes):
        raise InputError(
            f"X_real has shape {shapes[0]} and X_generated {shapes[1]}. Give samples "
            "of one shape, at least one of each."
        )


def labelled(
    X: SamplesLike, y: ArrayLike | None, sampler: BaseGANSampler | None = None
) -> tuple[Rows, Array]:
    """Return dense samples and their classes."""
    if y is None:
        raise InputError("X is given without y. Give one class for each sample.")
    classes = None if sampler is None else sampler.classes_
    rows, labels = dense(X), as_labels(y, classes)
    if len(rows) != len(labels) or not len(labels):
        raise InputError(
            f"X has {len(rows)} samples and y has {len(labels)} classes. Give at least "
            "one sample, and one class for each sample."
        )
    return rows, check_sample_labels(labels, len(rows), "y")


def dense(X: Any, name: str = "X") -> Rows:
    """Return a dense X; DataFrames become pandas DataFrames, other types arrays."""
    X = as_pandas(X)
    if isinstance(X, pd.DataFrame):
        return X
    X = as_array(X.toarray() if sparse.issparse(X) else X, name)
    if X.ndim < 2:
        raise InputError(
            f"{name} has shape {X.shape}, but it should have one row for each sample. "
            "If it has a single column, pass X.reshape(-1, 1)."
        )
    return X
