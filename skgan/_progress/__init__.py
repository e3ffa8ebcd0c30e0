"""The progress of long computations: a progress bar, and the logger "skgan"."""

from skgan._progress._bar import ProgressBar
from skgan._progress._log import LOG_EVERY, logged_time, logger, tell

__all__ = ["LOG_EVERY", "ProgressBar", "logged_time", "logger", "tell"]
