"""The samplers: parameters, docstrings and thin methods."""

from skgan.samplers._acgan import ACGANSampler
from skgan.samplers._dcgan import DCGANSampler
from skgan.samplers._fitted import encode_new, synthesizer_of
from skgan.samplers._gan import GANSampler

__all__ = [
    "ACGANSampler",
    "DCGANSampler",
    "GANSampler",
    "encode_new",
    "synthesizer_of",
]
