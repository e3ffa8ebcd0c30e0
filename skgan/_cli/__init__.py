"""The command line: files in, files out."""

from skgan._cli._main import main

__all__ = ["main"]
