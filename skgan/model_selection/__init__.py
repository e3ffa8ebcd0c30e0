"""Is augmentation worth it? Cross-validation, paired tests and a verdict."""

from skgan.model_selection._cross_validate import cross_validate_augmentation

# For the command line and not for users.
from skgan.model_selection._groups import (
    RepeatedStratifiedGroupKFold as RepeatedStratifiedGroupKFold,
)
from skgan.model_selection._result import AugmentationResult

__all__ = ["AugmentationResult", "cross_validate_augmentation"]
