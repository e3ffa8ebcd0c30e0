"""The encoder of signals: samples of shape (time, channels)."""

import numpy as np

from skgan.encoding._base import Encoder
from skgan.encoding._tabular import TabularEncoder

__all__ = ["SignalEncoder"]


class SignalEncoder(Encoder):
    """Standardise each channel over all its time steps and back.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.encoding import SignalEncoder
    >>> X = np.random.RandomState(0).normal(5, 2, size=(10, 16, 3))
    >>> encoder = SignalEncoder().fit(X)
    >>> np.allclose(encoder.decode(encoder.encode(X)), X)
    True
    """

    channels_: TabularEncoder

    def fit(self, X, labels=None):
        """Learn scale and range of each channel of X (n_samples, time, channels)."""
        self.channels_ = TabularEncoder().fit(as_columns(X))
        return self

    def encode(self, X):
        """Return X standardised, as float32."""
        return self.channels_.encode(as_columns(X)).reshape(X.shape)

    def decode(self, encoded, clip=True):
        """Return encoded signals in the channels' own units and dtype."""
        return self.channels_.decode(as_columns(encoded), clip).reshape(encoded.shape)


def as_columns(X):
    """Return all time steps of all samples as rows of channels."""
    return np.reshape(X, (-1, X.shape[-1]))
