"""ACGANSampler: over-sampling by an auxiliary-classifier GAN."""

from typing import Any, ClassVar

from sklearn.metrics import classification_report

from skgan.samplers._base import BaseGANSampler, sampler_class
from skgan.samplers._fitted import encode_new, synthesizer_of
from skgan.validation import label_numbers

__all__ = ["ACGANSampler"]


@sampler_class
class ACGANSampler(BaseGANSampler):
    """Over-sample by an auxiliary-classifier GAN, on tables, signals and images.

    One generator learns all classes at once: it is told the class, and a
    discriminator judges both whether a sample is real and of which class it is
    (AC-GAN [1]_). Rare classes so profit from what the frequent ones teach. As a GAN
    alone has too little to go by where a class has few rows, part of the candidates
    is made from the real rows themselves (`kernel_fraction`), and the discriminator's
    class head decides which candidates of either kind are kept.

    Use it where SMOTE stands in a pipeline. Don't expect help where a strong learner
    is judged by its ranking (average precision, AUC) and has plenty of rows: no
    over-sampler helps there, and class weights cost less. A class needs 2 rows.

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
    Presets: "acgan-1d" has networks of 16-16 units for tables and signals,
    "mnist-acgan" and "acgan-tutorial" (of Keras) have convolutions for images.

    The discriminator's class loss is of real samples only: with generated ones in it,
    as in [1]_, the generator collapses within the classes.
    On tables it has one source logit for each class (a projection [2]_), and its real
    batches are points of the kernel, so that it never learns the few rows by heart;
    on signals and images, classes of fewer than 200 and 1000 rows are grown to that
    by the kernel.

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
    >>> from collections import Counter
    >>> from sklearn.datasets import make_classification
    >>> from skgan import ACGANSampler
    >>> X, y = make_classification(300, weights=[0.9], random_state=0)
    >>> print(sorted(Counter(y.tolist()).items()))
    [(0, 269), (1, 31)]
    >>> X_resampled, y_resampled = ACGANSampler(random_state=0).fit_resample(X, y)
    >>> print(sorted(Counter(y_resampled.tolist()).items()))
    [(0, 269), (1, 269)]
    """

    _family: ClassVar[str] = "ACGANSampler"

    categorical_features: Any = "auto"

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        features = self.categorical_features
        # "auto" takes them in frames alone, which the checks of both peers don't give.
        is_named = features is not None and not isinstance(features, str)
        tags.input_tags.categorical = tags.input_tags.string = is_named
        return tags

    def class_report(self, X: Any, y: Any) -> str:
        """Report how well the auxiliary classifier knows the classes of real samples.

        Parameters
        ----------
        X : {array-like, dataframe, sparse matrix} of shape (n_samples, ...)
            Samples like those fitted.
        y : array-like of shape (n_samples,)
            Their classes.

        Returns
        -------
        report : str
            Precision, recall and F1 of each class, as
            :func:`sklearn.metrics.classification_report` prints them.
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
