"""Samples of a model for the page: a grid, and single samples with nearest rows."""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.neighbors import NearestNeighbors

from skgan.app._drawing import png_of_image, png_of_lines
from skgan.app._texts import as_url
from skgan.app._workspace import Workspace
from skgan.samplers import encode_new, read_sampler, synthesizer_of

PER_PAGE = 21  # 3 rows of 7
N_NEAREST = 5
MAX_SAMPLES = 20_000  # on the page; the command line can draw more
SMALL, BROAD = (1.8, 1.3), (5.0, 3.0)  # inches


def model(root: str, name: str) -> tuple[Any, dict[str, Any]]:
    """Return the sampler in a file and its notes; the last samplers are cached."""
    path = Workspace(root).inside(name)
    return _model(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=3)
def _model(path: Path, changed: int) -> tuple[Any, dict[str, Any]]:
    return read_sampler(path)


def facts(root: str, name: str) -> dict[str, Any]:
    """Return the properties of a model for the page."""
    sampler, _ = model(root, name)
    synthesizer = synthesizer_of(sampler)
    form = synthesizer.form
    drawable = sampler.classes_[synthesizer.drawable()].tolist()
    defaults = type(sampler)().get_params()
    changed = {
        k: str(v)
        for k, v in sampler.get_params().items()
        if repr(v) != repr(defaults.get(k)) and v is not None
    }
    counts = zip(sampler.classes_.tolist(), form.counts, strict=True)
    return {
        "sampler": type(sampler).__name__,
        "kind": synthesizer.kind.name,
        "shape": list(form.shape),
        "classes": [str(label) for label in drawable],
        "counts": [[str(label), int(n)] for label, n in counts],
        "formats": formats_for(synthesizer.kind.name),
        "is_trained": bool(synthesizer.networks),
        "n_iter": int(sampler.n_iter_),
        "parameters": changed,
    }


@lru_cache(maxsize=3)
def _drawn(path: Path, changed: int, counts: tuple[int, ...], seed: int) -> Any:
    sampler, _ = _model(path, changed)
    drawable = sampler.classes_[synthesizer_of(sampler).drawable()].tolist()
    wanted = {k: n for k, n in zip(drawable, counts, strict=True) if n}
    return sampler.sample(wanted, random_state=seed)


def drawn(root: str, name: str, counts: tuple[int, ...], seed: int) -> Any:
    """Return samples with the given counts of each class, for a seed."""
    if not 0 < sum(counts) <= MAX_SAMPLES:
        raise ValueError(
            f"{sum(counts)} samples were requested. Request 1 to {MAX_SAMPLES} "
            "samples, or use `skgan generate` for more."
        )
    path = Workspace(root).inside(name)
    return _drawn(path, path.stat().st_mtime_ns, counts, seed)


def page(
    root: str,
    name: str,
    counts: tuple[int, ...],
    seed: int,
    label: str | None = None,
    number: int = 0,
) -> dict[str, Any]:
    """Return one page of samples, of all classes or of one."""
    X, y = drawn(root, name, counts, seed)
    labels = np.asarray(y).astype(str)
    found = np.arange(len(labels))
    found = found if label is None else found[labels == label]
    shown = found[number * PER_PAGE : (number + 1) * PER_PAGE]
    sampler, _ = model(root, name)
    items = [
        {"index": int(i), "label": str(labels[i]), **look(sampler, take(X, i), SMALL)}
        for i in shown
    ]
    return {"total": len(found), "items": items, "columns": columns_of(X)}


def detail(
    root: str, name: str, counts: tuple[int, ...], seed: int, index: int
) -> dict[str, Any]:
    """Return one enlarged sample and the training rows that are nearest to it."""
    X, y = drawn(root, name, counts, seed)
    sampler, _ = model(root, name)
    synthesizer = synthesizer_of(sampler)
    kept = list(synthesizer.rows.items())
    rows = np.concatenate([np.asarray(of_class) for _, of_class in kept])
    numbers = np.concatenate([np.full(len(r), label) for label, r in kept])
    one = X.iloc[[index]] if isinstance(X, pd.DataFrame) else X[[index]]
    seen = encode_new(sampler, one).reshape(1, -1)
    flat = rows.reshape(len(rows), -1)
    finder = NearestNeighbors(n_neighbors=min(N_NEAREST, len(flat))).fit(flat)
    distances, places = finder.kneighbors(seen)
    real, labels = synthesizer.restore(rows[places[0]], numbers[places[0]])
    far = distances[0] / np.sqrt(flat.shape[1])
    names = np.asarray(labels).astype(str)
    nearest = [
        {"label": str(names[i]), "distance": float(far[i])}
        | look(sampler, take(real, i), BROAD)
        for i in range(len(far))
    ]
    label = str(np.asarray(y)[index])
    own = look(sampler, take(X, index), BROAD)
    return {"label": label, **own, "nearest": nearest, "columns": columns_of(X)}


def formats_for(kind: str) -> list[str]:
    """Return the formats for samples of a kind.

    >>> formats_for("image"), formats_for("signal")
    (['zip of PNG', 'npz'], ['npz'])
    """
    if kind == "table":
        has_parquet = find_spec("pyarrow") is not None
        return ["CSV", *["parquet"] * has_parquet, "npz"]
    return ["zip of PNG", "npz"] if kind == "image" else ["npz"]


def take(X: Any, index: int) -> Any:
    """Return one sample."""
    return X.iloc[index] if isinstance(X, pd.DataFrame) else X[index]


def columns_of(X: Any) -> list[str]:
    """Return the names of the columns of a table."""
    if isinstance(X, pd.DataFrame):
        return [str(name) for name in X.columns]
    return [f"x{i}" for i in range(X.shape[1])] if np.ndim(X) == 2 else []


def look(sampler: Any, one: Any, size: tuple[float, float] = SMALL) -> dict[str, Any]:
    """Return one sample as a picture, or as the cells of a row."""
    synthesizer = synthesizer_of(sampler)
    kind, shape = synthesizer.kind.name, synthesizer.form.shape
    if kind == "table":
        return {"cells": [cell(value) for value in list(one)]}
    values = np.asarray(one).reshape(shape)
    if kind == "image":
        value_range = synthesizer.pixel_range or (values.min(), values.max())
        png = png_of_image(values, value_range)
    else:
        png = png_of_lines({"": values}, size)
    return {"picture": as_url(png)}


def cell(value: Any) -> str:
    """Return a value of a table as text."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)
