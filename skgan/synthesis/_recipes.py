"""Recipes, which define "auto" for each sampler or preset and each kind of data."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from skgan._spec import KINDS, Kind
from skgan.exceptions import InputError

__all__ = ["PRESETS", "Preset", "Recipe", "check_preset_kind", "recipe_for"]


@dataclass(frozen=True)
class Recipe:
    """Default settings of a sampler or preset for a kind of data.

    The fields are parameters of the samplers with the same names, except these:

    Attributes
    ----------
    networks : str
        Name of both networks in :mod:`skgan.networks`.
    class_head : bool
        Whether the discriminator also predicts the classes.
    as_signal : bool
        Whether the networks treat rows of a table as signals.
    trains_unasked : bool
        Whether networks are trained if no parameter of the networks is given. If False,
        the kernel then makes all samples.
    kernel_rows : int or None
        Before the training, the kernel adds samples to classes with fewer rows until
        they have this number. None: the discriminator is trained on real rows, or on
        points of the kernel of tables.
    kernel_reach : float
        Reach of the kernel that is applied to the real samples of the discriminator in
        each step. 0: not applied.
    generator_class_weight : float
        Weight of the class loss in the generator's loss.
    learning_rate_decay : bool
        Whether learning rates decrease linearly in the second half.
    inverse_time_decay : (float, float)
        Decay of both learning rates per iteration, as in Keras 2.
    optimizer, beta_1, beta_2 : str, float, float
        "adam" or "rmsprop", and Adam's decay rates.
    initial_std : float or None
        Standard deviation of all initial weights. None: each layer has its own
        initializer.
    ema_momentum : float or None
        Momentum of the moving average of the weights of the generator, which is used.
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


# The discriminator is trained on samples of the kernel, because it would memorise the
# same few rows: for tables, on points drawn in each step (kernel_reach); for signals
# and images, on classes to which samples were added (kernel_rows).
ACGAN = Recipe(
    networks="dense",
    loss="bce-gp",
    latent_dim=16,
    learning_rate=1e-3,
    kernel_fraction="auto",
    class_head=True,
    kernel_reach=0.7,
    generator_class_weight=0.2,  # with 1, classes become similar
    learning_rate_decay=True,
)
ACGAN_SIGNAL = replace(
    ACGAN,
    networks="conv1d",
    # With four rows, both are better than either one (docs/quality.md).
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
    # With less, the accuracy of a CNN is lower; with more, that of a linear classifier.
    kernel_fraction=0.75,
    trains_unasked=False,  # the kernel is better, within seconds
    kernel_rows=1000,
    learning_rate=3e-3,  # 5e-4 needs several times the steps
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
    kernel_fraction=0.9,  # samples of the generator are not filtered
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

# The trainings of older projects. They have in common:
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
    """The sampler of a preset, and the kinds of data that it is for."""

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
            f"preset={chosen!r} is not a preset of {sampler}. "
            f"Use {owner}(preset={chosen!r})."
        )
    check_preset_kind("preset", chosen, shape, kind)
    return RECIPES[chosen, kind.name]


def check_preset_kind(
    parameter: str, chosen: Any, shape: tuple[int, ...], kind: Kind
) -> None:
    """Raise an error if the networks of a preset are not for this kind of data."""
    if chosen in PRESETS and kind.name not in PRESETS[chosen].kinds:
        kinds = " and ".join(KINDS[name].plural for name in PRESETS[chosen].kinds)
        raise InputError(
            f"{parameter}={chosen!r} is for {kinds}, but samples have shape {shape}. "
            "Choose another preset, or give sample_shape."
        )
