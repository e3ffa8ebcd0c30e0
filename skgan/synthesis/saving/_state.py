"""A fitted sampler as plain values, and a sampler from them."""

from collections.abc import Set
from math import prod
from numbers import Real
from typing import Any

import numpy as np

from skgan._files._refusals import Damaged
from skgan.synthesis.saving._checks import check_array, check_fits, check_shape
from skgan.synthesis.saving._encoder_checks import check_encoder, check_mask
from skgan.synthesis.saving._form import check_form, form_of, plain_form, sparse_type_of
from skgan.synthesis.saving._game import PLAYERS
from skgan.synthesis.saving._sampler import plain_sampler, sampler_of

__all__ = ["builder_names", "parameters_of", "plain_fitted", "set_fitted"]

ALWAYS = (
    "sampling_strategy_",
    "classes_",
    "n_features_in_",
    "_class_counts",
    "_row_shape",
    "_shape",
    "_value_range",
    "_encoder",
    "_binarize_y",
    "_seed",
    "_n_draws",
)
SOMETIMES = (
    "feature_names_in_",
    "synthetic_mask_",
    "class_fidelity_",
    "_categorical",  # of mixed tables
    "_target_place",  # among the columns, where the command line has read a table
)
SEEDS = range(2**32)  # what numpy.random.RandomState takes


def parameters_of(sampler):
    """Return the parameters that a file can hold.

    Callables are builders, which `builder_names` names, or a `sampling_strategy`: of
    that the totals are kept which it gave. Callbacks, and a `random_state` that is no
    int, are left out: nothing that a fitted sampler does depends on them. So is
    `checkpoint_dir`, which another fit elsewhere should not write to.
    """
    parameters = sampler.get_params(deep=False)
    for name in builder_names(sampler):
        parameters[name] = "auto"
    if callable(parameters["sampling_strategy"]):
        parameters["sampling_strategy"] = totals(sampler)
    if "categorical_features" in parameters:
        features = plain_features(parameters["categorical_features"])
        parameters["categorical_features"] = features
    parameters["callbacks"] = parameters["checkpoint_dir"] = None
    if not isinstance(parameters["random_state"], int | np.integer):
        parameters["random_state"] = None
    return parameters


def plain_features(features):
    """Return names, positions or a mask as what the tree can hold.

    Examples
    --------
    >>> from skgan.synthesis.saving._state import plain_features
    >>> plain_features({"zip", "city"})
    ['city', 'zip']
    """
    if hasattr(features, "__array__"):
        return np.asarray(features)
    if isinstance(features, Set):
        return sorted(features, key=repr)  # equal samplers make equal files
    is_plain = features is None or isinstance(features, str | list | tuple)
    return features if is_plain else list(features)


def builder_names(sampler):
    """Return the names of the user's callables that build networks, by player."""
    builders = {player: getattr(sampler, player) for player in PLAYERS}
    return {
        player: getattr(builder, "__name__", type(builder).__name__)
        for player, builder in builders.items()
        if callable(builder)
    }


def totals(sampler):
    """Return how many samples of each class there were to be."""
    counts = zip(sampler.classes_.tolist(), sampler._class_counts.tolist(), strict=True)
    new = sampler.sampling_strategy_
    return {label: count + int(new[label]) for label, count in counts if label in new}


def plain_fitted(sampler):
    """Return the fitted state as a dict of what the tree can hold."""
    fitted = {name: vars(sampler)[name] for name in ALWAYS}
    fitted |= {n: v for n, v in vars(sampler).items() if n in SOMETIMES}
    if fitted["_categorical"] is None:  # as in files of before there were any
        del fitted["_categorical"]
    sparse_type = sampler._sparse_type
    return fitted | {
        "sampling_strategy_": dict(sampler.sampling_strategy_),
        "_form": plain_form(sampler._form),
        "_sparse_type": sparse_type and sparse_type.__name__,
        "_sampler": plain_sampler(sampler._sampler),
    }


def set_fitted(sampler, fitted, given):
    """Give a new sampler the fitted state that `plain_fitted` returned.

    Parameters
    ----------
    sampler : BaseGANSampler
        With its parameters.
    fitted : dict
        From a file.
    given : dict
        Player to the user's builder.

    Raises
    ------
    Damaged
        When something is missing, unknown, or does not fit the rest.
    """
    own = {"_form", "_sparse_type", "_sampler"}
    if not own | {*ALWAYS} <= fitted.keys() <= own | {*ALWAYS, *SOMETIMES}:
        wrong = own.union(ALWAYS) ^ (fitted.keys() - set(SOMETIMES))
        raise Damaged(f"Its fitted state lacks, or has in excess, {sorted(wrong)}.")
    check_classes(fitted)
    check_samples(fitted)
    n_classes, encoder = len(fitted["classes_"]), fitted["_encoder"]
    encoded_shape = check_encoder(encoder, fitted["_shape"])
    fitted.setdefault("_categorical", None)
    check_mask(fitted["_categorical"], encoder)
    plain = fitted["_sampler"]
    check_shape(plain["shape"], "shape")
    check_fits(plain["shape"] == encoded_shape, "shape")
    form = form_of(fitted["_form"], fitted["n_features_in_"])
    sparse_type = sparse_type_of(fitted["_sparse_type"])
    check_form(form, sparse_type, encoder)
    vars(sampler).update(
        fitted,
        _form=form,
        _sparse_type=sparse_type,
        _sampler=sampler_of(plain, given, encoder, n_classes, sampler._class_head),
    )
    sampler._tell(sampler._sampler)
    # One sample in the fitted form: whatever of it can't be made ends here.
    sampler._in_form(np.zeros((1, *encoded_shape), np.float32), np.zeros(1, int))


def check_classes(fitted):
    """Raise unless there are classes, with numbers of rows."""
    classes = fitted["classes_"]
    check_fits(isinstance(classes, np.ndarray) and classes.ndim == 1, "classes_")
    labels = classes.tolist()
    check_fits(0 < len(labels) == len(set(labels)), "classes_")
    check_array(fitted["_class_counts"], "_class_counts", classes.shape, "iu")
    check_fits((fitted["_class_counts"] > 0).all(), "_class_counts")
    for name in ("sampling_strategy_", "class_fidelity_"):
        numbers: Any = fitted.get(name, {})
        check_fits(isinstance(numbers, dict) and set(numbers) <= set(labels), name)
        check_fits(
            all(isinstance(n, Real) and float(n) >= 0 for n in numbers.values()), name
        )


def check_samples(fitted):
    """Raise unless the numbers that say what samples are like fit each other."""
    rows, shape = fitted["_row_shape"], fitted["_shape"]
    check_shape(rows, "_row_shape")
    check_shape(shape, "_shape")
    check_fits(prod(rows) == prod(shape), "_shape")
    check_fits(fitted["n_features_in_"] == rows[0], "n_features_in_")
    for name in ("_seed", "_n_draws"):
        check_fits(type(fitted[name]) is int and fitted[name] in SEEDS, name)
    check_fits(type(fitted["_binarize_y"]) is bool, "_binarize_y")
    match fitted["_value_range"]:
        case None:
            pass
        case (float(low), float(high)):
            check_fits(low < high, "_value_range")
        case other:
            raise Damaged(f"Its pixels have the range {other!r}.")
    if "feature_names_in_" in fitted:
        names = fitted["feature_names_in_"]
        check_array(names, "feature_names_in_", rows[:1], "O")
        check_fits(all(isinstance(name, str) for name in names), "feature_names_in_")
    if "_target_place" in fitted:
        place = fitted["_target_place"]
        check_fits(type(place) is int and place >= 0, "_target_place")
    if "synthetic_mask_" in fitted:
        mask = fitted["synthetic_mask_"]
        check_fits(
            isinstance(mask, np.ndarray) and mask.dtype == bool, "synthetic_mask_"
        )
        check_fits(mask.ndim == 1, "synthetic_mask_")
