"""Read a data set that was chosen on the page."""

from typing import Any

from skgan._data import Samples, read_samples
from skgan.app._workspace import Workspace


def read_data(workspace: Workspace, data: str, reading: dict[str, Any]) -> Samples:
    """Return the samples of a data set; `reading` has the options, read from JSON."""
    given = {"target": None} | reading
    if given.get("image_shape"):
        given["image_shape"] = tuple(given["image_shape"])
    return read_samples(workspace.data(data), **given)
