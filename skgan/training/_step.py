"""One update of each player, and the traced loop around them."""

import keras
import tensorflow as tf

from skgan.training._losses import (
    DISCRIMINATOR_LOSSES,
    GENERATOR_LOSSES,
    class_loss,
    gradient_penalty,
)


def build_play(program):
    """Return two traced functions: the whole game, and D's part of it alone.

    Both take the rows `X` (n_rows, *shape), their labels `y` (n_rows,), the rows of
    each batch `rows` (n_steps, n_discriminator_steps, batch_size) and a seed of two
    integers, and return the mean loss of D and of G over the steps.
    """
    game = program.game
    signature = [
        tf.TensorSpec((None, *game.spec.shape), tf.float32),
        tf.TensorSpec((None,), tf.int32),
        tf.TensorSpec((None, game.n_discriminator_steps, game.batch_size), tf.int32),
        tf.TensorSpec((2,), tf.int32),
    ]

    def play(X, y, rows, seed):
        noise = draw_noise(game, tf.shape(rows)[0], seed)

        def step(i, losses):
            at_step = {name: values[i] for name, values in noise.items()}
            step_losses = play_step(program, X, y, rows[i], at_step)
            return i + 1, losses + tf.stack(step_losses)

        return loop(step, rows)

    def pretrain(X, y, rows, seed):
        noise = draw_noise(game, tf.shape(rows)[0], seed)

        def step(i, losses):
            at_step = {name: values[i] for name, values in noise.items()}
            label = tf.gather(y, rows[i])
            fakes = generate(program, at_step["z"], label)
            loss = discriminator_steps(program, X, rows[i], label, fakes, at_step)
            return i + 1, losses + tf.stack([loss, 0.0])

        return loop(step, rows)

    def loop(step, rows):
        n_steps = tf.shape(rows)[0]
        _, losses = tf.while_loop(
            lambda i, _: i < n_steps,
            step,
            (0, tf.zeros(2)),
            parallel_iterations=1,
        )
        return losses / tf.cast(n_steps, tf.float32)

    options = {"input_signature": signature, "jit_compile": game.jit_compile}
    return tf.function(play, **options), tf.function(pretrain, **options)


def play_step(program, X, y, rows, noise):
    """Let D and then G make their updates; G sees the fakes that D has seen."""
    label = tf.gather(y, rows)
    with tf.GradientTape() as tape:
        fakes = generate(program, noise["z"], label)
    d_loss = discriminator_steps(program, X, rows, label, fakes, noise)
    g_loss = generator_step(program, tape, fakes, label, noise)
    return d_loss, g_loss


def generate(program, z, label):
    """Return fakes (n_discriminator_steps * batch_size, *shape)."""
    return program.generator([z, tf.reshape(label, (-1,))], training=True)


def discriminator_steps(program, X, rows, label, fakes, noise):
    """Update D once for each batch of rows and return its mean loss."""
    game = program.game
    n_updates, batch = game.n_discriminator_steps, (game.batch_size, *game.spec.shape)
    fakes = tf.reshape(fakes, (n_updates, *batch))

    def update(j):
        real = tf.gather(X, rows[j])
        at_update = {k: noise[k][j] for k in noise if k not in ("z", "fake_noise")}
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
    if "real_noise" in noise:
        real, fake = real + noise["real_noise"], fake + noise["d_fake_noise"]
    with tf.GradientTape() as tape:
        real_source, fake_source, real_class = judge(network, real, fake)
        target = noise.get("target", tf.ones_like(real_source))
        loss = DISCRIMINATOR_LOSSES[game.loss](real_source, fake_source, target)
        loss += class_loss(label, real_class)
        if "mix" in noise:
            loss += gradient_penalty(network, real, fake, noise["mix"])
        scaled = optimizer.scale_loss(loss)
    variables = network.trainable_variables
    optimizer.apply(tape.gradient(scaled, variables), variables)
    return loss


def judge(network, real, fake):
    """Return D's source of real and fake and its class logits of real.

    One forward pass serves both, but where D has batch statistics: there real and
    generated samples must not meet in one batch.
    """
    if has_batch_statistics(network):
        real_source, real_class = network(real, training=True)
        fake_source, _ = network(fake, training=True)
    else:
        source, label = network(tf.concat([real, fake], 0), training=True)
        real_source, fake_source = tf.split(source, 2)
        real_class, _ = tf.split(label, 2)
    return real_source, fake_source, real_class


def generator_step(program, tape, fakes, label, noise):
    """Update G through D, whose own gradients are never computed."""
    optimizer = program.generator_optimizer
    with tf.GradientTape(watch_accessed_variables=False) as through:
        through.watch(fakes)
        seen = fakes + noise["fake_noise"] if "fake_noise" in noise else fakes
        source, logits = program.discriminator(seen, training=False)
        loss = GENERATOR_LOSSES[program.game.loss](source)
        loss += class_loss(tf.reshape(label, (-1,)), logits)
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
    for each step: latent vectors, mixing weights, smoothed targets, noise, flips.
    """
    updates, batch = game.n_discriminator_steps, game.batch_size
    ones = (1,) * len(game.spec.shape)
    seeds = iter(tf.unstack(tf.random.experimental.stateless_split(seed, 8)))

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
    if game.label_smoothing:
        noise["target"] = uniform((updates, batch, 1), 1.0 - game.label_smoothing, 1.0)
    if game.horizontal_flip:
        noise["flip"] = uniform((updates, batch, *ones))
    if game.instance_noise:
        std = uniform((1,) * (2 + len(ones)), 0.0, game.instance_noise)
        size = (updates, batch, *game.spec.shape)
        noise["real_noise"] = std * normal(size)
        noise["d_fake_noise"] = std * normal(size)
        flat = (updates * batch, *game.spec.shape)
        noise["fake_noise"] = tf.reshape(std, (-1, *ones, 1)) * normal(flat)
    return noise
