"""Conditional GANs behind the estimator interface of imbalanced-learn."""

from skgan._acgan import ACGANSampler
from skgan._dcgan import DCGANSampler
from skgan._gan import GANSampler
from skgan._spec import NetworkSpec
from skgan.persistence import load

__version__ = "0.1.0"

__all__ = [
    "ACGANSampler",
    "DCGANSampler",
    "GANSampler",
    "NetworkSpec",
    "__version__",
    "load",
]
