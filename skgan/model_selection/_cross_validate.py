"""Cross-validation of a classifier with and without samplers."""

import warnings
from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator
from sklearn.exceptions import FitFailedWarning
from sklearn.model_selection import BaseCrossValidator
from sklearn.utils import check_random_state

from skgan._spec import RandomState, SamplesLike
from skgan.exceptions import InputError
from skgan.model_selection._fold import MIXUP, Outcome, build, is_placed, run
from skgan.model_selection._groups import check_groups
from skgan.model_selection._parallel import compute
from skgan.model_selection._result import AugmentationResult
from skgan.model_selection._scoring import make_metrics
from skgan.model_selection._validation import (
    Folds,
    check_estimator,
    check_rows,
    check_samplers,
    check_target,
    check_warp,
    make_folds,
)

MAX_CLASSES = 20  # that are listed, as a data set may have thousands


def cross_validate_augmentation(
    estimator: BaseEstimator,
    X: SamplesLike,
    y: ArrayLike,
    *,
    samplers: Mapping[str, BaseEstimator | str | None],
    cv: int | BaseCrossValidator | Iterable[Any] | None = None,
    groups: ArrayLike | None = None,
    scoring: str | Iterable[str] | Mapping[str, Any] | Callable[..., Any] | None = None,
    n_jobs: int | None = None,
    random_state: RandomState = None,
    verbose: int = 0,
) -> AugmentationResult:
    """Cross-validate whether over-sampling helps a classifier.

    The estimator is fitted on the same folds without a sampler and with each sampler,
    and the differences between the scores are tested. Samplers are only fitted on
    training rows. Include simple baselines: another decision threshold often explains
    the gain of over-sampling. Do not use this function to tune samplers, because the
    best of many variants is partly the best by chance.

    Parameters
    ----------
    estimator : classifier
        A classifier, a Pipeline, a search such as GridSearchCV or any wrapper of these.
        Samplers come before it and get X without changes. To place them elsewhere, add
        a step ``("sampler", "passthrough")`` to a Pipeline of imbalanced-learn. In
        scikit-learn's searches, samplers are placed inside, so that inner folds are not
        scored on generated rows.
    X : {array-like, dataframe, sparse matrix} of shape (n_samples, ...)
        Real samples that samplers and estimator accept: tables, signals or images. A
        frame of polars is converted to pandas, because the samplers of imbalanced-learn
        do not support polars.
    y : array-like of shape (n_samples,)
        The classes of the samples.
    samplers : dict of str to sampler, str or None
        Samplers to compare, by name: samplers of skgan or imbalanced-learn, None for no
        sampler, or the word for a baseline. The name "none", without a sampler, is
        always added. The words are

        - "kernel": new rows from real ones without a network, as in
          ``ACGANSampler(kernel_fraction=1)``,
        - "warp": copies of images, shifted by up to 7% of a side, rotated by up to 15
          degrees and zoomed by up to 10%,
        - "mixup": points between two random rows of a class, for numbers only,
        - "class_weight": balanced class weights, or sample weights if the classifier
          does not support class weights,
        - "threshold": TunedThresholdClassifierCV, for two classes, tuned for the first
          metric of predicted classes, or for balanced accuracy,
        - "prior": predicted probabilities, divided by the frequencies of the classes in
          the training rows (Menon et al.). Do not use it with a classifier that has
          balanced class weights or contains a sampler.
    cv : int, splitter or iterable, default=None
        As in :func:`sklearn.model_selection.cross_validate`. None: 5 stratified folds,
        repeated twice.
    groups : array-like of shape (n_samples,), default=None
        The group of each sample, such as a patient. No group is in both the training
        and the test rows of a fold. Groups are passed to `cv`; if it is None or an int,
        StratifiedGroupKFold is used.
    scoring : str, list, tuple, set, dict or callable, default=None
        As in :func:`sklearn.model_selection.cross_validate`. The first metric decides
        the verdict. None: balanced accuracy, and average precision (of the rarer class
        or, if there are more than two, the mean of each class against the others).
    n_jobs : int, default=None
        Number of parallel processes. With `joblib.parallel_config`, fits can also be
        computed on a cluster of dask or ray. If networks are trained, each process
        loads TensorFlow, which takes a few seconds.
    random_state : int, RandomState instance or None, default=None
        Seed of the folds, of all samplers, and of the parts of the estimator whose
        random_state is None. In each fold, all samplers get the same seed.
    verbose : int, default=0
        1: show a progress bar of all fits with the remaining time.

    Returns
    -------
    result : AugmentationResult
        Its attribute `verdict_` is the conclusion in words, its method `summary`
        returns the comparison, and `to_frame` returns all scores. If a fit or metric
        fails, the score is NaN and left out, and a FitFailedWarning says how many are
        missing.

    Raises
    ------
    InputError
        If a parameter is invalid, if all fits fail, or if `joblib.parallel_config` asks
        for processes by fork.
    TensorFlowNotAvailableError
        If a sampler needs networks, and TensorFlow can't be imported.

    Notes
    -----
    Differences to "none" are tested by the one-sided corrected resampled t-test. For
    each metric, p-values are corrected by Holm's method for the number of names: if
    nothing helps, about 5% of all runs find something. Each additional name makes it
    harder to find an effect.

    Sample weights are not passed to the estimator. The inner folds of searches and of
    "threshold" do not take `groups` into account.

    If a process ends during a fit, the fit is computed again. If it ends the process a
    second time, it has no score.

    References
    ----------
    C. Nadeau, Y. Bengio, "Inference for the generalization error", Machine Learning 52
    (2003).

    A. K. Menon et al., "Long-tail learning via logit adjustment", ICLR 2021.

    H. Zhang et al., "mixup: Beyond empirical risk minimization", ICLR 2018.

    Examples
    --------
    >>> from imblearn.over_sampling import RandomOverSampler
    >>> from sklearn.datasets import make_classification
    >>> from sklearn.linear_model import LogisticRegression
    >>> from skgan.model_selection import cross_validate_augmentation
    >>> X, y = make_classification(
    ...     1000, 6, weights=[0.8], flip_y=0.1, class_sep=0.7, random_state=0
    ... )
    >>> compared = {"copies": RandomOverSampler(), "weights": "class_weight"}
    >>> options = {"scoring": "balanced_accuracy", "random_state": 0}
    >>> result = cross_validate_augmentation(
    ...     LogisticRegression(), X, y, samplers=compared, **options
    ... )
    >>> result.summary()["helps"].to_dict()
    {'none': False, 'copies': True, 'weights': True}
    >>> print(result.verdict_)
    Do not augment, take 'weights': 'copies' raises balanced_accuracy by 0.04... (p =
    ...), but 'weights' does as well (+0.04..., p = ...).
    """
    check_estimator(estimator)
    X, y = check_rows(X, y)
    check_target(y)
    samplers = check_samplers(samplers, y)
    check_warp(samplers, estimator, X)
    generator = check_random_state(random_state)
    groups = check_groups(groups, len(np.asarray(y)))
    folds = make_folds(cv, X, y, generator, groups)
    metrics = make_metrics(scoring, estimator, y)
    tasks: dict[tuple[str, int], tuple[Any, ...]] = {}
    for i, fold in enumerate(folds):
        seed = int(generator.randint(np.iinfo(np.int32).max))
        for name, sampler in samplers.items():
            built = build(estimator, sampler, metrics, seed)
            tasks[name, i] = (built, metrics, fold)
    outcomes = compute(run, (X, y), tasks, n_jobs, verbose)
    frame = make_frame(outcomes, samplers, folds)
    report_failures(frame, hint(estimator, X, samplers))
    baselines = {n: s for n, s in samplers.items() if s is None or isinstance(s, str)}
    return AugmentationResult(frame, baselines, design_of(estimator, y))


def design_of(estimator: BaseEstimator, y: Any) -> dict[str, str]:
    """Return the classifier and the number of rows of each class, as words."""
    classes, counts = np.unique(np.asarray(y).ravel(), return_counts=True)
    pairs = zip(classes[:MAX_CLASSES], counts[:MAX_CLASSES], strict=True)
    told = ", ".join(f"{name}: {n}" for name, n in pairs)
    told += ", ..." if len(classes) > MAX_CLASSES else ""
    return {"classifier": in_words(estimator), "rows of each class": told}


def in_words(estimator: Any) -> str:
    """Return an estimator in one line; of a pipeline, the last step in full."""
    steps = getattr(estimator, "steps", None)
    if not steps or len(steps) == 1:
        return " ".join(repr(estimator).split())
    return f"{in_words(steps[-1][1])}, after {', '.join(n for n, _ in steps[:-1])}"


def make_frame(
    outcomes: dict[tuple[str, int], Outcome], samplers: Iterable[str], folds: Folds
) -> pd.DataFrame:
    """Return a row for each sampler, fold and metric."""
    metrics = list(dict.fromkeys(m for o in outcomes.values() for m in o.values))
    if not metrics:
        first = next(iter(outcomes.values())).error
        raise InputError(
            f"All {len(outcomes)} fits failed, the first with {first!r}. Fit the "
            "estimator on X and y directly to find the cause."
        )
    rows = []
    for name, fold, metric in product(samplers, range(len(folds)), metrics):
        outcome = outcomes[name, fold]
        score, error = outcome.of_metric(metric)
        sizes = map(len, folds[fold])
        rows.append((name, fold, metric, score, outcome.seconds, *sizes, error))
    columns = "sampler fold metric score seconds n_train n_test error"
    return pd.DataFrame(rows, columns=columns.split())


def hint(estimator: BaseEstimator, X: Any, samplers: Mapping[str, Any]) -> str:
    """Return what to do where samplers get columns as they are, or ""."""
    is_first = any(hasattr(s, "fit_resample") or s == MIXUP for s in samplers.values())
    if not (is_first and isinstance(X, pd.DataFrame)) or is_placed(estimator):
        return ""
    return (
        " Samplers get X as it is given: to put them behind an encoder or an imputer, "
        'give a Pipeline of imbalanced-learn with a step ("sampler", "passthrough") '
        "there."
    )


def report_failures(frame: pd.DataFrame, advice: str) -> None:
    """Warn of missing scores, with the first reason."""
    failed = frame[frame["error"] != ""]
    if len(failed):
        first = failed.iloc[0]
        reason = first["error"].splitlines()[0]
        warnings.warn(
            f"{len(failed)} of {len(frame)} scores are missing, the first of "
            f"{first['sampler']!r} in fold {first['fold']} by {reason!r}. The "
            f"missing ones are those of {folds_in_words(failed)}. They are "
            f"left out of the comparison; to_frame() has all reasons.{advice}",
            FitFailedWarning,
            stacklevel=3,
        )


def folds_in_words(rows: pd.DataFrame) -> str:
    """Return the samplers of some rows of a frame with their folds."""
    by_sampler = rows.groupby("sampler", sort=False)["fold"].unique()
    return " and ".join(
        f"{name!r} in folds {', '.join(map(str, sorted(folds)))}"
        for name, folds in by_sampler.items()
    )
