"""
A table with categories, dates and missing values
=================================================

``ACGANSampler`` accepts a DataFrame as it is, and returns the same columns and dtypes.
The data in this example are artificial: customers, few of whom leave.
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
