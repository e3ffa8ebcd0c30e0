"""``skgan evaluate``: whether over-sampling helps a classifier."""

from pathlib import Path
from typing import Any

import click
import numpy as np
from imblearn.over_sampling import RandomOverSampler
from imblearn.pipeline import Pipeline
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import RepeatedStratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.utils._optional_dependencies import check_matplotlib_support

import skgan
from skgan._cli import _options as shared
from skgan._cli._place import check_file
from skgan._cli._read import read_samples
from skgan._cli._signals import FlatSignalSampler
from skgan._cli._smote import columns_of, make_smote, with_numbers, without_gaps
from skgan._cli._tables import TABLES, suffix_of
from skgan._cli._write import write_figure, write_frame
from skgan._spec import KINDS, Shape, kind_of
from skgan.inspection import AugmentationBenefitDisplay
from skgan.model_selection import AugmentationResult, cross_validate_augmentation
from skgan.samplers import MixupSampler, WarpSampler

WORDS = ("kernel", "warp", "mixup", "class_weight", "threshold", "prior")
ARMS = (*WORDS, "ros", "smote", *shared.SAMPLERS)
# Each further name costs power; class_weight is a baseline that costs no time.
DEFAULT = ("class_weight", "smote", "acgan")
CLASSIFIERS = {
    "forest": RandomForestClassifier(),
    "logistic": LogisticRegression(max_iter=1000),
    "boosting": HistGradientBoostingClassifier(),
}
N_REPEATS = 2
PICTURES = (".png", ".svg", ".pdf")

EPILOG = """
\b
Examples:
  skgan evaluate data.csv --target label
  skgan evaluate pictures/ --samplers acgan,dcgan --classifier logistic -o gain.png
"""


@click.command(epilog=EPILOG)
@shared.reading
@click.option(
    "--samplers",
    default=",".join(DEFAULT),
    show_default=True,
    help=f"Samplers to compare, separated by commas: {', '.join(ARMS)}.",
)
@click.option(
    "--classifier",
    type=click.Choice([*CLASSIFIERS]),
    default="forest",
    show_default=True,
)
@click.option("--folds", type=click.IntRange(2), default=5, show_default=True)
@shared.jobs(default=1)
@shared.output(
    help="Draw the differences (.png, .svg, .pdf), or write all scores (.csv ...)."
)
@shared.seed
@shared.force
def evaluate(data, reading, samplers, output, force, **options):
    """Cross-validate whether over-sampling helps a classifier on DATA, and say so.

    Folds are stratified and repeated twice; samplers see training rows only, and
    differences to no sampler are tested.
    """
    names = [name.strip() for name in samplers.split(",")]
    unknown = [name for name in names if name not in ARMS]
    if unknown:
        raise click.UsageError(
            f"--samplers has {unknown[0]!r}. Give some of {', '.join(ARMS)}."
        )
    if output is not None:
        check_file(output, force, (*PICTURES, *TABLES))
        if suffix_of(output) in PICTURES:
            check_matplotlib_support(f"-o {output}")
    samples = read_samples(data, **reading)
    result = compare(samples, names, **options)
    click.echo(result)
    if output is not None:
        write_result(result, output)


def compare(samples, names, classifier, folds, jobs, seed):
    """Return the scores of a classifier with each sampler and without."""
    X, shape = with_numbers(samples.X), None
    if not samples.is_table and X.ndim != 2:  # rows for any classifier; GANs fold them
        X, shape = X.reshape(len(X), -1), X.shape[1:]
    result = cross_validate_augmentation(
        pipeline_of(CLASSIFIERS[classifier], X),
        X,
        np.asarray(samples.y),
        samplers={name: make_arm(name, X, shape) for name in names},
        cv=RepeatedStratifiedKFold(
            n_splits=folds, n_repeats=N_REPEATS, random_state=seed
        ),
        n_jobs=jobs,
        random_state=seed,
        verbose=1,
    )
    # Some words have become samplers, which know the shape or fill gaps.
    words = {name: name for name in names if name in WORDS}
    return AugmentationResult(result.to_frame(), words)


def pipeline_of(classifier: Any, X: Any) -> Pipeline:
    """Return preprocessing, at scikit-learn's defaults, and a classifier."""
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
        return folding(skgan.ACGANSampler(kernel_fraction=1), shape)
    if name == "warp":
        check_arm(name, "images", shape is not None and len(shape) == 3)
        return WarpSampler(sample_shape=shape)
    if name == "mixup":
        check_arm(name, "numbers", not columns_of(X)[1])
        return without_gaps(MixupSampler(), X)
    if name in WORDS:
        return name
    if name == "ros":
        return RandomOverSampler()
    if name == "smote":
        return make_smote(X)
    return folding(getattr(skgan, shared.SAMPLERS[name])(), shape)


def folding(sampler: Any, shape: Shape | None) -> Any:
    """Return a sampler that takes flat rows of samples of a shape."""
    if shape is not None and kind_of(shape) is KINDS["signal"]:
        return FlatSignalSampler(sampler, shape)
    return sampler.set_params(sample_shape=shape)


def check_arm(name: str, kind: str, is_of_kind: bool) -> None:
    """Raise where data are not of the kind that a sampler takes."""
    if not is_of_kind:
        raise click.UsageError(
            f"--samplers has {name!r}, which is for {kind}, but DATA has others. Leave "
            "it out."
        )


def write_result(result: Any, output: Path) -> None:
    """Write the picture or the table of all scores."""
    if suffix_of(output) in TABLES:
        write_frame(output, result.to_frame())
        return
    import matplotlib

    matplotlib.use("Agg")
    figure = AugmentationBenefitDisplay.from_results(result).figure_
    write_figure(output, figure, dpi=150)
