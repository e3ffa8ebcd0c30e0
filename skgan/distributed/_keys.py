"""Random numbers of rows and blocks that do not depend on their order."""

import numpy as np

__all__ = ["block_random_state", "row_keys", "seed_of"]

OF_ROWS, OF_BLOCKS = 0, 1  # different random numbers for the same seed
MAX_SEED = 2**32


def seed_of(random_state: np.random.RandomState) -> int:
    """Return a seed that is drawn from a random state."""
    return int(random_state.randint(MAX_SEED, dtype=np.int64))


def row_keys(seed: int, part: int, first: int, n_rows: int) -> np.ndarray:
    """Return a random number for each row of a part, from row `first` on.

    A part is a file or a partition. The number of a row depends on the seed, the part
    and the position in it, and not on the blocks in which the part is read.

    Examples
    --------
    >>> from skgan.distributed._keys import row_keys
    >>> whole = row_keys(seed=0, part=3, first=0, n_rows=10)
    >>> bool((whole[7:] == row_keys(seed=0, part=3, first=7, n_rows=3)).all())
    True
    """
    sequence = np.random.SeedSequence(seed, spawn_key=(OF_ROWS, part))
    return np.random.PCG64(sequence).advance(first).random_raw(n_rows)


def block_random_state(seed: int, block: int) -> np.random.RandomState:
    """Return the random state from which one block of new rows is drawn."""
    # Not an int, since there are too few: two of 100,000 blocks would be equal.
    sequence = np.random.SeedSequence(seed, spawn_key=(OF_BLOCKS, block))
    return np.random.RandomState(np.random.MT19937(sequence))
