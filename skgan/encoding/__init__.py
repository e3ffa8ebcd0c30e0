"""Encoders: rows as users have them to float32 arrays for networks, and back."""

from skgan.encoding._image import ImageEncoder
from skgan.encoding._mixed import MixedEncoder
from skgan.encoding._row import RowEncoder
from skgan.encoding._signal import SignalEncoder
from skgan.encoding._tabular import TabularEncoder

__all__ = [
    "ImageEncoder",
    "MixedEncoder",
    "RowEncoder",
    "SignalEncoder",
    "TabularEncoder",
    "make_encoder",
]


def make_encoder(shape, value_range=None):
    """Return the unfitted encoder for samples of this shape.

    Parameters
    ----------
    shape : tuple of int
        One sample: (n_features,), (time, channels) or (height, width, channels).
    value_range : (float, float), default=None
        The declared range of the pixels of images.

    Returns
    -------
    encoder : TabularEncoder, SignalEncoder or ImageEncoder
        With `fit`, `encode` and `decode`.

    Examples
    --------
    >>> from skgan.encoding import make_encoder
    >>> type(make_encoder((28, 28, 1))).__name__
    'ImageEncoder'
    """
    if len(shape) == 3:
        return ImageEncoder(value_range)
    return SignalEncoder() if len(shape) == 2 else TabularEncoder()
