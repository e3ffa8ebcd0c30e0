"""Load samplers that were saved with their method `save`."""


def load(path, *, generator=None, discriminator=None):
    """Load a sampler that `save` has written."""
    raise NotImplementedError
