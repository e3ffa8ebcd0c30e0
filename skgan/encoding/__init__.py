"""Encoders: rows as users have them to float32 arrays for networks, and back."""

from skgan.encoding._image import ImageEncoder
from skgan.encoding._signal import SignalEncoder
from skgan.encoding._tabular import TabularEncoder

__all__ = ["ImageEncoder", "SignalEncoder", "TabularEncoder", "make_encoder"]

ENCODERS = {1: TabularEncoder, 2: SignalEncoder, 3: ImageEncoder}


def make_encoder(shape):
    """Return the unfitted encoder for samples of this shape.

    Parameters
    ----------
    shape : tuple of int
        One sample: (n_features,), (time, channels) or (height, width, channels).

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
    return ENCODERS[len(shape)]()
