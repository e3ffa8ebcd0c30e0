"""The loop of the older Keras projects: predict, then train_on_batch three times."""

import keras
import numpy as np
from _clock import Times, timed
from _settings import build_networks, make_data

N_STEPS = 12  # in one turn


class ClassicLoop:
    """Train an AC-GAN as keras-adversarial tutorials and the older projects do.

    Real and generated samples go to ``discriminator.train_on_batch`` one after the
    other, and a combined model with a frozen discriminator trains the generator. The
    class loss is taken on real samples only, as in skgan.

    Parameters
    ----------
    setting : Setting
        The game.
    """

    name = "classic"

    def __init__(self, setting):
        self.setting = setting
        self.X, self.y = make_data(setting)
        self.rng = np.random.RandomState(0)
        self.generator, network = build_networks(setting)
        source, label = network.outputs  # skgan has a source for each class
        self.discriminator = keras.Model(network.inputs[0], [source[:, :1], label])
        self.discriminator.compile(optimizer=adam(), loss=losses())
        # Keras 3 looks at `trainable` when it traces, not at compile: trace D first.
        self._train_discriminator(*self._draw_real(), self._draw_real()[0])
        self.discriminator.trainable = False
        z, label = self.generator.inputs
        self.combined = keras.Model(
            [z, label], self.discriminator(self.generator.output)
        )
        self.combined.compile(optimizer=adam(), loss=losses())
        self.play(2)

    def timed(self):
        """Return the times of one step."""
        return Times(*(t / N_STEPS for t in timed(self.play, N_STEPS)))

    def play(self, n_steps):
        """Make some steps."""
        batch = self.setting.batch
        for _ in range(n_steps):
            real, label = self._draw_real()
            z = self.rng.standard_normal((batch, self.setting.latent_dim))
            fake = self.generator.predict([z, label], batch_size=batch, verbose=0)
            self._train_discriminator(real, label, fake)
            self.combined.train_on_batch([z, label], [np.ones((batch, 1)), label])

    def _train_discriminator(self, real, label, fake):
        ones, zeros = np.ones((len(real), 1)), np.zeros((len(real), 1))
        self.discriminator.train_on_batch(real, [ones, label])
        self.discriminator.train_on_batch(
            fake, [zeros, label], sample_weight=[ones[:, 0], zeros[:, 0]]
        )

    def _draw_real(self):
        rows = self.rng.randint(len(self.X), size=self.setting.batch)
        return self.X[rows], self.y[rows]


def adam():
    """Return the optimizer of both players."""
    return keras.optimizers.Adam(1e-3, beta_1=0.5, beta_2=0.99)


def losses():
    """Return the losses of the source head and of the class head."""
    return [
        keras.losses.BinaryCrossentropy(from_logits=True),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    ]
