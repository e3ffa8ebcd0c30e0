"""Convert plain values of samplers to JSON and back, without running code of files."""

from skgan.synthesis.saving._checks import (
    misfits,
    networks_of,
    rehearse,
    rehearse_encoder,
    rehearse_kernel,
)
from skgan.synthesis.saving._tree import Source, read_node, write_node

__all__ = [
    "Source",
    "misfits",
    "networks_of",
    "read_node",
    "rehearse",
    "rehearse_encoder",
    "rehearse_kernel",
    "write_node",
]
