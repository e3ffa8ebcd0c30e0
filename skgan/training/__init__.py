"""The game: steps, loop, callbacks. The only door to TensorFlow."""

import os

# TensorFlow greets with warnings about what this machine lacks; a sampler in a
# pipeline should not. Whoever has set the variable keeps their choice.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from skgan.training._game import Game
from skgan.training._inference import draw_latent, generate, score
from skgan.training._loop import TrainedNetworks, train
from skgan.training._program import build_networks, default_jit_compile

__all__ = [
    "Game",
    "TrainedNetworks",
    "build_networks",
    "default_jit_compile",
    "draw_latent",
    "generate",
    "score",
    "train",
]
