"""What is fixed before a training starts, and therefore traced once."""

from collections.abc import Callable
from dataclasses import dataclass

from skgan._spec import NetworkSpec

__all__ = ["Game"]


@dataclass(frozen=True)
class Game:
    """The two players and the rules: all that a traced program depends on.

    Two fits with equal games share one program. Numbers that a program takes as
    inputs (rows, seeds, learning rates, the number of steps) are not in here.
    """

    spec: NetworkSpec
    generator: Callable
    discriminator: Callable
    latent_dim: int
    latent_distribution: str = "normal"
    loss: str = "wgan-gp"
    batch_size: int = 64
    n_discriminator_steps: int = 2
    label_smoothing: float = 0.0
    instance_noise: float = 0.0
    horizontal_flip: bool = False
    diff_augment: tuple[str, ...] = ()
    kernel_reach: float = 0.0
    generator_class_weight: float = 1.0
    learning_rate_decay: bool = False
    inverse_time_decay: tuple[float, float] = (0.0, 0.0)
    optimizer: str = "adam"
    beta_1: float = 0.5
    beta_2: float = 0.99
    ema_momentum: float | None = None
    dtype_policy: str | None = None
    jit_compile: bool = False

    @property
    def batch_shape(self):
        """Row numbers of one step: D's updates, rows a sample, samples."""
        rows_a_sample = 3 if self.kernel_reach else 1  # s1 + u (s2 - s3)
        return (self.n_discriminator_steps, rows_a_sample, self.batch_size)

    @property
    def is_shared(self):
        """Whether both networks are skgan's own, so that fits may share them."""
        builders = (self.generator, self.discriminator)
        return all(b.__module__.startswith("skgan.networks.") for b in builders)
