"""
A mixed table, from a CSV file to a service
===========================================

This example begins with a CSV file that has categories, dates and missing values, and
ends with a balanced CSV file and with a service that draws new rows. The data are
artificial: customers, few of whom leave.
"""

import json
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from skgan import ACGANSampler, load
from skgan.datasets import load_csv, write_table
from skgan.inspection import FidelityDisplay

rng = np.random.RandomState(0)
n_stay, n_leave = 400, 40
y = pd.Series(np.repeat(["stays", "leaves"], [n_stay, n_leave]), name="what")
leaves = (y == "leaves").to_numpy()
days = rng.exponential(np.where(leaves, 200, 900))
X = pd.DataFrame(
    {
        "plan": np.where(
            leaves,
            rng.choice(["basic", "plus", "pro"], len(y), p=[0.7, 0.2, 0.1]),
            rng.choice(["basic", "plus", "pro"], len(y), p=[0.3, 0.4, 0.3]),
        ),
        "city": rng.choice(["Lima", "Oslo", "Rome"], len(y), p=[0.2, 0.5, 0.3]),
        "since": pd.Timestamp("2024-01-01") - pd.to_timedelta(days.round(), unit="D"),
        "calls": rng.poisson(np.where(leaves, 4, 1)),
        "rating": np.clip(rng.normal(np.where(leaves, 2, 4), 1), 1, 5).round(1),
    }
)
X.loc[rng.uniform(size=len(X)) < 0.2, "rating"] = np.nan
temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)
X.assign(what=y).to_csv(folder / "customers.csv", index=False)

# %%
# ``load_csv`` detects the separator, the decimal sign, and which columns are numbers,
# categories or dates.

customers = load_csv(folder / "customers.csv", target="what")
X, y = customers.data, customers.target
text = (folder / "customers.csv").read_text()
print(*text.splitlines()[:4], "", X.dtypes, sep="\n")

# %%
# ``ACGANSampler`` accepts a DataFrame, and returns the same columns and dtypes.
# One call is enough. Text columns are treated as categories, and dates as numbers.
# Missing values occur in new rows about as often as in the real rows of the class.

sampler = ACGANSampler(random_state=0)
X_new, y_new = sampler.fit_resample(X, y)
print(X_new.dtypes.equals(X.dtypes), y_new.value_counts().to_dict())
X_new[sampler.synthetic_mask_].head()

# %%
# Are the new rows similar to the 40 real ones? With so few rows, differences of up to
# 0.3 can occur by chance.

FidelityDisplay.from_estimator(sampler, X, y, classes=["leaves"])
plt.show()

# %%
# The share of missing values, and of each plan:

real, generated = X[leaves], X_new[sampler.synthetic_mask_]
pd.DataFrame(
    {
        name: {
            "rating is missing": part["rating"].isna().mean(),
            **part["plan"].value_counts(normalize=True).sort_index(),
        }
        for name, part in {"real": real, "generated": generated}.items()
    }
).round(2)

# %%
# ``write_table`` saves real and new rows as a CSV file in the format of the original.

write_table(folder / "balanced.csv", X_new, y_new)
print(len(pd.read_csv(folder / "balanced.csv")), "rows")

# %%
# The fitted sampler can be saved, too. The file runs no code when it is loaded, so that
# it can be copied to another machine.

sampler.save(folder / "customers.skgan")

# %%
# A service loads this file once, and draws as many rows as each request asks for. This
# function can be called by any web framework. :doc:`/servers` has a complete service,
# and explains what matters with several processes.

model = load(folder / "customers.skgan")


def answer(n_samples, label="leaves"):
    """Return new rows of one class as JSON."""
    rows, _ = model.sample({label: n_samples})
    return rows.to_json(orient="records", date_format="iso")


temporary.cleanup()
json.loads(answer(2))
