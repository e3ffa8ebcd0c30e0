"""Types for annotations."""

from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

__all__ = ["AnySamples", "Array", "Labels", "RandomState", "SamplesLike", "Shape"]

Array: TypeAlias = NDArray[Any]
RandomState: TypeAlias = int | np.random.RandomState | None
Shape: TypeAlias = tuple[int, ...]
# The type that samplers return, which is the type that was fitted.
AnySamples: TypeAlias = Array | pd.DataFrame | sparse.spmatrix | sparse.sparray
Labels: TypeAlias = Array | pd.Series | pd.DataFrame
SamplesLike: TypeAlias = ArrayLike | AnySamples
