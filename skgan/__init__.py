"""Conditional GANs behind the estimator interface of imbalanced-learn."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skgan._spec import NetworkSpec
    from skgan.samplers import (
        ACGANSampler,
        DCGANSampler,
        GANSampler,
        load,
        show_versions,
    )

__version__ = "0.2.0"

__all__ = [
    "ACGANSampler",
    "DCGANSampler",
    "GANSampler",
    "NetworkSpec",
    "__version__",
    "load",
    "show_versions",
]

# Public names are imported when they are first accessed, so that the command line can
# respond to Ctrl-C before pandas and scikit-learn are imported.
PACKAGES = {
    *("callbacks", "datasets", "exceptions", "inspection", "metrics"),
    *("model_selection", "networks", "samplers", "training"),
}


def __getattr__(name: str) -> Any:
    if name in PACKAGES:
        return import_module(f"skgan.{name}")
    if name not in __all__:
        raise AttributeError(f"module 'skgan' has no attribute {name!r}")
    home = "skgan._spec" if name == "NetworkSpec" else "skgan.samplers"
    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
