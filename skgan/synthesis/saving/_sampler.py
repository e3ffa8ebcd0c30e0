"""The drawing part of a fitted sampler: kernel, shares, game and networks."""

import numpy as np

from skgan.exceptions import NetworkError
from skgan.synthesis._synthesizer import EncodedSampler
from skgan.synthesis.saving._checks import check_array, check_fits
from skgan.synthesis.saving._game import (
    PLAYERS,
    check_game,
    name_builders,
    with_builders,
)
from skgan.synthesis.saving._kernel_checks import check_kernel

__all__ = ["plain_sampler", "sampler_of"]


def plain_sampler(sampler):
    """Return an EncodedSampler as a dict, each pair of networks once."""
    pairs = sampler.each_pair()
    place = {id(pair): i for i, pair in enumerate(pairs)}
    return {
        "shape": sampler.shape,
        "kernel": sampler.kernel,
        "shares": sampler.shares,
        "game": sampler.game and name_builders(sampler.game),
        "pairs": pairs,
        "networks": {i: place[id(n)] for i, n in sampler.networks.items()},
    }


def sampler_of(plain, given, encoder, n_classes, class_head):
    """Return the EncodedSampler of what `plain_sampler` returned, checked.

    Parameters
    ----------
    plain : dict
        From a file.
    given : dict
        Player to the user's builder.
    encoder : object
        Whose encoded samples it draws.
    n_classes : int
        Number of classes.
    class_head : bool
        Whether the sampler's discriminators have one.

    Raises
    ------
    Damaged
        When its parts do not fit each other.
    """
    pairs, place = plain["pairs"], plain["networks"]
    check_fits(isinstance(pairs, list) and isinstance(place, dict), "networks")
    known = [type(i) is int and 0 <= i < len(pairs) for i in place.values()]
    labels = [type(label) is int and 0 <= label < n_classes for label in place]
    check_fits(all(known) and all(labels), "networks")
    check_fits(set(place.values()) == set(range(len(pairs))), "networks")
    sampler = EncodedSampler(
        plain["shape"],
        plain["kernel"],
        plain["shares"],
        plain["game"],
        {label: pairs[i] for label, i in place.items()},
    )
    check_kernel(sampler.kernel, n_classes, sampler.shape, encoder)
    check_shares(sampler.shares, n_classes)
    if sampler.game is None:
        check_fits(not pairs, "networks")
        return sampler
    check_game(sampler.game, sampler.shape, n_classes)
    check_spec(sampler.game.spec, encoder, class_head)
    sampler.game = with_builders(sampler.game, given)
    check_networks(sampler, pairs, n_classes, given)
    return sampler


def check_shares(shares, n_classes):
    check_fits(
        isinstance(shares, dict) and list(shares) == [*range(n_classes)], "shares"
    )
    for share in shares.values():
        check_fits(type(share) is float and 0 <= share <= 1, "shares")


def check_spec(spec, encoder, class_head):
    check_fits(type(spec.class_head) is bool, "spec")
    check_fits(all(type(size) is int for size in spec.blocks), "spec")
    of_spec = (spec.activation, spec.class_head, spec.blocks)
    blocks = getattr(encoder, "blocks_", ())
    check_fits(of_spec == (encoder.activation, class_head, blocks), "spec")


MOST_LATENT = 2**16  # that a user's callable is asked for on a stranger's word


def check_networks(sampler, pairs, n_classes, given):
    """Raise unless the weights are those of the networks that the game builds."""
    from skgan.training import TrainedNetworks, weight_shapes

    check_fits(all(type(pair) is TrainedNetworks for pair in pairs), "networks")
    if not pairs:
        return
    if not sampler.is_per_class or n_classes == 1:
        check_fits(len(pairs) == 1 and len(sampler.networks) == n_classes, "networks")
    n_values = sum(weight.size for weight in pairs[0].generator)
    check_fits(sampler.game.latent_dim <= max(n_values, MOST_LATENT), "latent_dim")
    shapes = weight_shapes(sampler.game)
    for pair in pairs:
        for player, expected in zip(PLAYERS, shapes, strict=True):
            check_weights(getattr(pair, player), expected, player, given.get(player))
        check_history(pair)


def check_weights(weights, expected, player, builder):
    """Raise unless weights have the shapes of a network, which a user may have built.

    Raises
    ------
    NetworkError
        When the user's callable builds another network.
    """
    check_fits(isinstance(weights, list), "weights")
    seen = [np.shape(weight) for weight in weights]
    if builder is not None and seen != expected:
        raise NetworkError(
            f"{player}={builder!r} builds a network with weights of the shapes "
            f"{expected!s:.200}, but the file has {seen!s:.200}. Give the callable "
            "that has built the network."
        )
    check_fits(len(weights) == len(expected), "weights")
    for weight, shape in zip(weights, expected, strict=True):
        check_array(weight, "weights", shape, "biuf")


def check_history(pair):
    """Raise unless the history is one of numbers."""
    check_fits(isinstance(pair.history, dict), "history")
    for name, values in pair.history.items():
        check_fits(isinstance(name, str) and isinstance(values, list), "history")
        check_fits(all(type(v) in (int, float) for v in values), "history")
    check_fits(type(pair.n_iter) is int and pair.n_iter >= 0, "n_iter")
    check_fits(type(pair.interrupted) is bool, "interrupted")
