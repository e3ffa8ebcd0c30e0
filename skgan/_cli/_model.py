"""``skgan generate`` and ``skgan report``: samples of a model and their quality."""

import click
from sklearn.utils._optional_dependencies import check_matplotlib_support

from skgan._cli import _options as shared
from skgan._cli._resample import parse_counts
from skgan._data import (
    DASH,
    HTML,
    TABLES,
    Samples,
    check_file,
    check_fits,
    check_output,
    counts_of,
    dialect_of,
    read_samples,
    suffix_of,
    write_frame,
    write_samples,
)
from skgan.datasets import TextTable
from skgan.exceptions import LoadError
from skgan.samplers import read_sampler, synthesizer_of

EPILOG = """
\b
Examples:
  skgan generate model.skgan --per-class 100 -o out/
  skgan generate model.skgan --class fraud=20 --class theft=5 -o rows.csv
"""

REPORT_EPILOG = """
\b
Examples:
  skgan report model.skgan held_out.csv --target label
  skgan report model.skgan held_out.csv --target label -o report.html
"""


@click.command(epilog=EPILOG)
@click.argument("model", type=shared.PATH)
@shared.output(required=True, help="File or folder to write.")
@shared.number("--per-class", help="Number of samples of each class.")
@click.option(
    "--class",
    "of_class",
    multiple=True,
    metavar="CLASS=N",
    help="Number of samples of one class; can be repeated, and overrides --per-class.",
)
@shared.number(
    "-n",
    "--n-samples",
    help="Total number of samples, in the proportions of the training rows.",
)
@click.option(
    "--seed", type=shared.SEED, help="Random seed. Default: the seed of the model."
)
@shared.force
def generate(model, output, per_class, of_class, n_samples, seed, force):
    """Draw samples from MODEL, a file written by `skgan train` or `sampler.save`.

    Pictures are written to a folder, with a sub-folder for each class and a page that
    shows them, or to an .npz file. Rows of tables are written to a .csv, .parquet,
    .xlsx or .npz file, to samples.csv in a folder, or to standard output ("-").
    """
    if (n_samples is None) == (per_class is None and not of_class):
        raise click.UsageError(
            "The number of samples is missing. Give --per-class, --class or -n."
        )
    check_output(output, force)
    sampler, notes = read_sampler(model)
    if n_samples is None:
        drawable = sampler.classes_[synthesizer_of(sampler).drawable()].tolist()
        n_samples = dict.fromkeys(drawable, per_class) if per_class else {}
        n_samples |= parse_counts(of_class, sampler.classes_)
        if not any(n_samples.values()):
            raise click.UsageError(
                "The number of samples of all classes is 0. Give a number above 0."
            )
    place = notes.get("target_place")
    if place is not None and (type(place) is not int or place < 0):
        raise LoadError(
            f"{model} can't be loaded, because its target_place is {place!r}. Use a "
            "complete file that `skgan train` has written."
        )
    X, y = sampler.sample(n_samples, random_state=seed)
    text = TextTable(b"", dialect_of(notes.get("dialect"), model))
    samples = Samples(X, y, getattr(y, "name", None) or "label", place, text=text)
    check_fits(output, samples)
    path = write_samples(output, samples)
    click.echo(f"{counts_of(y)}: {path}", err=path == DASH)


@click.command(epilog=REPORT_EPILOG)
@click.argument("model", type=shared.PATH)
@shared.reading
@shared.output(help="Write a page (.html), or the figures as a table (.csv ...).")
@shared.force
def report(model, data, reading, output, force):
    """Compare samples of MODEL with real samples (DATA) that were held out."""
    if output is not None:
        check_file(output, force, (HTML, *TABLES))
        if suffix_of(output) == HTML:
            check_matplotlib_support(f"-o {output}")
    sampler, _ = read_sampler(model)
    shape = synthesizer_of(sampler).form.shape
    if reading["image_shape"] is None and len(shape) == 3 and data.is_dir():
        reading["image_shape"] = shape
    samples = read_samples(data, **reading)
    figures = sampler.report(samples.X, samples.y)
    if output is not None and suffix_of(output) == HTML:
        figures.to_html(output)
    elif output is not None:
        write_frame(output, figures.to_frame().reset_index())
