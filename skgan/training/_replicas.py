"""Several devices and hosts: one step on all replicas of a `tf.distribute` strategy."""

from collections.abc import Callable
from typing import Any

import keras
import tensorflow as tf

from skgan.exceptions import InputError

__all__ = [
    "check_parts",
    "on_all_replicas",
    "replica_share",
    "scope_strategy",
    "sum_over_replicas",
    "synchronize_batch_statistics",
]

SUPPORTED = (
    tf.distribute.MirroredStrategy,
    tf.distribute.MultiWorkerMirroredStrategy,
    tf.distribute.OneDeviceStrategy,
)
Tensors = dict[str, Any]
# Noise whose first axis runs over the samples of all updates of D.
FOLDED = ("z", "fake_noise", "fake_change")
BATCH_AXIS = {"change": 2}  # of other noise; 1 for names that are not here


def scope_strategy() -> Any:
    """Return the strategy in whose scope this thread is, or None.

    Raises
    ------
    InputError
        If its replicas do not have equal copies of the networks.
    """
    if not tf.distribute.has_strategy():
        return None
    strategy = tf.distribute.get_strategy()
    if not isinstance(strategy, SUPPORTED):
        raise InputError(
            f"The scope of {type(strategy).__name__} is not supported. Use "
            "tf.distribute.MirroredStrategy, for several hosts "
            "MultiWorkerMirroredStrategy, or call skgan outside of the scope."
        )
    return strategy


def check_parts(batch_size: int, jit_compile: bool) -> None:
    """Raise unless replicas can share the batches of a fit in this scope."""
    strategy = scope_strategy()
    if strategy is None:
        return
    n_replicas = strategy.num_replicas_in_sync
    if batch_size % n_replicas:
        nearest = max(1, round(batch_size / n_replicas)) * n_replicas
        raise InputError(
            f"batch_size={batch_size} is not divisible by the {n_replicas} replicas of "
            f"{type(strategy).__name__}. Give a multiple of {n_replicas}, for example "
            f"batch_size={nearest}."
        )
    if jit_compile:
        raise InputError(
            f"jit_compile=True is not supported in the scope of "
            f'{type(strategy).__name__}. Give jit_compile="auto" or False.'
        )


def synchronize_batch_statistics(network: keras.Model) -> None:
    """Make layers normalise over the global batch instead of a replica's part."""
    for layer in network._flatten_layers(include_self=False):
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.synchronized = True


def on_all_replicas(
    strategy: Any,
    play_one: Callable[..., Any],
    players: Any,
    X: Any,
    y: Any,
    rows: Any,
    noise: Tensors,
) -> tuple[Any, Any]:
    """Run one step, with a part of the global batch on each replica.

    Batch and noise are the same as on one device. All replicas return the same losses.
    """
    batch = players.game.batch_size // strategy.num_replicas_in_sync
    real, label = tf.gather(X, rows), tf.gather(y, rows)
    numbers = tf.reshape(
        tf.range(rows.shape[:-1].num_elements() * batch), (*rows.shape[:-1], batch)
    )

    def play_part() -> Any:
        number = tf.distribute.get_replica_context().replica_id_in_sync_group
        first = number * batch
        own_real, own_label = (
            part_of(values, 2, first, batch) for values in (real, label)
        )
        return play_one(
            players,
            tf.reshape(own_real, (-1, *real.shape[3:])),
            tf.reshape(own_label, (-1,)),
            numbers,
            noise_of(noise, rows.shape[0], first, batch),
        )

    losses = strategy.run(play_part)
    return tuple(strategy.experimental_local_results(loss)[0] for loss in losses)


def noise_of(noise: Tensors, n_updates: int, first: Any, size: int) -> Tensors:
    """Return the noise of some samples of each of D's updates."""
    parts = {}
    for name, values in noise.items():
        if name in FOLDED:
            shape = values.shape[1:]
            unfolded = tf.reshape(values, (n_updates, -1, *shape))
            parts[name] = tf.reshape(part_of(unfolded, 1, first, size), (-1, *shape))
        else:
            parts[name] = part_of(values, BATCH_AXIS.get(name, 1), first, size)
    return parts


def part_of(values: Any, axis: int, first: Any, size: int) -> Any:
    """Return `size` values along an axis, beginning with `first`."""
    begin = [first if i == axis else 0 for i in range(len(values.shape))]
    sizes = [size if i == axis else n for i, n in enumerate(values.shape)]
    return tf.slice(values, begin, sizes)


def replica_share(loss: Any) -> Any:
    """Return the share of a replica's loss in the loss of the global batch.

    All losses are means over samples, and all parts of a batch have the same size.
    """
    n_replicas = tf.distribute.get_replica_context().num_replicas_in_sync
    return loss if n_replicas == 1 else loss / n_replicas


def sum_over_replicas(loss: Any, gradients: list[Any]) -> tuple[Any, list[Any]]:
    """Return the loss and the gradients of the global batch, on every replica."""
    context = tf.distribute.get_replica_context()
    if context.num_replicas_in_sync == 1:
        return loss, gradients
    known = [tf.convert_to_tensor(g) for g in gradients if g is not None]
    total, *sums = context.all_reduce(tf.distribute.ReduceOp.SUM, [loss, *known])
    of_known = iter(sums)
    return total, [None if g is None else next(of_known) for g in gradients]
