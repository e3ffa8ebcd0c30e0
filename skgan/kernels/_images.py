"""The kernel of images: real ones, bent as images of one class differ in shape."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from skgan.kernels import _registration as registration
from skgan.kernels._base import Kernel
from skgan.kernels._registration import compose, pull, smooth

__all__ = ["ImageKernel", "fit_image_kernel"]

MOST_PAIRS = 1500  # registered in all, at 2 to 4 ms each
MOST_PAIRS_OF_CLASS = 150
FEWEST_PAIRS_OF_CLASS = 8
LENDER_ROWS = 30  # fewer rows know little of how images of a class differ

# As far as the tables' kernel: 1 is as good where classes are far apart, and worse on
# small images of 8x8, where a bend soon makes another digit.
OWN_REACH = 0.7  # of the way to another image of the class
LENT_REACH = 0.7  # of the way between two images of one class, any class
SHIFT = 0.036  # of the side: 1 pixel of 28; more hurts pictures that are not digits
ROTATION = np.deg2rad(8.0)
ZOOM = 0.05
RIPPLE = 0.02  # of the side: elastic deformation (Simard et al. 2003)
RIPPLE_WIDTH = 0.1


@dataclass
class ImageKernel(Kernel):
    """Draw images ``s1(x + u (s2 - s3)(x))``: the tables' kernel, on shapes.

    A real image is bent along the flow to another of its class, then along a flow
    between two images of some class: what frequent classes show of how shapes vary
    (slant, width, length) is lent to the rare ones. A small shift, rotation, zoom and
    ripple come on top. Pixels keep the histogram of the real image, as blurred copies
    would tell generated from real images.

    Attributes
    ----------
    rows, pairs, flows : dict
        Label to encoded images (n_rows, height, width, channels), to registered pairs
        of them (n_pairs, 2), and to the flows of these (2, n_pairs, rows, columns),
        dtype float16.

    References
    ----------
    E. Miller, N. Matsakis, P. Viola, "Learning from one example through shared
    densities on transforms", CVPR 2000.
    """

    rows: dict[int, np.ndarray]
    pairs: dict[int, np.ndarray] = field(default_factory=dict)
    flows: dict[int, np.ndarray] = field(default_factory=dict)
    rank: ClassVar[int] = 3

    def draw(self, label, n_samples, random_state):
        """Return new encoded images of a class (n_samples, height, width, channels)."""
        rows, pairs = self.rows[label], self.pairs[label]
        chosen = random_state.randint(len(pairs), size=n_samples)
        source = rows[pairs[chosen, 0]]
        own = scaled(self.flows[label][:, chosen], OWN_REACH, random_state)
        lent = self._lent(n_samples, random_state)
        move = compose(lent, small_moves(own, random_state))
        flow = registration.resize_flow(compose(own, move), *rows.shape[1:3])
        return same_histogram(pull(source, flow), source)

    def misfits(self) -> Iterable[str]:
        """Yield the names of fields that can't be right."""
        yield from super().misfits()
        if not self.pairs.keys() == self.flows.keys() == self.rows.keys():
            yield "pairs"
        for label, pairs in self.pairs.items():
            shape, n_rows = (2, *pairs.shape[:1]), len(self.rows[label])
            is_filled = pairs.ndim == 2 and pairs.size and pairs.dtype.kind == "i"
            if not is_filled or not 0 <= pairs.min() <= pairs.max() < n_rows:
                yield "pairs"
            if self.flows[label].ndim != 4 or self.flows[label].shape[:2] != shape:
                yield "flows"
        if len({flows.shape[2:] for flows in self.flows.values()}) != 1:
            yield "flows"

    def _lent(self, n_samples, random_state):
        lenders = [c for c, rows in self.rows.items() if len(rows) >= LENDER_ROWS]
        flows = np.concatenate([self.flows[c] for c in lenders or self.flows], axis=1)
        chosen = random_state.randint(flows.shape[1], size=n_samples)
        return scaled(flows[:, chosen], LENT_REACH, random_state)


def fit_image_kernel(rows, p, random_state):
    """Register pairs of images of each class (n_rows, height, width, channels)."""
    kernel = ImageKernel(rows)
    most = np.clip(MOST_PAIRS // len(rows), FEWEST_PAIRS_OF_CLASS, MOST_PAIRS_OF_CLASS)
    for label, images in rows.items():
        pairs = choose_pairs(len(images), most, p[label], random_state)
        both = (registration.shrink(images[side]) for side in pairs.T)
        flow = registration.register(*both)
        kernel.pairs[label], kernel.flows[label] = pairs, flow.astype(np.float16)
    return kernel


def choose_pairs(n_rows, most, p, random_state):
    """Return pairs of rows (n_pairs, 2): all, where they are not too many."""
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


def scaled(flows, reach, random_state):
    """Return each flow times a number that is uniform from 0 to `reach`."""
    u = random_state.uniform(0.0, reach, size=(1, flows.shape[1], 1, 1))
    return u.astype(np.float32) * flows.astype(np.float32)


def small_moves(like, random_state):
    """Return random flows of a small shift, rotation, zoom and ripple."""
    _, n, height, width = like.shape
    angle, stretch, down, right = random_state.uniform(-1.0, 1.0, size=(4, n, 1, 1))
    scale = np.exp(ZOOM * stretch)
    cos, sin = scale * np.cos(ROTATION * angle), scale * np.sin(ROTATION * angle)
    row, column = np.mgrid[:height, :width].astype(np.float32)
    row, column = row - (height - 1) / 2, column - (width - 1) / 2
    y = cos * row - sin * column - row + SHIFT * height * down
    x = sin * row + cos * column - column + SHIFT * width * right
    side = max(height, width)
    blur = RIPPLE_WIDTH * side
    noise = random_state.standard_normal(like.shape).astype(np.float32)
    # Blurred white noise has the standard deviation 1 / (2 sqrt(pi) blur).
    ripple = smooth(noise, blur)
    ripple *= RIPPLE * side * 2.0 * np.sqrt(np.pi) * blur
    return (np.stack([y, x]) + ripple).astype(np.float32)


def same_histogram(images, like):
    """Return images with the pixel values of others, in their own order."""
    n, height, width, channels = images.shape
    order = images.reshape(n, height * width, channels).argsort(axis=1)
    values = np.sort(like.reshape(n, height * width, channels), axis=1)
    matched = np.empty_like(values)
    np.put_along_axis(matched, order, values, axis=1)
    return matched.reshape(images.shape)
