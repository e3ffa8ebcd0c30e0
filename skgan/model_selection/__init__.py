"""Test by cross-validation whether over-sampling helps a classifier."""

from skgan.model_selection._cross_validate import cross_validate_augmentation

# For the command line, not public.
from skgan.model_selection._groups import (
    RepeatedStratifiedGroupKFold as RepeatedStratifiedGroupKFold,
)
from skgan.model_selection._result import AugmentationResult

__all__ = ["AugmentationResult", "cross_validate_augmentation"]
