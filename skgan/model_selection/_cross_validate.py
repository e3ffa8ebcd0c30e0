"""Cross-validate a classifier with samplers and without."""

import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator
from sklearn.exceptions import FitFailedWarning
from sklearn.model_selection import BaseCrossValidator
from sklearn.utils import check_random_state
from sklearn.utils.parallel import Parallel, delayed

from skgan._types import RandomState, SamplesLike
from skgan.exceptions import InputError
from skgan.model_selection._fold import Outcome, build, run
from skgan.model_selection._result import AugmentationResult
from skgan.model_selection._scoring import make_metrics
from skgan.model_selection._splits import Folds, make_folds
from skgan.model_selection._validation import (
    check_estimator,
    check_rows,
    check_samplers,
    check_target,
)

__all__ = ["cross_validate_augmentation"]


def cross_validate_augmentation(
    estimator: BaseEstimator,
    X: SamplesLike,
    y: ArrayLike,
    *,
    samplers: Mapping[str, BaseEstimator | str | None],
    cv: int | BaseCrossValidator | Iterable[Any] | None = None,
    scoring: str | Iterable[str] | Mapping[str, Any] | Callable[..., Any] | None = None,
    n_jobs: int | None = None,
    random_state: RandomState = None,
    verbose: int = 0,
) -> AugmentationResult:
    """Cross-validate whether over-sampling helps a classifier, and say so.

    The estimator is fitted with each sampler and without on the same folds, the
    sampler seeing training rows only, and the differences are tested. Use it before
    you put an over-sampler into service, and give it baselines that cost nothing: much
    of what over-sampling seems to gain is a moved decision threshold. It does not tune
    samplers: the best of many variants is best by luck as well.

    Parameters
    ----------
    estimator : classifier
        A classifier, a Pipeline, a search such as GridSearchCV or whatever wraps one.
        Samplers come first and see X as it is given. In a Pipeline of imbalanced-learn
        with a step called "sampler" (``("sampler", "passthrough")``) they take its
        place instead, say between a scaler and the classifier. Into scikit-learn's
        searches they are put inside, so that inner folds don't judge generated rows.

    X : {array-like, dataframe, sparse matrix} of shape (n_samples, ...)
        Real samples, as samplers and estimator take them: tables, signals or images.

    y : array-like of shape (n_samples,)
        Their classes.

    samplers : dict of str to sampler, str or None
        What to compare, by name: over- or under-samplers of skgan or imbalanced-learn,
        or a word for a baseline. "kernel": new rows from real ones without a network
        (``ACGANSampler(kernel_fraction=1)``, for tables ``s1 + u (s2 - s3)`` of rows
        of one class). "class_weight": ``class_weight="balanced"``, or balanced sample
        weights where the classifier has only these. "threshold":
        TunedThresholdClassifierCV, for two classes, tuned for the first metric that
        judges predicted classes (else balanced accuracy). None: nothing. A row "none"
        is always added.

    cv : int, splitter or iterable, default=None
        As in cross_validate; None: 5 stratified folds, repeated twice. For groups give
        ``list(splitter.split(X, y, groups))``.

    scoring : str, list, tuple, set, dict or callable, default=None
        As in cross_validate; the first metric decides the verdict. None: balanced
        accuracy and average precision, of the rarer of two classes, or the mean over
        one class against the others.

    n_jobs : int, default=None
        Fits that run at once, in processes of joblib. Each loads TensorFlow anew, if a
        network is among the samplers, which takes it about 6 s.

    random_state : int, RandomState instance or None, default=None
        Seeds folds, samplers and what of the estimator has a random_state of None: in
        each fold all samplers get the same seed, whatever their own.

    verbose : int, default=0
        1 shows one progress bar over all fits with the time left.

    Returns
    -------
    result : AugmentationResult
        ``summary()``, ``to_frame()`` and ``verdict_``. A fit or metric that fails is
        NaN there, with its message, and left out of the comparison; a FitFailedWarning
        says how many there are.

    Raises
    ------
    InputError
        If something can't be compared, or if all fits fail.

    Notes
    -----
    Differences to "none" are tested by the corrected resampled t-test of Nadeau and
    Bengio [1]_, one-sided, and corrected by Holm for the number of samplers, words
    among them, within each metric: of all runs in which nothing helps, about 5% find
    something. Each further name costs power. With the default folds, a mean difference
    of two standard deviations of the fold differences is found in 93, 85, 79 and 74%
    of the runs with one to four names, if folds are as dependent as the test assumes
    (and in 99, 94, 88 and 83% if they were independent). Sample weights and groups
    are not passed on.

    References
    ----------
    .. [1] C. Nadeau, Y. Bengio, "Inference for the generalization error", Machine
       Learning 52 (2003).

    Examples
    --------
    >>> from imblearn.over_sampling import RandomOverSampler
    >>> from sklearn.datasets import make_classification
    >>> from sklearn.linear_model import LogisticRegression
    >>> from skgan.model_selection import cross_validate_augmentation
    >>> X, y = make_classification(
    ...     1000, 6, weights=[0.8], flip_y=0.1, class_sep=0.7, random_state=0
    ... )
    >>> result = cross_validate_augmentation(
    ...     LogisticRegression(),
    ...     X,
    ...     y,
    ...     samplers={"copies": RandomOverSampler(), "weights": "class_weight"},
    ...     scoring="balanced_accuracy",
    ...     random_state=0,
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
    generator = check_random_state(random_state)
    folds = make_folds(cv, X, y, generator)
    metrics = make_metrics(scoring, estimator, y)
    keys, tasks = [], []
    for fold, (train, test) in enumerate(folds):
        seed = int(generator.randint(np.iinfo(np.int32).max))
        for name, sampler in samplers.items():
            built = build(estimator, sampler, metrics, seed)
            keys.append((name, fold))
            tasks.append(delayed(run)(*built, metrics, X, y, train, test))
    # Never by fork, which hangs once TensorFlow has run: joblib's default is loky.
    done = Parallel(n_jobs=n_jobs, return_as="generator")(tasks)
    outcomes = dict(zip(keys, watch(done, len(tasks), verbose), strict=True))
    frame = make_frame(outcomes, samplers, folds)
    report_failures(frame)
    baselines = {n: s for n, s in samplers.items() if s is None or isinstance(s, str)}
    return AugmentationResult(frame, baselines)


def watch(results: Iterable[Outcome], total: int, verbose: int) -> Iterable[Outcome]:
    """Return the results, with a progress bar while they come in if that is asked."""
    if not verbose:
        return results
    from rich.console import Console
    from rich.progress import track

    return track(results, "fits", total=total, console=Console(stderr=True))


def make_frame(
    outcomes: dict[tuple[str, int], Outcome], samplers: Iterable[str], folds: Folds
) -> pd.DataFrame:
    """Return a row for each sampler, fold and metric."""
    metrics = list(dict.fromkeys(m for o in outcomes.values() for m in o.values))
    if not metrics:
        first = next(iter(outcomes.values())).error
        raise InputError(
            f"All {len(outcomes)} fits failed, the first with {first!r}. Fit the "
            "estimator on X and y alone to see where."
        )
    rows = []
    for name in samplers:
        for fold, (train, test) in enumerate(folds):
            outcome = outcomes[name, fold]
            for metric in metrics:
                score, error = outcome.of_metric(metric)
                sizes = len(train), len(test)
                rows.append((name, fold, metric, score, outcome.seconds, *sizes, error))
    columns = "sampler fold metric score seconds n_train n_test error"
    return pd.DataFrame(rows, columns=columns.split())


def report_failures(frame: pd.DataFrame) -> None:
    """Warn of scores that are missing, with the first reason."""
    failed = frame[frame["error"] != ""]
    if len(failed):
        first = failed.iloc[0]
        reason = first["error"].splitlines()[0]
        warnings.warn(
            f"{len(failed)} of {len(frame)} scores are missing, that of "
            f"{first['sampler']!r} in fold {first['fold']} by {reason!r}. "
            "They are left out of the comparison; to_frame() has all reasons.",
            FitFailedWarning,
            stacklevel=3,
        )
