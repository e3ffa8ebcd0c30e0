"""A program of a user; test_typing.py checks it as strictly as mypy can."""

from functools import partial
from typing import reveal_type

import numpy as np

from skgan import ACGANSampler, load
from skgan.inspection import (
    FidelityDisplay,
    LossCurveDisplay,
    SampleGridDisplay,
    latent_grid,
    nearest_rows,
)
from skgan.metrics import (
    by_class,
    class_fidelity,
    classifier_two_sample_test,
    column_distance,
    energy_distance,
    frechet_inception_distance,
    precision_recall_density_coverage,
)
from skgan.model_selection import cross_validate_augmentation


def study(X: np.ndarray, y: np.ndarray, classifier: object) -> None:
    sampler = ACGANSampler(random_state=0).fit(X, y)
    sampler.save("sampler.skgan")
    reveal_type(sampler)
    reveal_type(sampler.fit_resample(X, y))
    reveal_type(sampler.sampling_strategy_)
    reveal_type(sampler.synthetic_mask_)
    reveal_type(sampler.n_iter_)
    reveal_type(sampler.history_)
    reveal_type(sampler.discriminate(X))
    reveal_type(sampler.class_report(X, y))
    reveal_type(sampler.report(X, y).flags)
    same = load("sampler.skgan")
    X_new, y_new = same.sample({"rare": 10})
    reveal_type(same)
    reveal_type(X_new)
    result = cross_validate_augmentation(
        classifier, X, y, samplers={"gan": sampler, "weights": "class_weight"}
    )
    reveal_type(result)
    reveal_type(result.verdict_)
    reveal_type(result.baselines)
    reveal_type(energy_distance(X, X_new))
    reveal_type(class_fidelity(X, y, X_new, y_new))
    reveal_type(classifier_two_sample_test(X, X_new).p_value)
    reveal_type(column_distance(X, X_new))
    reveal_type(precision_recall_density_coverage(X, X_new)["recall"])
    reveal_type(by_class(partial(frechet_inception_distance), X, y, X_new, y_new))
    reveal_type(nearest_rows(sampler).distance)
    reveal_type(LossCurveDisplay.from_estimator(sampler).lines_)
    reveal_type(SampleGridDisplay.from_results(X_new, y_new, cmap="viridis").ax_)
    reveal_type(FidelityDisplay.from_estimator(same).figure_)
    reveal_type(latent_grid(sampler, classes=["rare"]))
