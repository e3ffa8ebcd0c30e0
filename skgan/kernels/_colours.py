"""Moves that change colours and light of images, also to those of other images."""

import numpy as np

__all__ = ["change_colours", "cut_out", "inverted", "lend_colours", "n_colours"]

MAX_COLOURS = 3  # red, green and blue
MIN_STD = 0.03  # of the colours of an image, in [-1, 1]; less is treated as noise
MAX_GAIN = 4.0  # of contrast; more would amplify the noise of dim images


def n_colours(channels):
    """Return the number of channels that are colours.

    With 2 channels (gray and alpha) or 4 (RGBA), the last one is the opacity.

    Examples
    --------
    >>> from skgan.kernels._colours import n_colours
    >>> [n_colours(channels) for channels in (1, 2, 3, 4)]
    [1, 1, 3, 3]
    """
    return min(channels - (channels % 2 == 0), MAX_COLOURS)


def lend_colours(images, donors, part):
    """Return images whose colours are moved towards those of other images.

    Mean and covariance of the colours of an image become those of another image: each
    principal axis of its colours is rotated and scaled to that of the other image.
    Light, contrast and hue vary together, as in real images, and pixels of one colour
    still have one colour. For gray images, brightness and contrast are changed.

    Parameters
    ----------
    images, donors : ndarray of shape (n, height, width, channels)
        Images with values in [-1, 1]. The opacity does not change.
    part : float
        Part of the way to the colours of the donor, from 0 to 1.

    Returns
    -------
    lent : ndarray of shape (n, height, width, channels), dtype float32
        The changed images, within [-1, 1].

    References
    ----------
    E. Reinhard, M. Ashikhmin, B. Gooch, P. Shirley, "Color transfer between images",
    IEEE Computer Graphics and Applications 21 (2001); here, with the axes of the image.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.kernels._colours import lend_colours
    >>> dark, light = np.full((2, 1, 8, 8, 3), [[[[-0.5]]]]) * [[[[[1]]]], [[[[-1]]]]]
    >>> float(lend_colours(dark, light, 1.0).mean())
    0.5
    """
    n = n_colours(images.shape[3])
    colours = images[..., :n].reshape(len(images), -1, n)
    mean, covariance = moments(colours)
    goal_mean, goal_covariance = moments(donors[..., :n].reshape(colours.shape))
    gain = (1 - part) * np.eye(n)
    gain = gain + part * axes_map(covariance, goal_covariance)
    moved = (colours - mean) @ gain + (1 - part) * mean + part * goal_mean
    lent = images.astype(np.float32)
    lent[..., :n] = moved.reshape(*images.shape[:3], n)
    return np.clip(lent, -1.0, 1.0, out=lent)


def inverted(images):
    """Return the negatives of images; the opacity does not change."""
    negative, n = -images, n_colours(images.shape[3])
    negative[..., n:] = images[..., n:]
    return negative


def change_colours(images, moves, random_state):
    """Return images with random brightness, contrast and mixing of channels."""
    brightness, contrast, mixing = (
        moves.get(name, 0.0) for name in ("brightness", "contrast", "mixing")
    )
    if not brightness and not contrast and not mixing:
        return images
    n_images, n = len(images), n_colours(images.shape[3])
    colours = images[..., :n].reshape(n_images, -1, n)
    mean = colours.mean(axis=1, keepdims=True)
    gain = np.eye(n) * np.exp(random_state.normal(0, contrast, (n_images, 1, 1)))
    gain = gain + random_state.normal(0, mixing, (n_images, n, n))
    light = random_state.normal(0, brightness, (n_images, 1, 1))
    moved = (colours - mean) @ gain + mean + light
    changed = images.astype(np.float32)
    changed[..., :n] = moved.reshape(*images.shape[:3], n)
    return np.clip(changed, -1.0, 1.0, out=changed)


def cut_out(images, moves, random_state):
    """Return images in which a square is gray; it may extend beyond the border.

    References
    ----------
    T. DeVries, G. W. Taylor, "Improved regularization of convolutional neural networks
    with cutout", arXiv 1708.04552 (2017).
    """
    if "cut_out" not in moves:
        return images
    place = random_state.uniform(size=(2, len(images), 1))
    is_within = [
        np.abs(np.arange(side) + 0.5 - side * at) <= moves["cut_out"] * side / 2
        for side, at in zip(images.shape[1:3], place, strict=True)
    ]
    is_cut = is_within[0][:, :, None, None] & is_within[1][:, None, :, None]
    cut = np.where(is_cut, np.float32(0.0), images)
    n = n_colours(images.shape[3])
    cut[..., n:] = images[..., n:]
    return cut


def moments(colours):
    """Return mean (n, 1, channels) and covariance (n, channels, channels)."""
    mean = colours.mean(axis=1, keepdims=True, dtype=float)
    away = colours - mean
    return mean, away.transpose(0, 2, 1) @ away / colours.shape[1]


def axes_map(covariance, goal):
    """Return matrices that map the axes of one covariance to those of the goal.

    Each axis has the direction with the smaller rotation. Noise is added to both
    covariances, so that equal ones do not change.
    """
    noise = MIN_STD**2 * np.eye(covariance.shape[1])
    variance, along = np.linalg.eigh(covariance + noise)
    goal_variance, goal_along = np.linalg.eigh(goal + noise)
    is_turned = (along * goal_along).sum(axis=1, keepdims=True) < 0
    gain = np.minimum(np.sqrt(goal_variance / variance), MAX_GAIN)[:, None]
    return (along * gain * np.where(is_turned, -1, 1)) @ goal_along.transpose(0, 2, 1)
