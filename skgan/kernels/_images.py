"""The kernel of images, which changes real images by the moves of a policy."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from skgan.kernels import _registration as registration
from skgan.kernels._base import Kernel
from skgan.kernels._colours import change_colours, cut_out, lend_colours
from skgan.kernels._flows import FLOWS, scaled, small_moves
from skgan.kernels._mixed import near_rows
from skgan.kernels._policies import Policy, plain_policy
from skgan.kernels._registration import compose, pull
from skgan.kernels._symmetries import change_some

__all__ = ["ImageKernel", "fit_image_kernel", "warp"]

PLAIN = plain_policy("image")
MAX_PAIRS = 1500  # registered in total, at 2 to 4 ms each
MAX_PAIRS_OF_CLASS = 150
MIN_PAIRS_OF_CLASS = 8
PAIRS_AT_NO_COST = 1000  # of a class, if none is registered
LENDER_ROWS = 30  # flows and colours are not taken from classes with fewer rows
MAX_DONORS = 100  # images of a class whose colours are used
# Images with at most this number of colours, and one for each 32 pixels, are flat.
MAX_FLAT_COLOURS = 16
MIN_PIXELS_OF_COLOUR = 32
SOME_PIXELS = 1000
# The usual augmentation of images.
WARP = {"shift": 0.07, "rotation": 15.0, "zoom": float(np.log(1.1))}
WARP_BLOCK = 64  # images at once
STEEPNESSES = (2.0, 4.0)  # of registration.pull, for strokes and for textures
MIN_SHARPNESS = 0.9  # share of that of real images; otherwise, blur would be visible
MAX_LOOKED_AT = 20  # images of a class that are used to measure flatness and sharpness


@dataclass
class ImageKernel(Kernel):
    """Draw real images that are changed by the moves of a policy.

    "bend" is the kernel of tables applied to shapes, ``s1(x + u (s2 - s3)(x))``. A real
    image is bent along the flow to another image of its class, and then along a flow
    between two images of any class, so that variations of shape (slant, width, length)
    in frequent classes are also used for rare ones. Small shifts, rotations, zooms and
    ripples are added to the flow, so that pixels are interpolated only once. "colours"
    and "class_colours" use colours and light of other images. Interpolation gives more
    weight to the nearest pixel, so that moved images are as sharp as real ones. In flat
    images, the nearest pixel is used, so that there are no new colours.

    Attributes
    ----------
    rows, pairs, flows : dict
        Encoded images (n_rows, height, width, channels), pairs of them (n_pairs, 2),
        and the flows of the pairs (2, n_pairs, rows, columns), dtype float16, by label.
        Without "bend", there are no flows.
    policy : Policy
        A policy of images.
    is_flat : bool
        Whether images consist of areas of few colours.
    steepness : float
        The steepness of the interpolation of images that are not flat.

    References
    ----------
    E. Miller, N. Matsakis, P. Viola, "Learning from one example through shared
    densities on transforms", CVPR 2000.
    """

    rows: dict[int, np.ndarray]
    pairs: dict[int, np.ndarray] = field(default_factory=dict)
    flows: dict[int, np.ndarray] = field(default_factory=dict)
    policy: Policy = PLAIN
    is_flat: bool = False
    steepness: float = STEEPNESSES[0]
    rank: ClassVar[int] = 3

    def move(self, label, n_samples, moves, random_state):
        """Return new encoded images of a class (n_samples, height, width, channels)."""
        if not n_samples:
            return self.rows[label][:0]
        chosen = random_state.randint(len(self.pairs[label]), size=n_samples)
        first = self.pairs[label][chosen, 0]
        images = self.rows[label][first]
        if "interpolation" in moves:
            images = self._between(label, first, moves["interpolation"], random_state)
        if not FLOWS.isdisjoint(moves):
            flow = self._flow(label, chosen, moves, random_state)
            images = pull(images, flow, np.inf if self.is_flat else self.steepness)
        images = change_some(images, moves, random_state)
        for name, lenders in (("class_colours", [label]), ("colours", [*self.rows])):
            if name in moves:
                donors = self._donors(lenders, n_samples, random_state)
                images = lend_colours(images, donors, moves[name])
        images = change_colours(images, moves, random_state)
        return cut_out(images, moves, random_state).astype(np.float32, copy=False)

    def _between(self, label, first, most, random_state):
        """Return interpolations between images and one of the nearest of the class."""
        rows = self.rows[label]
        flat = rows.reshape(len(rows), -1)
        second = near_rows(flat, None, first, random_state, first_rank=1)
        part = random_state.uniform(0, most, (len(first), 1))
        part = part.astype(np.float32)[..., None, None]
        return rows[first] + part * (rows[second] - rows[first])

    def _flow(self, label, chosen, moves, random_state):
        """Return the flows of pairs, composed with other flows and small moves."""
        n, (height, width) = len(chosen), self.rows[label].shape[1:3]
        if "bend" not in moves:
            return small_moves(n, height, width, moves, random_state)
        own = scaled(self.flows[label][:, chosen], moves["bend"], random_state)
        lent = self._lent(n, moves["bend"], random_state)
        rows, columns = own.shape[2:]
        move = small_moves(n, rows, columns, moves, random_state)
        flow = compose(own, compose(lent, move))
        return registration.resize_flow(flow, height, width)

    def _lent(self, n_samples, reach, random_state):
        lenders = [c for c, rows in self.rows.items() if len(rows) >= LENDER_ROWS]
        flows = np.concatenate([self.flows[c] for c in lenders or self.flows], axis=1)
        chosen = random_state.randint(flows.shape[1], size=n_samples)
        return scaled(flows[:, chosen], reach, random_state)

    def _donors(self, lenders, n_samples, random_state):
        """Return images whose colours are used, about as many of each class."""
        pool = np.concatenate([self.rows[label][:MAX_DONORS] for label in lenders])
        return pool[random_state.randint(len(pool), size=n_samples)]

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        yield from super().misfits()
        if self.pairs.keys() != self.rows.keys():
            yield "pairs"
        if self.flows.keys() != (
            self.rows.keys() if "bend" in self.policy.moves else set()
        ):
            yield "flows"
        for label, pairs in self.pairs.items():
            n_rows = len(self.rows[label])
            is_filled = pairs.ndim == 2 and pairs.size and pairs.dtype.kind == "i"
            if not is_filled or not 0 <= pairs.min() <= pairs.max() < n_rows:
                yield "pairs"
        for label, flows in self.flows.items():
            if flows.ndim != 4 or flows.shape[:2] != (2, *self.pairs[label].shape[:1]):
                yield "flows"
        if len({flows.shape[2:] for flows in self.flows.values()}) > 1:
            yield "flows"


def fit_image_kernel(rows, p, random_state, policy=PLAIN, max_pairs=MAX_PAIRS):
    """Fit the kernel to images of each class (n_rows, height, width, channels).

    Only the move "bend" takes time, because pairs of images are registered.
    """
    kernel = ImageKernel(rows, policy=policy, is_flat=are_flat(rows))
    kernel.steepness = sharp_steepness(rows)
    most = np.clip(max_pairs // len(rows), MIN_PAIRS_OF_CLASS, MAX_PAIRS_OF_CLASS)
    most = most if "bend" in policy.moves else PAIRS_AT_NO_COST
    for label, images in rows.items():
        pairs = choose_pairs(len(images), most, p[label], random_state)
        kernel.pairs[label] = pairs
        if "bend" in policy.moves:
            used, at = np.unique(pairs, return_inverse=True)
            first, second = registration.shrink(images[used])[at.reshape(pairs.shape).T]
            flows = registration.register(first, second)
            kernel.flows[label] = flows.astype(np.float16)
    return kernel


def sharp_steepness(rows):
    """Return the lowest steepness with which moved images are as sharp as real ones.

    Images are shifted by parts of a pixel, because bends would change their content.
    """
    real = np.concatenate([images[:MAX_LOOKED_AT] for images in rows.values()])
    offsets = np.random.RandomState(0).uniform(size=(2, len(real), 1, 1))
    flow = np.broadcast_to(offsets, (2, *real.shape[:3])).astype(np.float32)
    wanted = MIN_SHARPNESS * sharpness(real)
    for steepness in STEEPNESSES:
        if sharpness(pull(real, flow, steepness)) >= wanted:
            break
    return steepness


def sharpness(images):
    """Return the mean difference of neighbouring pixels."""
    return sum(np.abs(np.diff(images, axis=axis)).mean() for axis in (1, 2))


def are_flat(rows):
    """Return whether most images consist of few colours."""
    looked_at = np.concatenate([images[:MAX_LOOKED_AT] for images in rows.values()])
    n_pixels, channels = looked_at[0].size // looked_at.shape[3], looked_at.shape[3]
    most = min(MAX_FLAT_COLOURS, n_pixels // MIN_PIXELS_OF_COLOUR)
    pixels = looked_at.reshape(len(looked_at), n_pixels, channels)
    return bool(np.median([count_colours(one, most) for one in pixels]) <= most)


def count_colours(pixels, most):
    """Return the number of colours, or, if it exceeds `most`, that of some pixels.

    Sorting all pixels of a large photograph would be slow.
    """
    some = len(np.unique(pixels[:: 1 + len(pixels) // SOME_PIXELS], axis=0))
    return some if some > most else len(np.unique(pixels, axis=0))


def choose_pairs(n_rows, most, p, random_state):
    """Return pairs of rows (n_pairs, 2): all pairs, unless there are too many."""
    usable = np.arange(n_rows) if p is None else np.flatnonzero(p)
    if len(usable) == 1:
        return np.stack([usable, usable], axis=1)
    if p is None and len(usable) * (len(usable) - 1) <= most:
        first, steps = np.divmod(np.arange(n_rows * (n_rows - 1)), n_rows - 1)
    else:
        p = None if p is None else p[usable]
        first = random_state.choice(len(usable), most, p=p)
        steps = random_state.randint(len(usable) - 1, size=most)
    second = (first + steps + 1) % len(usable)
    return usable[np.stack([first, second], axis=1)]


def warp(images, random_state):
    """Shift, rotate and zoom images at random.

    The limits are 7% of a side, 15 degrees and 10%, as in usual augmentation. Pixels
    beyond the border have the values at the border.

    Parameters
    ----------
    images : ndarray of shape (n_samples, height, width, channels)
        Real images.
    random_state : numpy.random.RandomState
        Source of randomness.

    Returns
    -------
    warped : ndarray of shape (n_samples, height, width, channels), dtype float64
        One changed image for each.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.kernels import warp
    >>> white = np.ones((1, 8, 8, 1))
    >>> bool(np.allclose(warp(white, np.random.RandomState(0)), white))
    True
    """
    warped = np.empty(images.shape)
    for start in range(0, len(images), WARP_BLOCK):
        block = images[start : start + WARP_BLOCK]
        n, height, width = block.shape[:3]
        flow = small_moves(n, height, width, WARP, random_state)
        warped[start : start + WARP_BLOCK] = pull(block, flow)
    return warped
