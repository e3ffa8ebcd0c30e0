"""Over-sample tables that are larger than memory."""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from sklearn.utils import check_random_state

from skgan._data._arrow import footer_of
from skgan._data._parquet import ParquetTables
from skgan._data._tables import DASH, suffix_of
from skgan._data._text import TextTables
from skgan._data._workers import Run, workers
from skgan._progress import ProgressBar
from skgan.datasets import TABLES, TEXTS
from skgan.distributed import (
    MAX_ROWS,
    Draws,
    Summary,
    fit_sample,
    merge,
    seed_of,
    summarize,
)
from skgan.exceptions import DataFileError, InputError
from skgan.validation import memory_size

__all__ = ["default_memory", "is_table_folder", "open_large", "resample_large"]

# Fitting a sampler and drawing new rows takes about ten times the memory of the numbers
# in a table (docs/reliability.md).
COPIES = 10
BYTES = 8  # of a value
ZIPPED = 4  # ratio of the size of a text to its compressed size
SHARE = 32  # ratio of the memory to the size of a block
MAX_BLOCK = 2**26  # bytes; larger blocks are not faster
BLOCKWISE = (".parquet", *TEXTS)
N_MERGED = 8  # summaries of blocks that are merged at once


def default_memory() -> int:
    """Return half of the memory of the machine, in bytes."""
    size = memory_size()
    return int(size / 2) if size < float("inf") else 2**32


def is_table_folder(path: Path, target: str | None) -> bool:
    """Return whether a folder has tables; with pictures, only if a target is given."""
    if path == DASH or not path.is_dir():
        return False
    is_asked = target is not None or not any(p.is_dir() for p in path.iterdir())
    return is_asked and bool(tables_in(path))


def tables_in(folder: Path) -> list[Path]:
    """Return the files of tables in a folder, without other files such as notes."""
    tables = [
        path
        for path in folder.iterdir()
        if path.is_file() and path.name[0] not in "._" and suffix_of(path) in TABLES
    ]
    return sorted(tables, key=name_in_order)


def name_in_order(path: Path) -> list[Any]:
    """Return a key for sorting, with which "part.2" comes before "part.10"."""
    pieces = re.split(r"(\d+)", path.name)  # text, digits, text ...
    return [int(piece) if i % 2 else piece for i, piece in enumerate(pieces)]


def open_large(
    path: Path,
    memory: int,
    target: str | None,
    image_shape: Any = None,
    split: str | None = None,
    is_for_cluster: bool = False,
    **dialect: str | None,
) -> Any:
    """Return the tables of a file or folder if they have to be read in blocks.

    Return None if the file fits into memory, or if its format cannot be read in blocks.
    With a cluster, all tables are read in blocks.
    """
    if is_table_folder(path, target):
        paths = tables_in(path)
    elif path == DASH or not path.is_file():
        return None
    elif COPIES * bytes_of(path) > memory or (
        is_for_cluster and suffix_of(path) in BLOCKWISE
    ):
        paths = [path]
    else:
        return None
    kinds = sorted({suffix_of(path) for path in paths})
    if len(kinds) > 1 or ".xlsx" in kinds:
        raise DataFileError(
            f"'{path}' has tables in the formats {', '.join(kinds)}. Use only files of "
            "parquet, or only files of text."
        )
    if is_for_cluster:  # workers may have another working directory
        paths = [path.resolve() for path in paths]
    target = checked_target(path, target)
    check_options(kinds[0], image_shape, split, dialect)
    block_bytes = min(memory // SHARE, MAX_BLOCK)
    try:
        if kinds == [".parquet"]:
            return ParquetTables(paths, target, block_bytes)
        return TextTables(paths, target, block_bytes, **dialect)
    except InputError as error:
        raise click.UsageError(str(error)) from error


def checked_target(path: Path, target: str | None) -> str:
    """Return the column of classes, or raise an error if it was not given."""
    if target is None:
        raise click.UsageError(
            f"The column of '{path}' with the classes is not known. Give --target."
        )
    return target


def check_options(suffix: str, image_shape: Any, split: Any, dialect: Any) -> None:
    """Raise an error if an option is not for tables of this format."""
    given = {"--image-shape": image_shape, "--split": split}
    if suffix not in TEXTS:
        given |= {f"--{name}": value for name, value in dialect.items()}
    wrong = [option for option, value in given.items() if value is not None]
    if wrong:
        raise click.UsageError(
            f"{wrong[0]} is not for tables that end in {suffix}. Leave it out."
        )


def bytes_of(path: Path) -> int:
    """Return the approximate number of bytes of a table, or 0 if it is not known."""
    suffix = suffix_of(path)
    if suffix == ".parquet":
        metadata = footer_of(path).metadata
        return BYTES * metadata.num_rows * metadata.num_columns
    if suffix in TEXTS:
        return path.stat().st_size * (ZIPPED if suffix.endswith(".gz") else 1)
    return 0


def resample_large(
    tables: Any,
    output: Path,
    sampler: Any,
    strategy_of: Callable[[list[Any]], Any],
    address: str | None = None,
) -> tuple[dict[Any, int], dict[Any, int]]:
    """Write tables, followed by new rows of the rarer classes.

    Parameters
    ----------
    tables : ParquetTables or TextTables
        The tables to read, with a method that writes them.
    output : Path
        A file, or a folder that does not exist yet.
    sampler : sampler
        An unfitted sampler.
    strategy_of : callable
        A function from the list of classes to the `sampling_strategy`.
    address : str, default=None
        Address of a dask scheduler, whose workers can also read the tables. They read
        the tables and draw new rows. The fit and the writing are done in this process.

    Returns
    -------
    before, after : dict
        Number of rows of each class.
    """
    seed = seed_of(check_random_state(sampler.random_state))
    with workers(address) as run:
        summary = summary_of(tables, seed, run)
        X, y, classes = tables.frames(summary.rows[0], summary.ids["label"])
        known = dict(zip(summary.ids["label"], classes, strict=True))
        counts: dict[Any, int] = {}
        for label, n in summary.counts.items():  # "1" and "1.0" may be equal
            counts[known[label]] = counts.get(known[label], 0) + n
        sampler.set_params(sampling_strategy=strategy_of([*counts]))
        draws = fit_sample(sampler, X, y, counts, seed)
        check_space(tables.paths, output, draws.n_rows / sum(counts.values()))
        blocks = run(Draws.draw, draws, range(len(draws)))
        with ProgressBar(len(draws), "new rows") as bar:
            tables.write(output, counted(blocks, bar))
    before = {label: counts[label] for label in draws.n_new}
    return before, {label: n + draws.n_new[label] for label, n in before.items()}


def counted(blocks: Iterable[Any], bar: ProgressBar) -> Iterator[Any]:
    """Yield blocks, and show their number in a progress bar."""
    for i, block in enumerate(blocks):
        yield block
        bar.update(i + 1)


def summary_of(tables: Any, seed: int, run: Run) -> Summary:
    """Return the counts of all rows, and a sample of the rows in their order."""
    merged: Summary | None = None
    settings = tables, seed, MAX_ROWS
    with ProgressBar(len(tables.paths), "files read") as bar:
        for summary in counted(run(summary_of_part, settings, range(bar.total)), bar):
            merged = merged_with(merged, [summary] if summary is not None else [])
    if merged is None:
        raise DataFileError(f"'{tables.paths[0]}' has no rows. Give a table with rows.")
    return merged.in_order()


def summary_of_part(settings: tuple[Any, int, int], part: int) -> Summary | None:
    """Return the summary of one file, or None if it has no rows."""
    tables, seed, max_rows = settings
    merged: Summary | None = None
    waiting: list[Summary] = []
    for place, rows, labels in tables.blocks(part):
        bounds = None if merged is None else merged.bounds
        block = summarize(
            (rows,), labels, place, seed=seed, max_rows=max_rows, bounds=bounds
        )
        waiting.append(block)
        if len(waiting) == N_MERGED or merged is None:
            merged, waiting = merged_with(merged, waiting), []
    return merged_with(merged, waiting)


def merged_with(merged: Summary | None, others: list[Summary]) -> Summary | None:
    """Return the merged summary, or None if there are no rows yet."""
    summaries = [*([] if merged is None else [merged]), *others]
    return merge(summaries) if summaries else None


def check_space(paths: list[Path], output: Path, growth: float) -> None:
    """Raise an error if the disk has not enough space for the result."""
    needed = sum(path.stat().st_size for path in paths) * (1 + growth)
    free = shutil.disk_usage(output.resolve().parent).free
    if needed > free:
        raise DataFileError(
            f"'{output}' needs about {needed / 1e9:.3g} GB, but its disk has only "
            f"{free / 1e9:.3g} GB free. Use a larger disk, or a lower --strategy."
        )
