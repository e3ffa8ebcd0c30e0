import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest
from sklearn.datasets import load_iris
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier

from skgan.exceptions import InputError
from skgan.metrics import classification_accuracy_score, classifier_two_sample_test
from tests.frames import every_dtype

rng = np.random.RandomState(0)
FRAME = pd.DataFrame({"a": range(9)})
TWICE = pd.DataFrame(np.ones((9, 2)), columns=["a", "a"])
X, y = load_iris(return_X_y=True)
TRAIN, TEST = slice(None, None, 2), slice(1, None, 2)


def tables(n, shift):
    """Return two tables with text, truth values and missing numbers."""
    samples = []
    for seed, moved in ((0, 0), (1, shift)):
        rng = np.random.RandomState(seed)
        table = pd.DataFrame(
            {
                "x": rng.normal(size=n),
                "colour": pd.Categorical(rng.choice(["r", "g"], n)),
                "flag": rng.rand(n) < 0.5 - moved,
                "text": rng.choice(["a", "b", "c"], n),
            }
        )
        table.loc[rng.rand(n) < 0.2, "x"] = np.nan
        samples.append(table)
    return samples


def test_the_p_value_is_of_the_binomial_test_of_the_held_out_half():
    X, Y = rng.normal(0, 1, (100, 2)), rng.normal(1, 1, (101, 2))
    accuracy, p_value = classifier_two_sample_test(X, Y, random_state=0)
    n_right = round(100 * accuracy)
    assert accuracy * 100 == pytest.approx(n_right)
    expected = binomtest(n_right, 100, 0.5, alternative="greater").pvalue
    assert p_value == pytest.approx(expected)
    X = pd.Series(rng.normal(size=60))  # one feature
    accuracy, p_value = classifier_two_sample_test(X, X + 20, random_state=0)
    assert accuracy == 1 and p_value == pytest.approx(2.0**-60)


def test_of_one_distribution_few_pairs_look_different():
    found = []
    for seed in range(100):
        X, Y = np.random.RandomState(seed).normal(size=(2, 60, 3))
        options = {"estimator": KNeighborsClassifier(1), "random_state": seed}
        found.append(classifier_two_sample_test(X, Y, **options))
    accuracies, p_values = np.transpose(found)
    assert (p_values < 0.05).mean() <= 0.09
    assert accuracies.mean() == pytest.approx(0.5, abs=0.02)


def test_dependence_and_missing_values_are_seen():
    X = rng.normal(size=(400, 2))
    Y = X.copy()
    Y[:, 1] = rng.permutation(Y[:, 0])
    X[:, 1] = X[:, 0]
    assert classifier_two_sample_test(X, Y, random_state=0).p_value < 1e-6
    X, Y = rng.normal(size=(2, 400, 2))
    Y[:300, 0] = np.nan
    assert classifier_two_sample_test(X, Y, random_state=0).p_value < 1e-6


def test_a_larger_sample_is_cut_and_copies_are_recognised_as_the_other_sample():
    X, Y = rng.normal(size=(300, 2)), rng.normal(size=(20, 2))
    always = DummyClassifier(strategy="constant", constant=0)
    assert classifier_two_sample_test(X, Y, estimator=always).accuracy == 0.5
    options = {"estimator": KNeighborsClassifier(1), "random_state": 0}
    accuracy, p_value = classifier_two_sample_test(X, X, **options)
    assert accuracy < 0.4 and p_value > 0.99


@pytest.mark.parametrize(("shift", "differ"), [(0, False), (0.4, True)])
def test_tables_of_any_columns_can_be_compared(shift, differ):
    X, Y = tables(400, shift)
    for table in (Y, Y[Y.columns[::-1]]):  # their order does not matter
        p_value = classifier_two_sample_test(X, table, random_state=0).p_value
        assert (p_value < 1e-4) is differ
    every = every_dtype(20)
    assert classifier_two_sample_test(every, every, random_state=0).accuracy <= 0.75


def test_the_seed_decides_and_the_given_classifier_is_left_unfitted():
    X, Y = rng.normal(size=(2, 100, 2))
    one, same, *others = (
        classifier_two_sample_test(X, Y, random_state=s) for s in (3, 3, 0, 1)
    )
    assert one == same and {one} != {one, *others}
    judge = LogisticRegression()
    assert classifier_two_sample_test(X, X + 9, estimator=judge).accuracy == 1
    assert not hasattr(judge, "coef_")


@pytest.mark.parametrize(
    ("X", "Y", "message"),
    [
        (np.zeros((3, 1)), np.zeros((9, 1)), "X has 3 samples; this metric needs at l"),
        (np.zeros((9, 1)), np.zeros((9, 2)), "X has 1 features and Y 2. Give both the"),
        (np.zeros((9, 1)), np.full((9, 1), np.inf), "Y has infinite values in 9 of it"),
        (FRAME, np.zeros((9, 1)), "Only one of X and Y is a DataFrame. Give both as"),
        (FRAME, FRAME.rename(columns={"a": "b"}), r"\['a', 'b'\] are columns of only"),
        (FRAME, FRAME / 0.0, "The column 'a' has infinite values in 8 rows. Replace"),
        (FRAME, FRAME * 1e50, "Y has values as large as 8e\\+50, more than 3.4e\\+38"),
        (FRAME, FRAME[:1], "Y has 1 sample; this metric needs at least 4. Give more"),
        (TWICE, TWICE, r"X has several columns named \['a'\]"),
    ],
)
def test_bad_input_is_named(X, Y, message):
    with pytest.raises(InputError, match=message):
        classifier_two_sample_test(X, Y)


def score(X_generated, y_generated, **options):
    return classification_accuracy_score(
        X[TEST], y[TEST], X_generated, y_generated, random_state=0, **options
    )


def test_real_rows_teach_all_and_shuffled_labels_nothing():
    assert score(X[TRAIN], y[TRAIN]) > 0.9
    assert score(X[TRAIN], np.random.RandomState(0).permutation(y[TRAIN])) < 0.6


def test_a_given_classifier_learns_from_the_generated_rows():
    judge = KNeighborsClassifier(1)
    expected = KNeighborsClassifier(1).fit(X[TRAIN], y[TRAIN]).score(X[TEST], y[TEST])
    assert score(X[TRAIN], y[TRAIN], estimator=judge) == expected
    assert not hasattr(judge, "classes_")


def test_classes_may_weigh_alike_and_a_missing_one_is_never_recognised():
    two = np.flatnonzero(y[TRAIN] < 2)
    made = X[TRAIN][two], y[TRAIN][two]
    assert score(*made) == pytest.approx(2 / 3, abs=0.02)
    real = np.r_[:100, np.flatnonzero(y == 2)[:5]]
    accuracy, balanced = (
        classification_accuracy_score(
            X[real], y[real], *made, scoring=scoring, random_state=0
        )
        for scoring in ("accuracy", "balanced_accuracy")
    )
    assert accuracy > 0.9
    assert balanced == pytest.approx(2 / 3, abs=0.02)


def test_tables_of_any_columns_can_be_judged():
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
def test_bad_input_of_the_accuracy_is_named(X_generated, y_generated, message):
    with pytest.raises(InputError, match=message):
        score(X_generated, y_generated)
