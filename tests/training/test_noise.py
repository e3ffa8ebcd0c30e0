import numpy as np
import pytest
import tensorflow as tf

from skgan import NetworkSpec
from skgan.networks import conv2d_generator, dense_discriminator
from skgan.training import Game
from skgan.training._augment import N_DRAWS
from skgan.training._play import draw_noise
from tests.training.programs import BATCH, N_UPDATES, SEED, make_program

RULES = {
    "loss": "bce",
    "label_smoothing": 0.2,
    "instance_noise": 0.5,
    "horizontal_flip": True,
    "diff_augment": ("translation",),
    "kernel_reach": 0.7,
}


@pytest.fixture(scope="module")
def noise():
    spec = NetworkSpec((8, 8, 1), 2, "tanh")
    game = Game(
        spec,
        conv2d_generator,
        dense_discriminator,
        latent_dim=4,
        batch_size=BATCH,
        n_discriminator_steps=N_UPDATES,
        **RULES,
    )
    draw = tf.function(lambda n, seed: draw_noise(game, n, seed))
    return lambda n_steps, seed: {k: v.numpy() for k, v in draw(n_steps, seed).items()}


def test_only_what_the_rules_need_is_drawn():
    assert draw_noise(make_program("hinge").game, 1, SEED).keys() == {"z"}
    drawn = draw_noise(make_program("wgan-gp").game, 1, SEED)
    assert drawn.keys() == {"z", "mix"}
    assert drawn["mix"].shape == (1, N_UPDATES, BATCH, 1)


def test_everything_is_drawn_anew_at_each_step(noise):
    drawn = noise(50, SEED)
    assert len(drawn) == 9
    for name, of_steps in drawn.items():
        assert len(of_steps) == 50, name
        assert len(np.unique(of_steps.reshape(50, -1)[:, 0])) == 50, name
    firsts = {of_steps.ravel()[:4].tobytes() for of_steps in drawn.values()}
    assert len(firsts) == len(drawn), "two kinds of noise are the same"


def test_noise_has_the_size_and_range_of_its_rule(noise):
    drawn = noise(400, SEED)
    real, fake = drawn["change"][0, 0]  # each in its own way
    assert real.shape == (BATCH, N_DRAWS) and not np.array_equal(real, fake)
    shape = (N_UPDATES, BATCH, 8, 8, 1)
    assert drawn["u"].shape == (400, N_UPDATES, BATCH, 1, 1, 1)
    assert drawn["u"].min() < 0.01 and 0.69 < drawn["u"].max() <= 0.7
    assert drawn["z"].shape == (400, N_UPDATES * BATCH, 4)
    assert drawn["target"].shape == (400, N_UPDATES, BATCH, 1)
    assert 0.8 <= drawn["target"].min() < 0.81 and 0.99 < drawn["target"].max() <= 1
    assert drawn["real_noise"].shape == drawn["d_fake_noise"].shape == (400, *shape)
    assert drawn["fake_noise"].shape == (400, N_UPDATES * BATCH, 8, 8, 1)
    # Its standard deviation is uniform from 0 to instance_noise, step by step.
    std = drawn["real_noise"].reshape(400, -1).std(axis=1)
    assert abs(std.mean() - 0.25) < 5 * 0.5 / np.sqrt(12 * 400)
    assert std.max() < 0.55
