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
    beta_1: float = 0.5
    beta_2: float = 0.99
    ema_momentum: float | None = None
    dtype_policy: str | None = None
    jit_compile: bool = False

    @property
    def is_shared(self):
        """Whether both networks are skgan's own, so that fits may share them."""
        builders = (self.generator, self.discriminator)
        return all(b.__module__.startswith("skgan.networks.") for b in builders)
