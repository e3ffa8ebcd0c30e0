"""Draw encoded samples: candidates of kernel and generator, and the filter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np

from skgan.synthesis._filter import choose

__all__ = ["draw_encoded"]

CANDIDATES = 3  # for each sample that is needed
BLOCK_VALUES = 2**24  # of candidates at once, so that memory is bounded
# If there are more classes, they go through the networks together, because each pass
# takes milliseconds. Otherwise, they go one by one, because the last bits of a row
# depend on the other rows in the batch.
MANY_CLASSES = 32
SOME_ROWS = 10  # real rows of each class for the threshold, if there are many classes

Synthesizer = Any  # of _synthesizer, which imports this module
Block = tuple[int, int]  # a label, and a number of samples


@dataclass
class Draw:
    """One block: the samples of the kernel, and latent vectors for the generator."""

    label: int
    n_chosen: int = 0
    made: list[np.ndarray] = field(default_factory=list)
    candidates: list[np.ndarray] = field(default_factory=list)
    z: np.ndarray | None = None  # None: no samples of the generator

    @property
    def samples(self) -> np.ndarray:
        """All candidates."""
        return np.concatenate(self.made)


def draw_encoded(
    synthesizer: Synthesizer,
    counts: Mapping[int, int],
    random_state: np.random.RandomState,
) -> np.ndarray:
    """Return encoded samples, class after class, with the requested counts."""
    drawn = np.empty((sum(counts.values()), *synthesizer.shape), np.float32)
    end = 0
    for blocks in passes(synthesizer, counts):
        draws = [begin(synthesizer, *block, random_state) for block in blocks]
        waiting = [draw for draw in draws if draw.z is not None]
        if waiting:
            finish(synthesizer, waiting, random_state)
        for draw in draws:
            start, end = end, end + len(draw.samples)
            drawn[start:end] = draw.samples
    return drawn


def passes(
    synthesizer: Synthesizer, counts: Mapping[int, int]
) -> Iterator[list[Block]]:
    """Yield groups of blocks that go through the networks together."""
    n_values, n_classes = prod(synthesizer.shape), len(synthesizer.form.classes)
    most = max(1, BLOCK_VALUES // (CANDIDATES * n_values))
    is_joined = sum(map(bool, counts.values())) > MANY_CLASSES
    is_joined = is_joined and not synthesizer.is_per_class
    together: list[Block] = []
    size = 0
    for label, n_samples in counts.items():
        for i in range(0, n_samples, most):
            n = min(most, n_samples - i)
            n_rows = CANDIDATES * n + len(synthesizer.kernel.rows[label])
            own = n_rows * max(n_values, n_classes)
            if together and (not is_joined or size + own > BLOCK_VALUES):
                yield together
                together, size = [], 0
            together.append((label, n))
            size += own
    if together:
        yield together


def begin(
    synthesizer: Synthesizer,
    label: int,
    n_samples: int,
    random_state: np.random.RandomState,
) -> Draw:
    """Return the samples of the kernel for a block, and latent vectors."""
    draw, share = Draw(label), synthesizer.shares[label]
    if label not in synthesizer.networks:
        draw.made.append(synthesizer.from_kernel(label, n_samples, random_state))
        return draw
    from skgan.training import draw_latent

    if not synthesizer.kernel.is_filtered:
        n_kernel = round(share * n_samples)
        draw.made.append(synthesizer.from_kernel(label, n_kernel, random_state))
        share, n_samples = 0.0, n_samples - n_kernel
    draw.n_chosen = n_samples
    is_judged = synthesizer.game.spec.class_head
    n_candidates = n_samples * (CANDIDATES if is_judged else 1)
    n_kernel = round(share * n_candidates)
    if n_kernel:
        draw.candidates.append(synthesizer.from_kernel(label, n_kernel, random_state))
    draw.z = draw_latent(synthesizer.game, n_candidates - n_kernel, random_state)
    return draw


def finish(
    synthesizer: Synthesizer, draws: list[Draw], random_state: np.random.RandomState
) -> None:
    """Add samples of the generator, and select by the class head if there is one."""
    from skgan.training import lend_pair

    kernel, rows = synthesizer.kernel, synthesizer.rows
    latent = [draw.z for draw in draws if draw.z is not None]
    told = [0 if synthesizer.is_per_class else draw.label for draw in draws]
    labels = np.repeat(told, [len(z) for z in latent])
    with lend_pair(synthesizer.game, synthesizer.networks[draws[0].label]) as pair:
        generated = split(pair.generate(np.concatenate(latent), labels), latent)
        for draw, own in zip(draws, generated, strict=True):
            draw.candidates.append(kernel.polish(own, draw.label))
        candidates = [np.concatenate(draw.candidates) for draw in draws]
        if not synthesizer.game.spec.class_head or not sum(map(len, candidates)):
            for draw, own in zip(draws, candidates, strict=True):
                draw.made.append(own)
            return
        real = [rows[draw.label] for draw in draws]
        if len(draws) > 1:
            real = [of_class[:: -(-len(of_class) // SOME_ROWS)] for of_class in real]
        of_candidates, of_real = (judged(pair, draws, x) for x in (candidates, real))
    is_joined = len(draws) > 1
    every = zip(draws, candidates, of_candidates, of_real, strict=True)
    for draw, own, logits, of_rows in every:
        rules = kernel.rules(own, draw.label) | {"of_real": of_rows}
        column, n_chosen = 0 if is_joined else draw.label, draw.n_chosen
        draw.made.append(own[choose(logits, column, n_chosen, random_state, **rules)])


def judged(pair: Any, draws: list[Draw], parts: list[np.ndarray]) -> list[np.ndarray]:
    """Return the class logits of the samples of each draw, or two if there are many."""
    logits = pair.score(np.concatenate(parts))[1]
    if len(draws) > 1:
        labels = [draw.label for draw in draws]
        logits = against_others(
            logits, np.repeat(labels, [len(part) for part in parts])
        )
    return split(logits, parts)


def against_others(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the logit of the label of each row, and one for all others, as (n, 2).

    The probability of the label is the same, but it is faster to compute than with
    thousands of classes.
    """
    at = np.arange(len(logits)), labels
    highest = logits.max(axis=1, keepdims=True)
    others = np.exp(logits - highest)
    others[at] = 0.0
    with np.errstate(divide="ignore"):
        total = np.log(others.sum(axis=1)) + highest[:, 0]
    return np.stack([logits[at], total], axis=1)


def split(values: Any, like: list[np.ndarray]) -> list[np.ndarray]:
    """Return parts of an array with the same lengths as other arrays."""
    return np.split(values, np.cumsum([len(part) for part in like])[:-1])
