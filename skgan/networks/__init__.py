"""Networks: a :class:`~skgan.NetworkSpec` in, a ``keras.Model`` out."""

from skgan._quiet import quiet_import

with quiet_import():
    import keras  # noqa: F401 (brings TensorFlow)

from skgan.networks._conv1d import conv1d_discriminator, conv1d_generator
from skgan.networks._conv2d import conv2d_discriminator, conv2d_generator
from skgan.networks._dense import dense_discriminator, dense_generator
from skgan.networks._presets import (
    mnist_discriminator,
    mnist_generator,
    motor_discriminator,
    motor_generator,
    tutorial_discriminator,
    tutorial_generator,
)

__all__ = [
    "conv1d_discriminator",
    "conv1d_generator",
    "conv2d_discriminator",
    "conv2d_generator",
    "dense_discriminator",
    "dense_generator",
    "mnist_discriminator",
    "mnist_generator",
    "motor_discriminator",
    "motor_generator",
    "tutorial_discriminator",
    "tutorial_generator",
]
