"""The floor: skgan's game written by hand for one setting, as fast as TensorFlow goes.

The same networks, losses and optimizer in one ``tf.function``: no Keras, fused raw
ops for Adam and batch normalisation, no history, no callback, no check of the losses,
no averaged weights.
"""

import tensorflow as tf
from _clock import Times, timed
from _floor_networks import (
    ConvDiscriminator,
    ConvGenerator,
    DenseDiscriminator,
    DenseGenerator,
)
from _settings import HIDDEN_UNITS, make_data

LIPSCHITZ_PENALTY, ZERO_CENTRED_PENALTY = 10.0, 0.3
REACH = 0.7  # of the kernel around real rows, on tables


def of_class(source, label):
    """Return the source logit as the class asked for."""
    return tf.reduce_sum(source * tf.one_hot(label, source.shape[1]), 1)


def class_loss(label, logits):
    """Return the mean cross-entropy."""
    return tf.reduce_mean(
        tf.nn.sparse_softmax_cross_entropy_with_logits(labels=label, logits=logits)
    )


class Floor:
    """Play a setting's game in one ``tf.while_loop``.

    Parameters
    ----------
    setting : Setting
        The game.
    """

    name = "floor"

    def __init__(self, setting):
        self.setting = setting
        X, y = make_data(setting)
        X = (X - X.mean(0)) / X.std(0) if X.ndim == 2 else X / 127.5 - 1
        if setting.networks == "conv2d":
            self.generator = ConvGenerator(setting)
            self.discriminator = ConvDiscriminator(setting)
        else:
            units = HIDDEN_UNITS if setting.networks == "wide" else (64, 64)
            self.generator = DenseGenerator(setting, units)
            self.discriminator = DenseDiscriminator(setting, units)
        self.is_image = X.ndim == 4
        self.data = tf.constant(X, tf.float32), tf.constant(y, tf.int32)
        self.play = tf.function(self._play, autograph=False)
        for _ in range(2):
            self.play(*self.data, tf.constant(5), tf.constant([0, 1]))

    def timed(self):
        """Return the times of one step."""
        n_steps = self.setting.n_steps
        spent = timed(self.play, *self.data, tf.constant(n_steps), tf.constant([1, 2]))
        return Times(*(t / n_steps for t in spent))

    def _play(self, X, y, n_steps, seed):
        s = self.setting
        batch = (s.n_discriminator_steps, s.batch)
        seeds = tf.unstack(tf.random.split(seed, 4))
        rows = tf.random.stateless_uniform(
            (n_steps, *batch), seeds[0], 0, X.shape[0], tf.int32
        )
        z = tf.random.stateless_normal(
            (n_steps, batch[0] * batch[1], s.latent_dim), seeds[1]
        )
        u = tf.random.stateless_uniform((n_steps, *batch, 1), seeds[2])
        others = tf.random.stateless_uniform(
            (n_steps, batch[0], 2, batch[1]), seeds[3], 0, X.shape[0], tf.int32
        )

        def step(i):
            self._step(X, y, rows[i], others[i], z[i], u[i])
            return (i + 1,)

        return tf.while_loop(lambda i: i < n_steps, step, (0,), parallel_iterations=1)

    def _step(self, X, y, rows, others, z, u):
        label = tf.gather(y, rows)
        flat_label = tf.reshape(label, (-1,))
        with tf.GradientTape() as tape:
            fakes = self.generator(z, flat_label)
        for j, fake in enumerate(tf.split(fakes, self.setting.n_discriminator_steps)):
            real = tf.gather(X, rows[j])
            if not self.is_image:
                second, third = tf.unstack(tf.gather(X, others[j]))
                real += REACH * u[j] * (second - third)
            self._discriminator_step(real, fake, label[j], u[j])
        with tf.GradientTape(watch_accessed_variables=False) as through:
            through.watch(fakes)
            source, logits = self.discriminator(fakes)
            source = of_class(source, flat_label)
            wasserstein = self.setting.loss == "wgan-gp"
            loss = tf.reduce_mean(-source if wasserstein else tf.nn.softplus(-source))
            loss += (1.0 if self.is_image else 0.2) * class_loss(flat_label, logits)
        upstream = through.gradient(loss, fakes)
        self.generator.apply(
            tape.gradient(fakes, self.generator.variables, output_gradients=upstream)
        )

    def _discriminator_step(self, real, fake, label, mix):
        kind = self.setting.loss
        both, labels = tf.concat([real, fake], 0), tf.concat([label, label], 0)
        with tf.GradientTape() as tape:
            source, logits, squared = self._slope(both, labels, kind == "bce-gp")
            real_source, fake_source = tf.split(source, 2)
            loss = class_loss(label, logits[: label.shape[0]])
            if kind == "wgan-gp":
                loss += tf.reduce_mean(fake_source) - tf.reduce_mean(real_source)
                *_, squared = self._slope(fake + mix * (real - fake), label)
                slope = tf.sqrt(squared + 1e-12)
                loss += LIPSCHITZ_PENALTY * tf.reduce_mean(tf.square(slope - 1.0))
            else:
                loss += tf.reduce_mean(tf.nn.softplus(-real_source))
                loss += tf.reduce_mean(tf.nn.softplus(fake_source))
            if kind == "bce-gp":
                loss += ZERO_CENTRED_PENALTY * tf.reduce_mean(squared)
        self.discriminator.apply(tape.gradient(loss, self.discriminator.variables))

    def _slope(self, x, label, wanted=True):
        """Return source, class logits and the squared slope of the source."""
        if not wanted:
            source, logits = self.discriminator(x)
            return of_class(source, label), logits, None
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(x)
            source, logits = self.discriminator(x)
            source = of_class(source, label)
        slope = tape.gradient(source, x)
        return source, logits, tf.reduce_sum(tf.square(slope), 1)
