"""Files of fitted samplers: a zip of JSON and arrays, from which no code is run."""

from skgan.synthesis.saving._file import load_sampler, save_sampler

__all__ = ["load_sampler", "save_sampler"]
