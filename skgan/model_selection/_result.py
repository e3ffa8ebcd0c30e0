"""What cross_validate_augmentation returns: all scores, a summary and a verdict."""

from collections.abc import Mapping
from textwrap import fill

import pandas as pd

from skgan.model_selection._summary import NONE, summarize
from skgan.model_selection._verdict import give_verdict

__all__ = ["AugmentationResult"]

SHOWN = [
    "mean",
    "difference",
    "p_value_adjusted",
    "smallest_detectable",
    "seconds",
    "helps",
]


class AugmentationResult:
    """Scores of a classifier with each sampler and without, and what they show.

    Made by :func:`cross_validate_augmentation`.

    Parameters
    ----------
    frame : DataFrame
        One row for each sampler, fold and metric, with the columns of
        :meth:`to_frame`. The sampler "none" has to be among them.

    baselines : dict of str to str or None, default=None
        Names in `frame` that stand for no sampler to the words that were given for
        them, such as ``{"none": None, "weights": "class_weight"}``; None: only "none".

    Attributes
    ----------
    baselines : dict of str to str or None
        As given, "none" among them.

    verdict_ : str
        What to do, in words. The first metric decides.

    Examples
    --------
    >>> import pandas as pd
    >>> from skgan.model_selection import AugmentationResult
    >>> score = {"none": [0.70, 0.68, 0.73, 0.71], "smote": [0.77, 0.76, 0.79, 0.79]}
    >>> frame = pd.DataFrame(
    ...     [
    ...         [name, fold, "f1", score[name][fold], 0.1, 80, 20, ""]
    ...         for name in score
    ...         for fold in range(4)
    ...     ],
    ...     columns="sampler fold metric score seconds n_train n_test error".split(),
    ... )
    >>> result = AugmentationResult(frame)
    >>> result.summary()["helps"].to_dict()
    {'none': False, 'smote': True}
    """

    def __init__(
        self, frame: pd.DataFrame, baselines: Mapping[str, str | None] | None = None
    ) -> None:
        self._frame = frame.reset_index(drop=True)
        self.baselines: dict[str, str | None] = {NONE: None, **(baselines or {})}
        self._summary = summarize(self._frame, self.baselines)
        self.verdict_: str = give_verdict(self._summary, self.baselines)

    def to_frame(self) -> pd.DataFrame:
        """Return all scores.

        Returns
        -------
        frame : DataFrame
            A row for each sampler, fold and metric: "sampler", "fold" (from 0),
            "metric", "score" (NaN where it failed), "seconds" (of fitting sampler and
            classifier), "n_train" and "n_test" (rows, before resampling) and "error"
            (the message of what failed, or "").
        """
        return self._frame.copy()

    def summary(self) -> pd.DataFrame:
        """Return what the folds say together.

        Returns
        -------
        summary : DataFrame
            Indexed by the samplers' names, and by "metric" too where there are several.

            - mean, std: of the scores over folds,
            - difference: mean paired difference to no sampler, with its
              confidence_low and confidence_high (95%, not adjusted),
            - p_value: of the corrected resampled t-test (Nadeau and Bengio 2003),
              one-sided, for better than no sampler; p_value_adjusted: by Holm, over
              all samplers and words, for each metric,
            - smallest_detectable: the true difference that this design would have
              found four times out of five, with the spread that was seen,
            - helps: whether p_value_adjusted < .05,
            - difference_to_baseline, p_value_to_baseline: the same against the best
              of "none" and the words, adjusted over the samplers that are no words.
              The best is chosen with hindsight, which flatters it,
            - wins, ties, losses: folds better, equal, worse than without a sampler,
            - seconds: median time to fit sampler and classifier,
            - n_failed: folds without a score; they are left out of everything above.
        """
        summary = self._summary.copy()
        if summary.index.get_level_values("metric").nunique() == 1:
            summary = summary.droplevel("metric")
        return summary

    def __repr__(self) -> str:
        table = self.summary()[SHOWN].to_string(float_format="{:.3g}".format)
        n_folds = self._frame["fold"].nunique()
        return f"AugmentationResult of {n_folds} folds\n{table}\n{fill(self.verdict_)}"
