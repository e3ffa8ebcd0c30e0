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
