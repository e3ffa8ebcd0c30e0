"""Whatever of a file can't be made ends when it is loaded, and not in a later call."""

import warnings
from contextlib import contextmanager

import numpy as np
import pandas as pd

from skgan._files import Damaged
from skgan.encoding import RowEncoder, SignalEncoder

EXTREMES = np.array([0, 1, -1, 3e38, -3e38], np.float32)  # what a bad generator may say
FEW = 8  # classes from which the kernel draws, as there may be very many


@contextmanager
def rehearsal():
    """Let all errors, also skgan's own, be damage; warn of nothing."""
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            yield
    except Damaged:
        raise
    except Exception as error:
        raise Damaged(
            "Samples can't be made of what it holds: that ended with "
            f"{type(error).__name__}: {error!s:.200}."
        ) from error


def rehearse(synthesizer):
    """Make samples of extremes and encode them, and draw some."""
    form = synthesizer.form

    def restore(decoded, clip):
        if np.shape(decoded)[1:] != form.shape:
            raise Damaged(f"Its encoder does not decode to samples of {form.shape}.")
        form.restore(decoded, np.zeros(len(decoded), dtype=int), clip)

    rehearse_encoder(synthesizer.encoder, synthesizer.shape, restore)
    rehearse_kernel(synthesizer.kernel)


def rehearse_encoder(encoder, shape, restore=lambda decoded, clip: None):
    """Decode and encode extremes, and each category, clipped and not."""
    with rehearsal():
        table = table_of(encoder)
        n_gaps = 0 if encoder.layout is None else encoder.layout.n_gaps
        for clip in (True, False):
            encoded = extremes(shape, n_gaps, has_gaps=not clip)
            decoded = encoder.decode(encoded, clip)
            again = encoder.encode(decoded)
            check_same(again, encoded, 2 * n_gaps)
            check_dtypes(table, decoded)
            restore(decoded, clip)


def check_same(again, encoded, n_last):
    """Raise unless what was decoded is encoded alike, exactly in the last values."""
    is_same = again.shape == encoded.shape and np.isfinite(again).all()
    for one, other in zip(again, encoded, strict=True):
        start = other.size - n_last
        is_same &= np.array_equal(one.ravel()[start:], other.ravel()[start:])
    if not is_same:
        raise Damaged("Its encoder does not encode what it decodes.")


def extremes(shape, n_gaps, has_gaps):
    """Return encoded extremes, in the last of which numbers may be missing."""
    encoded = np.empty((len(EXTREMES), *shape), np.float32)
    encoded.T[:] = EXTREMES
    flat = encoded.reshape(len(encoded), -1)
    if n_gaps:
        flat[:, -2 * n_gaps :] = [1, 0] * n_gaps
        flat[-1, -2 * n_gaps :] = [not has_gaps, has_gaps] * n_gaps
    return encoded


def table_of(encoder):
    """Return the encoder of the columns, which another may hold."""
    if isinstance(encoder, RowEncoder):
        return encoder.columns_
    return encoder.channels_ if isinstance(encoder, SignalEncoder) else encoder


def check_dtypes(table, decoded):
    """Raise unless decoded values have the dtypes that were fitted."""
    if isinstance(decoded, pd.DataFrame):
        is_right = [*decoded.dtypes] == [column.dtype_ for column in table.columns_]
    else:
        dtypes = decoded.dtype, table.dtype_
        is_right = len({dtype.newbyteorder("=") for dtype in dtypes}) == 1
    if not is_right:
        raise Damaged("Its encoder decodes to other dtypes than it says.")


def rehearse_kernel(kernel):
    """Draw from some of the classes."""
    random_state = np.random.RandomState(0)
    labels = [*kernel.rows]
    with rehearsal():
        for label in {*labels[:FEW], labels[-1]}:
            drawn = kernel.draw(label, 3, random_state)
            kernel.rules(drawn, label)
            kernel.polish(drawn, label)
            if drawn.shape != (3, *kernel.rows[label].shape[1:]):
                raise Damaged("Its kernel draws samples of another shape.")
            if not np.isfinite(drawn).all():
                raise Damaged("Its kernel draws samples that are not finite.")
