import subprocess
import sys

import keras
import numpy as np
import pytest
import tensorflow as tf
from numpy.testing import assert_allclose

from skgan.training._optimizer import FusedAdam

GRADIENTS = np.random.RandomState(0).normal(size=(5, 3)).astype(np.float32)


def updated(optimizer):
    variable = keras.Variable(np.ones(3, np.float32))
    optimizer.build([variable])
    step = tf.function(lambda gradient: optimizer.apply([gradient], [variable]))
    for gradient in GRADIENTS:
        step(tf.constant(gradient))
    return variable.numpy()


@pytest.mark.parametrize("wrap", [lambda x: x, keras.optimizers.LossScaleOptimizer])
@pytest.mark.parametrize("betas", [(0.5, 0.99), (0.9, 0.999)])
def test_updates_are_those_of_adam(wrap, betas):
    fused, plain = (
        updated(wrap(kind(0.1, *betas))) for kind in (FusedAdam, keras.optimizers.Adam)
    )
    assert_allclose(fused, plain, rtol=1e-5)
    assert np.abs(fused - 1).min() > 0.01


REPLICAS = """
import keras, numpy as np, tensorflow as tf
from skgan.training._optimizer import FusedAdam
cpu = tf.config.list_physical_devices("CPU")[0]
logical = [tf.config.LogicalDeviceConfiguration()] * 2
tf.config.set_logical_device_configuration(cpu, logical)
strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
for kind in (FusedAdam, keras.optimizers.Adam):
    with strategy.scope():
        variable = keras.Variable(np.ones(3, np.float32))
        optimizer = kind(0.1)
        optimizer.build([variable])

    @tf.function
    def step():
        def on_replica():
            number = tf.distribute.get_replica_context().replica_id_in_sync_group
            scale = tf.cast(1 - 3 * number, "float32")
            gradient = scale * tf.constant([1.0, -3.0, 2.0])
            optimizer.apply([gradient], [variable])
        strategy.run(on_replica)

    for _ in range(3):
        step()
    for copy in strategy.experimental_local_results(variable.value):
        print(*copy.numpy().round(5))
"""


def test_replicas_with_different_gradients_stay_equal():
    run = subprocess.run(
        [sys.executable, "-c", REPLICAS], capture_output=True, text=True, check=True
    )
    copies = run.stdout.splitlines()
    assert len(copies) == 4 and len(set(copies)) == 1
    assert copies[0] != "1.0 1.0 1.0"
