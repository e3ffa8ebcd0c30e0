from functools import partial

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array

from skgan.exceptions import InputError
from skgan.metrics import (
    by_class,
    column_distance,
    energy_distance,
    frechet_distance,
    frechet_inception_distance,
    precision_recall_density_coverage,
)

X = np.array([[0.0], [2.0], [10.0], [12.0], [14.0], [99.0]])
y = np.array(["a", "a", "b", "b", "b", "c"])


def test_each_class_is_compared_with_its_own():
    shifted = by_class(frechet_distance, X[:5], y[:5], X[:5] + 3, y[:5])
    assert shifted == {"a": pytest.approx(9), "b": pytest.approx(9)}
    mixed = by_class(frechet_distance, X[:5], y[:5], X[[0, 1, 0, 1]], list("aabb"))
    assert mixed["a"] == 0 < mixed["b"]
    assert list(by_class(energy_distance, X, y, X[2:4], y[2:4])) == ["b"]
    assert by_class(energy_distance, [[1.0]], np.array([3]), [[2.0]], [3]) == {3: 2.0}


def test_options_are_given_by_partial():
    metric = partial(precision_recall_density_coverage, n_neighbors=1)
    shares = by_class(metric, X[:5], y[:5], X[:5], y[:5])
    assert shares["b"] == {"precision": 1, "recall": 1, "density": 1, "coverage": 1}


def test_images_keep_their_shape():
    images = np.random.RandomState(0).randint(0, 255, (6, 4, 4, 1)).astype(np.uint8)
    metric = partial(
        frechet_inception_distance, features=lambda images: images.mean(axis=(1, 2))
    )
    assert by_class(metric, images[:5], y[:5], images[:5], y[:5]) == {"a": 0, "b": 0}


def test_tables_keep_their_columns():
    table = pd.DataFrame({"x": X[:, 0], "colour": list("rgrgrg")}, index=range(5, 11))
    labels = pd.Series(y, index=table.index)
    distances = by_class(column_distance, table, labels, table, labels)
    assert distances["b"] == {"x": 0, "colour": 0}


@pytest.mark.parametrize(
    ("X_real", "y_real", "y_generated", "message"),
    [
        (X, y, y, "^Class 'c': X has 1 sample; this metric needs at least 2. Give"),
        (X, y, list("aabbdd"), r"y_generated has the classes \['d'\], but there are"),
        (X, y[:5], y, "y_real has 5 labels for 6 samples. Give one label for each"),
        (X, y, y[:5], "y_generated has 5 labels for 6 samples. Give one label for"),
        (X, y[:, None].repeat(2, axis=1), y, r"y_real has shape \(6, 2\). Give one"),
        (X, [*"aabbb", None], y, "y_real has 1 missing values among 6 labels. Le"),
        (X, y, pd.Series([pd.NA, *"aabbc"]), "y_generated has 1 missing values among"),
        (X, np.array([1, "a"] * 3, object), y, r"y_real has .* \['int', 'str'\]"),
        (csr_array(X), y, y, "X_real is a csr_array of shape"),
    ],
)
def test_bad_input_is_named(X_real, y_real, y_generated, message):
    with pytest.raises(InputError, match=message):
        by_class(frechet_distance, X_real, y_real, X, y_generated)
