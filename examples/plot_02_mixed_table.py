"""
A table with categories, dates and gaps
=======================================

``ACGANSampler`` takes a DataFrame as it is, and what comes back has the same columns
and dtypes. The table is made up: customers, of whom few leave.
"""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from skgan import ACGANSampler
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
X.head()

# %%
# One call. Columns of texts are categories, dates are numbers, and what is missing
# stays missing about as often as in its class.

sampler = ACGANSampler(random_state=0)
X_new, y_new = sampler.fit_resample(X, y)
print(X_new.dtypes.equals(X.dtypes), y_new.value_counts().to_dict())
X_new[sampler.synthetic_mask_].head()

# %%
# Are the new ones like the 40 real ones? With so few, differences of up to 0.3 are what
# chance alone does.

FidelityDisplay.from_estimator(sampler, X, y, classes=["leaves"])
plt.show()

# %%
# The share of gaps, and of each plan:

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
