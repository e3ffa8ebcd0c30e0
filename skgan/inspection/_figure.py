"""Figures and axes; matplotlib is imported when the first figure is created."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np
from sklearn.utils._optional_dependencies import check_matplotlib_support

from skgan._html import GENERATED as GENERATED
from skgan._html import REAL as REAL
from skgan._spec import Array
from skgan.exceptions import InputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes as Axes
    from matplotlib.colors import Colormap as Colormap
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D as Line2D
else:
    Axes = Colormap = Figure = Line2D = Any

MAX_SIZE = (11.0, 13.0)  # inches of a screen; larger figures are drawn smaller


class Display:
    """Base class of displays with a method `_draw`, which returns the axes `ax_`."""

    ax_: Axes
    figure_: Figure
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
        return self._drawn_in(self._draw(ax))

    def _drawn_in(self, ax: Axes) -> Self:
        self.ax_, self.figure_ = ax, cast(Figure, ax.figure)
        return self


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
        return self._drawn_in(self._draw(ax, cmap))


def axes_or_new(ax: Axes | None, size: tuple[float, float], caller: str) -> Axes:
    """Return the given axes, or those of a new figure of pyplot."""
    check_matplotlib_support(caller)
    import matplotlib.pyplot as plt

    if isinstance(ax, plt.Axes):
        return ax
    if ax is not None:
        raise InputError(
            f"ax is {ax!r:.80}, which is not a matplotlib.axes.Axes. Give one, or None "
            "for a new figure."
        )
    return plt.subplots(**figure_options(size))[1]


def bare_axes(size: tuple[float, float], dpi: int = 100) -> Any:
    """Return axes of a figure outside of pyplot, which is not shown in a window."""
    check_matplotlib_support("A picture")
    from matplotlib.figure import Figure

    return Figure(dpi=dpi, **figure_options(size)).add_subplot()


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


def legend_beside(axis: Axes, handles: list[Any] | None = None) -> None:
    """Put the legend of real and generated samples to the right of a panel."""
    named = {} if handles is None else {"labels": ["real", "generated"]}
    place = {"loc": "upper left", "bbox_to_anchor": (1.0, 1.0)}
    axis.legend(handles=handles, frameon=False, fontsize="small", **place, **named)
