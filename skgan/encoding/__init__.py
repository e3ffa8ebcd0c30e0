"""Encoders: rows as users have them to float32 arrays for networks, and back."""

from collections.abc import Callable, Sequence
from typing import Any

from skgan.encoding._base import Encoder
from skgan.encoding._image import ImageEncoder
from skgan.encoding._mixed import MixedEncoder
from skgan.encoding._row import RowEncoder
from skgan.encoding._signal import SignalEncoder
from skgan.encoding._tabular import TabularEncoder

__all__ = [
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


def image_encoder(
    *, value_range: tuple[float, float] | None, **others: Any
) -> ImageEncoder:
    """Return the encoder of images."""
    return ImageEncoder(value_range)


def signal_encoder(**others: Any) -> SignalEncoder:
    """Return the encoder of signals."""
    return SignalEncoder()


def table_encoder(
    *, categorical: Sequence[bool] | None, as_signal: bool, **others: Any
) -> TabularEncoder | MixedEncoder | RowEncoder:
    """Return the encoder of tables, with categories or without."""
    encoder = TabularEncoder() if categorical is None else MixedEncoder(categorical)
    return RowEncoder(encoder) if as_signal else encoder


ENCODERS: dict[str, Callable[..., AnyEncoder]] = {  # by the names of KINDS
    "table": table_encoder,
    "signal": signal_encoder,
    "image": image_encoder,
}


def make_encoder(
    kind: str,
    *,
    value_range: tuple[float, float] | None = None,
    categorical: Sequence[bool] | None = None,
    as_signal: bool = False,
) -> AnyEncoder:
    """Return the unfitted encoder for a kind of data.

    Parameters
    ----------
    kind : {"table", "signal", "image"}
        What the samples are.
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
    >>> type(make_encoder("image")).__name__
    'ImageEncoder'
    """
    return ENCODERS[kind](
        value_range=value_range, categorical=categorical, as_signal=as_signal
    )
