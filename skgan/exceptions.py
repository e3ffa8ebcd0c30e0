"""The exceptions that skgan raises."""

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
    """Base class of all exceptions of skgan.

    Examples
    --------
    >>> from skgan.exceptions import InputError, SkganError
    >>> issubclass(InputError, SkganError) and issubclass(InputError, ValueError)
    True
    """


class DataFileError(SkganError, ValueError):
    """A data file is truncated, damaged, mislabelled or in another format.

    The message contains the path of the file and, if it is known, the offset in bytes.

    Examples
    --------
    >>> from skgan.exceptions import DataFileError
    >>> issubclass(DataFileError, ValueError)
    True
    """


class ForkedProcessError(SkganError, RuntimeError):
    """A forked process needs TensorFlow, which its parent process has already used.

    A fork does not copy threads, so TensorFlow would wait for its threads forever.
    Start processes with "spawn" or "loky" instead.

    Examples
    --------
    >>> from skgan.exceptions import ForkedProcessError
    >>> issubclass(ForkedProcessError, RuntimeError)
    True
    """


class InputError(SkganError, ValueError):
    """A value given by the user is invalid.

    Examples
    --------
    >>> from skgan.exceptions import InputError
    >>> raise InputError("Class 'b' has 1 sample. Give it at least 2.")
    Traceback (most recent call last):
    ...
    skgan.exceptions.InputError: Class 'b' has 1 sample. Give it at least 2.
    """


class LoadError(SkganError, ValueError):
    """A file is not a saved sampler, or is damaged, or is of a newer version.

    Examples
    --------
    >>> from skgan.exceptions import LoadError
    >>> issubclass(LoadError, ValueError)
    True
    """


class NetworkError(SkganError, ValueError):
    """A network built by the user's callable does not fit the data.

    Examples
    --------
    >>> from skgan.exceptions import NetworkError
    >>> issubclass(NetworkError, ValueError)
    True
    """


class NothingTrainedError(SkganError, RuntimeError, AttributeError):
    """A network is needed, but the fit did not train any.

    This is also an AttributeError, so that ``hasattr(sampler, "generator_")`` is False.

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
    """The losses became NaN or infinite repeatedly.

    Examples
    --------
    >>> from skgan.exceptions import TrainingDivergedError
    >>> issubclass(TrainingDivergedError, RuntimeError)
    True
    """


class WorkerLostError(SkganError, RuntimeError):
    """A process of a training on several hosts was lost, so the others have stopped.

    Start all of them again with the same `checkpoint_dir`.

    Examples
    --------
    >>> from skgan.exceptions import WorkerLostError
    >>> issubclass(WorkerLostError, RuntimeError)
    True
    """
