"""What a network may know of the data."""

from dataclasses import dataclass
from math import prod

__all__ = ["NetworkSpec"]


@dataclass(frozen=True)
class NetworkSpec:
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
    blocks : tuple of int, default=()
        Lengths of the one-hot blocks that end a row of a table with categories or
        missing values.

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
    blocks: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """Number of values in one sample."""
        return prod(self.shape)

    @property
    def n_numbers(self) -> int:
        """Number of values in one sample that are in no block."""
        return self.size - sum(self.blocks)
