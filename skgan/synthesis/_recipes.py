"""The games of older projects, by the names that `preset` takes."""

from typing import Any

from skgan.exceptions import InputError

__all__ = ["PRESETS", "check_owner", "check_rank"]

KINDS = {1: "tables", 2: "signals", 3: "images"}

# What most of them have in common. "fixed" holds fields of the Game that no parameter
# sets; "ranks" are those of the samples that the networks take.
PLAIN_GAME = {
    "kernel_fraction": 0,
    "loss": "bce",
    "latent_dim": 100,
    "learning_rate": 2e-4,
    "n_discriminator_steps": 1,
    "batch_size": 64,
    "fixed": {"beta_2": 0.999},
}
PLAIN_DCGAN = PLAIN_GAME | {
    "sampler": "DCGANSampler",
    "ranks": (3,),
    "conditioning": "per-class",
}

PRESETS: dict[str, dict[str, Any]] = {
    "acgan-1d": PLAIN_GAME
    | {"sampler": "ACGANSampler", "ranks": (1, 2)}
    | {"latent_dim": 3, "batch_size": 40, "learning_rate": 1e-4},
    "mnist-acgan": PLAIN_GAME
    | {"sampler": "ACGANSampler", "ranks": (3,)}
    | {"latent_dim": 90, "batch_size": 128},
    "acgan-tutorial": PLAIN_GAME | {"sampler": "ACGANSampler", "ranks": (3,)},
    "keras-dcgan": PLAIN_DCGAN
    | {
        "batch_size": 256,
        "learning_rate": (1e-4, 2e-4),
        "fixed": {"optimizer": "rmsprop", "inverse_time_decay": (3e-8, 6e-8)},
    },
    "dcgan-128": PLAIN_DCGAN
    | {
        "latent_dim": 128,
        "latent_distribution": "uniform",
        "learning_rate": 4e-5,
        "label_smoothing": 0.1,
        "instance_noise": 0.1,
        "horizontal_flip": True,
        "fixed": {"beta_1": 0.9, "beta_2": 0.999},
    },
    "dcgan-mnist": PLAIN_DCGAN | {"batch_size": 128},
    "mlp-gan": PLAIN_GAME
    | {"sampler": "GANSampler", "ranks": (1, 2, 3), "conditioning": "per-class"},
}


def check_owner(preset, sampler):
    """Raise when a preset belongs to another sampler.

    Raises
    ------
    InputError
        With the preset and the sampler that has it.
    """
    owner = PRESETS[preset]["sampler"]
    if owner not in [parent.__name__ for parent in type(sampler).__mro__]:
        raise InputError(
            f"preset={preset!r} is not one of {type(sampler).__name__}'s. "
            f"Use {owner}(preset={preset!r})."
        )


def check_rank(parameter, preset, shape):
    """Raise when a preset's networks do not take samples of this shape.

    Raises
    ------
    InputError
        With the preset and the shape.
    """
    ranks = PRESETS[preset]["ranks"]
    if len(shape) not in ranks:
        kinds = " and ".join(KINDS[rank] for rank in ranks)
        raise InputError(
            f"{parameter}={preset!r} is for {kinds}, but samples have shape {shape}. "
            "Choose another preset, or give sample_shape."
        )
