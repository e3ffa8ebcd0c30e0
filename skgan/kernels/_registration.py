"""Registration: find the smooth flow that transforms one image into another."""

import numpy as np
from scipy.ndimage import gaussian_filter1d, zoom

__all__ = ["compose", "pull", "register", "resize_flow", "shrink"]

LARGEST_SIDE = 32  # pixels of the images for the search, enough for smooth flows
SMALLEST_SIDE = 8  # pixels of a side that is much shorter than the other
BLOCK = 64  # pairs at once, so that their arrays fit into the cache of the processor
# Gaussian widths in parts of the larger side: of the images, from coarse to fine, of
# each update and of the whole flow (the fluid and diffusion-like regularisation).
BLURS = (0.07, 0.035, 0.018)
UPDATE_WIDTH = 0.025
FLOW_WIDTH = 0.055
ITERATIONS = 15  # at each of the widths
LONGEST_UPDATE = 1.0  # pixels
FLAT = 1e-3  # avoids flows in flat regions, for pixels in [0, 1]


def register(moving, fixed):
    """Find the flows (2, n_pairs, height, width) that transform images into others.

    The method is Thirion's demons. Images are gray, in [0, 1]. Flows are in pixels,
    down and right: ``moving(x + flow(x))`` is near ``fixed(x)``.

    References
    ----------
    J.-P. Thirion, "Image matching as a diffusion process: an analogy with Maxwell's
    demons", Medical Image Analysis 2 (1998).
    """
    blocks = [slice(i, i + BLOCK) for i in range(0, len(moving), BLOCK)]
    flows = [register_block(moving[block], fixed[block]) for block in blocks]
    return np.concatenate(flows, axis=1)


def register_block(moving, fixed):
    """Find the flows of one block of pairs."""
    side = max(moving.shape[1:])
    flow = np.zeros((2, *moving.shape), dtype=np.float32)
    for blur in BLURS:
        start, goal = smooth(moving, blur * side), smooth(fixed, blur * side)
        for _ in range(ITERATIONS):
            now = pull(start, flow)
            force = goal - now
            slope = np.stack(np.gradient(now, axis=(1, 2)))
            steepness = (slope**2).sum(axis=0) + force**2 + FLAT
            update = smooth(force * slope / steepness, UPDATE_WIDTH * side)
            flow += np.clip(update, -LONGEST_UPDATE, LONGEST_UPDATE)
            flow = smooth(flow, FLOW_WIDTH * side)
    return flow


def smooth(values, width):
    """Return images (..., height, width) blurred by a Gaussian of a width in pixels."""
    for axis in (-2, -1):
        values = gaussian_filter1d(values, width, axis=axis, mode="nearest")
    return values


def pull(images, flow, steepness=1.0):
    """Return ``images(x + flow(x))``, interpolated; the border is repeated.

    `images` has the shape (n, height, width) or (n, height, width, channels). A
    `steepness` of 1 is bilinear interpolation, which blurs. Larger values give more
    weight to the nearest pixel, and infinity uses only this pixel. In all cases, the
    result is between the values of the four nearest pixels, with the same weights for
    all channels.
    """
    n, height, width = images.shape[:3]
    row, column = np.mgrid[:height, :width].astype(np.float32)
    y = np.clip(row + flow[0], 0, height - 1)
    x = np.clip(column + flow[1], 0, width - 1)
    top, left = y.astype(np.int32), x.astype(np.int32)
    down, across = steeper(y - top, steepness), steeper(x - left, steepness)
    # Rows and columns are one long axis, as one index array is faster than three.
    flat = images.reshape(n * height * width, *images.shape[3:])
    corner = top * width + left + (np.arange(n) * height * width)[:, None, None]
    below = np.where(top < height - 1, width, 0)
    beside = np.where(left < width - 1, 1, 0)
    if images.ndim == 4:
        down, across = down[..., None], across[..., None]
    upper = flat[corner] * (1 - across) + flat[corner + beside] * across
    corner = corner + below
    lower = flat[corner] * (1 - across) + flat[corner + beside] * across
    return upper * (1 - down) + lower * down


def steeper(weight, steepness):
    """Return weights in [0, 1] nearer to 0 or 1; a weight of 1/2 does not change."""
    if steepness == 1.0:
        return weight
    if np.isinf(steepness):
        return np.round(weight)
    near, far = weight**steepness, (1.0 - weight) ** steepness
    return near / (near + far)


def compose(first, second):
    """Return the flow x -> x + second(x) + first(x + second(x))."""
    return second + np.stack([pull(component, second) for component in first])


def shrink(images):
    """Return gray images in [0, 1] with at most 32 pixels per side.

    The input is in [-1, 1]. The shorter side of a long and narrow image is reduced
    less.
    """
    gray = (images.mean(axis=3) + 1.0) / 2.0
    factor = -(-max(gray.shape[1:]) // LARGEST_SIDE)
    for axis in (1, 2):
        side = gray.shape[axis]
        is_narrow = len(range(factor // 2, side, factor)) < 2
        own = max(1, side // SMALLEST_SIDE) if is_narrow else factor
        if own > 1:
            gray = gaussian_filter1d(gray, own / 2, axis=axis, mode="nearest")
        kept = np.arange(own // 2, side, own)
        gray = gray.take(kept, axis=axis)
    return gray


def resize_flow(flow, height, width):
    """Return flows (2, n, rows, columns) for images of another size."""
    rows, columns = flow.shape[2:]
    if (rows, columns) == (height, width):
        return flow.astype(np.float32)
    factors = height / rows, width / columns
    flow = flow.astype(np.float32)
    larger = zoom(flow, (1, 1, *factors), order=1, mode="nearest", grid_mode=True)
    larger *= np.reshape(factors, (2, 1, 1, 1))
    return larger
