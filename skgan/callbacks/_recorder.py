"""SnapshotRecorder: samples of one fixed z, kept over the training."""

from typing import Any, NamedTuple

import numpy as np

from skgan.callbacks._periodic import FixedLatentCallback
from skgan.inspection import SampleGridDisplay, save_animation
from skgan.validation import check_positive

MAX_BYTES = 2**27  # of all snapshots: 128 MB
MIN_SNAPSHOTS = 2  # the first and the last are kept however large they are


class Snapshot(NamedTuple):
    """Samples of one moment of a training, not drawn yet."""

    n_iter: int  # updates of the generator so far
    display: SampleGridDisplay


class SnapshotRecorder(FixedLatentCallback):
    """Keep samples of one fixed z over the training, for an animation.

    The same latent vectors are used for every class and at every time, so that only
    the training makes a difference. Memory is bounded: of more than `max_snapshots`,
    or of 128 MB, every second one is dropped, and `every` doubles for that fit.
    The fit stays the same to the bit; if it trains nothing, nothing is recorded.

    Parameters
    ----------
    every : int, default=25
        Updates of the generator between two snapshots, rounded up to a multiple of 25.
        There is a snapshot of the end of the training too.
    n_samples : int, default=None
        Samples of each class; None: 8 images or signals, 100 rows of a table.
    max_snapshots : int, default=60
        How many are kept at most; at least 2.
    random_state : int, default=0
        Seed of the latent vectors z.

    Attributes
    ----------
    snapshots_ : list of Snapshot
        Of the last fit: named tuples (n_iter, display), where `display.X` and
        `display.y` are the samples and their classes.

    Notes
    -----
    `clone`, and so cross-validation, copies callbacks: ask the `callbacks` of the
    fitted sampler for the one that has the snapshots.

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
        """Forget the fit before."""
        self.snapshots_: list[Snapshot] = []

    def look(self, n_iter: int, grid: SampleGridDisplay, y: Any) -> None:
        """Keep the samples, and drop others where they are too many."""
        if self.snapshots_:  # the real rows are the same: one copy will do
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
        """Return the bytes of all samples that are kept."""
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
