"""SnapshotRecorder: samples of fixed latent vectors during the training."""

from typing import Any, NamedTuple

import numpy as np

from skgan.callbacks._periodic import FixedLatentCallback
from skgan.inspection import SampleGridDisplay, save_animation
from skgan.validation import check_positive

MAX_BYTES = 2**27  # of all snapshots: 128 MB
MIN_SNAPSHOTS = 2  # the first and the last are always kept


class Snapshot(NamedTuple):
    """Samples at one point of a training, as a display that is not drawn yet."""

    n_iter: int  # updates of the generator so far
    display: SampleGridDisplay


class SnapshotRecorder(FixedLatentCallback):
    """Record samples of fixed latent vectors during the training, for an animation.

    The same latent vectors are used for all classes and all snapshots, so that only the
    training makes a difference. Memory is bounded: if there are more than
    `max_snapshots`, or more than 128 MB, every second snapshot is dropped, and `every`
    is doubled for this fit. The result of the fit does not change. If the fit trains no
    network, nothing is recorded.

    Parameters
    ----------
    every : int, default=25
        Number of updates of the generator between two snapshots, rounded up to a
        multiple of 25. There is also a snapshot at the end of the training.
    n_samples : int, default=None
        Number of samples of each class. None: 8 images or signals, or 100 rows of a
        table.
    max_snapshots : int, default=60
        Maximum number of snapshots, at least 2.
    random_state : int, default=0
        Seed of the latent vectors z.

    Attributes
    ----------
    snapshots_ : list of Snapshot
        The snapshots of the last fit. They are named tuples (n_iter, display), where
        `display.X` and `display.y` are the samples and their classes.

    Notes
    -----
    `clone` copies callbacks, and is used by cross-validation. The snapshots are then in
    the `callbacks` of the fitted sampler.

    Examples
    --------
    >>> from sklearn.datasets import make_classification
    >>> from skgan import ACGANSampler
    >>> from skgan.callbacks import SnapshotRecorder
    >>> X, y = make_classification(200, weights=[0.8], random_state=0)
    >>> recorder = SnapshotRecorder(every=50)
    >>> sampler = ACGANSampler(max_iter=150, callbacks=[recorder], random_state=0)
    >>> [snapshot.n_iter for snapshot in sampler.fit(X, y).callbacks[0].snapshots_]
    [50, 100, 150]
    >>> recorder.snapshots_[-1].display.X.shape
    (200, 20)
    """

    def __init__(
        self,
        every: int = 25,
        *,
        n_samples: int | None = None,
        max_snapshots: int = 60,
        random_state: int = 0,
    ) -> None:
        super().__init__(every, n_samples, random_state)
        check_positive("max_snapshots", max_snapshots)
        self.max_snapshots = max_snapshots

    def begin(self) -> None:
        """Drop the snapshots of the previous fit."""
        self.snapshots_: list[Snapshot] = []

    def look(self, n_iter: int, grid: SampleGridDisplay, y: Any) -> None:
        """Keep the samples, and drop snapshots if there are too many."""
        if self.snapshots_:  # share the real rows, which are the same
            first = self.snapshots_[0].display
            grid.X_real, grid.y_real = first.X_real, first.y_real
        self.snapshots_.append(Snapshot(n_iter, grid))
        while len(self.snapshots_) > MIN_SNAPSHOTS and (
            len(self.snapshots_) > self.max_snapshots or self.n_bytes() > MAX_BYTES
        ):
            *before, last = self.snapshots_
            self.snapshots_ = [*before[::2], last]
            self._interval *= 2

    def n_bytes(self) -> int:
        """Return the size of all samples that are kept, in bytes."""
        return sum(np.asarray(s.display.X).nbytes for s in self.snapshots_)

    def save_animation(
        self, path: Any, *, duration: int = 150, cmap: Any = "gray"
    ) -> None:
        """Write a GIF of the snapshots.

        Parameters
        ----------
        path, duration, cmap
            As in :func:`skgan.inspection.save_animation`.
        """
        save_animation(path, self, duration=duration, cmap=cmap)
