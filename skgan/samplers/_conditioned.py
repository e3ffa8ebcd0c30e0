"""What the samplers without a class head share: how their networks know the class."""

from skgan.samplers._base import BaseGANSampler, sampler_class

__all__ = ["ConditionedSampler"]


@sampler_class
class ConditionedSampler(BaseGANSampler):
    """Tell one generator the class, or train one pair of networks for each class.

    Warning: not to be used directly. Use a derived class.
    """

    conditioning: str = "auto"
