"""Whether a file's encoder fits the samples, before anything is done with it."""

from sys import maxsize

import numpy as np
import pandas as pd

from skgan.encoding import (
    ImageEncoder,
    MixedEncoder,
    RowEncoder,
    SignalEncoder,
    TabularEncoder,
)
from skgan.synthesis.saving._checks import (
    NUMBERS,
    check_array,
    check_fits,
    check_number,
)
from skgan.synthesis.saving._column_checks import check_column

__all__ = ["check_encoder", "check_mask"]


def check_encoder(encoder, shape):
    """Raise unless an encoder takes samples of this shape; return that of encoded ones.

    Raises
    ------
    Damaged
        With what is wrong.
    """
    check_fits(type(encoder) in ENCODER_CHECKS, "encoder")
    return ENCODER_CHECKS[type(encoder)](encoder, shape)


def check_mask(mask, encoder):
    """Raise unless a mask of the columns of categories is that of the encoder.

    Raises
    ------
    Damaged
        When it is not, or when there is none and the table is a mixed one.
    """
    encoder = encoder.columns_ if isinstance(encoder, RowEncoder) else encoder
    is_mixed = isinstance(encoder, MixedEncoder)
    check_fits(is_mixed == (mask is not None), "_categorical")
    if is_mixed:
        check_array(mask, "_categorical", (len(encoder.categorical),), "b")
        check_fits(tuple(mask) == encoder.categorical, "_categorical")


def check_tabular(encoder, shape):
    check_fits(isinstance(encoder, TabularEncoder) and len(shape) == 1, "encoder")
    check_fits(isinstance(encoder.dtype_, np.dtype), "dtype of X")
    for name in ("minimum_", "maximum_"):
        check_array(getattr(encoder, name), name, shape, NUMBERS)
        # The smallest of big-endian numbers is a native one.
        native = encoder.dtype_.newbyteorder("=")
        check_fits(getattr(encoder, name).dtype.newbyteorder("=") == native, name)
    check_array(encoder.whole_, "whole_", shape, "b")
    check_array(encoder.mean_, "mean_", shape)
    divisors = ["unit_", "scale_"]
    if encoder.axes_ is not None:
        check_array(encoder.axes_, "axes_", shape * 2)
        divisors.append("deviation_")
    for name in divisors:
        check_array(getattr(encoder, name), name, shape)
        check_fits((getattr(encoder, name) > 0).all(), name)
    return shape


def check_signal(encoder, shape):
    check_fits(len(shape) == 2, "encoder")
    check_tabular(encoder.channels_, shape[1:])
    return shape


def check_row(encoder, shape):
    check_fits(type(encoder.columns_) in OF_TABLES, "encoder")
    n_values = ENCODER_CHECKS[type(encoder.columns_)](encoder.columns_, shape)[0]
    check_number(encoder.n_columns_, "encoder", n_values, n_values)
    return (encoder.encoded_length, 1)


def check_mixed(encoder, shape):
    check_fits(len(shape) == 1, "encoder")
    check_fits(isinstance(encoder.names_, pd.Index), "names_")
    for part in (encoder.categorical, encoder.columns_, encoder.names_):
        check_fits(len(part) == shape[0], "columns")
    check_number(encoder.max_categories, "max_categories", 1, maxsize)
    dtype = encoder.dtype_
    check_fits(dtype is None or isinstance(dtype, np.dtype), "dtype of X")
    for column, is_category in zip(encoder.columns_, encoder.categorical, strict=True):
        check_fits(type(is_category) is bool, "categorical")
        check_column(column, is_category, encoder.max_categories, dtype)
    n_numbers = len(encoder.numbers)
    check_array(encoder.fill_, "fill_", (n_numbers,))
    check_fits((encoder.tabular_ is None) == (n_numbers == 0), "tabular_")
    if n_numbers:
        check_tabular(encoder.tabular_, (n_numbers,))
        check_fits(encoder.tabular_.dtype_ == np.float64, "tabular_")
    return (n_numbers + sum(encoder.blocks_),)


def check_image(encoder, shape):
    check_fits(len(shape) == 3 and isinstance(encoder.dtype_, np.dtype), "encoder")
    for name in ("minimum_", "maximum_"):
        check_array(getattr(encoder, name), name, (), NUMBERS)
        # The smallest of big-endian numbers is a native one.
        native = encoder.dtype_.newbyteorder("=")
        check_fits(getattr(encoder, name).dtype.newbyteorder("=") == native, name)
    for number in (encoder.low_, encoder.high_):
        check_fits(type(number) is float and np.isfinite(number), "range")
    return shape


ENCODER_CHECKS = {
    TabularEncoder: check_tabular,
    SignalEncoder: check_signal,
    RowEncoder: check_row,
    MixedEncoder: check_mixed,
    ImageEncoder: check_image,
}
OF_TABLES = (TabularEncoder, MixedEncoder)
