"""The second step of a fit: all that it will do, with no "auto" left."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from math import prod, sqrt
from numbers import Real
from typing import Any

import numpy as np

from skgan._spec import PLAYERS, Kind, kind_of
from skgan.exceptions import InputError
from skgan.kernels import kernel_share
from skgan.synthesis._recipes import Recipe, check_preset_kind, recipe_for
from skgan.validation import (
    Form,
    Samples,
    check_fork,
    check_memory,
    dense_bytes,
    memory_size,
)

__all__ = ["Plan", "make_plan", "used_rows"]

MAX_IMAGE_CHANNELS = 4  # alpha included; more are no pictures
LARGEST_RATE = 3e38  # about the largest float32
MAX_DENSITY = 0.3  # of a sparse table that stays one; others are dense in all but name
MAX_ITERATIONS = 3000  # what a person waits for
MIN_UNITS = 16  # of the layer that takes the latent vector; most networks have 64
USUAL_UNITS = 64
# Of the weights there are the gradients, Adam's moments, states to go back to, and what
# each of these takes for a moment: 17 times as much (measured with latent_dim=10**6).
COPIES_OF_WEIGHTS = 16
BYTES_A_ROW = 500  # of one draw of a row, at the least: for 25 iterations at once


@dataclass(frozen=True)
class Plan:
    """All that a fit will do.

    Attributes
    ----------
    sampler : str
        Name of the sampler's class.
    parameters : dict
        The sampler's parameters as they were given.
    recipe : Recipe
        With the parameters that were given in the place of its own.
    kind : str
        As what the encoder takes the samples: the name of the kind of data, or
        "sparse", of tables that stay so.
    kernel_kind : str
        As what kind of data the kernel takes the rows.
    is_trained : bool
        Whether there is anything to train.
    own_labels : tuple of int or None
        The labels that get networks of their own; None: one pair of networks for all.
    max_iter : dict
        Updates of the generator, by label where these have networks of their own, and
        by None where all share a pair.
    rates : (float, float)
        Learning rates of generator and discriminator; zero where nothing is trained.
    game : dict
        The fields of the Game except the spec, which the encoder tells; empty where
        nothing is trained.
    """

    sampler: str
    parameters: Mapping[str, Any]
    recipe: Recipe
    kind: str
    kernel_kind: str
    is_trained: bool
    own_labels: tuple[int, ...] | None
    max_iter: Mapping[int | None, int]
    rates: tuple[float, float]
    game: Mapping[str, Any]


def make_plan(sampler: str, parameters: Mapping[str, Any], samples: Samples) -> Plan:
    """Decide all that a fit will do.

    Parameters
    ----------
    sampler : str
        Name of the sampler's class, whose recipes stand for "auto".
    parameters : dict
        Of the sampler.
    samples : Samples
        To be fitted.

    Raises
    ------
    InputError
        When parameters do not fit each other or the samples.
    """
    form, kind = samples.form, kind_of(samples.form.shape)
    recipe = recipe_for(sampler, parameters["preset"], form.shape, kind)
    recipe = resolve(recipe, parameters)
    is_sparse = form.is_sparse and samples.X.nnz <= MAX_DENSITY * prod(samples.X.shape)
    if is_sparse and is_auto(recipe.kernel_fraction):
        recipe = replace(recipe, kernel_fraction=1.0)  # networks take dense rows
    fraction = recipe.kernel_fraction
    is_sparse &= fraction == 1
    taken_as = "sparse" if is_sparse else kind.name
    n_new, X = sum(samples.n_new.values()), samples.X
    n_bytes = 0 if is_sparse else dense_bytes(X)
    check_memory(X.shape, n_new, n_bytes, is_sparse=is_sparse)
    for player in PLAYERS:
        check_preset_kind(player, parameters[player], form.shape, kind)
    is_trained = needs_networks(samples, fraction)
    own_labels = None
    if recipe.conditioning == "per-class":
        every = parameters["sampling_strategy"] == "all"
        own_labels = tuple(i for i, n in samples.n_new.items() if n or every)
    needs_kernel = bool(fraction or recipe.kernel_rows)
    return Plan(
        sampler=sampler,
        parameters=parameters,
        recipe=recipe,
        kind=taken_as,
        # Where no kernel is asked for, that of tables learns nothing and costs nothing.
        kernel_kind=taken_as if needs_kernel else "table",
        is_trained=is_trained,
        own_labels=own_labels,
        max_iter=iterations(parameters["max_iter"], form, kind, own_labels),
        rates=learning_rates(recipe.learning_rate) if is_trained else (0.0, 0.0),
        game=game_fields(recipe, parameters, form, kind) if is_trained else {},
    )


def needs_networks(samples: Samples, kernel_fraction: Any) -> bool:
    """Return whether a class is asked for that the kernel alone does not draw."""
    if kernel_fraction == 1:
        return False
    shares = [kernel_share(n_rows, kernel_fraction) for n_rows in used_rows(samples)]
    return any(n and shares[i] < 1 for i, n in samples.n_new.items())


def used_rows(samples: Samples) -> list[int]:
    """Return of each label the number of rows of a weight above zero."""
    used = samples.labels
    if samples.weight is not None:
        used = used[samples.weight > 0]
    counts: list[int] = np.bincount(used, minlength=len(samples.form.classes)).tolist()
    return counts


def resolve(recipe: Recipe, parameters: Mapping[str, Any]) -> Recipe:
    """Return a recipe with the parameters that are not "auto" in place of its own."""
    own = asdict(recipe)
    given = {name: parameters[name] for name in own if name in parameters}
    return Recipe(**own | {k: v for k, v in given.items() if not is_auto(v)})


def is_auto(value: Any) -> bool:
    """Return whether a parameter is left to skgan."""
    return isinstance(value, str) and value == "auto"


def iterations(
    max_iter: Any, form: Form, kind: Kind, own_labels: tuple[int, ...] | None
) -> dict[int | None, int]:
    """Return the updates of each training."""
    rows: dict[int | None, int] = {None: int(form.counts.sum())}
    if own_labels is not None:
        rows = {label: int(form.counts[label]) for label in own_labels}
    if not is_auto(max_iter):
        return dict.fromkeys(rows, max_iter)
    return {label: auto_iterations(n, kind) for label, n in rows.items()}


def auto_iterations(n_rows: int, kind: Kind) -> int:
    """Return how often the generator is updated for so many rows."""
    wanted = int(kind.iterations_per_root * sqrt(n_rows))
    return int(np.clip(wanted, kind.min_iterations, MAX_ITERATIONS))


def game_fields(
    recipe: Recipe, parameters: Mapping[str, Any], form: Form, kind: Kind
) -> dict[str, Any]:
    """Return the fields of the Game, except its spec.

    Raises
    ------
    InputError
        When parameters have nothing to act on, or need more memory than there is.
    ForkedProcessError
        In a process where a training would hang.
    """
    check_fork("This training")
    from skgan.networks import builder
    from skgan.training import Game, default_jit_compile

    chosen = {field.name: getattr(recipe, field.name) for field in fields(recipe)}
    chosen["latent_dim"] = int(recipe.latent_dim)  # NumPy takes no bool
    chosen["dtype_policy"] = parameters["dtype_policy"]
    chosen["jit_compile"] = parameters["jit_compile"]
    for player in PLAYERS:
        given = parameters[player]
        chosen[player] = recipe.networks if is_auto(given) else given
    if is_auto(chosen["jit_compile"]):
        chosen["jit_compile"] = default_jit_compile()
    named = [player for player in PLAYERS if isinstance(chosen[player], str)]
    chosen |= {player: builder(player, chosen[player]) for player in named}
    check_levers(recipe, form.shape, kind)
    check_channels(parameters, form.shape, kind)
    check_batches(recipe, form.shape, callable(parameters["generator"]))
    return {f.name: chosen[f.name] for f in fields(Game) if f.name != "spec"}


def learning_rates(value: Any) -> tuple[float, float]:
    """Return the learning rates of generator and discriminator."""
    rates = value if isinstance(value, tuple) else (value, value)
    numbers = all(isinstance(v, Real) and not isinstance(v, bool) for v in rates)
    if len(rates) != 2 or not numbers or not all(0 < v < LARGEST_RATE for v in rates):
        raise InputError(
            f"learning_rate={value!r} is neither a positive number up to "
            f"{LARGEST_RATE:.0e} nor a pair of such numbers. Give one number, or "
            "(generator, discriminator)."
        )
    return float(rates[0]), float(rates[1])


def check_levers(recipe: Recipe, shape: tuple[int, ...], kind: Kind) -> None:
    """Raise when a lever has nothing to act on."""
    from skgan.training import AUGMENTATIONS, LOSSES

    smoothed = tuple(name for name, loss in LOSSES.items() if loss.has_targets)
    if recipe.label_smoothing and recipe.loss not in smoothed:
        raise InputError(
            f"label_smoothing={recipe.label_smoothing} needs a loss with targets, not "
            f"{recipe.loss!r}. Set loss to one of {smoothed}, or label_smoothing to 0."
        )
    for name, off in (("horizontal_flip", False), ("diff_augment", ())):
        value = getattr(recipe, name)
        if value and kind.name != "image":
            raise InputError(
                f"{name}={value!r} needs images, but samples have shape {shape}. "
                f"Leave it at {off}, or give sample_shape=(height, width)."
            )
    unknown = [name for name in recipe.diff_augment if name not in AUGMENTATIONS]
    if unknown:
        raise InputError(
            f"diff_augment={recipe.diff_augment!r} has the unknown {unknown}. "
            f"Choose from {AUGMENTATIONS}."
        )


def check_channels(
    parameters: Mapping[str, Any], shape: tuple[int, ...], kind: Kind
) -> None:
    """Raise when images have channels that skgan's own networks are not made for."""
    own = [player for player in PLAYERS if not callable(parameters[player])]
    if kind.name == "image" and shape[-1] > MAX_IMAGE_CHANNELS and own:
        raise InputError(
            f"Images of shape {shape} have {shape[-1]} channels, but skgan's networks "
            f"take 1 to {MAX_IMAGE_CHANNELS}. Give callables as generator and "
            "discriminator, or put the channels last if they are not."
        )


def check_batches(recipe: Recipe, shape: tuple[int, ...], is_users: bool) -> None:
    """Raise when weights and batches will not fit into memory.

    Of a generator that is the user's, only batches count.
    """
    names = ("batch_size", "latent_dim", "n_discriminator_steps")
    batch_size, latent_dim, n_steps = (int(getattr(recipe, name)) for name in names)
    a_row = BYTES_A_ROW * (1 + n_steps) + 4 * (latent_dim + prod(shape))
    units = MIN_UNITS if recipe.networks == "acgan-1d" else USUAL_UNITS
    weights = 0 if is_users else 4 * COPIES_OF_WEIGHTS * units * latent_dim
    needed, total = batch_size * a_row + weights, memory_size()
    if needed > total:
        needed = min(needed, 10**300)  # more is not a float
        told = ", ".join(f"{name}={getattr(recipe, name)}" for name in names)
        raise InputError(
            f"Networks and batches with {told:.200} need about {needed / 1e9:.3g} GB; "
            f"this machine has {total / 1e9:.3g} GB. Lower these parameters."
        )
