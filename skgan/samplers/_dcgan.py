"""DCGANSampler: over-sampling with a convolutional GAN."""

from typing import ClassVar

from skgan.samplers._base import sampler_class
from skgan.samplers._conditioned import ConditionedSampler

__all__ = ["DCGANSampler"]


@sampler_class
class DCGANSampler(ConditionedSampler):
    """Over-sample images and signals with a convolutional GAN.

    Use it for images and signals whose classes look clearly different. In most other
    cases, prefer :class:`ACGANSampler`, whose class head selects among candidates. For
    tables, always prefer it, because convolutions only use neighbouring columns, and
    the order of the columns of a table has no meaning.

    The generator has transposed convolutions, and the discriminator has strided
    convolutions (DCGAN [1]_). Both have the class as an input, or each class has its
    own pair of networks (`conditioning`). The kernel makes a part of the samples by
    changing real rows (`kernel_fraction`); on images, it makes all of them by default,
    and no network is trained. Each class needs at least 2 rows.

    Parameters
    ----------
    {parameters}

    Attributes
    ----------
    {attributes}

    See Also
    --------
    ACGANSampler : With a class head that selects among candidates.
    GANSampler : Fully connected.
    imblearn.over_sampling.SMOTE : Interpolates between neighbours of a class.

    Notes
    -----
    For the networks, the columns of a table are the steps of a signal, padded to at
    least 8 steps.

    All presets are for images: "keras-dcgan" for handwritten katakana, with RMSprop,
    "dcgan-128" for colour images of 128 x 128 pixels, "dcgan-mnist" with upsampling and
    convolution. "dcgan-128" adds noise to both real and generated images, and draws
    noise and smoothed targets again at each step. The original drew them once, and for
    real images only.

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
