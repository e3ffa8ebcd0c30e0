"""What "auto" means: one row for each sampler or preset, and each kind of data."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from skgan._spec import KINDS, Kind
from skgan.exceptions import InputError

__all__ = ["PRESETS", "Preset", "Recipe", "check_preset_kind", "recipe_for"]


@dataclass(frozen=True)
class Recipe:
    """Networks, loss, optimizer and levers of a sampler or preset on a kind of data.

    The fields are the samplers' parameters of the same names, except these:

    Attributes
    ----------
    networks : str
        Name of both networks in :mod:`skgan.networks`.
    class_head : bool
        Whether the discriminator also tells the classes.
    as_signal : bool
        Whether rows of a table are signals to the networks.
    trains_unasked : bool
        Whether networks are trained although no parameter of theirs is given; else
        the kernel makes all samples then.
    kernel_rows : int or None
        Classes with fewer rows are grown to so many by the kernel before the training;
        None: the discriminator sees the real rows, or points of the tables' kernel.
    kernel_reach : float
        As far as the discriminator's real samples are moved along differences of real
        rows, in each step anew; 0: not at all.
    generator_class_weight : float
        Weight of the class loss in the generator's loss.
    learning_rate_decay : bool
        Whether learning rates fall linearly over the second half.
    inverse_time_decay : (float, float)
        Of both learning rates, by the iterations, as in Keras 2.
    optimizer, beta_1, beta_2 : str, float, float
        "adam" or "rmsprop", and Adam's decay rates.
    initial_std : float or None
        Of all first kernels; None: each layer's own initializer.
    ema_momentum : float or None
        Of the average of the generator's weights over the steps, which is kept.
    """

    networks: str
    loss: str
    latent_dim: int
    learning_rate: float | tuple[float, float]
    batch_size: int = 64
    n_discriminator_steps: int = 1
    kernel_fraction: float | str = 0
    trains_unasked: bool = True
    conditioning: str = "class"
    latent_distribution: str = "normal"
    label_smoothing: float = 0.0
    instance_noise: float = 0.0
    horizontal_flip: bool = False
    diff_augment: tuple[str, ...] = ()
    pretrain_discriminator: int = 0
    class_head: bool = False
    as_signal: bool = False
    kernel_rows: int | None = None
    kernel_reach: float = 0.0
    generator_class_weight: float = 1.0
    learning_rate_decay: bool = False
    inverse_time_decay: tuple[float, float] = (0.0, 0.0)
    optimizer: str = "adam"
    beta_1: float = 0.5
    beta_2: float = 0.99
    epsilon: float = 1e-7
    initial_std: float | None = None
    ema_momentum: float | None = None


# The discriminator sees points of the kernel, and not the same few rows again and
# again, which it would learn by heart: on tables points drawn in each step
# (kernel_reach), on signals and images classes that are grown (kernel_rows).
ACGAN = Recipe(
    networks="dense",
    loss="bce-gp",
    latent_dim=16,
    learning_rate=1e-3,
    kernel_fraction="auto",
    class_head=True,
    kernel_reach=0.7,
    generator_class_weight=0.2,  # 1 draws the classes together
    learning_rate_decay=True,
)
ACGAN_SIGNAL = replace(
    ACGAN,
    networks="conv1d",
    # Of four rows, both are better than either (docs/quality.md).
    kernel_fraction=0.75,
    kernel_rows=200,
    kernel_reach=0.0,
    latent_dim=64,
    batch_size=32,
    ema_momentum=0.99,
)
ACGAN_IMAGE = replace(
    ACGAN_SIGNAL,
    networks="conv2d",
    # Less of the kernel costs a CNN accuracy, more a linear classifier.
    kernel_fraction=0.75,
    trains_unasked=False,  # minutes for less than what the kernel gives in seconds
    kernel_rows=1000,
    learning_rate=3e-3,  # 5e-4 takes several times the steps
    batch_size=64,
    ema_momentum=0.995,
)
DCGAN_SIGNAL = Recipe(
    networks="conv1d",
    loss="bce-gp",
    latent_dim=64,
    learning_rate=1e-3,
    batch_size=32,
    kernel_fraction=0.75,  # as in ACGANSampler
    kernel_rows=200,
    learning_rate_decay=True,
    ema_momentum=0.99,
)
DCGAN_IMAGE = replace(
    DCGAN_SIGNAL,
    networks="conv2d",
    learning_rate=3e-3,
    batch_size=64,
    kernel_fraction=0.9,  # nothing filters what the generator makes
    trains_unasked=False,
    kernel_rows=1000,
)
DCGAN_TABLE = replace(
    DCGAN_SIGNAL,
    as_signal=True,
    loss="bce",
    learning_rate=5e-4,
    batch_size=64,
    kernel_fraction="auto",
    kernel_rows=None,
)
GAN_TABLE = Recipe(
    networks="dense",
    loss="bce-gp",
    latent_dim=16,
    learning_rate=1e-3,
    kernel_fraction="auto",
    kernel_reach=0.7,
    learning_rate_decay=True,
)
# Kernel and generator as in the other samplers.
GAN_OTHER = Recipe(
    networks="wide",
    loss="bce",
    latent_dim=64,
    learning_rate=2e-4,
    kernel_fraction=0.75,
    kernel_rows=200,
    learning_rate_decay=True,
    ema_momentum=0.99,
)

# The older projects' trainings. What they have in common:
PLAIN_ACGAN = Recipe(
    networks="",
    loss="bce",
    latent_dim=100,
    learning_rate=2e-4,
    class_head=True,
    beta_2=0.999,
)
PLAIN_GAN = replace(PLAIN_ACGAN, class_head=False, conditioning="per-class")
ACGAN_1D = replace(
    PLAIN_ACGAN, networks="acgan-1d", latent_dim=3, batch_size=40, learning_rate=1e-4
)
KERAS_DCGAN = replace(
    PLAIN_GAN,
    networks="keras-dcgan",
    batch_size=256,
    learning_rate=(1e-4, 2e-4),
    optimizer="rmsprop",
    inverse_time_decay=(3e-8, 6e-8),
)
DCGAN_128 = replace(
    PLAIN_GAN,
    networks="dcgan-128",
    latent_dim=128,
    latent_distribution="uniform",
    learning_rate=4e-5,
    label_smoothing=0.1,
    instance_noise=0.1,
    horizontal_flip=True,
    beta_1=0.9,
)
MLP_GAN = replace(PLAIN_GAN, networks="mlp-gan")

RECIPES = {
    ("ACGANSampler", "table"): ACGAN,
    ("ACGANSampler", "signal"): ACGAN_SIGNAL,
    ("ACGANSampler", "image"): ACGAN_IMAGE,
    ("DCGANSampler", "table"): DCGAN_TABLE,
    ("DCGANSampler", "signal"): DCGAN_SIGNAL,
    ("DCGANSampler", "image"): DCGAN_IMAGE,
    ("GANSampler", "table"): GAN_TABLE,
    ("GANSampler", "signal"): GAN_OTHER,
    ("GANSampler", "image"): replace(
        GAN_OTHER, kernel_fraction=0.9, trains_unasked=False
    ),
    ("acgan-1d", "table"): ACGAN_1D,
    ("acgan-1d", "signal"): ACGAN_1D,
    ("mnist-acgan", "image"): replace(
        PLAIN_ACGAN, networks="mnist-acgan", latent_dim=90, batch_size=128
    ),
    ("acgan-tutorial", "image"): replace(PLAIN_ACGAN, networks="acgan-tutorial"),
    ("keras-dcgan", "image"): KERAS_DCGAN,
    ("dcgan-128", "image"): DCGAN_128,
    ("dcgan-mnist", "image"): replace(
        PLAIN_GAN, networks="dcgan-mnist", batch_size=128
    ),
    **{("mlp-gan", kind): MLP_GAN for kind in KINDS},
}


class Preset(NamedTuple):
    """The older project whose training a preset repeats: its sampler and kinds."""

    sampler: str
    kinds: tuple[str, ...]


def preset(name: str, sampler: str) -> Preset:
    """Return a preset, with the kinds of data that have a recipe for it."""
    return Preset(sampler, tuple(kind for owner, kind in RECIPES if owner == name))


PRESETS = {
    name: preset(name, sampler)
    for name, sampler in {
        "acgan-1d": "ACGANSampler",
        "mnist-acgan": "ACGANSampler",
        "acgan-tutorial": "ACGANSampler",
        "keras-dcgan": "DCGANSampler",
        "dcgan-128": "DCGANSampler",
        "dcgan-mnist": "DCGANSampler",
        "mlp-gan": "GANSampler",
    }.items()
}


def recipe_for(
    sampler: str, chosen: str | None, shape: tuple[int, ...], kind: Kind
) -> Recipe:
    """Return the recipe of a sampler, or of the preset that was chosen."""
    if chosen is None:
        return RECIPES[sampler, kind.name]
    owner = PRESETS[chosen].sampler
    if owner != sampler:
        raise InputError(
            f"preset={chosen!r} is not one of {sampler}'s. "
            f"Use {owner}(preset={chosen!r})."
        )
    check_preset_kind("preset", chosen, shape, kind)
    return RECIPES[chosen, kind.name]


def check_preset_kind(
    parameter: str, chosen: Any, shape: tuple[int, ...], kind: Kind
) -> None:
    """Raise when a preset's networks do not take samples of this kind."""
    if chosen in PRESETS and kind.name not in PRESETS[chosen].kinds:
        kinds = " and ".join(KINDS[name].plural for name in PRESETS[chosen].kinds)
        raise InputError(
            f"{parameter}={chosen!r} is for {kinds}, but samples have shape {shape}. "
            "Choose another preset, or give sample_shape."
        )
