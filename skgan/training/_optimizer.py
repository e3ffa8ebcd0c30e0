"""Adam, with its arithmetic in one operation."""

from typing import Any

import tensorflow as tf
from keras.optimizers import Adam, Optimizer, RMSprop

__all__ = ["FusedAdam", "FreedRMSprop"]


class Freed(Optimizer):
    """An optimizer whose traced graphs are freed with it.

    Keras passes each update through `tf.distribute`, which keeps the graph that was
    being traced, 10 MB and more, for as long as the process lives. Here each replica
    updates its own copy of the variables; the gradients have to be those of the global
    batch, so that all copies stay equal.
    """

    def _backend_update_step(
        self, grads: list[Any], trainable_variables: list[Any], learning_rate: Any
    ) -> None:
        """Update each variable."""
        for gradient, variable in zip(grads, trainable_variables, strict=True):
            self.update_step(gradient, variable.value, learning_rate)


class FreedRMSprop(Freed, RMSprop):
    """Keras' RMSprop, whose traced graphs are freed with it."""


class FusedAdam(Freed, Adam):
    """Keras' Adam, with one operation for each variable instead of a dozen."""

    _beta_powers: Any = None

    def apply(
        self, grads: list[Any], trainable_variables: list[Any] | None = None
    ) -> None:
        """Update all variables, with one bias correction for all of them."""
        step = tf.cast(self.iterations + 1, tf.float32)
        self._beta_powers = (tf.pow(self.beta_1, step), tf.pow(self.beta_2, step))
        super().apply(grads, trainable_variables)
        self._beta_powers = None  # they belong to the graph that is being traced

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
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
