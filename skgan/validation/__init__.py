"""Check users' data, and return results in the same form."""

from skgan.validation._advice import advice, check_latent, check_positive
from skgan.validation._arrays import (
    centre_pair,
    check_pair,
    check_sample_labels,
    check_samples,
    check_share,
    same_columns,
)
from skgan.validation._classes import class_key, class_names, class_numbers
from skgan.validation._dtypes import (
    MOST_EXACT,
    NO_DECIMALS,
    arrow_zone,
    is_date,
    is_decimal,
    is_whole,
    limits_of,
    number_dtype,
    restore,
    rounded,
    with_missing,
)
from skgan.validation._fork import ProcessLock, check_fork, is_forked, run_in_child
from skgan.validation._form import Container, Form, dense
from skgan.validation._frames import (
    as_array,
    as_numbers,
    check_frames,
    encode_categories,
    find_categorical,
)
from skgan.validation._labels import (
    as_labels,
    check_counts,
    check_labels,
    check_number,
    count_missing,
    hold_out,
    label_numbers,
    labels_of,
)
from skgan.validation._pixels import as_range, check_images, check_pixel_range
from skgan.validation._polars import as_pandas
from skgan.validation._read import (
    HOOKS,
    Samples,
    check_callbacks,
    read_new,
    read_samples,
    read_stream,
)
from skgan.validation._samples import (
    check_memory,
    check_row_shape,
    dense_bytes,
    fold_shape,
    memory_size,
)
from skgan.validation._source import ImageSource, is_mapped
from skgan.validation._strategy import new_counts
from skgan.validation._stream import is_stream
from skgan.validation._threads import limit_threads_of_worker

__all__ = [
    "HOOKS",
    "MOST_EXACT",
    "NO_DECIMALS",
    "Container",
    "Form",
    "ImageSource",
    "ProcessLock",
    "Samples",
    "advice",
    "arrow_zone",
    "as_array",
    "as_labels",
    "as_numbers",
    "as_pandas",
    "as_range",
    "centre_pair",
    "check_callbacks",
    "check_counts",
    "check_fork",
    "check_frames",
    "check_images",
    "check_labels",
    "check_latent",
    "check_memory",
    "check_number",
    "check_pair",
    "check_positive",
    "check_row_shape",
    "check_pixel_range",
    "check_sample_labels",
    "check_samples",
    "check_share",
    "class_key",
    "class_names",
    "class_numbers",
    "count_missing",
    "dense",
    "dense_bytes",
    "encode_categories",
    "find_categorical",
    "fold_shape",
    "hold_out",
    "is_date",
    "is_decimal",
    "is_forked",
    "is_mapped",
    "is_stream",
    "is_whole",
    "label_numbers",
    "labels_of",
    "limit_threads_of_worker",
    "limits_of",
    "memory_size",
    "new_counts",
    "number_dtype",
    "read_new",
    "read_samples",
    "read_stream",
    "restore",
    "rounded",
    "run_in_child",
    "same_columns",
    "with_missing",
]
