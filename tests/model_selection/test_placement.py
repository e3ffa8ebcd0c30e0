import pytest
from imblearn.combine import SMOTEENN
from imblearn.over_sampling import SMOTE, RandomOverSampler
from imblearn.pipeline import Pipeline
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import BaggingClassifier, GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import get_scorer
from sklearn.model_selection import (
    GridSearchCV,
    RandomizedSearchCV,
    TunedThresholdClassifierCV,
)
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline as TransformerPipeline
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from skgan.model_selection._fold import (
    balance_classes,
    place,
    set_seeds,
    tune_threshold,
)

SAMPLER = RandomOverSampler()
STEPS = [("scale", StandardScaler()), ("clf", SVC())]
WITH_SLOT = [STEPS[0], ("sampler", "passthrough"), STEPS[1]]
PIPELINE = make_pipeline(StandardScaler(), SVC())


@pytest.mark.parametrize(
    "estimator", [SVC(C=3), TransformerPipeline(STEPS), CalibratedClassifierCV(SVC())]
)
def test_samplers_come_first(estimator):
    placed = place(estimator, SAMPLER)
    assert isinstance(placed, Pipeline)
    assert list(placed.named_steps) == ["sampler", "estimator"]
    assert placed["sampler"] is SAMPLER
    for copy in (placed["estimator"], place(estimator, None)):
        assert repr(copy) == repr(estimator) and copy is not estimator


def test_a_slot_is_filled_or_emptied():
    estimator = Pipeline(WITH_SLOT)
    placed = place(estimator, SAMPLER)
    assert placed["sampler"] is SAMPLER
    assert list(placed.named_steps) == ["scale", "sampler", "clf"]
    assert estimator["sampler"] == "passthrough"
    assert place(placed, None)["sampler"] == "passthrough"


def test_a_slot_in_a_pipeline_of_scikit_learn_is_refused():
    with pytest.raises(ValueError, match=r"Use imblearn\.pipeline"):
        place(TransformerPipeline(WITH_SLOT), SAMPLER)


@pytest.mark.parametrize("grid", [{"C": [1, 2]}, [{"C": [1]}, {"kernel": ["rbf"]}]])
def test_samplers_go_into_a_search(grid):
    search = GridSearchCV(SVC(), grid)
    placed = place(search, SAMPLER)
    assert isinstance(placed, GridSearchCV)
    assert list(placed.estimator.named_steps) == ["sampler", "estimator"]
    grids = placed.param_grid if isinstance(grid, list) else [placed.param_grid]
    assert grids[0]["estimator__C"][0] == 1
    assert search.param_grid == grid and isinstance(search.estimator, SVC)
    placed = place(RandomizedSearchCV(SVC(), {"C": [1, 2]}), SAMPLER)
    assert placed.param_distributions == {"estimator__C": [1, 2]}


@pytest.mark.parametrize("sampler", [SAMPLER, None])
def test_a_slot_inside_a_search_keeps_the_grid(sampler):
    search = GridSearchCV(Pipeline(WITH_SLOT), {"clf__C": [1, 2]})
    placed = place(search, sampler)
    assert placed.param_grid == {"clf__C": [1, 2]}
    assert placed.estimator["sampler"] == (sampler or "passthrough")


def test_every_seed_is_set_or_only_those_of_none():
    sampler = set_seeds(SMOTEENN(smote=SMOTE(random_state=5)), 7, unset_only=False)
    assert sampler.random_state == sampler.smote.random_state == 7
    estimator = Pipeline([("a", SVC(random_state=5)), ("b", LogisticRegression())])
    estimator = set_seeds(estimator, 7, unset_only=True)
    assert (estimator["a"].random_state, estimator["b"].random_state) == (5, 7)


@pytest.mark.parametrize(
    "estimator, name",
    [
        (SVC(), "class_weight"),
        (PIPELINE, "svc__class_weight"),
        (GridSearchCV(PIPELINE, {}), "estimator__svc__class_weight"),
        (BaggingClassifier(SVC()), "estimator__class_weight"),
    ],
)
def test_class_weights_are_set_where_they_belong(estimator, name):
    balanced, weight_name = balance_classes(estimator)
    assert weight_name is None
    assert balanced.get_params()[name] == "balanced"
    estimator.set_params(**{name: None})


@pytest.mark.parametrize(
    "estimator, name",
    [
        (GaussianNB(), "sample_weight"),
        (make_pipeline(StandardScaler(), GaussianNB()), "gaussiannb__sample_weight"),
        (GridSearchCV(GradientBoostingClassifier(), {}), "sample_weight"),
        (GridSearchCV(make_pipeline(GaussianNB()), {}), "gaussiannb__sample_weight"),
    ],
)
def test_sample_weights_take_their_place(estimator, name):
    assert balance_classes(estimator)[1] == name
    for without in (KNeighborsClassifier(), make_pipeline(KNeighborsClassifier())):
        with pytest.raises(ValueError, match="neither class_weight nor sample_weight"):
            balance_classes(without)


@pytest.mark.parametrize(
    "names, expected",
    [
        (["f1", "balanced_accuracy"], "f1"),
        (["average_precision", "f1"], "f1"),
        (["roc_auc"], "balanced_accuracy"),
    ],
)
def test_threshold_is_tuned_for_the_first_metric_that_has_one(names, expected):
    tuned = tune_threshold(SVC(), {name: get_scorer(name) for name in names})
    assert isinstance(tuned, TunedThresholdClassifierCV)
    assert get_scorer(tuned.scoring)._score_func is get_scorer(expected)._score_func
    for of_user in (lambda *args: 0.0, {"mine": lambda *args: 0.0}):
        assert tune_threshold(SVC(), of_user).scoring == "balanced_accuracy"
