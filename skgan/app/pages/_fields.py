"""The form fields for the parameters of a sampler."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nicegui import ui

from skgan.exceptions import InputError

AUGMENTATIONS = ("flip", "translation", "cutout", "color")
PAIR = "learning_rate"  # a pair for generator and discriminator


@dataclass(frozen=True)
class Field:
    """A field for a numeric parameter of a sampler."""

    name: str
    label: str
    least: float
    is_whole: bool = False


FIELDS = (
    Field("latent_dim", "Noise size", 1, True),
    Field("max_iter", "Iterations", 1, True),
    Field("batch_size", "Batch size", 2, True),
    Field("learning_rate_g", "Learning rate, generator", 0),
    Field("learning_rate_d", "Learning rate, discriminator", 0),
    Field("beta_1", "beta_1 of Adam", 0),
    Field("epsilon", "Epsilon of Adam", 0),
    Field("initial_std", "Initial standard deviation", 0),
)


class Fields:
    """The fields of one form; fields without a parameter of the sampler are hidden."""

    def __init__(self) -> None:
        self._numbers: dict[str, ui.number] = {}

    def add(self, known: Sequence[str]) -> None:
        """Add all fields."""
        for field in FIELDS:
            number = ui.number(
                field.label,
                placeholder="auto",
                min=field.least,
                precision=0 if field.is_whole else None,
            ).props("clearable stack-label")
            self._numbers[field.name] = number
        self._augment = ui.select(
            [*AUGMENTATIONS], multiple=True, value=[], label="Augmentation of images"
        )
        self.show(known)

    def show(self, known: Sequence[str]) -> None:
        """Show the fields for the parameters of a sampler."""
        for name, number in self._numbers.items():
            number.set_visibility(parameter_of(name) in known)
        self._augment.set_visibility("diff_augment" in known)

    def values(self, known: Sequence[str]) -> dict[str, Any]:
        """Return the parameters of the fields that are not empty."""
        given: dict[str, Any] = {
            field.name: int(value) if field.is_whole else float(value)
            for field in FIELDS
            if (value := self._numbers[field.name].value) is not None
            and parameter_of(field.name) in known
        }
        rates = [given.pop(f"{PAIR}_{player}", None) for player in "gd"]
        if any(rate is not None for rate in rates):
            if None in rates:
                raise InputError(
                    "One of the two learning rates is empty. Fill in both, or neither."
                )
            given[PAIR] = rates
        if self._augment.value and "diff_augment" in known:
            given["diff_augment"] = [*self._augment.value]
        return given


def parameter_of(name: str) -> str:
    """Return the parameter of a field."""
    return PAIR if name.startswith(PAIR) else name
