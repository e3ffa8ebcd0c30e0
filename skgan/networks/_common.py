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
    """Return the discriminator's outputs: source of each class, and class, as logits.

    The source is one for each class, as in cGANs with a projection discriminator
    (Miyato and Koyama 2018). It begins near zero, so that the generator begins
    calmly. Two heads, not three: TensorFlow adds up three gradients of one tensor in
    an order that depends on timing, and bits would differ from fit to fit. The
    outputs are float32 under mixed precision too, so that no loss overflows.
    """
    small = keras.initializers.VarianceScaling(0.1)
    heads = {"source": small, "class": "glorot_uniform"}
    return [
        keras.layers.Dense(
            spec.n_classes, kernel_initializer=initial, name=name, dtype="float32"
        )(features)
        for name, initial in heads.items()
    ]
