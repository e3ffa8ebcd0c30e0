"""Step 3 of the walk: encoded samples of a class, from generator and kernel."""

from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np

from skgan._filter import choose
from skgan.kernels import draw_from_rows, fit_kernel, kernel_share

__all__ = ["EncodedSampler", "real_rows"]

CANDIDATES = 3  # for each sample that is needed; the filter keeps the rest out
BLOCK_VALUES = 2**24  # of candidates at once, so that memory stays bounded
MAX_ROWS = 1000  # kept of a class for the kernel
MAX_VALUES = 2**25  # kept of all classes: 128 MB


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
        from skgan.training import score

        candidates = self._candidates(label, CANDIDATES * n_samples, random_state)
        _, logits = score(self.game, self.networks.discriminator, candidates)
        return candidates[choose(logits, label, n_samples, random_state)]

    def _candidates(self, label, n_samples, random_state):
        from skgan.training import draw_latent

        n_kernel = round(self.shares[label] * n_samples)
        real = self._from_kernel(label, n_kernel, random_state)
        z = draw_latent(self.game, n_samples - n_kernel, random_state)
        generated = self.from_latent(z, np.full(len(z), label))
        return np.concatenate([real, generated])


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
    if kernel_fraction != 0:
        sampler.settings = fit_kernel(sampler.rows, random_state)
    return sampler
