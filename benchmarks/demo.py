"""Cross-validate ACGANSampler against SMOTE on two data sets, and draw pictures.

Run it with ``make demo``, or ``python benchmarks/demo.py [--output DIR] [--jobs N]``.
Both data sets ship with scikit-learn: its handwritten digits, as images, with three
classes made rare, and its breast cancer table with one class made rare.
"""

import argparse
import os
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two jobs share two cores

import numpy as np
import pandas as pd
from imblearn.datasets import make_imbalance
from imblearn.over_sampling import SMOTE, RandomOverSampler
from imblearn.pipeline import Pipeline
from joblib import Parallel, delayed
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.metrics import average_precision_score, balanced_accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from skgan import ACGANSampler
from skgan._quiet import quiet_import

with quiet_import():
    import keras

SEED = 0
RARE_DIGITS = (3, 5, 8)  # alike in shape, so that they are hard when rare
RARE_ROWS = 30
N_REAL, N_GENERATED = 6, 8  # images of a class in the picture


def load_rare_digits():
    """Return flat 8x8 digits; three of the classes have 30 rows."""
    X, y = load_digits(return_X_y=True)
    counts = {c: n for c, n in enumerate(np.bincount(y).tolist())}
    wanted = counts | dict.fromkeys(RARE_DIGITS, RARE_ROWS)
    return make_imbalance(X, y, sampling_strategy=wanted, random_state=SEED)


def load_rare_cancer():
    """Return the breast cancer table; the malignant class has 30 rows."""
    X, y = load_breast_cancer(return_X_y=True, as_frame=True)
    wanted = {0: RARE_ROWS, 1: int((y == 1).sum())}
    return make_imbalance(X, y, sampling_strategy=wanted, random_state=SEED)


def samplers(sample_shape):
    """Return the contenders by name."""
    return {
        "none": None,
        "RandomOverSampler": RandomOverSampler(random_state=SEED),
        "SMOTE": SMOTE(random_state=SEED),
        "ACGANSampler": ACGANSampler(sample_shape=sample_shape, random_state=SEED),
    }


def build_pipeline(sampler, is_table):
    """Return sampler and SVC; columns of a table are scaled first, pixels are not."""
    steps = [("scale", StandardScaler())] if is_table else []
    steps += [("sampler", sampler)] if sampler is not None else []
    return Pipeline([*steps, ("clf", SVC())])


def cross_validate_fold(data, name, sampler, train, test, X, y):
    """Fit sampler and SVC on one fold and return its scores."""
    take = X.iloc if hasattr(X, "iloc") else X
    y = np.asarray(y)
    pipeline = build_pipeline(sampler, is_table=hasattr(X, "iloc"))
    start = time.perf_counter()
    pipeline.fit(take[train], y[train])
    seconds = time.perf_counter() - start
    predicted = pipeline.predict(take[test])
    decision = pipeline.decision_function(take[test])
    if decision.ndim == 1:
        # Average precision of the rarer class, which is 0 here.
        precision = average_precision_score(y[test] == 0, -decision)
    else:
        precision = average_precision_score(y[test], decision, average="macro")
    return {
        "data": data,
        "sampler": name,
        "balanced accuracy": balanced_accuracy_score(y[test], predicted),
        "macro F1": f1_score(y[test], predicted, average="macro"),
        "average precision": precision,
        "seconds": seconds,
    }


def cross_validate_all(n_jobs, n_splits):
    """Return a row of scores for each data set, sampler and fold."""
    data = {
        "digits, 3 rare": (*load_rare_digits(), (8, 8)),
        "cancer, 1 rare": (*load_rare_cancer(), None),
    }
    folds = StratifiedKFold(n_splits, shuffle=True, random_state=SEED)
    jobs = [
        delayed(cross_validate_fold)(title, name, sampler, train, test, X, y)
        for title, (X, y, shape) in data.items()
        for name, sampler in samplers(shape).items()
        for train, test in folds.split(X, y)
    ]
    bar = keras.utils.Progbar(len(jobs), unit_name="fold")
    rows = []
    for row in Parallel(n_jobs, return_as="generator_unordered")(jobs):
        rows.append(row)
        bar.update(len(rows))
    return pd.DataFrame(rows)


def draw_digits(sampler, X, y, path):
    """Write a picture of real and generated digits, one row a class."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(
        10, N_REAL + 1 + N_GENERATED, figsize=(9, 6.5), layout="constrained"
    )
    for digit, row in enumerate(axes):
        generated, _ = sampler.sample({digit: N_GENERATED})
        shown = [*X[y == digit][:N_REAL], None, *generated]
        for axis, image in zip(row, shown, strict=True):
            axis.axis("off")
            if image is not None:
                axis.imshow(image.reshape(8, 8), cmap="gray_r", vmin=0, vmax=16)
        count = np.count_nonzero(y == digit)
        row[0].set_title(f"{digit}: {count} rows", fontsize=7, loc="left")
    figure.suptitle("Digits: real (left) and generated by the network alone (right)")
    figure.savefig(path, dpi=120)
    plt.close(figure)


def draw_losses(histories, path):
    """Write the curves of both losses, one panel a data set."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(
        1, len(histories), figsize=(9, 3.5), layout="constrained"
    )
    for axis, (title, history) in zip(axes, histories.items(), strict=True):
        axis.plot(history["iteration"], history["discriminator_loss"], label="D")
        axis.plot(history["iteration"], history["generator_loss"], label="G")
        axis.set(title=title, xlabel="iteration", ylabel="loss")
        axis.legend()
    figure.savefig(path, dpi=120)
    plt.close(figure)


def draw(folder):
    """Fit both data sets once and write the two pictures."""
    import matplotlib

    matplotlib.use("Agg")
    folder.mkdir(parents=True, exist_ok=True)
    X, y = load_rare_digits()
    # Without the kernel, so that the picture shows what the network has learnt.
    digits = ACGANSampler(sample_shape=(8, 8), kernel_fraction=0, random_state=SEED)
    draw_digits(digits.fit(X, y), X, y, folder / "digits.png")
    cancer = ACGANSampler(random_state=SEED).fit(*load_rare_cancer())
    histories = {"digits": digits.history_, "cancer": cancer.history_}
    draw_losses(histories, folder / "losses.png")


def main():
    """Print the table and write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=Path("demo"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folds", type=int, default=5)
    arguments = parser.parse_args()
    scores = cross_validate_all(arguments.jobs, arguments.folds)
    table = scores.groupby(["data", "sampler"], sort=False).mean()
    order = list(samplers(None))
    print(table.reindex(order, level="sampler").round(3).to_string())
    draw(arguments.output)
    print(f"Pictures: {arguments.output / 'digits.png'}, losses.png beside it.")


if __name__ == "__main__":
    main()
