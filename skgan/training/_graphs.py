"""How TensorFlow traces functions, and runs what it has traced."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Lock
from typing import Any

import tensorflow as tf

__all__ = ["default_jit_compile", "traced", "unoptimized_graphs"]

GRAPH_OPTION = "disable_meta_optimizer"

_lock = Lock()
_n_unoptimized, _graph_option = 0, False


def traced(function: Callable[..., Any], **options: Any) -> Any:
    """Return a function that TensorFlow traces at its first call.

    Without autograph, which nothing here needs and which is most of the tracing. As a
    partial, a function has no code of its own by which TensorFlow would count the
    programs of several games as one that is traced too often, and warn.
    """
    return tf.function(partial(function), autograph=False, **options)


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
    """Return whether XLA pays here: not on a CPU, where it is up to 16 times slower."""
    return bool(tf.config.list_physical_devices("GPU"))
