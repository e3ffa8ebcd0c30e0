"""Displays for samplers and generated samples, like those of scikit-learn."""

from skgan.inspection._animation import save_animation
from skgan.inspection._augmentation import AugmentationBenefitDisplay
from skgan.inspection._fidelity import FidelityDisplay
from skgan.inspection._figure import bare_axes as bare_axes  # for skgan.callbacks
from skgan.inspection._latent import latent_grid, latent_interpolation
from skgan.inspection._loss_curve import LossCurveDisplay
from skgan.inspection._metric_by_class import MetricByClassDisplay
from skgan.inspection._nearest import NearestRowsDisplay, nearest_rows
from skgan.inspection._policy import PolicyDisplay
from skgan.inspection._sample_grid import SampleGridDisplay
from skgan.inspection._sample_grid import grid_of as grid_of  # for skgan.callbacks

__all__ = [
    "AugmentationBenefitDisplay",
    "FidelityDisplay",
    "LossCurveDisplay",
    "MetricByClassDisplay",
    "NearestRowsDisplay",
    "PolicyDisplay",
    "SampleGridDisplay",
    "latent_grid",
    "latent_interpolation",
    "nearest_rows",
    "save_animation",
]
