"""Pipelines, searches, caching, pickling, routing: what people do with SMOTE."""

import pickle
import pickletools
from collections import Counter

import joblib
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

Y = np.repeat([0, 1], [40, 20])
X = np.random.RandomState(0).normal(size=(60, 3)) + Y[:, None]


def make_sampler(**parameters):
    return ACGANSampler(**{"max_iter": 5, "random_state": 0, **parameters})


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
    grid = {
        "gan__kernel_fraction": [0.5, 1],
        "gan__learning_rate": [1e-3, (1e-3, 1e-4)],
    }
    search = GridSearchCV(make_steps(), grid, cv=2, error_score="raise").fit(X, Y)
    assert len(search.cv_results_["params"]) == 4
    assert search.best_estimator_["gan"].n_iter_ in (0, 5)


def test_cross_validation_in_two_processes():
    parallel = cross_validate(make_steps(), X, Y, cv=2, n_jobs=2, error_score="raise")
    serial = cross_validate(make_steps(), X, Y, cv=2, error_score="raise")
    np.testing.assert_array_equal(parallel["test_score"], serial["test_score"])


def test_cross_validation_in_threads():
    with joblib.parallel_backend("threading"):
        threaded = cross_validate(make_steps(), X, Y, cv=4, n_jobs=4)
    serial = cross_validate(make_steps(), X, Y, cv=4)
    np.testing.assert_array_equal(threaded["test_score"], serial["test_score"])


def test_pipeline_memory_caches_the_second_fit(tmp_path, monkeypatch):
    pipeline = make_steps().set_params(memory=str(tmp_path))
    first = pipeline.fit(X, Y).predict_proba(X)
    monkeypatch.setattr("skgan.training.train", lambda *args, **kwargs: 1 / 0)
    again = pipeline.fit(X, Y).predict_proba(X)
    np.testing.assert_array_equal(first, again)
    with pytest.raises(ZeroDivisionError):
        pipeline.set_params(gan__max_iter=6).fit(X, Y)


# clone, get_params, repr


def test_clone_takes_parameters_and_no_fitted_state():
    sampler = make_sampler(learning_rate=(1e-3, 1e-4), kernel_fraction=0.5).fit(X, Y)
    copy = clone(sampler)
    assert copy.get_params() == sampler.get_params()
    assert not [name for name in vars(copy) if name.endswith("_") or name[0] == "_"]


def test_repr_shows_what_was_changed():
    assert repr(ACGANSampler(loss="bce")) == "ACGANSampler(loss='bce')"


@pytest.mark.parametrize("kernel_fraction", [0.5, 1])
@pytest.mark.parametrize("fit", [False, True])
def test_html_repr(fit, kernel_fraction, monkeypatch):
    sampler = make_sampler(kernel_fraction=kernel_fraction)
    if fit:
        sampler.fit(X, Y)
    monkeypatch.setattr("skgan.training.build_networks", lambda *args: 1 / 0)
    html = sampler._repr_html_()
    assert "ACGANSampler" in html and "kernel_fraction" in html


def test_feature_names_out():
    frame = pd.DataFrame(X, columns=["a", "b", "c"])
    sampler = make_sampler(kernel_fraction=1).fit(frame, Y)
    assert list(sampler.get_feature_names_out()) == ["a", "b", "c"]
    sampler = make_sampler(kernel_fraction=1).fit(X, Y)
    assert list(sampler.get_feature_names_out()) == ["x0", "x1", "x2"]


def test_pandas_in_pandas_out():
    frame = pd.DataFrame(X, columns=["a", "b", "c"])
    X_new, y_new = make_sampler().fit_resample(frame, pd.Series(Y, name="kind"))
    assert isinstance(X_new, pd.DataFrame) and list(X_new) == ["a", "b", "c"]
    assert isinstance(y_new, pd.Series) and y_new.name == "kind"


def test_other_column_names_are_refused():
    sampler = make_sampler().fit(pd.DataFrame(X, columns=["a", "b", "c"]), Y)
    with pytest.raises(ValueError, match="feature names"):
        sampler.discriminate(pd.DataFrame(X, columns=["a", "c", "b"]))


# pickle and joblib


def dump_with_pickle(sampler, path):
    return pickle.loads(pickle.dumps(sampler))


def dump_with_joblib(sampler, path):
    joblib.dump(sampler, path / "sampler.joblib")
    return joblib.load(path / "sampler.joblib")


@pytest.fixture(params=[dump_with_pickle, dump_with_joblib])
def dumped(request, tmp_path):
    return lambda sampler: request.param(sampler, tmp_path)


def test_dump_of_an_unfitted_sampler(dumped):
    sampler = make_sampler(loss="bce")
    assert dumped(sampler).get_params() == sampler.get_params()


@pytest.mark.parametrize("shape", [(3,), (16, 2), (8, 8, 1)])
def test_dump_of_a_fitted_sampler_goes_on_bit_equal(dumped, shape):
    samples = np.random.RandomState(0).normal(size=(60, *shape))
    sampler = make_sampler(kernel_fraction=0.5).fit(samples, Y)
    sampler.sample(3)
    copy = dumped(sampler)
    for _ in range(2):
        np.testing.assert_array_equal(copy.sample(9)[0], sampler.sample(9)[0])
    np.testing.assert_array_equal(
        copy.discriminate(samples), sampler.discriminate(samples)
    )


def test_dump_after_fit_resample_of_a_dataframe(dumped):
    sampler = make_sampler(kernel_fraction=1)
    sampler.fit_resample(pd.DataFrame(X, columns=["a", "b", "c"]), Y)
    pd.testing.assert_frame_equal(dumped(sampler).sample(4)[0], sampler.sample(4)[0])


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
    weights = sampler._sampler.networks[0]
    size = sum(w.nbytes for w in [*weights.generator, *weights.discriminator])
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


@pytest.mark.parametrize("kernel_fraction", [0, "auto", 1])
def test_weights_change_the_result(kernel_fraction):
    weight = np.random.RandomState(0).uniform(size=60)
    sampler = make_sampler(kernel_fraction=kernel_fraction)
    weighted, _ = sampler.fit_resample(X, Y, sample_weight=weight)
    plain, _ = sampler.fit_resample(X, Y)
    assert not np.array_equal(weighted, plain)
    alike, _ = sampler.fit_resample(X, Y, sample_weight=weight * 7)
    np.testing.assert_allclose(alike, weighted, rtol=1e-4, atol=1e-6)


def test_a_row_of_weight_zero_is_never_drawn():
    table, weight = outlier_data()
    sampler = make_sampler(kernel_fraction=1, sampling_strategy={0: 300, 1: 300})
    X_new, _ = sampler.fit_resample(table, Y, sample_weight=weight)
    assert np.abs(X_new[60:]).max() < 100
    X_new, _ = sampler.fit_resample(table, Y)
    assert np.abs(X_new[60:]).max() > 100


def test_a_training_batch_holds_no_row_of_weight_zero():
    from skgan.training._run import draw_rows, rows_by_class

    weight = np.tile([0.0, 1.0, 3.0], 20)
    classes = rows_by_class(Y, weight)
    rows = draw_rows(classes, (100, 2, 1, 64), 2, np.random.RandomState(0)).ravel()
    counts = np.bincount(rows, minlength=60)
    assert (counts[weight == 0] == 0).all()
    assert abs(counts[:40].sum() / counts.sum() - 0.5) < 0.02
    assert 2.7 < counts[weight == 3].sum() / counts[weight == 1].sum() < 3.3


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
