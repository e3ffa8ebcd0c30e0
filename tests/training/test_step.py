from dataclasses import replace

import keras
import numpy as np
import pytest
import tensorflow as tf
from numpy.testing import assert_allclose, assert_array_equal

from skgan import NetworkSpec
from skgan.networks import conv2d_generator, dense_discriminator, dense_generator
from skgan.training import Game
from skgan.training._augment import N_DRAWS
from skgan.training._losses import (
    DISCRIMINATOR_LOSSES,
    ZERO_CENTRED_PENALTY,
    class_loss,
)
from skgan.training._program import Program
from skgan.training._step import (
    discriminator_loss,
    discriminator_step,
    discriminator_steps,
    draw_noise,
    generate,
    generator_step,
    has_batch_statistics,
    judge,
    real_batch,
)

SPEC = NetworkSpec((3,), 2)
LOSSES = ["bce", "bce-gp", "hinge", "lsgan", "wgan-gp"]
N_UPDATES, BATCH = 2, 8
ROWS = tf.reshape(tf.range(N_UPDATES * BATCH), (N_UPDATES, 1, BATCH))
LABEL = tf.reshape(tf.range(N_UPDATES * BATCH) % 2, (N_UPDATES, BATCH))
X = tf.constant(np.random.RandomState(0).normal(size=(16, 3)), tf.float32)
Y = tf.constant(np.arange(16) % 2, tf.int32)
SEED = tf.constant([3, 4])


def normalized_discriminator(spec, latent_dim):
    sample = keras.Input(spec.shape)
    x = keras.layers.Dense(8, use_bias=False)(sample)
    x = keras.layers.BatchNormalization()(x)
    x = keras.layers.Dropout(0.2)(keras.layers.LeakyReLU()(x))
    source = keras.layers.Dense(1, name="source")(x)
    return keras.Model(sample, [source, keras.layers.Dense(spec.n_classes)(x)])


def normalized_generator(spec, latent_dim):
    z, label = keras.Input((latent_dim,)), keras.Input((), dtype="int32")
    one_hot = keras.ops.one_hot(label, spec.n_classes)
    x = keras.layers.Concatenate()([z, one_hot])
    x = keras.layers.Dense(8, use_bias=False)(x)
    x = keras.layers.BatchNormalization()(x)
    x = keras.layers.Dropout(0.2)(keras.layers.LeakyReLU()(x))
    return keras.Model([z, label], keras.layers.Dense(spec.size)(x))


def split_discriminator(spec, latent_dim):
    """Judge the source by the first column and the class by the others."""
    sample = keras.Input(spec.shape)
    source = keras.layers.Dense(1, name="source")(sample[:, :1])
    label = keras.layers.Dense(spec.n_classes, name="class")(sample[:, 1:])
    return keras.Model(sample, [source, label])


def make_program(
    loss, generator=dense_generator, discriminator=dense_discriminator, **rules
):
    game = Game(
        SPEC,
        generator,
        discriminator,
        latent_dim=4,
        loss=loss,
        batch_size=BATCH,
        n_discriminator_steps=N_UPDATES,
        **rules,
    )
    program = Program(game)
    program.set_learning_rates(0.01, 0.01)
    return program


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


def values(variables):
    return {variable.path: variable.numpy() for variable in variables}


def changed(before, variables):
    return {
        variable.path
        for variable in variables
        if not np.array_equal(before[variable.path], variable.numpy())
    }


def paths(variables):
    return {variable.path for variable in variables}


def states(program):
    return {
        "generator": [
            *program.generator.variables,
            *program.generator_optimizer.variables,
        ],
        "discriminator": [
            *program.discriminator.variables,
            *program.discriminator_optimizer.variables,
        ],
    }


DENSE = (dense_generator, dense_discriminator)
NORMALIZED = (normalized_generator, normalized_discriminator)
each_game = pytest.mark.parametrize(
    ("loss", "networks"),
    [
        *((loss, DENSE) for loss in LOSSES),
        *((loss, NORMALIZED) for loss in ("bce-gp", "hinge")),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0].__name__,
)


@each_game
def test_a_discriminator_step_changes_all_of_d_and_nothing_of_g(loss, networks):
    program = make_program(loss, *networks)
    players = states(program)
    before = {name: values(variables) for name, variables in players.items()}
    assert np.isfinite(run_discriminator_steps(program))
    trained = paths(program.discriminator.trainable_variables)
    if loss in ("hinge", "wgan-gp"):
        # A constant cancels in the difference of real and fake scores.
        trained.discard(program.discriminator.get_layer("source").bias.path)
    assert trained <= changed(before["discriminator"], players["discriminator"])
    assert not changed(before["generator"], players["generator"])


@each_game
def test_a_generator_step_changes_all_of_g_and_nothing_of_d(loss, networks):
    program = make_program(loss, *networks)
    players = states(program)
    before = {name: values(variables) for name, variables in players.items()}
    assert np.isfinite(run_generator_step(program))
    trained = paths(program.generator.trainable_variables)
    assert trained <= changed(before["generator"], players["generator"])
    assert not changed(before["discriminator"], players["discriminator"])


def test_each_player_counts_its_own_updates():
    program = make_program("hinge")
    run_discriminator_steps(program)
    run_generator_step(program)
    assert program.discriminator_optimizer.iterations == N_UPDATES
    assert program.generator_optimizer.iterations == 1


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


def test_dense_networks_have_no_batch_statistics_and_normalized_ones_do():
    assert not has_batch_statistics(dense_discriminator(SPEC, 4))
    assert has_batch_statistics(normalized_discriminator(SPEC, 4))


def test_batch_statistics_are_found_within_nested_models():
    inner = normalized_discriminator(SPEC, 4)
    sample = keras.Input(SPEC.shape)
    assert has_batch_statistics(keras.Model(sample, inner(sample)))


def batch_normalized(spec):
    sample = keras.Input(spec.shape)
    x = keras.layers.BatchNormalization()(sample)
    outputs = [keras.layers.Dense(1)(x), keras.layers.Dense(spec.n_classes)(x)]
    return keras.Model(sample, outputs)


def discriminate(network, loss="bce-gp", real=X[:BATCH], fake=X[BATCH:]):
    game = make_program(loss).game
    noise = {"mix": tf.fill((BATCH, 1), 0.5)}
    return discriminator_loss(game, network, real, fake, Y[:BATCH], noise).numpy()


@pytest.mark.parametrize("normalized", [True, False])
@pytest.mark.parametrize("loss", ["hinge", "lsgan"])
def test_both_batches_are_judged_on_their_own(loss, normalized):
    network = batch_normalized(SPEC) if normalized else dense_discriminator(SPEC, 4)
    real, fake = X[:BATCH], 3 + 2 * X[BATCH:]
    game = make_program(loss).game
    real_source, real_class, _ = judge(game, network, real, Y[:BATCH])
    fake_source, _, _ = judge(game, network, fake, Y[:BATCH])
    expected = DISCRIMINATOR_LOSSES[loss](real_source, fake_source, 1.0)
    expected += class_loss(Y[:BATCH], real_class)
    assert_allclose(discriminate(network, loss, real, fake), expected, rtol=1e-5)


def test_the_zero_centred_penalty_is_the_mean_squared_slope_of_both():
    network, game = dense_discriminator(SPEC, 4), make_program("bce-gp").game
    slopes = [judge(game, network, x, Y[:BATCH])[2] for x in (X[:BATCH], X[BATCH:])]
    penalty = ZERO_CENTRED_PENALTY * np.mean(slopes)
    assert penalty > 1e-4
    added = discriminate(network, "bce-gp") - discriminate(network, "bce")
    assert_allclose(added, penalty, atol=5e-6)


def test_smoothed_targets_are_those_of_real_samples():
    network, game = dense_discriminator(SPEC, 4), make_program("lsgan").game
    source, _, _ = judge(game, network, X[:BATCH], Y[:BATCH])
    with_target = discriminator_loss(
        game, network, X[:BATCH], X[BATCH:], Y[:BATCH], {"target": source}
    )
    gap = 0.5 * np.mean((source - 1) ** 2)
    assert_allclose(discriminate(network, "lsgan") - with_target, gap, rtol=1e-4)


def test_without_the_kernel_a_batch_is_the_rows_themselves():
    batch = real_batch(X, tf.constant([[3, 1, 3]]), None, SPEC)
    assert_array_equal(batch, X.numpy()[[3, 1, 3]])


def test_with_the_kernel_a_batch_is_a_row_plus_a_part_of_the_way_between_two():
    rows, u = tf.constant([[0, 1], [2, 3], [4, 5]]), tf.constant([[0.5], [0.25]])
    x = X.numpy()
    expected = x[[0, 1]] + u.numpy() * (x[[2, 3]] - x[[4, 5]])
    assert_allclose(real_batch(X, rows, u, SPEC), expected, rtol=1e-6)


def test_with_the_kernel_the_categories_of_a_batch_are_those_of_the_row():
    spec = NetworkSpec((3,), 2, blocks=(2,))
    rows, u = tf.constant([[0, 1], [2, 3], [4, 5]]), tf.constant([[0.5], [0.25]])
    batch = real_batch(X, rows, u, spec).numpy()
    assert_array_equal(batch[:, 1:], X.numpy()[:2, 1:])
    assert_allclose(batch[:, :1], real_batch(X, rows, u, SPEC)[:, :1])


def test_the_class_weighs_in_the_loss_of_the_generator_as_the_game_says():
    losses = [
        run_generator_step(make_program("hinge", generator_class_weight=weight))
        for weight in (0.0, 1.0, 2.0)
    ]
    first, second = np.diff(losses)
    assert first > 0.1
    assert_allclose(second, first, rtol=1e-4)


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


def test_the_same_seed_draws_the_same_noise_and_another_other(noise):
    one, same, other = noise(2, SEED), noise(2, SEED), noise(2, tf.constant([3, 5]))
    for name in one:
        assert_array_equal(one[name], same[name])
        assert not np.array_equal(one[name], other[name]), name


def test_no_two_kinds_of_noise_are_the_same(noise):
    firsts = [values.ravel()[:4].tobytes() for values in noise(1, SEED).values()]
    assert len(set(firsts)) == len(firsts)


def test_noise_has_the_size_and_range_of_its_rule(noise):
    drawn = noise(400, SEED)
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


def test_flips_mirror_the_real_images_whose_draw_is_below_a_half(monkeypatch):
    spec = NetworkSpec((2, 3, 1), 2)
    game = Game(spec, dense_generator, dense_discriminator, 4, loss="hinge")
    seen = []

    def recording_loss(game, network, real, *others):
        seen.append(real.numpy())
        return discriminator_loss(game, network, real, *others)

    monkeypatch.setattr("skgan.training._step.discriminator_loss", recording_loss)
    real = tf.reshape(tf.range(12, dtype=tf.float32), (2, 2, 3, 1))
    flip = tf.reshape(tf.constant([0.4, 0.6]), (2, 1, 1, 1))
    discriminator_step(Program(game), real, real, tf.constant([0, 1]), {"flip": flip})
    assert_array_equal(seen[0][0, :, :, 0], [[2, 1, 0], [5, 4, 3]])
    assert_array_equal(seen[0][1, :, :, 0], [[6, 7, 8], [9, 10, 11]])


@pytest.mark.parametrize("n_classes", [1, 2])
@pytest.mark.parametrize("loss", LOSSES)
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


def test_without_a_class_head_the_loss_is_that_of_the_source():
    spec = replace(SPEC, class_head=False)
    game = replace(make_program("hinge").game, spec=spec)
    network = dense_discriminator(spec, 4)
    real, fake = (judge(game, network, x, Y[:BATCH])[0] for x in (X[:BATCH], X[BATCH:]))
    d_loss = discriminator_loss(game, network, X[:BATCH], X[BATCH:], Y[:BATCH], {})
    assert_allclose(d_loss, DISCRIMINATOR_LOSSES["hinge"](real, fake, 1.0), rtol=1e-6)


def test_real_and_generated_images_are_changed_each_in_its_own_way():
    spec = NetworkSpec((8, 8, 1), 2, "tanh")
    game = Game(
        spec, conv2d_generator, dense_discriminator, 4, diff_augment=("translation",)
    )
    drawn = draw_noise(game, 1, SEED)
    real, fake = drawn["change"][0, 0]
    assert real.shape == (game.batch_size, N_DRAWS)
    assert not np.array_equal(real, fake)
    assert drawn["fake_change"].shape == (1, 2 * game.batch_size, N_DRAWS)
