"""The docstrings of the samplers, filled with texts of parameters and attributes."""

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
# The field of a recipe that "{auto}" shows, if it is not named like the parameter.
FIELDS = {"generator": "networks"}
BY_ROWS = (
    "1 for classes with up to 15 rows, decreasing to 0.5 (with categories, 0.9) at 45 "
    "rows"
)

ATTRIBUTES = """
classes_ : ndarray of shape (n_classes,)
    The classes in y.

sampling_strategy_ : dict
    Number of samples to generate for each class.

n_features_in_ : int
    Number of columns of X. For signals and images, the length of the second axis.

feature_names_in_ : ndarray of shape (`n_features_in_`,)
    Names of the columns. Only defined if X has column names that are all strings.

n_iter_ : int
    Number of updates of the generator. If each class has its own networks, the sum
    over all generators. 0 if no network was trained.

generator_, discriminator_ : keras.Model or dict
    The networks, which are built when the attribute is accessed. If each class has its
    own networks, a dict from class to network.

history_ : dict of lists
    The keys are "iteration", "discriminator_loss" and "generator_loss". Losses are
    means since the previous logged iteration. With early stopping, there is also
    "validation_score", the negative energy distance. If each class has its own
    networks, a dict from class to such a dict.

columns_ : DataFrame of shape (`n_features_in_`, 4)
    How each column of a table was treated. "taken_as" is "number", "whole number",
    "number with decimals", "exact values", "constant", "category", "ordered category",
    "date", "duration" or "one of a group". "decimals" is the number of decimals,
    "exact_values" is the list of values that repeat, and "group" has the columns of
    0 and 1 in which each row has exactly one 1. These three are missing values in
    rows to which they do not apply. Only defined for tables.

policy_ : Policy
    How real rows are changed to make new ones. Its attributes are `name`, `parts`
    (dicts from moves to strengths), `scores` (the mean gain of each policy over the
    plain one and its standard error, if policies were compared) and `reason`.

synthetic_mask_ : ndarray of shape (n_samples_new,), dtype bool
    True for the generated rows of the last `fit_resample`.

class_fidelity_ : dict
    For each class that is over-sampled, the share of up to 500 generated samples that
    a small classifier, fitted on real rows, assigns to the class. Computed when the
    attribute is accessed.
""".strip()


def documented(cls: Class) -> Class:
    """Replace "{parameters}" and "{attributes}" in the docstring of a sampler."""
    if "{parameters}" not in (cls.__doc__ or ""):  # python -OO has no docstrings
        return cls
    # Python 3.13 removes the indentation. This does the same on all versions.
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
    """Return what "auto" means for each kind of data."""
    kinds_of: dict[str, list[str]] = {}
    for kind in KINDS.values():
        value = getattr(RECIPES[family, kind.name], field)
        kinds_of.setdefault(in_words(value), []).append(kind.plural)
    if len(kinds_of) == 1:
        return next(iter(kinds_of))
    parts = [f"{value} for {' and '.join(of)}" for value, of in kinds_of.items()]
    return ", ".join(parts)


def in_words(value: Any) -> str:
    """Return the text for a value in the docstrings."""
    if value == "auto":  # of kernel_fraction
        return BY_ROWS
    if isinstance(value, str):
        return f'"{value}"'
    return f"{value:g}" if isinstance(value, float) else repr(value)
