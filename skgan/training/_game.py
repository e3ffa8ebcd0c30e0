"""What is fixed before a training starts, and therefore traced once."""

from collections.abc import Callable
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

from sklearn.utils._param_validation import (
    Interval,
    StrOptions,
    validate_parameter_constraints,
)

from skgan._spec import NetworkSpec
from skgan.training._augment import POLICIES
from skgan.training._losses import LOSSES, Loss

__all__ = ["AUGMENTATIONS", "CONSTRAINTS", "LARGEST", "PLAYERS", "Game", "is_own"]

PLAYERS = ("generator", "discriminator")
AUGMENTATIONS = tuple(POLICIES)
LARGEST = 3e38  # about that of float32
SHARE = [Interval(Real, 0, 1, closed="both")]
FACTOR = [Interval(Real, 0, LARGEST, closed="left")]
COUNT = [Interval(Integral, 1, 2**31, closed="left")]  # more fits into no memory

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
    "ema_momentum": [*SHARE, None],
    "dtype_policy": [StrOptions({"float32", "mixed_float16", "mixed_bfloat16"}), None],
    "jit_compile": ["boolean"],
}
ITEM_CONSTRAINTS = {
    "diff_augment": [StrOptions(set(AUGMENTATIONS))],
    "inverse_time_decay": FACTOR,
}


@dataclass(frozen=True)
class Game:
    """The two players and the rules: all that a traced program depends on.

    Two fits with equal games share one program. Numbers that a program takes as
    inputs (rows, seeds, learning rates, the number of steps) are not in here.
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
    ema_momentum: float | None = None
    dtype_policy: str | None = None
    jit_compile: bool = False

    @property
    def objective(self) -> Loss:
        """The loss that `loss` names."""
        return LOSSES[self.loss]

    @property
    def batch_shape(self) -> tuple[int, int, int]:
        """Row numbers of one step: D's updates, rows a sample, samples."""
        rows_a_sample = 3 if self.kernel_reach else 1  # s1 + u (s2 - s3)
        return (self.n_discriminator_steps, rows_a_sample, self.batch_size)

    @property
    def is_shared(self) -> bool:
        """Whether both networks are skgan's own, so that fits may share them."""
        return is_own(self.generator) and is_own(self.discriminator)

    def check(self) -> None:
        """Raise unless the fields, the builders aside, have values that can be played.

        For a game that was read from a file.

        Raises
        ------
        ValueError
            With the field.
        """
        given = {name: getattr(self, name) for name in CONSTRAINTS}
        validate_parameter_constraints(CONSTRAINTS, given, "Game")
        for name, rule in ITEM_CONSTRAINTS.items():
            for item in given[name]:
                validate_parameter_constraints({name: rule}, {name: item}, "Game")
        if len(self.inverse_time_decay) != len(PLAYERS):
            raise ValueError(
                f"inverse_time_decay={self.inverse_time_decay!r} is no pair. Give one "
                "number for the generator and one for the discriminator."
            )


def is_own(builder: Callable[..., Any]) -> bool:
    """Return whether a builder of networks is one of skgan's own."""
    return builder.__module__.startswith("skgan.networks.")
