"""What encoded samples look like: kinds of data, layouts of rows, network specs."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod

from skgan._spec._plain import Plain

__all__ = ["KINDS", "PLAYERS", "Kind", "Layout", "NetworkSpec", "kind_of"]

PLAYERS = ("generator", "discriminator")


@dataclass(frozen=True)
class Kind:
    """A kind of data, by which encoders, kernels, recipes and plots are looked up.

    Parameters
    ----------
    name : str
        "table", "signal" or "image".
    plural : str
        How several samples of the kind are called.
    data : str
        What a sampler is fitted on.
    axes : tuple of str
        What the axes of one sample are.
    iterations_per_root : int
        Updates of the generator for each square root of the number of rows: the more
        rows, the more there is to learn.
    min_iterations : int
        Updates at the least.
    n_shown : int
        Samples of a class in a plot.
    n_previewed : int
        Samples of a class in the pictures of a training.
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
    """Return the kind of data whose samples have a shape like this.

    Examples
    --------
    >>> from skgan._spec import kind_of
    >>> kind_of((28, 28, 1)).name
    'image'
    """
    return KIND_OF_RANK[len(shape)]


@dataclass(frozen=True)
class Layout(Plain):
    """Which values of an encoded sample are numbers, and which are categories.

    Numbers come first. Each category is a block of zeros and a one.

    Parameters
    ----------
    n_numbers : int
        Values that are in no block.
    sizes : tuple of int, default=()
        Lengths of the blocks.
    n_categorical : int, default=0
        How many of the blocks, the first ones, are columns of categories.
    n_exact : int, default=0
        How many of the blocks after those say whether a number is one of the
        continuum, or which exact value it is. The others have two values, "is there"
        and "is missing", of a number with gaps.
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
        """How many blocks say whether a number is missing."""
        return len(self.sizes) - self.n_categorical - self.n_exact

    @property
    def n_states(self) -> int:
        """Number of values that say which numbers are exact, and which are missing."""
        return sum(self.sizes[self.n_categorical :])

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
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
    """Describe encoded samples to a network builder.

    A callable given as `generator` or `discriminator` receives one.

    Parameters
    ----------
    shape : tuple of int
        Shape of one encoded sample: `(n_features,)` for a table,
        `(time, channels)` for a signal, `(height, width, channels)` for an image.
    n_classes : int
        Number of classes; labels are the integers from 0 to `n_classes - 1`.
    activation : {"linear", "tanh"}, default="linear"
        Activation of the generator's output: "tanh" where encoded values lie in
        [-1, 1], "linear" where they are standardised.
    class_head : bool, default=True
        Whether the discriminator also says of which class a sample is (AC-GAN), or
        only how real it looks.
    layout : Layout, default=None
        Which values are numbers and which are categories; None: all are numbers.

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
        """Number of values in one sample that are in no block."""
        return self.size - sum(self.blocks)

    @property
    def blocks(self) -> tuple[int, ...]:
        """Lengths of the one-hot blocks that end a row of a mixed table."""
        return () if self.layout is None else self.layout.sizes

    @property
    def kind(self) -> Kind:
        """The kind of data, by the number of axes of a sample."""
        return kind_of(self.shape)

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        if len(self.shape) not in KIND_OF_RANK or min(self.shape) < 1:
            yield "shape"
        if self.n_classes < 1:
            yield "n_classes"
        if self.activation not in ("linear", "tanh"):
            yield "activation"
        if self.layout is not None and self.layout.size != self.size:
            yield "layout"
