"""The base class of all samplers: the signature, and the walk of X."""

from copy import copy
from dataclasses import field, fields
from os import PathLike
from typing import Any, ClassVar, Self, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.utils import check_random_state

from skgan._progress import logged_time
from skgan.samplers._class import sampler_class, validated
from skgan.samplers._fitted import FittedSampler, warn_of_interruption
from skgan.samplers._preview import previewing
from skgan.samplers._report import SamplerReport, make_report
from skgan.samplers._save import write_sampler
from skgan.synthesis import Plan, Synthesizer, fit_synthesizer, make_plan
from skgan.validation import (
    Samples,
    check_callbacks,
    is_stream,
    read_samples,
    read_stream,
)

__all__ = ["BaseGANSampler", "sampler_class"]

# Types of X and y, which are also the types of the results.
GivenX = TypeVar("GivenX")
GivenY = TypeVar("GivenY")


@sampler_class
class BaseGANSampler(FittedSampler):
    """Fit a GAN to each class and over-sample with it.

    Warning: This class should not be used directly. Use a derived class.
    """

    _family: ClassVar[str] = ""  # whose recipes stand for "auto"

    sampling_strategy: Any = field(default="auto", kw_only=False)
    preset: str | None = None
    sample_shape: tuple[int, ...] | None = None
    value_range: tuple[float, float] | None = None
    kernel_fraction: float | str = "auto"
    policy: Any = "auto"
    clip: bool = True
    latent_dim: int | str = "auto"
    latent_distribution: str = "auto"
    generator: Any = "auto"
    discriminator: Any = "auto"
    loss: str = "auto"
    max_iter: int | str = "auto"
    batch_size: int | str = "auto"
    learning_rate: float | tuple[float, float] | str = "auto"
    beta_1: float | str = "auto"
    epsilon: float | str = "auto"
    initial_std: float | str = "auto"
    label_smoothing: float | str = "auto"
    instance_noise: float | str = "auto"
    horizontal_flip: bool | str = "auto"
    diff_augment: tuple[str, ...] | str = "auto"
    n_discriminator_steps: int | str = "auto"
    pretrain_discriminator: int | str = "auto"
    early_stopping: bool = False
    validation_fraction: float = 0.1
    n_iter_no_change: int = 5
    checkpoint_dir: str | PathLike[str] | None = None
    dtype_policy: str | None = None
    jit_compile: bool | str = "auto"
    warm_start: bool = False
    callbacks: list[Any] | None = None
    verbose: int = 0
    random_state: int | np.random.RandomState | None = None

    @validated
    def fit(
        self, X: Any, y: Any = None, sample_weight: ArrayLike | None = None
    ) -> Self:
        """Fit the sampler without resampling.

        Parameters
        ----------
        X : {array-like, dataframe, sparse matrix} of shape (n_samples, n_features), \
                (n_samples, time, channels) or (n_samples, height, width, channels)
            Real samples. Images that are larger than memory may be a memory-mapped
            array, the `data` of ``load_image_folder(stream=True)``, or a stream: a
            tf.data.Dataset or keras.utils.PyDataset of (image, class).
        y : array-like of shape (n_samples,), default=None
            The classes, with at least 2 samples each. Omit it if X is a stream.
        sample_weight : array-like of shape (n_samples,), default=None
            How often each row is drawn, relative to the other rows of its class.

        Returns
        -------
        self : object
            Fitted sampler.
        """
        fitted, _, plan = self._fitted_copy(X, y, sample_weight)
        self._take(fitted)
        self._note_return()
        warn_of_interruption(fitted._synthesizer, plan.max_iter)
        return self

    @validated
    def fit_resample(
        self, X: GivenX, y: GivenY, sample_weight: ArrayLike | None = None
    ) -> tuple[GivenX, GivenY]:
        """Fit the sampler and add generated samples to the real ones.

        Parameters
        ----------
        X : {array-like, dataframe, sparse matrix} of shape (n_samples, n_features), \
                (n_samples, time, channels) or (n_samples, height, width, channels)
            Real samples.
        y : array-like of shape (n_samples,)
            The classes of the samples, with at least 2 samples each.
        sample_weight : array-like of shape (n_samples,), default=None
            How often each row is drawn, relative to the other rows of its class.

        Returns
        -------
        X_resampled : same type as X, of shape (n_samples_new, ...)
            The real samples, unchanged, followed by the generated ones.
        y_resampled : same type as y, of shape (n_samples_new,)
            The classes of these samples.

        Raises
        ------
        KeyboardInterrupt
            If the user interrupts the fit. The sampler is then fitted with the networks
            at this point.
        TensorFlowNotAvailableError
            If networks are needed and TensorFlow can't be imported.
        """
        fitted, samples, _ = self._fitted_copy(X, y, sample_weight, is_returned=True)
        synthesizer = fitted._synthesizer
        try:
            if synthesizer.interrupted:  # searches should stop as well
                raise KeyboardInterrupt
            random_state = synthesizer.random_state(0)
            encoded, labels = synthesizer.draw(samples.n_new, random_state)
            new = synthesizer.restore(encoded, labels, clip=self.clip)
            resampled = samples.form.below(samples.real, new)
        except KeyboardInterrupt:
            self._take(fitted)
            raise
        fitted._n_draws = 1
        numbers = [len(samples.labels), len(labels)]
        self._take(fitted)
        self.synthetic_mask_: NDArray[np.bool_] = np.repeat([False, True], numbers)
        self._note_return()
        return resampled

    def report(self, X: Any, y: Any) -> SamplerReport:
        """Print a report on the quality of samples of each class.

        The figures depend on the kind of data and are compared with those of real rows:
        whether samples belong to the requested class, how far they are from real rows,
        how many real rows they cover, how different they are from each other, how many
        are copies of training rows, and whether a classifier can distinguish them from
        real rows. Signs of collapse, copies and class confusion, and images with
        colours or edges that no real image has, are flagged in words. To test whether
        samples help a classifier, see
        :func:`skgan.model_selection.cross_validate_augmentation`.

        Parameters
        ----------
        X : {array-like, dataframe, sparse matrix} of shape (n_samples, ...)
            Held-out real samples, which the sampler was not fitted on. With training
            samples, the bounds would be too good to be reached.
        y : array-like of shape (n_samples,)
            The classes of the samples. Classes with fewer than 2 samples are not
            evaluated.

        Returns
        -------
        report : SamplerReport
            The report, with `flags`, a list of str, and the methods `to_frame`, which
            returns the figures with a row for each class, and `to_html`, which writes a
            page. The next samples of the sampler do not change.

        Raises
        ------
        InputError
            If X does not have the form of the fitted samples, if y has classes that
            were not fitted, or if no class has 2 samples.

        Notes
        -----
        Copies are searched among the training rows that the sampler keeps, at most
        1,000 of each class. With fewer than 10 held-out rows of a class, only gross
        faults are found.

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

    def save(self, path: Any) -> None:
        """Write the fitted sampler to a file that :func:`skgan.load` reads.

        The file contains JSON and arrays, and no code: parameters, weights, history and
        the form of the samples. It also contains up to 1,000 encoded real rows of each
        class, from which the kernel draws. Therefore, protect the file like the data.

        Parameters
        ----------
        path : path-like
            The file. An existing file is replaced when the new one is complete.

        Raises
        ------
        NotFittedError
            If the sampler is not fitted.
        InputError
            If classes, columns or a parameter are not plain values, or if the path is
            invalid. Callables and callbacks in the parameters are left out instead; see
            :func:`skgan.load`.
        OSError
            If the file can't be written.
        """
        write_sampler(self, path)

    def _fitted_copy(
        self, X: Any, y: Any, sample_weight: Any, *, is_returned: bool = False
    ) -> tuple["BaseGANSampler", Samples, Plan]:
        """Return a fitted copy; if the fit fails, the sampler is not changed."""
        fitted = copy(self)
        fitted.__dict__.pop("synthetic_mask_", None)  # of the last resampling
        check_callbacks(self.callbacks)
        read = read_stream if is_stream(X) and not is_returned else read_samples
        samples = read(fitted, X, y, sample_weight)
        if is_returned:
            samples.check_result()
        # Not by get_params: a derived class may hide some of the parameters.
        parameters = {f.name: getattr(self, f.name) for f in fields(self)}
        plan = make_plan(self._family, parameters, samples)
        with previewing(self.callbacks, fitted) as lend, logged_time("The fit"):
            fitted._synthesizer = fit_synthesizer(
                samples,
                plan,
                check_random_state(self.random_state),
                before=vars(self).get("_synthesizer") if self.warm_start else None,
                lend=lend,
            )
        fitted._n_draws = 0
        return fitted, samples, plan

    def _take(self, fitted: "BaseGANSampler") -> None:
        """Take the fitted attributes of a copy, and nothing else."""
        for name in ("feature_names_in_", "synthetic_mask_"):
            self.__dict__.pop(name, None)
        self._synthesizer: Synthesizer = fitted._synthesizer
        self._n_draws: int = fitted._n_draws
        self.sampling_strategy_: dict[Any, int] = fitted.sampling_strategy_
        self.n_features_in_: int = fitted.n_features_in_
        if "feature_names_in_" in vars(fitted):
            self.feature_names_in_: NDArray[Any] = fitted.feature_names_in_

    def _note_return(self) -> None:
        """Note in `checkpoint_dir` that the fit has returned."""
        is_trained = self._synthesizer.game is not None
        has_ended = is_trained and not self._synthesizer.interrupted
        if self.checkpoint_dir is not None and has_ended:
            from skgan.training import note_return

            note_return(self.checkpoint_dir)

    def _fit_resample(self, X: Any, y: Any, **params: Any) -> Any:
        raise NotImplementedError  # imbalanced-learn declares it; `fit_resample` works

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.three_d_array = True
        tags.input_tags.allow_nan = True  # in tables
        return tags
