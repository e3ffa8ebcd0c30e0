"""The synthesizer: a fitted model that draws encoded samples of each class."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
from scipy import sparse

from skgan._spec import Damaged, Kind, Plain
from skgan.encoding import AnyEncoder
from skgan.exceptions import NothingTrainedError
from skgan.kernels import AnyKernel
from skgan.synthesis._draw import draw_encoded
from skgan.synthesis._filter import realness
from skgan.synthesis.saving import misfits, networks_of, rehearse
from skgan.validation import Form, class_names, dense, labels_of

__all__ = ["Synthesizer"]


@dataclass(frozen=True)
class Synthesizer(Plain):
    """A fitted model, which draws samples of each class as plain arrays.

    Attributes
    ----------
    form : Form
        The form of the user's samples.
    encoder : Encoder
        The fitted encoder.
    kernel : Kernel
        The fitted kernel with the real rows that are kept; rows of a table are flat.
    shape : tuple of int
        Shape of one encoded sample.
    shares : dict
        Share of the kernel in the candidates, by label.
    game : Game or None
        The game of the networks. None if there are no networks.
    networks : dict
        TrainedNetworks by label. They are the same for all labels, or, if the game has
        one class, different ones for each label that was trained.
    seed : int
        Seed of the draws.
    """

    form: Form
    encoder: AnyEncoder
    kernel: AnyKernel
    shape: tuple[int, ...]
    shares: dict[int, float]
    game: Any = None
    networks: Mapping[int, Any] = field(default_factory=dict)
    seed: int = 0

    # Conversion to plain values.

    def to_state(self) -> dict[str, Any]:
        """Return the fields as plain values, with each pair of networks once."""
        place = {id(pair): i for i, pair in enumerate(self.pairs)}
        networks = {
            "pairs": [pair.to_state() for pair in self.pairs],
            "places": {label: place[id(n)] for label, n in self.networks.items()},
        }
        return super().to_state() | {"networks": networks}

    @classmethod
    def from_state(
        cls, state: dict[str, Any], builders: Mapping[str, Any] | None = None
    ) -> Self:
        """Return the synthesizer for a result of `to_state`, after a rehearsal.

        `builders` has the user's callables that build networks, by player.
        """
        made = super().from_state({**state, "game": None, "networks": {}})
        for what in misfits(made):
            raise Damaged(f"Its {what} does not fit the rest of the file.")
        rehearse(made)
        if state["game"] is None:
            return made
        game, networks = networks_of(made, state, builders or {})
        return made.with_networks(game, networks)

    def with_networks(self, game: Any, networks: Mapping[int, Any]) -> Self:
        """Return the same model with other networks."""
        return replace(self, game=game, networks=networks)

    # Properties.

    @property
    def kind(self) -> Kind:
        """The kind of data."""
        return self.form.kind

    @property
    def pixel_range(self) -> tuple[float, float] | None:
        """The range of pixels of images; None for other kinds."""
        return self.encoder.pixel_range

    @property
    def rows(self) -> dict[int, np.ndarray]:
        """The encoded real rows that are kept, by label."""
        kernel = self.kernel
        return {i: kernel.real(i).reshape(-1, *self.shape) for i in kernel.rows}

    @property
    def is_per_class(self) -> bool:
        """Whether each label has its own networks."""
        return self.game is not None and self.game.spec.n_classes == 1

    @property
    def pairs(self) -> list[Any]:
        """All pairs of networks, each of them once."""
        return list({id(pair): pair for pair in self.networks.values()}.values())

    @property
    def n_iter(self) -> int:
        """Number of updates of all generators."""
        return sum(pair.n_iter for pair in self.pairs)

    @property
    def interrupted(self) -> bool:
        """Whether a training was interrupted."""
        return any(pair.interrupted for pair in self.pairs)

    @property
    def history(self) -> dict[Any, Any]:
        """The losses; if each class has its own networks, by class."""
        names = class_names(self.form.classes)
        histories = {names[i]: pair.history for i, pair in self.networks.items()}
        if self.is_per_class:
            return histories
        return next(iter(histories.values()), {})

    def drawable(self, *, by_network: bool = False) -> list[int]:
        """Return the labels that can be drawn from the kernel or from a generator."""
        return [
            label
            for label, share in self.shares.items()
            if label in self.networks or (share != 0 and not by_network)
        ]

    def check_trained(self, what: str) -> None:
        """Raise an error if no networks were trained."""
        if not self.networks:
            raise NothingTrainedError(
                f"{what} not available: this fit trained no network, because the "
                "classes were balanced, kernel_fraction is 1, the classes to generate "
                "have few rows and are drawn from the kernel, or samples are images "
                "and no parameter of networks was given. Set max_iter for images; "
                "otherwise, ask for more samples in sampling_strategy, or for a "
                "smaller kernel_fraction."
            )

    def check_networks(self, counts: Mapping[int, int]) -> None:
        """Raise an error if a requested class has no generator."""
        without = [i for i, n in counts.items() if n and i not in self.networks]
        if without:
            [name] = self.form.class_names(without[:1])
            raise NothingTrainedError(
                f"Class {name!r} has no generator: with conditioning='per-class', only "
                "classes that were resampled have one. Ask for these classes in a "
                "dict, or fit with sampling_strategy='all'."
            )

    # Conversion of users' samples.

    def encode(self, X: Any) -> np.ndarray:
        """Return users' samples, validated and encoded for networks."""
        return dense(self.encoder.encode(self.form.fold(X)))

    def restore(
        self, encoded: np.ndarray, labels: np.ndarray, *, clip: bool = True
    ) -> tuple[Any, Any]:
        """Return encoded samples and labels in the types of the user."""
        return self.form.restore(self.encoder.decode(encoded, clip), labels, clip)

    # New samples.

    def draw(
        self, counts: Mapping[int, int], random_state: np.random.RandomState
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return encoded samples and labels, with exactly the requested counts.

        Samples of sparse tables are a CSR array.

        Parameters
        ----------
        counts : dict
            Number of samples by label.
        random_state : numpy.random.RandomState
            Source of randomness.
        """
        if not self.networks and any(counts.values()) and 0 in self.shares.values():
            self.check_trained("Generated samples are")
        self.check_networks({i: n for i, n in counts.items() if self.shares[i] == 0})
        if self.kernel.is_sparse:
            parts = [self.kernel.draw(i, n, random_state) for i, n in counts.items()]
            return sparse.vstack(parts, format="csr"), labels_of(counts)
        return draw_encoded(self, counts, random_state), labels_of(counts)

    def from_latent(self, z: np.ndarray, labels: np.ndarray) -> np.ndarray:
        """Return the samples of the generators for latent vectors, without filter."""
        from skgan.training import generate

        if not self.is_per_class:
            return generate(self.game, self.networks[0].generator, z, labels)
        made = np.empty((len(z), *self.shape), dtype=np.float32)
        for label in np.unique(labels):
            own = np.flatnonzero(labels == label)
            weights = self.networks[label].generator
            made[own] = generate(self.game, weights, z[own], np.zeros(len(own)))
        return made

    def random_state(self, n_draws: int) -> np.random.RandomState:
        """Return the random state of the next draw after n_draws others."""
        return np.random.RandomState([self.seed, n_draws])

    def from_kernel(
        self, label: int, n_samples: int, random_state: np.random.RandomState
    ) -> np.ndarray:
        """Return encoded samples that the kernel makes from real rows."""
        drawn = self.kernel.draw(label, n_samples, random_state)
        return drawn.reshape(-1, *self.shape)

    # Outputs of the networks.

    def realness(self, encoded: np.ndarray) -> Any:
        """Return how real each encoded sample looks to a discriminator, in [0, 1]."""
        rows = self.rows
        judges = [(n.discriminator, rows[i]) for i, n in self.networks.items()]
        if not self.is_per_class:
            judges = [(judges[0][0], np.concatenate(list(rows.values())))]
        return np.max([realness(self.game, encoded, *j) for j in judges], axis=0)

    def class_logits(self, encoded: np.ndarray) -> Any:
        """Return the logits of the class head for encoded samples."""
        from skgan.training import score

        _, logits = score(self.game, self.networks[0].discriminator, encoded)
        return logits
