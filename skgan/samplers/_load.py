"""Load samplers that were saved with their method `save`."""

from skgan.samplers._acgan import ACGANSampler
from skgan.samplers._dcgan import DCGANSampler
from skgan.samplers._gan import GANSampler
from skgan.synthesis.saving import load_sampler

__all__ = ["load"]

SAMPLERS = {cls.__name__: cls for cls in (ACGANSampler, DCGANSampler, GANSampler)}


def load(path, *, generator=None, discriminator=None):
    """Load a sampler that `save` has written.

    It goes on as the one that was saved would have: the next samples have the same
    bits, in the form that was fitted. Nothing in the file is run or imported, and
    what does not fit is refused before memory is taken for it, so that files of
    strangers may be loaded. What their samples are worth is another question.

    Parameters
    ----------
    path : path-like
        The file.
    generator, discriminator : callable, default=None
        Where a network was built by a callable, that callable again: a file has no
        code.

    Returns
    -------
    sampler : ACGANSampler, DCGANSampler or GANSampler
        Fitted. Parameters that are no plain values are not in the file: of a callable
        `sampling_strategy` it has the totals that were asked for; `callbacks` and
        `checkpoint_dir` are None, and so is a `random_state` that was no int.

    Raises
    ------
    LoadError
        When the file is damaged, of another kind or of a newer version, or when a
        callable is missing.
    InputError
        When the path is none or that of a folder, or when a callable is given for a
        network that skgan has built.
    NetworkError
        When a callable fails, or builds another network than that of the file.
    FileNotFoundError
        When there is no such file; other errors of the file system likewise.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from sklearn.datasets import make_classification
    >>> from skgan import ACGANSampler, load
    >>> X, y = make_classification(100, weights=[0.8], random_state=0)
    >>> sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X, y)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "sampler.skgan"
    ...     sampler.save(path)
    ...     loaded = load(path)
    >>> X_new, y_new = sampler.sample(5)
    >>> bool((loaded.sample(5)[0] == X_new).all())
    True
    """
    given = {"generator": generator, "discriminator": discriminator}
    given = {
        player: builder for player, builder in given.items() if builder is not None
    }
    return load_sampler(path, SAMPLERS, given)
