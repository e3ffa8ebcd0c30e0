"""Step 3 of the walk: encoded samples of a class, from generator and kernel."""

from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np

from skgan.kernels import fit_kernel, kernel_share
from skgan.synthesis._filter import choose

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
    shape : tuple of int
        Of one encoded sample.
    kernel : LinearKernel, MixedKernel, SignalKernel or ImageKernel
        Has the real rows that were kept, of a table flat.
    shares : dict
        Label to the kernel's share of the candidates.
    game : Game or None
        The rules of the networks, where there are any.
    networks : dict
        Label to the TrainedNetworks that know it: the same for all labels, or, where
        the game has one class only, its own for each label that was trained.
    """

    shape: tuple
    kernel: Any
    shares: dict
    game: Any = None
    networks: dict = field(default_factory=dict)

    @property
    def rows(self):
        """Label to the real rows that were kept."""
        return {i: r.reshape(-1, *self.shape) for i, r in self.kernel.rows.items()}

    @property
    def is_per_class(self):
        """Whether each label has networks of its own, which know no other."""
        return self.game is not None and self.game.spec.n_classes == 1

    def drawable(self, *, by_network=False):
        """Return the labels that have a kernel or, all else, a generator."""
        return [
            label
            for label, share in self.shares.items()
            if label in self.networks or (share != 0 and not by_network)
        ]

    def each_pair(self):
        """Return every pair of networks once."""
        return list({id(pair): pair for pair in self.networks.values()}.values())

    def draw(self, counts, random_state):
        """Return exactly as many encoded samples as a dict label -> number says."""
        block = max(1, BLOCK_VALUES // (CANDIDATES * prod(self.shape)))
        drawn = np.empty((sum(counts.values()), *self.shape), np.float32)
        end = 0
        for label, n_samples in counts.items():
            for i in range(0, n_samples, block):
                size = min(block, n_samples - i)
                start, end = end, end + size
                drawn[start:end] = self._draw_block(label, size, random_state)
        return drawn

    def from_latent(self, z, labels):
        """Return what the generators make of given latent vectors, unfiltered."""
        from skgan.training import generate

        if not self.is_per_class:
            return generate(self.game, self.networks[0].generator, z, labels)
        made = np.empty((len(z), *self.game.spec.shape), dtype=np.float32)
        for label in np.unique(labels):
            own = np.flatnonzero(labels == label)
            weights = self.networks[label].generator
            made[own] = generate(self.game, weights, z[own], np.zeros(len(own)))
        return made

    def from_kernel(self, label, n_samples, random_state):
        """Return encoded samples that are made from the real rows alone."""
        drawn = self.kernel.draw(label, n_samples, random_state)
        return drawn.reshape(-1, *self.shape)

    def judges(self):
        """Return each discriminator's weights and the real rows that it knows."""
        rows = self.rows
        if self.is_per_class:
            return [(n.discriminator, rows[i]) for i, n in self.networks.items()]
        return [(self.networks[0].discriminator, np.concatenate(list(rows.values())))]

    def _draw_block(self, label, n_samples, random_state):
        if label not in self.networks:
            return self.from_kernel(label, n_samples, random_state)
        share, made = self.shares[label], []
        if not self.kernel.is_filtered:
            n_kernel = round(share * n_samples)
            made = [self.from_kernel(label, n_kernel, random_state)]
            share, n_samples = 0.0, n_samples - n_kernel
        chosen = self._candidates_chosen(label, n_samples, share, random_state)
        return np.concatenate([*made, chosen])

    def _candidates_chosen(self, label, n_samples, share, random_state):
        """Return samples chosen by the class head, where the game has one."""
        from skgan.training import draw_latent, score

        is_judged = self.game.spec.class_head and n_samples > 0
        n_candidates = n_samples * (CANDIDATES if is_judged else 1)
        n_kernel = round(share * n_candidates)
        real = self.from_kernel(label, n_kernel, random_state)
        z = draw_latent(self.game, n_candidates - n_kernel, random_state)
        generated = self.from_latent(z, np.full(len(z), label))
        is_mixed = hasattr(self.kernel, "strays")
        if is_mixed:
            flat = generated.reshape(-1, prod(self.shape))
            generated = self.kernel.with_gaps(flat, label).reshape(generated.shape)
        candidates = np.concatenate([real, generated])
        if not is_judged:
            return candidates
        weights = self.networks[label].discriminator
        _, logits = score(self.game, weights, candidates)
        _, of_real = score(self.game, weights, self.rows[label])
        rules = {}
        if is_mixed:
            rules["strays"] = self.kernel.strays(candidates, label)
            rules["groups"] = self.kernel.gap_groups(candidates)
        chosen = choose(
            logits, label, n_samples, random_state, of_real=of_real, **rules
        )
        return candidates[chosen]


def real_rows(
    encoded, labels, sample_weight, kernel_fraction, is_flat, random_state, **blocks
):
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
    is_flat : bool
        Whether the kernel takes rows as those of a table, whatever the networks do.
    random_state : numpy.random.RandomState
        Chooses the rows where a class has too many, and fits the kernel.
    **blocks : dict
        What the encoder of mixed tables tells :func:`skgan.kernels.fit_kernel`.
    """
    shape, n_classes = encoded.shape[1:], labels.max() + 1
    most = int(np.clip(MAX_VALUES // (prod(shape) * n_classes), 2, MAX_ROWS))
    rows, p, shares = {}, {}, {}
    for label in range(n_classes):
        of_class = np.flatnonzero(labels == label)
        if sample_weight is not None:
            of_class = of_class[sample_weight[of_class] > 0]
        shares[label] = kernel_share(len(of_class), kernel_fraction, bool(blocks))
        kept = np.sort(random_state.permutation(of_class)[:most])
        rows[label] = (
            encoded[kept].reshape(-1, prod(shape)) if is_flat else encoded[kept]
        )
        p[label] = (
            None
            if sample_weight is None
            else sample_weight[kept] / sample_weight[kept].sum()
        )
    return EncodedSampler(shape, fit_kernel(rows, p, random_state, **blocks), shares)
