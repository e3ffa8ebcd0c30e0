"""The Frechet distance between images in the features of a network."""

import sys
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from skgan._spec import Array
from skgan.exceptions import InputError, TensorFlowNotAvailableError
from skgan.metrics._distances import frechet_distance
from skgan.validation import check_fork, check_images, check_pixel_range

SIDE = 299  # of the images that InceptionV3 was trained on
BATCH_SIZE = 64  # 70 MB of enlarged images
COLOURS = 3


def frechet_inception_distance(
    images_real: ArrayLike,
    images_generated: ArrayLike,
    *,
    features: Literal["inception"] | Callable[[Any], ArrayLike] = "inception",
    value_range: tuple[float, float] | None = None,
) -> float:
    """Compute the Frechet distance between images in the features of a network.

    It is known as FID. InceptionV3 was trained on photographs. For other images, such
    as characters or spectrograms, use the features of your own classifier. Several
    thousand images are needed, because the bias is large for fewer images.

    Parameters
    ----------
    images_real, images_generated : array-like of shape \
(n_samples, height, width[, channels])
        At least 2 images each. For "inception", images must have 1 or 3 channels.
    features : "inception", callable or keras.Model, default="inception"
        "inception": the 2048 pooled features of Keras' InceptionV3, whose weights are
        downloaded once. A callable maps images, without scaling, to features of shape
        (n_samples, n_features). Feature maps (n_samples, height, width, n_features) of
        a model are averaged.
    value_range : (float, float), default=None
        Range of the pixels; only used for "inception". None: 0 to 255, which requires
        the dtype `uint8`.

    Returns
    -------
    distance : float
        Not negative; 0 if mean and covariance of the features are equal.

    Raises
    ------
    InputError
        If the weights are not available, if images have different shapes or NaN, or if
        their range is not known.
    TensorFlowNotAvailableError
        If Keras can't be imported, which "inception" needs.

    See Also
    --------
    frechet_distance : The same distance for given features.
    by_class : A metric for each class.

    Notes
    -----
    Weights and resizing of images are those of Keras, not those of pytorch-fid and
    torchmetrics. Therefore, do not compare values with those of papers.

    References
    ----------
    Heusel et al., "GANs trained by a two time-scale update rule converge to a local
    Nash equilibrium", NeurIPS 2017.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan.metrics import frechet_inception_distance
    >>> images = np.random.RandomState(0).randint(0, 256, (50, 8, 8, 1))
    >>> def brightness(images):
    ...     return images.mean(axis=(1, 2))
    >>> frechet_inception_distance(images, images - 16, features=brightness)
    256.0
    """
    named = {"images_real": images_real, "images_generated": images_generated}
    pair = [check_images(x, name, min_samples=2) for name, x in named.items()]
    if isinstance(features, str) and features == "inception":
        features, pair = inception(), [to_inception(x, value_range) for x in pair]
    if not callable(features):
        raise InputError(
            f"features is {features!r}, which is invalid. Give 'inception', a "
            "callable, or a keras.Model."
        )
    keras = sys.modules.get("keras")  # without loading it
    if keras is not None and isinstance(features, keras.Model):
        features = partial(predict, features)
    return frechet_distance(*pair, features=features)


def predict(model: Any, images: Array) -> Array:
    """Return the features of a model, averaged over feature maps."""
    check_fork("A Keras model")
    features = np.asarray(model.predict(images, batch_size=BATCH_SIZE, verbose=0))
    return features.mean(axis=(1, 2)) if features.ndim == 4 else features


def to_inception(images: Array, value_range: tuple[float, float] | None) -> Array:
    """Return images of three channels, scaled to [-1, 1]."""
    channels = images.shape[-1]
    if channels not in (1, COLOURS):
        raise InputError(
            f"The images have {channels} channels; InceptionV3 accepts 1 or 3. "
            "Give your own features: a callable, or a keras.Model."
        )
    low, high = check_pixel_range(images, value_range)
    scaled = (images.astype(np.float32) - low) * np.float32(2 / (high - low)) - 1
    return np.repeat(scaled, COLOURS // channels, axis=-1)


@lru_cache(maxsize=1)  # so that by_class loads 90 MB once
def inception() -> Any:
    """Return InceptionV3 without its classes, for images of any size in [-1, 1]."""
    try:
        import keras
    except ImportError as error:
        raise TensorFlowNotAvailableError(
            "features='inception' needs Keras with TensorFlow, whose import failed "
            f"with {type(error).__name__}: {error!s:.200}. Install it by `pip install "
            "tensorflow`, or give your own features, a callable."
        ) from error

    try:
        network = keras.applications.InceptionV3(
            include_top=False, pooling="avg", input_shape=(SIDE, SIDE, COLOURS)
        )
    except Exception as error:  # Keras raises Exception if a download fails
        raise InputError(
            f"The weights of InceptionV3 are not available: {str(error).rstrip('.')}. "
            "Give your own features, a callable or a keras.Model, or put the file into "
            "~/.keras/models."
        ) from error
    images = keras.Input((None, None, COLOURS))
    enlarged = keras.ops.image.resize(images, (SIDE, SIDE), antialias=True)
    return keras.Model(images, network(enlarged))
