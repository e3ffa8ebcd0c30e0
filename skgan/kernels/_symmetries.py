"""Find symmetries of classes of images: mirroring, rotation, inversion.

Mirrored letters are other signs, but mirrored photographs are not. If a class looks the
same after a change, changed images are as good as real ones and double their number.
The accuracy of classifiers on few images that were left out hardly shows this.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from scipy.spatial.distance import cdist

from skgan.kernels._colours import inverted

__all__ = ["CHANGES", "change_some", "share_of_nearer", "symmetries_of"]


def quarter_turned(images: np.ndarray) -> np.ndarray:
    """Return square images, rotated by 90 degrees."""
    return np.rot90(images, axes=(1, 2))


CHANGES: dict[str, Callable[[np.ndarray], np.ndarray]] = {  # by the name of the move
    "mirror": lambda images: images[:, :, ::-1],
    "flip": lambda images: images[:, ::-1],
    "turn": quarter_turned,
    "inversion": inverted,
}
# Half of the value for a perfect symmetry. Mirrored letters have .05 to .16, mirrored
# patches of photographs .32, because the nearest real one overlaps them; inverted
# letters of any two colours have .52, and inverted photographs .02 to .20.
MIN_SHARE = 0.25
# If one class is clearly not symmetric, such as shoes among clothes, there is no
# symmetry.
MIN_SHARE_OF_CLASS, MIN_ROWS_TO_FORBID = 0.05, 20
MIN_ROWS = 40  # in total; with fewer, the error is more than .08
MIN_ROWS_OF_CLASS = 10
MAX_ROWS_OF_CLASS = 120


def change_some(
    images: np.ndarray, moves: Mapping[str, float], random_state: Any
) -> np.ndarray:
    """Return images, a share of which is changed by each symmetry among the moves."""
    for name, change in CHANGES.items():
        if name in moves:
            is_changed = random_state.uniform(size=len(images)) < moves[name]
            images[is_changed] = change(images[is_changed])
    return images


def symmetries_of(rows: Mapping[int, np.ndarray]) -> list[str] | None:
    """Return the symmetries of all classes.

    Parameters
    ----------
    rows : dict
        Encoded images (n_rows, height, width, channels) by label.

    Returns
    -------
    symmetries : list of str
        Keys of `CHANGES`. None if there are too few rows.
    """
    different = [np.unique(images, axis=0) for images in map(some_rows, rows.values())]
    told = [images for images in different if len(images) >= MIN_ROWS_OF_CLASS]
    if sum(map(len, told)) < MIN_ROWS:
        return None
    is_square = told[0].shape[1] == told[0].shape[2]
    return [
        name
        for name, change in CHANGES.items()
        if (is_square or name != "turn") and is_symmetry(change, told)
    ]


def is_symmetry(change: Any, classes: list[np.ndarray]) -> bool:
    """Return whether a change is a symmetry of the mean class and of each class."""
    shares = np.array([share_of_nearer(images, change(images)) for images in classes])
    is_sure = np.array([len(images) >= MIN_ROWS_TO_FORBID for images in classes])
    forbids = is_sure & (shares < MIN_SHARE_OF_CLASS)
    return bool(shares.mean() >= MIN_SHARE and not forbids.any())


def some_rows(images: np.ndarray) -> np.ndarray:
    """Return evenly spread images of a class, which may be sorted."""
    n_kept = min(len(images), MAX_ROWS_OF_CLASS)
    return images[np.linspace(0, len(images) - 1, n_kept).astype(int)]


def share_of_nearer(images: np.ndarray, changed: np.ndarray) -> float:
    """Return how often the nearest other image is nearer to the changed image.

    It is 0.5 for a symmetry, and near 0 if no changed image looks like a real one.
    """
    flat, changed = (each.reshape(len(each), -1) for each in (images, changed))
    nearest = []
    for others in (flat, changed):
        distances = cdist(flat, others)
        np.fill_diagonal(distances, np.inf)
        nearest.append(distances.min(axis=1))
    return float(np.mean((nearest[1] < nearest[0]) + (nearest[1] == nearest[0]) / 2))
