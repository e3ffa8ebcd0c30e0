import pickle

import pytest

from skgan import exceptions
from skgan.exceptions import SkganError

CHILDREN = {
    "DataFileError": ValueError,
    "InputError": ValueError,
    "NetworkError": ValueError,
    "NothingTrainedError": RuntimeError,
    "TensorFlowNotAvailableError": ImportError,
    "TrainingDivergedError": RuntimeError,
    "WorkerLostError": RuntimeError,
}


@pytest.mark.parametrize("name", CHILDREN)
def test_each_error_is_ours_and_the_builtin_and_crosses_processes(name):
    kind = getattr(exceptions, name)
    assert issubclass(kind, SkganError) and issubclass(kind, CHILDREN[name])
    copy = pickle.loads(pickle.dumps(kind("What was wrong. What to do.")))
    assert type(copy) is kind and str(copy) == "What was wrong. What to do."


def test_every_public_error_is_ours():
    names = set(exceptions.__all__) - {"SkganError"}
    assert all(issubclass(getattr(exceptions, name), SkganError) for name in names)
    assert names >= set(CHILDREN)
