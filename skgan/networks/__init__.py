"""Functions that build a ``keras.Model`` from a :class:`~skgan.NetworkSpec`."""

from collections.abc import Callable

from skgan.networks._quiet import quiet_import
from skgan.networks._tensorflow import check_backend, explained_import

with explained_import(), quiet_import():
    import keras  # brings its backend, which most often is TensorFlow

    check_backend(keras.config.backend())
    import tensorflow  # noqa: F401

from skgan._spec import NetworkSpec
from skgan.exceptions import InputError
from skgan.networks._conv import (
    conv1d_discriminator,
    conv1d_generator,
    conv2d_discriminator,
    conv2d_generator,
)
from skgan.networks._dense import (
    acgan_1d_discriminator,
    acgan_1d_generator,
    dense_discriminator,
    dense_generator,
    mlp_gan_discriminator,
    mlp_gan_generator,
    wide_discriminator,
    wide_generator,
)
from skgan.networks._presets import (
    acgan_tutorial_discriminator,
    acgan_tutorial_generator,
    dcgan_128_discriminator,
    dcgan_128_generator,
    dcgan_mnist_discriminator,
    dcgan_mnist_generator,
    keras_dcgan_discriminator,
    keras_dcgan_generator,
    mnist_acgan_discriminator,
    mnist_acgan_generator,
)

__all__ = [
    "acgan_1d_discriminator",
    "acgan_1d_generator",
    "acgan_tutorial_discriminator",
    "acgan_tutorial_generator",
    "conv1d_discriminator",
    "conv1d_generator",
    "conv2d_discriminator",
    "conv2d_generator",
    "dcgan_128_discriminator",
    "dcgan_128_generator",
    "dcgan_mnist_discriminator",
    "dcgan_mnist_generator",
    "dense_discriminator",
    "dense_generator",
    "keras_dcgan_discriminator",
    "keras_dcgan_generator",
    "mlp_gan_discriminator",
    "mlp_gan_generator",
    "mnist_acgan_discriminator",
    "mnist_acgan_generator",
    "wide_discriminator",
    "wide_generator",
]


def builder(player: str, name: str) -> Callable[[NetworkSpec, int], keras.Model]:
    """Return the function that builds a generator or discriminator, by its name."""
    suffix = f"_{player}"
    names = [n.removesuffix(suffix).replace("_", "-") for n in __all__ if suffix in n]
    if name not in names:
        raise InputError(f"The {player} {name!r} is unknown. Choose from {names}.")
    found: Callable[..., keras.Model] = globals()[name.replace("-", "_") + suffix]
    return found
