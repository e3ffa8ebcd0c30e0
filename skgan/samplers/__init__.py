"""The samplers: parameters, docstrings and thin methods."""

from skgan.samplers._acgan import ACGANSampler
from skgan.samplers._base import BaseGANSampler
from skgan.samplers._dcgan import DCGANSampler
from skgan.samplers._gan import GANSampler
from skgan.samplers._load import load

__all__ = ["ACGANSampler", "BaseGANSampler", "DCGANSampler", "GANSampler", "load"]
