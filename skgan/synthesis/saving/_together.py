"""Whether the parts of a synthesizer from a file fit each other."""

from contextlib import nullcontext
from math import prod

import numpy as np

from skgan._files import Damaged
from skgan._spec import PLAYERS
from skgan.encoding import MixedEncoder, RowEncoder
from skgan.exceptions import NetworkError
from skgan.kernels import MixedKernel
from skgan.synthesis.saving._rehearsal import rehearsal

__all__ = ["misfits", "networks_of"]

SEEDS = range(2**32)  # what numpy.random.RandomState takes
MOST_ROWS = 2**36  # of a fit; with more, shares of them would not be exact
MOST_LATENT = 2**16  # that a user's callable is asked for on a stranger's word


def misfits(synthesizer):
    """Yield the names of parts, the networks aside, that do not fit the others."""
    form, kernel, shape = synthesizer.form, synthesizer.kernel, synthesizer.shape
    labels = [*range(len(form.classes))]
    flat = (prod(shape),)
    if not 1 <= len(shape) <= 3 or min(shape) < 1:
        yield "shape"
    if sum(form.counts.tolist()) > MOST_ROWS:
        yield "counts"
    if [*kernel.rows] != labels or kernel.rows[0].shape[1:] not in (shape, flat):
        yield "kernel"
    layout = synthesizer.encoder.layout
    sizes = () if layout is None else layout.sizes
    if isinstance(kernel, MixedKernel) != bool(sizes):
        yield "kernel"
    if sizes and kernel.layout != layout:
        yield "kernel"
    shares = synthesizer.shares
    if [*shares] != labels or not all(0 <= share <= 1 for share in shares.values()):
        yield "shares"
    if synthesizer.seed not in SEEDS:
        yield "seed"
    yield from odd_tables(form, synthesizer.encoder)


def odd_tables(form, encoder):
    """Yield what an encoder of a mixed table and the form of X say differently."""
    table = encoder.columns_ if isinstance(encoder, RowEncoder) else encoder
    if not isinstance(table, MixedEncoder):
        if form.categorical is not None:
            yield "categorical"
        return
    if form.categorical != table.categorical:
        yield "categorical"
    is_frame = form.X.type == "frame"
    if is_frame != (table.dtype_ is None):
        yield "form"
    if is_frame and not form.X.columns.equals(table.names_):
        yield "columns"
    if is_frame and [*form.X.dtypes] != [column.dtype_ for column in table.columns_]:
        yield "dtypes"


def networks_of(synthesizer, state, builders):
    """Return game and networks of the plain values of a synthesizer."""
    from skgan.training import Game, TrainedNetworks

    fields = {n: value for n, value in state["game"].items() if n != "class"}
    game = Game.from_state(fields, builders)
    pairs = [TrainedNetworks.from_state(pair) for pair in state["networks"]["pairs"]]
    places = state["networks"]["places"]
    n_classes = len(synthesizer.form.classes)
    check_spec(game.spec, synthesizer, n_classes)
    known = [type(i) is int and 0 <= i < len(pairs) for i in places.values()]
    labels = [type(label) is int and 0 <= label < n_classes for label in places]
    if not all(known + labels) or {*places.values()} != {*range(len(pairs))}:
        raise Damaged("Its networks are not those of its classes.")
    is_shared = game.spec.n_classes > 1 or n_classes == 1
    if pairs and is_shared and (len(pairs), len(places)) != (1, n_classes):
        raise Damaged("Its networks are not those of its classes.")
    if pairs:
        check_weights(game, pairs, builders)
    return game, {label: pairs[i] for label, i in places.items()}


def check_spec(spec, synthesizer, n_classes):
    """Raise unless networks are told what the encoder does."""
    encoder = synthesizer.encoder
    # A pair of networks for each class is told no class, and tells none.
    each = () if spec.class_head else (1,)
    of_spec = (spec.shape, spec.activation, spec.layout)
    of_encoder = (synthesizer.shape, encoder.activation, encoder.layout)
    if of_spec != of_encoder or spec.n_classes not in (n_classes, *each):
        raise Damaged("Its networks are not made for its samples.")


def check_weights(game, pairs, builders):
    """Raise unless weights are those of the networks that the game builds."""
    from skgan.training import weight_shapes

    n_values = sum(weight.size for weight in pairs[0].generator)
    if game.latent_dim > max(n_values, MOST_LATENT):
        raise Damaged(f"Its latent_dim={game.latent_dim} does not fit its weights.")
    with nullcontext() if builders else rehearsal():
        shapes = weight_shapes(game)
    for player, expected in zip(PLAYERS, shapes, strict=True):
        for pair in pairs:
            seen = [np.shape(weight) for weight in getattr(pair, player)]
            if seen == expected:
                continue
            if player not in builders:
                raise Damaged(f"Its weights are not those of its {player}.")
            raise NetworkError(
                f"{player}={builders[player]!r} builds a network with weights of the "
                f"shapes {expected!s:.200}, but the file has {seen!s:.200}. Give the "
                "callable that has built the network."
            )
