"""``skgan evaluate``: whether over-sampling helps a classifier."""

from pathlib import Path
from typing import Any

import click
import numpy as np
from sklearn.utils._optional_dependencies import check_matplotlib_support

from skgan._cli import _options as shared
from skgan._cli._place import check_file
from skgan._cli._read import TABLES, Samples, read_samples, suffix_of
from skgan._cli._write import write_figure, write_frame
from skgan._spec import Shape

WORDS = ("kernel", "class_weight", "threshold")
ARMS = (*WORDS, "ros", "smote", *shared.SAMPLERS)
# Each further name costs power; class_weight is a baseline that costs no time.
DEFAULT = ("class_weight", "smote", "acgan")
CLASSIFIERS = ("forest", "logistic", "boosting")
N_REPEATS = 2
PICTURES = (".png", ".svg", ".pdf")

EPILOG = """
\b
Examples:
  skgan evaluate data.csv --target label
  skgan evaluate pictures/ --samplers acgan,dcgan --classifier logistic -o gain.png
"""


@click.command(epilog=EPILOG)
@shared.data
@shared.target
@click.option(
    "--samplers",
    default=",".join(DEFAULT),
    show_default=True,
    help=f"Separated by commas, from {', '.join(ARMS)}.",
)
@click.option(
    "--classifier", type=click.Choice(CLASSIFIERS), default="forest", show_default=True
)
@click.option("--folds", type=click.IntRange(2), default=5, show_default=True)
@click.option("--jobs", type=int, default=1, show_default=True, help="Processes.")
@shared.output(
    help="Draw the differences (.png, .svg, .pdf), or write all scores (.csv ...)."
)
@shared.image_shape
@shared.split
@shared.seed
@shared.force
def evaluate(data, target, image_shape, split, samplers, output, force, **options):
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
    samples = read_samples(data, target, image_shape, split)
    result = compare(samples, names, **options)
    click.echo(result)
    if output is not None:
        write_result(result, output)


def compare(samples, names, classifier, folds, jobs, seed):
    """Return the scores of a classifier with each sampler and without."""
    from sklearn.model_selection import RepeatedStratifiedKFold

    from skgan.model_selection import cross_validate_augmentation

    X, shape = flat(samples)
    return cross_validate_augmentation(
        make_pipeline(classifier, X),
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


def flat(samples: Samples) -> tuple[Any, Shape | None]:
    """Return rows for any classifier, and the shape that GANs fold them to."""
    if samples.is_table or samples.X.ndim == 2:
        return samples.X, None
    return samples.X.reshape(len(samples.X), -1), samples.X.shape[1:]


def make_pipeline(classifier: str, X: Any) -> Any:
    """Return preprocessing and a classifier, at scikit-learn's defaults."""
    from imblearn.pipeline import Pipeline
    from sklearn.compose import make_column_selector, make_column_transformer
    from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import Pipeline as SkPipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    model = {
        "forest": RandomForestClassifier(),
        "logistic": LogisticRegression(max_iter=1000),
        "boosting": HistGradientBoostingClassifier(),
    }[classifier]
    steps = [("impute", SimpleImputer()), ("scale", StandardScaler())]
    if hasattr(X, "iloc"):
        texts = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
        encode = make_column_transformer(
            (SkPipeline(steps), make_column_selector(dtype_include="number")),
            (texts, make_column_selector(dtype_exclude="number")),
        )
        steps = [("encode", encode)]
    return Pipeline([("sampler", "passthrough"), *steps, ("classifier", model)])


def make_arm(name: str, X: Any, shape: Shape | None) -> Any:
    """Return the sampler, or the word, of a name."""
    from imblearn.over_sampling import RandomOverSampler

    import skgan

    if name == "kernel" and shape is not None:
        return skgan.ACGANSampler(kernel_fraction=1, sample_shape=shape)
    if name in WORDS:
        return name
    if name == "ros":
        return RandomOverSampler()
    if name == "smote":
        return make_smote(X)
    return getattr(skgan, shared.SAMPLERS[name])(sample_shape=shape)


def make_smote(X: Any) -> Any:
    """Return the SMOTE for these columns: SMOTENC needs both kinds."""
    from imblearn.over_sampling import SMOTE, SMOTEN, SMOTENC

    if not hasattr(X, "iloc"):
        return SMOTE()
    texts = X.select_dtypes(exclude="number").columns.tolist()
    if not texts:
        return SMOTE()
    return SMOTEN() if len(texts) == X.shape[1] else SMOTENC(texts)


def write_result(result: Any, output: Path) -> None:
    """Write the picture or the table of all scores."""
    if suffix_of(output) in TABLES:
        write_frame(output, result.to_frame())
        return
    import matplotlib

    matplotlib.use("Agg")
    from skgan.inspection import AugmentationBenefitDisplay

    figure = AugmentationBenefitDisplay.from_results(result).figure_
    write_figure(output, figure, dpi=150)
