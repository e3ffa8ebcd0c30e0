"""The HTML page of a verdict."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from skgan._html import Picture, Section, Table, draw_intervals, render
from skgan.samplers import versions

LEFT_OUT = "none"  # the baseline for the differences of all others
NEEDED = ["difference", "confidence_low", "confidence_high"]
COLUMNS = ["sampler", "metric", "mean ± std", "difference", "95% interval"]
COLUMNS += ["p (adjusted)", "smallest detectable", "helps"]
FURTHER = ["sampler", "metric", "difference to baseline", "p to baseline"]
FURTHER += ["wins / ties / losses", "seconds", "failed folds"]
STD_DECIMALS = 12  # smaller standard deviations are of equal scores, by rounding
NO_SCORE = "no finite score"
NO_MESSAGES = (
    "The messages are not shown here, because they may contain real values. They are "
    "in the column 'error' of to_frame()."
)


def as_fragment(title: str, verdict: str, summary: pd.DataFrame) -> str:
    """Return verdict and comparison as a part of a page, without pictures."""
    flat = summary.reset_index()
    rows = [[as_cell(value) for value in row] for row in flat.itertuples(index=False)]
    columns = [str(name).replace("_", " ") for name in flat.columns]
    tables = [Table("Differences to no sampler", columns, rows)]
    return render("compact.html", title=title, tables=tables, notes=[verdict])


def as_cell(value: object) -> str:
    """Return a value as text; numbers have three digits."""
    if isinstance(value, float | np.floating):
        return "-" if np.isnan(value) else f"{value:.3g}"
    return {"True": "yes", "False": "no"}.get(str(value), str(value))


def as_page(
    title: str,
    verdict: str,
    summary: pd.DataFrame,
    frame: pd.DataFrame,
    design: Mapping[str, str],
) -> str:
    """Return a whole page."""
    versions_table = Table("Versions", ["name", "value"], [*versions().items()])
    sections = [
        Section("Design", tables=[design_table(frame, design)]),
        Section(
            "Comparison",
            tables=comparison_tables(summary),
            pictures=pictures_of(summary),
        ),
        Section("Scores of each fold", tables=score_tables(frame)),
        *failures_section(frame),
        Section("Versions", tables=[versions_table]),
    ]
    return render(
        "page.html",
        title=title,
        flags=[verdict],
        is_raised=False,
        notes=[],
        sections=sections,
    )


def design_table(frame: pd.DataFrame, design: Mapping[str, str]) -> Table:
    """Return what was compared, and on how many rows."""
    trained, tested = map(range_of, (frame["n_train"], frame["n_test"]))
    rows = {
        **design,
        "folds": str(frame["fold"].nunique()),
        "training rows of a fold": trained,
        "test rows of a fold": tested,
    }
    return Table("What was compared", ["name", "value"], [*rows.items()])


def range_of(sizes: pd.Series) -> str:
    """Return the smallest and the largest size, or the only one."""
    low, high = sizes.min(), sizes.max()
    return str(low) if low == high else f"{low} to {high}"


def comparison_tables(summary: pd.DataFrame) -> list[Table]:
    """Return two tables with a row for each sampler and metric."""
    lines = zip(summary.index, summary.to_dict("records"), strict=True)
    both: tuple[list[list[str]], list[list[str]]] = ([], [])
    for index, line in lines:
        text = {name: as_cell(value) for name, value in line.items()}
        text["std"] = as_cell(round(line["std"], STD_DECIMALS))
        for rows, cells in zip(both, (differences(text), further(text)), strict=True):
            rows.append([*map(str, index), *cells])
    return [
        Table("Means over the folds, and differences to no sampler", COLUMNS, both[0]),
        Table("Differences to the best baseline, folds and time", FURTHER, both[1]),
    ]


def differences(text: dict[str, str]) -> list[str]:
    """Return the scores of a sampler and their difference to no sampler."""
    return [
        f"{text['mean']}\xa0±\xa0{text['std']}",
        text["difference"],
        f"{text['confidence_low']}\xa0to\xa0{text['confidence_high']}",
        text["p_value_adjusted"],
        text["smallest_detectable"],
        text["helps"],
    ]


def further(text: dict[str, str]) -> list[str]:
    """Return the difference to the best baseline, counts of folds and time."""
    return [
        text["difference_to_baseline"],
        text["p_value_to_baseline"],
        f"{text['wins']} / {text['ties']} / {text['losses']}",
        text["seconds"],
        text["n_failed"],
    ]


def score_tables(frame: pd.DataFrame) -> list[Table]:
    """Return a table for each metric, with the scores of all samplers by fold."""
    tables = []
    for metric in frame["metric"].unique():
        part = frame[frame["metric"] == metric]
        scores = part.pivot_table(
            "score", "fold", "sampler", aggfunc="first", dropna=False, sort=False
        )
        rows = [[str(fold), *map(as_cell, row)] for fold, *row in scores.itertuples()]
        columns = ["fold", *map(str, scores.columns)]
        tables.append(Table(str(metric), columns, rows))
    return tables


def failures_section(frame: pd.DataFrame) -> list[Section]:
    """Return a section of failed fits and the types of their errors, if any."""
    failed = frame.loc[frame["error"].astype(bool), ["sampler", "fold", "error"]]
    failed = failed.assign(error=failed["error"].map(type_of_error)).drop_duplicates()
    rows = [[*map(str, row)] for row in failed.itertuples(index=False)]
    table = Table("Fits that failed", [*failed.columns], rows)
    return [Section("Failures", [NO_MESSAGES], [table])] if rows else []


def type_of_error(message: str) -> str:
    """Return the name of an exception, without its message.

    Examples
    --------
    >>> from skgan.model_selection._page import type_of_error
    >>> type_of_error("ValueError: could not convert string to float: 'Ann'")
    'ValueError'
    >>> type_of_error("The score is nan.")
    'no finite score'
    """
    name, colon, _ = str(message).partition(":")
    return name if colon and name.isidentifier() else NO_SCORE


def pictures_of(summary: pd.DataFrame) -> list[Picture]:
    """Return a picture of the differences for each metric."""
    pictures = []
    for metric in summary.index.get_level_values("metric").unique():
        lines = summary.xs(metric, level="metric").drop(LEFT_OUT, errors="ignore")
        values = {
            str(name): (*line[NEEDED].astype(float), bool(line["helps"]))
            for name, line in lines.iterrows()
        }
        if not values:
            continue
        told = ", ".join(f"{name} {value[0]:+.3f}" for name, value in values.items())
        label = f"difference in {metric}"
        caption = f"{label}, with intervals of 95%; filled: the sampler helps"
        pictures.append(draw_intervals(values, label, f"{label}: {told}", caption))
    return pictures
