"""Pictures with colours or edges that no real one has."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation

from skgan._spec import Array, Shape

__all__ = ["picture_figures"]

# In comments: shares of pictures by the kernel in good order, on digits, photographs
# and coloured shapes, and of broken ones.
N_STEPS = 16  # of a channel, in which colours are counted; with four channels 65,536
NEAR = 5  # squared steps to the nearest real colour (.13 have others; at 3 it is .25)
FEW_PIXELS = 0.05  # of a picture may have other colours
COLOUR_SIDE = 32  # rows and columns whose colours are looked at
EDGE_SIDE = 64  # rows and columns in the middle whose edges are looked at
BLOCK_VALUES = 2**20  # of pictures that are looked at together
TAILS = 0.01  # of real pictures: blank ones and the like say nothing of the others
BLURRED = 1.25  # times less fine (.04; blurred by a pixel .7 to 1)
NOISY = 2.0  # times as rough (.01; with noise of a fifth of the half range .8 to 1)
LEAST_NOISE = 0.02  # of pixels in [-1, 1]; less is rounding
LEAST_STEP = (
    0.001  # that blank pictures are not divided by 0; dim ones stay as they are
)
LEAST_SIDE = 3  # pixels, of which a bend of the light can be seen


def picture_figures(
    held: Mapping[Any, Array],
    trained: Mapping[Any, Array],
    generated: Mapping[Any, Array],
    shape: Shape,
) -> dict[Any, dict[str, tuple[float, float]]]:
    """Return the shares of pictures with odd colours and with odd edges.

    Parameters
    ----------
    held, trained, generated : dict
        Label to pictures with values in [-1, 1], of any shape with the values of
        `shape`. All training pictures tell which colours there are; those of a class
        tell how fine and how rough pictures of the class are.
    shape : tuple of int
        Height, width and channels.

    Returns
    -------
    figures : dict
        Each label of `held` to "odd_colours" and "odd_edges", each of which is a pair:
        the share of generated pictures, and that of held-out ones.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.metrics._pictures import picture_figures
    >>> gray, green = np.zeros((2, 5, 8, 8, 3))
    >>> green[..., 1] = 1.0
    >>> picture_figures({0: gray}, {0: gray}, {0: green}, (8, 8, 3))[0]["odd_colours"]
    (1.0, 0.0)
    """
    seen = seen_colours(trained.values(), shape)
    figures = {}
    for label in held:
        pair = generated[label], held[label]
        colours, real_colours = (share_of_odd_colours(X, seen, shape) for X in pair)
        edges, real_edges = share_of_odd_edges(pair, trained[label], shape)
        figures[label] = {
            "odd_colours": (colours, real_colours),
            "odd_edges": (edges, real_edges),
        }
    return figures


def seen_colours(parts: Iterable[Array], shape: Shape) -> NDArray[np.bool_]:
    """Return which colours some pixel has, or one near to them; an axis a channel.

    Colours are those of all channels together: gray, red and green may have been seen
    at each strength, and yellow never.
    """
    seen = np.zeros((N_STEPS,) * shape[2], dtype=bool)
    for images in parts:
        for block in blocks(images, shape):
            seen.ravel()[colours_of(block)] = True
    reach = int(np.sqrt(NEAR))
    steps = np.mgrid[(slice(-reach, reach + 1),) * shape[2]]
    return binary_dilation(seen, (steps**2).sum(axis=0) <= NEAR)


def share_of_odd_colours(X: Array, seen: NDArray[np.bool_], shape: Shape) -> float:
    """Return the share of pictures with more than 5% of pixels of unseen colours."""
    is_odd = ~seen.ravel()
    odd = [is_odd[colours_of(block)].mean(axis=1) for block in blocks(X, shape)]
    return float(np.mean(np.concatenate(odd) > FEW_PIXELS))


def colours_of(images: Array) -> NDArray[np.intp]:
    """Return the number of the colour of some pixels of pictures (n, pixels)."""
    step = max(-(-side // COLOUR_SIDE) for side in images.shape[1:3])
    some = images[:, ::step, ::step]
    steps = np.clip((some + 1.0) * (N_STEPS / 2), 0, N_STEPS - 1).astype(np.intp)
    number = np.ravel_multi_index(
        tuple(np.moveaxis(steps, 3, 0)), (N_STEPS,) * images.shape[3]
    )
    return number.reshape(len(images), -1)


def share_of_odd_edges(
    parts: Iterable[Array], trained: Array, shape: Shape
) -> list[float]:
    """Return for each part the share that is more blurred or noisy than real ones."""
    if min(shape[:2]) < LEAST_SIDE:
        return [np.nan for _ in parts]
    fine, rough = edges_of(trained, shape)
    finest_blurred = np.quantile(fine, TAILS) / BLURRED
    least_noise = np.quantile(rough, 1 - TAILS) * NOISY + LEAST_NOISE
    shares = []
    for images in parts:
        fine, rough = edges_of(images, shape)
        shares.append(float(np.mean((fine < finest_blurred) | (rough > least_noise))))
    return shares


def edges_of(images: Array, shape: Shape) -> Array:
    """Return how fine and how rough pictures are (2, n).

    Fine is how much the gradient changes from pixel to pixel, in parts of the
    gradient: much at the edge of a thing, little where it is blurred, however strong
    it is. Rough is how far half of the pixels at least are from what their neighbours
    let expect: noise is everywhere, edges are not. The mean gradient would tell strong
    contrast from weak.
    """
    found = []
    for block in blocks(images, shape):
        X = middle(block)
        along = [np.diff(X, axis=axis) for axis in (1, 2)]
        change = sum(mean_size(np.diff(d, axis=i + 1)) for i, d in enumerate(along))
        gradient = sum(map(mean_size, along))
        twist = np.abs(np.diff(along[0], axis=2)).mean(axis=3)
        roughness = np.median(twist.reshape(len(X), -1), axis=1)
        found.append([change / (gradient + LEAST_STEP), roughness])
    return np.concatenate(found, axis=1)


def mean_size(X: Array) -> Array:
    """Return the mean absolute value of each picture."""
    sizes: Array = np.abs(X).mean(axis=(1, 2, 3))
    return sizes


def middle(images: Array) -> Array:
    """Return the middle of large pictures, and small ones as they are."""
    starts = [max(0, side - EDGE_SIDE) // 2 for side in images.shape[1:3]]
    rows, columns = (slice(start, start + EDGE_SIDE) for start in starts)
    return images[:, rows, columns]


def blocks(images: Array, shape: Shape) -> Iterator[Array]:
    """Yield some pictures after others (n, height, width, channels), in [-1, 1]."""
    n = max(1, BLOCK_VALUES // int(np.prod(shape)))
    for start in range(0, len(images), n):
        yield np.clip(images[start : start + n], -1.0, 1.0).reshape(-1, *shape)
