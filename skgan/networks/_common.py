"""First and last layers that several networks share."""

from math import prod
from typing import Any

import keras
import numpy as np

from skgan._spec import NetworkSpec, Shape

GLOROT = "glorot_uniform"  # Keras' default
LAST = "channels_last"  # independent of Keras' global setting
LEAK = 0.2  # slope of LeakyReLU in every GAN since DCGAN (section 3)
MIN_SIDE = 4  # pixels of the smallest feature map, as in DCGAN
MAX_HALVINGS = 4
NEVER = -1e9  # a logit whose softmax is zero


def n_halvings(side: int) -> int:
    """Return the number of times that a side can be halved, with a minimum of 4."""
    halvings = 0
    while halvings < MAX_HALVINGS and side >= 2 * MIN_SIDE:
        side = -(-side // 2)
        halvings += 1
    return halvings


def conditional_inputs(spec: NetworkSpec, latent_dim: int) -> tuple[list[Any], Any]:
    """Return the inputs of the generator, and one vector of both (z for one class)."""
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
    """Return a strided two-dimensional convolution of x."""
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
    """Return a strided transposed convolution of x."""
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

    There is one source logit for each class, as in cGANs with a projection
    discriminator (Miyato and Koyama 2018). It is near zero at first, so that the first
    updates of the generator are small. There are two heads and not three, because
    TensorFlow sums three gradients of one tensor in an order that depends on timing, so
    that results would differ from fit to fit.
    """
    calm = keras.initializers.VarianceScaling(0.1)
    return logits(spec, x, spec.n_classes, calm, GLOROT)


def plain_heads(spec: NetworkSpec, x: Any, initial: Any = GLOROT) -> list[Any]:
    """Return one source logit for all classes and the class logits, as in AC-GAN.

    Without a class head, there is one source logit for each class, as in a projection
    discriminator. For a single class, this is the logit of a plain GAN.
    """
    n_sources = 1 if spec.class_head else spec.n_classes
    return logits(spec, x, n_sources, initial, initial)


def logits(
    spec: NetworkSpec, x: Any, n_sources: int, of_source: Any, of_class: Any
) -> list[Any]:
    """Return the source logits and, if the spec has a class head, the class logits."""
    layers = {"source": (n_sources, of_source), "class": (spec.n_classes, of_class)}
    if not spec.class_head:
        del layers["class"]
    # float32 also with mixed precision, so that losses do not overflow.
    dtype = "float32"
    return [
        keras.layers.Dense(units, kernel_initializer=initial, name=name, dtype=dtype)(x)
        for name, (units, initial) in layers.items()
    ]


def plain_discriminator(
    spec: NetworkSpec, sample: Any, x: Any, initial: Any = GLOROT
) -> keras.Model:
    """Return the discriminator with plain heads on the features x of a sample."""
    heads = plain_heads(spec, keras.layers.Flatten(LAST)(x), initial)
    return keras.Model(sample, heads, name="discriminator")


@keras.saving.register_keras_serializable("skgan")  # for ModelCheckpoint
class OneHotBlocks(keras.layers.Layer):
    """Convert each block of the outputs to a one-hot vector, without changing numbers.

    Gradients are those of a softmax ("straight-through"). Therefore, real and generated
    categories have the same form for the discriminator, and the generator can learn.

    References
    ----------
    E. Jang, S. Gu, B. Poole, "Categorical reparameterization with Gumbel-softmax",
    ICLR 2017, section 2.2; without noise, since z is random.
    """

    def __init__(self, blocks: Shape, **options: Any) -> None:
        super().__init__(**options)
        self.blocks = blocks  # their lengths; they come last

    def call(self, x: Any) -> Any:
        """Return numbers and blocks (n_samples, n_values)."""
        n_numbers = x.shape[1] - sum(self.blocks)
        logits = keras.ops.take(x[:, n_numbers:], self.gather, axis=1)
        logits = logits + self.beyond  # (n_samples, n_blocks, longest block)
        # The softmax of one category is 1, about which Keras warns.
        is_constant = max(self.blocks) == 1
        soft = 0.0 * logits + 1.0 if is_constant else keras.ops.softmax(logits)
        hard = keras.ops.one_hot(keras.ops.argmax(logits, axis=-1), soft.shape[-1])
        chosen = soft + keras.ops.stop_gradient(keras.ops.cast(hard, x.dtype) - soft)
        flat = keras.ops.reshape(chosen, (-1, soft.shape[1] * soft.shape[2]))
        return keras.ops.concatenate(
            [x[:, :n_numbers], keras.ops.take(flat, self.scatter, axis=1)], axis=1
        )

    def build(self, shape: tuple[int | None, ...]) -> None:
        """Compute indices of the blocks, padded to the longest one."""
        sizes = np.array(self.blocks)
        inside = np.arange(sizes.max()) < sizes[:, None]
        starts = np.cumsum(sizes) - sizes
        self.gather = np.where(inside, starts[:, None] + np.arange(sizes.max()), 0)
        self.beyond = np.where(inside, 0.0, NEVER).astype(np.float32)
        self.scatter = np.flatnonzero(inside)

    def get_config(self) -> dict[str, Any]:
        """Return the arguments of the layer."""
        return super().get_config() | {"blocks": self.blocks}


def sample_of(spec: NetworkSpec, x: Any) -> Any:
    """Return one sample, made from x by a dense layer."""
    size, layout = prod(spec.shape), spec.layout
    x = keras.layers.Dense(size, activation=spec.activation, dtype="float32")(x)
    if layout is not None and layout.sizes:
        x = OneHotBlocks(layout.sizes, dtype="float32")(x)
    return keras.layers.Reshape(spec.shape, dtype="float32")(x)


def first_map_sides(spec: NetworkSpec, doublings: int = 2) -> Shape:
    """Return the sides of the first map, from which doublings make the image."""
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
    """Return the activated output, cropped to the sides of the image."""
    x = keras.layers.Activation(spec.activation, dtype="float32")(x)
    sides = zip(first_map_sides(spec, doublings), spec.shape[:2], strict=True)
    surplus = [(0, 2**doublings * small - side) for small, side in sides]
    return keras.layers.Cropping2D(surplus, LAST, dtype="float32")(x)
