"""Draw the panels of a MetricByClassDisplay."""

from typing import Any

import numpy as np
import pandas as pd

from skgan._html import GRAY
from skgan._spec import Array
from skgan.exceptions import InputError
from skgan.inspection._figure import GENERATED, REAL, Axes, label_of, legend_beside

RARE = 0.25  # of the rows of the largest class; classes with fewer rows are rare
RARE_COLOUR = "0.93"
SUFFIXES = ("_real", "_std")  # of columns that belong to a metric
NO_VALUE = "no value"
SHARE = "share of samples"
LABELS = {  # title and unit of the axis; other metrics only have their name
    "class_fidelity": ("class fidelity", f"{SHARE} (more is better)"),
    "frechet_distance": ("Fréchet distance", "squared distance (less is better)"),
    "energy_distance": ("energy distance", "distance (less is better)"),
    "precision": ("precision", f"{SHARE} (more is better)"),
    "recall": ("recall", "share of real rows (more is better)"),
    "density": ("density", "real balls around a sample (1 is best)"),
    "coverage": ("coverage", "share of real rows (more is better)"),
    # Figures of reports:
    "fidelity": ("fidelity", f"{SHARE} (more is better)"),
    "distance": ("energy distance", "distance (less is better)"),
    "spread": ("spread", "distance of two samples (as real is best)"),
    "repeats": ("repeats", f"{SHARE} (less is better)"),
    "copies": ("copies", f"{SHARE} (less is better)"),
    "told_apart": ("real or generated?", "accuracy of a classifier (0.5 is best)"),
    "odd_colours": ("odd colours", f"{SHARE} (less is better)"),
    "odd_edges": ("odd edges", f"{SHARE} (less is better)"),
}


def metric_names(frame: pd.DataFrame) -> list[str]:
    """Return the columns that are metrics of generated samples."""
    names = [name for name in frame if not str(name).endswith(SUFFIXES)]
    if not names or not len(frame):
        raise InputError(
            "The frame has no metrics. Give a table with a row for each class and a "
            "column for each metric."
        )
    return names


def class_labels(counts: pd.Series) -> list[str]:
    """Return the names of classes, with their numbers of rows if these are known."""
    names = [label_of(name) for name in counts.index]
    if counts.isna().all():
        return names
    return [f"{name} ({n:,})" for name, n in zip(names, counts, strict=True)]


def is_rare(counts: pd.Series, all_counts: pd.Series) -> Array:
    """Return whether classes have much fewer rows than the largest one."""
    rare: Array = (counts < RARE * all_counts.max()).to_numpy()
    return rare


def draw_metric(axis: Axes, frame: pd.DataFrame, name: str, rare: Array) -> None:
    """Draw a metric of each class: a diamond for real rows and a dot for samples."""
    places = np.arange(len(frame))
    for place in places[rare]:
        axis.axhspan(place - 0.5, place + 0.5, color=RARE_COLOUR, linewidth=0, zorder=0)
    real, made = (column_of(frame, f"{name}{suffix}") for suffix in ("_real", ""))
    axis.hlines(places, real, made, color=REAL, linewidth=0.8)
    for values, suffix, colour, marker in (
        (real, "_real", GRAY, "D"),
        (made, "", GENERATED, "o"),
    ):
        spread = column_of(frame, f"{name}{suffix}_std")
        axis.hlines(places, values - spread, values + spread, color=colour)
        face = REAL if suffix else colour
        axis.plot(values, places, marker, color=colour, markerfacecolor=face, ms=6)
    is_inside = axis.get_yaxis_transform()
    for place in places[np.isnan(made)]:
        axis.text(0.02, place, NO_VALUE, transform=is_inside, va="center", color=GRAY)
    title, unit = LABELS.get(name, (label_of(name), ""))
    axis.set_title(title, fontsize="medium")
    axis.set_xlabel(unit, fontsize="small")
    set_limits(axis, np.concatenate([real, made]), unit)
    axis.set_ylim(-0.6, len(frame) - 0.4)
    axis.spines[["top", "right", "left"]].set_visible(False)
    axis.tick_params(axis="y", length=0)
    axis.tick_params(axis="x", labelsize="small")


def column_of(frame: pd.DataFrame, name: str) -> Array:
    """Return a column as floats; NaN if it does not exist."""
    if name not in frame:
        return np.full(len(frame), np.nan)
    return frame[name].to_numpy(dtype=float)


def set_limits(axis: Axes, values: Array, unit: str) -> None:
    """Begin the axis at zero, and end it at one for shares."""
    finite = values[np.isfinite(values)]
    if unit.startswith("share"):
        axis.set_xlim(-0.03, 1.03)
    elif len(finite) and finite.min() >= 0:
        axis.set_xlim(-0.03 * (finite.max() or 1.0), max(axis.get_xlim()[1], 1e-300))
    axis.locator_params(axis="x", nbins=5)


def draw_legend(axis: Axes, frame: pd.DataFrame, has_rare: bool, note: str) -> None:
    """Put a legend beside the last panel."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    dot: dict[str, Any] = {"linestyle": "none", "markersize": 6}
    handles: list[Any] = [
        Line2D([], [], marker="o", color=GENERATED, label="generated", **dot)
    ]
    if any(str(name).endswith("_real") for name in frame):
        dot |= {"marker": "D", "color": GRAY, "markerfacecolor": REAL}
        handles.append(Line2D([], [], label="real rows", **dot))
    if has_rare:
        handles.append(Patch(color=RARE_COLOUR, label="rare class"))
    legend_beside(axis, handles, note)
