"""Base class of the samplers without a class head, which have `conditioning`."""

from skgan.samplers._base import BaseGANSampler, sampler_class

__all__ = ["ConditionedSampler"]


@sampler_class
class ConditionedSampler(BaseGANSampler):
    """Condition one generator on the class, or train one pair of networks per class.

    Warning: This class should not be used directly. Use a derived class.
    """

    conditioning: str = "auto"
