"""Samples of chosen latent vectors: the same for each class, or along a path."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from sklearn.utils import check_random_state

from skgan._spec import AnySamples, Array, Labels, RandomState
from skgan.exceptions import InputError
from skgan.inspection._sampler import chosen_classes
from skgan.samplers import BaseGANSampler, synthesizer_of
from skgan.validation import check_latent, check_number

NEARLY_PARALLEL = 1e-6  # the sine of an angle that is too small to divide by


def latent_grid(
    sampler: BaseGANSampler,
    n_samples: int = 8,
    *,
    classes: ArrayLike | None = None,
    z: ArrayLike | None = None,
    random_state: RandomState = 0,
) -> tuple[AnySamples, Labels]:
    """Draw samples of every class from the same latent vectors.

    If they are drawn with one row for each class, each column has one latent vector.
    If the samples of a column share properties such as slant, thickness or an offset,
    the generator has separated these from the class. If all samples of a row are alike,
    the generator has collapsed.

    Parameters
    ----------
    sampler : sampler
        A fitted sampler. Its next draws do not change.
    n_samples : int, default=8
        Number of samples of each class.
    classes : array-like, default=None
        Classes to draw. None: all classes that have a generator.
    z : array-like of shape (n_samples, latent_dim), default=None
        Latent vectors. None: drawn as in training.
    random_state : int, RandomState instance or None, default=0
        Source of randomness for the latent vectors.

    Returns
    -------
    X : same type as was fitted, of shape (n_classes * n_samples, ...)
        Samples of the generator alone, class after class.
    y : same type as was fitted, of shape (n_classes * n_samples,)
        The classes of the samples.

    Raises
    ------
    NothingTrainedError
        If the sampler, or a given class, has no generator.

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
    check_number(n_samples)
    if z is not None:
        n_samples = len(np.atleast_1d(z))
    _, z = latent_vectors(sampler, z, n_samples, random_state, "latent_grid")
    return sample_each(sampler, z, classes)


def latent_interpolation(
    sampler: BaseGANSampler,
    n_steps: int = 8,
    *,
    classes: ArrayLike | None = None,
    z: ArrayLike | None = None,
    random_state: RandomState = 0,
) -> tuple[AnySamples, Labels]:
    """Draw samples along a path from one latent vector to another.

    The samples of a generator that has learnt a class change smoothly along the path. A
    jump from one sample to a different one is a sign that the generator has memorised
    training rows.

    Parameters
    ----------
    sampler, classes, random_state
        As in :func:`latent_grid`.
    n_steps : int, default=8
        Number of samples of each class, including both ends; at least 2.
    z : array-like of shape (2, latent_dim), default=None
        Both ends of the path. None: drawn as in training.

    Returns
    -------
    X : same type as was fitted, of shape (n_classes * n_steps, ...)
        Samples of the generator alone, class after class, along the same path.
    y : same type as was fitted, of shape (n_classes * n_steps,)
        The classes of the samples.

    Raises
    ------
    NothingTrainedError
        If the sampler, or a given class, has no generator.

    Notes
    -----
    Normal latent vectors are interpolated along a great circle [1]_, because a straight
    line leads through vectors that are shorter than those of the training. Uniform
    latent vectors are interpolated along a straight line.

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
    check_number(n_steps, "n_steps")
    if n_steps < 2:
        raise InputError(f"n_steps={n_steps} is less than 2. Give 2 or more.")
    caller = "latent_interpolation"
    game, (start, end) = latent_vectors(sampler, z, 2, random_state, caller)
    part = np.linspace(0.0, 1.0, n_steps, dtype=np.float32)[:, None]
    is_normal = game.latent_distribution == "normal"
    path = great_circle if is_normal else straight_line
    return sample_each(sampler, path(start, end, part), classes)


def latent_vectors(
    sampler: BaseGANSampler, z: Any, n: int, random_state: RandomState, caller: str
) -> tuple[Any, Array]:
    """Return the game of the networks, and n given or random latent vectors."""
    synthesizer = synthesizer_of(sampler)
    synthesizer.check_trained(f"{caller} is")
    game = synthesizer.game
    if z is None:
        from skgan.training import draw_latent

        z = draw_latent(game, n, check_random_state(random_state))
    return game, check_latent(z, n, game.latent_dim)


def sample_each(
    sampler: BaseGANSampler, z: Array, classes: ArrayLike | None
) -> tuple[AnySamples, Labels]:
    """Return samples of the same latent vectors for each class."""
    chosen = chosen_classes(sampler, classes, by_network=True)
    counts = dict.fromkeys(chosen, len(z))
    return sampler.sample(counts, z=np.tile(z, (len(chosen), 1)))


def straight_line(start: Array, end: Array, part: Array) -> Array:
    """Return points between two vectors."""
    return (1.0 - part) * start + part * end


def great_circle(start: Array, end: Array, part: Array) -> Array:
    """Return evenly spaced points on the arc between two vectors."""
    lengths = np.linalg.norm(start) * np.linalg.norm(end)
    cosine = np.clip(start @ end / lengths, -1.0, 1.0) if lengths else 1.0
    angle = np.arccos(cosine)
    if np.sin(angle) < NEARLY_PARALLEL:
        return straight_line(start, end, part)
    weights = np.sin((1.0 - part) * angle), np.sin(part * angle)
    return (weights[0] * start + weights[1] * end) / np.sin(angle)
