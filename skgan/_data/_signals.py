"""A sampler of signals for pipelines with flat rows."""

from typing import Any

from sklearn.base import BaseEstimator

from skgan._spec import Shape

__all__ = ["FlatSignalSampler"]


class FlatSignalSampler(BaseEstimator):
    """Reshape flat rows to signals for a sampler.

    Parameters
    ----------
    sampler : object
        A sampler that accepts samples of shape (n_samples, time, channels).
    shape : tuple of int
        Time and channels. The parameter `sample_shape` of the samplers can't be used,
        because two numbers are the height and width of a gray image.
    """

    def __init__(self, sampler: Any, shape: Shape) -> None:
        self.sampler = sampler
        self.shape = shape

    def fit_resample(self, X: Any, y: Any) -> tuple[Any, Any]:
        """Return real rows followed by new rows, all of them flat."""
        X_new, y_new = self.sampler.fit_resample(X.reshape(-1, *self.shape), y)
        return X_new.reshape(len(X_new), -1), y_new
