"""Small programs that several tests of the training build."""

import keras
import numpy as np
import tensorflow as tf

from skgan import NetworkSpec
from skgan.networks import dense_discriminator, dense_generator
from skgan.training import Game
from skgan.training._program import Program

SPEC = NetworkSpec((3,), 2)
N_UPDATES, BATCH = 2, 8
LABEL = tf.reshape(tf.range(N_UPDATES * BATCH) % 2, (N_UPDATES, BATCH))
X = tf.constant(np.random.RandomState(0).normal(size=(16, 3)), tf.float32)
Y = tf.constant(np.arange(16) % 2, tf.int32)
SEED = tf.constant([3, 4])


def normalized_generator(spec, latent_dim):
    z, label = keras.Input((latent_dim,)), keras.Input((), dtype="int32")
    one_hot = keras.ops.one_hot(label, spec.n_classes)
    x = keras.layers.Concatenate()([z, one_hot])
    x = keras.layers.Dense(8, use_bias=False)(x)
    x = keras.layers.BatchNormalization()(x)
    x = keras.layers.Dropout(0.2)(keras.layers.LeakyReLU()(x))
    return keras.Model([z, label], keras.layers.Dense(spec.size)(x))


def normalized_discriminator(spec, latent_dim):
    sample = keras.Input(spec.shape)
    x = keras.layers.Dense(8, use_bias=False)(sample)
    x = keras.layers.BatchNormalization()(x)
    x = keras.layers.Dropout(0.2)(keras.layers.LeakyReLU()(x))
    source = keras.layers.Dense(1, name="source")(x)
    return keras.Model(sample, [source, keras.layers.Dense(spec.n_classes)(x)])


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
