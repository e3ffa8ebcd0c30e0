"""Save fitted samplers to files that `load` reads."""

from collections.abc import Set
from typing import Any

import numpy as np
from sklearn.utils.validation import check_is_fitted

from skgan._files import State, file_path, write_state
from skgan._spec import PLAYERS
from skgan.exceptions import InputError
from skgan.samplers._versions import versions
from skgan.synthesis.saving import write_node
from skgan.validation import class_key, class_numbers

FORMAT, VERSION = "skgan sampler", 1
NEVER_SAVED = ("callbacks", "checkpoint_dir")  # a later fit would use them
ATTRIBUTES = ("sampling_strategy_", "n_features_in_", "_n_draws")
SOMETIMES = ("feature_names_in_", "synthetic_mask_")


def write_sampler(sampler: Any, path: Any, notes: dict[str, Any] | None = None) -> None:
    """Write a fitted sampler and a dict of plain values, its notes, to a file."""
    check_is_fitted(sampler)
    sampler._validate_params()
    path, kind = file_path(path, "save"), type(sampler)
    if not kind.__module__.startswith("skgan."):
        raise InputError(
            f"{kind.__name__} is not a class of skgan, so load cannot create it. Use "
            f"its base class {kind.__mro__[1].__name__}, or pickle."
        )
    if not path.parent.is_dir():
        raise InputError(
            f"save got path={str(path)!r}, whose folder does not exist. Create the "
            "folder first, or choose another one."
        )
    attributes = {n: vars(sampler)[n] for n in ATTRIBUTES}
    attributes |= {n: value for n, value in vars(sampler).items() if n in SOMETIMES}
    parts = {
        "A parameter": parameters_of(sampler),
        "The sampler": attributes,
        "Its synthesizer": sampler._synthesizer.to_state(),
        "A note": notes or {},
    }
    arrays: list[np.ndarray] = []
    header = {
        "format": FORMAT,
        "version": VERSION,
        "sampler": kind.__name__,
        "versions": versions(),
        "builders": builder_names(sampler),
        "parts": [write_node(part, arrays, name) for name, part in parts.items()],
    }
    write_state(path, State(header, {"arrays": arrays}))


def parameters_of(sampler: Any) -> dict[str, Any]:
    """Return the parameters that a file can contain.

    Callables that build networks are saved by `builder_names`. A callable
    `sampling_strategy` is replaced by the requested total of each class. Callbacks and
    a `random_state` that is not an int are left out, because a fitted sampler does not
    need them. `checkpoint_dir` is left out because a later fit on another machine
    should not write to it.
    """
    parameters: dict[str, Any] = sampler.get_params(deep=False)
    for name in builder_names(sampler):
        parameters[name] = "auto"
    if callable(parameters["sampling_strategy"]):
        parameters["sampling_strategy"] = totals(sampler)
    if "categorical_features" in parameters:
        features = parameters["categorical_features"]
        parameters["categorical_features"] = plain_features(features)
    parameters |= dict.fromkeys(NEVER_SAVED)
    if not isinstance(parameters["random_state"], int | np.integer):
        parameters["random_state"] = None
    return parameters


def plain_features(features: Any) -> Any:
    """Return names, positions or a mask as plain values."""
    if hasattr(features, "__array__"):
        return np.asarray(features)
    if isinstance(features, Set):
        return sorted(features, key=repr)  # equal samplers make equal files
    is_plain = features is None or isinstance(features, str | list | tuple)
    return features if is_plain else list(features)


def builder_names(sampler: Any) -> dict[str, str]:
    """Return a dict from "generator" and "discriminator" to the names of callables."""
    builders = {player: getattr(sampler, player) for player in PLAYERS}
    return {
        player: getattr(builder, "__name__", type(builder).__name__)
        for player, builder in builders.items()
        if callable(builder)
    }


def totals(sampler: Any) -> dict[Any, int]:
    """Return the total number of samples of each class that the fit should reach."""
    form, new = sampler._synthesizer.form, sampler.sampling_strategy_
    new = {class_key(label): int(n) for label, n in new.items()}
    numbers = class_numbers(form.classes)
    return {
        label: int(form.counts[i]) + new[label]
        for label, i in numbers.items()
        if label in new
    }
