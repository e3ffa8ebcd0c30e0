"""A fit that fails leaves its sampler as it was."""

from contextlib import contextmanager

__all__ = ["undone_on_error"]


@contextmanager
def undone_on_error(estimator):
    """Give an estimator the attributes back that it had, where an error comes up.

    What is new data must not be mixed with networks of the old: so a sampler that was
    fitted goes on as if it had not been asked, and one that was not stays unfitted.

    Examples
    --------
    >>> from skgan import ACGANSampler
    >>> from skgan.samplers._undo import undone_on_error
    >>> sampler = ACGANSampler()
    >>> try:
    ...     with undone_on_error(sampler):
    ...         sampler.classes_ = [0, 1]
    ...         raise ValueError("X contains infinity.")
    ... except ValueError:
    ...     hasattr(sampler, "classes_")
    False
    """
    before = vars(estimator).copy()
    try:
        yield
    except BaseException:  # Ctrl-C before the training, too
        vars(estimator).clear()
        vars(estimator).update(before)
        raise
