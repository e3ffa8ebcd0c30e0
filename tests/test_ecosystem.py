"""Pipelines, searches, caching, pickling, routing: what people do with SMOTE."""

import pickle
import pickletools
from collections import Counter

import numpy as np
import pandas as pd
import pytest
import sklearn
from imblearn.pipeline import Pipeline, make_pipeline
from sklearn.base import clone
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, make_scorer
from sklearn.model_selection import GridSearchCV, cross_validate
from sklearn.preprocessing import StandardScaler

from skgan import ACGANSampler
from skgan.networks import dense_generator
from tests.helpers import Y, make_sampler

X = np.random.RandomState(0).normal(size=(60, 3)) + Y[:, None]


def make_steps(**parameters):
    return Pipeline(
        [("gan", make_sampler(**parameters)), ("clf", LogisticRegression())]
    )


class Recorder(DummyClassifier):
    """Remember what it is fitted on."""

    def fit(self, X, y, sample_weight=None):
        self.X_, self.y_ = X, y
        return super().fit(X, y, sample_weight)


# Pipelines and searches


def test_pipeline_resamples_in_fit_only():
    pipeline = Pipeline([("gan", make_sampler()), ("clf", Recorder())]).fit(X, Y)
    assert Counter(pipeline["clf"].y_) == {0: 40, 1: 40}
    np.testing.assert_array_equal(pipeline["clf"].X_[:60], X)
    assert pipeline.predict(X).shape == (60,)


def test_pipeline_after_a_scaler():
    pipeline = make_pipeline(StandardScaler(), make_sampler(), LogisticRegression())
    table = pd.DataFrame(X * 1000, columns=["a", "b", "c"])
    assert pipeline.fit(table, Y).score(table, Y) > 0.5
    pipeline.set_output(transform="pandas").fit(table, Y)
    assert list(pipeline[-1].feature_names_in_) == ["a", "b", "c"]


def test_pipeline_of_two_samplers():
    pipeline = make_pipeline(
        make_sampler(sampling_strategy={1: 30}), make_sampler(), Recorder()
    ).fit(X, Y)
    assert Counter(pipeline[-1].y_) == {0: 40, 1: 40}


def test_grid_search():
    grid = {"gan__kernel_fraction": [1], "gan__learning_rate": [1e-3, (1e-3, 1e-4)]}
    search = GridSearchCV(make_steps(), grid, cv=2, error_score="raise").fit(X, Y)
    assert len(search.cv_results_["params"]) == 2
    assert search.best_estimator_["gan"].n_iter_ == 0


def test_cross_validation_in_two_processes():
    options = {"cv": 2, "error_score": "raise", "return_estimator": True}
    runs = [cross_validate(make_steps(), X, Y, n_jobs=n, **options) for n in (2, 1)]
    for one, other in zip(*(run["estimator"] for run in runs), strict=True):
        drawn = [pipeline["gan"].sample({1: 9})[0] for pipeline in (one, other)]
        np.testing.assert_array_equal(*drawn)


class Counted:
    """A callback that counts the trainings."""

    n_trainings = 0

    def on_train_begin(self, logs=None):
        Counted.n_trainings += 1


def test_pipeline_memory_caches_the_second_fit(tmp_path):
    pipeline = make_steps(callbacks=[Counted()]).set_params(memory=str(tmp_path))
    before = Counted.n_trainings
    first, again = (pipeline.fit(X, Y).predict_proba(X) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert Counted.n_trainings == before + 1
    pipeline.set_params(gan__max_iter=6).fit(X, Y)
    assert Counted.n_trainings == before + 2


# clone, get_params, repr, pickle


def test_repr_shows_what_was_changed_and_builds_no_network():
    calls = []

    def counted(spec, latent_dim):
        calls.append(spec)
        return dense_generator(spec, latent_dim)

    assert repr(ACGANSampler(loss="bce")) == "ACGANSampler(loss='bce')"
    fitted = make_sampler(generator=counted).fit(X, Y)
    n_calls = len(calls)
    for sampler in (fitted, clone(fitted)):
        html = sampler._repr_html_()
        assert "ACGANSampler" in html and "kernel_fraction" in html
    assert len(calls) == n_calls > 0


def test_pickle_is_small_and_holds_no_keras_object():
    sampler = make_sampler()
    sampler.fit_resample(X, Y)
    sampler.summary()
    data = pickle.dumps(sampler)
    modules = {
        str(argument).split(".")[0].split(" ")[0]
        for _, argument, _ in pickletools.genops(data)
        if isinstance(argument, str)
    }
    assert not modules & {"keras", "tensorflow"}
    networks = sampler.generator_, sampler.discriminator_
    size = sum(w.nbytes for network in networks for w in network.get_weights())
    assert len(data) < size + 20_000


# sample_weight


def with_request(sampler, requested):
    """Request weights; imblearn's Pipeline asks for those of fit as well."""
    sampler.set_fit_request(sample_weight=requested)
    return sampler.set_fit_resample_request(sample_weight=requested)


def outlier_data():
    """Return data in which one row of each class lies far away, and its weights."""
    table, weight = X.copy(), np.ones(60)
    table[[5, 45]] = 1e4
    weight[[5, 45]] = 0.0
    return table, weight


@pytest.mark.parametrize("kernel_fraction", [0, 1])
def test_weights_change_the_result(kernel_fraction):
    weight = np.random.RandomState(0).uniform(size=60)
    sampler = make_sampler(kernel_fraction=kernel_fraction)
    weighted, _ = sampler.fit_resample(X, Y, sample_weight=weight)
    plain, _ = sampler.fit_resample(X, Y)
    assert not np.array_equal(weighted, plain)
    alike, _ = sampler.fit_resample(X, Y, sample_weight=weight * 7)
    np.testing.assert_allclose(alike, weighted, rtol=1e-4, atol=1e-6)


def test_metadata_routing_of_sample_weight():
    table, weight = outlier_data()
    with sklearn.config_context(enable_metadata_routing=True):
        sampler = make_sampler(kernel_fraction=1, sampling_strategy={0: 300, 1: 300})
        pipeline = Pipeline(
            [
                ("gan", with_request(sampler, True)),
                ("clf", Recorder().set_fit_request(sample_weight=False)),
            ]
        )
        pipeline.fit(table, Y, sample_weight=weight)
        assert np.abs(pipeline["clf"].X_[60:]).max() < 100
        with_request(sampler, False)
        pipeline.fit(table, Y)
        assert np.abs(pipeline["clf"].X_[60:]).max() > 100


def test_metadata_routing_in_cross_validation():
    with sklearn.config_context(enable_metadata_routing=True):
        sampler = with_request(make_sampler(), True)
        classifier = LogisticRegression().set_fit_request(sample_weight=False)
        scores = cross_validate(
            make_pipeline(sampler, classifier),
            X,
            Y,
            cv=2,
            scoring=make_scorer(accuracy_score).set_score_request(sample_weight=True),
            params={"sample_weight": np.arange(60.0) + 1},
            error_score="raise",
        )
    assert len(scores["test_score"]) == 2


def test_routed_weights_need_a_request():
    with sklearn.config_context(enable_metadata_routing=True):
        pipeline = make_pipeline(make_sampler(), DummyClassifier())
        with pytest.raises(sklearn.exceptions.UnsetMetadataPassedError):
            pipeline.fit(X, Y, sample_weight=np.ones(60))
