"""Samples from chosen latent vectors: the same ones for all classes, or a path."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from sklearn.utils import check_random_state

from skgan._types import Array, Labels, RandomState, Samples
from skgan.exceptions import InputError
from skgan.inspection._sampler import check_sampler, chosen_classes
from skgan.samplers import BaseGANSampler
from skgan.validation import check_latent, check_number

__all__ = ["latent_grid", "latent_interpolation"]

NEARLY_PARALLEL = 1e-6  # the sine of an angle by which dividing says nothing


def latent_grid(
    sampler: BaseGANSampler,
    n_samples: int = 8,
    *,
    classes: ArrayLike | None = None,
    z: ArrayLike | None = None,
    random_state: RandomState = 0,
) -> tuple[Samples, Labels]:
    """Draw samples of every class from the same latent vectors.

    In a grid with one row a class, a column then has one z. Where its pictures share
    what is not the class (slant, thickness, an offset), the generator has separated
    the two; where columns of a row are alike, it has collapsed.

    Parameters
    ----------
    sampler : sampler
        Fitted. Its next draws stay the same.
    n_samples : int, default=8
        Samples of each class.
    classes : array-like, default=None
        Which classes; None: all that have a generator.
    z : array-like of shape (n_samples, latent_dim), default=None
        Latent vectors; None: drawn as in training.
    random_state : int, RandomState instance or None, default=0
        Draws them.

    Returns
    -------
    X : same type as was fitted, of shape (n_classes * n_samples, ...)
        Generated samples, class after class. They come from the generator alone.
    y : same type as was fitted, of shape (n_classes * n_samples,)
        Their classes.

    Raises
    ------
    NothingTrainedError
        When the sampler, or a class that is named, has no generator.

    Examples
    --------
    >>> from sklearn.datasets import make_classification
    >>> from skgan import ACGANSampler
    >>> from skgan.inspection import latent_grid
    >>> X, y = make_classification(200, weights=[0.8], random_state=0)
    >>> sampler = ACGANSampler(max_iter=25, random_state=0).fit(X, y)
    >>> samples, classes = latent_grid(sampler, 3)
    >>> samples.shape, classes.tolist()
    ((6, 20), [0, 0, 0, 1, 1, 1])
    """
    dim, draw_latent = latent_space(sampler, "latent_grid")
    check_number(n_samples)
    if z is None:
        z = draw_latent(n_samples, check_random_state(random_state))
    latent = check_latent(z, len(np.atleast_1d(z)), dim)
    return sample_each(sampler, latent, classes)


def latent_interpolation(
    sampler: BaseGANSampler,
    n_steps: int = 8,
    *,
    classes: ArrayLike | None = None,
    z: ArrayLike | None = None,
    random_state: RandomState = 0,
) -> tuple[Samples, Labels]:
    """Draw samples along a path from one latent vector to another.

    A generator that has learnt a class changes its samples smoothly along the path. A
    jump from one sample to quite another, with nothing between, is a sign of one that
    has learnt rows by heart.

    Parameters
    ----------
    sampler : sampler
        Fitted. Its next draws stay the same.
    n_steps : int, default=8
        Samples of each class, both ends included; at least 2.
    classes : array-like, default=None
        Which classes; None: all that have a generator.
    z : array-like of shape (2, latent_dim), default=None
        Both ends; None: drawn as in training.
    random_state : int, RandomState instance or None, default=0
        Draws them.

    Returns
    -------
    X : same type as was fitted, of shape (n_classes * n_steps, ...)
        Generated samples, class after class, the same path for each. They come from
        the generator alone.
    y : same type as was fitted, of shape (n_classes * n_steps,)
        Their classes.

    Raises
    ------
    NothingTrainedError
        When the sampler, or a class that is named, has no generator.

    Notes
    -----
    Normal latent vectors are interpolated along a great circle [1]_: the straight line
    leads through vectors shorter than any that the generator was trained on. Uniform
    ones are interpolated in a straight line.

    References
    ----------
    .. [1] T. White, "Sampling generative networks", 2016.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from skgan import ACGANSampler
    >>> from skgan.inspection import latent_interpolation
    >>> X, y = load_digits(n_class=3, return_X_y=True)
    >>> sampler = ACGANSampler(sample_shape=(8, 8), max_iter=25, random_state=0)
    >>> samples, classes = latent_interpolation(sampler.fit(X, y), 4, classes=[0, 2])
    >>> samples.shape, classes.tolist()
    ((8, 64), [0, 0, 0, 0, 2, 2, 2, 2])
    """
    dim, draw_latent = latent_space(sampler, "latent_interpolation")
    check_number(n_steps, "n_steps")
    if n_steps < 2:
        raise InputError(f"n_steps={n_steps} has no two ends. Give 2 or more.")
    if z is None:
        z = draw_latent(2, check_random_state(random_state))
    start, end = check_latent(z, 2, dim)
    part = np.linspace(0.0, 1.0, n_steps, dtype=np.float32)[:, None]
    is_normal = sampler._sampler.game.latent_distribution == "normal"
    path = great_circle if is_normal else straight_line
    return sample_each(sampler, path(start, end, part), classes)


def latent_space(
    sampler: BaseGANSampler, what: str
) -> tuple[int, Callable[[int, np.random.RandomState], Array]]:
    """Return the length of z and a function that draws some."""
    check_sampler(sampler)
    sampler._check_trained(what)
    from skgan.training import draw_latent

    game = sampler._sampler.game
    return game.latent_dim, lambda n, state: draw_latent(game, n, state)


def sample_each(
    sampler: BaseGANSampler, z: Array, classes: ArrayLike | None
) -> tuple[Samples, Labels]:
    """Return what the generator makes of the same vectors for each class."""
    chosen = chosen_classes(sampler, classes, by_network=True)
    counts = dict.fromkeys(chosen, len(z))
    return sampler.sample(counts, z=np.tile(z, (len(chosen), 1)))


def straight_line(start: Array, end: Array, part: Array) -> Array:
    """Return points between two vectors."""
    return (1.0 - part) * start + part * end


def great_circle(start: Array, end: Array, part: Array) -> Array:
    """Return points on the arc between two vectors, which turn at an even pace."""
    lengths = np.linalg.norm(start) * np.linalg.norm(end)
    cosine = np.clip(start @ end / lengths, -1.0, 1.0) if lengths else 1.0
    angle = np.arccos(cosine)
    if np.sin(angle) < NEARLY_PARALLEL:
        return straight_line(start, end, part)
    weights = np.sin((1.0 - part) * angle), np.sin(part * angle)
    return (weights[0] * start + weights[1] * end) / np.sin(angle)
