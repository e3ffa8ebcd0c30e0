"""Compute metrics of each class for generated samples and for real rows."""

import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from sklearn.utils import _safe_indexing, check_random_state

from skgan._spec import Array, RandomState
from skgan.exceptions import InputError
from skgan.inspection._columns import Rows
from skgan.inspection._sampler import chosen_classes, draw, real_samples
from skgan.metrics import (
    by_class,
    class_fidelity,
    energy_distance,
    frechet_distance,
    precision_recall_density_coverage,
)
from skgan.samplers import BaseGANSampler, encode_new, share_fitted, synthesizer_of
from skgan.validation import check_positive, class_names, label_numbers

MAX_ROWS = 500  # of a class; more rows hardly change a metric
MIN_ROWS = 2  # of a class; a single row has no covariance
N_NEIGHBORS = 5  # the choice of the authors of density and coverage
FIDELITY = "class_fidelity"  # needs the rows of all classes
MOSTLY_FITTED = 0.5  # share of the rows of X, as for reports

Metric = Callable[[Any, Any], float]
Metrics = str | Iterable[str] | dict[str, Metric | str]


def neighbour_share(name: str, X: Array, Y: Array) -> float:
    """Return one of the four shares that are based on nearest neighbours."""
    k = min(N_NEIGHBORS, len(X) - 1, len(Y) - 1)
    return precision_recall_density_coverage(X, Y, n_neighbors=k)[name]


PAIR_METRICS: dict[str, Any] = {
    "energy_distance": energy_distance,
    "frechet_distance": frechet_distance,
} | {
    name: partial(neighbour_share, name)
    for name in ("precision", "recall", "density", "coverage")
}


class Part(NamedTuple):
    """Samples of one source: in the user's form, encoded, and their labels."""

    samples: Rows
    encoded: Array
    labels: Array

    def take(self, rows: Array) -> "Part":
        """Return some of the samples."""
        samples = _safe_indexing(self.samples, rows)
        return Part(samples, self.encoded[rows], self.labels[rows])


def class_metrics(
    sampler: BaseGANSampler,
    X: Any,
    y: Any,
    metrics: Metrics,
    classes: Any,
    n_repeats: int,
    random_state: RandomState,
) -> tuple[pd.DataFrame, dict[Any, int]]:
    """Return metrics, with a row for each class, and numbers of training rows.

    Each metric compares held-out rows with as many generated samples and, for the
    column "_real", with as many training rows. The values are means over `n_repeats`
    draws; the columns "_std" contain the standard deviations.
    """
    metrics = named_metrics(metrics)
    check_positive("n_repeats", n_repeats)
    form = synthesizer_of(sampler).form
    names = class_names(form.classes)
    numbers = {name: i for i, name in enumerate(names)}
    chosen = [numbers[name] for name in chosen_classes(sampler, classes)]
    held, trained = real_parts(sampler, X, y)
    sizes = compared_rows(chosen, held.labels, trained.labels)
    if not sizes:
        raise InputError(
            f"X has fewer than {MIN_ROWS} rows of each class that the sampler can "
            f"generate. Give at least {MIN_ROWS} rows of one class."
        )
    generated = draw_part(sampler, {i: n * n_repeats for i, n in sizes.items()}, names)
    generator = check_random_state(random_state)
    made, real = {}, {}
    for i, parts in enumerate(repeats(held, trained, generated, sizes, generator)):
        made[i] = values_of(metrics, held, *parts[:2], i)
        real[i] = values_of(metrics, held, parts[0], parts[2], i)
    columns = {}
    for suffix, values in (("", made), ("_real", real)):
        rows = pd.concat(values).groupby(level=1)
        for name in metrics:
            columns[f"{name}{suffix}"] = rows[name].mean()
            columns[f"{name}{suffix}_std"] = rows[name].std()
    frame = pd.DataFrame(columns).reindex(chosen)
    frame.index = pd.Index([names[i] for i in chosen], dtype=object)
    return frame, {names[i]: int(form.counts[i]) for i in chosen}


def named_metrics(metrics: Metrics) -> dict[str, Any]:
    """Return metrics by name; those of skgan that need all classes are strings."""
    if isinstance(metrics, str):
        metrics = [metrics]
    known: dict[Any, Any] = {**PAIR_METRICS, FIDELITY: FIDELITY}
    given: dict[str, Any]
    given = metrics if isinstance(metrics, dict) else {name: name for name in metrics}
    named = {}
    for name, metric in given.items():
        if not callable(metric) and metric not in known:
            raise InputError(
                f"metrics contains {metric!r}, which is neither a function nor the "
                f"name of a metric. Use some of {sorted(known)}, or a dict from names "
                "to functions of real and generated samples."
            )
        named[name] = metric if callable(metric) else known[metric]
    if not named:
        raise InputError("metrics is empty. Give at least one metric.")
    return named


def real_parts(sampler: BaseGANSampler, X: Any, y: Any) -> tuple[Part, Part]:
    """Return held-out rows and the training rows that the sampler keeps."""
    form = synthesizer_of(sampler).form
    parts = []
    for given in ((X, y), (None, None)):
        samples, classes = real_samples(sampler, *given)
        labels = label_numbers(classes, form.classes, len(samples))
        parts.append(Part(samples, encode_new(sampler, samples), labels))
    held, trained = parts
    by_label = {i: held.encoded[held.labels == i] for i in np.unique(held.labels)}
    if share_fitted(synthesizer_of(sampler), by_label) >= MOSTLY_FITTED:
        warnings.warn(
            "Most rows of X are training rows of the sampler, so that the values of "
            "real rows are too good. Give rows that were held out.",
            UserWarning,
            stacklevel=4,
        )
    flat = [part._replace(encoded=flattened(part.encoded)) for part in parts]
    return flat[0], flat[1]


def flattened(encoded: Array) -> Array:
    """Return encoded samples as rows."""
    return encoded.reshape(len(encoded), -1)


def draw_part(
    sampler: BaseGANSampler, counts: dict[int, int], names: list[Any]
) -> Part:
    """Return generated samples."""
    samples, _ = draw(sampler, {names[i]: n for i, n in counts.items()})
    encoded = synthesizer_of(sampler).encode(samples)
    labels = np.repeat(list(counts), list(counts.values()))
    return Part(samples, flattened(encoded), labels)


def compared_rows(chosen: list[int], held: Array, trained: Array) -> dict[int, int]:
    """Return how many rows of each class are compared, without too small classes."""
    sizes = {
        i: min(int(np.sum(held == i)), int(np.sum(trained == i)), MAX_ROWS)
        for i in chosen
    }
    return {i: n for i, n in sizes.items() if n >= MIN_ROWS}


def repeats(
    held: Part,
    trained: Part,
    generated: Part,
    sizes: dict[int, int],
    random_state: np.random.RandomState,
) -> Iterator[tuple[Part, Part, Part]]:
    """Yield as many held-out, generated and training rows of each class.

    Generated rows are used once, and real ones are drawn again.
    """
    order = random_state.permutation(len(generated.labels))
    places = {i: order[generated.labels[order] == i] for i in sizes}
    n_repeats = min(len(places[i]) // n for i, n in sizes.items())

    def some(part: Part) -> Part:
        rows = [
            random_state.choice(np.flatnonzero(part.labels == i), n, replace=False)
            for i, n in sizes.items()
        ]
        return part.take(np.concatenate(rows))

    for k in range(n_repeats):
        rows = [places[i][k * n : (k + 1) * n] for i, n in sizes.items()]
        yield some(held), generated.take(np.concatenate(rows)), some(trained)


def values_of(
    metrics: dict[str, Any], held: Part, own: Part, other: Part, seed: int
) -> pd.DataFrame:
    """Return the metrics of held-out rows and other samples, a row for each label."""
    values = {}
    for name, metric in metrics.items():
        if metric in PAIR_METRICS.values():
            pairs = own.encoded, own.labels, other.encoded, other.labels
            values[name] = by_class(metric, *pairs)
        elif callable(metric):
            pairs = own.samples, own.labels, other.samples, other.labels
            values[name] = by_class(metric, *pairs)
        elif len(np.unique(held.labels)) > 1:
            pairs = held.encoded, held.labels, other.encoded, other.labels
            values[name] = class_fidelity(*pairs, random_state=seed)
        else:
            values[name] = dict.fromkeys(np.unique(other.labels).tolist(), np.nan)
    return pd.DataFrame(values).astype(float)
