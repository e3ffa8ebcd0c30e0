"""What is compared: pipelines, searches, signals, images, tables with texts."""

import numpy as np
import pandas as pd
import pytest
from imblearn.over_sampling import SMOTE
from imblearn.pipeline import Pipeline
from scipy import sparse
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import FitFailedWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler
from sklearn.svm import SVC

from skgan.exceptions import InputError
from tests.model_selection.runs import WORDS, X, Y, compare

# Fair folds


@pytest.mark.parametrize(
    "estimator",
    [
        make_pipeline(StandardScaler(), SVC()),
        Pipeline([("s", StandardScaler()), ("sampler", None), ("svc", SVC())]),
        GridSearchCV(SVC(), {"C": [1, 10]}, cv=2),
        GridSearchCV(make_pipeline(StandardScaler(), SVC()), {"svc__C": [1, 10]}, cv=2),
    ],
)
def test_pipelines_and_searches(estimator):
    words = {"weights": "class_weight", "threshold": "threshold"}
    result = compare(estimator, samplers={"smote": SMOTE(k_neighbors=3), **words})
    assert (result.to_frame()["error"] == "").all()


# Kinds of data


def flat(classifier):
    flatten = FunctionTransformer(lambda X: np.reshape(X, (len(X), -1)))
    return make_pipeline(flatten, classifier)


@pytest.mark.parametrize("shape", [(9, 2), (8, 8, 1)])
def test_signals_and_images(shape):
    signals = np.random.RandomState(0).normal(size=(80, *shape))
    words = {w: w for w in ("kernel", "mixup", "warp")[: len(shape)]}
    result = compare(flat(GaussianNB()), signals, samplers=words)
    assert (result.to_frame()["error"] == "").all()


@pytest.mark.parametrize("kind", [np.asarray, pd.DataFrame, sparse.csr_array])
def test_mixup_of_tables(kind):
    result = compare(X=kind(X), samplers={"mixup": "mixup"})
    assert (result.to_frame()["error"] == "").all()
    assert result.baselines == {"none": None, "mixup": "mixup"}


def test_mixup_of_text_is_told_and_works_behind_an_encoder():
    table = pd.DataFrame({"a": X[:, 0], "kind": np.where(X[:, 1] > 0, "x", "y")})
    encode = ColumnTransformer([("t", OneHotEncoder(), ["kind"])], remainder="drop")
    steps = [("encode", encode), ("classifier", LogisticRegression())]
    with pytest.warns(FitFailedWarning, match="'kind'.* not numeric.*Samplers get X"):
        compare(Pipeline(steps), table, samplers={"mixup": "mixup"})
    steps.insert(1, ("sampler", "passthrough"))
    result = compare(Pipeline(steps), table, samplers={"mixup": "mixup"})
    assert (result.to_frame()["error"] == "").all()


def test_warp_takes_images_as_they_are_or_as_they_become():
    rows = np.random.RandomState(0).normal(size=(80, 64))
    fold = FunctionTransformer(lambda X: X.reshape(-1, 8, 8, 1))
    flatten = FunctionTransformer(lambda X: np.reshape(X, (len(X), -1)))
    steps = [("fold", fold), ("sampler", "passthrough"), ("flatten", flatten)]
    estimator = Pipeline([*steps, ("classifier", GaussianNB())])
    warp = {"warp": "warp"}
    placed = compare(estimator, rows, samplers=warp).to_frame()["score"]
    first = compare(flat(GaussianNB()), fold.transform(rows), samplers=warp)
    assert placed.equals(first.to_frame()["score"])
    with pytest.warns(FitFailedWarning, match="only images can be warped"):
        compare(Pipeline(estimator.steps[1:]), rows, samplers=warp)
    for others in (rows, rows.tolist(), pd.DataFrame(rows), rows.reshape(80, 8, 8)):
        with pytest.raises(InputError, match="only images can be warped. Give X of"):
            compare(flat(GaussianNB()), others, samplers=warp)


def test_tables_with_text_need_the_slot():
    table = pd.DataFrame(X, columns=["a", "b", "c"])
    table["kind"] = np.where(X[:, 0] > 0, "x", "y")
    label = pd.Series(np.where(Y, "rare", "often"), index=np.arange(80) + 7)
    encode = ColumnTransformer(
        [("t", OneHotEncoder(), ["kind"])], remainder="passthrough"
    )
    steps = [("encode", encode), ("sampler", None), ("clf", LogisticRegression())]
    result = compare(Pipeline(steps), table, label, {"smote": SMOTE(), **WORDS})
    assert (result.to_frame()["error"] == "").all()


@pytest.mark.parametrize("kind", [sparse.csr_array, lambda X: X.tolist()])
def test_sparse_tables_and_lists(kind):
    result = compare(X=kind(X), y=Y.tolist())
    assert result.to_frame()["score"].equals(compare().to_frame()["score"])
    assert compare(y=np.arange(80) % 3).summary()["mean"].notna().all()


# Scoring
