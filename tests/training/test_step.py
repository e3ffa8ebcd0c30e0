from dataclasses import replace

import numpy as np
import pytest
import tensorflow as tf
from numpy.testing import assert_allclose, assert_array_equal

from skgan import NetworkSpec
from skgan._spec import Layout
from skgan.networks import dense_discriminator, dense_generator
from skgan.training import LOSSES, Game
from skgan.training._losses import discriminator_loss
from skgan.training._play import (
    discriminator_step,
    discriminator_steps,
    draw_noise,
    generate,
    generator_step,
    real_batch,
)
from skgan.training._program import Program
from tests.training.programs import (
    BATCH,
    LABEL,
    N_UPDATES,
    SEED,
    SPEC,
    X,
    Y,
    make_program,
    normalized_discriminator,
    normalized_generator,
    split_discriminator,
)

ROWS = tf.reshape(tf.range(N_UPDATES * BATCH), (N_UPDATES, 1, BATCH))


def first_noise(game, seed=SEED):
    return {name: values[0] for name, values in draw_noise(game, 1, seed).items()}


def run_discriminator_steps(program):
    noise = first_noise(program.game)
    fakes = program.generator([noise["z"], tf.reshape(LABEL, (-1,))], training=False)
    return discriminator_steps(program, X, ROWS, LABEL, fakes, noise).numpy()


def run_generator_step(program):
    noise = first_noise(program.game)
    with tf.GradientTape() as tape:
        fakes = generate(program, noise["z"], LABEL)
    return generator_step(program, tape, fakes, LABEL, noise).numpy()


@pytest.mark.parametrize("loss", [*LOSSES, "normalized"])
def test_each_step_changes_all_of_one_player_and_nothing_of_the_other(loss):
    networks = dense_generator, dense_discriminator
    if loss == "normalized":
        loss, networks = "hinge", (normalized_generator, normalized_discriminator)
    program = make_program(loss, *networks)
    players = program.generator, program.discriminator
    optimizers = program.generator_optimizer, program.discriminator_optimizer
    for own, step in enumerate([run_generator_step, run_discriminator_steps]):
        states = [
            [*p.variables, *o.variables]
            for p, o in zip(players, optimizers, strict=True)
        ]
        before = [[variable.numpy() for variable in state] for state in states]
        assert np.isfinite(step(program))
        other = states[1 - own], before[1 - own]
        assert all((a.numpy() == b).all() for a, b in zip(*other, strict=True))
        trained = {variable.path for variable in players[own].trainable_variables}
        if own and loss in ("hinge", "wgan-gp"):
            # A constant cancels in the difference of real and fake scores.
            trained.discard(program.discriminator.get_layer("source").bias.path)
        for variable, value in zip(states[own], before[own], strict=True):
            assert variable.path not in trained or (variable.numpy() != value).any()
    assert [o.iterations.numpy() for o in optimizers] == [1, N_UPDATES]


@pytest.mark.parametrize("loss", LOSSES)
def test_the_class_loss_sees_real_samples_only(loss):
    real = X[:BATCH]
    fake = tf.constant(np.random.RandomState(1).normal(size=(BATCH, 3)), tf.float32)
    other_class = tf.concat([fake[:, :1], -5 * fake[:, 1:]], axis=1)

    def update(real, fake):
        program = make_program(loss, discriminator=split_discriminator)
        noise = first_noise(program.game)
        noise = {"mix": noise["mix"][0]} if "mix" in noise else {}
        d_loss = discriminator_step(program, real, fake, Y[:BATCH], noise)
        head = program.discriminator.get_layer("class").kernel
        return d_loss.numpy(), head.numpy()

    expected_loss, expected_head = update(real, fake)
    d_loss, head = update(real, other_class)
    assert_allclose(d_loss, expected_loss, rtol=1e-6)
    assert_array_equal(head, expected_head)
    other_real = tf.concat([real[:, :1], -5 * real[:, 1:]], axis=1)
    assert abs(update(other_real, fake)[0] - expected_loss) > 0.01


def test_the_generator_is_told_how_its_class_was_read():
    # Were it not for the class loss, G would get no gradient through columns that
    # only the class head reads.
    program = make_program("hinge", discriminator=split_discriminator)
    last = program.generator.trainable_variables[-1]
    before = last.numpy()
    run_generator_step(program)
    assert (last.numpy() != before).all()


def test_with_the_kernel_a_batch_is_a_row_plus_a_part_of_the_way_between_two():
    rows, u = tf.constant([[0, 1], [2, 3], [4, 5]]), tf.constant([[0.5], [0.25]])
    x = X.numpy()
    expected = x[[0, 1]] + u.numpy() * (x[[2, 3]] - x[[4, 5]])
    assert_allclose(real_batch(X, rows, u, SPEC), expected, rtol=1e-6)


def test_with_the_kernel_the_categories_of_a_batch_are_those_of_the_row():
    spec = NetworkSpec((3,), 2, layout=Layout(1, (2,), 1))
    rows, u = tf.constant([[0, 1], [2, 3], [4, 5]]), tf.constant([[0.5], [0.25]])
    batch = real_batch(X, rows, u, spec).numpy()
    assert_array_equal(batch[:, 1:], X.numpy()[:2, 1:])
    assert_allclose(batch[:, :1], real_batch(X, rows, u, SPEC)[:, :1])


def test_flips_mirror_the_real_images_whose_draw_is_below_a_half(monkeypatch):
    spec = NetworkSpec((2, 3, 1), 2)
    game = Game(spec, dense_generator, dense_discriminator, 4, loss="hinge")
    seen = []

    def recording_loss(game, network, real, *others):
        seen.append(real.numpy())
        return discriminator_loss(game, network, real, *others)

    monkeypatch.setattr("skgan.training._play.discriminator_loss", recording_loss)
    real = tf.reshape(tf.range(12, dtype=tf.float32), (2, 2, 3, 1))
    flip = tf.reshape(tf.constant([0.4, 0.6]), (2, 1, 1, 1))
    discriminator_step(Program(game), real, real, tf.constant([0, 1]), {"flip": flip})
    assert_array_equal(seen[0][0, :, :, 0], [[2, 1, 0], [5, 4, 3]])
    assert_array_equal(seen[0][1, :, :, 0], [[6, 7, 8], [9, 10, 11]])


@pytest.mark.parametrize(
    ("loss", "n_classes"), [("hinge", 2), ("bce-gp", 2), ("wgan-gp", 1)]
)
def test_without_a_class_head_both_players_have_the_source_alone(loss, n_classes):
    spec = replace(SPEC, n_classes=n_classes, class_head=False)
    game = replace(make_program(loss).game, spec=spec)
    program = Program(game)
    program.set_learning_rates(0.01, 0.01)
    assert len(program.discriminator.outputs) == 1
    rows, seed = ROWS[None], tf.constant([3, 4])
    before = program.get_state()
    losses = program.play(X, Y % n_classes, rows, seed).numpy()
    assert np.isfinite(losses).all()
    assert any((a != b).any() for a, b in zip(before, program.get_state(), strict=True))
