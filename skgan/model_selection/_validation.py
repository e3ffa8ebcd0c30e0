"""Checks of the estimator, the samplers, the data and the folds of a comparison."""

from collections.abc import Iterable, Mapping
from numbers import Integral
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator, is_regressor
from sklearn.model_selection import RepeatedStratifiedKFold, check_cv
from sklearn.utils import indexable
from sklearn.utils.multiclass import type_of_target
from sklearn.utils.validation import _num_samples

from skgan._spec import Array, SamplesLike
from skgan.exceptions import InputError
from skgan.model_selection._fold import THRESHOLD, WARP, WORDS, is_placed
from skgan.model_selection._groups import (
    RepeatedStratifiedGroupKFold,
    check_whole_groups,
    group_splitter,
)
from skgan.model_selection._summary import NONE
from skgan.samplers import check_images_to_warp
from skgan.validation import advice, as_pandas, check_labels

Folds: TypeAlias = list[tuple[Array, Array]]
# Five folds twice, not two folds five times, because the error of the test contains
# n_test / n_train. With one sampler, a mean difference of two standard deviations is
# found in 93% of all cases, but with two folds five times only in 55%.
N_SPLITS, N_REPEATS = 5, 2
ADVICE = (
    "Give an int of 2 or more, a splitter, or a list of pairs of rows. Splitters of "
    "groups also need groups."
)


def check_estimator(estimator: Any) -> None:
    """Raise if the estimator is not a classifier."""
    methods = ("fit", "get_params", "predict")
    give = "Give a classifier, or a Pipeline or a search that ends with one."
    check_object(estimator, "estimator", methods, give)
    if is_regressor(estimator):
        raise InputError(
            f"estimator is {estimator!r}, a regressor. Give a classifier, since "
            "samplers need classes."
        )


def check_object(value: Any, name: str, methods: Iterable[str], give: str) -> None:
    """Raise if a value is a class instead of an instance, or lacks a method."""
    if isinstance(value, type):
        raise InputError(
            f"{name} is the class {value.__name__}, not an instance. Give "
            f"{value.__name__}()."
        )
    missing = [method for method in methods if not hasattr(value, method)]
    if missing:
        raise InputError(
            f"{name} is {value!r}, which has no {' and no '.join(missing)}. {give}"
        )


def check_rows(X: Any, y: Any) -> tuple[Any, Any]:
    """Return X and y in a form that rows can be selected from."""
    for values, name in ((X, "X"), (y, "y")):
        if values is None:
            raise InputError(f"{name} is None. Give samples X and their classes y.")
    with advice():
        X, y = indexable(as_pandas(X), as_pandas(y))
    if not _num_samples(X):
        raise InputError("X has no rows. Give samples of two classes or more.")
    return X, y


def check_samplers(samplers: Any, y: ArrayLike) -> dict[str, Any]:
    """Return the samplers by name, "none" first."""
    if not isinstance(samplers, Mapping) or not samplers:
        raise InputError(
            f"samplers is {samplers!r}. Give a dict with at least one sampler by its "
            "name, such as {'smote': SMOTE(), 'kernel': 'kernel'}."
        )
    for name, sampler in samplers.items():
        if not isinstance(name, str):
            raise InputError(
                f"A sampler is named {name!r}. Give each a str as its name."
            )
        if name == NONE and sampler is not None:
            raise InputError(
                f"{sampler!r} is named 'none', like the row without a sampler. Give it "
                "another name."
            )
        check_sampler(f"samplers[{name!r}]", sampler, y)
    compared = {n: s for n, s in samplers.items() if n != NONE}
    if not compared:
        raise InputError(
            "samplers has nothing except 'none', which is always added. Give at least "
            "one sampler or word to compare with it."
        )
    return {NONE: None} | compared


def check_sampler(name: str, sampler: Any, y: ArrayLike) -> None:
    """Raise if a value is neither a sampler nor None nor a word that fits y."""
    give = f"Give a sampler, None or one of {list(WORDS)}."
    if sampler is None:
        return
    if not isinstance(sampler, str):
        check_object(sampler, name, ("fit_resample", "get_params"), give)
        return
    if sampler not in WORDS:
        raise InputError(f"{name} is {sampler!r}, which is not a known word. {give}")
    n_classes = len(np.unique(np.asarray(y)))
    if sampler == THRESHOLD and n_classes > 2:
        raise InputError(
            f"{name} is 'threshold', but y has {n_classes} classes. A threshold needs "
            "two classes: use 'prior' instead, or leave it out."
        )


def check_warp(samplers: Mapping[str, Any], estimator: BaseEstimator, X: Any) -> None:
    """Raise if X has no images to warp, unless earlier steps may return images."""
    words = [sampler for sampler in samplers.values() if isinstance(sampler, str)]
    if WARP in words and not is_placed(estimator):
        check_images_to_warp(X.shape[1:] if hasattr(X, "shape") else np.shape(X[0]))


def check_target(y: ArrayLike) -> None:
    """Raise if y has no classes, or only one."""
    check_labels(y)
    try:
        kind = type_of_target(y, input_name="y")
    except TypeError:  # numbers and text have no order
        kind = "unknown"
    if kind == "unknown":
        kinds = sorted({type(label).__name__ for label in np.ravel(y)})
        raise InputError(
            f"y has classes of the types {kinds}. Give an array of shape (n_samples,) "
            "of one type, numbers or str."
        )
    if kind not in ("binary", "multiclass"):
        raise InputError(
            f"y is {kind}, not one class per sample. Give an array of shape "
            "(n_samples,) with two classes or more."
        )
    classes = np.unique(np.asarray(y))
    if len(classes) < 2:
        raise InputError(
            f"y has one class, {classes.tolist()[0]!r}. Give samples of two classes "
            "or more."
        )


def check_class_counts(y: ArrayLike, n_splits: int) -> None:
    """Raise if a class has fewer samples than there are folds."""
    classes, counts = np.unique(np.asarray(y), return_counts=True)
    if counts.min() < n_splits:
        raise InputError(
            f"Class {classes[counts.argmin()].item()!r} has {counts.min()} samples, "
            f"fewer than the {n_splits} folds. Merge or drop it, or give cv fewer "
            "folds."
        )


def make_folds(
    cv: Any,
    X: SamplesLike,
    y: ArrayLike,
    random_state: np.random.RandomState,
    groups: Array | None = None,
) -> Folds:
    """Return the training and test rows of each fold; `groups` as numbers from 0."""
    given = cv
    if cv is None:
        seed = random_state.randint(np.iinfo(np.int32).max)
        check_class_counts(y, N_SPLITS)
        sizes = {"n_splits": N_SPLITS, "n_repeats": N_REPEATS}
        repeated = RepeatedStratifiedKFold
        if groups is not None:
            repeated = RepeatedStratifiedGroupKFold
        cv = repeated(**sizes, random_state=seed)
    elif isinstance(cv, Integral):
        check_class_counts(y, int(cv))
    try:
        if groups is not None:
            cv = group_splitter(given, groups, cv)
        splitter = check_cv(cv, y, classifier=True)
        splits = splitter.split(X, y, *(() if groups is None else (groups,)))
        folds = [(as_indices(train), as_indices(test)) for train, test in splits]
    except InputError:
        raise
    except (TypeError, ValueError) as error:
        reason = str(error).rstrip(".")
        raise InputError(f"cv={cv!r:.80} is invalid: {reason}. {ADVICE}") from error
    if not folds:
        raise InputError("cv has no folds. Give at least two.")
    for i, fold in enumerate(folds):
        for rows, kind in zip(fold, ("training", "test"), strict=True):
            check_rows_of_fold(rows, f"{kind} rows of fold {i}", len(np.asarray(y)))
    if groups is not None:
        check_whole_groups(folds, groups)
    return folds


def as_indices(rows: ArrayLike) -> Array:
    """Return the positions of rows, given as positions or as a mask."""
    rows = np.asarray(rows)
    return np.flatnonzero(rows) if rows.dtype == bool else rows


def check_rows_of_fold(rows: Array, what: str, n_rows: int) -> None:
    """Raise if a fold has no rows, or invalid ones."""
    if not rows.size:
        wrong = f"no {what}"
    elif rows.ndim != 1 or rows.dtype.kind not in "iu":
        wrong = f"{rows.dtype} of shape {rows.shape} for the {what}"
    elif rows.min() < -n_rows or rows.max() >= n_rows:
        wrong = (
            f"{rows.min()} to {rows.max()} for the {what}, but there are {n_rows} rows"
        )
    else:
        return
    raise InputError(f"cv has {wrong}. {ADVICE}")
