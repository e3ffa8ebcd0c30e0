"""Callbacks that draw samples while a sampler is trained."""

from skgan.callbacks._periodic import PeriodicCallback
from skgan.callbacks._recorder import SnapshotRecorder
from skgan.callbacks._writer import SampleWriter

__all__ = ["PeriodicCallback", "SampleWriter", "SnapshotRecorder"]
