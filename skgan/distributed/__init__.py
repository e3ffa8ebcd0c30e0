"""Over-sample tables that are larger than memory, with collections of dask."""

# Names that are imported `as` themselves are for other packages of skgan.
from skgan.distributed._blocks import BLOCK_ROWS as BLOCK_ROWS
from skgan.distributed._blocks import Draws as Draws
from skgan.distributed._blocks import check_sampler as check_sampler
from skgan.distributed._blocks import fit_sample as fit_sample
from skgan.distributed._fit import fit, fit_resample, sample
from skgan.distributed._keys import seed_of as seed_of
from skgan.distributed._summary import MAX_ROWS as MAX_ROWS
from skgan.distributed._summary import Place as Place
from skgan.distributed._summary import Summary as Summary
from skgan.distributed._summary import merge as merge
from skgan.distributed._summary import summarize as summarize

__all__ = ["fit", "fit_resample", "sample"]
