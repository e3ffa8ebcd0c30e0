"""Find images with colours or edges that no real image has."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation

from skgan._spec import Array, Shape

__all__ = ["picture_figures"]

# The comments have the shares of images that a working kernel makes, on digits,
# photographs and coloured shapes, and then the shares of broken images.
N_STEPS = 16  # for each channel, to count colours; 65,536 colours with four channels
NEAR = 5  # squared steps to the nearest real colour (.13 have others; with 3, .25)
FEW_PIXELS = 0.05  # share of the pixels of an image that may have other colours
COLOUR_SIDE = 32  # rows and columns whose colours are used
EDGE_SIDE = 64  # rows and columns in the middle whose edges are used
BLOCK_VALUES = 2**20  # of images that are processed together
TAILS = 0.01  # share of real images that are ignored, such as blank ones
BLURRED = 1.25  # times less fine (.04; .7 to 1 if blurred by a pixel)
NOISY = 2.0  # times as rough (.01; .8 to 1 with noise of a fifth of the half range)
LEAST_NOISE = 0.02  # of pixels in [-1, 1]; smaller values are rounding errors
LEAST_STEP = 0.001  # avoids a division by 0 for blank images, without changing dim ones
LEAST_SIDE = 3  # pixels that a second difference needs


def picture_figures(
    held: Mapping[Any, Array],
    trained: Mapping[Any, Array],
    generated: Mapping[Any, Array],
    shape: Shape,
) -> dict[Any, dict[str, tuple[float, float]]]:
    """Return the shares of images with odd colours and with odd edges.

    Parameters
    ----------
    held, trained, generated : dict
        Label to images with values in [-1, 1]. They may be flat. Colours are compared
        with those of all training images, and edges with those of training images of
        the class.
    shape : tuple of int
        Height, width and channels.

    Returns
    -------
    figures : dict
        For each label of `held`, a dict with "odd_colours" and "odd_edges". Each is a
        pair: the share of generated images and the share of held-out images.

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
    """Return a mask of colours that occur or are near to one, with an axis per channel.

    A colour consists of all channels: gray, red and green may occur at each strength
    although yellow never occurs.
    """
    seen = np.zeros((N_STEPS,) * shape[2], dtype=bool)
    for images in parts:
        for block in blocks(images, shape):
            seen.ravel()[colours_of(block)] = True
    reach = int(np.sqrt(NEAR))
    steps = np.mgrid[(slice(-reach, reach + 1),) * shape[2]]
    return binary_dilation(seen, (steps**2).sum(axis=0) <= NEAR)


def share_of_odd_colours(X: Array, seen: NDArray[np.bool_], shape: Shape) -> float:
    """Return the share of images in which more than 5% of pixels have new colours."""
    is_odd = ~seen.ravel()
    odd = [is_odd[colours_of(block)].mean(axis=1) for block in blocks(X, shape)]
    return float(np.mean(np.concatenate(odd) > FEW_PIXELS))


def colours_of(images: Array) -> NDArray[np.intp]:
    """Return the numbers of the colours of a subset of pixels, as (n, pixels)."""
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
    """Return, for each part, the share that is more blurred or noisy than real ones."""
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
    """Return two figures of each image, its fineness and its roughness, as (2, n).

    Fineness is the change of the gradient from pixel to pixel, relative to the
    gradient. It is large at sharp edges and small at blurred ones, and does not depend
    on the contrast. Roughness is the median difference of pixels from their neighbours.
    It measures noise, which is everywhere, and not edges, which are not. The mean
    gradient would depend on the contrast.
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
    """Return the mean absolute value of each image."""
    sizes: Array = np.abs(X).mean(axis=(1, 2, 3))
    return sizes


def middle(images: Array) -> Array:
    """Return the middle of large images, and small images unchanged."""
    starts = [max(0, side - EDGE_SIDE) // 2 for side in images.shape[1:3]]
    rows, columns = (slice(start, start + EDGE_SIDE) for start in starts)
    return images[:, rows, columns]


def blocks(images: Array, shape: Shape) -> Iterator[Array]:
    """Yield batches of images (n, height, width, channels), in [-1, 1]."""
    n = max(1, BLOCK_VALUES // int(np.prod(shape)))
    for start in range(0, len(images), n):
        yield np.clip(images[start : start + n], -1.0, 1.0).reshape(-1, *shape)
