"""What users give: checked, and told apart."""

from skgan.validation._advice import (
    advice,
    check_latent,
    check_positive,
)
from skgan.validation._arrays import (
    centre_pair,
    check_pair,
    check_sample_labels,
    check_samples,
    check_share,
    same_columns,
)
from skgan.validation._frames import (
    as_array,
    as_numbers,
    check_frames,
    encode_categories,
    find_categorical,
)
from skgan.validation._labels import (
    as_labels,
    check_labels,
    check_number,
)
from skgan.validation._pixels import (
    as_range,
    check_images,
    check_pixel_range,
)
from skgan.validation._samples import (
    check_row_shape,
    fold_shape,
)

__all__ = [
    "advice",
    "as_array",
    "as_labels",
    "as_numbers",
    "as_range",
    "centre_pair",
    "check_frames",
    "check_images",
    "check_labels",
    "check_latent",
    "check_number",
    "check_pair",
    "check_pixel_range",
    "check_positive",
    "check_row_shape",
    "check_sample_labels",
    "check_samples",
    "check_share",
    "encode_categories",
    "find_categorical",
    "fold_shape",
    "same_columns",
]
