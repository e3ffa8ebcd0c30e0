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

    def apply(self, grads, trainable_variables=None):
        """Update all variables, with one bias correction for all of them."""
        step = tf.cast(self.iterations + 1, tf.float32)
        self._beta_powers = (tf.pow(self.beta_1, step), tf.pow(self.beta_2, step))
        return super().apply(grads, trainable_variables)

    def update_step(self, gradient, variable, learning_rate):
        """Update one variable and its two moments."""
        index = self._get_variable_index(variable)
        beta_1_power, beta_2_power = self._beta_powers
        tf.raw_ops.ResourceApplyAdam(
            var=variable.handle,
            m=self._momentums[index].value.handle,
            v=self._velocities[index].value.handle,
            beta1_power=beta_1_power,
            beta2_power=beta_2_power,
            lr=tf.convert_to_tensor(learning_rate),
            beta1=self.beta_1,
            beta2=self.beta_2,
            epsilon=self.epsilon,
            grad=tf.convert_to_tensor(gradient),
        )
