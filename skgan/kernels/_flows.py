"""Random flows: small shifts, rotations, zooms and ripples of images."""

import numpy as np

from skgan.kernels._registration import smooth

__all__ = ["FLOWS", "scaled", "small_moves"]

FLOWS = frozenset(("bend", "shift", "rotation", "zoom", "ripple"))
RIPPLE_WIDTH = 0.1  # share of the side; elastic deformation (Simard et al. 2003)


def scaled(flows, reach, random_state):
    """Return each flow times a number that is drawn uniformly from [0, reach]."""
    u = random_state.uniform(0.0, reach, size=(1, flows.shape[1], 1, 1))
    return u.astype(np.float32) * flows.astype(np.float32)


def small_moves(n, height, width, moves, random_state):
    """Return random flows (2, n, height, width) with the strengths of the moves."""
    angle, stretch, down, right = random_state.uniform(-1.0, 1.0, size=(4, n, 1, 1))
    scale = np.exp(moves.get("zoom", 0.0) * stretch)
    angle *= np.deg2rad(moves.get("rotation", 0.0))
    cos, sin = scale * np.cos(angle), scale * np.sin(angle)
    row, column = np.mgrid[:height, :width].astype(np.float32)
    row, column = row - (height - 1) / 2, column - (width - 1) / 2
    shift = moves.get("shift", 0.0)
    y = cos * row - sin * column - row + shift * height * down
    x = sin * row + cos * column - column + shift * width * right
    flow = np.stack([y, x])
    if "ripple" in moves:
        flow += ripples(flow.shape, moves["ripple"], random_state)
    return flow.astype(np.float32)


def ripples(shape, strength, random_state):
    """Return smooth random flows; the strength is in parts of the side."""
    side = max(shape[2:])
    blur = RIPPLE_WIDTH * side
    noise = random_state.standard_normal(shape).astype(np.float32)
    # Blurred white noise has the standard deviation 1 / (2 sqrt(pi) blur).
    return smooth(noise, blur) * (strength * side * 2.0 * np.sqrt(np.pi) * blur)
