"""The estimator checks of both peers, with default parameters except few updates.

One of the samplers has networks; they are the same code for all three.
"""

import pytest
from imblearn.utils.estimator_checks import (
    check_dataframe_column_names_consistency,
    check_param_validation,
)
from imblearn.utils.estimator_checks import parametrize_with_checks as imblearn_checks
from sklearn.utils.estimator_checks import parametrize_with_checks as sklearn_checks

from skgan import ACGANSampler
from tests import helpers
from tests.helpers import make_sampler

SAMPLERS = [
    make_sampler(cls, kernel_fraction="auto" if cls is ACGANSampler else 1, max_iter=1)
    for cls in helpers.SAMPLERS
]


@imblearn_checks(SAMPLERS)
def test_imblearn_checks(estimator, check):
    check(estimator)


@sklearn_checks(SAMPLERS)
def test_sklearn_checks(estimator, check):
    check(estimator)


@pytest.mark.parametrize("sampler", SAMPLERS, ids=lambda s: type(s).__name__)
@pytest.mark.parametrize(
    "check", [check_param_validation, check_dataframe_column_names_consistency]
)
def test_imblearn_extra_checks(sampler, check):
    check(type(sampler).__name__, sampler)
