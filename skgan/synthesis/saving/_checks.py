"""Check that the parts of a synthesizer from a file fit each other and can be used."""

import warnings
from contextlib import contextmanager, nullcontext
from math import prod

import numpy as np
import pandas as pd

from skgan._files import Damaged
from skgan._spec import PLAYERS
from skgan.encoding import MixedEncoder, RowEncoder, SignalEncoder, SparseEncoder
from skgan.exceptions import NetworkError
from skgan.kernels import MixedKernel
from skgan.validation import dense

SEEDS = range(2**32)  # the seeds that numpy.random.RandomState accepts
MAX_ROWS = 2**36  # of a fit; with more, their shares would not be exact
MAX_LATENT = 2**16  # that is passed to a user's callable because of a file
EXTREMES = np.array([0, 1, -1, 3e38, -3e38], np.float32)  # outputs of a bad generator
FEW = 8  # classes from which the kernel draws, because there may be very many


def misfits(synthesizer):
    """Yield the names of parts, except the networks, that do not fit the others."""
    form, kernel, shape = synthesizer.form, synthesizer.kernel, synthesizer.shape
    shares, layout = synthesizer.shares, synthesizer.encoder.layout
    labels = [*range(len(form.classes))]
    sizes = () if layout is None else layout.sizes
    encoder = synthesizer.encoder
    if isinstance(encoder, SparseEncoder) != kernel.is_sparse:
        yield "kernel"
    # Sparse rows only declare the number of columns; the encoder has arrays of columns.
    elif kernel.is_sparse and shape != encoder.minimum_.shape:
        yield "shape"
    if sum(form.counts.tolist()) > MAX_ROWS:
        yield "counts"
    if not 1 <= len(shape) <= 3 or min(shape) < 1:
        yield "shape"
    shapes = (shape, (prod(shape),))
    if [*kernel.rows] != labels or kernel.rows[0].shape[1:] not in shapes:
        yield "kernel"
    if isinstance(kernel, MixedKernel) != bool(sizes):
        yield "kernel"
    if sizes and kernel.layout != layout:
        yield "kernel"
    if [*shares] != labels or not all(0 <= share <= 1 for share in shares.values()):
        yield "shares"
    if synthesizer.seed not in SEEDS:
        yield "seed"
    yield from odd_tables(form, encoder)


def odd_tables(form, encoder):
    """Yield properties of a mixed table in which the encoder and the form differ."""
    table = encoder.columns_ if isinstance(encoder, RowEncoder) else encoder
    if not isinstance(table, MixedEncoder):
        if form.categorical is not None:
            yield "categorical"
        return
    if form.categorical is None:  # only numbers, some of them exact
        if any(table.categorical) or table.dtype_ is None:
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
    """Return game and networks from the plain values of a synthesizer."""
    from skgan.training import Game, TrainedNetworks

    fields = {n: value for n, value in state["game"].items() if n != "class"}
    game = Game.from_state(fields, builders)
    pairs = [TrainedNetworks.from_state(pair) for pair in state["networks"]["pairs"]]
    places = state["networks"]["places"]
    n_classes = len(synthesizer.form.classes)
    check_spec(game.spec, synthesizer, n_classes)
    is_int = all(type(i) is int for i in (*places, *places.values()))
    is_fine = is_int and {*places} <= {*range(n_classes)}
    is_fine = is_fine and {*places.values()} == {*range(len(pairs))}
    if pairs and (game.spec.n_classes > 1 or n_classes == 1):  # one for all classes
        is_fine = is_fine and (len(pairs), len(places)) == (1, n_classes)
    if not is_fine:
        raise Damaged("Its networks do not fit its classes.")
    if pairs:
        check_weights(game, pairs, builders)
    return game, {label: pairs[i] for label, i in places.items()}


def check_spec(spec, synthesizer, n_classes):
    """Raise an error unless the networks are for the encoded samples."""
    encoder = synthesizer.encoder
    # If each class has its own networks, they have one class and no class head.
    known = (n_classes,) if spec.class_head else (n_classes, 1)
    of_spec = (spec.shape, spec.activation, spec.layout)
    of_encoder = (synthesizer.shape, encoder.activation, encoder.layout)
    if of_spec != of_encoder or spec.n_classes not in known:
        raise Damaged("Its networks do not fit its samples.")


def check_weights(game, pairs, builders):
    """Raise an error unless the weights fit the networks that the game builds."""
    from skgan.training import weight_shapes

    n_values = sum(weight.size for weight in pairs[0].generator)
    if game.latent_dim > max(n_values, MAX_LATENT):
        raise Damaged(f"Its latent_dim={game.latent_dim} does not fit its weights.")
    with nullcontext() if builders else rehearsal():
        shapes = weight_shapes(game)
    for player, expected in zip(PLAYERS, shapes, strict=True):
        for pair in pairs:
            seen = [np.shape(weight) for weight in getattr(pair, player)]
            if seen == expected:
                continue
            if player not in builders:
                raise Damaged(f"Its weights do not fit its {player}.")
            raise NetworkError(
                f"{player}={builders[player]!r} builds a network with weights of the "
                f"shapes {expected!s:.200}, but the file has {seen!s:.200}. Give the "
                "callable that built the network."
            )


@contextmanager
def rehearsal():
    """Turn all errors into Damaged, and ignore warnings."""
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            yield
    except Damaged:
        raise
    except Exception as error:
        raise Damaged(
            f"Drawing samples from it raised {type(error).__name__}: {error!s:.200}."
        ) from error


def rehearse(synthesizer):
    """Decode and encode extreme values, and draw samples."""
    form = synthesizer.form

    def restore(decoded, clip):
        if np.shape(decoded)[1:] != form.shape:
            raise Damaged(f"Its encoder does not decode to samples of {form.shape}.")
        form.restore(decoded, np.zeros(decoded.shape[0], dtype=int), clip)

    rehearse_encoder(synthesizer.encoder, synthesizer.shape, restore)
    rehearse_kernel(synthesizer.kernel)


def rehearse_encoder(encoder, shape, restore=lambda decoded, clip: None):
    """Decode and encode extreme values and each category, with and without clipping."""
    with rehearsal():
        table = table_of(encoder)
        n_gaps = 0 if encoder.layout is None else encoder.layout.n_gaps
        for clip in (True, False):
            encoded = extremes(shape, n_gaps, has_gaps=not clip)
            decoded = encoder.decode(encoded, clip)
            again = dense(encoder.encode(decoded))
            check_same(again, encoded, 2 * n_gaps)
            check_dtypes(table, decoded)
            restore(decoded, clip)


def check_same(again, encoded, n_last):
    """Raise an error unless values are unchanged by decoding and encoding."""
    is_same = again.shape == encoded.shape and np.isfinite(again).all()
    for one, other in zip(again, encoded, strict=True):
        start = other.size - n_last
        is_same &= np.array_equal(one.ravel()[start:], other.ravel()[start:])
    if not is_same:
        raise Damaged("Its encoder cannot encode decoded values.")


def extremes(shape, n_gaps, has_gaps):
    """Return encoded extreme values, with missing numbers in the last ones."""
    encoded = np.empty((len(EXTREMES), *shape), np.float32)
    encoded.T[:] = EXTREMES
    flat = encoded.reshape(len(encoded), -1)
    if n_gaps:
        flat[:, -2 * n_gaps :] = [1, 0] * n_gaps
        flat[-1, -2 * n_gaps :] = [not has_gaps, has_gaps] * n_gaps
    return encoded


def table_of(encoder):
    """Return the encoder of the columns, which may be part of another encoder."""
    if isinstance(encoder, RowEncoder):
        return encoder.columns_
    return encoder.channels_ if isinstance(encoder, SignalEncoder) else encoder


def check_dtypes(table, decoded):
    """Raise an error unless decoded values have the fitted dtypes."""
    if isinstance(decoded, pd.DataFrame):
        is_right = [*decoded.dtypes] == [column.dtype_ for column in table.columns_]
    else:
        dtypes = decoded.dtype, table.dtype_
        is_right = len({dtype.newbyteorder("=") for dtype in dtypes}) == 1
    if not is_right:
        raise Damaged("Its encoder decodes to wrong dtypes.")


def rehearse_kernel(kernel):
    """Draw samples of a few classes from the kernel."""
    random_state = np.random.RandomState(0)
    labels = [*kernel.rows]
    with rehearsal():
        for label in {*labels[:FEW], labels[-1]}:
            drawn = kernel.draw(label, 3, random_state)
            kernel.rules(drawn, label)
            kernel.polish(drawn, label)
            if drawn.shape != (3, *kernel.rows[label].shape[1:]):
                raise Damaged("Its kernel draws samples of a wrong shape.")
            if not np.isfinite(dense(drawn)).all():
                raise Damaged("Its kernel draws samples that are not finite.")
