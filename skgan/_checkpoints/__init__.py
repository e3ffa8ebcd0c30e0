"""Where a killed fit goes on from: the files in `checkpoint_dir`."""

from skgan._checkpoints._checkpoint import Checkpoint
from skgan._checkpoints._directory import CheckpointDirectory, open_directory
from skgan._checkpoints._identity import identity_of

__all__ = ["Checkpoint", "CheckpointDirectory", "identity_of", "open_directory"]
