"""What holds for the encoders of tables, signals and images alike."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_array_equal

from skgan.encoding import ImageEncoder, RowEncoder, SignalEncoder, TabularEncoder

quick = settings(deadline=None, max_examples=30, derandomize=True)
# Each with the axes over which one range is observed.
ENCODERS = {
    TabularEncoder: (2, 0),
    RowEncoder: (2, 0),
    SignalEncoder: (3, (0, 1)),
    ImageEncoder: (4, None),
}
DTYPES = [np.bool_, np.int8, np.uint8, np.int16, np.uint16]
SCALES = [(float, 1e-100), (float, 1e200), (np.float32, 1e-30), (float, 1.0)]
# Two roundings to 24 bits, of values up to twice the largest of a column.
TOLERANCE = 3e-7
each_encoder = pytest.mark.parametrize("kind", ENCODERS)


def samples(kind, dtype, elements=None):
    shape = hnp.array_shapes(
        min_dims=ENCODERS[kind][0], max_dims=ENCODERS[kind][0], min_side=1, max_side=8
    )
    return hnp.arrays(dtype, shape, elements=elements)


def shaped(kind, values, dtype=None):
    """Return values as many samples of one number, of the rank of an encoder."""
    array = np.array(values, dtype=dtype)
    return array.reshape(-1, *[1] * (ENCODERS[kind][0] - 1))


def round_trip(kind, X, **options):
    encoder = kind().fit(X)
    return encoder.decode(encoder.encode(X), **options)


@each_encoder
@quick
@given(st.data(), st.sampled_from(SCALES))
def test_floats_come_back_at_any_scale(kind, data, scale):
    dtype, scale = scale
    thousandths = data.draw(samples(kind, np.int32, st.integers(-1000, 1000)))
    X = (thousandths / 1000 * scale).astype(dtype)
    decoded = round_trip(kind, X)
    assert decoded.dtype == X.dtype and decoded.shape == X.shape
    largest = np.abs(X.astype(float)).max(axis=ENCODERS[kind][1])
    error = np.abs(decoded.astype(float) - X.astype(float))
    assert (error <= TOLERANCE * largest).all()


@each_encoder
@quick
@given(st.data(), st.sampled_from(DTYPES), st.booleans())
def test_whole_numbers_come_back_exactly(kind, data, dtype, clip):
    X = data.draw(samples(kind, dtype))
    decoded = round_trip(kind, X, clip=clip)
    assert decoded.dtype == X.dtype
    assert_array_equal(decoded, X)


@each_encoder
@quick
@given(st.data(), st.sampled_from([*DTYPES, np.int64, np.float32, np.float64]))
def test_clip_keeps_the_observed_range(kind, data, dtype):
    X = data.draw(samples(kind, np.int8)).astype(dtype)
    encoder, axes = kind().fit(X), ENCODERS[kind][1]
    shape = encoder.encode(X).shape
    anything = hnp.arrays(np.float32, shape, elements=st.floats(-1e6, 1e6, width=32))
    decoded = encoder.decode(data.draw(anything))
    assert decoded.dtype == dtype
    assert (decoded >= X.min(axis=axes)).all() and (decoded <= X.max(axis=axes)).all()
    for far, end in ((-1e6, X.min(axis=axes)), (1e6, X.max(axis=axes))):
        ends = encoder.decode(np.full(shape, far, np.float32))
        assert_array_equal(ends, np.broadcast_to(end, X.shape))


@each_encoder
@pytest.mark.parametrize("dtype", [np.uint8, np.float64])
def test_without_clip_values_leave_their_range_but_not_their_dtype(kind, dtype):
    X = shaped(kind, [100, 105, 110], dtype)
    encoder = kind().fit(X)
    shape = encoder.encode(X).shape
    for far, low, high in ((-5, -np.inf, 100), (5, 110, np.inf)):
        values = encoder.decode(np.full(shape, far, np.float32), clip=False)
        assert ((low < values) & (values < high)).all() and values.dtype == dtype
    if dtype == np.uint8:
        for far, end in ((-1e6, 0), (1e6, 255)):
            values = encoder.decode(np.full(shape, far, np.float32), clip=False)
            assert (values == end).all()


@each_encoder
@pytest.mark.parametrize("dtype", [np.uint8, np.float64])
def test_constants_come_back(kind, dtype):
    X = shaped(kind, [7.25] * 4, dtype)
    assert_array_equal(round_trip(kind, X), X)
    assert_array_equal(round_trip(kind, X, clip=False), X)


@each_encoder
@pytest.mark.parametrize("dtype", [np.float32, np.int16, np.bool_])
def test_no_samples(kind, dtype):
    encoder = kind().fit(shaped(kind, [0, 1, 1], dtype))
    decoded = encoder.decode(encoder.encode(shaped(kind, [], dtype)))
    assert decoded.shape == (0, *[1] * (ENCODERS[kind][0] - 1))
    assert decoded.dtype == dtype
