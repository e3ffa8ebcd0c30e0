"""The positions of the columns of a table in its encoded rows."""

from dataclasses import dataclass
from typing import Any, Self

from skgan._spec import Layout
from skgan.encoding._categories import CategoryColumn

__all__ = ["Arrangement"]


@dataclass(frozen=True)
class Arrangement:
    """The parts of an encoded row, in their order, and the columns they belong to.

    Attributes
    ----------
    numbers : dict of int to column
        The columns that are numbers, by their position in the table.
    categories : dict of int to column
        The columns of categories, by their position in the table.
    groups : list of list of int
        The positions of columns of 0 and 1 that form one block.
    exact : list of (int, column)
        Numbers with exact values, by their position among the numbers. Discrete ones
        come first, because they are similar to categories.
    gaps : list of int
        Numbers with missing values, by their position among the numbers.
    layout : Layout
        Numbers, then blocks: of categories, groups, exact values, gaps.
    """

    numbers: dict[int, Any]
    categories: dict[int, Any]
    groups: list[list[int]]
    exact: list[tuple[int, Any]]
    gaps: list[int]
    layout: Layout

    @classmethod
    def of(cls, columns: list[Any], groups: list[list[int]]) -> Self:
        """Return the arrangement of fitted columns."""
        grouped = {i for group in groups for i in group}
        alone = {i: c for i, c in enumerate(columns) if i not in grouped}
        categories = {i: c for i, c in alone.items() if isinstance(c, CategoryColumn)}
        numbers = {i: c for i, c in alone.items() if i not in categories}
        n_codes = [column.n_codes_ for column in numbers.values()]
        exact = [(i, c) for i, c in enumerate(numbers.values()) if n_codes[i]]
        exact.sort(key=lambda number: not number[1].is_discrete_)
        gaps = [i for i, column in enumerate(numbers.values()) if column.n_missing_]
        of_categories = [column.n_codes_ for column in categories.values()]
        of_groups = [len(group) for group in groups]
        of_exact = [n_codes[i] for i, _ in exact]
        n_discrete = sum(column.is_discrete_ for _, column in exact)
        layout = Layout(
            len(numbers),
            (*of_categories, *of_groups, *of_exact, *[2] * len(gaps)),
            len(of_categories) + len(of_groups) + n_discrete,
            len(exact) - n_discrete,
        )
        return cls(numbers, categories, groups, exact, gaps, layout)
