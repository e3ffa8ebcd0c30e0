"""The drawing part of a fitted sampler: kernel, shares, game and networks."""

from dataclasses import fields
from math import isfinite
from numbers import Integral, Real

import numpy as np

from skgan._sampling import EncodedSampler
from skgan._saving._checks import check_array, check_fits
from skgan._saving._game import name_builders, with_builders
from skgan._saving._kernel_checks import check_kernel
from skgan._spec import NetworkSpec

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
    spec = sampler.game.spec
    check_fits(type(spec.class_head) is bool, "spec")
    check_fits(all(type(size) is int for size in spec.blocks), "spec")
    of_spec = (spec.activation, spec.class_head, spec.blocks)
    blocks = getattr(encoder, "blocks_", ())
    check_fits(of_spec == (encoder.activation, class_head, blocks), "spec")
    sampler.game = with_builders(sampler.game, given)
    check_networks(sampler, pairs, n_classes)
    return sampler


def check_shares(shares, n_classes):
    check_fits(
        isinstance(shares, dict) and list(shares) == [*range(n_classes)], "shares"
    )
    for share in shares.values():
        check_fits(type(share) is float and 0 <= share <= 1, "shares")


def check_game(game, shape, n_classes):
    """Raise unless networks of these rules know the samples and classes."""
    from skgan.training import Game

    check_fits(type(game) is Game and type(game.spec) is NetworkSpec, "game")
    spec = game.spec
    check_fits(spec.shape == shape and type(spec.n_classes) is int, "spec")
    # A pair of networks for each class is told no class, and tells none.
    each = () if spec.class_head else (1,)
    check_fits(spec.n_classes in (n_classes, *each), "spec")
    check_fits(isinstance(game.latent_dim, Integral), "latent_dim")
    check_fits(int(game.latent_dim) > 0, "latent_dim")
    check_fits(game.batch_size > 0 and game.n_discriminator_steps > 0, "batch_size")
    for field in fields(Game):
        check_rule(field, getattr(game, field.name))


def check_rule(field, value):
    """Raise unless the value of a game's field is of the field's kind."""
    if field.name in KNOWN:
        is_name = value is None or isinstance(value, str)
        check_fits(is_name and value in KNOWN[field.name], field.name)
    elif isinstance(field.default, tuple):
        check_fits(isinstance(value, tuple), field.name)
    elif isinstance(field.default, Real):  # bool among them
        check_fits(isinstance(value, Real | np.bool_), field.name)
        check_fits(isfinite(value), field.name)


MOST_LATENT = 2**16  # that a user's callable is asked for on a stranger's word
KNOWN = {
    "loss": ("bce", "bce-gp", "hinge", "lsgan", "wgan-gp"),
    "latent_distribution": ("normal", "uniform"),
    "optimizer": ("adam", "rmsprop"),
    "dtype_policy": (None, "float32", "mixed_float16", "mixed_bfloat16"),
}


def check_networks(sampler, pairs, n_classes):
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
        for weights, expected in zip(
            (pair.generator, pair.discriminator), shapes, strict=True
        ):
            check_fits(isinstance(weights, list), "weights")
            check_fits(len(weights) == len(expected), "number of weights")
            for weight, shape in zip(weights, expected, strict=True):
                check_array(weight, "weights", shape, "biuf")
        check_history(pair)


def check_history(pair):
    """Raise unless the history is one of numbers."""
    check_fits(isinstance(pair.history, dict), "history")
    for name, values in pair.history.items():
        check_fits(isinstance(name, str) and isinstance(values, list), "history")
        check_fits(all(type(v) in (int, float) for v in values), "history")
    check_fits(type(pair.n_iter) is int and pair.n_iter >= 0, "n_iter")
    check_fits(type(pair.interrupted) is bool, "interrupted")
