"""The contents of a report's page: samples, parameters, losses and distributions."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from skgan._html import Cell
from skgan._spec import Array
from skgan.samplers._report_columns import rows_of_columns
from skgan.samplers._report_equal import equal_real
from skgan.samplers._versions import versions
from skgan.validation import as_pandas, class_names, dense

N_SHOWN = {"table": 5, "signal": 3, "image": 8}  # samples of a class
MAX_CLASSES = {"table": 30, "signal": 20, "image": 50}  # more would make it too long
N_TRIED = 10  # times as many samples are drawn; those that equal real rows are left out
MAX_VALUE = 300  # characters of a parameter


@dataclass
class Contents:
    """The contents of a page in addition to figures and flags.

    Parameters
    ----------
    kind : str
        "table", "signal" or "image".
    counts : dict
        Number of training rows of each class.
    parameters, versions : dict of str to str
        Parameters of the sampler, and versions of the libraries.
    history : dict
        The losses, like the attribute `history_`.
    generated, real : dict
        A few samples of each class: images of dtype uint8, signals, or a table. No
        generated sample equals a real row.
    columns : list of lists
        Distributions of the columns of a table, a list for each column.
    n_columns : int
        Number of columns of the table.
    """

    kind: str = "table"
    counts: dict[Any, int] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    history: dict[Any, Any] = field(default_factory=dict)
    generated: dict[Any, Any] = field(default_factory=dict)
    real: dict[Any, Any] = field(default_factory=dict)
    columns: list[list[Cell]] = field(default_factory=list)
    n_columns: int = 0


def contents_of(
    sampler: Any, synthesizer: Any, held: dict[int, Array], generated: dict[int, Array]
) -> Contents:
    """Return the contents of a page from a sampler, held-out rows and new rows."""
    kind, names = synthesizer.kind.name, class_names(synthesizer.form.classes)
    made = Contents(
        kind,
        dict(zip(names, map(int, synthesizer.form.counts), strict=True)),
        {name: as_value(value) for name, value in sampler.get_params(False).items()},
        versions(),
        synthesizer.history,
    )
    n_shown, classes = N_SHOWN[kind], [*held][: MAX_CLASSES[kind]]
    known = {i: np.concatenate([held[i], synthesizer.rows[i]]) for i in classes}
    tried = {i: generated[i][: N_TRIED * n_shown] for i in classes}
    # Real rows may be outside of the range of the training rows, and are not clipped.
    real = shown(synthesizer, known, False)
    for i, new in shown(synthesizer, tried, sampler.clip).items():
        is_new = ~equal_real(new, real[i])
        made.generated[names[i]] = new[is_new][:n_shown]
        made.real[names[i]] = real[i][: min(n_shown, len(held[i]))]
    if kind == "table":
        # As many rows of each class, so that class sizes do not affect the comparison.
        alike = {i: generated[i][: len(rows)] for i, rows in held.items()}
        new = restored(synthesizer, alike, sampler.clip)
        made.columns = rows_of_columns(new, restored(synthesizer, held, False))
        made.n_columns = new.shape[1]
    return made


def as_value(value: Any) -> str:
    """Return a parameter as text, shortened if it is long."""
    text = repr(value)
    return text if len(text) <= MAX_VALUE else f"{text[:MAX_VALUE]} ..."


def shown(synthesizer: Any, rows: dict[int, Array], clip: bool) -> dict[int, Any]:
    """Return a dict from label to samples in the form in which they are shown."""
    if synthesizer.kind.name == "image":
        return {
            i: np.rint(np.clip((part + 1.0) * 127.5, 0, 255)).astype(np.uint8)
            for i, part in rows.items()
        }
    frame = restored(synthesizer, rows, clip)
    ends = np.cumsum([len(part) for part in rows.values()])
    parts = {
        i: frame.iloc[end - len(part) : end]
        for end, (i, part) in zip(ends, rows.items(), strict=True)
    }
    if synthesizer.kind.name == "table":
        return parts
    shape = synthesizer.form.shape
    return {
        i: part.to_numpy(dtype=float).reshape(-1, *shape) for i, part in parts.items()
    }


def restored(synthesizer: Any, rows: dict[int, Array], clip: bool) -> pd.DataFrame:
    """Return encoded rows of several classes as a table in the user's units."""
    labels = np.repeat([*rows], [len(part) for part in rows.values()])
    X, _ = synthesizer.restore(np.concatenate([*rows.values()]), labels, clip=clip)
    X = as_pandas(X)
    if isinstance(X, pd.DataFrame):
        return X.reset_index(drop=True)
    X = np.asarray(dense(X))
    return pd.DataFrame(X.reshape(len(X), -1)).add_prefix("x")
