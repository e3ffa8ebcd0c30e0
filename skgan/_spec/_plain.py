"""Convert objects to plain values and back, by their annotated fields."""

from collections.abc import Iterable
from numbers import Integral, Real
from types import UnionType
from typing import Any, ClassVar, Self, Union, get_args, get_origin, get_type_hints

import numpy as np

__all__ = ["Damaged", "Plain"]

NUMBERS = {bool: (bool, np.bool_), int: Integral, float: Real}  # and the types of NumPy
KINDS = "biuf"  # kinds of dtypes that arrays may have


class Damaged(ValueError):
    """Plain values, or the file that contains them, are damaged."""


class Plain:
    """Base class of objects that can be converted to plain values.

    Warning: This class should not be used directly. Annotate the fields of a derived
    class, which may be a dataclass. A field that contains an object is annotated with
    derived classes, so that a file cannot contain objects of other classes.

    Examples
    --------
    >>> from skgan._spec import Layout
    >>> Layout(2, (3,), 1).to_state()
    {'n_numbers': 2, 'sizes': (3,), 'n_categorical': 1, 'n_exact': 0}
    >>> Layout.from_state(_)
    Layout(n_numbers=2, sizes=(3,), n_categorical=1, n_exact=0)
    """

    @classmethod
    def fields(cls) -> dict[str, Any]:
        """Return the annotations of all fields by name."""
        hints = get_type_hints(cls)
        return {n: h for n, h in hints.items() if get_origin(h) is not ClassVar}

    def to_state(self) -> dict[str, Any]:
        """Return the fields as plain values; objects also have the name of a class."""
        return {name: plain_of(getattr(self, name)) for name in self.fields()}

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Self:
        """Return the object for a result of `to_state`.

        Raises
        ------
        Damaged
            If a field is missing, unknown, of another type, or does not fit the
            others. Any other error also means that the state is damaged.
        """
        fields = cls.fields()
        if dict(state).keys() != fields.keys():
            wrong = sorted(map(str, set(state) ^ set(fields)))
            raise Damaged(f"Its {cls.__name__} has wrong fields: {wrong[:5]}.")
        made = cls.__new__(cls)
        for name, hint in fields.items():
            vars(made)[name] = read(state[name], hint, f"{cls.__name__}.{name}")
        for name in made.misfits():
            raise Damaged(f"Its {cls.__name__}.{name} does not fit the other fields.")
        return made

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that are invalid."""
        return ()


def plain_of(value: Any) -> Any:
    """Return a value in which objects are replaced by plain values."""
    if isinstance(value, Plain):
        return {"class": type(value).__name__, **value.to_state()}
    if isinstance(value, list):
        return [plain_of(item) for item in value]
    if isinstance(value, dict):
        return {key: plain_of(item) for key, item in value.items()}
    return value


def read(value: Any, hint: Any, where: str) -> Any:
    """Return a plain value converted to the type of an annotation.

    Raises
    ------
    Damaged
        If the value has another type.
    """
    is_union = get_origin(hint) in (Union, UnionType)
    for kind in get_args(hint) if is_union else (hint,):
        if is_of(value, kind):
            return converted(value, kind, where)
    shown = " ".join(f"{value!r:.100}".split())
    raise Damaged(f"Its {where} has a value of another type: {shown}.")


def is_of(value: Any, hint: Any) -> bool:
    """Return whether a plain value can represent a value of a type."""
    kind: Any = get_origin(hint) or hint
    if kind is Any:
        return True
    if kind in NUMBERS:
        is_bool = isinstance(value, bool | np.bool_)
        known: Any = NUMBERS[kind]
        return isinstance(value, known) and is_bool == (kind is bool)
    if kind is np.ndarray:
        return isinstance(value, kind) and is_finite(value)
    if issubclass(kind, Plain):
        return isinstance(value, dict) and value.get("class") == kind.__name__
    return isinstance(value, kind)


def is_finite(array: np.ndarray) -> bool:
    """Return whether all values of an array are finite."""
    return array.dtype.kind in KINDS and bool(np.isfinite(array).all())


def converted(value: Any, kind: Any, where: str) -> Any:
    """Return a value converted to a type, including the values in it."""
    origin, parts = get_origin(kind) or kind, get_args(kind)
    if origin in NUMBERS:
        return origin(value)
    if isinstance(origin, type) and issubclass(origin, Plain):
        return origin.from_state({n: v for n, v in value.items() if n != "class"})
    if origin is dict:
        key, item = parts
        return {read(k, key, where): read(v, item, where) for k, v in value.items()}
    if origin is list:
        return [read(item, parts[0], where) for item in value]
    if origin is tuple:
        parts = parts[:1] * len(value) if parts[-1] is ... else parts
        if len(parts) != len(value):
            raise Damaged(f"Its {where} has {len(value)} values, not {len(parts)}.")
        return tuple(map(read, value, parts, [where] * len(value)))
    return value
