"""DCGANSampler: over-sampling by a convolutional GAN."""

from typing import ClassVar

from skgan.samplers._base import sampler_class
from skgan.samplers._conditioned import ConditionedSampler

__all__ = ["DCGANSampler"]


@sampler_class
class DCGANSampler(ConditionedSampler):
    """Over-sample images and signals by a convolutional GAN.

    A generator of transposed convolutions and a discriminator of strided ones
    (DCGAN [1]_) that are told the class, or one pair for each class
    (`conditioning`). As a GAN alone has too little to go by where a class has few
    rows, part of the samples is made from the real rows themselves
    (`kernel_fraction`).

    Use it for images and signals whose classes need not be told apart while
    sampling: without a class head there is nothing to choose candidates by, which
    :class:`ACGANSampler` does. For tables choose that one, too: neighbouring columns
    of a table have no meaning, which is all that a convolution sees. A class needs 2
    rows.

    Parameters
    ----------
    {parameters}

    Attributes
    ----------
    {attributes}

    See Also
    --------
    ACGANSampler : With a class head that chooses among candidates.
    GANSampler : Fully connected.
    imblearn.over_sampling.SMOTE : Interpolates between neighbours of a class.

    Notes
    -----
    The networks see the columns of a table as the steps of a signal, padded to 8.

    All presets are for images: "keras-dcgan" for handwritten katakana, with RMSprop,
    "dcgan-128" for colour images of 128 x 128 pixels, "dcgan-mnist" with upsampling and
    convolution. "dcgan-128" puts noise on generated images as well as on real ones, and
    draws noise and smoothed targets anew at each step, where the original drew them
    once and for real images only.

    References
    ----------
    .. [1] A. Radford, L. Metz, S. Chintala, "Unsupervised representation learning
       with deep convolutional generative adversarial networks", ICLR 2016.
    .. [2] T. Miyato, M. Koyama, "cGANs with projection discriminator", ICLR 2018.
    .. [3] L. Mescheder, A. Geiger, S. Nowozin, "Which training methods for GANs do
       actually converge?", ICML 2018.
    .. [4] I. Gulrajani, F. Ahmed, M. Arjovsky, V. Dumoulin, A. Courville, "Improved
       training of Wasserstein GANs", NeurIPS 2017.

    Examples
    --------
    >>> import numpy as np
    >>> from skgan import DCGANSampler
    >>> images = np.random.RandomState(0).randint(0, 256, (60, 12, 9, 3))
    >>> kind = np.repeat(["often", "rare"], [45, 15])
    >>> sampler = DCGANSampler(max_iter=25, random_state=0)
    >>> images_new, kind_new = sampler.fit_resample(images.astype(np.uint8), kind)
    >>> images_new.shape, images_new.dtype, int((kind_new == "rare").sum())
    ((90, 12, 9, 3), dtype('uint8'), 45)
    """

    _family: ClassVar[str] = "DCGANSampler"
