"""
Swap SMOTE for a GAN
====================

To use a GAN instead of SMOTE in a pipeline of imbalanced-learn, you only have to change
one line. This example makes the odd digits of scikit-learn's digits data set rare, and
compares the recall of each digit.
"""

import matplotlib.pyplot as plt
import numpy as np
from imblearn.datasets import make_imbalance
from imblearn.over_sampling import SMOTE
from imblearn.pipeline import Pipeline
from sklearn.datasets import load_digits
from sklearn.metrics import recall_score
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC

from skgan import ACGANSampler

X, y = load_digits(return_X_y=True)
X, X_test, y, y_test = train_test_split(X, y, stratify=y, test_size=0.5, random_state=0)
counts = {digit: 8 if digit % 2 else 80 for digit in range(10)}
X, y = make_imbalance(X, y, sampling_strategy=counts, random_state=0)

# %%
# The three pipelines differ in one step. The digits are passed as rows of 64 columns.
# ``sample_shape=(8, 8)`` would treat them as images, which takes longer.

samplers = {
    "none": "passthrough",
    "SMOTE": SMOTE(random_state=0),
    "ACGANSampler": ACGANSampler(random_state=0),
}
recalls = {}
for name, sampler in samplers.items():
    pipeline = Pipeline([("sampler", sampler), ("clf", SVC())]).fit(X, y)
    recalls[name] = recall_score(y_test, pipeline.predict(X_test), average=None)
    print(f"{name:13s} balanced accuracy {recalls[name].mean():.3f}")

# %%
# The rare digits improve. With a single split, a difference of .01 between two samplers
# is not meaningful; see :doc:`plot_07_worth_it` for a proper comparison.

figure, ax = plt.subplots(figsize=(8, 3.5), layout="constrained")
places = zip((-0.27, 0, 0.27), ("0.7", "#E69F00", "#0072B2"), strict=True)
for (shift, colour), (name, recall) in zip(places, recalls.items(), strict=True):
    ax.bar(np.arange(10) + shift, recall, width=0.25, label=name, color=colour)
ax.set(xlabel="digit (the odd digits are rare)", ylabel="recall", ylim=(0, 1.2))
ax.set_xticks(range(10))
ax.legend(loc="upper center", ncols=3)
plt.show()
