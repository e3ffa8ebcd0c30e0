"""The page of a verdict."""

import numpy as np
import pandas as pd

from skgan._html import Picture, Section, Table, draw_intervals, render
from skgan.samplers import versions

LEFT_OUT = "none"  # to which all others are compared
NEEDED = ["difference", "confidence_low", "confidence_high"]


def as_table(frame: pd.DataFrame, caption: str) -> Table:
    """Return a table of any values as texts; the index comes first."""
    flat = frame.reset_index() if frame.index.name or frame.index.nlevels > 1 else frame
    rows = [[as_cell(value) for value in row] for row in flat.itertuples(index=False)]
    columns = [str(name).replace("_", " ") for name in flat.columns]
    return Table(caption, columns, rows)


def as_cell(value: object) -> str:
    """Return a value as a text, numbers with three digits."""
    if isinstance(value, float | np.floating):
        return "-" if np.isnan(value) else f"{value:.3g}"
    return {"True": "yes", "False": "no"}.get(str(value), str(value))


def as_fragment(title: str, verdict: str, summary: pd.DataFrame) -> str:
    """Return verdict and comparison as a part of a page, without pictures."""
    tables = [as_table(summary, "Differences to no sampler")]
    return render("compact.html", title=title, tables=tables, notes=[verdict])


def as_page(
    title: str, verdict: str, summary: pd.DataFrame, frame: pd.DataFrame
) -> str:
    """Return a whole page."""
    sections = [
        Section(
            "Comparison",
            ["Differences to no sampler, with intervals of 95%."],
            [as_table(summary, "Mean over the folds")],
            pictures_of(summary),
        ),
        Section("Scores", tables=[as_table(frame.set_index("sampler"), "Each fold")]),
        Section("Versions", tables=[versions_table()]),
    ]
    return render(
        "page.html", title=title, notes=[verdict], flagged=False, sections=sections
    )


def versions_table() -> Table:
    """Return the versions of libraries."""
    rows = [[name, version] for name, version in versions().items()]
    return Table("Versions", ["name", "value"], rows)


def pictures_of(summary: pd.DataFrame) -> list[Picture]:
    """Return a picture of the differences for each metric."""
    pictures = []
    for metric in summary.index.get_level_values("metric").unique():
        lines = summary.xs(metric, level="metric").drop(LEFT_OUT, errors="ignore")
        values = {
            str(name): (*line[NEEDED].astype(float), bool(line["helps"]))
            for name, line in lines.iterrows()
        }
        told = ", ".join(f"{name} {value[0]:+.3f}" for name, value in values.items())
        label = f"difference in {metric}"
        pictures.append(draw_intervals(values, label, f"{label}: {told}"))
    return pictures
