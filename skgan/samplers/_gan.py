"""GANSampler: over-sampling with a fully connected GAN."""

from typing import ClassVar

from skgan.samplers._base import sampler_class
from skgan.samplers._conditioned import ConditionedSampler

__all__ = ["GANSampler"]


@sampler_class
class GANSampler(ConditionedSampler):
    """Over-sample tables, signals and images with a fully connected GAN.

    Use it as a baseline for the other samplers: :class:`ACGANSampler`, whose class head
    selects among candidates, and, for images and signals, :class:`DCGANSampler`, whose
    convolutions use neighbouring pixels and steps.

    This is the original GAN [1]_: a multi-layer perceptron makes samples from noise,
    and another one judges how real they look. Both have the class as an input, or each
    class has its own pair of networks (`conditioning`). The kernel makes a part of the
    samples by changing real rows (`kernel_fraction`); on images, it makes all of them
    by default, and no network is trained. Each class needs at least 2 rows.

    Parameters
    ----------
    {parameters}

    Attributes
    ----------
    {attributes}

    See Also
    --------
    ACGANSampler : With a class head that selects among candidates.
    DCGANSampler : Convolutional, for images and signals.
    imblearn.over_sampling.SMOTE : Interpolates between neighbours of a class.

    Notes
    -----
    The preset "mlp-gan" has 256-512-1024-2048 units with batch normalisation, for
    samples of any kind.

    References
    ----------
    .. [1] I. Goodfellow, J. Pouget-Abadie, M. Mirza, B. Xu, D. Warde-Farley, S. Ozair,
       A. Courville, Y. Bengio, "Generative adversarial nets", NeurIPS 2014.
    .. [2] T. Miyato, M. Koyama, "cGANs with projection discriminator", ICLR 2018.
    .. [3] L. Mescheder, A. Geiger, S. Nowozin, "Which training methods for GANs do
       actually converge?", ICML 2018.
    .. [4] I. Gulrajani, F. Ahmed, M. Arjovsky, V. Dumoulin, A. Courville, "Improved
       training of Wasserstein GANs", NeurIPS 2017.

    Examples
    --------
    >>> from collections import Counter
    >>> from sklearn.datasets import make_classification
    >>> from skgan import GANSampler
    >>> X, y = make_classification(300, weights=[0.9], random_state=0)
    >>> X_resampled, y_resampled = GANSampler(random_state=0).fit_resample(X, y)
    >>> print(sorted(Counter(y_resampled.tolist()).items()))
    [(0, 269), (1, 269)]
    """

    _family: ClassVar[str] = "GANSampler"
