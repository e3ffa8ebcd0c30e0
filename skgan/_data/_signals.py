"""A sampler of signals between steps that take flat rows."""

from typing import Any

from sklearn.base import BaseEstimator

from skgan._spec import Shape

__all__ = ["FlatSignalSampler"]


class FlatSignalSampler(BaseEstimator):
    """Let a sampler see signals where rows are flat.

    Parameters
    ----------
    sampler : object
        Takes samples of shape (n_samples, time, channels).
    shape : tuple of int
        Time and channels. The parameter `sample_shape` of the samplers can't say
        this, as two numbers are those of a gray image.
    """

    def __init__(self, sampler: Any, shape: Shape) -> None:
        self.sampler = sampler
        self.shape = shape

    def fit_resample(self, X: Any, y: Any) -> tuple[Any, Any]:
        """Return real rows and new ones below them, all of them flat."""
        X_new, y_new = self.sampler.fit_resample(X.reshape(-1, *self.shape), y)
        return X_new.reshape(len(X_new), -1), y_new
