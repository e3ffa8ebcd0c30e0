import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_iris
from sklearn.neighbors import KNeighborsClassifier

from skgan.exceptions import InputError
from skgan.metrics import classification_accuracy_score

X, y = load_iris(return_X_y=True)
TRAIN, TEST = slice(None, None, 2), slice(1, None, 2)


def score(X_generated, y_generated, **options):
    return classification_accuracy_score(
        X[TEST], y[TEST], X_generated, y_generated, random_state=0, **options
    )


def test_real_rows_in_the_place_of_generated_ones_set_the_bound():
    assert score(X[TRAIN], y[TRAIN]) > 0.9


def test_rows_with_shuffled_labels_teach_nothing():
    shuffled = np.random.RandomState(0).permutation(y[TRAIN])
    assert score(X[TRAIN], shuffled) < 0.6


def test_a_given_classifier_learns_from_the_generated_rows():
    judge = KNeighborsClassifier(1)
    expected = KNeighborsClassifier(1).fit(X[TRAIN], y[TRAIN]).score(X[TEST], y[TEST])
    assert score(X[TRAIN], y[TRAIN], estimator=judge) == expected
    assert not hasattr(judge, "classes_")


def test_a_class_that_is_missing_is_never_recognised():
    two = y[TRAIN] < 2
    assert score(X[TRAIN][two], y[TRAIN][two]) == pytest.approx(2 / 3, abs=0.02)


def test_classes_may_weigh_alike():
    two = np.flatnonzero(y[TRAIN] < 2)
    rare = np.flatnonzero(y == 2)[:5]
    X_real, y_real = np.vstack([X[:100], X[rare]]), np.r_[y[:100], y[rare]]
    accuracy, balanced = (
        classification_accuracy_score(
            X_real,
            y_real,
            X[TRAIN][two],
            y[TRAIN][two],
            scoring=scoring,
            random_state=0,
        )
        for scoring in ("accuracy", "balanced_accuracy")
    )
    assert accuracy > 0.9
    assert balanced == pytest.approx(2 / 3, abs=0.02)


def test_tables_of_any_columns_can_be_used():
    table = pd.DataFrame(X).add_prefix("column ")
    table["size"] = np.where(X[:, 2] > 3, "large", "small")
    table.loc[::7, "column 0"] = np.nan
    accuracy = classification_accuracy_score(
        table[TEST], y[TEST], table[TRAIN], y[TRAIN], random_state=0
    )
    assert accuracy > 0.9


@pytest.mark.parametrize(
    ("X_generated", "y_generated", "message"),
    [
        (X[:5], y[:5], "y_generated has the single class 0. Generate samples of at l"),
        (X[:, :3], y, "X_real has 4 features and X_generated 3. Give both the same"),
        (X, y[:5], "y_generated has 5 labels for 150 samples. Give one label for each"),
        (X * np.inf, y, "X_generated has infinite values in 150 of its 150 samples."),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value encountered:RuntimeWarning")
def test_bad_input_is_named(X_generated, y_generated, message):
    with pytest.raises(InputError, match=message):
        score(X_generated, y_generated)
