"""Beginnings and ends that all networks share."""

import keras

LEAK = 0.2  # slope of LeakyReLU in every GAN since DCGAN (section 3)
SMALLEST_SIDE = 4  # pixels of the smallest feature map, as in DCGAN
CHANNELS = 32  # at full size; halving them makes a CPU step 2.3 times as fast
MOST_CHANNELS = 128
MOST_HALVINGS = 4


def n_halvings(side):
    """Return how often a side can be halved before it is smaller than 4."""
    halvings = 0
    while halvings < MOST_HALVINGS and side >= 2 * SMALLEST_SIDE:
        side = -(-side // 2)
        halvings += 1
    return halvings


def widths(halvings):
    """Return the channels of each level, from full size to the smallest map."""
    return [min(CHANNELS * 2**level, MOST_CHANNELS) for level in range(halvings + 1)]


def conditional_inputs(spec, latent_dim):
    """Return the generator's two inputs and both of them as one vector.

    Of a single class there is nothing to tell, and z is all.
    """
    z = keras.Input((latent_dim,), name="z")
    label = keras.Input((), dtype="int32", name="label")
    if spec.n_classes == 1:
        return [z, label], z
    one_hot = keras.ops.one_hot(label, spec.n_classes, dtype=z.dtype)
    return [z, label], keras.layers.Concatenate()([z, one_hot])


def leaky_dense(units, x):
    """Return a dense layer with LeakyReLU applied to x."""
    x = keras.layers.Dense(units, kernel_initializer="he_normal")(x)
    return keras.layers.LeakyReLU(negative_slope=LEAK)(x)


def normalized(x):
    """Return x after batch normalisation and ReLU, as in DCGAN's generator."""
    x = keras.layers.BatchNormalization(momentum=0.9)(x)
    return keras.layers.ReLU()(x)


def source_and_class_heads(spec, features):
    """Return the discriminator's outputs as logits: source of each class, and class.

    The source is one for each class, as in cGANs with a projection discriminator
    (Miyato and Koyama 2018). It begins near zero, so that the generator begins
    calmly. Two heads, not three: TensorFlow adds up three gradients of one tensor in
    an order that depends on timing, and bits would differ from fit to fit. The
    outputs are float32 under mixed precision too, so that no loss overflows. The
    class is left out where the spec wants no class head.
    """
    heads = {"source": keras.initializers.VarianceScaling(0.1)}
    if spec.class_head:
        heads["class"] = "glorot_uniform"
    return [
        keras.layers.Dense(
            spec.n_classes, kernel_initializer=initial, name=name, dtype="float32"
        )(features)
        for name, initial in heads.items()
    ]
