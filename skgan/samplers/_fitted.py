"""Methods and attributes of fitted samplers."""

import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from imblearn.over_sampling.base import BaseOverSampler
from numpy.typing import ArrayLike, NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_is_fitted

from skgan._spec import AnySamples, Labels
from skgan.exceptions import InputError
from skgan.kernels import Policy
from skgan.metrics import class_fidelity
from skgan.samplers._pages import page_template
from skgan.synthesis import Synthesizer
from skgan.validation import (
    ProcessLock,
    check_counts,
    check_latent,
    check_memory,
    dense,
    labels_of,
    read_new,
)

__all__ = ["FittedSampler", "encode_new", "next_random_state", "synthesizer_of"]

MAX_JUDGED = 500  # samples of a class that class_fidelity_ uses
_counting = ProcessLock()  # shared, because a sampler with its own could not be pickled
COMPUTED_WHEN_ASKED = ("generator_", "discriminator_", "class_fidelity_", "columns_")
DESCRIBED = ["taken_as", "decimals", "exact_values", "group"]  # columns of columns_


class FittedSampler(BaseOverSampler):
    """Methods and attributes of fitted samplers.

    The fitted model is in `_synthesizer`, from which the other attributes are read.
    `_n_draws` counts the draws of `sample`.

    Warning: This class should not be used directly. Use a derived class.
    """

    _doc_link_module = "skgan"

    @property
    def _doc_link_template(self) -> str:
        return page_template()

    def sample(
        self,
        n_samples: int | Mapping[Any, int],
        *,
        z: ArrayLike | None = None,
        random_state: int | np.random.RandomState | None = None,
    ) -> tuple[AnySamples, Labels]:
        """Draw new samples of the fitted classes.

        Parameters
        ----------
        n_samples : int or dict
            Number of samples, in the proportions of the training classes, or a dict
            from class to number.
        z : array-like of shape (n_samples, latent_dim), default=None
            Latent vectors, one for each sample in the order of the classes. With
            them, samples come from the generator alone and are not filtered.
        random_state : int, RandomState instance or None, default=None
            None: each call returns different samples; after a fit with an int
            `random_state`, the k-th such call always returns the same samples. With an
            int, the samples only depend on this seed, and the call does not count.

        Returns
        -------
        X : same type as was fitted, of shape (n_samples, ...)
            Generated samples, class after class.
        y : same type as was fitted, of shape (n_samples,)
            The classes of the samples.
        """
        synthesizer = synthesizer_of(self)
        form = synthesizer.form
        counts = check_counts(n_samples, form.classes, form.counts)
        if not synthesizer.kernel.is_sparse:
            check_memory((0, *form.row_shape), sum(counts.values()))
        if z is None:
            encoded, labels = self._draw(counts, random_state)
        else:
            synthesizer.check_trained("Samples of latent vectors are")
            synthesizer.check_networks(counts)
            labels = labels_of(counts)
            latent = check_latent(z, len(labels), synthesizer.game.latent_dim)
            encoded = synthesizer.from_latent(latent, labels)
        return synthesizer.restore(encoded, labels, clip=self.clip)

    def discriminate(self, X: Any) -> NDArray[np.float64]:
        """Compute how real each sample looks to the discriminator.

        Parameters
        ----------
        X : {array-like, dataframe, sparse matrix} of shape (n_samples, ...)
            Samples like those fitted.

        Returns
        -------
        realness : ndarray of shape (n_samples,), dtype float64
            Values in [0, 1]. With the losses "bce" and "bce-gp", the probability of
            being real; with others, the share of real training rows that look less
            real. If the discriminator has a source logit for each class, that of the
            most probable class is used. If each class has its own discriminator, the
            one with the largest value is used.
        """
        synthesizer = synthesizer_of(self)
        synthesizer.check_trained("The discriminator is")
        return synthesizer.realness(encode_new(self, X))

    def summary(self) -> None:
        """Print the Keras summaries of both networks, or of those of one class."""
        for networks in self._build_networks():
            next(iter(networks.values())).summary()

    @property
    def classes_(self) -> NDArray[Any]:
        """The classes in y, sorted."""
        return synthesizer_of(self).form.classes

    @property
    def n_iter_(self) -> int:
        """Number of updates of the generator, or of all generators."""
        return synthesizer_of(self).n_iter

    @property
    def history_(self) -> dict[Any, Any]:
        """The losses of the training; per class, a dict from class to losses."""
        return synthesizer_of(self).history

    @property
    def class_fidelity_(self) -> dict[Any, float]:
        """Share of the samples of each class that a classifier assigns to it."""
        return fidelity_of(synthesizer_of(self), self.sampling_strategy_)

    @property
    def policy_(self) -> Policy:
        """The policy by which real rows are changed, and the reason for it."""
        return synthesizer_of(self).kernel.policy

    @property
    def columns_(self) -> pd.DataFrame:
        """How each column of a table was treated, and what is preserved exactly."""
        described = synthesizer_of(self).encoder.describe()
        if not described:
            kind = synthesizer_of(self).kind.plural
            raise AttributeError(f"{type(self).__name__} of {kind} has no columns_.")
        names = pd.Index(vars(self).get("feature_names_in_", range(len(described))))
        for row in described:
            if "group" in row:
                row["group"] = names[row["group"]].tolist()
        return pd.DataFrame(described, index=names, columns=DESCRIBED)

    @property
    def generator_(self) -> Any:
        """The generator, built at each access; per class, a dict of generators."""
        return self._one_or_all(self._build_networks()[0])

    @property
    def discriminator_(self) -> Any:
        """The discriminator, built at each access; per class, a dict."""
        return self._one_or_all(self._build_networks()[1])

    def __dir__(self) -> list[str]:
        # Reading all attributes, as the HTML representation does, should not build
        # networks or load TensorFlow. (scikit-learn's own __dir__ also reads them.)
        return [n for n in object.__dir__(self) if n not in COMPUTED_WHEN_ASKED]

    def __sklearn_is_fitted__(self) -> bool:
        return "_synthesizer" in vars(self)

    def _build_networks(self) -> list[dict[Any, Any]]:
        """Return the generators and the discriminators, both as dicts by class."""
        synthesizer = synthesizer_of(self)
        synthesizer.check_trained("The networks are")
        from skgan.training import build_networks

        own = list(synthesizer.networks) if synthesizer.is_per_class else [0]
        names = synthesizer.form.class_names(own)
        pairs = [build_networks(synthesizer.game, synthesizer.networks[i]) for i in own]
        return [
            dict(zip(names, side, strict=True)) for side in zip(*pairs, strict=True)
        ]

    def _one_or_all(self, networks: dict[Any, Any]) -> Any:
        is_per_class = synthesizer_of(self).is_per_class
        return networks if is_per_class else next(iter(networks.values()))

    def _draw(
        self, counts: Mapping[int, int], random_state: Any = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return encoded samples and labels for a dict label -> number."""
        synthesizer = synthesizer_of(self)
        if random_state is None:
            with _counting:  # threads that share a sampler get different rows
                random_state = next_random_state(self)
                self._n_draws += 1
        drawn = synthesizer.draw(counts, check_random_state(random_state))
        wants_generator = any(synthesizer.shares[i] < 1 for i, n in counts.items() if n)
        if not synthesizer.networks and wants_generator:
            warn_of_kernel(self.sampling_strategy_)
        return drawn


def fidelity_of(
    synthesizer: Synthesizer, wanted: Mapping[Any, int]
) -> dict[Any, float]:
    """Return the share of samples of each class that look like the class."""
    names = synthesizer.form.classes
    counts = {
        i: min(wanted.get(names[i], 0), MAX_JUDGED) for i in synthesizer.drawable()
    }
    random_state = np.random.RandomState(synthesizer.seed)
    encoded, labels = synthesizer.draw(counts, random_state)
    if not len(labels):
        return {}
    rows = synthesizer.rows
    kept = labels_of({label: len(of_class) for label, of_class in rows.items()})
    real, encoded = np.concatenate(list(rows.values())), dense(encoded)
    shares = class_fidelity(real, kept, encoded, labels, random_state=random_state)
    return {names.tolist()[label]: share for label, share in shares.items()}


def warn_of_kernel(wanted: Mapping[Any, int]) -> None:
    """Warn that samples are drawn from the kernel although that was not requested."""
    cause = "The classes were balanced"
    if any(wanted.values()):
        cause = "The kernel alone draws the rare classes, which have few rows"
    warnings.warn(
        f"{cause}, so nothing was trained. Samples are drawn from the kernel of the "
        "real rows; ask for more samples in sampling_strategy to train a generator.",
        UserWarning,
        stacklevel=4,
    )


def warn_of_interruption(
    synthesizer: Synthesizer, max_iter: Mapping[int | None, int]
) -> None:
    """Warn when the user stopped a training before its end."""
    for label, networks in synthesizer.networks.items():
        if networks.interrupted:
            most = max_iter[label if synthesizer.is_per_class else None]
            warnings.warn(
                f"Training was interrupted after {networks.n_iter} of {most} "
                "iterations. The sampler is fitted with the networks at this point.",
                ConvergenceWarning,
                stacklevel=4,
            )
            break


def synthesizer_of(sampler: Any) -> Synthesizer:
    """Return the synthesizer of a fitted sampler."""
    if not isinstance(sampler, FittedSampler):
        raise InputError(
            f"sampler={sampler!r} is not a sampler of skgan. Give a fitted "
            "ACGANSampler, DCGANSampler or GANSampler, or this step of a pipeline."
        )
    check_is_fitted(sampler)
    synthesizer: Synthesizer = sampler._synthesizer
    return synthesizer


def encode_new(sampler: Any, X: Any) -> np.ndarray:
    """Return samples like those that were fitted, checked and encoded."""
    synthesizer = synthesizer_of(sampler)
    return synthesizer.encode(read_new(sampler, X, synthesizer.form))


def next_random_state(sampler: Any) -> np.random.RandomState:
    """Return the random state with which a sampler draws next."""
    return synthesizer_of(sampler).random_state(sampler._n_draws)
