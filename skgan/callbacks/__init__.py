"""Callbacks that look on while a sampler is trained."""

from skgan.callbacks._recorder import SnapshotRecorder
from skgan.callbacks._writer import SampleWriter

__all__ = ["SampleWriter", "SnapshotRecorder"]
