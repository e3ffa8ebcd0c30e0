"""Long-tailed images: methods, classifiers, and what is done to one seed."""

from functools import partial
from time import process_time

import numpy as np
from _flat import Flat
from _image_sets import IMAGE_SETS, balanced, long_tail
from imblearn.over_sampling import SMOTE, RandomOverSampler
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score
from sklearn.utils.class_weight import compute_sample_weight

UPDATES, BATCH = 2000, 64  # of the small CNN, for every method
FLOOR, WEIGHTED, PRIOR, CEILING = "none", "class weights", "prior", "ceiling"
SMALL_SIDE = 20  # pixels; smaller pictures are shrunk once less
N_NEIGHBORS = 3  # of SMOTE, or as many as the rarest class has
# RandomOverSampler's copies, shifted, turned and zoomed; and mixed within the class.
WARPS = {"shift": 0.07, "rotation": 15.0, "zoom": 0.1}
MIXUP = {"interpolation": 1.0}


class Smote:
    """SMOTE of flat pixels, with fewer neighbours where a class is too small."""

    def __init__(self, random_state):
        self.random_state = random_state

    def fit_resample(self, X, y):
        """Return X and y with interpolated rows after the given ones."""
        k = min(N_NEIGHBORS, np.bincount(y)[np.unique(y)].min() - 1)
        return Flat(SMOTE(k_neighbors=k, random_state=self.random_state)).fit_resample(
            X, y
        )


def skgan(name, kwargs, seed):
    """One of skgan's samplers with some parameters set."""
    import skgan

    return getattr(skgan, name)(random_state=seed, **kwargs)


def make_methods(sampler_kwargs=None):
    """Return name -> factory(seed) of an object with `fit_resample`, or of None."""
    ours = sampler_kwargs or {}
    acgan = partial(partial, skgan, "ACGANSampler")
    kernel = {"kernel_fraction": 1}
    return {
        FLOOR: lambda seed: None,
        WEIGHTED: lambda seed: None,
        PRIOR: lambda seed: None,
        "RandomOverSampler": lambda seed: Flat(RandomOverSampler(random_state=seed)),
        "SMOTE": Smote,
        "warped copies": acgan({**kernel, "policy": WARPS}),
        "mixup": acgan({**kernel, "policy": MIXUP}),
        "kernel, shapes": acgan({**ours, **kernel, "policy": "shapes"}),
        "kernel": acgan({**ours, **kernel}),
        "generator": acgan({**ours, "kernel_fraction": 0}),
        "kernel and generator": acgan({**ours, "kernel_fraction": 0.75}),
        "ACGANSampler": acgan(ours),
        "DCGANSampler": partial(skgan, "DCGANSampler", ours),
        CEILING: lambda seed: None,
    }


def flat(X):
    """Return rows of pixels in [0, 1]."""
    return X.reshape(len(X), -1) / np.float32(255)


def forest(X, y, weight, seed):
    """Return the probabilities of a random forest on pixels, of images."""
    model = RandomForestClassifier(100, random_state=seed).fit(flat(X), y, weight)
    return lambda X_test: model.predict_proba(flat(X_test))


def logistic(X, y, weight, seed):
    """Return the probabilities of logistic regression on pixels, of images."""
    model = LogisticRegression(max_iter=100, tol=1e-3).fit(flat(X), y, weight)
    return lambda X_test: model.predict_proba(flat(X_test))


def small_cnn(X, y, weight, seed):
    """Return the probabilities of a small CNN, of images."""
    model = small_cnn_model(X, y, weight, seed)
    predict = partial(model.predict, batch_size=1000, verbose=0)
    return lambda X_test: predict(X_test.astype(np.float32) / 255)


def small_cnn_model(X, y, weight, seed):
    """Return the trained Keras model."""
    model = build_cnn(X.shape[1:], seed)
    random_state, pixels = np.random.RandomState(seed), X.astype(np.float32) / 255
    for _ in range(UPDATES):
        rows = random_state.randint(len(y), size=BATCH)
        drawn_weight = None if weight is None else weight[rows]
        model.train_on_batch(pixels[rows], y[rows], sample_weight=drawn_weight)
    return model


def build_cnn(shape, seed):
    """Build three convolutions, the strides of which shrink, and two dense layers."""
    import keras

    keras.utils.set_random_seed(seed)
    layers, is_small = keras.layers, shape[0] < SMALL_SIDE
    options = {"activation": "relu", "padding": "same"}
    model = keras.Sequential(
        [
            keras.Input(shape),
            layers.Conv2D(
                24, 3 if is_small else 5, strides=1 if is_small else 2, **options
            ),
            layers.Conv2D(48, 3, strides=2, **options),
            layers.Conv2D(64, 3, strides=2, **options),
            layers.Flatten(),
            layers.Dense(128, activation="relu", name="features"),
            layers.Dropout(0.5),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


CLASSIFIERS = {"CNN": small_cnn, "forest": forest, "logistic": logistic}


def run_method(folder, name, divisor, seed, method, classifiers, sampler_kwargs=None):
    """Evaluate one method on one long tail.

    Parameters
    ----------
    folder : str
        Where the files of the sets are that no package ships.
    name : str
        A key of `IMAGE_SETS`.
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
    pool, counts = IMAGE_SETS[name].read(folder), np.array(IMAGE_SETS[name].counts)
    counts = np.maximum(counts // divisor, 2)
    kept = long_tail(pool.y, counts, seed)
    if method == CEILING:
        kept = balanced(pool.y, counts[0], seed)
    X, y = pool.X[kept], pool.y[kept].astype(int)
    prior = np.bincount(y) / len(y)
    sampler = make_methods(sampler_kwargs)[method](seed)
    start = process_time()
    if sampler is not None:
        X, y = sampler.fit_resample(X, y)
    seconds = process_time() - start
    weight = compute_sample_weight("balanced", y) if method == WEIGHTED else None
    rows = []
    for classifier in classifiers:
        likely = CLASSIFIERS[classifier](X, y, weight, seed)(pool.X_test)
        likely = likely / prior if method == PRIOR else likely
        score = balanced_accuracy_score(pool.y_test, likely.argmax(axis=1))
        where = {"set": name, "divisor": divisor, "seed": seed, "method": method}
        policy = getattr(getattr(sampler, "policy_", None), "name", "")
        told = {"bal_acc": score, "seconds": seconds, "policy": policy}
        rows.append({**where, "classifier": classifier, **told})
    return rows
