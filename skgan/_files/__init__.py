"""Files: arrays with JSON, written whole or not at all."""

from skgan._files._atomic import remove_unfinished, write_atomically
from skgan._files._folder import make_folder
from skgan._files._path import file_path

__all__ = ["file_path", "make_folder", "remove_unfinished", "write_atomically"]
