"""GANSampler: over-sampling by a fully connected GAN."""

from typing import ClassVar

from skgan.samplers._base import sampler_class
from skgan.samplers._conditioned import ConditionedSampler

__all__ = ["GANSampler"]


@sampler_class
class GANSampler(ConditionedSampler):
    """Over-sample by a fully connected GAN, on tables, signals and images.

    The plain GAN [1]_: a multi-layer perceptron makes samples from noise, and
    another one judges how real they look. Both are told the class, or each class has
    a pair of its own (`conditioning`). As a GAN alone has too little to go by where a
    class has few rows, part of the samples is made from the real rows themselves
    (`kernel_fraction`).

    Use it as the baseline that the others have to beat: :class:`ACGANSampler`, whose
    class head chooses among candidates, and on images and signals
    :class:`DCGANSampler`, whose convolutions know what is near. A class needs 2 rows.

    Parameters
    ----------
    {parameters}

    Attributes
    ----------
    {attributes}

    See Also
    --------
    ACGANSampler : With a class head that chooses among candidates.
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
