"""Which values the samplers' parameters may have, and what "auto" stands for."""

from math import prod, sqrt
from numbers import Integral, Real
from os import PathLike

import numpy as np
from imblearn.over_sampling.base import BaseOverSampler
from sklearn.utils._param_validation import Interval, StrOptions

from skgan.exceptions import InputError
from skgan.synthesis._recipes import PRESETS
from skgan.validation._advice import memory_size

__all__ = [
    "AUTO",
    "CONSTRAINTS",
    "GAME_PARAMETERS",
    "LEVERS",
    "auto_max_iter",
    "check_batches",
    "check_channels",
    "check_levers",
    "learning_rates",
    "resolve",
]

AUTO = StrOptions({"auto"})
LOSSES = ("bce", "bce-gp", "hinge", "lsgan", "wgan-gp")
LARGEST = 3e38  # about that of float32
POSITIVE = Interval(Integral, 1, None, closed="left")

CONSTRAINTS: dict = {
    **BaseOverSampler._parameter_constraints,
    "preset": [StrOptions(set(PRESETS)), None],
    "sample_shape": [tuple, None],
    "value_range": [tuple, list, None],
    "kernel_fraction": [Interval(Real, 0, 1, closed="both"), AUTO],
    "clip": ["boolean"],
    "latent_dim": [POSITIVE, AUTO],
    "latent_distribution": [StrOptions({"auto", "normal", "uniform"})],
    "generator": [StrOptions({"auto", *PRESETS}), callable],
    "discriminator": [StrOptions({"auto", *PRESETS}), callable],
    "loss": [StrOptions({"auto", *LOSSES})],
    "max_iter": [POSITIVE, AUTO],
    "batch_size": [Interval(Integral, 2, None, closed="left"), AUTO],
    "learning_rate": [Interval(Real, 0, None, closed="neither"), AUTO, tuple],
    "label_smoothing": [Interval(Real, 0, 1, closed="left"), AUTO],
    "instance_noise": [Interval(Real, 0, LARGEST, closed="left"), AUTO],
    "horizontal_flip": ["boolean", AUTO],
    "diff_augment": [tuple, AUTO],
    "n_discriminator_steps": [POSITIVE, AUTO],
    "pretrain_discriminator": [Interval(Integral, 0, None, closed="left"), AUTO],
    "early_stopping": ["boolean"],
    "validation_fraction": [Interval(Real, 0, 1, closed="neither")],
    "n_iter_no_change": [POSITIVE],
    "checkpoint_dir": [str, PathLike, None],
    "dtype_policy": [
        StrOptions({"float32", "mixed_float16", "mixed_bfloat16"}),
        None,
    ],
    "jit_compile": ["boolean", AUTO],
    "warm_start": ["boolean"],
    "callbacks": [list, tuple, None],
    "verbose": ["verbose"],
}

# The parameters that a traced program depends on, by the names of its fields.
GAME_PARAMETERS = (
    "generator",
    "discriminator",
    "latent_dim",
    "latent_distribution",
    "loss",
    "batch_size",
    "n_discriminator_steps",
    "label_smoothing",
    "instance_noise",
    "horizontal_flip",
    "diff_augment",
    "dtype_policy",
    "jit_compile",
)
# What "auto" means where neither the sampler nor a preset says otherwise.
LEVERS = {
    "conditioning": "class",
    "latent_distribution": "normal",
    "label_smoothing": 0.0,
    "instance_noise": 0.0,
    "horizontal_flip": False,
    "diff_augment": (),
    "pretrain_discriminator": 0,
}
AUGMENTATIONS = ("flip", "translation", "cutout", "color")
MOST_CHANNELS = 4  # of images, alpha included; more are no pictures
SMOOTHED_LOSSES = ("bce", "bce-gp", "lsgan")  # those with a target to smooth

# The more rows, the more there is to learn: 10 to 50 iterations for each square root,
# within what a small table needs and what a person waits for.
ITERATIONS = {1: 10, 2: 20, 3: 50}
FEWEST_ITERATIONS = {1: 150, 2: 400, 3: 400}
MOST_ITERATIONS = 3000
BYTES = 500  # of one draw of a row, at the least: for 25 iterations at once


def resolve(name, value, auto):
    """Return a parameter's value, looked up where it is "auto"."""
    return auto[name] if isinstance(value, str) and value == "auto" else value


def auto_max_iter(n_rows, rank):
    """Return how often the generator is updated for this many rows."""
    iterations = int(ITERATIONS[rank] * sqrt(n_rows))
    return int(np.clip(iterations, FEWEST_ITERATIONS[rank], MOST_ITERATIONS))


def learning_rates(value):
    """Return the learning rates of generator and discriminator.

    Raises
    ------
    InputError
        When they are not two positive numbers that a network's floats can hold.
    """
    rates = value if isinstance(value, tuple) else (value, value)
    numbers = all(isinstance(v, Real) and not isinstance(v, bool) for v in rates)
    if len(rates) != 2 or not numbers or not all(0 < v < LARGEST for v in rates):
        raise InputError(
            f"learning_rate={value!r} is no positive number up to {LARGEST:.0e}, nor a "
            "pair of them. Give one number, or (generator, discriminator)."
        )
    return float(rates[0]), float(rates[1])


def check_levers(chosen, shape):
    """Raise when a lever has nothing to act on.

    Raises
    ------
    InputError
        With the parameter and what it needs.
    """
    if chosen["label_smoothing"] and chosen["loss"] not in SMOOTHED_LOSSES:
        raise InputError(
            f"label_smoothing={chosen['label_smoothing']} needs a loss with targets, "
            f"not {chosen['loss']!r}. Set loss to one of {SMOOTHED_LOSSES}, or set "
            "label_smoothing to 0."
        )
    for name, none in (("horizontal_flip", False), ("diff_augment", ())):
        if chosen[name] and len(shape) != 3:
            raise InputError(
                f"{name}={chosen[name]!r} needs images, but samples have shape "
                f"{shape}. Leave it at {none}, or give sample_shape=(height, width)."
            )
    unknown = [p for p in chosen["diff_augment"] if p not in AUGMENTATIONS]
    if unknown:
        raise InputError(
            f"diff_augment={chosen['diff_augment']!r} has the unknown {unknown}. "
            f"Choose from {AUGMENTATIONS}."
        )


def check_channels(chosen, shape):
    """Raise when images have channels that skgan's own networks are not made for.

    Raises
    ------
    InputError
        With the shape.
    """
    own = [p for p in ("generator", "discriminator") if not callable(chosen[p])]
    if len(shape) == 3 and shape[-1] > MOST_CHANNELS and own:
        raise InputError(
            f"Images of shape {shape} have {shape[-1]} channels, but skgan's networks "
            f"take 1 to {MOST_CHANNELS}. Give callables as generator and "
            "discriminator, or put the channels last if they are not."
        )


def check_batches(chosen, shape):
    """Raise when batches will not fit into memory.

    Raises
    ------
    InputError
        With the parameters and the gigabytes.
    """
    names = ("batch_size", "latent_dim", "n_discriminator_steps")
    batch_size, latent_dim, n_steps = (int(chosen[name]) for name in names)
    a_row = BYTES * (1 + n_steps) + 4 * (latent_dim + prod(shape))
    needed, total = batch_size * a_row + 4 * latent_dim, memory_size()
    if needed > total:
        needed = min(needed, 10**300)  # more is no float
        told = ", ".join(f"{name}={chosen[name]}" for name in names)
        raise InputError(
            f"Batches with {told:.200} need about {needed / 1e9:.3g} GB; this machine "
            f"has {total / 1e9:.3g} GB. Lower these parameters."
        )
