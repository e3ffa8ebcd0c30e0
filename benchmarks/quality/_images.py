"""Long-tailed MNIST: counts, methods, classifiers, and what is done to one seed."""

from functools import cache, partial
from time import perf_counter

import numpy as np
from _flat import Flat
from imblearn.over_sampling import SMOTE, RandomOverSampler
from scipy.ndimage import affine_transform
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score
from sklearn.utils.class_weight import compute_sample_weight

from skgan.datasets import load_mnist

# The protocol of DeepSMOTE (Dablain, Krawczyk and Chawla 2022).
COUNTS = np.array([4000, 2000, 1000, 750, 500, 350, 200, 100, 60, 40])
SHIFT, ROTATION, ZOOM = 2.0, np.deg2rad(15.0), 0.1  # of the warped copies
UPDATES, BATCH = 1500, 128  # of the small CNN, for every method
FLOOR, WEIGHTED, CEILING = "none", "class weights", "ceiling"


@cache
def read_mnist(folder):
    """Return images (n, 28, 28, 1) and labels for training, then for the test."""
    try:
        X, y = load_mnist(folder, return_X_y=True)
        X_test, y_test = load_mnist(folder, subset="test", return_X_y=True)
    except FileNotFoundError as error:
        raise SystemExit(
            f"{error} --data is a folder with the files of MNIST."
        ) from None
    return X, y, X_test, y_test


def long_tail(y, divisor, seed):
    """Return rows with long-tailed counts over a seeded random order of the classes."""
    rng = np.random.RandomState(seed)
    order = rng.permutation(10)
    kept = [
        rng.permutation(np.flatnonzero(y == label))[:count]
        for label, count in zip(order, COUNTS // divisor, strict=True)
    ]
    return rng.permutation(np.concatenate(kept))


def balanced(y, count, seed):
    """Return the rows of the ceiling: as many of each class."""
    rng = np.random.RandomState(seed)
    rows = [rng.permutation(np.flatnonzero(y == label))[:count] for label in range(10)]
    return np.concatenate(rows)


class WarpedCopies:
    """RandomOverSampler whose copies are shifted, rotated and zoomed at random."""

    def __init__(self, random_state):
        self.random_state = random_state

    def fit_resample(self, X, y):
        """Return X and y with warped copies after the given rows."""
        rng = np.random.RandomState(self.random_state)
        X_all, y_all = Flat(RandomOverSampler(random_state=rng)).fit_resample(X, y)
        copies = X_all[len(X) :]
        for i, image in enumerate(copies):
            copies[i, ..., 0] = self.warp(image[..., 0].astype(float), rng)
        return X_all, y_all

    @staticmethod
    def warp(image, rng):
        """Return one image, moved a little."""
        angle = rng.uniform(-ROTATION, ROTATION)
        zoom = 1.0 + rng.uniform(-ZOOM, ZOOM)
        turn = np.array(
            [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
        )
        middle = (np.array(image.shape) - 1) / 2
        offset = middle - zoom * turn @ middle + rng.uniform(-SHIFT, SHIFT, size=2)
        return np.round(affine_transform(image, zoom * turn, offset, order=1))


def skgan(name, kwargs, seed):
    """One of skgan's samplers with some parameters set."""
    import skgan

    return getattr(skgan, name)(random_state=seed, **kwargs)


def make_methods(sampler_kwargs=None):
    """Return name -> factory(seed) of an object with `fit_resample`, or of None."""
    ours = sampler_kwargs or {}
    return {
        FLOOR: lambda seed: None,
        WEIGHTED: lambda seed: None,
        "RandomOverSampler": lambda seed: Flat(RandomOverSampler(random_state=seed)),
        "SMOTE": lambda seed: Flat(SMOTE(k_neighbors=3, random_state=seed)),
        "warped copies": WarpedCopies,
        "kernel": partial(skgan, "ACGANSampler", {**ours, "kernel_fraction": 1}),
        "generator": partial(skgan, "ACGANSampler", {**ours, "kernel_fraction": 0}),
        "ACGANSampler": partial(skgan, "ACGANSampler", ours),
        "DCGANSampler": partial(skgan, "DCGANSampler", ours),
        CEILING: lambda seed: None,
    }


def flat(X):
    """Return rows of pixels in [0, 1]."""
    return X.reshape(len(X), -1) / np.float32(255)


def forest(X, y, weight, seed):
    """Return a random forest on pixels, as a function of images."""
    model = RandomForestClassifier(100, random_state=seed).fit(flat(X), y, weight)
    return lambda X_test: model.predict(flat(X_test))


def logistic(X, y, weight, seed):
    """Return logistic regression on pixels, as a function of images."""
    model = LogisticRegression(max_iter=100, tol=1e-3).fit(flat(X), y, weight)
    return lambda X_test: model.predict(flat(X_test))


def small_cnn(X, y, weight, seed):
    """Return a small CNN after a fixed number of updates, as a function of images."""
    model = small_cnn_model(X, y, weight, seed)
    predict = partial(model.predict, batch_size=1000, verbose=0)
    return lambda X_test: predict(X_test.astype(np.float32) / 255).argmax(axis=1)


def small_cnn_model(X, y, weight, seed):
    """Return the trained Keras model."""
    model = build_cnn(X.shape[1:], seed)
    rows = np.random.RandomState(seed).randint(len(y), size=UPDATES * BATCH)
    drawn_weight = None if weight is None else weight[rows]
    model.fit(
        X[rows].astype(np.float32) / 255,
        y[rows],
        BATCH,
        sample_weight=drawn_weight,
        shuffle=False,
        verbose=0,
    )
    return model


def build_cnn(shape, seed):
    """Build two convolutions, each with pooling, and two dense layers."""
    import keras

    keras.utils.set_random_seed(seed)
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input(shape),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(128, activation="relu", name="features"),
            layers.Dropout(0.5),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


CLASSIFIERS = {"CNN": small_cnn, "forest": forest, "logistic": logistic}


def run_method(folder, divisor, seed, method, classifiers, sampler_kwargs=None):
    """Evaluate one method on one long tail.

    Parameters
    ----------
    folder : str
        Where MNIST's files are.
    divisor : int
        The counts are divided by it.
    seed : int
        Of the rows, the sampler and the classifiers.
    method : str
        A key of `make_methods`.
    classifiers : list of str
        Keys of `CLASSIFIERS`.
    sampler_kwargs : dict, default=None
        Further parameters for skgan's samplers.

    Returns
    -------
    rows : list of dict
        The long table: one for each classifier.
    """
    X, y, X_test, y_test = read_mnist(folder)
    kept = long_tail(y, divisor, seed)
    if method == CEILING:
        kept = balanced(y, COUNTS[0] // divisor, seed)
    X, y = X[kept], y[kept]
    sampler = make_methods(sampler_kwargs)[method](seed)
    start = perf_counter()
    if sampler is not None:
        X, y = sampler.fit_resample(X, y)
    seconds = perf_counter() - start
    weight = compute_sample_weight("balanced", y) if method == WEIGHTED else None
    rows = []
    for name in classifiers:
        predicted = CLASSIFIERS[name](X, y, weight, seed)(X_test)
        score = balanced_accuracy_score(y_test, predicted)
        where = {"divisor": divisor, "seed": seed, "method": method}
        rows.append({**where, "classifier": name, "bal_acc": score, "seconds": seconds})
    return rows
