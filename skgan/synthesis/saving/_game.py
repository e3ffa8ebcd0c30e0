"""The rules of trained networks: who builds them is a name, never code."""

from dataclasses import replace
from numbers import Integral, Real

from sklearn.utils._param_validation import (
    Interval,
    StrOptions,
    validate_parameter_constraints,
)

from skgan._files._refusals import Damaged
from skgan._spec import NetworkSpec
from skgan.exceptions import InputError, LoadError
from skgan.synthesis._plan import AUGMENTATIONS, CONSTRAINTS, GAME_PARAMETERS, LARGEST
from skgan.synthesis.saving._checks import check_fits

__all__ = [
    "PLAYERS",
    "check_game",
    "check_given",
    "name_builders",
    "own_name",
    "with_builders",
]

PLAYERS = ("generator", "discriminator")
SHARE = [Interval(Real, 0, 1, closed="both")]
FACTOR = [Interval(Real, 0, LARGEST, closed="left")]
BATCH = [Interval(Integral, 1, 2**31, closed="left")]  # more fits into no memory
RULES = {name: CONSTRAINTS[name] for name in GAME_PARAMETERS if name not in PLAYERS} | {
    "batch_size": BATCH,
    "n_discriminator_steps": BATCH,
    "kernel_reach": FACTOR,
    "generator_class_weight": FACTOR,
    "learning_rate_decay": ["boolean"],
    "inverse_time_decay": [tuple],
    "optimizer": [StrOptions({"adam", "rmsprop"})],
    "beta_1": SHARE,
    "beta_2": SHARE,
    "ema_momentum": [*SHARE, None],
}


def own_name(builder):
    """Return the name of one of skgan's own builders, or None."""
    from skgan import networks

    name = getattr(builder, "__name__", None)
    is_own = name in networks.__all__ and getattr(networks, name) is builder
    return name if is_own else None


def name_builders(game):
    """Return a game whose builders are names, or None where they are the user's."""
    return replace(game, **{p: own_name(getattr(game, p)) for p in PLAYERS})


def check_game(game, shape, n_classes):
    """Raise unless networks of these rules know the samples and classes.

    Raises
    ------
    Damaged
        With what does not. Other errors mean the same.
    """
    from skgan.training import Game

    check_fits(type(game) is Game and type(game.spec) is NetworkSpec, "game")
    spec = game.spec
    check_fits(spec.shape == shape and type(spec.n_classes) is int, "spec")
    # A pair of networks for each class is told no class, and tells none.
    each = () if spec.class_head else (1,)
    check_fits(spec.n_classes in (n_classes, *each), "spec")
    rules = {name: getattr(game, name) for name in RULES}
    validate_parameter_constraints(RULES, rules, "Game")
    for name, value in rules.items():  # which parameters may be, and rules not
        check_fits(not (isinstance(value, str) and value == "auto"), name)
    known = [policy in AUGMENTATIONS for policy in game.diff_augment]
    check_fits(all(known), "diff_augment")
    decays = game.inverse_time_decay
    check_fits(len(decays) == len(PLAYERS), "inverse_time_decay")
    for decay in decays:
        validate_parameter_constraints({"decay": FACTOR}, {"decay": decay}, "Game")


def with_builders(game, given):
    """Return a game with the builders that its names stand for.

    Parameters
    ----------
    game : Game
        With names.
    given : dict
        Player to the user's builder.

    Raises
    ------
    Damaged
        When a name is not that of one of skgan's own builders.
    """
    from skgan import networks

    builders = {}
    for player in PLAYERS:
        name = getattr(game, player)
        is_own = name in networks.__all__ and name.endswith(f"_{player}")
        if name is not None and not is_own:
            raise Damaged(f"Its {player} is the unknown {name!r}.")
        if (name is None) != (player in given):
            raise Damaged(f"Its {player} is {name!r}, which its parameters are not.")
        builders[player] = given[player] if name is None else getattr(networks, name)
    return replace(game, **builders)


def check_given(needed, given, path):
    """Raise when builders are missing or given without need.

    Parameters
    ----------
    needed : dict
        Player to the name of the callable that has built it.
    given : dict
        Player to a callable, as passed to `load`.
    path : path-like
        The file.

    Raises
    ------
    LoadError
        When one is missing.
    InputError
        When one is not needed or not callable.
    """
    for player, builder in given.items():
        if player not in needed:
            raise InputError(
                f"load got {player}={builder!r}, but skgan itself has built the "
                f"{player} in {path}. Leave it out."
            )
        if not callable(builder):
            raise InputError(
                f"load got {player}={builder!r}, which is no callable. Give the one "
                "that has built the network."
            )
    for player, name in needed.items():
        if player not in given:
            raise LoadError(
                f"The {player} in {path} was built by a callable, {name!r}, and a "
                f"file has no code. Pass it again: load(path, {player}={name})."
            )
