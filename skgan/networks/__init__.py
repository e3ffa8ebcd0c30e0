"""Networks: a :class:`~skgan.NetworkSpec` in, a ``keras.Model`` out."""

from collections.abc import Callable

from skgan.networks._quiet import quiet_import

with quiet_import():
    import keras  # brings TensorFlow

from skgan._spec import NetworkSpec
from skgan.exceptions import InputError
from skgan.networks._acgan_1d import acgan_1d_discriminator, acgan_1d_generator
from skgan.networks._acgan_tutorial import (
    acgan_tutorial_discriminator,
    acgan_tutorial_generator,
)
from skgan.networks._conv1d import conv1d_discriminator, conv1d_generator
from skgan.networks._conv2d import conv2d_discriminator, conv2d_generator
from skgan.networks._dcgan_128 import dcgan_128_discriminator, dcgan_128_generator
from skgan.networks._dcgan_mnist import dcgan_mnist_discriminator, dcgan_mnist_generator
from skgan.networks._dense import (
    dense_discriminator,
    dense_generator,
    wide_discriminator,
    wide_generator,
)
from skgan.networks._keras_dcgan import keras_dcgan_discriminator, keras_dcgan_generator
from skgan.networks._mlp_gan import mlp_gan_discriminator, mlp_gan_generator
from skgan.networks._mnist_acgan import mnist_acgan_discriminator, mnist_acgan_generator

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
    """Return the function that builds a network.

    Parameters
    ----------
    player : {"generator", "discriminator"}
        Which of the two networks.
    name : str
        Of the pair, as the samplers' parameters and presets have it.

    Returns
    -------
    build : callable
        Takes a NetworkSpec and the length of a latent vector.

    Raises
    ------
    InputError
        When there is no such network.

    Examples
    --------
    >>> from skgan.networks import builder
    >>> builder("generator", "mnist-acgan").__name__
    'mnist_acgan_generator'
    """
    own = {n: globals()[n] for n in __all__ if n.endswith(f"_{player}")}
    function = own.get(f"{name.replace('-', '_')}_{player}")
    if function is None:
        known = [n.removesuffix(f"_{player}").replace("_", "-") for n in own]
        raise InputError(f"There is no {player} {name!r}. Choose from {known}.")
    found: Callable[[NetworkSpec, int], keras.Model] = function
    return found
