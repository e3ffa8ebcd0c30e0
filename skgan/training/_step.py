"""One update of each player, and the traced loop around them."""

from functools import partial

import keras
import tensorflow as tf

from skgan.training._augment import N_DRAWS, augment
from skgan.training._losses import (
    DISCRIMINATOR_LOSSES,
    GENERATOR_LOSSES,
    ZERO_CENTRED_PENALTY,
    class_loss,
    lipschitz_penalty,
    source_and_class,
    source_of_class,
    squared_slope,
)

# Noise of the whole step, not of one of D's updates.
NOT_D = ("z", "u", "fake_noise", "fake_change")


def build_play(program):
    """Return two traced functions: the whole game, and D's part of it alone.

    Both take the rows `X` (n_rows, *shape), their labels `y` (n_rows,), the rows of
    each batch `rows` (n_steps, n_discriminator_steps, rows_a_sample, batch_size) and a
    seed of two integers, and return the mean loss of D and of G over the steps.
    """
    game = program.game
    signature = [
        tf.TensorSpec((None, *game.spec.shape), tf.float32),
        tf.TensorSpec((None,), tf.int32),
        tf.TensorSpec((None, *game.batch_shape), tf.int32),
        tf.TensorSpec((2,), tf.int32),
    ]

    options = {
        "input_signature": signature,
        "jit_compile": game.jit_compile,
    }

    def trace(play_one):
        def play_many(X, y, rows, seed):
            n_steps = tf.shape(rows)[0]
            noise = draw_noise(game, n_steps, seed)

            def step(i, losses):
                at_step = {name: tf.gather(values, i) for name, values in noise.items()}
                now = play_one(program, X, y, tf.gather(rows, i), at_step)
                return i + 1, losses + tf.stack(now)

            _, losses = tf.while_loop(
                lambda i, _: i < n_steps,
                step,
                (0, tf.zeros(2)),
                parallel_iterations=1,
            )
            return losses / tf.cast(n_steps, tf.float32)

        return traced(play_many, **options)

    return trace(play_step), trace(pretrain_step)


def traced(function, **options):
    """Return a function that TensorFlow traces at its first call.

    Without autograph, which nothing here needs and which is most of the tracing. As a
    partial, a function has no code of its own by which TensorFlow would count the
    programs of several games as one that is traced too often, and warn.
    """
    return tf.function(partial(function), autograph=False, **options)


def play_step(program, X, y, rows, noise):
    """Let D and then G make their updates; G sees the fakes that D has seen."""
    label = tf.gather(y, rows[:, 0])
    with tf.GradientTape() as tape:
        fakes = generate(program, noise["z"], label)
    d_loss = discriminator_steps(program, X, rows, label, fakes, noise)
    g_loss = generator_step(program, tape, fakes, label, noise)
    return d_loss, g_loss


def pretrain_step(program, X, y, rows, noise):
    """Let D alone make its updates; G stays as it is, its statistics too."""
    label = tf.gather(y, rows[:, 0])
    fakes = generate(program, noise["z"], label, training=False)
    return discriminator_steps(program, X, rows, label, fakes, noise), 0.0


def generate(program, z, label, training=True):
    """Return fakes (n_discriminator_steps * batch_size, *shape)."""
    return program.generator([z, tf.reshape(label, (-1,))], training=training)


def discriminator_steps(program, X, rows, label, fakes, noise):
    """Update D once for each batch of rows and return its mean loss."""
    game = program.game
    n_updates, batch = game.n_discriminator_steps, (game.batch_size, *game.spec.shape)
    fakes = tf.reshape(fakes, (n_updates, *batch))

    def update(j):
        real = real_batch(
            X, rows[j], noise["u"][j] if "u" in noise else None, game.spec
        )
        at_update = {k: noise[k][j] for k in noise if k not in NOT_D}
        return discriminator_step(program, real, fakes[j], label[j], at_update)

    if n_updates == 1:
        return update(0)
    _, total = tf.while_loop(
        lambda j, _: j < n_updates,
        lambda j, total: (j + 1, total + update(j)),
        (0, 0.0),
        parallel_iterations=1,
    )
    return total / n_updates


def discriminator_step(program, real, fake, label, noise):
    """Update D on one batch of real and one of generated samples.

    The class loss is taken on real samples only: with generated ones in it, AC-GAN
    collapses within a class (TAC-GAN and ADC-GAN explain it).
    """
    game, network = program.game, program.discriminator
    optimizer = program.discriminator_optimizer
    if "flip" in noise:
        real = tf.where(noise["flip"] < 0.5, tf.reverse(real, [2]), real)
    if "change" in noise:
        real, fake = (
            augment(x, u, game.diff_augment)
            for x, u in zip((real, fake), tf.unstack(noise["change"]), strict=True)
        )
    if "real_noise" in noise:
        real, fake = real + noise["real_noise"], fake + noise["d_fake_noise"]
    with tf.GradientTape() as tape:
        loss = discriminator_loss(game, network, real, fake, label, noise)
        scaled = optimizer.scale_loss(loss)
    variables = network.trainable_variables
    optimizer.apply(tape.gradient(scaled, variables), variables)
    return loss


def discriminator_loss(game, network, real, fake, label, noise):
    """Return D's loss: the source of both batches, the class of the real one.

    One forward pass serves both, but where D has batch statistics: there real and
    generated samples must not meet in one batch.
    """
    if has_batch_statistics(network):
        real_source, real_class, real_slope = judge(game, network, real, label)
        fake_source, _, fake_slope = judge(game, network, fake, label)
        slope = tf.concat([real_slope, fake_slope], 0)
    else:
        both, labels = tf.concat([real, fake], 0), tf.concat([label, label], 0)
        source, logits, slope = judge(game, network, both, labels)
        real_source, fake_source = tf.split(source, 2)
        real_class = None if logits is None else tf.split(logits, 2)[0]
    target = noise.get("target", tf.ones_like(real_source))
    loss = DISCRIMINATOR_LOSSES[game.loss](real_source, fake_source, target)
    loss += class_loss(label, real_class)
    if game.loss == "bce-gp":
        loss += ZERO_CENTRED_PENALTY * tf.reduce_mean(slope)
    if game.loss == "wgan-gp":
        loss += lipschitz_penalty(network, real, fake, label, noise["mix"])
    return loss


def judge(game, network, x, label):
    """Return D's source and class logits and, where needed, squared slopes."""
    if game.loss == "bce-gp":
        return squared_slope(network, x, label)
    source, logits = source_and_class(network, x, training=True)
    return source_of_class(source, label), logits, tf.zeros(())[None]


def real_batch(X, rows, u, spec):
    """Return one batch: real rows, or points of the kernel around them.

    With the kernel D never sees a row twice, and can't learn the few of a rare class
    by heart. Categories stay those of the first row.
    """
    if u is None:
        return tf.gather(X, rows[0])
    first, second, third = tf.unstack(tf.gather(X, rows))
    way = second - third
    if spec.blocks:
        way *= tf.cast(tf.range(spec.size) < spec.n_numbers, way.dtype)
    return first + u * way


def generator_step(program, tape, fakes, label, noise):
    """Update G through D, whose own gradients are never computed."""
    game, optimizer = program.game, program.generator_optimizer
    with tf.GradientTape(watch_accessed_variables=False) as through:
        through.watch(fakes)
        seen = fakes
        if "fake_change" in noise:
            seen = augment(seen, noise["fake_change"], game.diff_augment)
        if "fake_noise" in noise:
            seen += noise["fake_noise"]
        source, logits = source_and_class(program.discriminator, seen, False)
        label = tf.reshape(label, (-1,))
        loss = GENERATOR_LOSSES[game.loss](source_of_class(source, label))
        loss += game.generator_class_weight * class_loss(label, logits)
        scaled = optimizer.scale_loss(loss)
    upstream = through.gradient(scaled, fakes)
    variables = program.generator.trainable_variables
    optimizer.apply(
        tape.gradient(fakes, variables, output_gradients=upstream), variables
    )
    return loss


def has_batch_statistics(network):
    """Return whether a network normalises over its batch."""
    layers = network._flatten_layers(include_self=False)
    return any(isinstance(x, keras.layers.BatchNormalization) for x in layers)


def draw_noise(game, n_steps, seed):
    """Draw all random numbers of some steps at once, each indexed by its step.

    One call for many steps is cheaper than one a step, and everything is drawn anew
    for each step: latent vectors, mixing weights, smoothed targets, changes, noise.
    """
    updates, batch = game.n_discriminator_steps, game.batch_size
    ones = (1,) * len(game.spec.shape)
    seeds = iter(tf.unstack(tf.random.experimental.stateless_split(seed, 16)))

    def uniform(shape, low=0.0, high=1.0):
        return tf.random.stateless_uniform(
            (n_steps, *shape), next(seeds), low, high, dtype=tf.float32
        )

    def normal(shape):
        return tf.random.stateless_normal((n_steps, *shape), next(seeds))

    latent = (updates * batch, game.latent_dim)
    if game.latent_distribution == "uniform":
        noise = {"z": uniform(latent, -1.0, 1.0)}
    else:
        noise = {"z": normal(latent)}
    if game.loss == "wgan-gp":
        noise["mix"] = uniform((updates, batch, *ones))
    if game.kernel_reach:
        noise["u"] = uniform((updates, batch, *ones), 0.0, game.kernel_reach)
    if game.label_smoothing:
        noise["target"] = uniform((updates, batch, 1), 1.0 - game.label_smoothing, 1.0)
    if game.horizontal_flip:
        noise["flip"] = uniform((updates, batch, *ones))
    if game.diff_augment:
        noise["change"] = uniform((updates, 2, batch, N_DRAWS))
        noise["fake_change"] = uniform((updates * batch, N_DRAWS))
    if game.instance_noise:
        std = uniform((1,) * (2 + len(ones)), 0.0, game.instance_noise)
        size = (updates, batch, *game.spec.shape)
        noise["real_noise"] = std * normal(size)
        noise["d_fake_noise"] = std * normal(size)
        flat = (updates * batch, *game.spec.shape)
        noise["fake_noise"] = tf.reshape(std, (-1, *ones, 1)) * normal(flat)
    return noise
