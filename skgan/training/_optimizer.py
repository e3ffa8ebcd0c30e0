"""Adam, with its arithmetic in one operation."""

import tensorflow as tf
from keras.optimizers import Adam

__all__ = ["FusedAdam"]


class FusedAdam(Adam):
    """Keras' Adam with one operation for a variable where Keras has a dozen.

    Only the innermost update differs. Keras' `apply` still sums the gradients over
    replicas and calls it for each replica's own copy, so that replicas stay equal
    under `tf.distribute`, where the bare operation would let them drift apart.
    """

    def update_step(self, gradient, variable, learning_rate):
        """Update one variable and its two moments."""
        index = self._get_variable_index(variable)
        step = tf.cast(self.iterations + 1, tf.float32)
        tf.raw_ops.ResourceApplyAdam(
            var=variable.handle,
            m=self._momentums[index].value.handle,
            v=self._velocities[index].value.handle,
            beta1_power=tf.pow(self.beta_1, step),
            beta2_power=tf.pow(self.beta_2, step),
            lr=tf.convert_to_tensor(learning_rate),
            beta1=self.beta_1,
            beta2=self.beta_2,
            epsilon=self.epsilon,
            grad=tf.convert_to_tensor(gradient),
        )
