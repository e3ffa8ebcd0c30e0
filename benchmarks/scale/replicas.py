"""Time a step on two replicas against the same global batch on one device.

Two logical devices share the cores of this machine, so that two replicas can't be
faster than one device that uses all cores well. What they take more is overhead: the
sum of the gradients, which goes over replicas at each update, and twice the operations.
The floor is one device without `tf.distribute`, on the same cores. Chunks of steps take
turns; the first columns are the medians over them, the others the fastest.

Variables are compared bit by bit on both replicas after all these steps, 100 or more.

Examples
--------
::

    python benchmarks/scale/replicas.py
"""

import argparse
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import tensorflow as tf

from skgan import NetworkSpec
from skgan.networks import (
    conv2d_discriminator,
    conv2d_generator,
    dense_discriminator,
    dense_generator,
)
from skgan.training import Game
from skgan.training._program import borrow_program
from skgan.training._run import Run

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402

TABLE = NetworkSpec((20,), 2), dense_generator, dense_discriminator, 16
IMAGES = NetworkSpec((28, 28, 1), 10), conv2d_generator, conv2d_discriminator, 64
CASES = {  # games, and the steps of a chunk
    "table, batch 64": (Game(*TABLE, batch_size=64), 25),
    "table, batch 1,024": (Game(*TABLE, batch_size=1024), 20),
    "table, batch 8,192": (Game(*TABLE, batch_size=8192), 10),
    "images, batch 64": (Game(*IMAGES, loss="bce-gp", n_discriminator_steps=1), 10),
}
MIN_STEPS = 100


def start(game, scope):
    """Return a run whose function is traced."""
    random_state = np.random.RandomState(0)
    y = np.arange(2000) % game.spec.n_classes
    X = random_state.normal(size=(2000, *game.spec.shape)).astype(np.float32)
    with scope, borrow_program(game, 0) as program:
        run = Run(program, X, y, None, random_state, (1e-4, 1e-4), program.get_state())
        run.set_learning_rates(1.0)
        run.chunk(program.play, 1)
    return run


def timed(run, scope, n_steps):
    """Return the milliseconds of a step."""
    began = time.perf_counter()
    with scope:
        run.chunk(run.program.play, n_steps)
    return 1e3 * (time.perf_counter() - began) / n_steps


def n_unequal(strategy, program):
    """Return how many variables are not bit-equal on all replicas."""
    copies = [strategy.experimental_local_results(v.value) for v in program.variables]
    return sum(not np.array_equal(*(c.numpy() for c in values)) for values in copies)


def megabytes(game, program):
    """Return what a replica sends and receives in one step."""
    sizes = [
        sum(4 * int(np.prod(v.shape)) for v in network.trainable_variables)
        for network in program.networks
    ]
    return 2 * (sizes[0] + game.n_discriminator_steps * sizes[1]) / 1e6


def row_of(strategy, game, n_steps, n_chunks):
    """Return the row of one case: one device and two replicas take turns."""
    scopes = {"one": nullcontext, "two": strategy.scope}
    runs = {name: start(game, scope()) for name, scope in scopes.items()}
    taken = {name: [] for name in scopes}
    for _ in range(max(n_chunks, -(-MIN_STEPS // n_steps))):
        for name, scope in scopes.items():
            taken[name].append(timed(runs[name], scope(), n_steps))
    program = runs["two"].program
    row = {"MB a step": f"{megabytes(game, program):.2f}"}
    for what, best in (("median", np.median), ("least", np.min)):
        one, two = best(taken["one"]), best(taken["two"])
        row |= {
            f"one device, {what}": f"{one:.1f}",
            f"two replicas, {what}": f"{two:.1f}",
        }
        row[f"more, {what}"] = f"{two / one - 1:.0%}"
    return row | {"unequal variables": n_unequal(strategy, program)}


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chunks", type=int, default=12, help="of each, at least")
    return _figures.parse_arguments(parser, argv)


def main(argv=None):
    """Print the table."""
    arguments = parse_arguments(argv)
    import pandas as pd

    cpu = tf.config.list_physical_devices("CPU")[0]
    logical = [tf.config.LogicalDeviceConfiguration()] * 2
    tf.config.set_logical_device_configuration(cpu, logical)
    strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
    rows = {}
    for case, (game, n_steps) in CASES.items():
        rows[case] = row_of(strategy, game, n_steps, arguments.chunks)
        print(case, rows[case], file=sys.stderr, flush=True)
    with _figures.Figures(__file__, arguments) as figures:
        figures.add(
            "",
            _figures.texts(pd.DataFrame(rows).T),
            "Milliseconds of a step on one device without a strategy, and on two "
            "replicas that share the same processor, so that the second one cannot "
            "make it faster; both take turns.",
        )


if __name__ == "__main__":
    main()
