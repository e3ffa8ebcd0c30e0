from time import perf_counter

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import log_softmax

from skgan import ACGANSampler, GANSampler
from skgan.synthesis import _draw
from skgan.synthesis._draw import against_others
from tests.helpers import Trap

RANDOM = np.random.RandomState(0)


def make_classes(counts):
    y = np.repeat(np.arange(len(counts)), counts)
    return RANDOM.normal(y[:, None] % 7, 0.1, (len(y), 3)), y


@pytest.mark.parametrize("cls", [ACGANSampler, GANSampler])
def test_many_classes_go_through_the_generator_together(cls, monkeypatch):
    X, y = make_classes([40, *[20] * 39])
    sampler = cls(max_iter=2, random_state=0).fit(X, y)
    passes, finish = [], _draw.finish

    def counted(synthesizer, draws, random_state):
        passes.append(len(draws))
        finish(synthesizer, draws, random_state)

    monkeypatch.setattr(_draw, "finish", counted)
    X_new, y_new = sampler.sample({label: label % 3 for label in range(40)})
    assert np.bincount(y_new, minlength=40).tolist() == [i % 3 for i in range(40)]
    assert len(X_new) == len(y_new) == 39 and np.isfinite(X_new).all()
    sampler.sample(80)
    sampler.sample({0: 3, 1: 2})
    assert passes == [1] * 26 + [40, 1, 1]


def test_a_label_among_two_is_as_likely_as_among_all():
    logits = RANDOM.normal(0, 9, (50, 8)).astype(np.float32)
    labels = RANDOM.randint(8, size=50)
    among_two = log_softmax(against_others(logits, labels).astype(float), axis=1)[:, 0]
    among_all = log_softmax(logits.astype(float), axis=1)[np.arange(50), labels]
    assert_allclose(among_two, among_all, rtol=1e-4, atol=1e-4)


# A default never trains for what it will not use.


@pytest.mark.parametrize("options", [{}, {"conditioning": "per-class"}])
def test_nothing_is_trained_for_classes_that_only_the_kernel_draws(options):
    X, y = make_classes([400, 3])
    cls = GANSampler if options else ACGANSampler
    sampler = cls(random_state=0, callbacks=[Trap()], **options)
    _, y_new = sampler.fit_resample(X, y)
    assert np.bincount(y_new).tolist() == [400, 400] and sampler.n_iter_ == 0
    sampler.sample({1: 5})
    with pytest.warns(UserWarning, match="few rows, so nothing was trained"):
        sampler.sample({0: 5})


def test_rows_of_weight_zero_do_not_make_a_class_frequent():
    X, y = make_classes([60, 20])
    weight = np.where(np.arange(80) >= 75, 1.0, y == 0)
    sampler = ACGANSampler(random_state=0, callbacks=[Trap()])
    sampler.fit_resample(X, y, sample_weight=weight)


def test_classes_by_the_hundred_take_no_longer_than_seconds():
    X, y = make_classes([605, *[5] * 600])
    sampler, start = ACGANSampler(random_state=0), perf_counter()
    _, y_new = sampler.fit_resample(X, y)
    assert np.all(np.bincount(y_new) == 605)
    assert perf_counter() - start < 30  # it took 27 s, for a training that was not used
