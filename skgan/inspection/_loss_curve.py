"""LossCurveDisplay: the losses during the training."""

from typing import Any, Self

import numpy as np

from skgan._html import COLOURS
from skgan.exceptions import InputError
from skgan.inspection._figure import (
    Axes,
    Display,
    Line2D,
    label_of,
    legend_beside,
    panels,
    shown_of,
    width_of,
)
from skgan.samplers import BaseGANSampler, synthesizer_of

STYLES = {"discriminator_loss": "-", "generator_loss": "--"}
SCORE = "validation_score"
MAX_NAMED = 8  # trainings in the legend
PLAYERS = {name.removesuffix("_loss"): style for name, style in STYLES.items()}
ADVICE = "Give the history_ of a sampler that was trained."


class LossCurveDisplay(Display):
    """Show the losses of both networks during the training.

    Use it if samples are bad. Losses should be roughly constant, which means that the
    two networks are in balance. Losses do not measure the quality of the samples. If
    one loss grows without limit and the other one is near zero, the training has
    failed: decrease the learning rate of the network with the small loss, or choose
    another loss. With early stopping, the score on held-out rows is also shown, with a
    dot at its best value.

    It is recommended to use :meth:`from_estimator` or :meth:`from_results`.

    Parameters
    ----------
    history : dict
        Lists by name, or such a dict for each class, like the attribute `history_` of
        the samplers.

    Attributes
    ----------
    ax_, figure_ : matplotlib.axes.Axes and matplotlib.figure.Figure
        The axes of the losses, and their figure.
    score_ax_ : matplotlib.axes.Axes or None
        The axes of the held-out score.
    lines_ : dict
        The lines by name for each class. The key is None if one training has all
        classes.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from sklearn.datasets import make_classification
    >>> from skgan import ACGANSampler
    >>> from skgan.inspection import LossCurveDisplay
    >>> X, y = make_classification(200, weights=[0.8], random_state=0)
    >>> sampler = ACGANSampler(max_iter=75, random_state=0).fit(X, y)
    >>> display = LossCurveDisplay.from_estimator(sampler)
    >>> display.lines_[None]["generator_loss"].get_xdata().tolist()
    [25, 50, 75]
    >>> plt.close(display.figure_)
    """

    title = "Losses during the training"
    score_ax_: Axes | None
    lines_: dict[Any, dict[str, Line2D]]

    def __init__(self, history: dict[Any, Any]) -> None:
        self.history = history

    @classmethod
    def from_estimator(cls, sampler: BaseGANSampler, *, ax: Axes | None = None) -> Self:
        """Show the history of a fitted sampler.

        Parameters
        ----------
        sampler : sampler
            A fitted sampler.
        ax : matplotlib.axes.Axes, default=None
            Axes to draw in. None: a new figure is created.

        Returns
        -------
        display : LossCurveDisplay
            The display, drawn.

        Raises
        ------
        NothingTrainedError
            If the fit trained no network.
        """
        synthesizer_of(sampler).check_trained("Loss curves are")
        return cls(sampler.history_).plot(ax)

    @classmethod
    def from_results(cls, history: dict[Any, Any], *, ax: Axes | None = None) -> Self:
        """Show a given history.

        Parameters
        ----------
        history : dict
            A dict like the attribute `history_` of the samplers.
        ax : matplotlib.axes.Axes, default=None
            Axes to draw in. None: a new figure is created.

        Returns
        -------
        display : LossCurveDisplay
            The display, drawn.
        """
        return cls(history).plot(ax)

    def _draw(self, ax: Axes | None) -> Axes:
        histories = by_class(self.history)
        scored = any(history.get(SCORE) for history in histories.values())
        named = [*PLAYERS, *list(histories)[:MAX_NAMED]]
        size = (5.4 + width_of(named), 5.0 if scored else 3.4)
        ax = self._axes_or_new(ax, size)
        self.score_ax_ = None
        if scored:
            ax, self.score_ax_ = panels(ax, 2, 1, sharex=True, heights=[2, 1])[:, 0]
        axes = ax, self.score_ax_
        numbers = range(len(histories)) if len(histories) > 1 else [None]
        self.lines_ = {
            label: draw_history(axes, history, label, i)
            for i, (label, history) in zip(numbers, histories.items(), strict=True)
        }
        ax.set_ylabel("loss")
        (self.score_ax_ or ax).set_xlabel("updates of the generator")
        for axis in filter(None, axes):
            axis.spines[["top", "right"]].set_visible(False)
        if len(histories) > 1:
            for player, style in PLAYERS.items():
                ax.plot([], [], color="0.3", linestyle=style, label=player)
        n_named = min(MAX_NAMED, len(histories))
        legend_beside(ax, note=shown_of(n_named, len(histories), "classes named"))
        return ax


def by_class(history: Any) -> dict[Any, dict[str, list[float]]]:
    """Return a dict from class to history; the key is None for a single history."""
    if not isinstance(history, dict) or not history:
        raise InputError(f"history={history!r:.80} has no losses. {ADVICE}")
    nested = all(isinstance(value, dict) for value in history.values())
    histories = history if nested else {None: history}
    for one in histories.values():
        missing = {"iteration", *STYLES} - one.keys()
        if missing:
            raise InputError(f"history lacks {sorted(missing)}. {ADVICE}")
        lengths = {name: len(values) for name, values in one.items()}
        if len(set(lengths.values())) > 1:
            raise InputError(f"history has lists of the lengths {lengths}. {ADVICE}")
    return histories


def draw_history(
    axes: tuple[Axes, Any], history: dict[str, list[float]], label: Any, i: int | None
) -> dict[str, Line2D]:
    """Draw the lines of the i-th training, and return them by name."""
    (ax, score_ax), lines, times = axes, {}, history["iteration"]
    for k, name in enumerate(STYLES):
        is_named = i is None or (k == 0 and i < MAX_NAMED)
        text = name.removesuffix("_loss") if label is None else label_of(label)
        [lines[name]] = ax.plot(
            times,
            history[name],
            color=colour_of(k if i is None else i),
            linestyle="-" if i is None else STYLES[name],
            marker="o" if len(times) == 1 else None,
            label=text if is_named else None,
        )
    score = history.get(SCORE)
    if score:
        best, colour = int(np.argmax(score)), colour_of(2 if i is None else i)
        [lines[SCORE]] = score_ax.plot(times, score, color=colour)
        score_ax.plot(times[best], score[best], "o", color=colour)
        score_ax.set_ylabel("held-out score")
    return lines


def colour_of(i: int) -> str:
    """Return the i-th colour of the palette, which is repeated."""
    return COLOURS[i % len(COLOURS)]
