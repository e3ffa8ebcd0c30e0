"""Colours and light of pictures, lent by other pictures."""

import numpy as np

__all__ = ["change_colours", "cut_out", "inverted", "lend_colours", "n_colours"]

MAX_COLOURS = 3  # red, green and blue
MIN_STD = 0.03  # of the colours of a picture, in [-1, 1]: less is taken as noise
MAX_GAIN = 4.0  # of contrast; more would show the noise of dim pictures


def n_colours(channels):
    """Return how many of the channels of images are colours.

    Of 2 channels (gray and alpha) and of 4 (RGBA) the last one is the opacity.

    Examples
    --------
    >>> from skgan.kernels._colours import n_colours
    >>> [n_colours(channels) for channels in (1, 2, 3, 4)]
    [1, 1, 3, 3]
    """
    return min(channels - (channels % 2 == 0), MAX_COLOURS)


def lend_colours(images, donors, part):
    """Return images whose colours are moved towards those of other images.

    Mean and covariance of the colours of a picture become those of another one: each
    principal axis of its colours is turned and stretched to become that of the other
    picture. Light, contrast and hue vary together, as they do in real pictures; pixels
    of one colour stay of one colour. Of gray pictures, brightness and contrast are
    lent.

    Parameters
    ----------
    images, donors : ndarray of shape (n, height, width, channels)
        Pictures with values in [-1, 1]; the opacity stays as it is.
    part : float
        Of the way to the colours of the donor, from 0 to 1.

    Returns
    -------
    lent : ndarray of shape (n, height, width, channels), dtype float32
        The pictures, within [-1, 1].

    References
    ----------
    E. Reinhard, M. Ashikhmin, B. Gooch, P. Shirley, "Color transfer between images",
    IEEE Computer Graphics and Applications 21 (2001), in axes that are the picture's.

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
    """Return the negatives of images; the opacity stays as it is."""
    negative, n = -images, n_colours(images.shape[3])
    negative[..., n:] = images[..., n:]
    return negative


def change_colours(images, moves, random_state):
    """Return images of random brightness, contrast and mixing of channels."""
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
    """Return images in which a square is gray, in part beyond the border.

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
    """Return matrices that carry the axes of one covariance to those of the goal.

    Of the two ways along an axis, the one is taken that turns less. Noise is added to
    both covariances, so that equal ones stay as they are.
    """
    noise = MIN_STD**2 * np.eye(covariance.shape[1])
    variance, along = np.linalg.eigh(covariance + noise)
    goal_variance, goal_along = np.linalg.eigh(goal + noise)
    is_turned = (along * goal_along).sum(axis=1, keepdims=True) < 0
    gain = np.minimum(np.sqrt(goal_variance / variance), MAX_GAIN)[:, None]
    return (along * gain * np.where(is_turned, -1, 1)) @ goal_along.transpose(0, 2, 1)
