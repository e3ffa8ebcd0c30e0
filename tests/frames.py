"""DataFrames with a column of every dtype, with and without missing values."""

import numpy as np
import pandas as pd


def every_dtype(n_rows=60, seed=0):
    """Return a DataFrame; Arrow's dtypes are in it where pyarrow is installed."""
    rng = np.random.RandomState(seed)
    numbers, small = rng.normal(size=n_rows), pd.Series(rng.randint(0, 50, n_rows))
    text = pd.Series(rng.choice(["u", "v", "w"], n_rows), dtype=object)
    truth = pd.Series(rng.uniform(size=n_rows) < 0.4)
    day = pd.Timestamp("2020-01-01") + pd.to_timedelta(rng.randint(0, 900, n_rows), "D")
    day, span = pd.Series(day), pd.Series(pd.to_timedelta(small * 60, "s"))
    grade = pd.Series(rng.choice(["lo", "mid", "hi"], n_rows))
    order = pd.CategoricalDtype(["none", "lo", "mid", "hi"], ordered=True)
    columns = {
        "float": pd.Series(numbers),
        "float32": pd.Series(numbers, dtype="float32"),
        "Float64": pd.Series(numbers, dtype="Float64"),
        "int": small,
        "uint8": small.astype("uint8"),
        "Int64": small.astype("Int64"),
        "bool": truth,
        "boolean": truth.astype("boolean"),
        "object": text,
        "string": text.astype("string"),
        "category": text.astype(pd.CategoricalDtype(["x", "w", "v", "u"])),
        "ordered": grade.astype(order),
        "numbers": (small % 4).astype("category"),
        "date": day,
        "zone": day.dt.tz_localize("Europe/Berlin"),
        "seconds": day.astype("datetime64[s]"),
        "span": span,
        "sparse": (small % 3).astype(float).astype(pd.SparseDtype(float)),
        "period": day.dt.to_period("M").astype(object).astype("period[M]"),
    }
    columns |= arrow(small, truth, text, day, span)
    with_gaps = [name for name in columns if columns[name].dtype.kind not in "iub"]
    for name in with_gaps:
        gaps = rng.uniform(size=n_rows) < 0.2
        columns[f"{name} or none"] = columns[name].mask(gaps)
    columns["None"] = text.where(rng.uniform(size=n_rows) < 0.8, None)
    columns["never"] = pd.Series(np.full(n_rows, np.nan))
    columns["nothing"] = pd.Series([None] * n_rows, dtype=object)
    columns["constant"] = pd.Series(np.full(n_rows, 3.5))
    kinds = np.array([1, "1", 2.5], dtype=object)
    columns["kinds"] = pd.Series(rng.choice(kinds, n_rows), dtype=object)
    return pd.DataFrame(columns)


def arrow(small, truth, text, day, span):
    """Return columns of Arrow's dtypes, none without pyarrow."""
    try:
        import pyarrow as pa
    except ImportError:
        return {}
    zoned = day.dt.tz_localize("Europe/Berlin")
    typed = {
        "arrow int": (small, pa.int32()),
        "arrow float": (small / 7, pa.float32()),
        "arrow bool": (truth, pa.bool_()),
        "arrow string": (text, pa.string()),
        "arrow date": (day, pa.date32()),
        "arrow time": (day, pa.timestamp("us")),
        "arrow zone": (zoned, pa.timestamp("us", "Europe/Berlin")),
        "arrow span": (span, pa.duration("s")),
        "arrow category": (text, pa.dictionary(pa.int32(), pa.string())),
    }
    return {
        name: column.astype(pd.ArrowDtype(dtype))
        for name, (column, dtype) in typed.items()
    }
