"""
Is it worth it?
===============

``cross_validate_augmentation`` fits a classifier with samplers and without, on the same
folds, and says what that shows.
"""

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
# Words name baselines: class weights, and skgan's kernel, which needs no network.

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
print(result.verdict_)

# %%
# Mean differences to no sampler, and their intervals. Blue: the corrected test says
# that it helps. Gray: no evidence, which is not evidence of no effect.

AugmentationBenefitDisplay.from_results(result)
plt.show()

# %%
# With 25 rows of the rare class, five of them in a test fold, the folds scatter, and a
# gain of .08 is not told from chance. The column ``smallest_detectable`` says what this
# design would have found. The whole table has more columns than are shown here.

columns = ["difference", "p_value_adjusted", "helps", "smallest_detectable"]
result.summary()[columns].round(3)
