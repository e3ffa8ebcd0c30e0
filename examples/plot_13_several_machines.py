"""
Comparisons on several processes or machines
============================================

A comparison of samplers consists of many fits that do not depend on each other.
``joblib.parallel_config`` sends them to several processes, or to the machines of a
cluster, without another change of the program. The scores stay the same.
"""

from textwrap import fill
from time import perf_counter

from imblearn.over_sampling import SMOTE
from joblib import parallel_config
from sklearn.datasets import make_classification
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV

from skgan.inspection import AugmentationBenefitDisplay
from skgan.model_selection import cross_validate_augmentation

X, y = make_classification(
    400, weights=[0.9], n_informative=4, flip_y=0.05, random_state=0
)


def compare():
    """Compare three samplers with none, on five folds: twenty fits."""
    return cross_validate_augmentation(
        RandomForestClassifier(30),
        X,
        y,
        samplers={"kernel": "kernel", "smote": SMOTE(), "class_weight": "class_weight"},
        scoring="balanced_accuracy",
        random_state=0,
    )


# %%
# First in this process, one fit after the other.

start = perf_counter()
result = compare()
print(f"in this process: {perf_counter() - start:.1f} s")

# %%
# Then in two processes of this machine. ``"loky"`` is the default backend of joblib.
# Each process starts with its imports, which takes a second or two, and a few seconds
# more if networks are trained, because it loads TensorFlow. Processes save time if the
# fits take much longer than that. The fits of this example are short.

with parallel_config("loky", n_jobs=2):
    start = perf_counter()
    other = compare()
print(f"in two processes: {perf_counter() - start:.1f} s")
scores, others = (each.to_frame()["score"] for each in (result, other))
print("the scores are equal:", scores.equals(others))

# %%
# On a cluster, only the backend differs. With dask
# (in a checkout of skgan, ``pip install '.[distributed]'``):
#
# .. code-block:: python
#
#     from distributed import Client, LocalCluster
#
#     if __name__ == "__main__":
#         # or Client("tcp://scheduler:8786") for the machines of a cluster
#         with LocalCluster(n_workers=8, threads_per_worker=1) as cluster:
#             with Client(cluster), parallel_config("dask"):
#                 result = compare()
#
# With ray (``pip install ray``):
#
# .. code-block:: python
#
#     from ray.util.joblib import register_ray
#
#     register_ray()
#     with parallel_config("ray", n_jobs=8):
#         result = compare()
#
# If a machine is lost, its fits are computed by another one, and all scores that have
# arrived are kept. See :doc:`/cluster` for this, and for what a cluster costs.

AugmentationBenefitDisplay.from_results(result)
print(fill(result.verdict_, 80))

# %%
# The searches of scikit-learn use the same setting.

grid = {"max_depth": [2, 4, 8]}
with parallel_config("threading", n_jobs=2):
    search = GridSearchCV(RandomForestClassifier(10, random_state=0), grid)
    search.fit(X, y)
print(search.best_params_)
