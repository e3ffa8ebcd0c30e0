"""Real and generated rows of tables, projected to two principal components."""

from typing import Any

import numpy as np
from sklearn.decomposition import PCA

from skgan._spec import Array
from skgan.inspection._columns import Rows, as_frames, standardizer
from skgan.inspection._figure import Axes, legend_beside

__all__ = ["draw_projection", "project"]

MOST_ROWS = 2000  # of all classes; more points overlap
MOST_NAMED = 20  # classes in the legend


def project(X_real: Rows, X_generated: Rows) -> tuple[Array, Array, Array]:
    """Project rows to two principal components of the real ones, standardised."""
    real, generated = as_frames(X_real, X_generated)
    numbers = standardizer(real)
    values = numbers.transform(real)
    n_components = min(2, *values.shape)
    with np.errstate(invalid="ignore"):  # constant columns have no variance
        pca = PCA(n_components, random_state=0).fit(values)
    missing = 2 - n_components
    points = [
        np.pad(pca.transform(rows), ((0, 0), (0, missing)))
        for rows in (values, numbers.transform(generated))
    ]
    shares = np.nan_to_num(np.pad(pca.explained_variance_ratio_, (0, missing)))
    return *points, shares


def draw_projection(
    ax: Axes, both_X: tuple[Rows, Rows], both_y: tuple[Array, Array], classes: list[Any]
) -> None:
    """Draw real and generated rows as points, with a colour for each class."""
    import matplotlib

    y_real, y_generated = both_y
    real, generated, shares = project(*both_X)
    shown = np.linspace(0, len(real) - 1, min(len(real), MOST_ROWS)).astype(int)
    real, y_real = real[shown], y_real[shown]
    colours = matplotlib.colormaps["tab10" if len(classes) <= 10 else "tab20"]
    for i, label in enumerate(classes):
        colour = colours(i % colours.N)
        named = str(label) if i < MOST_NAMED else None
        x, y = real[y_real == label].T
        ax.scatter(x, y, s=16, facecolors="none", edgecolors=colour, alpha=0.35)
        x, y = generated[y_generated == label].T
        ax.scatter(x, y, s=12, color=colour, linewidths=0, alpha=0.8, label=named)
    ax.scatter([], [], s=16, facecolors="none", edgecolors="0.3", label="real (ring)")
    ax.set_xlabel(f"principal component 1 ({shares[0]:.0%})")
    ax.set_ylabel(f"principal component 2 ({shares[1]:.0%})")
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(labelsize="small")
    legend_beside(ax)
