"""Is augmentation worth it? Cross-validation, paired tests, and a verdict."""

from skgan.model_selection._result import AugmentationResult

__all__ = ["AugmentationResult"]
