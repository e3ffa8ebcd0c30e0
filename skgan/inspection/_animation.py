"""An animated GIF of the training of a generator."""

from collections.abc import Sequence
from copy import copy
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from skgan._files import write_atomically
from skgan.exceptions import InputError
from skgan.inspection._figure import Axes, Colormap, bare_axes
from skgan.validation import check_positive

LAST_LONGER = 8  # the last frame is shown so many times longer
DPI = 80


def save_animation(
    path: str | PathLike[str],
    recorder: Any,
    *,
    duration: int = 150,
    cmap: str | Colormap = "gray",
) -> None:
    """Write a GIF of the samples of fixed latent vectors during the training.

    Parameters
    ----------
    path : path-like
        The file to write. An existing file is replaced when the new one is complete.
    recorder : SnapshotRecorder
        A recorder from the `callbacks` of a fitted sampler.
    duration : int, default=150
        Duration of each frame, in milliseconds.
    cmap : str or matplotlib.colors.Colormap, default="gray"
        Colour map of images with one channel.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from sklearn.datasets import load_iris
    >>> from skgan import ACGANSampler
    >>> from skgan.callbacks import SnapshotRecorder
    >>> from skgan.inspection import save_animation
    >>> X, y = load_iris(return_X_y=True)
    >>> recorder = SnapshotRecorder()
    >>> sampler = ACGANSampler(max_iter=50, callbacks=[recorder], random_state=0)
    >>> _ = sampler.fit(X[:90], y[:90])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "iris.gif"
    ...     save_animation(path, recorder)
    ...     path.read_bytes()[:6]
    b'GIF89a'
    """
    snapshots = getattr(recorder, "snapshots_", None)
    if not snapshots:
        raise InputError(
            f"recorder={recorder!r} has no snapshots. Give a SnapshotRecorder that was "
            "one of the callbacks of a fit that trained a network."
        )
    if not isinstance(path, str | PathLike):
        raise InputError(f"path={path!r} is not a path. Give the path of a file.")
    if Path(path).is_dir() or not Path(path).parent.is_dir():
        raise InputError(
            f"path={str(path)!r} is a folder, or its folder does not exist. Give "
            "the path of a file, and create its folder first."
        )
    check_positive("duration", duration)
    first, *others = draw_frames(snapshots, cmap)
    durations = [duration] * len(others) + [LAST_LONGER * duration]
    options = {"save_all": True, "append_images": others, "duration": durations}
    write_atomically(path, lambda file: first.save(file, "GIF", loop=0, **options))


def draw_frames(snapshots: Sequence[Any], cmap: str | Colormap) -> list[Any]:
    """Return a Pillow image of each snapshot, with the same limits of axes."""
    last = snapshots[-1].display
    axes = []
    for snapshot in snapshots:
        display = copy(snapshot.display)
        display.classes = last.classes
        ax = bare_axes(last.figure_size(), DPI, title=f"{snapshot.n_iter} updates")
        display.plot(ax, cmap=cmap)
        axes.append(ax.figure.axes)
    share_limits(axes)
    return [as_image(some[0].figure) for some in axes]


def share_limits(axes: list[list[Axes]]) -> None:
    """Set the same limits for axes at the same place in all figures."""
    for same in zip(*axes, strict=True):
        if same[0].images or not same[0].axison:
            continue
        left, right, bottom, top = np.transpose([axis.axis() for axis in same])
        for axis in same:
            axis.axis((left.min(), right.max(), bottom.min(), top.max()))


def as_image(figure: Any) -> Any:
    """Return a figure as a Pillow image."""
    from PIL import Image

    buffer = BytesIO()
    figure.savefig(buffer, format="png")
    return Image.open(buffer).convert("RGB")
