"""The sample of a large table does not depend on how the table is cut."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skgan.distributed._keys import block_random_state, row_keys
from skgan.distributed._rows import concatenate
from skgan.distributed._summary import MAX_CLASSES, Place, merge, summarize
from skgan.exceptions import InputError

N_ROWS = 200
TABLE = pd.DataFrame({"x": np.arange(N_ROWS)})
LABELS = pd.Series(np.where(np.arange(N_ROWS) % 10 == 0, "rare", "often"))


def blocks(cuts, max_rows=30, labels=LABELS):
    """Yield the summaries of blocks of one part between cuts."""
    edges = [0, *sorted(cuts), len(labels)]
    for first, last in zip(edges[:-1], edges[1:], strict=True):
        rows, place = (TABLE[first:last],), Place(0, first, "X")
        yield summarize(rows, labels[first:last], place, seed=7, max_rows=max_rows)


def test_all_rows_are_counted_and_few_are_kept():
    [summary] = blocks([])
    assert summary.counts == {"often": 180, "rare": 20}
    assert summary.ids.label.value_counts().to_dict() == {"often": 30, "rare": 20}
    ordered = summary.in_order()
    assert ordered.rows[0].x.is_monotonic_increasing
    assert (LABELS[ordered.rows[0].x].to_numpy() == ordered.ids.label).all()


@settings(max_examples=25)
@given(
    st.lists(st.integers(0, N_ROWS), max_size=6),
    st.randoms(use_true_random=False),
    st.integers(1, 6),
)
def test_merging_is_associative_and_commutative(cuts, random, n_first):
    [whole] = blocks([])
    parts = [*blocks(cuts)]
    random.shuffle(parts)
    parts = [merge(parts[:n_first]), *parts[n_first:]]
    merged = merge(parts)
    assert merged.counts == whole.counts
    expected = whole.in_order()
    pd.testing.assert_frame_equal(merged.in_order().rows[0], expected.rows[0])
    pd.testing.assert_frame_equal(merged.in_order().ids, expected.ids)


def test_bounds_change_nothing():
    first, second = blocks([120])
    place = Place(0, 120, "X")
    rows, labels = (TABLE[120:],), LABELS[120:]
    bounded = summarize(
        rows, labels, place, seed=7, max_rows=30, bounds=merge([first]).bounds
    )
    assert len(bounded.ids) < len(second.ids)
    one, other = (merge([first, s]).in_order().ids for s in (second, bounded))
    pd.testing.assert_frame_equal(one, other)


def test_each_row_is_as_likely_to_be_kept():
    kept = [
        summarize((TABLE,), LABELS, Place(0, 0, "X"), seed=seed, max_rows=30).rows[0].x
        for seed in range(400)
    ]
    often = np.bincount(np.concatenate(kept), minlength=N_ROWS)[LABELS == "often"]
    assert abs(often.mean() - 400 * 30 / 180) < 1e-9
    assert often.std() < 1.3 * (400 * (1 / 6) * (5 / 6)) ** 0.5


def test_parts_and_blocks_have_numbers_of_their_own():
    keys = [row_keys(0, part, 0, 1000) for part in range(20)]
    assert len(np.unique(keys)) == 20_000
    first = {block_random_state(0, block).randint(2**31) for block in range(100)}
    assert len(first) == 100


def test_rows_without_a_class_are_told_by_their_place():
    labels = LABELS.mask(LABELS.index == 3)
    with pytest.raises(InputError, match="'b' has rows .* row 104 is the first."):
        summarize((TABLE,), labels, Place(1, 100, "'b'"), seed=0)


def test_numbers_are_no_classes():
    labels = np.arange(MAX_CLASSES + 1)
    rows = (pd.DataFrame({"x": labels}),)
    with pytest.raises(InputError, match="more than 1,000 classes"):
        summarize(rows, labels, Place(0, 0, "X"), seed=0)


def test_dates_are_classes():
    dates = pd.Series(pd.to_datetime(["2020-01-01", "2021-01-01"] * 100))
    [summary] = blocks([], labels=dates)
    assert summary.counts == dict.fromkeys(dates[:2], 100)
    assert sorted(summary.bounds) == [*dates[:2]]


def test_categories_that_differ_are_joined_whatever_the_order():
    columns = [
        pd.DataFrame({"c": pd.Categorical([*values])}) for values in ("ba", "ca", "aa")
    ]
    joined = [
        concatenate([concatenate([a, b]), c])
        for a, b, c in (columns, columns[::-1], columns[1:] + columns[:1])
    ]
    for frame in joined:
        assert frame.c.cat.categories.tolist() == ["a", "b", "c"]
    assert joined[0].c.tolist() == [*"bacaaa"]
    ordered = [f.astype({"c": pd.CategoricalDtype([*o], True)}) for f, o in
               ((columns[0], "ab"), (columns[1], "ac"))]  # fmt: skip
    with pytest.raises(InputError, match="'c' has ordered categories that differ"):
        concatenate(ordered)
