"""The distributions of the columns of a table, generated and real, for a page.

The page only shows properties that several real rows share: quantiles with at least
MIN_ROWS rows on both sides, and values that at least MIN_ROWS rows have.
"""

from typing import Any

import numpy as np
import pandas as pd

from skgan._html import Cell, as_bars
from skgan._spec import Array

MAX_COLUMNS = 200  # a longer page would not be read
MIN_ROWS = 5
QUANTILES = {"10%": 0.1, "median": 0.5, "90%": 0.9}
COLUMNS = ["column", "distribution", *QUANTILES, "frequent values", "missing"]
N_BINS, TAIL = 20, 0.02  # rows in a tail are counted in the outermost bins
N_VALUES, MAX_VALUE = 3, 40  # values that are shown, and characters of each
MAX_BARS = 20
MAX_SPELT = 1e9  # larger numbers are shown with an exponent


def rows_of_columns(generated: pd.DataFrame, real: pd.DataFrame) -> list[list[Cell]]:
    """Return a row for each column: bars, quantiles or values, and missing values."""
    rows: list[list[Cell]] = []
    for i in range(min(real.shape[1], MAX_COLUMNS)):
        new, known = generated.iloc[:, i], real.iloc[:, i]
        gaps = f"{share_missing(new)} / {share_missing(known)}"
        about = of_numbers if has_numbers(known) else of_values
        rows.append([str(real.columns[i]), *about(new.dropna(), known.dropna()), gaps])
    return rows


def share_missing(column: pd.Series) -> str:
    """Return the share of missing values as text."""
    is_missing = np.asarray(column.isna())
    return f"{is_missing.mean():.0%}" if len(is_missing) else "-"


def has_numbers(column: pd.Series) -> bool:
    """Return whether a column has numbers, times or durations."""
    types = pd.api.types
    if types.is_bool_dtype(column.dtype):
        return False
    return types.is_numeric_dtype(column.dtype) or is_time(column)


def is_time(column: pd.Series) -> bool:
    """Return whether a column has points in time, or durations."""
    return column.dtype.kind in "mM"


def of_numbers(new: pd.Series, known: pd.Series) -> list[Cell]:
    """Return a histogram and quantiles."""
    is_known = len(known) * min(QUANTILES.values()) >= MIN_ROWS
    cells: list[Cell] = [histogram(as_floats(new), as_floats(known), is_known)]
    for share in QUANTILES.values():
        of_real = len(known) * min(share, 1 - share) >= MIN_ROWS
        parts = [quantile(new, share), quantile(known, share) if of_real else "-"]
        cells.append(" / ".join(parts))
    return [*cells, "-"]


def as_floats(column: pd.Series) -> Array:
    """Return the finite values as floats; times are counted in their unit."""
    values = column.astype("int64") if is_time(column) else column
    floats = values.to_numpy(dtype=float)
    return floats[np.isfinite(floats)]


def quantile(column: pd.Series, share: float) -> str:
    """Return a quantile as text."""
    if not len(column):
        return "-"
    if is_time(column):
        return as_text(column.quantile(share, interpolation="nearest"))
    with np.errstate(invalid="ignore", over="ignore"):  # infinite and huge values
        value = float(np.quantile(column.to_numpy(dtype=float), share))
    return as_text(value, digits=4)


def as_text(value: Any, digits: int = 6) -> str:
    """Return a value of a table as text.

    Examples
    --------
    >>> from skgan.samplers._report_columns import as_text
    >>> as_text(23629.4), as_text(1e-9), as_text(23629.4, digits=4), as_text(None)
    ('23629.4', '1e-09', '23,629', '-')
    """
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return "-"
    if isinstance(value, pd.Timestamp):
        return str(value).removesuffix(" 00:00:00")
    if isinstance(value, float | np.floating):
        if 10.0**digits <= abs(float(value)) < MAX_SPELT:
            return f"{value:,.0f}"
        return f"{value:.{digits}g}"
    return str(value)


def histogram(new: Array, known: Array, is_known: bool) -> Cell:
    """Return a histogram, with real rows only if there are enough of them."""
    both = np.concatenate([new, known] if is_known else [new])
    if not len(both):
        return "-"
    with np.errstate(over="ignore"):
        low, high = np.quantile(both, [TAIL, 1 - TAIL])
        if not np.isfinite(high - low):
            return "-"
    # Shifted to begin at 0, because floats near 2**60 are too far apart for edges.
    shifted = [np.clip(one, low, high) - low for one in (new, known)]
    counts = [
        np.histogram(one, N_BINS, (0, high - low))[0] / (len(one) or 1)
        for one in shifted
    ]
    alt = "Histogram of generated rows" + ", and of real ones" * is_known
    return as_bars(counts[0], counts[1] if is_known else None, alt)


def of_values(new: pd.Series, known: pd.Series) -> list[Cell]:
    """Return bars and names of the most frequent real values that enough rows have."""
    counts = known.astype(str).value_counts()
    of_real = counts[counts.ge(MIN_ROWS)] / len(known)
    of_new = new.astype(str).value_counts(normalize=True)
    of_new = of_new.reindex(of_real.index).fillna(0.0)
    if not len(of_real):
        return ["-"] * (len(QUANTILES) + 2)
    values = [
        f"{short(name)}: {of_new[name]:.0%} / {of_real[name]:.0%}"
        for name in of_real.index[:N_VALUES]
    ]
    alt = "Shares of the frequent values, of generated rows and of real ones"
    bars = as_bars(of_new.to_numpy()[:MAX_BARS], of_real.to_numpy()[:MAX_BARS], alt)
    return [bars, *["-"] * len(QUANTILES), "; ".join(values)]


def short(text: str) -> str:
    """Return a text, or the beginning of a long one."""
    return text if len(text) <= MAX_VALUE else f"{text[:MAX_VALUE]}..."
