"""What the plots need of a fitted sampler; none of it changes the sampler."""

from copy import copy

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.utils.validation import check_is_fitted

from skgan.exceptions import InputError
from skgan.samplers import BaseGANSampler
from skgan.validation import as_array, as_labels, check_row_shape, check_sample_labels

__all__ = [
    "check_same_shape",
    "check_sampler",
    "chosen_classes",
    "dense",
    "draw",
    "labelled",
    "pixel_range",
    "real_samples",
]


def check_sampler(sampler):
    """Raise when `sampler` is none of skgan's, or not fitted.

    Raises
    ------
    InputError
        With the object.
    """
    if not isinstance(sampler, BaseGANSampler):
        raise InputError(
            f"sampler={sampler!r} is none of skgan's samplers. Give a fitted "
            "ACGANSampler, DCGANSampler or GANSampler; of a pipeline, that step."
        )
    check_is_fitted(sampler, "_sampler")


def chosen_classes(sampler, classes=None, *, by_network=False):
    """Return the classes to draw, in the order of `classes_`.

    Parameters
    ----------
    sampler : sampler
        Fitted.
    classes : array-like or None
        None: all that can be drawn.
    by_network : bool, default=False
        Whether a class needs a generator.

    Raises
    ------
    InputError
        With the classes that are unknown.
    """
    known = sampler.classes_.tolist()
    if classes is None:
        labels = sampler._sampler.drawable(by_network=by_network)
        if not labels:
            sampler._check_trained("Generated samples")
        return [known[i] for i in labels]
    wanted = np.atleast_1d(np.asarray(classes)).tolist()
    unknown = [label for label in wanted if label not in known]
    if unknown or not wanted:
        raise InputError(
            f"classes={classes!r} names the unknown classes {unknown}. "
            f"Name some of {known}."
        )
    return [label for label in known if label in wanted]


def draw(sampler, n_samples, classes, z=None):
    """Return samples class after class, and their classes.

    Parameters
    ----------
    sampler : sampler
        Fitted. What it draws next stays the same.
    n_samples : int or dict
        Of each class, or a dict from class to number.
    classes : list
        Of :func:`chosen_classes`.
    z : ndarray of shape (n_samples, latent_dim), default=None
        Latent vectors, the same for each class.

    Returns
    -------
    X : of the type that was fitted
        Generated samples.
    y : ndarray
        Their classes, one-dimensional whatever was fitted.
    """
    counts = n_samples
    if not isinstance(n_samples, dict):
        counts = dict.fromkeys(classes, n_samples)
    if z is not None:
        z = np.tile(z, (len(classes), 1))
    X, _ = copy(sampler).sample(counts, z=z)  # the copy counts this draw
    in_order = [label for label in sampler.classes_.tolist() if label in counts]
    return X, np.repeat(in_order, [counts[label] for label in in_order])


def kept_rows(sampler):
    """Return the real rows that the sampler keeps, and their classes.

    At most 1,000 of a class.
    """
    rows = sampler._sampler.rows
    labels = np.repeat(list(rows), [len(of_class) for of_class in rows.values()])
    X, _ = sampler._in_form(np.concatenate(list(rows.values())), labels)
    return X, sampler.classes_[labels]


def real_samples(sampler, X, y):
    """Return real samples and their classes, those that the sampler keeps by default.

    Raises
    ------
    InputError
        When the samples are not like those fitted, or not as many as the classes.
    """
    if X is None:
        return kept_rows(sampler)
    X, y = labelled(X, y, sampler)
    check_row_shape(X, sampler._row_shape)
    return X, y


def check_same_shape(X_real, X_generated):
    """Raise when real samples have another shape than generated ones.

    Raises
    ------
    InputError
        With both shapes, also where there is no sample.
    """
    shapes = X_real.shape, X_generated.shape
    if shapes[0][1:] != shapes[1][1:] or not all(part[0] for part in shapes):
        raise InputError(
            f"X_real has shape {shapes[0]} and X_generated {shapes[1]}. Give samples "
            "of one shape, at least one of each."
        )


def labelled(X, y, sampler=None):
    """Return samples without sparsity and their classes.

    Raises
    ------
    InputError
        When there are none, or not as many as classes.
    """
    if y is None:
        raise InputError("X is given without y. Give one class for each sample.")
    classes = None if sampler is None else sampler.classes_
    X, y = dense(X), as_labels(y, classes)
    if len(X) != len(y) or not len(y):
        raise InputError(
            f"X has {len(X)} samples and y {len(y)} classes. Give at least one sample, "
            "and one class for each."
        )
    return X, check_sample_labels(y, len(X), "y")


def pixel_range(sampler):
    """Return the range of the pixels of images, or None."""
    encoder = sampler._encoder
    return (encoder.low_, encoder.high_) if hasattr(encoder, "low_") else None


def dense(X, name="X"):
    """Return X without sparsity, a DataFrame as it is and all else as an array.

    Raises
    ------
    InputError
        When it has no rows of equal shape.
    """
    if isinstance(X, pd.DataFrame):
        return X
    X = as_array(X.toarray() if sparse.issparse(X) else X, name)
    if X.ndim < 2:
        raise InputError(
            f"{name} has shape {X.shape}. Give one row for each sample, as "
            "X.reshape(-1, 1) makes of one column."
        )
    return X
