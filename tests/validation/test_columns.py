import numpy as np
import pandas as pd
import pytest

from skgan import ACGANSampler
from skgan.exceptions import InputError

Y = np.repeat([0, 1], [15, 5])


def test_columns_with_infinity_are_named():
    """Among dozens of columns users had to look for it."""
    frame = pd.DataFrame(np.ones((20, 8)), columns=[*"abcdefgh"])
    frame.loc[3, "b"], frame.loc[4, "f"] = np.inf, -np.inf
    match = "infinity in the columns 'b', 'f'. Remove, clip or impute"
    with pytest.raises(InputError, match=match):
        ACGANSampler().fit(frame, Y)
    with pytest.raises(InputError, match="'a', 'b', 'c', 'd', 'e', ..."):
        ACGANSampler().fit(frame * np.inf, Y)


def test_infinity_in_arrays_is_refused():
    X = np.ones((20, 2))
    X[3, 1] = np.inf
    with pytest.raises(ValueError, match="infinity.*Remove, clip or impute"):
        ACGANSampler().fit(X, Y)
