"""The training of networks. Importing this package loads TensorFlow."""

import skgan.networks  # noqa: F401 (imports TensorFlow quietly, before anything else)
from skgan.training._checkpoint_directory import note_return as note_return
from skgan.training._checkpoint_directory import open_directory as open_directory
from skgan.training._game import AUGMENTATIONS as AUGMENTATIONS
from skgan.training._game import Game
from skgan.training._graphs import default_jit_compile
from skgan.training._hosts import is_chief as is_chief
from skgan.training._identity import identity_of as identity_of
from skgan.training._inference import draw_latent, generate, score
from skgan.training._inference import lend_pair as lend_pair
from skgan.training._loop import train
from skgan.training._losses import LOSSES as LOSSES
from skgan.training._replicas import check_parts as check_parts
from skgan.training._rows import Rows as Rows
from skgan.training._run import LOG_EVERY as LOG_EVERY
from skgan.training._trained import TrainedNetworks, build_networks
from skgan.training._weights import weight_shapes

# Public names. Names that are imported "as" themselves are for other packages of skgan.
__all__ = [
    "Game",
    "TrainedNetworks",
    "build_networks",
    "default_jit_compile",
    "draw_latent",
    "generate",
    "score",
    "train",
    "weight_shapes",
]
