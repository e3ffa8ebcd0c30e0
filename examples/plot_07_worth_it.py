"""
Is it worth it?
===============

``cross_validate_augmentation`` evaluates a classifier with and without over-sampling on
the same folds, and summarises the result in words.
"""

import tempfile
from pathlib import Path
from textwrap import fill

import matplotlib.pyplot as plt
from imblearn.datasets import make_imbalance
from imblearn.over_sampling import SMOTE
from sklearn.datasets import load_breast_cancer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from skgan import ACGANSampler
from skgan.inspection import AugmentationBenefitDisplay
from skgan.model_selection import cross_validate_augmentation

X, y = load_breast_cancer(return_X_y=True)
X, y = make_imbalance(X, y, sampling_strategy={0: 25, 1: 250}, random_state=0)

# %%
# Two of the samplers are words for baselines: class weights, and skgan's kernel, which
# makes new rows without a network.

result = cross_validate_augmentation(
    make_pipeline(StandardScaler(), SVC()),
    X,
    y,
    samplers={
        "acgan": ACGANSampler(),
        "smote": SMOTE(),
        "kernel": "kernel",
        "class_weight": "class_weight",
    },
    random_state=0,
)
print(fill(result.verdict_, 80))

# %%
# The plot shows the mean difference between each sampler and no sampler, with its
# confidence interval. Blue means that the corrected test found an improvement. Gray
# means that there is no evidence of one, which does not prove that there is no effect.

AugmentationBenefitDisplay.from_results(result)
plt.show()

# %%
# The rare class has 25 rows, and each test fold has five of them. The scores of the
# folds therefore vary so much that a gain of .08 cannot be distinguished from chance.
# The column ``smallest_detectable`` shows which difference this design would have
# detected. The full table has more columns.

columns = ["difference", "p_value_adjusted", "helps", "smallest_detectable"]
result.summary()[columns].round(3)

# %%
# In a notebook, and on this page, the result is shown as HTML.

result

# %%
# ``to_html`` writes a page with pictures and the scores of all folds. It is a single
# file without scripts, which you can send to others.

with tempfile.TemporaryDirectory() as folder:
    result.to_html(Path(folder) / "verdict.html")
    size = (Path(folder) / "verdict.html").stat().st_size
print(f"verdict.html has {size / 1024:.0f} KiB")

# %%
# Large comparisons can be computed by several processes or machines, see
# :doc:`plot_13_several_machines`.
