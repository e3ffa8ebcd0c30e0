"""Figures and axes; matplotlib is imported when the first figure is created."""

from collections.abc import Callable, Iterable
from textwrap import fill
from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np
from sklearn.utils._optional_dependencies import check_matplotlib_support

from skgan._html import GENERATED as GENERATED
from skgan._html import REAL as REAL
from skgan._html import plain
from skgan._spec import Array
from skgan.exceptions import InputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes as Axes
    from matplotlib.colors import Colormap as Colormap
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D as Line2D
else:
    Axes = Colormap = Figure = Line2D = Any

SOURCES = {"real": REAL, "generated": GENERATED}  # of samples, with their colours
MAX_SIZE = (11.0, 13.0)  # inches of a screen; larger figures are drawn smaller
TITLE_INCHES = 0.3
MAX_NAME = 30  # characters of a label; the middle of a longer name is left out
LETTER_INCHES = 0.085  # mean width of a letter of the default font size
LINE_LENGTH = 16  # letters of a line of a label to the left of a panel


class Display:
    """Base class of displays with a method `_draw`, which returns the axes `ax_`."""

    ax_: Axes
    figure_: Figure
    title: str  # of a new figure; given axes keep their title
    _draw: Callable[..., Axes]

    def plot(self, ax: Axes | None = None) -> Self:
        """Draw the display.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, default=None
            Axes to draw in. None: a new figure is created. Several panels divide the
            axes, which must then be part of a grid of subplots.

        Returns
        -------
        display : self
            The display itself.
        """
        return self._drawn_in(self._draw(ax), is_new=ax is None)

    def _drawn_in(self, ax: Axes, is_new: bool) -> Self:
        self.ax_, self.figure_ = ax, cast(Figure, ax.figure)
        if is_new:
            self.figure_.suptitle(self.title, fontsize="medium")
        return self

    def _axes_or_new(self, ax: Axes | None, size: tuple[float, float]) -> Axes:
        """Return the given axes, or those of a new figure of pyplot."""
        check_matplotlib_support(f"{type(self).__name__}.plot")
        import matplotlib.pyplot as plt

        if isinstance(ax, plt.Axes):
            return ax
        if ax is not None:
            raise InputError(
                f"ax is {ax!r:.80}, which is not a matplotlib.axes.Axes. Give one, or "
                "None for a new figure."
            )
        return plt.subplots(**figure_options(with_title(size, self.title)))[1]


class PictureDisplay(Display):
    """Base class of displays with a colour map for images."""

    def plot(self, ax: Axes | None = None, *, cmap: str | Colormap = "gray") -> Self:
        """Draw the display.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, default=None
            Axes to draw in. None: a new figure is created. Panels of signals and of
            tables divide the axes, which must then be part of a grid of subplots.
        cmap : str or matplotlib.colors.Colormap, default="gray"
            Colour map of images with one channel. Three channels are RGB and four are
            RGBA on white; other numbers of channels are averaged.

        Returns
        -------
        display : self
            The display itself.
        """
        return self._drawn_in(self._draw(ax, cmap), is_new=ax is None)


def bare_axes(size: tuple[float, float], dpi: int = 100, title: str = "") -> Any:
    """Return axes of a figure outside of pyplot, which is not shown in a window."""
    check_matplotlib_support("A picture")
    from matplotlib.figure import Figure

    figure = Figure(
        dpi=dpi, **figure_options(with_title(size, title) if title else size)
    )
    if title:
        figure.suptitle(title, fontsize="medium")
    return figure.add_subplot()


def with_title(size: tuple[float, float], title: str) -> tuple[float, float]:
    """Return the size of a figure with a title above."""
    return max(size[0], LETTER_INCHES * len(title)), size[1] + TITLE_INCHES


def figure_options(size: tuple[float, float]) -> dict[str, Any]:
    """Return the options of a figure that fits on a screen."""
    return {"figsize": np.minimum(size, MAX_SIZE), "layout": "constrained"}


def panels(
    ax: Axes, n_rows: int, n_columns: int, heights: Any = None, **options: Any
) -> Array:
    """Return an array of axes that divide the given axes."""
    place = ax.get_subplotspec()
    if place is None:
        raise InputError(
            "ax is not part of a grid of subplots and cannot be divided. Create it "
            "with plt.subplots or figure.add_subplot."
        )
    ax.set_axis_off()
    grid = place.subgridspec(n_rows, n_columns, height_ratios=heights)
    return grid.subplots(squeeze=False, **options)


def legend_beside(axis: Axes, handles: list[Any] | None = None, note: str = "") -> None:
    """Put a legend, with a note above its entries, to the right of a panel.

    If handles is None, they are those of the panel.
    """
    legend: Any = axis.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(1.0, 1.0),
        frameon=False,
        fontsize="small",
        alignment="left",
    )
    if note:
        legend.set_title(fill(note, LINE_LENGTH), prop={"size": "small"})


def label_of(name: Any, max_length: int = MAX_NAME) -> str:
    """Return a name that matplotlib can draw, without the middle of a long one.

    Examples
    --------
    >>> from skgan.inspection._figure import label_of
    >>> label_of("number of purchases in May", 18), label_of(3)
    ('number of p…in May', '3')
    """
    text = str(name)
    if len(text) > max_length:
        n_last = max_length // 3
        text = f"{text[: max_length - n_last - 1]}…{text[-n_last:]}"
    return plain(text)


def label_left(axis: Axes, name: Any) -> None:
    """Put a name to the left of a panel; a long one has several lines."""
    text = fill(label_of(name), LINE_LENGTH)
    axis.set_ylabel(text, rotation=0, ha="right", va="center")


def width_of(names: Iterable[Any]) -> float:
    """Return the approximate width of the longest label, in inches."""
    longest = max((len(label_of(name)) for name in names), default=0)
    return LETTER_INCHES * longest


def shown_of(n_shown: int, n: int, what: str = "classes shown") -> str:
    """Return a note on what is left out; nothing if all are shown."""
    return f"{n_shown} of {n} {what}" if n_shown < n else ""
