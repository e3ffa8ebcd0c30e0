"""How TensorFlow runs traced functions: with its graph optimizer or XLA or neither."""

from collections.abc import Iterator
from contextlib import contextmanager

import tensorflow as tf

from skgan.training._replicas import scope_strategy
from skgan.validation import ProcessLock

__all__ = ["default_jit_compile", "unoptimized_graphs"]

GRAPH_OPTION = "disable_meta_optimizer"

_lock = ProcessLock()
_n_unoptimized, _graph_option = 0, False


@contextmanager
def unoptimized_graphs() -> Iterator[None]:
    """Run traced functions without TensorFlow's graph optimizer.

    Its rewrites make sums depend on timing, so that two equal fits could differ in
    their last bits; for these networks they save nothing. The option is TensorFlow's
    global one, so it is put back when the last of several threads is done. Each thread
    sets it nevertheless, as TensorFlow keeps a copy of it for each thread.
    """
    global _n_unoptimized, _graph_option
    options = tf.config.optimizer
    with _lock:
        if _n_unoptimized == 0:
            _graph_option = options.get_experimental_options().get(GRAPH_OPTION, False)
        _n_unoptimized += 1
        options.set_experimental_options({GRAPH_OPTION: True})
    try:
        yield
    finally:
        with _lock:
            _n_unoptimized -= 1
            after = _graph_option if _n_unoptimized == 0 else True
            options.set_experimental_options({GRAPH_OPTION: after})


def default_jit_compile() -> bool:
    """Return whether to use XLA: not on a CPU, where it is up to 16 times slower.

    Nor has it been tried with several replicas.
    """
    return scope_strategy() is None and bool(tf.config.list_physical_devices("GPU"))
