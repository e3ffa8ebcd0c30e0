import numpy as np
import pytest

from skgan.encoding._exact import NO_DECIMALS, decimals_of

RNG = np.random.RandomState(0)


def test_an_error_of_rounding_does_not_hide_decimals():
    """One 65838.01999999999 among amounts gave new rows fourteen decimals."""
    amounts = np.round(RNG.normal(5e4, 9e3, (300, 1)), 2)
    assert decimals_of(amounts)[0] == 2
    amounts[7] = 65838.01999999999
    assert decimals_of(amounts)[0] == 2
    assert decimals_of(amounts.repeat(2, axis=1) * [1, -1]).tolist() == [2, 2]
    amounts[8] = 65838.0199
    assert decimals_of(amounts)[0] == 4


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("scale", [1e-3, 1, 1e3, 1e6, 1e12, 1e30])
def test_continuous_values_have_no_decimals(dtype, scale):
    X = (RNG.normal(size=(20, 50)) * scale).astype(dtype)
    is_whole = (np.round(X) == X).all(axis=0)
    assert (decimals_of(X)[~is_whole] == NO_DECIMALS).all()


def test_sums_of_tenths_have_one_decimal():
    assert decimals_of(np.array([[0.1 + 0.2], [0.5], [1.7]]))[0] == 1
