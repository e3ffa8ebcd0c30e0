"""Parquet tables that are larger than memory."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from skgan._data._arrow import (
    batches,
    categories_of,
    common_schema,
    footer_of,
    in_schema,
    is_dictionary,
    options_of,
    row_groups,
)
from skgan._data._read import is_folder
from skgan._files import write_atomically, write_folder_atomically
from skgan.datasets import check_target
from skgan.distributed import Place
from skgan.exceptions import DataFileError

__all__ = ["ParquetTables"]

ROWS_OF_GROUP = 100_000  # new rows in a row group
ROWS_OF_FILE = 5_000_000  # new rows in a file of a folder


class ParquetTables:
    """One parquet file, or several with the same columns.

    Parameters
    ----------
    paths : list of Path
        The files, in their order.
    target : str
        The column of classes.
    block_bytes : int
        Approximate size of the part that is in memory at once.
    """

    suffixes = (".parquet",)

    def __init__(self, paths: Sequence[Path], target: str, block_bytes: int) -> None:
        self.paths, self.target, self.block_bytes = paths, target, block_bytes
        first = footer_of(paths[0])
        empty = first.schema_arrow.empty_table().to_pandas()
        check_target(empty, target, paths[0])
        self.place = empty.columns.get_loc(target)
        self.schema = common_schema(paths)
        self.written = written_schema(paths, self.schema)
        self.options = options_of(first.metadata)

    def blocks(self, part: int) -> Iterator[tuple[Place, Any, pd.Series]]:
        """Yield position, rows and classes of each block of one file."""
        path, first = self.paths[part], 0
        for table in batches(path, self.block_bytes):
            kept = in_schema(table, self.schema)
            labels = kept.column(self.target).to_pandas()
            yield Place(part, first, f"'{path}'"), kept, labels
            first += len(kept)

    def frames(self, rows: Any, labels: pd.Series) -> tuple[Any, pd.Series, list[Any]]:
        """Return X and y of the rows in the sample, and the class of each label."""
        frame = rows.to_pandas().reset_index(drop=True)
        for field in self.written:
            if is_dictionary(field.type) and field.name in frame:
                column = frame[field.name]
                dtype = categories_of(field, column, self.paths[0])
                frame[field.name] = column.astype(dtype)
        return frame.drop(columns=self.target), frame[self.target], labels.tolist()

    def write(self, output: Path, new: Iterable[tuple[Any, Any]]) -> None:
        """Write all rows, followed by new rows, to a file or to a new folder."""
        tables = (self.table_of(X, y) for X, y in new)
        if is_folder(output):
            write_folder_atomically(output, lambda to: self.write_folder(to, tables))
        else:
            write_atomically(output, lambda file: self.write_file(file, tables))

    def write_file(self, file: Any, tables: Iterable[Any]) -> None:
        """Write the row groups of all files to one file, and add row groups."""
        with self.writer(file) as writer:
            for path in self.paths:
                for table in row_groups(path, 4 * self.block_bytes):
                    group = in_schema(table, self.written)
                    writer.write_table(group, max(len(group), 1))
            for group in grouped(tables, ROWS_OF_GROUP):
                writer.write_table(group)

    def write_folder(self, folder: Path, tables: Iterable[Any]) -> None:
        """Copy the files, and write new rows to separate files."""
        taken = {path.name for path in self.paths}
        names = (f"generated-{i:05d}.parquet" for i in count())
        free = (folder / name for name in names if name not in taken)
        writer, n_rows = None, 0
        for group in grouped(tables, ROWS_OF_GROUP):
            if writer is None or n_rows >= ROWS_OF_FILE:
                if writer is not None:
                    writer.close()
                writer, n_rows = self.writer(next(free)), 0
            writer.write_table(group)
            n_rows += len(group)
        if writer is not None:
            writer.close()
        for path in self.paths:
            shutil.copyfile(path, folder / path.name)

    def writer(self, file: Any) -> Any:
        """Return a writer with the options of the first file."""
        import pyarrow.parquet as pq

        return pq.ParquetWriter(file, self.written, **self.options)

    def table_of(self, X: Any, y: Any) -> Any:
        """Return new rows as an Arrow table with the types of the files."""
        import pyarrow as pa

        frame = X.copy(deep=False)
        frame.insert(self.place, self.target, np.asarray(y))
        columns = [column_of(frame, field) for field in self.written]
        return pa.Table.from_arrays(columns, schema=self.written)


def written_schema(paths: Sequence[Path], schema: Any) -> Any:
    """Return the schema of the first file, with types that all files have."""
    written = footer_of(paths[0]).schema_arrow
    for path in paths[1:]:
        other = footer_of(path).schema_arrow
        for i, field in enumerate(written):
            if other.field(field.name).type != field.type:
                written = written.set(i, schema.field(field.name))
    return written


def column_of(frame: pd.DataFrame, field: Any) -> Any:
    """Return a column of new rows as an Arrow array; an index of pandas is empty."""
    import pyarrow as pa

    if field.name not in frame or pa.types.is_null(field.type):
        return pa.nulls(len(frame), field.type)
    column = frame[field.name]
    try:
        if is_dictionary(field.type):
            return dictionary_of(column.astype("category"), field.type)
        if isinstance(column.dtype, pd.CategoricalDtype):
            column = column.astype(object)
        return pa.array(column, field.type, from_pandas=True)
    except (pa.ArrowException, TypeError, ValueError) as error:
        raise DataFileError(
            f"New values of the column {field.name!r} can't be written as "
            f"{field.type}: {str(error).rstrip('.')}. Convert the column, or leave it "
            "out."
        ) from error


def dictionary_of(column: pd.Series, kind: Any) -> Any:
    """Return categories as an Arrow array, in their order."""
    import pyarrow as pa

    codes = column.cat.codes.to_numpy()
    positions = pa.array(codes, kind.index_type, mask=codes < 0)
    values = pa.array(column.cat.categories, kind.value_type)
    return pa.DictionaryArray.from_arrays(positions, values, ordered=kind.ordered)


def grouped(tables: Iterable[Any], n_rows: int) -> Iterator[Any]:
    """Yield joined tables with at least n_rows rows, and the remaining rows."""
    import pyarrow as pa

    waiting: list[Any] = []
    for table in tables:
        waiting.append(table)
        if sum(map(len, waiting)) >= n_rows:
            yield pa.concat_tables(waiting).combine_chunks()
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting).combine_chunks()
