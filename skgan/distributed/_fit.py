"""Fit samplers on collections of dask, and draw new rows."""

from collections.abc import Mapping
from numbers import Integral
from typing import Any

import numpy as np
import pandas as pd
from sklearn.utils import check_random_state

from skgan.distributed._blocks import Draws, check_sampler, fit_sample
from skgan.distributed._collections import check_collection, joined, like
from skgan.distributed._keys import seed_of
from skgan.distributed._summary import MAX_ROWS
from skgan.distributed._tasks import lazy_rows, summary_of
from skgan.exceptions import InputError
from skgan.samplers import synthesizer_of
from skgan.validation import check_counts

__all__ = ["fit", "fit_resample", "sample"]

BLOCK_SIZE = 100_000  # new rows in a partition


def fit(sampler: Any, X: Any, y: Any, *, max_rows: int = MAX_ROWS) -> Any:
    """Fit a copy of a sampler on a sample of the rows of a dask collection.

    One pass over all partitions, on the workers, counts the classes and keeps a random
    sample of the rows of each class. The fit itself is done in this process.

    Parameters
    ----------
    sampler : sampler
        A sampler of skgan, which is not changed. Its `sampling_strategy` is applied to
        the counts of all rows.
    X : dask DataFrame or dask Array of shape (n_samples, ...)
        Real samples. Divisions and lengths of partitions do not have to be known.
    y : dask Series or dask Array of shape (n_samples,)
        The classes of the samples, with the same partitions as X.
    max_rows : int, default=10,000
        Maximum number of rows of each class that are kept for the fit.

    Returns
    -------
    sampler : sampler
        The fitted copy. `sample(int)` draws classes in the proportions of the rows that
        were kept; `sample(dict)` draws the numbers in the dict.

    Raises
    ------
    InputError
        If the partitions of X and y differ, if columns or dtypes of a partition are not
        those that dask expects, if a row has no class, or if the fit is not possible.

    See Also
    --------
    fit_resample : Fit, and add new rows to the real ones.
    sample : Draw new rows of a fitted sampler.

    Examples
    --------
    >>> import dask.array as da
    >>> from sklearn.datasets import make_classification
    >>> from skgan import ACGANSampler
    >>> from skgan.distributed import fit
    >>> X, y = make_classification(1000, weights=[0.9], random_state=0)
    >>> X, y = da.from_array(X, (200, 20)), da.from_array(y, 200)
    >>> sampler = fit(ACGANSampler(kernel_fraction=1, random_state=0), X, y)
    >>> sampler.sample({1: 5})[0].shape
    (5, 20)
    """
    return fitted_draws(sampler, X, y, max_rows)[0].sampler


def fit_resample(
    sampler: Any,
    X: Any,
    y: Any,
    *,
    max_rows: int = MAX_ROWS,
    block_size: int = BLOCK_SIZE,
) -> tuple[Any, Any]:
    """Fit a copy of a sampler on a sample of rows, and add new rows lazily.

    The partitions of X and y come first, without changes. New rows are drawn in blocks
    on the workers when they are computed. Each block has its own seed, so that the
    result does not depend on `block_size` or the number of workers.

    Parameters
    ----------
    sampler : sampler
        A sampler of skgan, which is not changed. Its `sampling_strategy` is applied to
        the counts of all rows.
    X : dask DataFrame or dask Array of shape (n_samples, ...)
        Real samples. Divisions and lengths of partitions do not have to be known.
    y : dask Series or dask Array of shape (n_samples,)
        The classes of the samples, with the same partitions as X.
    max_rows : int, default=10,000
        Maximum number of rows of each class that are kept for the fit.
    block_size : int, default=100,000
        Number of new rows in a partition, rounded up to a multiple of 20,000.

    Returns
    -------
    X_resampled : same type as X, of shape (n_samples_new, ...)
        The real samples, followed by the generated ones. A numeric index continues from
        the number of real samples. An index of dates or strings is missing in new rows.
    y_resampled : same type as y, of shape (n_samples_new,)
        The classes of the samples.

    See Also
    --------
    fit : Describes the fit and the errors.

    Examples
    --------
    >>> import dask.array as da
    >>> from sklearn.datasets import make_classification
    >>> from skgan import ACGANSampler
    >>> from skgan.distributed import fit_resample
    >>> X, y = make_classification(1000, weights=[0.9], random_state=0)
    >>> X, y = da.from_array(X, (200, 20)), da.from_array(y, 200)
    >>> sampler = ACGANSampler(kernel_fraction=1, random_state=0)
    >>> X_new, y_new = fit_resample(sampler, X, y)
    >>> X_new.shape, da.bincount(y_new).compute()
    ((1796, 20), array([898, 898]))
    """
    check_number_of_rows("block_size", block_size)
    draws, n_real = fitted_draws(sampler, X, y, max_rows)
    if not draws.n_rows:
        return X, y
    X_new, y_new = lazy_rows(draws, block_size, n_real, (like(X), like(y)))
    return joined(X, X_new), joined(y, y_new)


def sample(
    sampler: Any,
    n_samples: int | Mapping[Any, int],
    *,
    random_state: int | np.random.RandomState | None = None,
    block_size: int = BLOCK_SIZE,
) -> tuple[Any, Any]:
    """Draw new rows of a fitted sampler lazily on the workers.

    Parameters
    ----------
    sampler : sampler
        A sampler that was fitted by `fit` of this module or by its method.
    n_samples : int or dict
        Number of samples, in the proportions of the rows that were fitted; or a dict
        from class to number.
    random_state : int, RandomState instance or None, default=None
        Source of randomness. With an int, the rows are always the same, and do not
        depend on `block_size` or the number of workers.
    block_size : int, default=100,000
        Number of rows in a partition, rounded up to a multiple of 20,000.

    Returns
    -------
    X : dask DataFrame or dask Array of shape (n_samples, ...)
        Generated samples, class after class.
    y : dask Series or dask Array of shape (n_samples,)
        The classes of the samples.

    Examples
    --------
    >>> from sklearn.datasets import make_classification
    >>> from skgan import ACGANSampler
    >>> from skgan.distributed import sample
    >>> X, y = make_classification(1000, weights=[0.9], random_state=0)
    >>> sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X, y)
    >>> X_new, y_new = sample(sampler, {1: 250_000}, random_state=0)
    >>> X_new.shape, X_new.numblocks
    ((250000, 20), (3, 1))
    """
    check_sampler(sampler)
    check_number_of_rows("block_size", block_size)
    form = synthesizer_of(sampler).form
    counts = check_counts(n_samples, form.classes, form.counts)
    names = form.class_names([*counts])
    n_new = dict(zip(names, counts.values(), strict=True))
    draws = Draws(sampler, n_new, seed_of(check_random_state(random_state)))
    if not draws.n_rows:
        raise InputError(f"n_samples={n_samples} requests no rows. Give 1 or more.")
    first = next(label for label, n in n_new.items() if n)
    meta = tuple(part[:0] for part in sampler.sample({first: 1}, random_state=0))
    if not all(isinstance(m, np.ndarray | pd.DataFrame | pd.Series) for m in meta):
        raise InputError(
            f"The sampler was fitted on {type(meta[0]).__name__}, which dask does not "
            "support. Fit it on an array or a DataFrame."
        )
    return lazy_rows(draws, block_size, 0, meta)


def fitted_draws(sampler: Any, X: Any, y: Any, max_rows: int) -> tuple[Draws, int]:
    """Return the draws of a fitted copy, and the number of real rows."""
    check_sampler(sampler)
    check_number_of_rows("max_rows", max_rows)
    for name, values in (("X", X), ("y", y)):
        check_collection(name, values)
    seed = seed_of(check_random_state(sampler.random_state))
    summary = summary_of(X, y, seed, max_rows)
    rows = [
        r.reset_index(drop=True) if isinstance(r, pd.DataFrame | pd.Series) else r
        for r in summary.rows
    ]
    draws = fit_sample(sampler, rows[0], rows[1], summary.counts, seed)
    return draws, sum(summary.counts.values())


def check_number_of_rows(name: str, value: Any) -> None:
    """Raise an error if a parameter is not a number of rows."""
    if isinstance(value, bool) or not isinstance(value, Integral) or value < 1:
        raise InputError(f"{name}={value!r} is not a number of rows. Give 1 or more.")
