"""Data of few shapes, so that programs are traced once, and usual parameters."""

import numpy as np
import pandas as pd
from scipy import sparse

from tests.fuzz.hostile_arrays import IMAGES, SIGNALS, TABLE, N
from tests.fuzz.hostile_labels import Y


def mixed_table():
    """Return a table with categories, dates and gaps."""
    return pd.DataFrame(
        {
            "size": pd.Series(TABLE[:, 0]).mask(np.arange(N) % 7 == 3),
            "count": np.arange(N) % 5,
            "kind": pd.Categorical(np.where(TABLE[:, 1] > 0, "u", "v")),
            "note": np.where(np.arange(N) % 3, "a", None),
            "day": pd.Timestamp("2020-01-01") + pd.to_timedelta(np.arange(N) % 9, "D"),
            "grade": pd.Categorical(
                np.resize(["lo", "hi", "mid"], N), ["lo", "mid", "hi"], ordered=True
            ),
        }
    )


FRAME = pd.DataFrame(TABLE, columns=["a", "b", "c"])
NUMBERS = {
    "array": TABLE,
    "float32": TABLE.astype("f4"),
    "ints": np.rint(TABLE * 10).astype(int),
    "fortran": np.asfortranarray(TABLE),
    "list": TABLE.tolist(),
    "sparse": sparse.csr_matrix(np.where(TABLE > 0, TABLE, 0)),
    "csc": sparse.csc_array(np.where(TABLE > 0, TABLE, 0)),
    "frame": FRAME,
    "frame of dtypes": FRAME.astype({"b": "f4"}).assign(c=np.arange(N)),
}
DATA = NUMBERS | {
    "gaps": np.where(TABLE > 1.2, np.nan, TABLE),
    "mixed": mixed_table(),
    "signals": SIGNALS,
    "images": IMAGES,
}
TARGETS = {
    "ints": Y,
    "texts": np.where(Y, "rare", "often"),
    "list": Y.tolist(),
    "series": pd.Series(Y, name="kind"),
    "category": pd.Series(np.where(Y, "rare", "often"), dtype="category"),
    "other share": np.roll(Y, 3),
    "balanced": np.arange(N) % 2,
}


def kinds_for(sampler):
    """Return the data that a sampler takes; only some know categories."""
    if "categorical_features" in sampler.get_params():
        return sorted(DATA)
    return sorted(set(DATA) - {"mixed"})


def totals_for(sampler, y):
    """Return how many rows each class is to have."""
    counts = pd.Series(np.asarray(y)).value_counts().to_dict()
    strategy, most = sampler.sampling_strategy, max(counts.values())
    if strategy == "auto":
        return dict.fromkeys(counts, most)
    rare = min(counts, key=counts.get)  # a share of the largest class
    return counts | {rare: max(counts[rare], int(strategy * most))}
