"""Result of cross_validate_augmentation: all scores, a summary and a verdict."""

from collections.abc import Mapping
from os import PathLike
from textwrap import fill

import pandas as pd

from skgan._html import check_page, write_page
from skgan.model_selection._page import as_fragment, as_page
from skgan.model_selection._summary import NONE, summarize
from skgan.model_selection._verdict import give_verdict

SHOWN = ["mean", "difference", "p_value_adjusted"]
SHOWN += ["smallest_detectable", "seconds", "helps"]


class AugmentationResult:
    """Scores of a classifier with and without samplers, and their comparison.

    Call :func:`cross_validate_augmentation`, which returns this object.

    Parameters
    ----------
    frame : DataFrame
        One row for each sampler, fold and metric, with the columns of
        :meth:`to_frame`. The sampler "none" is required.
    baselines : dict of str to str or None, default=None
        Names in `frame` that are not samplers, with their words for baselines, such as
        ``{"none": None, "weights": "class_weight"}``. None: only "none".
    design : dict of str to str, default=None
        What was compared, such as ``{"classifier": "SVC()"}``. It is shown on the page
        of :meth:`to_html`.

    Attributes
    ----------
    baselines : dict of str to str or None
        The given baselines, including "none".
    design : dict of str to str
        The given design.
    verdict_ : str
        The conclusion in words, which depends on the first metric.

    Examples
    --------
    >>> from sklearn.datasets import make_classification
    >>> from sklearn.linear_model import LogisticRegression
    >>> from skgan.model_selection import cross_validate_augmentation
    >>> X, y = make_classification(1000, 6, weights=[0.8], flip_y=0.1, random_state=0)
    >>> result = cross_validate_augmentation(
    ...     LogisticRegression(),
    ...     X,
    ...     y,
    ...     samplers={"kernel": "kernel", "weights": "class_weight"},
    ...     scoring="balanced_accuracy",
    ...     random_state=0,
    ... )
    >>> result.summary()["helps"].to_dict()
    {'none': False, 'kernel': True, 'weights': True}
    >>> result.to_frame().shape
    (30, 8)
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        baselines: Mapping[str, str | None] | None = None,
        design: Mapping[str, str] | None = None,
    ) -> None:
        self._frame = frame.reset_index(drop=True)
        self.baselines: dict[str, str | None] = {NONE: None, **(baselines or {})}
        self.design: dict[str, str] = dict(design or {})
        self._summary = summarize(self._frame, self.baselines)
        self.verdict_: str = give_verdict(self._summary, self.baselines)

    def to_frame(self) -> pd.DataFrame:
        """Return all scores.

        Returns
        -------
        frame : DataFrame
            A row for each sampler, fold and metric: "sampler", "fold" (from 0),
            "metric", "score" (NaN if it failed), "seconds" (time to fit sampler and
            classifier), "n_train" and "n_test" (rows before resampling) and "error"
            (its message, or "").
        """
        return self._frame.copy()

    def summary(self) -> pd.DataFrame:
        """Return a comparison of all samplers over the folds.

        Returns
        -------
        summary : DataFrame
            Indexed by sampler and, if there are several metrics, by metric.

            - mean, std: of the scores over folds,
            - difference: mean paired difference to no sampler, with its
              confidence_low and confidence_high (95%, not adjusted),
            - p_value: of the corrected resampled t-test (Nadeau and Bengio 2003),
              one-sided, for better than no sampler; p_value_adjusted: by Holm, over
              all samplers and words, for each metric,
            - smallest_detectable: the true difference that this design finds with a
              probability of 80%, given the observed spread,
            - helps: whether p_value_adjusted < .05,
            - difference_to_baseline, p_value_to_baseline: the same against the best
              of "none" and the words, adjusted for the number of samplers that are
              not words. The best one is selected afterwards, which favours it,
            - wins, ties, losses: folds better than, equal to, worse than no sampler,
            - seconds: median time to fit sampler and classifier,
            - n_failed: folds without a score, which are left out of all the above.
        """
        summary = self._summary.copy()
        if summary.index.get_level_values("metric").nunique() == 1:
            summary = summary.droplevel("metric")
        return summary

    def to_html(self, path: str | PathLike[str]) -> None:
        """Write the verdict as an HTML page: a single file without scripts.

        The page contains the verdict, what was compared, the comparison with a picture,
        all scores and versions. For fits that failed, it contains the type of the
        error, but not its message, which may contain values of X.

        Parameters
        ----------
        path : path-like
            The file. An existing file is replaced when the new one is complete.

        Raises
        ------
        ImportError
            If matplotlib is not installed.
        InputError
            If the path is invalid.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> import pandas as pd
        >>> from skgan.model_selection import AugmentationResult
        >>> frame = pd.DataFrame(
        ...     {
        ...         "sampler": ["none", "none", "smote", "smote"],
        ...         "fold": [0, 1, 0, 1],
        ...         "metric": "f1",
        ...         "score": [0.70, 0.68, 0.77, 0.76],
        ...         "seconds": 0.1,
        ...         "n_train": 80,
        ...         "n_test": 20,
        ...         "error": "",
        ...     }
        ... )
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     AugmentationResult(frame).to_html(Path(folder) / "verdict.html")
        ...     "smote" in (Path(folder) / "verdict.html").read_text(encoding="utf-8")
        True
        """
        target = check_page(path, "AugmentationResult.to_html")
        page = as_page(
            self._title(), self.verdict_, self._summary, self._frame, self.design
        )
        write_page(target, page)

    def _title(self) -> str:
        return f"Augmentation, compared on {self._frame['fold'].nunique()} folds"

    def _repr_html_(self) -> str:
        return as_fragment(self._title(), self.verdict_, self._summary[SHOWN])

    def __repr__(self) -> str:
        table = self.summary()[SHOWN].to_string(float_format="{:.3g}".format)
        n_folds = self._frame["fold"].nunique()
        return f"AugmentationResult of {n_folds} folds\n{table}\n{fill(self.verdict_)}"
