"""Beginnings and ends that several networks share."""

from math import prod
from typing import Any

import keras
import numpy as np

from skgan._spec import NetworkSpec, Shape

GLOROT = "glorot_uniform"  # Keras' default
LAST = "channels_last"  # whatever Keras' global setting is
LEAK = 0.2  # slope of LeakyReLU in every GAN since DCGAN (section 3)
MIN_SIDE = 4  # pixels of the smallest feature map, as in DCGAN
MAX_HALVINGS = 4
NEVER = -1e9  # a logit whose softmax is zero


def n_halvings(side: int) -> int:
    """Return how often a side can be halved before it is smaller than 4."""
    halvings = 0
    while halvings < MAX_HALVINGS and side >= 2 * MIN_SIDE:
        side = -(-side // 2)
        halvings += 1
    return halvings


def conditional_inputs(spec: NetworkSpec, latent_dim: int) -> tuple[list[Any], Any]:
    """Return the generator's inputs, and one vector of both (of one class: z alone)."""
    z = keras.Input((latent_dim,), name="z")
    label = keras.Input((), dtype="int32", name="label")
    if spec.n_classes == 1:
        return [z, label], z
    one_hot = keras.ops.one_hot(label, spec.n_classes, dtype=z.dtype)
    return [z, label], keras.layers.Concatenate()([z, one_hot])


def leaky(x: Any) -> Any:
    """Return x after LeakyReLU, as in DCGAN's discriminator."""
    return keras.layers.LeakyReLU(negative_slope=LEAK)(x)


def leaky_dense(units: int, x: Any, initial: Any = "he_normal") -> Any:
    """Return a dense layer with LeakyReLU applied to x."""
    return leaky(keras.layers.Dense(units, kernel_initializer=initial)(x))


def conv(
    filters: int, side: int, x: Any, strides: int = 1, initial: Any = GLOROT
) -> Any:
    """Return a two-dimensional convolution of x, whose sides the strides divide."""
    options = {"padding": "same", "kernel_initializer": initial, "data_format": LAST}
    return keras.layers.Conv2D(filters, side, strides, **options)(x)


def conv_transpose(
    filters: int,
    side: int,
    x: Any,
    strides: int = 2,
    initial: Any = GLOROT,
    dtype: str | None = None,
) -> Any:
    """Return a transposed convolution of x, which has as many times the sides."""
    options = {"padding": "same", "kernel_initializer": initial, "dtype": dtype}
    return keras.layers.Conv2DTranspose(
        filters, side, strides, data_format=LAST, **options
    )(x)


def normalized(x: Any) -> Any:
    """Return x after batch normalisation and ReLU, as in DCGAN's generator."""
    x = keras.layers.BatchNormalization(momentum=0.9)(x)
    return keras.layers.ReLU()(x)


def source_and_class_heads(spec: NetworkSpec, x: Any) -> list[Any]:
    """Return the discriminator's outputs as logits: source of each class, and class.

    The source is one for each class, as in cGANs with a projection discriminator
    (Miyato and Koyama 2018). It begins near zero, so that the generator begins
    calmly. Two heads, not three: TensorFlow adds up three gradients of one tensor in
    an order that depends on timing, and bits would differ from fit to fit.
    """
    calm = keras.initializers.VarianceScaling(0.1)
    return logits(spec, x, spec.n_classes, calm, GLOROT)


def plain_heads(spec: NetworkSpec, x: Any, initial: Any = GLOROT) -> list[Any]:
    """Return one source logit for all classes and the class logits, as in AC-GAN.

    Without a class head the source is one for each class, as in a projection
    discriminator: for a single class, the one logit of a plain GAN.
    """
    n_sources = 1 if spec.class_head else spec.n_classes
    return logits(spec, x, n_sources, initial, initial)


def logits(
    spec: NetworkSpec, x: Any, n_sources: int, of_source: Any, of_class: Any
) -> list[Any]:
    """Return source and class as logits; the class only if the spec has its head."""
    layers = {"source": (n_sources, of_source), "class": (spec.n_classes, of_class)}
    if not spec.class_head:
        del layers["class"]
    # Under mixed precision too, so that no loss overflows.
    dtype = "float32"
    return [
        keras.layers.Dense(units, kernel_initializer=initial, name=name, dtype=dtype)(x)
        for name, (units, initial) in layers.items()
    ]


def plain_discriminator(
    spec: NetworkSpec, sample: Any, x: Any, initial: Any = GLOROT
) -> keras.Model:
    """Return the discriminator from a sample's features x, with plain heads."""
    heads = plain_heads(spec, keras.layers.Flatten(LAST)(x), initial)
    return keras.Model(sample, heads, name="discriminator")


@keras.saving.register_keras_serializable("skgan")  # for ModelCheckpoint
class OneHotBlocks(keras.layers.Layer):
    """Make each block of the outputs a one among zeros, and leave the numbers.

    Gradients are those of a softmax ("straight-through"): the discriminator sees real
    and generated categories in one form, and the generator can still learn.

    References
    ----------
    E. Jang, S. Gu, B. Poole, "Categorical reparameterization with Gumbel-softmax",
    ICLR 2017, section 2.2; without the noise, which z brings.
    """

    def __init__(self, blocks: Shape, **options: Any) -> None:
        super().__init__(**options)
        self.blocks = blocks  # their lengths; they come last

    def call(self, x: Any) -> Any:
        """Return numbers and blocks (n_samples, n_values)."""
        n_numbers = x.shape[1] - sum(self.blocks)
        logits = keras.ops.take(x[:, n_numbers:], self.gather, axis=1)
        logits = logits + self.beyond  # (n_samples, n_blocks, longest block)
        # Of one category the softmax is 1, and Keras warns of it.
        is_constant = max(self.blocks) == 1
        soft = 0.0 * logits + 1.0 if is_constant else keras.ops.softmax(logits)
        hard = keras.ops.one_hot(keras.ops.argmax(logits, axis=-1), soft.shape[-1])
        chosen = soft + keras.ops.stop_gradient(keras.ops.cast(hard, x.dtype) - soft)
        flat = keras.ops.reshape(chosen, (-1, soft.shape[1] * soft.shape[2]))
        return keras.ops.concatenate(
            [x[:, :n_numbers], keras.ops.take(flat, self.scatter, axis=1)], axis=1
        )

    def build(self, shape: tuple[int | None, ...]) -> None:
        """Lay the blocks side by side, padded to the longest."""
        sizes = np.array(self.blocks)
        inside = np.arange(sizes.max()) < sizes[:, None]
        starts = np.cumsum(sizes) - sizes
        self.gather = np.where(inside, starts[:, None] + np.arange(sizes.max()), 0)
        self.beyond = np.where(inside, 0.0, NEVER).astype(np.float32)
        self.scatter = np.flatnonzero(inside)

    def get_config(self) -> dict[str, Any]:
        """Return what the layer was made with."""
        return super().get_config() | {"blocks": self.blocks}


def sample_of(spec: NetworkSpec, x: Any) -> Any:
    """Return one sample, made from x by a dense layer."""
    size, layout = prod(spec.shape), spec.layout
    x = keras.layers.Dense(size, activation=spec.activation, dtype="float32")(x)
    if layout is not None and layout.sizes:
        x = OneHotBlocks(layout.sizes, dtype="float32")(x)
    return keras.layers.Reshape(spec.shape, dtype="float32")(x)


def first_map_sides(spec: NetworkSpec, doublings: int = 2) -> Shape:
    """Return the sides of the map that becomes the image by so many doublings."""
    return tuple(-(-side // 2**doublings) for side in spec.shape[:2])


def as_map(spec: NetworkSpec, x: Any, doublings: int = 2) -> Any:
    """Return a vector as the first map of a generator."""
    return keras.layers.Reshape((*first_map_sides(spec, doublings), -1))(x)


def first_map(
    spec: NetworkSpec, filters: int, x: Any, initial: Any = GLOROT, doublings: int = 2
) -> Any:
    """Return a generator's first map, made from x by a dense layer."""
    rows, columns = first_map_sides(spec, doublings)
    x = keras.layers.Dense(rows * columns * filters, kernel_initializer=initial)(x)
    return as_map(spec, x, doublings)


def cropped(spec: NetworkSpec, x: Any, doublings: int = 2) -> Any:
    """Return the activated output without what is beyond the image's sides."""
    x = keras.layers.Activation(spec.activation, dtype="float32")(x)
    sides = zip(first_map_sides(spec, doublings), spec.shape[:2], strict=True)
    surplus = [(0, 2**doublings * small - side) for small, side in sides]
    return keras.layers.Cropping2D(surplus, LAST, dtype="float32")(x)
