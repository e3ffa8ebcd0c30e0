"""Conditional GANs behind the estimator interface of imbalanced-learn."""

from skgan._spec import NetworkSpec
from skgan.samplers import ACGANSampler, DCGANSampler, GANSampler, load

__version__ = "0.1.0"

__all__ = [
    "ACGANSampler",
    "DCGANSampler",
    "GANSampler",
    "NetworkSpec",
    "__version__",
    "load",
]
