"""Draw the pictures of docs/: ``python benchmarks/pictures.py``.

The data sets ship with scikit-learn or are made here. About two minutes on two cores.
"""

import argparse
import os
from io import BytesIO
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
from imblearn.datasets import make_imbalance
from imblearn.over_sampling import SMOTE
from PIL import Image
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier

from skgan import ACGANSampler
from skgan.inspection import (
    AugmentationBenefitDisplay,
    FidelityDisplay,
    LossCurveDisplay,
    MetricByClassDisplay,
    NearestRowsDisplay,
    SampleGridDisplay,
    latent_grid,
)
from skgan.model_selection import cross_validate_augmentation

DPI, COLOURS = 72, 64  # so that a picture has less than 60 kB


def load_rare_digits():
    """Return five kinds of digits, of two of which there are 30, and others."""
    X, y = load_digits(n_class=5, return_X_y=True)
    X, X_held, y, y_held = train_test_split(
        X, y, test_size=0.3, stratify=y, random_state=0
    )
    rare = make_imbalance(X, y, sampling_strategy={1: 30, 3: 30}, random_state=0)
    return rare, (X_held, y_held)


def load_rare_cancer():
    """Return the breast cancer table with 30 malignant tumours."""
    X, y = load_breast_cancer(return_X_y=True, as_frame=True)
    y = y.map({0: "malignant", 1: "benign"})
    return make_imbalance(X, y, sampling_strategy={"malignant": 30}, random_state=0)


def make_signals():
    """Return vibrations of machines in three states: an oscillation and a drift."""
    random = np.random.RandomState(0)
    cycles = {"healthy": 2, "worn": 3, "broken": 5}
    y = np.repeat(list(cycles), [80, 30, 15])
    time = np.linspace(0, 1, 64)
    n = np.array([cycles[label] for label in y])[:, None]
    phase, offset = random.uniform(0, 0.2, (125, 1)), random.normal(0, 0.1, (125, 1))
    channels = np.sin(2 * np.pi * (n * time + phase)), (time + offset) * n
    return np.stack(channels, axis=2) + random.normal(0, 0.1, (125, 64, 2)), y


def compare_samplers():
    """Return the result of the first example of docs/worth_it.md."""
    counts = {digit: 20 if digit % 2 else 100 for digit in range(10)}
    X, y = load_digits(return_X_y=True)
    return cross_validate_augmentation(
        KNeighborsClassifier(),
        *make_imbalance(X, y, sampling_strategy=counts, random_state=0),
        samplers={"acgan": ACGANSampler(), "smote": SMOTE(), "kernel": "kernel"},
        random_state=0,
    )


def main():
    """Fit three samplers, compare three, and write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=Path("docs/images"))
    folder = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)

    def save(name, display):
        buffer = BytesIO()
        display.figure_.savefig(buffer, format="png", dpi=DPI)
        plt.close(display.figure_)
        picture = Image.open(buffer).convert("RGB").quantize(COLOURS)
        picture.save(folder / f"{name}.png", optimize=True)

    (X, y), held = load_rare_digits()
    digits = ACGANSampler(sample_shape=(8, 8), max_iter=1500, random_state=0).fit(X, y)
    grid = latent_grid(digits, 10)
    save("digits_latent", SampleGridDisplay.from_results(*grid, sampler=digits))
    save("digits_nearest", NearestRowsDisplay.from_estimator(digits, X, y))
    save("digits_classes", MetricByClassDisplay.from_estimator(digits, *held))
    signals = ACGANSampler(random_state=0).fit(*make_signals())
    save("signals", SampleGridDisplay.from_estimator(signals))
    cancer = ACGANSampler(early_stopping=True, random_state=0)
    cancer.fit(*load_rare_cancer())
    save("cancer", SampleGridDisplay.from_estimator(cancer))
    options = {"classes": ["malignant"], "max_columns": 8}
    save("cancer_fidelity", FidelityDisplay.from_estimator(cancer, **options))
    save("cancer_losses", LossCurveDisplay.from_estimator(cancer))
    save("benefit", AugmentationBenefitDisplay.from_results(compare_samplers()))


if __name__ == "__main__":
    main()
