"""Metrics that compare generated samples with real samples."""

from skgan.metrics._by_class import by_class

# Used by reports, not public.
from skgan.metrics._class_figures import MIN_ROWS as MIN_ROWS
from skgan.metrics._class_figures import figures_of_classes as figures_of_classes
from skgan.metrics._class_figures import most_rows as most_rows
from skgan.metrics._classifiers import (
    TwoSampleTestResult,
    classification_accuracy_score,
    classifier_two_sample_test,
)
from skgan.metrics._copies import memorization_rate, nearest_neighbor_distance_ratio
from skgan.metrics._distances import energy_distance, frechet_distance
from skgan.metrics._fidelity import class_fidelity, discriminability
from skgan.metrics._flags import flags_of as flags_of
from skgan.metrics._inception import frechet_inception_distance
from skgan.metrics._manifold import precision_recall_density_coverage
from skgan.metrics._ms_ssim import ms_ssim_diversity
from skgan.metrics._tables import column_distance, correlation_difference

__all__ = [
    "TwoSampleTestResult",
    "by_class",
    "class_fidelity",
    "classification_accuracy_score",
    "classifier_two_sample_test",
    "column_distance",
    "correlation_difference",
    "discriminability",
    "energy_distance",
    "frechet_distance",
    "frechet_inception_distance",
    "memorization_rate",
    "ms_ssim_diversity",
    "nearest_neighbor_distance_ratio",
    "precision_recall_density_coverage",
]
