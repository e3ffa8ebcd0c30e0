"""Networks of older AC-GAN projects, to reproduce and to compare with."""

import keras

from skgan.networks._common import LEAK, conditional_inputs

NORMAL_STD = 0.02  # of all initial weights of the Keras tutorial, as in DCGAN


def motor_generator(spec, latent_dim):
    """Build the 16-16 tanh generator of the 1-D AC-GAN for motor currents."""
    inputs, x = conditional_inputs(spec, latent_dim)
    for _ in range(2):
        x = keras.layers.Dense(16, activation="tanh")(x)
    x = keras.layers.Dense(spec.size, activation=spec.activation, dtype="float32")(x)
    x = keras.layers.Reshape(spec.shape, dtype="float32")(x)
    return keras.Model(inputs, x, name="generator")


def motor_discriminator(spec, latent_dim):
    """Build the 16-16 ReLU discriminator of the 1-D AC-GAN for motor currents."""
    sample = keras.Input(spec.shape, name="sample")
    x = keras.layers.Flatten()(sample)
    for _ in range(2):
        x = keras.layers.Dense(16, activation="relu")(x)
    return keras.Model(sample, plain_heads(spec, x), name="discriminator")


def mnist_generator(spec, latent_dim):
    """Build the transposed-convolution generator of the MNIST AC-GAN project."""
    inputs, x = conditional_inputs(spec, latent_dim)
    x = first_map(spec, 128, x)
    x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
    for _ in range(2):
        x = keras.layers.Conv2DTranspose(128, 4, strides=2, padding="same")(x)
        x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
    x = keras.layers.Conv2D(spec.shape[-1], 7, padding="same")(x)
    return keras.Model(inputs, cropped(spec, x), name="generator")


def mnist_discriminator(spec, latent_dim):
    """Build the two-convolution discriminator of the MNIST AC-GAN project."""
    x = sample = keras.Input(spec.shape, name="sample")
    for _ in range(2):
        x = keras.layers.Conv2D(64, 3, strides=2, padding="same")(x)
        x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
        x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Flatten()(x)
    return keras.Model(sample, plain_heads(spec, x), name="discriminator")


def tutorial_generator(spec, latent_dim):
    """Build the generator of the Keras AC-GAN tutorial: the class as a plane."""
    normal = keras.initializers.RandomNormal(stddev=NORMAL_STD)
    rows, columns = quartered(spec)
    z = keras.Input((latent_dim,), name="z")
    label = keras.Input((), dtype="int32", name="label")
    plane = keras.layers.Embedding(spec.n_classes, 50)(label)
    plane = keras.layers.Dense(rows * columns, kernel_initializer=normal)(plane)
    plane = keras.layers.Reshape((rows, columns, 1))(plane)
    x = keras.layers.ReLU()(first_map(spec, 384, z, normal))
    x = keras.layers.Concatenate()([x, plane])
    x = keras.layers.Conv2DTranspose(
        192, 5, strides=2, padding="same", kernel_initializer=normal
    )(x)
    x = keras.layers.ReLU()(keras.layers.BatchNormalization()(x))
    x = keras.layers.Conv2DTranspose(
        spec.shape[-1], 5, strides=2, padding="same", kernel_initializer=normal
    )(x)
    return keras.Model([z, label], cropped(spec, x), name="generator")


def tutorial_discriminator(spec, latent_dim):
    """Build the four-convolution discriminator of the Keras AC-GAN tutorial."""
    normal = keras.initializers.RandomNormal(stddev=NORMAL_STD)
    x = sample = keras.Input(spec.shape, name="sample")
    for level, filters in enumerate((32, 64, 128, 256)):
        x = keras.layers.Conv2D(
            filters, 3, (2, 1)[level % 2], padding="same", kernel_initializer=normal
        )(x)
        x = keras.layers.BatchNormalization()(x) if level else x
        x = keras.layers.LeakyReLU(negative_slope=LEAK)(x)
        x = keras.layers.Dropout(0.5)(x)
    x = keras.layers.Flatten()(x)
    return keras.Model(sample, plain_heads(spec, x), name="discriminator")


def quartered(spec):
    """Return height and width of the map that two doublings make the image of."""
    return -(-spec.shape[0] // 4), -(-spec.shape[1] // 4)


def first_map(spec, filters, x, initializer="glorot_uniform"):
    """Return x as a map of a quarter of the image's sides."""
    rows, columns = quartered(spec)
    x = keras.layers.Dense(rows * columns * filters, kernel_initializer=initializer)(x)
    return keras.layers.Reshape((rows, columns, filters))(x)


def cropped(spec, x):
    """Return the activated output without what is beyond the image's sides."""
    x = keras.layers.Activation(spec.activation, dtype="float32")(x)
    surplus = [
        (0, 4 * q - n) for q, n in zip(quartered(spec), spec.shape, strict=False)
    ]
    return keras.layers.Cropping2D(surplus, dtype="float32")(x)


def plain_heads(spec, x):
    """Return one source logit for all classes, and the class logits."""
    source = keras.layers.Dense(1, name="source", dtype="float32")(x)
    label = keras.layers.Dense(spec.n_classes, name="class", dtype="float32")(x)
    return [source, label]
