"""The rules of trained networks: who builds them is a name, never code."""

from dataclasses import replace

from skgan._saving._refusals import Damaged
from skgan.exceptions import InputError, LoadError

__all__ = ["PLAYERS", "name_builders", "own_name", "with_builders"]

PLAYERS = ("generator", "discriminator")


def own_name(builder):
    """Return the name of one of skgan's own builders, or None."""
    from skgan import networks

    name = getattr(builder, "__name__", None)
    is_own = name in networks.__all__ and getattr(networks, name) is builder
    return name if is_own else None


def name_builders(game):
    """Return a game whose builders are names, or None where they are the user's."""
    return replace(game, **{p: own_name(getattr(game, p)) for p in PLAYERS})


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
