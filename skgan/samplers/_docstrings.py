"""The samplers' docstrings: parameters from their table, attributes from one text."""

from inspect import cleandoc, signature
from textwrap import fill
from typing import Any, TypeVar

from imblearn.utils import Substitution

from skgan._spec import KINDS
from skgan.samplers._parameters import PARAMETERS
from skgan.synthesis import PRESETS, RECIPES

__all__ = ["documented"]

Class = TypeVar("Class", bound=type)

WIDTH = 84
# Of which recipe field "{auto}" tells, where it has another name than the parameter.
FIELDS = {"generator": "networks"}
BY_ROWS = "1 up to 15 rows of a class, falling to 0.5 at 45, or to 0.9 with categories,"

ATTRIBUTES = """
classes_ : ndarray of shape (n_classes,)
    The classes in y.

sampling_strategy_ : dict
    Class to the number of samples to generate.

n_features_in_ : int
    Number of columns of X; for signals and images the length of the second axis.

feature_names_in_ : ndarray of shape (`n_features_in_`,)
    Names of the columns, where X has names that are all strings.

n_iter_ : int
    Updates of the generator that were made, with networks for each class of all
    generators together; 0 if nothing had to be trained.

generator_, discriminator_ : keras.Model or dict
    The networks, built when asked for; a dict from class to network where each class
    has its own.

history_ : dict of lists
    "iteration", "discriminator_loss" and "generator_loss", means since the logged
    iteration before; with early stopping "validation_score", the negative energy
    distance. A dict from class to such a dict where each class has networks.

columns_ : DataFrame of shape (`n_features_in_`, 4)
    Of tables, how each column was taken: "taken_as" is "number", "whole number",
    "number with decimals", "exact values", "constant", "category", "ordered category",
    "date", "duration" or "one of a group"; "decimals", "exact_values" (those that
    repeat, a list) and "group" (the columns of 0 and 1 of which each row has exactly
    one 1) are missing where they do not apply.

policy_ : Policy
    How real rows are changed to make new ones: with `name`, `parts` (dicts from moves
    to strengths), `scores` (the mean gain of each policy over the plain one, and its
    standard error, where they were judged) and `reason`.

synthetic_mask_ : ndarray of shape (n_samples_new,), dtype bool
    True for the generated rows of the last `fit_resample`.

class_fidelity_ : dict
    For each class of which more samples were asked for, the share of up to 500
    generated ones to which a small classifier fitted on real rows gives that class.
    Computed when asked for.
""".strip()


def documented(cls: Class) -> Class:
    """Fill "{parameters}" and "{attributes}" in the docstring of a sampler's class."""
    if "{parameters}" not in (cls.__doc__ or ""):  # there are none with python -OO
        return cls
    # Python 3.13 takes the indentation away, and so do we on all versions.
    cls.__doc__ = cleandoc(cls.__doc__ or "")
    return Substitution(parameters=parameters_of(cls), attributes=ATTRIBUTES)(cls)


def parameters_of(cls: Any) -> str:
    """Return the texts of all parameters, in the order of the signature."""
    names = [name for name in signature(cls).parameters if name in PARAMETERS]
    family = cls._family
    texts = []
    for name in names:
        row = PARAMETERS[name]
        text = row.text
        if row.per_class and "conditioning" in names:
            text = f"{text} {row.per_class}"
        if "{auto}" in text:
            text = text.replace("{auto}", auto_of(family, FIELDS.get(name, name)))
        own = ", ".join(f'"{p}"' for p, of in PRESETS.items() if of.sampler == family)
        kind = row.type.replace("{presets}", f"{{{own}}}")
        indent = " " * 4
        wrapped = fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
        texts.append(f"{name} : {kind}\n{wrapped}")
    return "\n\n".join(texts)


def auto_of(family: str, field: str) -> str:
    """Return what "auto" stands for, by the kind of data."""
    kinds_of: dict[str, list[str]] = {}
    for kind in KINDS.values():
        value = getattr(RECIPES[family, kind.name], field)
        kinds_of.setdefault(in_words(value), []).append(kind.plural)
    if len(kinds_of) == 1:
        return next(iter(kinds_of))
    parts = [f"{value} for {' and '.join(of)}" for value, of in kinds_of.items()]
    return ", ".join(parts)


def in_words(value: Any) -> str:
    """Return a value as the docstrings show it."""
    if value == "auto":  # of kernel_fraction
        return BY_ROWS
    if isinstance(value, str):
        return f'"{value}"'
    return f"{value:g}" if isinstance(value, float) else repr(value)
