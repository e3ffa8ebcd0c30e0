"""Conditional GANs behind the estimator interface of imbalanced-learn."""

from skgan._spec import NetworkSpec
from skgan.samplers._acgan import ACGANSampler
from skgan.samplers._dcgan import DCGANSampler
from skgan.samplers._gan import GANSampler
from skgan.samplers._load import load

__version__ = "0.1.0"

__all__ = [
    "ACGANSampler",
    "DCGANSampler",
    "GANSampler",
    "NetworkSpec",
    "__version__",
    "load",
]
