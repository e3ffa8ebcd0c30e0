"""An animated GIF of the training of a generator."""

from collections.abc import Sequence
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Any

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
        The file to write; it appears once it is complete.
    recorder : SnapshotRecorder
        A recorder from the `callbacks` of a fitted sampler.
    duration : int, default=150
        Milliseconds of each frame.
    cmap : str or matplotlib.colors.Colormap, default="gray"
        Colour map of images with one channel.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from sklearn.datasets import load_digits
    >>> from skgan import ACGANSampler
    >>> from skgan.callbacks import SnapshotRecorder
    >>> from skgan.inspection import save_animation
    >>> X, y = load_digits(n_class=3, return_X_y=True)
    >>> recorder = SnapshotRecorder()
    >>> sampler = ACGANSampler(
    ...     sample_shape=(8, 8), max_iter=50, callbacks=[recorder], random_state=0
    ... )
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name) / "digits.gif"
    >>> save_animation(path, recorder) if sampler.fit(X, y) else None
    >>> path.read_bytes()[:6]
    b'GIF89a'
    >>> folder.cleanup()
    """
    snapshots = getattr(recorder, "snapshots_", None)
    if not snapshots:
        raise InputError(
            f"recorder={recorder!r} has no snapshots. Give a SnapshotRecorder that was "
            "among the callbacks of a fit that trained a network."
        )
    check_path(path)
    check_positive("duration", duration)
    frames = draw_frames(snapshots, cmap)
    durations = [duration] * (len(frames) - 1) + [LAST_LONGER * duration]
    options = {"save_all": True, "append_images": frames[1:], "duration": durations}
    write_atomically(path, lambda file: frames[0].save(file, "GIF", loop=0, **options))


def check_path(path: Any) -> None:
    """Raise when no file can be written there."""
    if not isinstance(path, str | PathLike):
        raise InputError(f"path={path!r} is not a path. Give the path of a file.")
    if Path(path).is_dir() or not Path(path).parent.is_dir():
        raise InputError(
            f"path={str(path)!r} is a folder, or its folder does not exist. Give "
            "the path of a file, and make its folder first."
        )


def draw_frames(snapshots: Sequence[Any], cmap: str | Colormap) -> list[Any]:
    """Return a Pillow image of each snapshot, with the same limits of axes."""
    last = snapshots[-1].display
    axes = []
    for snapshot in snapshots:
        display = snapshot.display._with_classes_of(last)
        ax = bare_axes(last.figure_size(), DPI)
        display.plot(ax, cmap=cmap)
        ax.figure.suptitle(f"iteration {snapshot.n_iter}", fontsize="medium")
        axes.append(ax.figure.axes)
    share_limits(axes)
    return [as_image(some[0].figure) for some in axes]


def share_limits(axes: list[list[Axes]]) -> None:
    """Give axes at the same place in all figures the same limits."""
    for same in zip(*axes, strict=True):
        if same[0].images or not same[0].axison:
            continue
        for side in ("x", "y"):
            limits = [getattr(axis, f"get_{side}lim")() for axis in same]
            low, high = min(a for a, _ in limits), max(b for _, b in limits)
            for axis in same:
                getattr(axis, f"set_{side}lim")(low, high)


def as_image(figure: Any) -> Any:
    """Return a figure as a Pillow image."""
    from PIL import Image

    buffer = BytesIO()
    figure.savefig(buffer, format="png")
    return Image.open(buffer).convert("RGB")
