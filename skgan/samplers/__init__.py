"""The samplers: parameters, docstrings and thin methods."""

from skgan.samplers._acgan import ACGANSampler
from skgan.samplers._base import BaseGANSampler
from skgan.samplers._copies import MixupSampler, WarpSampler, check_images_to_warp
from skgan.samplers._dcgan import DCGANSampler
from skgan.samplers._fitted import encode_new, synthesizer_of
from skgan.samplers._gan import GANSampler
from skgan.samplers._load import load, read_sampler, saved_versions
from skgan.samplers._report import SamplerReport
from skgan.samplers._report_fitted import share_fitted
from skgan.samplers._save import write_sampler
from skgan.samplers._versions import show_versions, versions

__all__ = [
    "ACGANSampler",
    "BaseGANSampler",
    "DCGANSampler",
    "GANSampler",
    "MixupSampler",
    "SamplerReport",
    "WarpSampler",
    "check_images_to_warp",
    "encode_new",
    "load",
    "read_sampler",
    "saved_versions",
    "share_fitted",
    "show_versions",
    "synthesizer_of",
    "versions",
    "write_sampler",
]
