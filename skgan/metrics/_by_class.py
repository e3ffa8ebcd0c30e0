"""Compute a metric of two samples for each class."""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.utils import _safe_indexing

from skgan.exceptions import InputError
from skgan.validation import as_array, as_pandas, check_sample_labels

Value = TypeVar("Value")


def by_class(
    metric: Callable[[Any, Any], Value],
    X_real: ArrayLike,
    y_real: ArrayLike,
    X_generated: ArrayLike,
    y_generated: ArrayLike,
) -> dict[Any, Value]:
    """Compute a metric of two samples for each class.

    A metric of all samples hides that a rare class has collapsed. One value for each
    class shows it.

    Parameters
    ----------
    metric : callable
        ``metric(X_real_of_class, X_generated_of_class)``, such as
        :func:`frechet_distance` or ``functools.partial(frechet_inception_distance,
        features=model)``.
    X_real, X_generated : array-like or DataFrame of shape (n_samples, ...)
        Real and generated samples.
    y_real, y_generated : array-like of shape (n_samples,)
        The classes of the samples.

    Returns
    -------
    values : dict
        The value that `metric` returns for each class in `y_generated`.

    Raises
    ------
    InputError
        If a generated class has no real samples, or if the metric cannot be computed
        for a class. The message contains the class.

    Examples
    --------
    >>> from skgan.metrics import by_class, energy_distance
    >>> X, y = [[0.0], [5.0], [5.0]], ["a", "b", "b"]
    >>> by_class(energy_distance, X, y, [[0.0], [8.0]], ["a", "b"])
    {'a': 0.0, 'b': 6.0}
    """
    samples: list[Any] = [
        X if isinstance(X, pd.DataFrame) else as_array(X, name)
        for name, X in (
            ("X_real", as_pandas(X_real)),
            ("X_generated", as_pandas(X_generated)),
        )
    ]
    y_real = check_sample_labels(y_real, len(samples[0]), "y_real")
    y_generated = check_sample_labels(y_generated, len(samples[1]), "y_generated")
    classes = np.unique(y_generated).tolist()
    without = [label for label in classes if not (y_real == label).any()]
    if without:
        raise InputError(
            f"y_generated has the classes {without}, but there are no real samples of "
            "them. Leave their generated samples out."
        )
    values = {}
    for label in classes:
        rows = [np.flatnonzero(y == label) for y in (y_real, y_generated)]
        try:
            values[label] = metric(*map(_safe_indexing, samples, rows))
        except InputError as error:
            raise InputError(f"Class {label!r}: {error}") from error
    return values
