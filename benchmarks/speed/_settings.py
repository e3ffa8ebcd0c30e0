"""What all contenders play with: data, sizes, networks and goals."""

from dataclasses import dataclass, field

import numpy as np

HIDDEN_UNITS = (256, 256)  # of the older projects' tables


@dataclass(frozen=True)
class Setting:
    """One game, and how much faster than its peers skgan means to play it.

    Attributes
    ----------
    title : str
        Heading of the table.
    shape : tuple of int
        Of one sample.
    batch, latent_dim, loss, n_discriminator_steps
        As the parameters of ACGANSampler.
    networks : {"wide", "dense", "conv2d"}
        Dense 256-256, or skgan's own.
    n_steps : int
        Steps in one turn of skgan and of the floor, about a second.
    contenders : tuple of str
        Who plays.
    goals : dict
        Peer to the least ratio of its time to skgan's; "floor" to the greatest ratio
        of skgan's time to the floor's.
    ctgan_batch : int
        Ctgan's batch has to be a multiple of its pac, 10.
    """

    title: str
    shape: tuple
    batch: int
    latent_dim: int
    loss: str = "bce"
    n_discriminator_steps: int = 1
    networks: str = "wide"
    n_steps: int = 200
    contenders: tuple = ("classic", "ctgan", "skgan", "floor")
    goals: dict = field(default_factory=dict)
    ctgan_batch: int = 500
    n_classes: int = 3
    n_rows: int = 1000


SETTINGS = {
    "table-64": Setting(
        "Tables, 30 features, z 128, 256-256, BCE + CE, batch 64 (ctgan: 60)",
        (30,),
        64,
        128,
        goals={"classic": 20, "ctgan": 8, "floor": 1.2},
        ctgan_batch=60,
    ),
    "table-500": Setting(
        "Tables, 30 features, z 128, 256-256, BCE + CE, batch 500",
        (30,),
        500,
        128,
        n_steps=50,
        goals={"classic": 6, "ctgan": 4.5, "floor": 1.15},
    ),
    "table-default": Setting(
        "Tables, skgan's defaults: BCE + GP, z 16, 64-64, batch 64",
        (30,),
        64,
        16,
        loss="bce-gp",
        networks="dense",
        n_steps=300,
        contenders=("skgan", "floor"),
        goals={"floor": 1.2},
    ),
    "table-wgan": Setting(
        "Tables, WGAN-GP with 2 critic steps, z 16, 64-64, batch 64",
        (30,),
        64,
        16,
        loss="wgan-gp",
        n_discriminator_steps=2,
        networks="dense",
        n_steps=300,
        contenders=("skgan", "floor"),
        goals={"floor": 1.2},
    ),
    "image": Setting(
        "Images 28x28x1, z 64, skgan's convolutions, BCE + CE, batch 64",
        (28, 28, 1),
        64,
        64,
        networks="conv2d",
        n_steps=25,
        contenders=("classic", "skgan", "floor"),
        goals={"classic": 1.5, "floor": 1.08},
    ),
}


def make_data(setting):
    """Return an imbalanced data set: X float32 and labels."""
    rng = np.random.RandomState(0)
    y = rng.choice(setting.n_classes, setting.n_rows, p=[0.6, 0.3, 0.1])
    X = rng.standard_normal((setting.n_rows, *setting.shape)) + y.reshape(
        -1, *(1,) * len(setting.shape)
    )
    if len(setting.shape) == 3:  # pixels
        X = 255 * (X - X.min()) / (X.max() - X.min())
    return X.astype(np.float32), y


def wide_generator(spec, latent_dim):
    """Build skgan's dense generator with 256 units a layer."""
    import keras

    from skgan.networks._common import conditional_inputs, leaky_dense

    inputs, x = conditional_inputs(spec, latent_dim)
    for units in HIDDEN_UNITS:
        x = leaky_dense(units, x)
    x = keras.layers.Dense(spec.size, activation=spec.activation)(x)
    return keras.Model(inputs, x, name="generator")


def wide_discriminator(spec, latent_dim):
    """Build skgan's dense discriminator with 256 units a layer."""
    import keras

    from skgan.networks._common import leaky_dense, source_and_class_heads

    sample = keras.Input(spec.shape, name="sample")
    x = sample
    for units in HIDDEN_UNITS:
        x = leaky_dense(units, x)
    return keras.Model(sample, source_and_class_heads(spec, x), name="discriminator")


# Programs of a user's callables are not shared between fits. Ours may pass for
# skgan's own, so that a warm-up fit pays for tracing and the timed ones don't.
for _builder in (wide_generator, wide_discriminator):
    _builder.__module__ = "skgan.networks.benchmark"


def builders(setting):
    """Return the functions that build a setting's networks."""
    from skgan import networks

    if setting.networks == "wide":
        return wide_generator, wide_discriminator
    return (
        getattr(networks, f"{setting.networks}_generator"),
        getattr(networks, f"{setting.networks}_discriminator"),
    )


def build_networks(setting):
    """Return new Keras models of a setting."""
    from skgan import NetworkSpec

    activation = "tanh" if len(setting.shape) == 3 else "linear"
    spec = NetworkSpec(setting.shape, setting.n_classes, activation)
    return [build(spec, setting.latent_dim) for build in builders(setting)]
