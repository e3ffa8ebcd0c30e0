"""The errors that skgan raises of its own."""

__all__ = [
    "DataFileError",
    "ForkedProcessError",
    "InputError",
    "LoadError",
    "NetworkError",
    "NothingTrainedError",
    "SkganError",
    "TensorFlowNotAvailableError",
    "TrainingDivergedError",
    "WorkerLostError",
]


class SkganError(Exception):
    """Base of every error that skgan raises of its own.

    Examples
    --------
    >>> from skgan.exceptions import InputError, SkganError
    >>> issubclass(InputError, SkganError) and issubclass(InputError, ValueError)
    True
    """


class DataFileError(SkganError, ValueError):
    """A data file can't be read: truncated, damaged, mislabelled or of another kind.

    The message names the file and, where there is one, the offset of the byte.

    Examples
    --------
    >>> from skgan.exceptions import DataFileError
    >>> issubclass(DataFileError, ValueError)
    True
    """


class ForkedProcessError(SkganError, RuntimeError):
    """A forked process needs TensorFlow, which its parent process had used.

    A fork copies none of the threads for which TensorFlow would wait. Start processes
    by "spawn" or "loky" instead.

    Examples
    --------
    >>> from skgan.exceptions import ForkedProcessError
    >>> issubclass(ForkedProcessError, RuntimeError)
    True
    """


class InputError(SkganError, ValueError):
    """A value given by the user can't be used.

    Examples
    --------
    >>> from skgan.exceptions import InputError
    >>> raise InputError("Class 'b' has 1 sample. Give it at least 2.")
    Traceback (most recent call last):
    ...
    skgan.exceptions.InputError: Class 'b' has 1 sample. Give it at least 2.
    """


class LoadError(SkganError, ValueError):
    """A file can't be read as a saved sampler: damaged, of another kind, or too new.

    Examples
    --------
    >>> from skgan.exceptions import LoadError
    >>> issubclass(LoadError, ValueError)
    True
    """


class NetworkError(SkganError, ValueError):
    """A network made by the user's callable does not fit the data.

    Examples
    --------
    >>> from skgan.exceptions import NetworkError
    >>> issubclass(NetworkError, ValueError)
    True
    """


class NothingTrainedError(SkganError, RuntimeError, AttributeError):
    """A network is asked for, and the fit had none to train.

    An AttributeError too, so that ``hasattr(sampler, "generator_")`` is False then.

    Examples
    --------
    >>> from skgan.exceptions import NothingTrainedError
    >>> issubclass(NothingTrainedError, RuntimeError)
    True
    """


class TensorFlowNotAvailableError(SkganError, ImportError):
    """Networks need TensorFlow, which is not installed or can't be imported.

    Samplers without networks, such as those with ``kernel_fraction=1``, don't need it.

    Examples
    --------
    >>> from skgan.exceptions import TensorFlowNotAvailableError
    >>> issubclass(TensorFlowNotAvailableError, ImportError)
    True
    """


class TrainingDivergedError(SkganError, RuntimeError):
    """The losses became NaN or infinite, again and again.

    Examples
    --------
    >>> from skgan.exceptions import TrainingDivergedError
    >>> issubclass(TrainingDivergedError, RuntimeError)
    True
    """


class WorkerLostError(SkganError, RuntimeError):
    """One of the processes that train together is gone, and the others can't go on.

    Start all of them again with the same `checkpoint_dir`.

    Examples
    --------
    >>> from skgan.exceptions import WorkerLostError
    >>> issubclass(WorkerLostError, RuntimeError)
    True
    """
