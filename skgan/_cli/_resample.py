"""``skgan resample``: over-sample the rarer classes."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import click
import numpy as np
from numpy.typing import ArrayLike

from skgan._cli import _options as shared
from skgan._cli._ignored import ignore, with_ignored, without
from skgan._data import (
    DASH,
    check_classes,
    check_fits,
    check_large,
    check_output,
    counts_in_words,
    counts_of,
    default_memory,
    open_large,
    read_samples,
    resample_large,
    write_samples,
)
from skgan._spec import Array

WORDS = ("auto", "minority", "not minority", "not majority", "all")
EPILOG = """
\b
Examples:
  skgan resample data.csv --target label -o balanced.csv
  skgan resample pictures/ -o balanced/ --image-shape 32,32,3
  skgan resample data.parquet -t label -o more.parquet --strategy fraud=500
  skgan resample parts/ -t label -o more/ --memory 2GB
"""


@click.command(epilog=EPILOG)
@shared.reading
@ignore
@shared.output(required=True, help="File or folder to write.")
@click.option(
    "--strategy",
    "sampling_strategy",
    default="auto",
    show_default=True,
    metavar="WORD|RATIO|CLASS=TOTAL,...",
    help="Like the parameter sampling_strategy of imbalanced-learn.",
)
@click.option(
    "--memory",
    type=shared.Size(),
    help="Read tables that need more memory than this in blocks. Default: half of the "
    "memory of the machine.",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Address of a dask scheduler (tcp://...), whose cluster reads tables and "
    "draws rows.",
)
@shared.sampler_options
@shared.force
def resample(
    data, reading, ignore, output, sampling_strategy, memory, dask, force, **options
):
    """Write DATA, followed by generated samples of the rarer classes.

    Rows of tables, their columns and their order do not change. Pictures are copied
    without changes. The suffix of the result determines its format. For tables of text,
    "-" is standard input or standard output. DATA may also be a folder of tables.
    """
    check_output(output, force)
    place = output.resolve()
    if data.resolve() in (place, *place.parents) and DASH not in (data, output):
        raise click.UsageError(f"-o {output} is in DATA, {data}. Give another folder.")
    shared.make_sampler(**options)  # finds invalid options before DATA is read
    memory = memory or default_memory()
    tables = open_large(data, memory, is_for_cluster=dask is not None, **reading)
    if tables is not None:
        if ignore is not None:
            raise click.UsageError(
                "--ignore is for tables that are not read in blocks. Leave it out, or "
                "increase --memory."
            )
        resample_in_blocks(tables, output, sampling_strategy, dask, options)
        return
    if dask is not None:
        raise click.UsageError(
            f"--dask is for tables of parquet or text, but '{data}' is not one. Leave "
            "it out."
        )
    samples = read_samples(data, **reading)
    check_classes(data, samples)
    check_fits(output, samples)
    strategy = parse_strategy(sampling_strategy, samples.y)
    sampler = shared.make_sampler(**options, sampling_strategy=strategy, verbose=1)
    X, y = sampler.fit_resample(without(samples, ignore).X, samples.y)
    X = with_ignored(X, samples.X)
    path = write_samples(output, replace(samples, X=X, y=y), n_real=len(samples.y))
    counts = f"{counts_of(samples.y)} -> {counts_of(y)}"
    click.echo(f"{counts}: {path}", err=path == DASH)


def resample_in_blocks(tables, output, sampling_strategy, address, options):
    """Over-sample tables that are larger than memory."""
    check_large(output, tables.suffixes)
    before, after = resample_large(
        tables,
        output,
        shared.make_sampler(**options, verbose=1),
        lambda classes: parse_strategy(sampling_strategy, classes),
        address,
    )
    click.echo(f"{counts_in_words(before)} -> {counts_in_words(after)}: {output}")


def parse_strategy(text: str, y: ArrayLike) -> float | str | dict[Any, int]:
    """Return a ratio, a dict from class to total, or one of the words."""
    if "=" in text:
        return parse_counts(text.split(","), np.unique(np.asarray(y)))
    if text in WORDS:
        return text
    with suppress(ValueError):
        if 0 < float(text) <= 1:
            return float(text)
    raise click.UsageError(
        f"--strategy {text!r} is unknown. Give {', '.join(map(repr, WORDS))}, a ratio "
        "up to 1, or totals such as fraud=500."
    )


def parse_counts(assignments: Iterable[str], classes: Array) -> dict[Any, int]:
    """Return the numbers of texts such as ``a=20``, as a dict by class."""
    by_name = {str(label): label for label in classes.tolist()}
    counts = {}
    for text in assignments:
        name, _, number = text.rpartition("=")
        if name.strip() not in by_name:
            raise click.UsageError(
                f"{text!r} does not begin with a class and '='. The classes are "
                f"{', '.join(by_name)}."
            )
        if not number.strip().isdecimal():
            raise click.UsageError(
                f"{text!r} has no whole number after '='. Write it as in fraud=500."
            )
        counts[by_name[name.strip()]] = int(number)
    return counts
