"""Encoders: rows as users have them to float32 arrays for networks, and back."""

from collections.abc import Sequence

from skgan.encoding._base import Encoder
from skgan.encoding._image import ImageEncoder
from skgan.encoding._mixed import MixedEncoder
from skgan.encoding._row import RowEncoder
from skgan.encoding._signal import SignalEncoder
from skgan.encoding._tabular import TabularEncoder

__all__ = [
    "AnyEncoder",
    "Encoder",
    "ImageEncoder",
    "MixedEncoder",
    "RowEncoder",
    "SignalEncoder",
    "TabularEncoder",
    "make_encoder",
]

# Which there are: a file can name no others.
AnyEncoder = TabularEncoder | SignalEncoder | ImageEncoder | RowEncoder | MixedEncoder


def make_encoder(
    shape: tuple[int, ...],
    *,
    value_range: tuple[float, float] | None = None,
    categorical: Sequence[bool] | None = None,
    as_signal: bool = False,
) -> AnyEncoder:
    """Return the unfitted encoder for samples of this shape.

    Parameters
    ----------
    shape : tuple of int
        One sample: (n_features,), (time, channels) or (height, width, channels).
    value_range : (float, float), default=None
        The declared range of the pixels of images.
    categorical : sequence of bool, default=None
        Which columns of a mixed table hold categories; None: all columns are numbers.
    as_signal : bool, default=False
        Whether the networks take rows of a table as signals.

    Returns
    -------
    encoder : Encoder
        With `fit`, `encode`, `decode` and `layout`.

    Examples
    --------
    >>> from skgan.encoding import make_encoder
    >>> type(make_encoder((28, 28, 1))).__name__
    'ImageEncoder'
    """
    if len(shape) == 3:  # height, width, channels
        return ImageEncoder(value_range)
    if len(shape) == 2:  # time, channels
        return SignalEncoder()
    encoder = TabularEncoder() if categorical is None else MixedEncoder(categorical)
    return RowEncoder(encoder) if as_signal else encoder
