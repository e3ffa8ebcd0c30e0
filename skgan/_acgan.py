"""ACGANSampler: over-sampling by an auxiliary-classifier GAN."""

from typing import ClassVar

from sklearn.metrics import classification_report

from skgan._base import BaseGANSampler

__all__ = ["ACGANSampler"]


class ACGANSampler(BaseGANSampler):
    """DOC"""

    # What "auto" means, by the rank of a sample: table, signal, image.
    _auto: ClassVar[dict] = {
        1: {
            "networks": "dense",
            "loss": "wgan-gp",
            "latent_dim": 16,
            "learning_rate": 1e-3,
            "n_discriminator_steps": 2,
            "batch_size": 64,
            "ema_momentum": None,
        },
        2: {
            "networks": "conv1d",
            "loss": "hinge",
            "latent_dim": 64,
            "learning_rate": 5e-4,
            "n_discriminator_steps": 1,
            "batch_size": 64,
            "ema_momentum": 0.99,
        },
        3: {
            "networks": "conv2d",
            "loss": "hinge",
            "latent_dim": 64,
            "learning_rate": 5e-4,
            "n_discriminator_steps": 1,
            "batch_size": 64,
            "ema_momentum": 0.99,
        },
    }

    def class_report(self, X, y):
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
        _, logits = self._score(X)
        predicted = self.classes_[logits.argmax(axis=1)]
        return classification_report(y, predicted, zero_division=0.0)
