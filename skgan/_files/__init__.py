"""Files: arrays with JSON, written whole or not at all."""

from skgan._files._atomic import write_atomically

__all__ = ["write_atomically"]
