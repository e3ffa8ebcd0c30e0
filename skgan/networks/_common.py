"""Beginnings and ends that all networks share."""

import keras

LEAK = 0.2  # slope of LeakyReLU in every GAN since DCGAN (section 3)


def conditional_inputs(spec, latent_dim):
    """Return the generator's two inputs and both of them as one vector."""
    z = keras.Input((latent_dim,), name="z")
    label = keras.Input((), dtype="int32", name="label")
    one_hot = keras.ops.one_hot(label, spec.n_classes, dtype=z.dtype)
    return [z, label], keras.layers.Concatenate()([z, one_hot])


def leaky_dense(units, x):
    """Return a dense layer with LeakyReLU applied to x."""
    x = keras.layers.Dense(units, kernel_initializer="he_normal")(x)
    return keras.layers.LeakyReLU(negative_slope=LEAK)(x)


def source_and_class_heads(spec, features):
    """Return the auxiliary-classifier discriminator's outputs, both logits.

    They are float32 under mixed precision too, so that no loss overflows.
    """
    source = keras.layers.Dense(1, name="source", dtype="float32")(features)
    label = keras.layers.Dense(spec.n_classes, name="class", dtype="float32")(features)
    return [source, label]
