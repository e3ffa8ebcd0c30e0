"""Checks of a plan: parameters that have no effect or do not fit each other."""

from collections.abc import Mapping
from math import prod
from numbers import Real
from typing import Any

import numpy as np

from skgan._spec import PLAYERS, Kind
from skgan.exceptions import InputError
from skgan.synthesis._recipes import Recipe
from skgan.validation import memory_size

__all__ = [
    "check_batches",
    "check_channels",
    "check_first_weights",
    "check_levers",
    "check_optimizer",
    "check_square",
    "learning_rates",
]

MAX_IMAGE_CHANNELS = 4  # including alpha
LARGEST_RATE = 3e38  # about the largest float32
MIN_UNITS = 16  # of the layer after the latent vector; most networks have 64
USUAL_UNITS = 64
# Gradients, moments of Adam, saved states and temporary copies take 17 times the memory
# of the weights (measured with latent_dim=10**6).
COPIES_OF_WEIGHTS = 16
BYTES_A_ROW = 500  # minimum for one draw of a row, for 25 iterations at once


def learning_rates(value: Any) -> tuple[float, float]:
    """Return the learning rates of generator and discriminator."""
    rates = value if isinstance(value, tuple) else (value, value)
    numbers = all(isinstance(v, Real) and not isinstance(v, bool) for v in rates)
    if len(rates) != 2 or not numbers or not all(0 < v < LARGEST_RATE for v in rates):
        raise InputError(
            f"learning_rate={value!r} is neither a positive number up to "
            f"{LARGEST_RATE:.0e} nor a pair of such numbers. Give one number, or "
            "(generator, discriminator)."
        )
    return float(rates[0]), float(rates[1])


def check_levers(recipe: Recipe, shape: tuple[int, ...], kind: Kind) -> None:
    """Raise an error if a training option has no effect."""
    from skgan.training import AUGMENTATIONS, LOSSES

    smoothed = tuple(name for name, loss in LOSSES.items() if loss.has_targets)
    if recipe.label_smoothing and recipe.loss not in smoothed:
        raise InputError(
            f"label_smoothing={recipe.label_smoothing} needs a loss with targets, not "
            f"{recipe.loss!r}. Set loss to one of {smoothed}, or label_smoothing to 0."
        )
    for name, off in (("horizontal_flip", False), ("diff_augment", ())):
        value = getattr(recipe, name)
        if value and kind.name != "image":
            raise InputError(
                f"{name}={value!r} needs images, but samples have shape {shape}. "
                f"Leave it at {off}, or give sample_shape=(height, width)."
            )
    unknown = [name for name in recipe.diff_augment if name not in AUGMENTATIONS]
    if unknown:
        raise InputError(
            f"diff_augment={recipe.diff_augment!r} has the unknown values {unknown}. "
            f"Choose from {AUGMENTATIONS}."
        )


def check_optimizer(recipe: Recipe, parameters: Mapping[str, Any]) -> None:
    """Raise an error if a parameter is invalid for the optimizer."""
    beta_1 = parameters["beta_1"]
    if recipe.optimizer != "adam" and beta_1 != "auto":
        raise InputError(
            f"beta_1={beta_1!r} is a parameter of Adam, but the preset "
            f"{parameters['preset']!r} uses {recipe.optimizer}. Leave beta_1 at "
            '"auto", or choose another preset.'
        )
    if np.float32(recipe.beta_1) == 1:
        raise InputError(
            f"beta_1={beta_1!r} is 1 in single precision, so that Adam would divide by "
            "zero. Give a smaller value, such as 0.9."
        )


def check_first_weights(parameters: Mapping[str, Any]) -> None:
    """Raise an error if initial_std is set but both networks are callables."""
    own = [player for player in PLAYERS if not callable(parameters[player])]
    if parameters["initial_std"] != "auto" and not own:
        raise InputError(
            f"initial_std={parameters['initial_std']!r} is for skgan's networks, but "
            "generator and discriminator are both callables. Give initializers to the "
            'layers in the callables, and leave initial_std at "auto".'
        )


def check_channels(
    parameters: Mapping[str, Any], shape: tuple[int, ...], kind: Kind
) -> None:
    """Raise an error if images have too many channels for skgan's own networks."""
    own = [player for player in PLAYERS if not callable(parameters[player])]
    if kind.name == "image" and shape[-1] > MAX_IMAGE_CHANNELS and own:
        raise InputError(
            f"Images of shape {shape} have {shape[-1]} channels, but skgan's networks "
            f"accept 1 to {MAX_IMAGE_CHANNELS}. Give callables as generator and "
            "discriminator, or put the channels last if they are not."
        )


def check_batches(recipe: Recipe, shape: tuple[int, ...], is_users: bool) -> None:
    """Raise an error if weights and batches do not fit into memory.

    If the user's callable builds the generator, only batches count.
    """
    names = ("batch_size", "latent_dim", "n_discriminator_steps")
    batch_size, latent_dim, n_steps = (int(getattr(recipe, name)) for name in names)
    a_row = BYTES_A_ROW * (1 + n_steps) + 4 * (latent_dim + prod(shape))
    units = MIN_UNITS if recipe.networks == "acgan-1d" else USUAL_UNITS
    weights = 0 if is_users else 4 * COPIES_OF_WEIGHTS * units * latent_dim
    needed, total = batch_size * a_row + weights, memory_size()
    if needed > total:
        needed = min(needed, 10**300)  # more is not a float
        told = ", ".join(f"{name}={getattr(recipe, name)}" for name in names)
        raise InputError(
            f"Networks and batches with {told:.200} need about {needed / 1e9:.3g} GB, "
            f"but this machine has {total / 1e9:.3g} GB. Reduce these parameters."
        )


def check_square(shape: tuple[int, ...]) -> None:
    """Raise an error unless images can be rotated by 90 degrees."""
    if shape[0] != shape[1]:
        raise InputError(
            f"policy has the move 'turn', which is for square images, but X has images "
            f"of {shape[0]} x {shape[1]} pixels. Leave 'turn' or 'turned' out, or pad "
            "the images to squares."
        )
