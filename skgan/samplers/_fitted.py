"""What a fitted sampler does: sample, report, save, and encode what it is given."""

import warnings
from typing import Any

import numpy as np
from imblearn.utils._validation import ArraysTransformer
from scipy import sparse
from sklearn.preprocessing import label_binarize
from sklearn.utils.validation import check_is_fitted, validate_data

from skgan.encoding._restore import within_dtypes
from skgan.samplers._fitted_networks import FittedNetworksMixin
from skgan.samplers._report import make_report
from skgan.validation._advice import (
    advice,
    check_columns,
    check_latent,
    check_memory,
    check_numeric,
)
from skgan.validation._labels import check_counts
from skgan.validation._samples import check_inside, check_row_shape

__all__ = ["FittedSamplerMixin", "dense"]


class FittedSamplerMixin(FittedNetworksMixin):
    """Methods that need what `fit` has left: encoder, kernel and real rows."""

    clip: bool
    _class_counts: np.ndarray
    _row_shape: tuple[int, ...]
    _sparse_type: type | None
    _form: ArraysTransformer  # gives X and y the types that were fitted
    _binarize_y: bool
    _shape: tuple[int, ...]
    _value_range: tuple[float, float] | None
    _categorical: Any
    _encoder: Any
    _seed: int
    _n_draws: int

    def sample(self, n_samples, *, z=None):
        """Draw new samples of the fitted classes.

        Each call draws others; after a fit with an int `random_state`, the k-th call
        always returns the same.

        Parameters
        ----------
        n_samples : int or dict
            Number of samples, in the proportions of the training classes; or a dict
            from class to number.
        z : array-like of shape (n_samples, latent_dim), default=None
            Latent vectors, one for each sample in the order of the classes. With
            them, samples come from the generator alone and are not filtered.

        Returns
        -------
        X : same type as was fitted, of shape (n_samples, ...)
            Generated samples, class after class.
        y : same type as was fitted, of shape (n_samples,)
            Their classes.
        """
        check_is_fitted(self, "_sampler")
        counts = check_counts(n_samples, self.classes_, self._class_counts)
        check_memory((0, *self._row_shape), sum(counts.values()))
        if z is None:
            encoded, labels = self._draw(counts)
        else:
            self._check_trained("sample(z=...)")
            self._check_networks(counts)
            labels = labels_of(counts)
            z = check_latent(z, len(labels), self._sampler.game.latent_dim)
            encoded = self._sampler.from_latent(z, labels)
        return self._in_form(encoded, labels)

    def report(self, X, y):
        """Print how good samples are, class by class, and what is wrong with them.

        Figures that matter for the kind of data stand beside what real rows reach:
        are samples of the class asked for, how far are they from real rows, how much
        of these do they cover, how different are they from each other, how many are
        copies of training rows, and can a classifier tell them from real ones? Signs
        of collapse, copies and class confusion are flagged in words. Whether samples
        help a classifier is another question: see
        :func:`skgan.model_selection.cross_validate_augmentation`.

        Parameters
        ----------
        X : {array-like, dataframe, sparse matrix} of shape (n_samples, ...)
            Real samples like those fitted, but not among them: held-out ones. Of
            training samples the bounds are too good to be reached.
        y : array-like of shape (n_samples,)
            Their classes. One with fewer than 2 samples is not judged.

        Returns
        -------
        report : SamplerReport
            With `flags`, a list of str, and the method `to_frame`, which returns the
            figures with a row for each class. What `sample` draws next stays the same.

        Raises
        ------
        InputError
            When X is unlike the samples fitted, when y has classes that were not, or
            when no class has 2 samples.

        Notes
        -----
        Copies of the training rows that the sampler keeps are found, at most 1,000 of
        a class. Fewer than 10 held-out rows of a class can show gross faults only.

        Examples
        --------
        >>> from sklearn.datasets import load_breast_cancer
        >>> from sklearn.model_selection import train_test_split
        >>> from skgan import ACGANSampler
        >>> X, y = load_breast_cancer(return_X_y=True)
        >>> X, X_test, y, y_test = train_test_split(X, y, random_state=0)
        >>> sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X, y)
        >>> report = sampler.report(X_test, y_test)
        ACGANSampler on a table
        ...
        No sign of collapse, copies or class confusion.
        >>> report.to_frame()[["coverage", "coverage_real"]].round(1).to_numpy()
        array([[1. , 1. ],
               [0.9, 1. ]])
        """
        report = make_report(self, X, y)
        print(report)
        return report

    def save(self, path):
        """Write the fitted sampler to a file that :func:`skgan.load` reads.

        The file is a zip of JSON and arrays without any code. It has parameters,
        weights, history and what makes samples come back in the fitted form. It also
        has up to 1000 real rows of each class, encoded, which the kernel draws from:
        whoever gets the file gets those rows.

        Parameters
        ----------
        path : path-like
            The file; an old one is replaced, and stays whole until the new one is.

        Raises
        ------
        NotFittedError
            When the sampler is not fitted.
        InputError
            When classes, columns or a parameter are no plain values, or when the path
            is none. Callables and callbacks among the parameters are left out instead;
            see :func:`skgan.load`.
        OSError
            When the file can't be written.
        """
        from skgan.synthesis.saving import save_sampler

        save_sampler(self, path)

    def _encode_new(self, X):
        """Return samples like those fitted, encoded."""
        check_columns(X)
        X = self._validate(X, reset=False)
        check_row_shape(X, self._row_shape)
        check_inside(self._value_range, X)
        return self._encoder.encode(self._fold(X))

    def _validate(self, X, y="no_validation", *, reset=True):
        """Return samples as an array or a sparse matrix of numbers; and y with them."""
        # scikit-learn sums values up, and infinity less infinity warns.
        with advice(), np.errstate(invalid="ignore"):
            checked = validate_data(
                self, X, y, reset=reset, accept_sparse=["csr", "csc"], allow_nd=True
            )
        check_numeric(checked if isinstance(y, str) else checked[0])
        return checked

    def _fold(self, X):
        """Return samples in the shape that the encoder takes."""
        if self._categorical is not None and hasattr(X, "iloc"):
            return X
        return dense(X).reshape(-1, *self._shape)

    def _draw(self, counts):
        """Return encoded samples and labels for a dict label -> number."""
        random_state = np.random.RandomState([self._seed, self._n_draws])
        self._n_draws += 1
        if not self._sampler.networks and sum(counts.values()):
            self._check_kernel()
        no_kernel = [i for i in counts if self._sampler.shares[i] == 0]
        self._check_networks({i: counts[i] for i in no_kernel})
        return self._sampler.draw(counts, random_state), labels_of(counts)

    def _decode(self, encoded):
        decoded = self._encoder.decode(encoded, self.clip)
        if hasattr(decoded, "iloc"):
            return decoded
        decoded = decoded.reshape(-1, *self._row_shape)
        # Columns of a DataFrame may hold less than the array they have all become.
        dtypes = None if self.clip else self._form.x_props.get("dtypes")
        return decoded if dtypes is None else within_dtypes(decoded, dtypes)

    def _in_form(self, encoded, labels):
        """Return encoded samples and labels as X and y of the fitted types."""
        y = self.classes_[labels]
        y = label_binarize(y, classes=self.classes_) if self._binarize_y else y
        X = self._decode(encoded)
        X = X if self._sparse_type is None else self._sparse_type(X)
        return self._form.transform(X, y)

    def _check_kernel(self):
        if 0 in self._sampler.shares.values():
            self._check_trained("Generated samples")
        if self.kernel_fraction != 1:
            warnings.warn(
                "The classes were balanced, so nothing was trained. Samples are drawn "
                "from the kernel of the real rows; ask for more samples in "
                "sampling_strategy to train a generator.",
                UserWarning,
                stacklevel=4,
            )


def labels_of(counts):
    """Return each label as often as a dict label -> number says."""
    return np.repeat(list(counts), list(counts.values()))


def dense(X):
    """Return a dense array in C order: sums depend on the order in their last bits."""
    return np.ascontiguousarray(X.toarray() if sparse.issparse(X) else X)
