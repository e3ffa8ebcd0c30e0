"""ACGANSampler: over-sampling with an auxiliary-classifier GAN."""

from typing import Any, ClassVar

from sklearn.metrics import classification_report

from skgan.samplers._base import BaseGANSampler, sampler_class
from skgan.samplers._fitted import encode_new, synthesizer_of
from skgan.validation import label_numbers

__all__ = ["ACGANSampler"]


@sampler_class
class ACGANSampler(BaseGANSampler):
    """Over-sample tables, signals and images with an auxiliary-classifier GAN.

    Use it in a pipeline of imbalanced-learn in place of SMOTE. New samples have two
    sources. The kernel changes real rows of the class by a rule. The generator, a
    network, learns all classes at once, so that rare classes benefit from what is
    learnt on frequent ones. The discriminator predicts both whether a sample is real
    and which class it has (AC-GAN [1]_), and is also used to select among candidates.
    `kernel_fraction` sets the share of the kernel. By default, no network is trained on
    images and on tables with categories, because the kernel is as good there.

    Over-sampling is not expected to help if a strong classifier with many rows is
    evaluated by its ranking (average precision, AUC). Each class needs at least 2 rows.

    Parameters
    ----------
    {parameters}

    Attributes
    ----------
    {attributes}

    See Also
    --------
    DCGANSampler : Convolutional, without a class head.
    GANSampler : Fully connected, without a class head.
    imblearn.over_sampling.SMOTE : Interpolates between neighbours of a class.

    Notes
    -----
    The preset "acgan-1d" has networks of 16-16 units for tables and signals. The
    presets "mnist-acgan" and "acgan-tutorial" (of Keras) have convolutional networks
    for images.

    The class loss of the discriminator is computed on real samples only. If it
    included generated samples, as in [1]_, the generator would collapse within the
    classes. For tables, the discriminator has one source logit for each class (a
    projection [2]_), and its real batches are drawn from the kernel, so that it cannot
    memorise the few rows. For signals and images, the kernel adds samples to classes
    with fewer than 200 and 1000 rows, respectively, until they have this number.

    References
    ----------
    .. [1] A. Odena, C. Olah, J. Shlens, "Conditional image synthesis with auxiliary
       classifier GANs", ICML 2017.
    .. [2] T. Miyato, M. Koyama, "cGANs with projection discriminator", ICLR 2018.
    .. [3] L. Mescheder, A. Geiger, S. Nowozin, "Which training methods for GANs do
       actually converge?", ICML 2018.
    .. [4] I. Gulrajani, F. Ahmed, M. Arjovsky, V. Dumoulin, A. Courville, "Improved
       training of Wasserstein GANs", NeurIPS 2017.

    Examples
    --------
    Balance a data set:

    >>> from collections import Counter
    >>> from sklearn.datasets import make_classification
    >>> from skgan import ACGANSampler
    >>> X, y = make_classification(300, weights=[0.9], random_state=0)
    >>> print(sorted(Counter(y.tolist()).items()))
    [(0, 269), (1, 31)]
    >>> sampler = ACGANSampler(random_state=0)
    >>> X_resampled, y_resampled = sampler.fit_resample(X, y)
    >>> print(sorted(Counter(y_resampled.tolist()).items()))
    [(0, 269), (1, 269)]

    Draw more samples of one class:

    >>> X_rare, y_rare = sampler.sample({{1: 5}})
    >>> X_rare.shape
    (5, 20)

    Over-sample the training rows in a pipeline:

    >>> from imblearn.pipeline import make_pipeline
    >>> from sklearn.svm import SVC
    >>> pipeline = make_pipeline(ACGANSampler(random_state=0), SVC()).fit(X, y)
    >>> pipeline.predict(X).shape
    (300,)
    """

    _family: ClassVar[str] = "ACGANSampler"

    categorical_features: Any = "auto"

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        features = self.categorical_features
        # "auto" finds them in DataFrames only, which the checks of scikit-learn and
        # imbalanced-learn do not pass.
        is_named = features is not None and not isinstance(features, str)
        tags.input_tags.categorical = tags.input_tags.string = is_named
        return tags

    def class_report(self, X: Any, y: Any) -> str:
        """Report how well the class head predicts the classes of real samples.

        Parameters
        ----------
        X : {array-like, dataframe, sparse matrix} of shape (n_samples, ...)
            Samples like those the sampler was fitted on.
        y : array-like of shape (n_samples,)
            The classes of the samples.

        Returns
        -------
        report : str
            Precision, recall and F1 of each class, in the format of
            :func:`sklearn.metrics.classification_report`.
        """
        synthesizer = synthesizer_of(self)
        synthesizer.check_trained("A class report is")
        encoded = encode_new(self, X)
        labels = label_numbers(y, self.classes_, len(encoded))
        predicted = synthesizer.class_logits(encoded).argmax(axis=1)
        classes = self.classes_
        report: str = classification_report(
            classes[labels], classes[predicted], zero_division=0.0
        )
        return report
