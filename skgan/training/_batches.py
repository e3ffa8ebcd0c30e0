"""Which rows make a batch: classes uniform, rows uniform or weighted within."""

import numpy as np

from skgan.training._game import Game

__all__ = ["draw_rows", "rows_by_class"]


def rows_by_class(
    y: np.ndarray, sample_weight: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows sorted by class and the cumulated weight of each."""
    order = np.argsort(y, kind="stable")
    weight = np.ones(len(y)) if sample_weight is None else sample_weight[order]
    label = y[order]
    cumulated = np.empty(len(y))
    for c in np.unique(label):
        of_class = label == c
        total = np.cumsum(weight[of_class], dtype=float)
        cumulated[of_class] = c + total / total[-1]
    return order, cumulated


def draw_rows(
    classes: tuple[np.ndarray, np.ndarray],
    n_steps: int,
    game: Game,
    random_state: np.random.RandomState,
) -> np.ndarray:
    """Return rows (n_steps, *game.batch_shape) of balanced batches.

    `classes` holds the rows sorted by class and their cumulated weights, those of
    class c from c to c + 1. So each class is equally likely, and within it a row is
    drawn in proportion to its weight. The rows of one sample are of one class.
    """
    order, cumulated = classes
    updates, rows_a_sample, batch = game.batch_shape
    label = random_state.randint(game.spec.n_classes, size=(n_steps, updates, 1, batch))
    part = random_state.random_sample((n_steps, updates, rows_a_sample, batch))
    # A sum that rounds up to the next label would be in the next class.
    weight = np.minimum(label + part, np.nextafter(label + 1.0, 0.0))
    rows: np.ndarray = order[np.searchsorted(cumulated, weight, "right")]
    return rows.astype(np.int32)
