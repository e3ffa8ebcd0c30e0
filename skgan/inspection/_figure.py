"""Figures and axes; matplotlib is imported when the first is made."""

from sklearn.utils._optional_dependencies import check_matplotlib_support

from skgan.exceptions import InputError

__all__ = [
    "GENERATED",
    "LARGEST",
    "REAL",
    "axes_or_new",
    "bare_axes",
    "legend_beside",
    "panels",
]

REAL, GENERATED = "0.7", "C0"  # real samples are gray wherever both are shown
LARGEST = (11.0, 13.0)  # inches; what is more than a screen shows is drawn smaller


def axes_or_new(ax, size, caller):
    """Return the given axes, or those of a new figure of pyplot.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or None
        Where to draw.
    size : (float, float)
        Inches that a new figure should have.
    caller : str
        Who needs matplotlib.
    """
    check_matplotlib_support(caller)
    import matplotlib.pyplot as plt

    if isinstance(ax, plt.Axes):
        return ax
    if ax is not None:
        raise InputError(
            f"ax is {ax!r:.80}, which is no matplotlib.axes.Axes. Give one, or None "
            "for a new figure."
        )

    size = [min(side, most) for side, most in zip(size, LARGEST, strict=True)]
    return plt.subplots(figsize=size, layout="constrained")[1]


def bare_axes(size, dpi=100):
    """Return axes of a figure that pyplot knows nothing of, and no window shows."""
    check_matplotlib_support("A picture")
    from matplotlib.figure import Figure

    size = [min(side, most) for side, most in zip(size, LARGEST, strict=True)]
    return Figure(figsize=size, dpi=dpi, layout="constrained").add_subplot()


def panels(ax, n_rows, n_columns, *, height_ratios=None, **options):
    """Return an array of axes in the place of one.

    Raises
    ------
    InputError
        When the axes are not part of a grid of subplots.
    """
    place = ax.get_subplotspec()
    if place is None:
        raise InputError(
            "ax is not part of a grid of subplots, so it can't be divided. Make it by "
            "plt.subplots or figure.add_subplot."
        )
    ax.set_axis_off()
    grid = place.subgridspec(n_rows, n_columns, height_ratios=height_ratios)
    return grid.subplots(squeeze=False, **options)


def legend_beside(axis, handles=None):
    """Put the legend right of a panel; handles are those of real and generated."""
    named = {} if handles is None else {"labels": ["real", "generated"]}
    axis.legend(
        handles=handles,
        frameon=False,
        loc="upper left",
        bbox_to_anchor=(1.0, 1.0),
        fontsize="small",
        **named,
    )
