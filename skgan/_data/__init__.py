"""Read, write, count and compare data for the command line and the app."""

from skgan._data._arms import (
    ARMS,
    CLASSIFIERS,
    DEFAULT_ARMS,
    SAMPLERS,
    comparison,
    words_of,
)
from skgan._data._counts import counts_in_words, counts_of, strategy_of
from skgan._data._large import default_memory, open_large, resample_large
from skgan._data._place import (
    check_file,
    check_fits,
    check_folder,
    check_large,
    check_output,
)
from skgan._data._read import MAX_SIDE, Samples, check_classes, is_folder, read_samples
from skgan._data._tables import DASH, HTML, dialect_of, suffix_of
from skgan._data._write import write_bytes, write_figure, write_frame, write_samples
from skgan.datasets import TABLES, TEXTS

__all__ = [
    "ARMS",
    "CLASSIFIERS",
    "DASH",
    "DEFAULT_ARMS",
    "MAX_SIDE",
    "HTML",
    "SAMPLERS",
    "TABLES",
    "TEXTS",
    "Samples",
    "check_classes",
    "check_file",
    "check_fits",
    "check_folder",
    "check_large",
    "check_output",
    "comparison",
    "counts_in_words",
    "counts_of",
    "default_memory",
    "dialect_of",
    "is_folder",
    "open_large",
    "read_samples",
    "resample_large",
    "strategy_of",
    "suffix_of",
    "words_of",
    "write_bytes",
    "write_figure",
    "write_frame",
    "write_samples",
]
