"""What is fixed before a training starts, and therefore traced once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from skgan import networks
from skgan._plain import Damaged, Plain
from skgan._spec import NetworkSpec

__all__ = ["Game"]

PLAYERS = ("generator", "discriminator")


@dataclass(frozen=True)
class Game(Plain):
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

    def to_state(self) -> dict[str, Any]:
        """Return the fields as plain values; None stands for a user's builder."""
        names = {player: own_name(getattr(self, player)) for player in PLAYERS}
        return super().to_state() | names

    @classmethod
    def from_state(
        cls, state: dict[str, Any], builders: dict[str, Callable] | None = None
    ) -> Self:
        """Return the game of what `to_state` returned.

        Parameters
        ----------
        state : dict
            Plain values.
        builders : dict, default=None
            Player to the user's builder, where there is one.

        Raises
        ------
        Damaged
            When a field is wrong. Other errors mean the same.
        """
        found = {p: builder_named(state[p], p, builders or {}) for p in PLAYERS}
        return super().from_state({**state, **found})


def own_name(builder: Callable) -> str | None:
    """Return the name of one of skgan's own builders, or None."""
    name = getattr(builder, "__name__", None)
    is_own = name in networks.__all__ and getattr(networks, name) is builder
    return name if is_own else None


def builder_named(name: Any, player: str, given: dict[str, Callable]) -> Callable:
    """Return one of skgan's own builders of a player, or the user's for None."""
    if (name is None) != (player in given):
        raise Damaged(f"Its {player} is {name!r}, which its parameters are not.")
    if name is None:
        return given[player]
    if name not in networks.__all__ or not name.endswith(f"_{player}"):
        raise Damaged(f"Its {player} is the unknown {name!r}.")
    return getattr(networks, name)
