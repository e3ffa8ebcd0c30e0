from functools import partial

import numpy as np
import pytest

from skgan import metrics

Y = np.repeat([0, 1], 10)


def labelled(metric):
    return lambda X, Z: metric(X, Y, Z, Y, random_state=0)


@pytest.mark.parametrize(
    "metric",
    [
        labelled(metrics.class_fidelity),
        labelled(metrics.classification_accuracy_score),
        partial(metrics.classifier_two_sample_test, random_state=0),
        metrics.energy_distance,
        metrics.frechet_distance,
        metrics.memorization_rate,
        metrics.nearest_neighbor_distance_ratio,
        metrics.precision_recall_density_coverage,
    ],
)
@pytest.mark.parametrize("shape", [(4, 4, 1), (3, 2), (12,)])
def test_everything_after_the_first_axis_is_flattened(metric, shape):
    X, Z = np.random.RandomState(0).uniform(size=(2, 20, *shape))
    X[10:] += 1.0
    Z[:3] = X[:3]
    assert metric(X, Z) == metric(X.reshape(20, -1), Z.reshape(20, -1))
