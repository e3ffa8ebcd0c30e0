"""SampleWriter: write files of generated samples during the training."""

from collections.abc import Collection
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.utils._optional_dependencies import check_matplotlib_support

from skgan._files import make_folder, write_atomically
from skgan._spec import kind_of
from skgan.callbacks._periodic import FixedLatentCallback
from skgan.datasets import text_of
from skgan.exceptions import InputError
from skgan.inspection import SampleGridDisplay, bare_axes
from skgan.validation import as_pandas

FORMATS = ("csv", "png")
LABEL = "class"  # the name of the column of labels where y has none


class SampleWriter(FixedLatentCallback):
    """Write generated rows and pictures of them while a sampler is trained.

    Use it for trainings of more than a few seconds, to see whether it is worth waiting
    for their end. The names of the files contain the number of updates so far, such as
    ``samples-000100.csv`` and ``samples-000100.png``. A table has a header, the
    columns, dtypes and units that were fitted, and the class in the last column.
    Signals and images are flat rows; a table of images is only written if `formats`
    contains "csv". A picture is a :class:`~skgan.inspection.SampleGridDisplay`. All
    samples are made by the averaged generator from the same z, without filter and
    kernel, so that only the training makes a difference.

    An existing file with the same name is replaced when the new one is complete. The
    result of the fit does not change. If the fit trains no network, nothing is written.

    Parameters
    ----------
    directory : path-like
        The folder, which is created when a training begins.
    every : int, default=100
        Number of updates of the generator between two files, rounded up to a multiple
        of 25. Files are also written at the end of the training.
    formats : sequence of {"csv", "png"}, default=None
        What to write. None: "png" for images, both for signals and tables.
    n_samples : int, default=None
        Number of samples of each class. None: 8 images or signals, or 100 rows of a
        table.
    random_state : int, default=0
        Seed of the latent vectors z.

    Attributes
    ----------
    paths_ : list of Path
        The files of the last fit.

    Notes
    -----
    `clone` copies callbacks, and is used by cross-validation. All copies write to the
    same folder, in which the files of the last one remain. With
    ``conditioning="per-class"``, the updates of all classes are counted, and samples
    are written for classes that already have a generator. If several processes train
    together, only the first one writes.

    Examples
    --------
    >>> import tempfile
    >>> import pandas as pd
    >>> from skgan import ACGANSampler
    >>> from skgan.callbacks import SampleWriter
    >>> X = pd.DataFrame({"age": range(60), "score": [i / 7 for i in range(60)]})
    >>> y = ["often"] * 40 + ["rare"] * 20
    >>> folder = tempfile.TemporaryDirectory()
    >>> writer = SampleWriter(folder.name, every=50, formats=["csv"], n_samples=2)
    >>> sampler = ACGANSampler(max_iter=100, callbacks=[writer], random_state=0)
    >>> [path.name for path in sampler.fit(X, y).callbacks[0].paths_]
    ['samples-000050.csv', 'samples-000100.csv']
    >>> written = pd.read_csv(writer.paths_[-1])
    >>> written.columns.tolist(), written["age"].dtype, written["class"].tolist()
    (['age', 'score', 'class'], dtype('int64'), ['often', 'often', 'rare', 'rare'])
    >>> folder.cleanup()
    """

    def __init__(
        self,
        directory: str | PathLike[str],
        every: int = 100,
        formats: Collection[str] | None = None,
        *,
        n_samples: int | None = None,
        random_state: int = 0,
    ) -> None:
        super().__init__(every, n_samples, random_state)
        if not isinstance(directory, str | PathLike):
            raise InputError(f"directory={directory!r} is not a path. Give a folder.")
        several = isinstance(formats, list | tuple | set) and len(formats) > 0
        is_known = several and all(name in FORMATS for name in formats or ())
        if formats is not None and not is_known:
            raise InputError(
                f'formats={formats!r} is not a sequence of "csv" and "png". Give '
                'one or both of them, for example ("csv",), or None.'
            )
        self.directory = directory
        self.formats = formats

    def begin(self) -> None:
        """Make the folder."""
        self.paths_: list[Path] = []
        if self.formats is None or "png" in self.formats:
            check_matplotlib_support('SampleWriter with "png" in its formats')
        make_folder("directory", self.directory)

    def look(self, n_iter: int, grid: SampleGridDisplay, y: Any) -> None:
        """Write the files of one iteration."""
        from skgan.training import is_chief

        formats = self.formats
        if formats is None:
            is_image = kind_of(grid.sample_shape).name == "image"
            formats = ("png",) if is_image else FORMATS
        for suffix, write in (("csv", write_csv), ("png", write_png)):
            if suffix in formats:
                path = Path(self.directory) / f"samples-{n_iter:06d}.{suffix}"
                if is_chief():  # of several processes that train together
                    write_atomically(path, partial(write, grid, y, n_iter))
                self.paths_.append(path)


def write_csv(grid: SampleGridDisplay, y: Any, n_iter: int, file: Any) -> None:
    """Write samples with a header, and the class in the last column."""
    table, y = as_pandas(grid.X), as_pandas(y)
    if not isinstance(table, pd.DataFrame):
        table = pd.DataFrame(np.reshape(table, (len(table), -1))).add_prefix("x")
    name = getattr(y, "name", None)
    if isinstance(y, pd.DataFrame) and y.shape[1] == 1:
        name = y.columns[0]
    name = LABEL if name in (None, "") else str(name)
    while name in set(map(str, table.columns)):
        name += "_"
    file.write(text_of(table.assign(**{name: grid.y})).encode())


def write_png(grid: SampleGridDisplay, y: Any, n_iter: int, file: Any) -> None:
    """Draw a grid without pyplot, which would open windows."""
    ax = bare_axes(grid.figure_size(), title=f"{n_iter} updates")
    grid.plot(ax)
    ax.figure.savefig(file, format="png")
