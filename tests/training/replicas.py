"""Train on two logical CPU devices and on one, and print what comes of it as JSON.

Run as a module: the devices have to be there before TensorFlow starts.
"""

import json
import sys
from contextlib import nullcontext
from dataclasses import replace

import keras
import numpy as np
import tensorflow as tf

from skgan import GANSampler, NetworkSpec
from skgan.callbacks import SampleWriter
from skgan.exceptions import InputError
from skgan.metrics import energy_distance
from skgan.training import generate
from skgan.training._program import borrow_program
from tests.training.fits import GAME, LATENT, X, Y, fit

IMAGES = np.random.RandomState(0).uniform(-1, 1, (40, 8, 8, 1)).astype(np.float32)


def normalizing_generator(spec, latent_dim):
    latent, label = keras.Input((latent_dim,)), keras.Input((), dtype="int32")
    x = keras.layers.Embedding(spec.n_classes, latent_dim)(label) + latent
    x = keras.layers.Dense(16, use_bias=False)(x)  # a bias would follow rounding alone
    x = keras.layers.Dense(64, "tanh")(keras.layers.BatchNormalization()(x))
    return keras.Model([latent, label], keras.layers.Reshape(spec.shape)(x))


def small_discriminator(spec, latent_dim):
    sample = keras.Input(spec.shape)
    x = keras.layers.BatchNormalization()(keras.layers.Flatten()(sample))
    return keras.Model(sample, keras.layers.Dense(spec.n_classes)(x))


TABLE = replace(GAME, n_discriminator_steps=2, ema_momentum=0.9)
NOISY = replace(
    GAME, loss="wgan-gp", instance_noise=0.1, kernel_reach=0.3, optimizer="rmsprop"
)
NORMALIZED = replace(
    GAME,
    spec=NetworkSpec(IMAGES.shape[1:], 2, class_head=False),
    loss="bce-gp",
    generator=normalizing_generator,
    discriminator=small_discriminator,
    label_smoothing=0.1,
    diff_augment=("translation", "color"),
    horizontal_flip=True,
)
GAMES = {
    "table": (TABLE, X, 10),
    "noisy": (NOISY, X, 10),
    "normalized": (NORMALIZED, IMAGES, 10),
}


def farthest(one, other):
    """Return how far two lists of arrays are from each other at most."""
    pairs = zip(one, other, strict=True)
    return max(float(np.abs(np.subtract(a, b)).max()) for a, b in pairs)


def differences(strategy):
    """Return how far samples and losses are from those of one device, by game."""
    found = {}
    for name, (game, data, n_steps) in GAMES.items():
        on_one = fit(n_steps, game=game, X=data)
        with strategy.scope():
            on_two = fit(n_steps, game=game, X=data)
        samples = [generate(game, t.generator, LATENT, Y) for t in (on_one, on_two)]
        losses = [t.history["discriminator_loss"] for t in (on_one, on_two)]
        found[name] = farthest(*([a, b] for a, b in zip(samples, losses, strict=True)))
    return found


def unequal(strategy):
    """Return how many variables differ after 100 steps, of how many, and the steps."""
    with strategy.scope():
        trained = fit(100, game=TABLE)
        with borrow_program(TABLE) as program:
            copies = [
                [copy.numpy() for copy in strategy.experimental_local_results(v.value)]
                for v in program.variables
            ]
    assert all(len(values) == 2 for values in copies)
    different = sum(not np.array_equal(*values) for values in copies)
    return different, len(copies), trained.n_iter


def distance(scope):
    """Return how far samples of a whole training are from the data."""
    with scope:
        trained = fit(150, game=TABLE)
    fake = generate(TABLE, trained.generator, LATENT, Y)
    return float(energy_distance(X, fake))


def sampler(folder=None, **options):
    options = {"max_iter": 50, "batch_size": 8, "random_state": 0} | options
    options |= {"loss": "hinge", "n_discriminator_steps": 1}
    wanted = {0: 24, 1: 24}
    return GANSampler(wanted, kernel_fraction=0, checkpoint_dir=folder, **options)


def message(**options):
    """Return what a fit with bad parameters is told."""
    try:
        sampler(**options).fit(X, Y)
    except InputError as error:
        return str(error)


def main(temporary):
    cpu = tf.config.list_physical_devices("CPU")[0]
    logical = [tf.config.LogicalDeviceConfiguration()] * 2
    tf.config.set_logical_device_configuration(cpu, logical)
    strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
    found = {"differences": differences(strategy), "unequal": unequal(strategy)}
    found["distances"] = [
        distance(scope) for scope in (nullcontext(), strategy.scope())
    ]
    writer = SampleWriter(f"{temporary}/samples", 25, ["csv"])
    options = {"early_stopping": True}
    with strategy.scope():
        odd, compiled = message(batch_size=9), message(jit_compile=True)
        sampler(f"{temporary}/fit", callbacks=[writer], **options).fit_resample(X, Y)
        drawn = sampler(f"{temporary}/fit", **options).fit(X, Y).sample(8)[0]
    again = sampler(f"{temporary}/fit", **options).fit(X, Y)  # on one device
    found |= {"odd": odd, "compiled": compiled, "files": len(writer.paths_)}
    found["same drawn"] = bool(np.array_equal(drawn, again.sample(8)[0]))
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
