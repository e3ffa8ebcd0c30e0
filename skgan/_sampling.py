"""Step 3 of the walk: encoded samples of a class, from generator and kernel."""

from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np

from skgan._filter import choose
from skgan.kernels import draw_from_rows, fit_kernel, kernel_share

__all__ = ["EncodedSampler", "grow_classes", "real_rows"]

CANDIDATES = 3  # for each sample that is needed; the filter keeps the rest out
BLOCK_VALUES = 2**24  # of candidates at once, so that memory stays bounded
MAX_ROWS = 1000  # kept of a class for the kernel
MAX_VALUES = 2**25  # kept of all classes: 128 MB
SIGNAL_NDIM = 3  # of rows: (n_rows, time, channels)


@dataclass
class EncodedSampler:
    """Draw encoded samples of one class after the other; plain arrays throughout.

    Attributes
    ----------
    rows : dict
        Label to the real rows kept for the kernel.
    p : dict
        Label to their probabilities, or to None.
    shares : dict
        Label to the kernel's share of the candidates.
    settings : dict
        What the kernel has learnt from the rows.
    game, networks : Game and TrainedNetworks, or None
        The trained generator and discriminator, where there are any.
    """

    rows: dict = field(default_factory=dict)
    p: dict = field(default_factory=dict)
    shares: dict = field(default_factory=dict)
    settings: dict = field(default_factory=dict)
    game: Any = None
    networks: Any = None

    def draw(self, label, n_samples, random_state):
        """Return exactly `n_samples` encoded samples of a class, block by block."""
        rows = self.rows[label]
        block = max(1, BLOCK_VALUES // (CANDIDATES * prod(rows.shape[1:])))
        sizes = [min(block, n_samples - i) for i in range(0, n_samples, block)]
        draw = self._from_kernel if self.networks is None else self._filtered
        blocks = [draw(label, size, random_state) for size in sizes]
        return np.concatenate([rows[:0], *blocks])

    def from_latent(self, z, labels):
        """Return what the generator makes of given latent vectors, unfiltered."""
        from skgan.training import generate

        return generate(self.game, self.networks.generator, z, labels)

    def _from_kernel(self, label, n_samples, random_state):
        rows, p = self.rows[label], self.p[label]
        return draw_from_rows(rows, n_samples, random_state, p=p, **self.settings)

    def _filtered(self, label, n_samples, random_state):
        if self.rows[label].ndim == SIGNAL_NDIM:
            return self._kernel_beside_filtered(label, n_samples, random_state)
        n_candidates = CANDIDATES * n_samples
        n_kernel = round(self.shares[label] * n_candidates)
        real = self._from_kernel(label, n_kernel, random_state)
        generated = self._generated(label, n_candidates - n_kernel, random_state)
        return self._choose(
            np.concatenate([real, generated]), label, n_samples, random_state
        )

    def _kernel_beside_filtered(self, label, n_samples, random_state):
        """Filter the generator's part alone.

        The kernel of signals spreads what it draws evenly, and a choice among it
        would undo that.
        """
        n_kernel = round(self.shares[label] * n_samples)
        n_generated = n_samples - n_kernel
        real = self._from_kernel(label, n_kernel, random_state)
        generated = self._generated(label, CANDIDATES * n_generated, random_state)
        kept = self._choose(generated, label, n_generated, random_state)
        return np.concatenate([real, kept])

    def _generated(self, label, n_samples, random_state):
        from skgan.training import draw_latent

        z = draw_latent(self.game, n_samples, random_state)
        return self.from_latent(z, np.full(len(z), label))

    def _choose(self, candidates, label, n_samples, random_state):
        from skgan.training import score

        if not n_samples:
            return candidates[:0]
        _, logits = score(self.game, self.networks.discriminator, candidates)
        return candidates[choose(logits, label, n_samples, random_state)]


def real_rows(encoded, labels, sample_weight, kernel_fraction, random_state):
    """Return an untrained sampler that keeps some real rows of each class.

    Parameters
    ----------
    encoded : ndarray of shape (n_samples, *shape)
        Encoded rows.
    labels : ndarray of shape (n_samples,)
        Labels from 0.
    sample_weight : ndarray of shape (n_samples,) or None
        How often a row is used, relative to others of its class.
    kernel_fraction : float or "auto"
        The kernel's share.
    random_state : numpy.random.RandomState
        Chooses the rows where a class has too many, and fits the kernel.
    """
    sampler = EncodedSampler()
    row_size, n_classes = prod(encoded.shape[1:]), labels.max() + 1
    most = int(np.clip(MAX_VALUES // (row_size * n_classes), 2, MAX_ROWS))
    for label in range(n_classes):
        of_class = np.flatnonzero(labels == label)
        if sample_weight is not None:
            of_class = of_class[sample_weight[of_class] > 0]
        sampler.shares[label] = kernel_share(len(of_class), kernel_fraction)
        kept = np.sort(random_state.permutation(of_class)[:most])
        sampler.rows[label] = encoded[kept]
        sampler.p[label] = (
            None
            if sample_weight is None
            else sample_weight[kept] / sample_weight[kept].sum()
        )
    sampler.settings = fit_kernel(sampler.rows, random_state)
    return sampler


def grow_classes(encoded, labels, sample_weight, n_rows, settings, random_state):
    """Return kernel rows of each class to train on instead of the real ones.

    A discriminator that sees four rows again and again learns them by heart, and the
    generator then only repeats them.

    Parameters
    ----------
    encoded, labels, sample_weight
        As in :func:`real_rows`.
    n_rows : int
        How many of each class at least; fewer where memory would not do.
    settings : dict
        What the kernel has learnt.
    random_state : numpy.random.RandomState
        Source of the randomness.

    Returns
    -------
    encoded : ndarray of shape (n_samples_new, *shape)
        Kernel rows, as many of a class as it had if that is more than `n_rows`.
    labels : ndarray of shape (n_samples_new,)
        Their labels.
    """
    if sample_weight is not None:
        used = sample_weight > 0
        encoded, labels, sample_weight = (
            a[used] for a in (encoded, labels, sample_weight)
        )
    rows = {label: np.flatnonzero(labels == label) for label in np.unique(labels)}
    if "donors" in settings:
        settings = settings | {
            "donors": [encoded[of_class] for of_class in rows.values()]
        }
    most = MAX_VALUES // (prod(encoded.shape[1:]) * len(rows))
    grown = {}
    for label, of_class in rows.items():
        p = None
        if sample_weight is not None:
            p = sample_weight[of_class] / sample_weight[of_class].sum()
        n = max(len(of_class), min(n_rows, most))
        grown[label] = draw_from_rows(
            encoded[of_class], n, random_state, p=p, **settings
        )
    counts = [len(of_class) for of_class in grown.values()]
    return np.concatenate(list(grown.values())), np.repeat(list(grown), counts)
