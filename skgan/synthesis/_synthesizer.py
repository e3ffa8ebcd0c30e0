"""A fitted model: from encoded samples of each class to new ones."""

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
    """Draw samples of each class; plain arrays throughout.

    Attributes
    ----------
    form : Form
        What the users' samples looked like.
    encoder : Encoder
        Fitted.
    kernel : Kernel
        With the real rows that were kept, of a table flat.
    shape : tuple of int
        Of one encoded sample.
    shares : dict
        Label to the kernel's share of the candidates.
    game : Game or None
        The rules of the networks, where there are any.
    networks : dict
        Label to the TrainedNetworks that know it: the same for all labels, or, where
        the game has one class only, its own for each label that was trained.
    seed : int
        Of the draws.
    """

    form: Form
    encoder: AnyEncoder
    kernel: AnyKernel
    shape: tuple[int, ...]
    shares: dict[int, float]
    game: Any = None
    networks: Mapping[int, Any] = field(default_factory=dict)
    seed: int = 0

    # As plain values.

    def to_state(self) -> dict[str, Any]:
        """Return the fields as plain values, each pair of networks once."""
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
        """Return the synthesizer of what `to_state` returned, after a rehearsal.

        `builders` has the user's callables that have built a network, by player.
        """
        made = super().from_state({**state, "game": None, "networks": {}})
        for what in misfits(made):
            raise Damaged(f"Its {what} does not fit the rest of it.")
        rehearse(made)
        if state["game"] is None:
            return made
        game, networks = networks_of(made, state, builders or {})
        return made.with_networks(game, networks)

    def with_networks(self, game: Any, networks: Mapping[int, Any]) -> Self:
        """Return the same model with these networks."""
        return replace(self, game=game, networks=networks)

    # What it is.

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
        """Label to the encoded real rows that were kept."""
        kernel = self.kernel
        return {i: kernel.real(i).reshape(-1, *self.shape) for i in kernel.rows}

    @property
    def is_per_class(self) -> bool:
        """Whether each label has networks of its own, which know no other."""
        return self.game is not None and self.game.spec.n_classes == 1

    @property
    def pairs(self) -> list[Any]:
        """Every pair of networks once."""
        return list({id(pair): pair for pair in self.networks.values()}.values())

    @property
    def n_iter(self) -> int:
        """Updates of all generators."""
        return sum(pair.n_iter for pair in self.pairs)

    @property
    def interrupted(self) -> bool:
        """Whether a training was interrupted."""
        return any(pair.interrupted for pair in self.pairs)

    @property
    def history(self) -> dict[Any, Any]:
        """The losses; where each class has networks of its own, by class."""
        names = class_names(self.form.classes)
        histories = {names[i]: pair.history for i, pair in self.networks.items()}
        if self.is_per_class:
            return histories
        return next(iter(histories.values()), {})

    def drawable(self, *, by_network: bool = False) -> list[int]:
        """Return the labels that have a kernel or, all else, a generator."""
        return [
            label
            for label, share in self.shares.items()
            if label in self.networks or (share != 0 and not by_network)
        ]

    def check_trained(self, what: str) -> None:
        """Raise when no networks were trained."""
        if not self.networks:
            raise NothingTrainedError(
                f"{what} not available: this fit trained nothing, because the classes "
                "were balanced, kernel_fraction is 1, the kernel alone draws the "
                "classes to be generated, which have few rows, or samples are images "
                "and no parameter of networks was given. Set max_iter for images; else "
                "ask for more samples in sampling_strategy, or for a smaller "
                "kernel_fraction."
            )

    def check_networks(self, counts: Mapping[int, int]) -> None:
        """Raise when a class is asked for that has no generator."""
        without = [i for i, n in counts.items() if n and i not in self.networks]
        if without:
            [name] = self.form.class_names(without[:1])
            raise NothingTrainedError(
                f"Class {name!r} has no generator: with conditioning='per-class' only "
                "classes that were resampled have one. Ask for those in a dict, or fit "
                "with sampling_strategy='all'."
            )

    # From the users' samples and back.

    def encode(self, X: Any) -> np.ndarray:
        """Return samples in the users' form, validated, as networks take them."""
        return dense(self.encoder.encode(self.form.fold(X)))

    def restore(
        self, encoded: np.ndarray, labels: np.ndarray, *, clip: bool = True
    ) -> tuple[Any, Any]:
        """Return encoded samples and their labels in the users' types."""
        return self.form.restore(self.encoder.decode(encoded, clip), labels, clip)

    # New samples.

    def draw(
        self, counts: Mapping[int, int], random_state: np.random.RandomState
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return encoded samples and labels, exactly as many as are asked for.

        Those of sparse tables are a CSR array.

        Parameters
        ----------
        counts : dict
            Label to number.
        random_state : numpy.random.RandomState
            Source of the randomness.
        """
        if not self.networks and any(counts.values()) and 0 in self.shares.values():
            self.check_trained("Generated samples are")
        self.check_networks({i: n for i, n in counts.items() if self.shares[i] == 0})
        if self.kernel.is_sparse:
            parts = [self.kernel.draw(i, n, random_state) for i, n in counts.items()]
            return sparse.vstack(parts, format="csr"), labels_of(counts)
        return draw_encoded(self, counts, random_state), labels_of(counts)

    def from_latent(self, z: np.ndarray, labels: np.ndarray) -> np.ndarray:
        """Return what the generators make of given latent vectors, unfiltered."""
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
        """Return the source of the randomness of a draw, after so many others."""
        return np.random.RandomState([self.seed, n_draws])

    def from_kernel(
        self, label: int, n_samples: int, random_state: np.random.RandomState
    ) -> np.ndarray:
        """Return encoded samples that are made from the real rows alone."""
        drawn = self.kernel.draw(label, n_samples, random_state)
        return drawn.reshape(-1, *self.shape)

    # What its networks say of samples.

    def realness(self, encoded: np.ndarray) -> Any:
        """Return how real each encoded sample looks to a discriminator, in [0, 1]."""
        rows = self.rows
        judges = [(n.discriminator, rows[i]) for i, n in self.networks.items()]
        if not self.is_per_class:
            judges = [(judges[0][0], np.concatenate(list(rows.values())))]
        return np.max([realness(self.game, encoded, *j) for j in judges], axis=0)

    def class_logits(self, encoded: np.ndarray) -> Any:
        """Return what the class head says of encoded samples."""
        from skgan.training import score

        _, logits = score(self.game, self.networks[0].discriminator, encoded)
        return logits
