"""The samplers, words and classifiers that ``skgan evaluate`` and the app compare."""

from typing import Any

import click
import numpy as np
from imblearn.over_sampling import RandomOverSampler
from imblearn.pipeline import Pipeline
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from skgan import samplers
from skgan._data._read import Samples
from skgan._data._signals import FlatSignalSampler
from skgan._data._smote import columns_of, make_smote, with_numbers, without_gaps
from skgan._spec import KINDS, Shape, kind_of

SAMPLERS = {"acgan": "ACGANSampler", "dcgan": "DCGANSampler", "gan": "GANSampler"}
WORDS = ("kernel", "warp", "mixup", "class_weight", "threshold", "prior")
ARMS = (*WORDS, "ros", "smote", *SAMPLERS)
# Each further name reduces the power of the tests. class_weight is a fast baseline.
DEFAULT_ARMS = ("class_weight", "smote", "acgan")
CLASSIFIERS = {
    "forest": RandomForestClassifier(),
    "logistic": LogisticRegression(max_iter=1000),
    "boosting": HistGradientBoostingClassifier(),
}


def comparison(samples: Samples, names: Any, classifier: str) -> dict[str, Any]:
    """Return the arguments of `cross_validate_augmentation` to compare samplers."""
    X, shape = with_numbers(samples.X), None
    if not samples.is_table and X.ndim != 2:  # classifiers need flat rows
        X, shape = X.reshape(len(X), -1), X.shape[1:]
    return {
        "estimator": pipeline_of(CLASSIFIERS[classifier], X),
        "X": X,
        "y": np.asarray(samples.y),
        "samplers": {name: make_arm(name, X, shape) for name in names},
    }


def words_of(names: Any) -> dict[str, str]:
    """Return the baselines; some words are replaced by samplers that need the shape."""
    return {name: name for name in names if name in WORDS}


def pipeline_of(classifier: Any, X: Any) -> Pipeline:
    """Return a pipeline of scikit-learn's default preprocessing and a classifier."""
    numbers, texts = columns_of(X)
    encode = make_column_transformer(
        (make_pipeline(SimpleImputer(), StandardScaler()), numbers),
        (OneHotEncoder(handle_unknown="ignore", sparse_output=False), texts),
    )
    steps = {"sampler": "passthrough", "encode": encode, "classifier": classifier}
    return Pipeline([*steps.items()])


def make_arm(name: str, X: Any, shape: Shape | None) -> Any:
    """Return the sampler, or the word, of a name."""
    if name == "kernel" and shape is not None:
        return folding(samplers.ACGANSampler(kernel_fraction=1), shape)
    if name == "warp":
        check_arm(name, "images", shape is not None and len(shape) == 3)
        return samplers.WarpSampler(sample_shape=shape)
    if name == "mixup":
        check_arm(name, "numbers", not columns_of(X)[1])
        return without_gaps(samplers.MixupSampler(), X)
    if name in WORDS:
        return name
    if name == "ros":
        return RandomOverSampler()
    if name == "smote":
        return make_smote(X)
    return folding(getattr(samplers, SAMPLERS[name])(), shape)


def folding(sampler: Any, shape: Shape | None) -> Any:
    """Return a sampler that accepts flat rows of samples with a given shape."""
    if shape is not None and kind_of(shape) is KINDS["signal"]:
        return FlatSignalSampler(sampler, shape)
    return sampler.set_params(sample_shape=shape)


def check_arm(name: str, kind: str, is_of_kind: bool) -> None:
    """Raise an error if a sampler does not accept this kind of data."""
    if not is_of_kind:
        raise click.UsageError(
            f"--samplers has {name!r}, which is only for {kind}, but DATA has none. "
            "Leave it out."
        )
