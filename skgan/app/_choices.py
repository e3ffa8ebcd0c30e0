"""The choices on the page: samplers, presets, parameters and classifiers."""

from inspect import signature
from typing import Any

from skgan import samplers
from skgan._data import ARMS, CLASSIFIERS, DEFAULT_ARMS
from skgan._data import SAMPLERS as CLASSES
from skgan.synthesis import PRESETS


def choices(root: str) -> dict[str, Any]:
    """Return samplers and presets with their parameters, and names to compare."""
    classes = {name: name for name in CLASSES.values()}
    owners = classes | {name: preset.sampler for name, preset in PRESETS.items()}
    return {
        "samplers": {
            name: [*signature(getattr(samplers, owner)).parameters]
            for name, owner in owners.items()
        },
        "arms": [*ARMS],
        "default_arms": [*DEFAULT_ARMS],
        "classifiers": [*CLASSIFIERS],
    }
