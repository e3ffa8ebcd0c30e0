"""Choose the policy of images by simulated rarity, unless one is given."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from skgan.kernels._image_judges import class_accuracies, reduced
from skgan.kernels._images import ImageKernel, are_flat, fit_image_kernel
from skgan.kernels._policies import ADDITIONS, Policy, named_parts
from skgan.kernels._rarity import Rows, Trial, choose_policy
from skgan.kernels._symmetries import symmetries_of

__all__ = ["choose_image_policy", "fit_chosen_image_kernel"]

MAX_PAIRS = 150  # registered for a trial
N_COLOURS = 3  # channels of colour images
# The first policy is the plain one. Colour images are mostly photographs. Half of them
# get the colours of another image of the class, because light varies more in future
# images than in the few training rows. Gray images, and flat ones such as icons, are
# mostly drawn: their colours and background are exact. Interpolation is not a
# candidate. Blends are near the pixels of images that were left out, so that the quick
# classifiers overestimate them compared with networks (letters of any contrast: equal
# to colours in the comparison, but .02 worse with a network).
OF_GRAY = ("shapes", "shapes, class colours", "shapes, colours")
OF_COLOURED = ("shapes, class colours", "shapes", "shapes, colours")


def fit_chosen_image_kernel(
    rows: Rows,
    p: dict[int, np.ndarray | None],
    random_state: np.random.RandomState,
    policy: Policy | None = None,
) -> ImageKernel:
    """Fit the kernel of images; if no policy is given, choose one first."""
    if policy is None:
        policy = choose_image_policy(rows, random_state)
    return fit_image_kernel(rows, p, random_state, policy)


def choose_image_policy(rows: Rows, random_state: np.random.RandomState) -> Policy:
    """Return the policy of images that is chosen by simulated rarity.

    The candidates have the symmetries of the classes, and the plain policy is also
    tried without them. If there are too few rows to find symmetries, colour images are
    mirrored, because they are mostly photographs.
    """
    is_coloured = rows[0].shape[3] >= N_COLOURS and not are_flat(rows)
    small = {label: reduced(images) for label, images in rows.items()}
    symmetries = symmetries_of(small)
    if symmetries is None:
        symmetries = ["mirror"] if is_coloured else []
    candidates = OF_COLOURED if is_coloured else OF_GRAY
    ends = [end for end, move in ADDITIONS.items() if move in symmetries]
    names = [", ".join([name, *ends]) for name in candidates]
    names += candidates[: bool(ends)]
    policies = {name: named_parts(name, "image") for name in names}
    return choose_policy(small, policies, grow, judge, random_state)


def grow(trial: Trial, random_state: Any) -> Any:
    """Return a function from the parts of a policy to new images by label."""
    every = Policy("every", ({"bend": 1.0},))
    p = dict.fromkeys(trial.known)
    kernel = fit_image_kernel(trial.known, p, random_state, every, MAX_PAIRS)

    def draw(parts: Any, random_state: Any) -> Rows:
        moved = replace(kernel, policy=Policy("tried", parts))
        return {c: moved.draw(c, n, random_state) for c, n in trial.n_new.items()}

    return draw


def judge(trial: Trial, new: Rows, seed: int) -> Mapping[int, float]:
    """Return the accuracy of two classifiers on the left-out images of each class."""
    grown = {c: np.concatenate([trial.known[c], new[c]]) for c in trial.known}
    X, X_test = (
        np.concatenate([*grown.values()]),
        np.concatenate([*trial.left_out.values()]),
    )
    y = np.repeat([*grown], [len(rows) for rows in grown.values()])
    y_test = np.repeat([*trial.left_out], [len(r) for r in trial.left_out.values()])
    return class_accuracies(X, y, X_test, y_test, seed)
