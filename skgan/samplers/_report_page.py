"""The page of a report."""

from typing import Any

import numpy as np
import pandas as pd

from skgan._html import Picture, Section, Table, draw_lines, image_strip, render
from skgan.samplers._report_contents import MAX_CLASSES, MAX_COLUMNS, Contents

MAX_STEPS = 500  # of a signal that is drawn
LOSSES = ("discriminator_loss", "generator_loss", "validation_score")
ABOUT = "Each figure: generated / real. Real rows are the bound of a perfect sampler."


def figures_table(frame: pd.DataFrame) -> Table:
    """Return the figures by class, generated beside real."""
    names = [name for name in frame if f"{name}_real" in frame]
    rows = [
        [str(label), str(row["held_out"])]
        + [pair(row[name], row[f"{name}_real"]) for name in names]
        for label, row in zip(frame.index, frame.to_dict("records"), strict=True)
    ]
    titles = [name.replace("_", " ") for name in ("class", "held out", *names)]
    return Table(ABOUT, titles, rows)


def pair(made: float, real: float) -> str:
    """Return two figures, or a dash where there are none."""
    return "-" if np.isnan(made) else f"{made:.2f} / {real:.2f}"


def as_fragment(title: str, frame: pd.DataFrame, notes: list[str]) -> str:
    """Return the figures and flags as a part of a page, without pictures."""
    return render(
        "compact.html", title=title, tables=[figures_table(frame)], notes=notes
    )


def as_page(
    title: str,
    frame: pd.DataFrame,
    notes: list[str],
    flagged: bool,
    contents: Contents,
    include_rows: bool,
) -> str:
    """Return a whole page."""
    sections = [
        Section("Figures", tables=[figures_table(frame)]),
        samples_section(contents, include_rows),
        distributions_section(contents),
        losses_section(contents.history),
        Section("Data", tables=[counts_table(contents.counts)]),
        Section(
            "Parameters and versions",
            tables=[
                named("Parameters", contents.parameters),
                named("Versions", contents.versions),
            ],
        ),
    ]
    shown = [one for one in sections if one.texts or one.tables or one.pictures]
    return render(
        "page.html", title=title, notes=notes, flagged=flagged, sections=shown
    )


def named(title: str, values: dict[str, str]) -> Table:
    """Return names and values."""
    return Table(title, ["name", "value"], [[a, b] for a, b in values.items()])


def counts_table(counts: dict[Any, int]) -> Table:
    """Return the training rows of each class."""
    rows = [[str(label), f"{n:,}"] for label, n in counts.items()]
    return Table("Training rows by class", ["class", "rows"], rows)


def samples_section(contents: Contents, include_rows: bool) -> Section:
    """Return generated samples, and real ones where these are wanted."""
    texts = ["Generated samples only." if not include_rows else ""]
    if len(contents.counts) > MAX_CLASSES:
        texts.append(f"Only the first {MAX_CLASSES} classes are shown.")
    parts = {"generated": contents.generated}
    if include_rows:
        parts["real"] = contents.real
    tables: list[Table] = []
    pictures: list[Picture] = []
    for label in contents.generated:
        for word, samples in parts.items():
            if label in samples:
                show(contents.kind, label, word, samples[label], tables, pictures)
    texts = [text for text in texts if text] if contents.generated else []
    return Section("Samples", texts, tables, pictures)


def show(
    kind: str,
    label: Any,
    word: str,
    samples: Any,
    tables: list[Table],
    pictures: list[Picture],
) -> None:
    """Add a table or a picture of a few samples of a class."""
    caption = f"{label}: {word}"
    alt = f"{len(samples)} {word} samples of class {label}"
    if kind == "image":
        pictures.append(image_strip(samples, alt, caption))
    elif kind == "signal":
        step = -(-samples.shape[1] // MAX_STEPS)
        times = np.arange(samples.shape[1])[::step]
        lines = {
            f"{i + 1}, channel {k + 1}": (times, one[::step, k])
            for i, one in enumerate(samples[:3])
            for k in range(one.shape[1])
        }
        pictures.append(draw_lines(lines, ("time", "value"), alt, caption))
    else:
        part = samples.iloc[:, :MAX_COLUMNS]
        rows = [
            [str(i + 1), *map(as_cell, row)]
            for i, row in enumerate(part.itertuples(index=False, name=None))
        ]
        tables.append(Table(caption, ["sample", *map(str, part.columns)], rows))


def as_cell(value: Any) -> str:
    """Return a value of a table."""
    return f"{value:.6g}" if isinstance(value, float | np.floating) else str(value)


def distributions_section(contents: Contents) -> Section:
    """Return the quantiles and shares of the columns of a table."""
    frame, texts = contents.distributions, []
    if contents.n_columns > MAX_COLUMNS:
        texts.append(f"Only the first {MAX_COLUMNS} columns are shown.")
    rows = [[str(name), *row] for name, *row in frame.itertuples(name=None)]
    columns = ["column", *map(str, frame.columns)]
    caption = "Each: generated / real, as many of each class."
    tables = [Table(caption, columns, rows)] if rows else []
    return Section("Distributions of columns", texts, tables)


def losses_section(history: dict[Any, Any]) -> Section:
    """Return the losses during the training, if there was one."""
    is_nested = all(isinstance(value, dict) for value in history.values())
    parts = history if is_nested else {None: history}
    lines = {
        name if label is None else f"{label}, {name}": (one["iteration"], one[name])
        for label, one in parts.items()
        for name in LOSSES
        if one.get("iteration") and one.get(name)
    }
    lines = {name.replace("_", " "): line for name, line in lines.items()}
    if not lines:
        return Section("Losses", ["The fit trained no network."])
    alt = "Lines of the losses over the iterations: " + ", ".join([*lines][:6])
    picture = draw_lines(lines, ("iteration", "loss"), alt, "Losses of the training")
    return Section("Losses", pictures=[picture])
