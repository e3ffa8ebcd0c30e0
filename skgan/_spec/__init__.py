"""Kinds of data, layouts, network specs, plain values and types for all packages."""

from skgan._spec._kinds import KINDS, PLAYERS, Kind, Layout, NetworkSpec, kind_of
from skgan._spec._plain import Damaged, Plain
from skgan._spec._types import (
    AnySamples,
    Array,
    Labels,
    RandomState,
    SamplesLike,
    Shape,
)

__all__ = [
    "KINDS",
    "PLAYERS",
    "AnySamples",
    "Array",
    "Damaged",
    "Kind",
    "Labels",
    "Layout",
    "NetworkSpec",
    "Plain",
    "RandomState",
    "SamplesLike",
    "Shape",
    "kind_of",
]
