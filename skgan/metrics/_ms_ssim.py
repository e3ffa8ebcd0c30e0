"""Diversity of the images of each class."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.ndimage import gaussian_filter1d
from sklearn.utils import check_random_state, gen_batches
from sklearn.utils.random import sample_without_replacement

from skgan._spec import Array, RandomState, Shape
from skgan.exceptions import InputError
from skgan.validation import (
    check_images,
    check_pixel_range,
    check_positive,
    check_sample_labels,
)

WEIGHTS = np.array([0.0448, 0.2856, 0.3001, 0.2363, 0.1333])  # Wang et al. 2003, 3.2
SIGMA, RADIUS = 1.5, 5  # the window of 11 pixels of Wang et al. 2004
WINDOW = 2 * RADIUS + 1
K1, K2 = 0.01, 0.03  # Wang et al. 2004; they stabilise quotients of small numbers
MIN_SIDE = RADIUS + 1  # mirroring at the border needs this number of pixels
PIXELS_AT_ONCE = 2**22  # 32 MB for each array


def ms_ssim_diversity(
    images: ArrayLike,
    y: ArrayLike,
    *,
    n_pairs: int = 100,
    value_range: tuple[float, float] | None = None,
    random_state: RandomState = None,
) -> dict[Any, float]:
    """Compute how similar the images of each class are to each other.

    It is the mean multi-scale structural similarity (MS-SSIM) of random pairs of images
    of a class. If the value of a class is much higher than that of real images, the
    class has collapsed. Low values do not imply good images, because noise has the
    lowest values.

    Parameters
    ----------
    images : array-like of shape (n_samples, height, width[, channels])
        Images of at least 6 x 6 pixels.
    y : array-like of shape (n_samples,)
        The classes of the images, each with at least 2 images.
    n_pairs : int, default=100
        Number of pairs for each class. If there are fewer pairs, all are used.
    value_range : (float, float), default=None
        Range of the pixels. None: 0 to 255, which requires the dtype `uint8`.
    random_state : int, RandomState instance or None, default=None
        Source of randomness for the choice of pairs.

    Returns
    -------
    similarity : dict
        For each class, a mean in [0, 1].

    Raises
    ------
    InputError
        If there is NaN, a class with one image, images that are too small, or an
        unknown range of the pixels.

    Notes
    -----
    There are 5 scales for 176 x 176 or more pixels, 4 for 88 or more, 3 for 44 or more,
    2 for 22 or more, and otherwise 1, which is plain SSIM. The weights of fewer scales
    are normalised so that they sum to one.
    Only compare values of images of the same size. Borders are mirrored and negative
    similarities count as 0, as in torchmetrics.

    References
    ----------
    Odena et al., "Conditional image synthesis with auxiliary classifier GANs", ICML
    2017.

    Wang et al., "Multiscale structural similarity for image quality assessment",
    Asilomar Conference on Signals, Systems and Computers 2003.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.metrics import ms_ssim_diversity
    >>> noise = np.random.RandomState(0).randint(0, 256, (10, 28, 28)).astype(np.uint8)
    >>> images = np.concatenate([noise, np.repeat(noise[:1], 5, axis=0)])
    >>> similarity = ms_ssim_diversity(images, [0] * 10 + [1] * 5)
    >>> {label: round(value, 2) for label, value in similarity.items()}
    {0: 0.03, 1: 1.0}
    """
    images = check_images(images, "images")
    y = check_sample_labels(y, len(images), "y")
    if min(images.shape[1:3]) < MIN_SIDE:
        raise InputError(
            f"The images have {images.shape[1]} x {images.shape[2]} pixels; MS-SSIM "
            f"needs at least {MIN_SIDE} per side. Enlarge them first."
        )
    check_positive("n_pairs", n_pairs)
    low, high = check_pixel_range(images, value_range)
    generator = check_random_state(random_state)
    similarity = {}
    for label in np.unique(y).tolist():
        rows = np.flatnonzero(y == label)
        one, other = rows[random_pairs(label, len(rows), n_pairs, generator)]
        values = ms_ssim(images[one], images[other], low, high)
        similarity[label] = float(np.mean(values))
    return similarity


def random_pairs(
    label: Any, n: int, n_pairs: int, random_state: np.random.RandomState
) -> Array:
    """Return up to n_pairs different pairs of different numbers below n, as (2, m)."""
    if n < 2:
        raise InputError(
            f"Class {label!r} has 1 image; its diversity needs at least 2. "
            "Give more images, or leave the class out."
        )
    n_all = n * (n - 1) // 2
    n = min(n_pairs, n_all)
    chosen = sample_without_replacement(n_all, n, random_state=random_state)
    # Compute the k-th pair without a list: numbers below j form j (j - 1) / 2 pairs.
    larger = ((np.sqrt(8 * chosen + 1) + 1) / 2).astype(int)
    return np.array([larger, chosen - larger * (larger - 1) // 2])


def ms_ssim(X: Array, Y: Array, low: float, high: float) -> Array:
    """Return the MS-SSIM of pairs of images."""
    batches = gen_batches(len(X), max(1, PIXELS_AT_ONCE // X[0].size))
    parts = ((X[batch].astype(float), Y[batch].astype(float)) for batch in batches)
    return np.concatenate([ms_ssim_batch(*part, high - low) for part in parts])


def ms_ssim_batch(X: Array, Y: Array, data_range: float) -> Array:
    """Return the MS-SSIM of a batch of pairs of images."""
    weights = scale_weights(X.shape[1:3])
    similarity = np.ones(len(X))
    for weight in weights[:-1]:
        _, contrast = ssim(X, Y, data_range)
        inner = contrast[:, RADIUS:-RADIUS, RADIUS:-RADIUS]
        similarity *= positive_mean(inner) ** weight
        X, Y = halve(X), halve(Y)
    luminance, contrast = ssim(X, Y, data_range)
    return similarity * positive_mean(luminance * contrast) ** weights[-1]


def scale_weights(shape: Shape) -> Array:
    """Return the weights of the scales at which the window fits, summing to 1."""
    n_scales = 1
    while n_scales < len(WEIGHTS) and min(shape) // 2**n_scales >= WINDOW:
        n_scales += 1
    return WEIGHTS[:n_scales] / WEIGHTS[:n_scales].sum()


def ssim(X: Array, Y: Array, data_range: float) -> tuple[Array, Array]:
    """Return the two factors of SSIM for each pixel: luminance and contrast."""
    c1, c2 = (K1 * data_range) ** 2, (K2 * data_range) ** 2
    mean_X, mean_Y = smooth(X), smooth(Y)
    variance_X = np.maximum(smooth(X * X) - mean_X**2, 0)
    variance_Y = np.maximum(smooth(Y * Y) - mean_Y**2, 0)
    covariance = smooth(X * Y) - mean_X * mean_Y
    luminance = (2 * mean_X * mean_Y + c1) / (mean_X**2 + mean_Y**2 + c1)
    return luminance, (2 * covariance + c2) / (variance_X + variance_Y + c2)


def smooth(images: Array) -> Array:
    """Return images blurred by the Gaussian window, mirrored at the borders."""
    for axis in (1, 2):
        images = gaussian_filter1d(images, SIGMA, axis, mode="mirror", radius=RADIUS)
    return images


def positive_mean(values: Array) -> Array:
    """Return the mean of each image, at least 0 so that it has real powers."""
    return np.maximum(values.mean(axis=(1, 2, 3)), 0)


def halve(images: Array) -> Array:
    """Return means of 2 x 2 pixels; the last row or column is left out if odd."""
    n, height, width, channels = images.shape
    height, width = height // 2, width // 2
    even = images[:, : 2 * height, : 2 * width]
    return even.reshape(n, height, 2, width, 2, channels).mean(axis=(2, 4))
