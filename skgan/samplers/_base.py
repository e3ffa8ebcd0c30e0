"""What all samplers share: parameters, the walk of X, and the fitted state."""

from math import prod

import numpy as np
from imblearn.over_sampling.base import BaseOverSampler
from imblearn.utils import check_sampling_strategy, check_target_type
from imblearn.utils._validation import ArraysTransformer
from scipy import sparse
from sklearn.base import _fit_context
from sklearn.utils import check_random_state
from sklearn.utils.multiclass import check_classification_targets

from skgan.encoding import MixedEncoder, make_encoder
from skgan.metrics import class_fidelity
from skgan.samplers._fitted import FittedSamplerMixin
from skgan.samplers._mixed import MixedTablesMixin
from skgan.samplers._preview import check_callbacks, lend_preview
from skgan.samplers._undo import undone_on_error
from skgan.synthesis._fit import Rows, TrainingMixin
from skgan.synthesis._plan import CONSTRAINTS, resolve
from skgan.synthesis._synthesizer import real_rows
from skgan.validation._advice import (
    advice,
    check_columns,
    check_memory,
    check_weights,
)
from skgan.validation._labels import (
    as_rows,
    check_class_sizes,
    check_labels,
    check_strategy,
)
from skgan.validation._samples import check_one_shape, check_value_range, fold_shape

__all__ = ["BaseGANSampler"]


class BaseGANSampler(
    MixedTablesMixin, FittedSamplerMixin, TrainingMixin, BaseOverSampler
):
    """Fit a GAN to each class and over-sample with it.

    Warning: not to be used directly. Use a derived class.
    """

    _parameter_constraints: dict = CONSTRAINTS

    def __init__(
        self,
        sampling_strategy="auto",
        *,
        preset=None,
        sample_shape=None,
        value_range=None,
        kernel_fraction="auto",
        clip=True,
        latent_dim="auto",
        latent_distribution="auto",
        generator="auto",
        discriminator="auto",
        loss="auto",
        max_iter="auto",
        batch_size="auto",
        learning_rate="auto",
        label_smoothing="auto",
        instance_noise="auto",
        horizontal_flip="auto",
        diff_augment="auto",
        n_discriminator_steps="auto",
        pretrain_discriminator="auto",
        early_stopping=False,
        validation_fraction=0.1,
        n_iter_no_change=5,
        checkpoint_dir=None,
        dtype_policy=None,
        jit_compile="auto",
        warm_start=False,
        callbacks=None,
        verbose=0,
        random_state=None,
    ):
        super().__init__(sampling_strategy=sampling_strategy)
        self.preset = preset
        self.sample_shape = sample_shape
        self.value_range = value_range
        self.kernel_fraction = kernel_fraction
        self.clip = clip
        self.latent_dim = latent_dim
        self.latent_distribution = latent_distribution
        self.generator = generator
        self.discriminator = discriminator
        self.loss = loss
        self.max_iter = max_iter
        self.batch_size = batch_size
        self.learning_rate = learning_rate
        self.label_smoothing = label_smoothing
        self.instance_noise = instance_noise
        self.horizontal_flip = horizontal_flip
        self.diff_augment = diff_augment
        self.n_discriminator_steps = n_discriminator_steps
        self.pretrain_discriminator = pretrain_discriminator
        self.early_stopping = early_stopping
        self.validation_fraction = validation_fraction
        self.n_iter_no_change = n_iter_no_change
        self.checkpoint_dir = checkpoint_dir
        self.dtype_policy = dtype_policy
        self.jit_compile = jit_compile
        self.warm_start = warm_start
        self.callbacks = callbacks
        self.verbose = verbose
        self.random_state = random_state

    @_fit_context(prefer_skip_nested_validation=True)
    def fit(self, X, y, sample_weight=None):
        """Train the networks, without resampling.

        Parameters
        ----------
        X : {array-like, dataframe, sparse matrix} of shape (n_samples, n_features), \
                (n_samples, time, channels) or (n_samples, height, width, channels)
            Real samples.
        y : array-like of shape (n_samples,)
            Their classes; at least 2 samples of each.
        sample_weight : array-like of shape (n_samples,), default=None
            How often a row is drawn, relative to the others of its class.

        Returns
        -------
        self : object
            Fitted sampler.
        """
        with undone_on_error(self):
            with advice():
                check_labels(y)
                check_classification_targets(y)
                self._form = ArraysTransformer(X, y)
                X, y, _ = self._check_X_y(X, y)
                self.sampling_strategy_ = check_sampling_strategy(
                    self.sampling_strategy, y, self._sampling_type
                )
            self._fit(X, y, sample_weight)
        return self

    def fit_resample(self, X, y, sample_weight=None):
        """Train the networks and add generated samples to the real ones.

        Parameters
        ----------
        X : {array-like, dataframe, sparse matrix} of shape (n_samples, n_features), \
                (n_samples, time, channels) or (n_samples, height, width, channels)
            Real samples.
        y : array-like of shape (n_samples,)
            Their classes; at least 2 samples of each.
        sample_weight : array-like of shape (n_samples,), default=None
            How often a row is drawn, relative to the others of its class.

        Returns
        -------
        X_resampled : same type as X, of shape (n_samples_new, ...)
            The real samples, first and unchanged, then the generated ones.
        y_resampled : same type as y, of shape (n_samples_new,)
            Their classes.
        """
        form = ArraysTransformer(X, y)
        with undone_on_error(self), advice():
            check_labels(y)
            self._form = form  # of what callbacks draw
            X_all, y_all = super().fit_resample(X, y, sample_weight=sample_weight)
        if hasattr(X, "iloc"):
            # Columns of several dtypes have gone through one float array: the real
            # rows are given back as they were.
            import pandas as pd

            X_all = X_all.iloc[np.flatnonzero(self.synthetic_mask_)]
            X_all = pd.concat([X, X_all], ignore_index=True)
        return X_all, y_all

    # The walk of X, step by step.

    def _check_X_y(self, X, y, accept_sparse=("csr", "csc")):
        check_columns(X)
        check_one_shape(X)
        y, self._binarize_y = check_target_type(as_rows(y), indicate_one_vs_all=True)
        X, y = self._validate(X, y)
        check_strategy(self.sampling_strategy, y)
        return X, y, self._binarize_y

    def _fit(self, X, y, sample_weight):
        for of_last_resampling in ("synthetic_mask_", "class_fidelity_"):
            self.__dict__.pop(of_last_resampling, None)
        check_callbacks(self.callbacks)
        before = self._before()
        weight = check_weights(sample_weight, X)
        check_class_sizes(y, weight, type(self).__name__)
        self._shape = fold_shape(X, self.sample_shape)
        self._value_range = check_value_range(self.value_range, X, self._shape)
        n_new = sum(self.sampling_strategy_.values())
        sparse_bytes = X.dtype.itemsize * prod(X.shape) if sparse.issparse(X) else 0
        check_memory(X.shape, n_new, sparse_bytes)
        random_state = check_random_state(self.random_state)
        encoded, labels = self._encode(X, y)
        settings = self._settings()
        fraction = resolve("kernel_fraction", self.kernel_fraction, settings)
        rows = Rows(encoded, labels, weight)
        checkpoints = None
        if n_new and fraction != 1 and self.checkpoint_dir is not None:
            checkpoints, random_state = self._open_checkpoints(rows, random_state)
        # Where no kernel is asked for, that of tables learns nothing and costs nothing.
        is_flat = len(self._shape) == 1 or not (fraction or "kernel_rows" in settings)
        of_kernel = encoded, labels, weight, fraction, is_flat, random_state
        sampler = real_rows(*of_kernel, **self._blocks())
        with lend_preview(self, sampler) as preview:
            if n_new and fraction != 1:
                sampler.game, sampler.networks = self._train(
                    rows, sampler.kernel, before, preview, checkpoints, random_state
                )
        self._sampler = sampler
        self._tell(sampler)
        self._seed = int(random_state.randint(np.iinfo(np.int32).max))
        self._n_draws = 0

    def _fit_resample(self, X, y, sample_weight=None):
        self._fit(X, y, sample_weight)
        wanted = self.sampling_strategy_
        encoded, labels = self._draw(
            {i: wanted.get(label, 0) for i, label in enumerate(self.classes_)}
        )
        y_new = self.classes_[labels]
        self.synthetic_mask_ = np.repeat([False, True], [len(y), len(y_new)])
        self.class_fidelity_ = self._fidelity(encoded, labels)
        return stack(X, self._decode(encoded)), stack(y, y_new)

    def _encode(self, X, y):
        self._sparse_type = type(X) if sparse.issparse(X) else None
        self._row_shape = X.shape[1:]
        y = y.astype(y.dtype.newbyteorder("="), copy=False)  # pickles lose the others
        self.classes_, labels = np.unique(y, return_inverse=True)
        self._class_counts = np.bincount(labels)
        rows = self._fold(X)
        self._encoder = self._make_encoder().fit(rows, labels)
        return self._encoder.encode(rows), labels

    def _make_encoder(self):
        if self._categorical is not None:
            return MixedEncoder(self._categorical)
        return make_encoder(self._shape, self._value_range)

    def _blocks(self):
        """Return what the kernel has to know of an encoder of mixed tables."""
        names = ("blocks", "n_categorical")
        of_encoder = {name: getattr(self._encoder, f"{name}_", None) for name in names}
        return of_encoder if of_encoder["blocks"] else {}

    def _tell(self, sampler):
        """Set the attributes that say how the training went."""
        histories = {
            self.classes_.tolist()[label]: networks.history
            for label, networks in sampler.networks.items()
        }
        self.n_iter_ = sum(networks.n_iter for networks in sampler.each_pair())
        one: dict = next(iter(histories.values()), {})
        self.history_ = histories if sampler.is_per_class else one

    def _fidelity(self, encoded, labels):
        if not len(labels):
            return {}
        rows = self._sampler.rows
        share = class_fidelity(
            np.concatenate(list(rows.values())),
            np.repeat(list(rows), [len(r) for r in rows.values()]),
            encoded,
            labels,
            random_state=np.random.RandomState(self._seed),
        )
        classes = self.classes_.tolist()
        return {classes[label]: value for label, value in share.items()}

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.three_d_array = True
        tags.input_tags.allow_nan = True  # in tables
        return tags


def stack(X, X_new):
    """Return generated rows below the real ones, sparse where those are."""
    if hasattr(X, "iloc"):
        import pandas as pd

        return pd.concat([X, X_new], ignore_index=True)
    if sparse.issparse(X):
        # type(X) keeps the difference between matrix and array, which SciPy 1.11's
        # vstack does not.
        kind = type(X)
        return kind(sparse.vstack([X, kind(X_new)], format=X.format, dtype=X.dtype))
    return np.concatenate([X, X_new], dtype=X.dtype)  # of either byte order
