import pickle

import pytest

from skgan import exceptions
from skgan.exceptions import SkganError

CHILDREN = {
    "DataFileError": ValueError,
    "InputError": ValueError,
    "NetworkError": ValueError,
    "NothingTrainedError": RuntimeError,
    "TrainingDivergedError": RuntimeError,
}


@pytest.mark.parametrize("name", CHILDREN)
def test_each_error_is_caught_as_ours_and_as_the_builtin(name):
    error = getattr(exceptions, name)
    assert issubclass(error, SkganError)
    assert issubclass(error, CHILDREN[name])


def test_every_public_error_is_ours():
    names = set(exceptions.__all__) - {"SkganError"}
    assert all(issubclass(getattr(exceptions, name), SkganError) for name in names)
    assert names >= set(CHILDREN)


@pytest.mark.parametrize("name", CHILDREN)
def test_errors_cross_processes(name):
    error = getattr(exceptions, name)("What was wrong. What to do.")
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == "What was wrong. What to do."
