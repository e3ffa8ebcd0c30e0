from pathlib import Path

import numpy as np
import pytest

from skgan import ACGANSampler, DCGANSampler, GANSampler, NetworkSpec
from skgan.exceptions import InputError
from skgan.networks import dense_discriminator, dense_generator
from skgan.training import Game, Rows
from skgan.training._identity import check_same, identity_of
from skgan.validation import read_samples

GAME = Game(NetworkSpec((3,), 2), dense_generator, dense_discriminator, 4)
ROWS = Rows(np.ones((4, 3), np.float32), np.arange(4) % 2)


SAMPLES = read_samples(ACGANSampler(), [[0.0]] * 6, [0, 0, 0, 0, 1, 1])


def identity(sampler=None, game=GAME, rows=ROWS, trained=None, decoded=ROWS.X):
    sampler = sampler or ACGANSampler()
    name, parameters = type(sampler).__name__, sampler.get_params()
    return identity_of(name, parameters, SAMPLES, game, trained, rows, decoded)


def test_equal_fits_have_one_identity():
    one, other = identity(), identity(ACGANSampler(verbose=1, callbacks=[]))
    assert one == other
    check_same(Path("a"), one, other, is_free=False)


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("sampler", DCGANSampler()),
        ("preset", ACGANSampler(preset="acgan-1d")),
        ("kernel_fraction", ACGANSampler(kernel_fraction=np.float32(0.5))),
        ("max_iter", ACGANSampler(max_iter=np.int64(30))),
        ("learning_rate", ACGANSampler(learning_rate=(1e-3, 1e-4))),
        ("pretrain_discriminator", ACGANSampler(pretrain_discriminator=3)),
        ("early_stopping", ACGANSampler(early_stopping=True)),
        ("clip", ACGANSampler(clip=False)),
        ("random_state", ACGANSampler(random_state=0)),
        ("random_state", ACGANSampler(random_state=np.random.RandomState(0))),
        ("conditioning", GANSampler(conditioning="per-class")),
    ],
)
def test_a_parameter_that_differs_is_named_with_both_values(name, changed):
    with pytest.raises(InputError, match=f"parameters: .*{name} was .* and is "):
        check_same(Path("a"), identity(), identity(changed), is_free=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [("loss", "bce"), ("batch_size", 8), ("generator", lambda spec, n: None)],
)
def test_a_rule_of_the_game_that_differs_is_named(name, value):
    game = Game(**{**GAME.__dict__, name: value})
    with pytest.raises(InputError, match=f"parameters: {name} was .* and is .*. Give"):
        check_same(Path("a"), identity(), identity(game=game), is_free=True)


@pytest.mark.parametrize(
    "rows", [ROWS._replace(X=ROWS.X * 2), ROWS._replace(labels=ROWS.labels[::-1])]
)
def test_other_data_are_told_without_a_word_of_the_rest(rows):
    other = identity(ACGANSampler(max_iter=3), rows=rows)
    with pytest.raises(InputError, match="other data: X or y differ .* each fold") as e:
        check_same(Path("a"), identity(), other, is_free=True)
    assert "max_iter" not in str(e.value)


def test_other_weights_are_told():
    weighted = identity(rows=ROWS._replace(weight=np.ones(4)))
    with pytest.raises(InputError, match="sample_weight was None and is"):
        check_same(Path("a"), identity(), weighted, is_free=False)


def test_after_a_fit_that_ended_the_training_may_be_another():
    sampler = ACGANSampler(max_iter=9, learning_rate=0.1, early_stopping=True)
    check_same(Path("a"), identity(), identity(sampler), is_free=True)
    with pytest.raises(InputError, match="validation_fraction was None"):
        check_same(Path("a"), identity(), identity(sampler), is_free=False)


def test_classes_to_train_are_part_of_it():
    one, two = identity(trained=["a"]), identity(trained=["a", np.str_("b")])
    with pytest.raises(InputError, match="classes to train was"):
        check_same(Path("a"), one, two, is_free=True)
