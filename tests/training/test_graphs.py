import gc
import threading
from dataclasses import replace

import pytest
import tensorflow as tf

from skgan import NetworkSpec
from skgan.training import default_jit_compile
from skgan.training._graphs import unoptimized_graphs
from skgan.training._program import Program
from tests.training.fits import GAME


def is_unoptimized():
    """Return whether this thread calls functions without the graph optimizer."""
    from tensorflow.python.eager import context

    options = context.context().function_call_options
    config = tf.compat.v1.ConfigProto.FromString(options.config_proto_serialized)
    return config.graph_options.rewrite_options.disable_meta_optimizer


def test_each_of_two_threads_calls_functions_unoptimized():
    inside, looked = threading.Event(), threading.Event()

    def another():
        with unoptimized_graphs():
            inside.set()
            looked.wait(10)

    assert not is_unoptimized()  # TensorFlow keeps a copy for this thread
    thread = threading.Thread(target=another)
    thread.start()
    assert inside.wait(10)
    with unoptimized_graphs():
        assert is_unoptimized()
    looked.set()
    thread.join()
    with unoptimized_graphs():
        assert is_unoptimized()
    assert not is_unoptimized()


def traced_graphs():
    gc.collect()
    return sum(type(o).__name__ == "FuncGraph" for o in gc.get_objects())


@pytest.mark.parametrize("optimizer", ["adam", "rmsprop"])
def test_the_graphs_of_a_program_are_freed_with_it(optimizer):
    def trace(n_features):
        game = replace(GAME, spec=NetworkSpec((n_features,), 2), optimizer=optimizer)
        Program(game).play.get_concrete_function()

    trace(3)
    before = traced_graphs()
    trace(4)
    assert traced_graphs() <= before


def test_jit_compile_is_on_where_there_is_a_gpu(monkeypatch):
    for devices, expected in [([], False), (["GPU:0"], True)]:
        monkeypatch.setattr(
            "tensorflow.config.list_physical_devices", lambda _, found=devices: found
        )
        assert default_jit_compile() is expected
