"""Read parquet files with Arrow: footers, schemas, batches and row groups."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from skgan.datasets import NO_PYARROW
from skgan.exceptions import DataFileError, SkganError

__all__ = [
    "batches",
    "categories_of",
    "common_schema",
    "footer_of",
    "in_schema",
    "is_dictionary",
    "options_of",
    "row_groups",
]

MIN_ROWS, MAX_ROWS = 1_000, 2**17  # of a batch; larger ones are not faster
BUFFER = 2**20  # bytes of a column that are read at once
MIN_BYTES = 8  # of a value in memory, although it may be a single bit in the file


def footer_of(path: Path) -> Any:
    """Return an open file, of which only the footer has been read."""
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ImportError(NO_PYARROW) from error
    with reading(path):
        return pq.ParquetFile(path, buffer_size=BUFFER)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn errors of Arrow into a DataFileError."""
    try:
        yield
    except (SkganError, FileNotFoundError):
        raise
    except Exception as error:
        raise DataFileError(
            f"'{path}' is not a valid parquet file: {str(error).rstrip('.')}. Get or "
            "write it again."
        ) from error


def common_schema(paths: Sequence[Path]) -> Any:
    """Return the common schema of all files; dictionaries become the type of values.

    A column without any value in a file has no type in this file. Its type is then that
    in the other files.
    """
    import pyarrow as pa

    schema = decoded(footer_of(paths[0]).schema_arrow)
    if len(set(schema.names)) < len(schema.names):
        doubles = sorted({n for n in schema.names if schema.names.count(n) > 1})
        raise DataFileError(
            f"'{paths[0]}' has several columns named {doubles[0]!r}. Rename them."
        )
    for path in paths[1:]:
        other = decoded(footer_of(path).schema_arrow)
        check_names(paths[0], schema.names, path, other.names)
        for i, field in enumerate(schema):
            mine = other.field(field.name)
            if pa.types.is_null(field.type):
                schema = schema.set(i, field.with_type(mine.type))
            elif mine.type != field.type and not pa.types.is_null(mine.type):
                raise DataFileError(
                    f"'{path}' has the column {field.name!r} of type {mine.type}, "
                    f"which is {field.type} in '{paths[0]}'. Convert it in one of them."
                )
    return schema


def check_names(path: Path, names: Sequence[str], other: Path, found: Any) -> None:
    """Raise an error if two files do not have the same columns."""
    for lacking, there, columns in (
        (other, path, [n for n in names if n not in found]),
        (path, other, [n for n in found if n not in names]),
    ):
        if columns:
            raise DataFileError(
                f"'{lacking}' has no column {columns[0]!r}, but '{there}' has it. Give "
                "files with the same columns."
            )


def decoded(schema: Any) -> Any:
    """Return a schema with the types of values instead of dictionaries."""
    for i, field in enumerate(schema):
        if is_dictionary(field.type):
            schema = schema.set(i, field.with_type(field.type.value_type))
    return schema


def is_dictionary(kind: Any) -> bool:
    """Return whether a type is a dictionary, which contains categories."""
    import pyarrow as pa

    found: bool = pa.types.is_dictionary(kind)
    return found


def categories_of(field: Any, column: pd.Series, path: Path) -> Any:
    """Return the dtype of a column that is a dictionary in a file.

    Ordered categories have the order in the first file.
    """
    if not field.type.ordered:
        return "category"
    table = footer_of(path).read_row_group(0, [field.name])
    order = table.column(0).unify_dictionaries().chunk(0).dictionary.to_pylist()
    strange = [value for value in column.dropna().unique() if value not in order]
    if strange:
        raise DataFileError(
            f"{field.name!r} has ordered categories, and {strange[0]!r} is not one of "
            f"{order}, the categories in '{path}'. Use the same categories in all "
            "files."
        )
    return pd.CategoricalDtype(order, ordered=True)


def options_of(metadata: Any) -> dict[str, Any]:
    """Return the options for writing a similar file: version, compression and so on."""
    if not metadata.num_row_groups:
        return {}
    group = metadata.row_group(0)
    columns = [group.column(i) for i in range(group.num_columns)]
    codecs = {column.path_in_schema: column.compression for column in columns}
    return {
        "version": metadata.format_version,
        "compression": {
            n: c.replace("UNCOMPRESSED", "NONE") for n, c in codecs.items()
        },
        "use_dictionary": [
            column.path_in_schema
            for column in columns
            if any("DICTIONARY" in encoding for encoding in column.encodings)
        ],
    }


def in_schema(table: Any, schema: Any) -> Any:
    """Return a table with the columns, order and types of a schema."""
    table = table.select(schema.names)
    same = table.schema.equals(schema)
    return (
        table.replace_schema_metadata(schema.metadata) if same else table.cast(schema)
    )


def batches(path: Path, n_bytes: int, **options: Any) -> Iterator[Any]:
    """Yield the rows of a file as tables of about n_bytes."""
    import pyarrow as pa

    file = footer_of(path)
    metadata = file.metadata
    groups = [metadata.row_group(i) for i in range(metadata.num_row_groups)]
    total = sum(group.total_byte_size for group in groups)
    of_row = max(total / max(metadata.num_rows, 1), MIN_BYTES * metadata.num_columns)
    n_rows = int(min(max(n_bytes / of_row, MIN_ROWS), MAX_ROWS))
    with reading(path):
        for batch in file.iter_batches(n_rows, **options):
            yield pa.Table.from_batches([batch])


def row_groups(path: Path, n_bytes: int) -> Iterator[Any]:
    """Yield the row groups of a file as tables; larger ones are split."""
    file = footer_of(path)
    for i in range(file.metadata.num_row_groups):
        if file.metadata.row_group(i).total_byte_size > n_bytes:
            yield from batches(path, n_bytes, row_groups=[i])
            continue
        with reading(path):
            table = file.read_row_group(i)
        yield table
