"""Descriptions of encoded samples: kinds of data, layouts of rows, network specs."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod

from skgan._spec._plain import Plain

__all__ = ["KINDS", "PLAYERS", "Kind", "Layout", "NetworkSpec", "kind_of"]

PLAYERS = ("generator", "discriminator")


@dataclass(frozen=True)
class Kind:
    """A kind of data, which determines encoders, kernels, recipes and plots.

    Parameters
    ----------
    name : str
        "table", "signal" or "image".
    plural : str
        The name of several samples, such as "images".
    data : str
        The name of a data set, such as "a table".
    axes : tuple of str
        The names of the axes of one sample.
    iterations_per_root : int
        Number of updates of the generator, divided by the square root of the number of
        rows. More rows need more updates.
    min_iterations : int
        Minimum number of updates.
    n_shown : int
        Number of samples of each class in a plot.
    n_previewed : int
        Number of samples of each class in the pictures of a training.
    """

    name: str
    plural: str
    data: str
    axes: tuple[str, ...]
    iterations_per_root: int
    min_iterations: int
    n_shown: int
    n_previewed: int

    @property
    def rank(self) -> int:
        """Number of axes of one sample."""
        return len(self.axes)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("table", "tables", "a table", ("n_features",), 10, 150, 200, 100),
        Kind("signal", "signals", "signals", ("time", "channels"), 20, 400, 10, 8),
        Kind(
            "image", "images", "images", ("height", "width", "channels"), 50, 400, 10, 8
        ),
    )
}
KIND_OF_RANK = {kind.rank: kind for kind in KINDS.values()}


def kind_of(shape: tuple[int, ...]) -> Kind:
    """Return the kind of data whose samples have a given shape.

    Examples
    --------
    >>> from skgan._spec import kind_of
    >>> kind_of((28, 28, 1)).name
    'image'
    """
    return KIND_OF_RANK[len(shape)]


@dataclass(frozen=True)
class Layout(Plain):
    """Describe which values of an encoded sample are numbers and which are categories.

    Numbers come first. Each category is a one-hot block.

    Parameters
    ----------
    n_numbers : int
        Number of values that are not in a block.
    sizes : tuple of int, default=()
        Lengths of the blocks.
    n_categorical : int, default=0
        Number of blocks that are columns of categories. These come first.
    n_exact : int, default=0
        Number of blocks, after those, that say whether a number is one of the exact
        values of its column, and which one. The other blocks have two values, which say
        whether a number is present or missing.
    """

    n_numbers: int
    sizes: tuple[int, ...] = ()
    n_categorical: int = 0
    n_exact: int = 0

    @property
    def size(self) -> int:
        """Number of values in one encoded sample."""
        return self.n_numbers + sum(self.sizes)

    @property
    def category_sizes(self) -> tuple[int, ...]:
        """Lengths of the blocks that are columns of categories."""
        return self.sizes[: self.n_categorical]

    @property
    def n_gaps(self) -> int:
        """Number of blocks that say whether a number is missing."""
        return len(self.sizes) - self.n_categorical - self.n_exact

    @property
    def n_states(self) -> int:
        """Number of values that say which numbers are exact, and which are missing."""
        return sum(self.sizes[self.n_categorical :])

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that are invalid."""
        if self.n_numbers < 0:
            yield "n_numbers"
        if min(self.sizes, default=1) < 1:
            yield "sizes"
        if self.n_categorical < 0 or self.n_exact < 0 or self.n_gaps < 0:
            yield "n_categorical"
        if any(size != 2 for size in self.sizes[len(self.sizes) - self.n_gaps :]):
            yield "sizes"


@dataclass(frozen=True)
class NetworkSpec(Plain):
    """Describe encoded samples to a function that builds a network.

    It is passed to a callable that is given as `generator` or `discriminator`.

    Parameters
    ----------
    shape : tuple of int
        Shape of one encoded sample: `(n_features,)` for a table,
        `(time, channels)` for a signal, `(height, width, channels)` for an image.
    n_classes : int
        Number of classes; labels are the integers from 0 to `n_classes - 1`.
    activation : {"linear", "tanh"}, default="linear"
        Activation of the output of the generator: "tanh" if encoded values are in
        [-1, 1], "linear" if they are standardised.
    class_head : bool, default=True
        Whether the discriminator also predicts the class of a sample (AC-GAN), and not
        only how real it looks.
    layout : Layout, default=None
        Describes which values are numbers and which are categories. None: all are
        numbers.

    Examples
    --------
    >>> from skgan import NetworkSpec
    >>> NetworkSpec(shape=(28, 28, 1), n_classes=10, activation="tanh").size
    784
    """

    shape: tuple[int, ...]
    n_classes: int
    activation: str = "linear"
    class_head: bool = True
    layout: Layout | None = None

    @property
    def size(self) -> int:
        """Number of values in one sample."""
        return prod(self.shape)

    @property
    def n_numbers(self) -> int:
        """Number of values in one sample that are not in a block."""
        return self.size - sum(self.blocks)

    @property
    def blocks(self) -> tuple[int, ...]:
        """Lengths of the one-hot blocks at the end of a row of a mixed table."""
        return () if self.layout is None else self.layout.sizes

    @property
    def kind(self) -> Kind:
        """The kind of data, by the number of axes of a sample."""
        return kind_of(self.shape)

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that are invalid."""
        if len(self.shape) not in KIND_OF_RANK or min(self.shape) < 1:
            yield "shape"
        if self.n_classes < 1:
            yield "n_classes"
        if self.activation not in ("linear", "tanh"):
            yield "activation"
        if self.layout is not None and self.layout.size != self.size:
            yield "layout"
