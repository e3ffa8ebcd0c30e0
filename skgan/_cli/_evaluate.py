"""``skgan evaluate``: whether over-sampling helps a classifier."""

from pathlib import Path
from typing import Any

import click
from sklearn.model_selection import RepeatedStratifiedKFold
from sklearn.utils._optional_dependencies import check_matplotlib_support

from skgan._cli import _options as shared
from skgan._cli._ignored import ignore, take_column, without
from skgan._data import (
    ARMS,
    CLASSIFIERS,
    DEFAULT_ARMS,
    HTML,
    TABLES,
    check_classes,
    check_file,
    comparison,
    read_samples,
    suffix_of,
    words_of,
    write_figure,
    write_frame,
)
from skgan.inspection import AugmentationBenefitDisplay
from skgan.model_selection import (
    AugmentationResult,
    RepeatedStratifiedGroupKFold,
    cross_validate_augmentation,
)

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
@ignore
@click.option(
    "--samplers",
    default=",".join(DEFAULT_ARMS),
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
@click.option(
    "--groups",
    metavar="COLUMN",
    help="Column with the group of each row, such as a patient (tables only). No group "
    "is in both training and test rows, and the column is not used as a feature.",
)
@shared.jobs(default=1)
@shared.output(
    help="Write a page (.html), a picture (.png, .svg, .pdf) or all scores (.csv ...)."
)
@shared.seed
@shared.force
def evaluate(data, reading, ignore, samplers, output, force, **options):
    """Test by cross-validation whether over-sampling helps a classifier on DATA.

    Folds are stratified and repeated twice. Samplers are fitted on training rows only.
    The difference between each sampler and no sampler is tested.
    """
    names = [name.strip() for name in samplers.split(",")]
    unknown = [name for name in names if name not in ARMS]
    if unknown:
        raise click.UsageError(
            f"--samplers has the unknown name {unknown[0]!r}. Give some of "
            f"{', '.join(ARMS)}."
        )
    if output is not None:
        check_file(output, force, (HTML, *PICTURES, *TABLES))
        if suffix_of(output) in (HTML, *PICTURES):
            check_matplotlib_support(f"-o {output}")
    samples = without(read_samples(data, **reading), ignore)
    check_classes(data, samples)
    result = compare(samples, names, name=data.resolve().name, **options)
    click.echo(result)
    if output is not None:
        write_result(result, output)
        click.echo(f"Written to {output}.", err=True)


def compare(samples, names, classifier, folds, jobs, seed, groups=None, name=""):
    """Return the scores of a classifier with each sampler and without a sampler."""
    column = None if groups is None else take_column(samples, groups, "--groups")
    kind = RepeatedStratifiedKFold if groups is None else RepeatedStratifiedGroupKFold
    result = cross_validate_augmentation(
        **comparison(samples, names, classifier),
        cv=kind(n_splits=folds, n_repeats=N_REPEATS, random_state=seed),
        groups=column,
        n_jobs=jobs,
        random_state=seed,
        verbose=1,
    )
    design = {"data": name} | result.design
    return AugmentationResult(result.to_frame(), words_of(names), design)


def write_result(result: Any, output: Path) -> None:
    """Write the page, the picture or the table of all scores."""
    if suffix_of(output) == HTML:
        result.to_html(output)
        return
    if suffix_of(output) in TABLES:
        write_frame(output, result.to_frame())
        return
    import matplotlib

    matplotlib.use("Agg")
    figure = AugmentationBenefitDisplay.from_results(result).figure_
    write_figure(output, figure, dpi=150)
