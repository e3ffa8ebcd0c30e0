"""What a report keeps of a sampler and of real rows, for its page."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from skgan._spec import Array
from skgan.samplers._versions import versions
from skgan.validation import class_names, dense

N_PICTURES = 8  # of a class
N_ROWS = 5  # of a class, of a table
MAX_CLASSES, MAX_COLUMNS = 50, 200  # the page of more would be long, and large
MIN_COMMON = 5  # rows with a value that is named
QUANTILES = {"5%": 0.05, "median": 0.5, "95%": 0.95}


@dataclass
class Contents:
    """What a page says besides figures and flags.

    Parameters
    ----------
    kind : str
        "table", "signal" or "image".
    counts : dict
        Class to its training rows.
    parameters, versions : dict of str to str
        Of the sampler and of the libraries.
    history : dict
        The losses, as the attribute `history_`.
    generated, real : dict
        Class to a few samples: images of bytes, signals, or a table.
    distributions : DataFrame
        Quantiles or shares of the columns of a table, generated beside real.
    n_columns : int
        Columns of the table.
    """

    kind: str = "table"
    counts: dict[Any, int] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    history: dict[Any, Any] = field(default_factory=dict)
    generated: dict[Any, Any] = field(default_factory=dict)
    real: dict[Any, Any] = field(default_factory=dict)
    distributions: pd.DataFrame = field(default_factory=pd.DataFrame)
    n_columns: int = 0


def contents_of(
    sampler: Any, synthesizer: Any, held: dict[int, Array], generated: dict[int, Array]
) -> Contents:
    """Return what a page says of a sampler, rows that were held out and new ones."""
    kind, names = synthesizer.kind.name, class_names(synthesizer.form.classes)
    n_shown = N_ROWS if kind == "table" else N_PICTURES
    made = Contents(
        kind,
        dict(zip(names, map(int, synthesizer.form.counts), strict=True)),
        {name: repr(value) for name, value in sampler.get_params(deep=False).items()},
        versions(),
        synthesizer.history,
    )
    # Real rows may lie outside of the range that was fitted, and stay there.
    for rows, to, clip in (
        (generated, made.generated, sampler.clip),
        (held, made.real, False),
    ):
        for i in [*rows][:MAX_CLASSES]:
            to[names[i]] = shown(synthesizer, rows[i][:n_shown], i, clip)
    if kind == "table":
        # As many of each class, so that only the rows within the classes differ.
        alike = {i: generated[i][: len(rows)] for i, rows in held.items()}
        tables = [
            restored(synthesizer, alike, sampler.clip),
            restored(synthesizer, held, False),
        ]
        made.distributions = distributions_of(*tables)
        made.n_columns = tables[0].shape[1]
    return made


def shown(synthesizer: Any, encoded: Array, label: int, clip: bool) -> Any:
    """Return samples of a class as they are shown."""
    if synthesizer.kind.name == "image":
        return np.rint(np.clip((encoded + 1.0) * 127.5, 0, 255)).astype(np.uint8)
    rows = restored(synthesizer, {label: encoded}, clip)
    if synthesizer.kind.name == "table":
        return rows
    return rows.to_numpy(dtype=float).reshape(-1, *synthesizer.form.shape)


def restored(synthesizer: Any, rows: dict[int, Array], clip: bool) -> pd.DataFrame:
    """Return encoded rows of several classes as a table in the user's units."""
    labels = np.repeat([*rows], [len(part) for part in rows.values()])
    X, _ = synthesizer.restore(np.concatenate([*rows.values()]), labels, clip=clip)
    if isinstance(X, pd.DataFrame):
        return X.reset_index(drop=True)
    X = np.asarray(dense(X))
    return pd.DataFrame(X.reshape(len(X), -1)).add_prefix("x")


def distributions_of(generated: pd.DataFrame, real: pd.DataFrame) -> pd.DataFrame:
    """Return a line for each column: quantiles, or the share of the commonest value."""
    lines = []
    for i in range(min(real.shape[1], MAX_COLUMNS)):
        made, known = generated.iloc[:, i], real.iloc[:, i]
        of_both = [describe(column, known) for column in (made, known)]
        lines.append([f"{a} / {b}" for a, b in zip(*of_both, strict=True)])
    names = [str(name) for name in real.columns[:MAX_COLUMNS]]
    return pd.DataFrame(lines, names, [*QUANTILES, "commonest value", "missing"])


def describe(column: pd.Series, real: pd.Series) -> list[str]:
    """Return quantiles of a column, the share of the commonest real value, and gaps."""
    gaps = f"{column.isna().mean():.0%}"
    is_number = pd.api.types.is_numeric_dtype(real.dtype)
    if is_number and not pd.api.types.is_bool_dtype(real.dtype):
        values = column.dropna().to_numpy(dtype=float)
        found = np.quantile(values, [*QUANTILES.values()]) if len(values) else []
        shown = [f"{value:.4g}" for value in found] or ["-"] * len(QUANTILES)
        return [*shown, "-", gaps]
    common = real.dropna().astype(str).value_counts()
    share = "-"
    if len(common) and common.iloc[0] >= MIN_COMMON:  # a rare one may tell of a person
        share = (
            f"{common.index[0]}: {(column.astype(str) == common.index[0]).mean():.0%}"
        )
    return ["-"] * len(QUANTILES) + [share, gaps]
