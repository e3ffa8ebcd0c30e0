"""Encoders, which convert users' rows to float32 arrays for networks and back."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from skgan.encoding._base import Encoder
from skgan.encoding._groups import has_exact
from skgan.encoding._image import ImageEncoder
from skgan.encoding._mixed import MixedEncoder
from skgan.encoding._on_demand import EncodedOnDemand as EncodedOnDemand
from skgan.encoding._on_demand import encode_samples as encode_samples
from skgan.encoding._row import RowEncoder
from skgan.encoding._signal import SignalEncoder
from skgan.encoding._sparse import SparseEncoder
from skgan.encoding._tabular import TabularEncoder

# What users may import. The rest, imported "as" itself, is for skgan's other packages.
__all__ = [
    "Encoder",
    "ImageEncoder",
    "MixedEncoder",
    "RowEncoder",
    "SignalEncoder",
    "SparseEncoder",
    "TabularEncoder",
    "fit_encoder",
]

# All encoders. A file cannot contain others.
AnyEncoder = (
    TabularEncoder
    | SignalEncoder
    | ImageEncoder
    | RowEncoder
    | MixedEncoder
    | SparseEncoder
)


def image_encoder(
    *, value_range: tuple[float, float] | None, **others: Any
) -> ImageEncoder:
    """Return the encoder of images."""
    return ImageEncoder(value_range)


def signal_encoder(**others: Any) -> SignalEncoder:
    """Return the encoder of signals."""
    return SignalEncoder()


def sparse_encoder(**others: Any) -> SparseEncoder:
    """Return the encoder of sparse tables, whose kernel uses sparse rows."""
    return SparseEncoder()


def table_encoder(
    *,
    X: Any,
    labels: np.ndarray,
    categorical: Sequence[bool] | None,
    as_signal: bool,
    **others: Any,
) -> TabularEncoder | MixedEncoder | RowEncoder:
    """Return the encoder of tables, for numbers only or for mixed columns."""
    if categorical is None and has_exact(X, labels):
        categorical = (False,) * X.shape[1]
    encoder = TabularEncoder() if categorical is None else MixedEncoder(categorical)
    return RowEncoder(encoder) if as_signal else encoder


ENCODERS: dict[str, Callable[..., AnyEncoder]] = {  # by the names of KINDS
    "table": table_encoder,
    "sparse": sparse_encoder,
    "signal": signal_encoder,
    "image": image_encoder,
}


def fit_encoder(
    kind: str,
    X: Any,
    labels: np.ndarray,
    *,
    value_range: tuple[float, float] | None = None,
    categorical: Sequence[bool] | None = None,
    as_signal: bool = False,
) -> AnyEncoder:
    """Return the fitted encoder of samples.

    Parameters
    ----------
    kind : {"table", "sparse", "signal", "image"}
        The kind of the samples.
    X : ndarray or DataFrame of shape (n_samples, ...)
        Samples.
    labels : ndarray of shape (n_samples,)
        The classes of the samples, from 0.
    value_range : (float, float), default=None
        The declared range of the pixels of images.
    categorical : sequence of bool, default=None
        Mask of the columns of a mixed table that contain categories. None: all columns
        are numbers.
    as_signal : bool, default=False
        Whether the networks treat rows of a table as signals.

    Returns
    -------
    encoder : Encoder
        An encoder with `encode`, `decode` and `layout`.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.encoding import fit_encoder
    >>> X = np.zeros((2, 28, 28, 1), dtype=np.uint8)
    >>> type(fit_encoder("image", X, np.array([0, 1]))).__name__
    'ImageEncoder'
    """
    encoder = ENCODERS[kind](
        X=X,
        labels=labels,
        value_range=value_range,
        categorical=categorical,
        as_signal=as_signal,
    )
    return encoder.fit(X, labels)
