"""The game: steps, loop, callbacks. The only door to TensorFlow."""

from skgan.networks._quiet import quiet_import

with quiet_import():
    import keras  # noqa: F401 (brings TensorFlow)

from skgan.training._checkpoint_directory import open_directory
from skgan.training._game import Game
from skgan.training._identity import identity_of
from skgan.training._inference import draw_latent, generate, score
from skgan.training._loop import TrainedNetworks, train
from skgan.training._program import build_networks, default_jit_compile
from skgan.training._rows import Rows
from skgan.training._weights import weight_shapes

__all__ = [
    "Game",
    "Rows",
    "identity_of",
    "open_directory",
    "TrainedNetworks",
    "build_networks",
    "default_jit_compile",
    "draw_latent",
    "generate",
    "score",
    "train",
    "weight_shapes",
]


from types import SimpleNamespace as _N
LOSSES = {n: _N(has_targets=n in ("bce","bce-gp","lsgan"), is_probability=n in ("bce","bce-gp")) for n in ("bce","bce-gp","hinge","lsgan","wgan-gp")}
