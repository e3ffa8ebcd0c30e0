"""Policies: the moves that a kernel makes, and their strengths."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from numbers import Real
from typing import Any, NamedTuple

import numpy as np

from skgan._spec import KINDS, Plain
from skgan.exceptions import InputError

__all__ = ["MOVES", "POLICIES", "Policy", "plain_policy", "policy_of"]

Moves = dict[str, float]


class Move(NamedTuple):
    """A way in which a kernel changes real rows.

    Parameters
    ----------
    largest : float
        The largest valid strength. The smallest is 0, which means no move.
    text : str
        The meaning of the strength.
    """

    largest: float
    text: str


MOVES = {
    "table": {
        "difference": Move(2.0, "largest part of the difference of two rows"),
        "exchange": Move(1.0, "share of the categories from a near row"),
    },
    "signal": {
        "difference": Move(2.0, "largest part of the difference of two signals"),
        "shift": Move(0.5, "longest shift, in parts of the length"),
        "bend": Move(0.2, "bending of time, in parts of the length"),
        "gain": Move(1.0, "standard deviation of the smooth gain"),
    },
    "image": {
        "interpolation": Move(1.0, "largest part of the way to a near image"),
        "bend": Move(1.5, "part of the flow between two images of a class"),
        "shift": Move(0.5, "longest shift, in parts of the side"),
        "rotation": Move(180.0, "largest rotation, in degrees"),
        "zoom": Move(0.7, "logarithm of the largest zoom"),
        "ripple": Move(0.2, "elastic deformation, in parts of the side"),
        "mirror": Move(1.0, "share that is mirrored, left and right"),
        "flip": Move(1.0, "share that is flipped, top and bottom"),
        "turn": Move(1.0, "share that is turned by 90 degrees; only square images"),
        "inversion": Move(1.0, "share that is inverted, light and dark"),
        "class_colours": Move(1.0, "part of the way to colours of the same class"),
        "colours": Move(1.0, "part of the way to colours of any image"),
        "brightness": Move(1.0, "standard deviation, in half ranges"),
        "contrast": Move(1.0, "standard deviation of its logarithm"),
        "mixing": Move(1.0, "standard deviation of the mixing of channels"),
        "cut_out": Move(0.8, "side of a square that turns gray, in parts of the side"),
    },
}

# The same reach as the kernel of tables: 1 is as good for well separated classes, but
# worse on small images of 8x8, where a bend can make another digit. A shift of 1 pixel
# of 28: more is worse for images other than digits.
SHAPES = {"bend": 0.7, "shift": 0.036, "rotation": 8.0, "zoom": 0.05, "ripple": 0.02}
# For reach .7. Means over eight data sets hardly change around these (docs/quality.md).
SIGNAL_SHIFTS = {"shift": 0.049, "bend": 0.0105}
SIGNAL_VALUES = {"difference": 0.35, "gain": 0.105}

POLICIES: dict[str, dict[str, tuple[Moves, ...]]] = {  # the plain one is first
    "table": {"differences": ({"difference": 0.7, "exchange": 0.5},), "copies": ({},)},
    "signal": {
        "moves": (SIGNAL_VALUES | SIGNAL_SHIFTS,),
        "small moves": (
            SIGNAL_VALUES | {k: 0.3 * v for k, v in SIGNAL_SHIFTS.items()},
        ),
        "in place": (SIGNAL_VALUES,),
        "copies": ({},),
    },
    "image": {
        "shapes": (SHAPES,),
        "shapes, class colours": (SHAPES, SHAPES | {"class_colours": 1.0}),
        "shapes, colours": (SHAPES | {"colours": 1.0},),
        "interpolation": ({"interpolation": 1.0},),
        "copies": ({},),
    },
}
# Suffixes of the names of policies of images, and the move of half of the images.
ADDITIONS = {
    "mirrored": "mirror",
    "flipped": "flip",
    "turned": "turn",
    "inverted": "inversion",
}


@dataclass(frozen=True)
class Policy(Plain):
    """The moves that a kernel makes, with their strengths.

    Attributes
    ----------
    name : str
        A name in `POLICIES`, which may be followed by additions, or "given".
    parts : tuple of dict
        Dicts from moves to strengths. Each part is used for an equal share of the
        samples.
    scores : dict
        For each policy that was compared, its mean gain over the plain one in
        class-average accuracy and the standard error. Empty if policies were not
        compared.
    reason : str
        The reason for the choice.
    """

    name: str
    parts: tuple[Moves, ...]
    scores: dict[str, tuple[float, float]] = field(default_factory=dict)
    reason: str = "given"

    def __str__(self) -> str:
        told = [f"{name} {m:+.3f} ({e:.3f})" for name, (m, e) in self.scores.items()]
        return f"{self.name}, {self.reason}" + ("; " if told else "") + ", ".join(told)

    @property
    def moves(self) -> set[str]:
        """The names of all moves."""
        return set().union(*self.parts)

    def is_for(self, kind: str) -> bool:
        """Return whether all moves and strengths are valid for a kind of data."""
        largest = {name: move.largest for name, move in MOVES[kind].items()}
        pairs = [pair for moves in self.parts for pair in moves.items()]
        return all(0 < strength <= largest.get(name, 0) for name, strength in pairs)

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        if not self.parts:
            yield "parts"


def plain_policy(kind: str) -> Policy:
    """Return the plain policy, which is the default for a kind of data."""
    name, parts = next(iter(POLICIES[kind].items()))
    return Policy(name, parts, reason="plain")


def policy_of(given: Any, kind: str) -> Policy | None:
    """Return the policy for a name, a dict of moves or a list of dicts.

    Parameters
    ----------
    given : str, dict or list of dict
        The value of the parameter `policy`. For "auto", None is returned.
    kind : {"table", "signal", "image"}
        The kind of the data.

    Raises
    ------
    InputError
        If the policy or a move is unknown for this kind of data, or if a strength is
        not a number in its range.

    Examples
    --------
    >>> from skgan.kernels import policy_of
    >>> policy_of({"difference": 0.3}, "table").parts
    ({'difference': 0.3},)
    """
    named = named_parts(given, kind) if isinstance(given, str) else None
    if named:
        return Policy(given, named)
    if isinstance(given, str) and given == "auto":
        return None
    parts = given if isinstance(given, list | tuple) else [given]
    odd = [moves for moves in parts if not isinstance(moves, Mapping)]
    if odd or not parts:
        is_list = parts is given and parts
        why = f": a list should contain dicts, not {odd[0]!r:.80}" if is_list else ""
        ends = (
            f", which may be followed by any of {[*ADDITIONS]}"
            if kind == "image"
            else ""
        )
        raise InputError(
            f"policy={given!r:.200} is unknown for {KINDS[kind].plural}{why}. "
            f"Choose from {['auto', *POLICIES[kind]]}{ends}, or give a dict of moves, "
            f"or a list of dicts; the moves are {[*MOVES[kind]]}."
        )
    return Policy("given", tuple(checked(moves, kind) for moves in parts))


def named_parts(name: str, kind: str) -> tuple[Moves, ...] | None:
    """Return the parts of the policy with a name, or None if it is unknown.

    Examples
    --------
    >>> from skgan.kernels._policies import named_parts
    >>> named_parts("copies, mirrored, inverted", "image")
    ({'inversion': 0.5, 'mirror': 0.5},)
    """
    additions: Moves = {}
    while name not in POLICIES[kind]:
        name, _, addition = name.rpartition(", ")
        move = ADDITIONS.get(addition)
        if kind != "image" or move is None or move in additions:
            return None
        additions[move] = 0.5
    return tuple(moves | additions for moves in POLICIES[kind][name])


def checked(moves: Mapping[Any, Any], kind: str) -> Moves:
    """Return moves with strengths as floats, without those of 0."""
    known = MOVES[kind]
    unknown = [name for name in moves if name not in known]
    if unknown:
        raise InputError(
            f"policy has unknown moves: {unknown!r:.200}. Use the moves of "
            f"{KINDS[kind].plural}: {[*known]}."
        )
    for name, strength in moves.items():
        is_number = isinstance(strength, Real) and not isinstance(strength, bool)
        if not is_number or not 0 <= strength <= known[name].largest:
            shown = strength.item() if isinstance(strength, np.generic) else strength
            raise InputError(
                f"policy has {name}={shown!r:.200}, which is not a number from 0 to "
                f"{known[name].largest}. Give the {known[name].text}."
            )
    return {name: float(strength) for name, strength in moves.items() if strength}
