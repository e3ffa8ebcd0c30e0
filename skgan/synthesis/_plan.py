"""The second step of a fit: all decisions, in which no "auto" is left."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from math import prod, sqrt
from typing import Any

import numpy as np

from skgan._spec import PLAYERS, Kind, kind_of
from skgan.kernels import Policy, kernel_share, plain_policy, policy_of
from skgan.synthesis._plan_checks import (
    check_batches,
    check_channels,
    check_first_weights,
    check_levers,
    check_optimizer,
    check_square,
    learning_rates,
)
from skgan.synthesis._recipes import Recipe, check_preset_kind, recipe_for
from skgan.validation import Form, Samples, check_fork, check_memory, dense_bytes

__all__ = ["Plan", "make_plan", "used_rows"]

MAX_DENSITY = 0.3  # of a sparse table that stays one; others are dense in all but name
OF_NETWORKS = (  # parameters that tell that networks are wanted
    *("kernel_fraction", "conditioning", "generator", "discriminator", "loss"),
    *("latent_dim", "latent_distribution", "max_iter", "batch_size", "learning_rate"),
    *("label_smoothing", "instance_noise", "horizontal_flip", "diff_augment"),
    *("n_discriminator_steps", "pretrain_discriminator", "early_stopping"),
    *("beta_1", "epsilon", "initial_std"),
    *("checkpoint_dir", "warm_start", "callbacks", "dtype_policy", "preset"),
)
MAX_ITERATIONS = 3000  # what a person waits for


@dataclass(frozen=True)
class Plan:
    """All decisions of a fit.

    Attributes
    ----------
    sampler : str
        Name of the sampler's class.
    parameters : dict
        The sampler's parameters as they were given.
    recipe : Recipe
        With the parameters that were given in the place of its own.
    kind : str
        Kind of data for the encoder, or "sparse" for tables that stay sparse.
    kernel_kind : str
        Kind of data for the kernel.
    is_trained : bool
        Whether any network is trained.
    policy : Policy or None
        Policy of the kernel. None: it is chosen from the rows.
    own_labels : tuple of int or None
        Labels that have their own networks. None: one pair of networks for all.
    max_iter : dict
        Number of updates of the generator, by label if these have their own networks.
        Otherwise, the key is None.
    rates : (float, float)
        Learning rates of generator and discriminator; zero if no network is trained.
    game : dict
        The fields of the Game except the spec, which the encoder tells; empty where
        nothing is trained.
    """

    sampler: str
    parameters: Mapping[str, Any]
    recipe: Recipe
    kind: str
    kernel_kind: str
    policy: Policy | None
    is_trained: bool
    own_labels: tuple[int, ...] | None
    max_iter: Mapping[int | None, int]
    rates: tuple[float, float]
    game: Mapping[str, Any]


def make_plan(sampler: str, parameters: Mapping[str, Any], samples: Samples) -> Plan:
    """Make all decisions of a fit.

    Parameters
    ----------
    sampler : str
        Name of the sampler's class, whose recipes replace "auto".
    parameters : dict
        Of the sampler.
    samples : Samples
        To be fitted.

    Raises
    ------
    InputError
        If parameters do not fit each other or the samples.
    """
    form, kind = samples.form, kind_of(samples.form.shape)
    recipe = recipe_for(sampler, parameters["preset"], form.shape, kind)
    recipe = resolve(recipe, parameters)
    # On tables with categories networks cost a second and gain nothing.
    trains_unasked = recipe.trains_unasked and not any(form.categorical or ())
    if not trains_unasked and not asks_for_networks(parameters):
        recipe = replace(recipe, kernel_fraction=1.0)
    is_sparse = form.is_sparse and samples.X.nnz <= MAX_DENSITY * prod(samples.X.shape)
    if is_sparse and is_auto(recipe.kernel_fraction):
        recipe = replace(recipe, kernel_fraction=1.0)  # networks take dense rows
    fraction = recipe.kernel_fraction
    is_sparse &= fraction == 1
    taken_as = "sparse" if is_sparse else kind.name
    n_new, X = sum(samples.n_new.values()), samples.X
    if samples.source is None:
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
        policy=planned_policy(parameters["policy"], kind, samples, needs_kernel),
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


def asks_for_networks(parameters: Mapping[str, Any]) -> bool:
    """Return whether a parameter of networks or of their training is given."""
    given = [parameters.get(name) for name in OF_NETWORKS]
    return any(not (is_auto(v) or v is None or v is False) for v in given)


def planned_policy(
    given: Any, kind: Kind, samples: Samples, is_needed: bool
) -> Policy | None:
    """Return the policy of the kernel, or None where the rows are to choose it."""
    policy = policy_of(given, kind.name)
    if policy is not None and "turn" in policy.moves:
        check_square(samples.form.shape)
    if not is_needed:
        return plain_policy("table")
    if policy is None and not any(samples.n_new.values()):
        return plain_policy(kind.name)
    return policy


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
        If parameters have no effect, or need more memory than is available.
    ForkedProcessError
        In a process where a training would hang.
    """
    check_fork("This training")
    from skgan.networks import builder
    from skgan.training import Game, check_parts, default_jit_compile

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
    check_optimizer(recipe, parameters)
    check_first_weights(parameters)
    check_channels(parameters, form.shape, kind)
    check_parts(chosen["batch_size"], chosen["jit_compile"])
    check_batches(recipe, form.shape, callable(parameters["generator"]))
    return {f.name: chosen[f.name] for f in fields(Game) if f.name != "spec"}
