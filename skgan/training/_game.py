"""The settings that are fixed before a training starts, and traced once."""

from collections.abc import Callable
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any, Self

from sklearn.utils._param_validation import (
    Interval,
    StrOptions,
    validate_parameter_constraints,
)

from skgan import networks
from skgan._spec import PLAYERS, Damaged, NetworkSpec, Plain
from skgan.training._augment import POLICIES
from skgan.training._losses import LOSSES

__all__ = ["AUGMENTATIONS", "CONSTRAINTS", "LARGEST", "Game"]

AUGMENTATIONS = tuple(POLICIES)
LARGEST = 3e38  # about that of float32
SHARE = [Interval(Real, 0, 1, closed="both")]
FACTOR = [Interval(Real, 0, LARGEST, closed="left")]
COUNT = [Interval(Integral, 1, 2**31, closed="left")]  # more would not fit in memory

# Values that the fields of a Game may have, the builders' aside.
CONSTRAINTS: dict[str, list[Any]] = {
    "spec": [NetworkSpec],
    "latent_dim": [Interval(Integral, 1, None, closed="left")],
    "latent_distribution": [StrOptions({"normal", "uniform"})],
    "loss": [StrOptions(set(LOSSES))],
    "batch_size": COUNT,
    "n_discriminator_steps": COUNT,
    "label_smoothing": [Interval(Real, 0, 1, closed="left")],
    "instance_noise": FACTOR,
    "horizontal_flip": ["boolean"],
    "diff_augment": [tuple],
    "kernel_reach": FACTOR,
    "generator_class_weight": FACTOR,
    "learning_rate_decay": ["boolean"],
    "inverse_time_decay": [tuple],
    "optimizer": [StrOptions({"adam", "rmsprop"})],
    "beta_1": SHARE,
    "beta_2": SHARE,
    "epsilon": [Interval(Real, 0, LARGEST, closed="right")],
    "initial_std": [Interval(Real, 0, LARGEST, closed="right"), None],
    "ema_momentum": [*SHARE, None],
    "dtype_policy": [StrOptions({"float32", "mixed_float16", "mixed_bfloat16"}), None],
    "jit_compile": ["boolean"],
}
ITEM_CONSTRAINTS = {
    "diff_augment": [StrOptions(set(AUGMENTATIONS))],
    "inverse_time_decay": FACTOR,
}


@dataclass(frozen=True)
class Game(Plain):
    """The two networks and the training rules: all that a traced program depends on.

    Two fits with equal games share one program. Inputs of a program (rows, seeds,
    learning rates, the number of steps) are not part of the game.
    """

    spec: NetworkSpec
    generator: Callable[[NetworkSpec, int], Any]
    discriminator: Callable[[NetworkSpec, int], Any]
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
    epsilon: float = 1e-7
    initial_std: float | None = None
    ema_momentum: float | None = None
    dtype_policy: str | None = None
    jit_compile: bool = False

    def check(self) -> None:
        """Check all fields except the builders, for a game that was read from a file.

        Raises
        ------
        ValueError
            If a field is invalid; the message names it.
        """
        given = {name: getattr(self, name) for name in CONSTRAINTS}
        validate_parameter_constraints(CONSTRAINTS, given, "Game")
        for name, rule in ITEM_CONSTRAINTS.items():
            for item in given[name]:
                validate_parameter_constraints({name: rule}, {name: item}, "Game")
        if len(self.inverse_time_decay) != len(PLAYERS):
            raise ValueError(
                f"inverse_time_decay={self.inverse_time_decay!r} is not a pair. Give "
                "one number for the generator and one for the discriminator."
            )

    def to_state(self) -> dict[str, Any]:
        """Return the fields as plain values; None stands for a user's builder."""
        names = {player: own_name(getattr(self, player)) for player in PLAYERS}
        return super().to_state() | names

    @classmethod
    def from_state(
        cls, state: dict[str, Any], builders: dict[str, Callable] | None = None
    ) -> Self:
        """Return the game whose `to_state` returned `state`.

        Parameters
        ----------
        state : dict
            Plain values.
        builders : dict, default=None
            Player to the user's builder, where there is one.

        Raises
        ------
        Damaged
            If a field is invalid. Any other error also means this.
        """
        found = {p: builder_named(state[p], p, builders or {}) for p in PLAYERS}
        game = super().from_state({**state, **found})
        game.check()
        return game


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
