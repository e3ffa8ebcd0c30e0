"""
Exact values: zeros, sentinels and prices
=========================================

Many numeric columns have values that repeat: no claims, an unknown income stored as
-999, a price of 9.99. Interpolation between two rows makes values that do not exist.
skgan finds such values and keeps them. The data in this example are artificial:
insurance contracts, few of which are cancelled.
"""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from imblearn.over_sampling import SMOTE

from skgan import ACGANSampler
from skgan.inspection import FidelityDisplay

rng = np.random.RandomState(0)
n_kept, n_cancelled = 500, 60
y = pd.Series(np.repeat(["kept", "cancelled"], [n_kept, n_cancelled]), name="contract")
is_cancelled = (y == "cancelled").to_numpy()
n = len(y)
claims = rng.exponential(np.where(is_cancelled, 900, 400)).round(2)
income = rng.normal(3000, 600, n).round(-1)
X = pd.DataFrame(
    {
        "claims": np.where(rng.uniform(size=n) < 0.6, 0.0, claims),
        "income": np.where(rng.uniform(size=n) < 0.2, -999.0, income),
        "price": np.where(
            is_cancelled,
            rng.choice([4.99, 9.99, 49.99], n, p=[0.1, 0.2, 0.7]),
            rng.choice([4.99, 9.99, 49.99], n, p=[0.5, 0.4, 0.1]),
        ),
        "discount": np.minimum(rng.exponential(20, n).round(), 50),
    }
)
X[is_cancelled].head()

# %%
# Both samplers make 440 new rows of cancelled contracts.

sampler = ACGANSampler(random_state=0)
made = {
    "SMOTE": SMOTE(random_state=0).fit_resample(X, y)[0].iloc[n:],
    "ACGANSampler": sampler.fit_resample(X, y)[0].iloc[n:],
}

# %%
# A price list with three prices has many more prices after SMOTE.

figure, axes = plt.subplots(1, 3, figsize=(9, 2.6), layout="constrained", sharex=True)
parts = {"real": X[is_cancelled], **made}
colours = {"real": "0.7", "SMOTE": "#D55E00", "ACGANSampler": "#0072B2"}
for ax, (name, part) in zip(axes, parts.items(), strict=True):
    ax.hist(part["price"], bins=np.arange(0, 53), color=colours[name], density=True)
    ax.set(title=name, xlabel="price", yticks=[])
    ax.spines[["top", "right", "left"]].set_visible(False)
axes[0].set_ylabel("share of rows")
plt.show()

# %%
# The table counts, for the cancelled contracts, how often each exact value occurs, and
# how many rows have values that cannot exist.


def count(part):
    """Return shares of rows."""
    listed = part["price"].isin([4.99, 9.99, 49.99])
    return {
        "claims are 0": (part["claims"] == 0).mean(),
        "income is unknown (-999)": (part["income"] == -999).mean(),
        "discount has the maximum of 50": (part["discount"] == 50).mean(),
        "price is not in the list": (~listed).mean(),
        "discount is not a whole number": (part["discount"] % 1 > 0).mean(),
    }


pd.DataFrame({name: count(part) for name, part in parts.items()}).round(2)

# %%
# Nothing had to be configured. The attribute ``columns_`` shows what was found. How
# values are found, and when they are not, is described in :doc:`/exact`.

sampler.columns_.astype(object).fillna("")

# %%
# The distributions of the 60 real rows and of the 440 new ones. With 60 rows, a
# distance of up to 0.19 can occur by chance.

FidelityDisplay.from_results(X[is_cancelled], made["ACGANSampler"])
plt.show()
