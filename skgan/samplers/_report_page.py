"""The HTML page of a report."""

from typing import Any

import numpy as np
import pandas as pd

from skgan._html import (
    MAX_CHANNELS,
    Images,
    Picture,
    Section,
    Table,
    draw_lines,
    draw_signals,
    image_strips,
    render,
)
from skgan.samplers._report_columns import COLUMNS, MAX_COLUMNS, as_text, short
from skgan.samplers._report_contents import MAX_CLASSES, Contents

LOSSES = ("discriminator_loss", "generator_loss")
SCORE = "validation_score"
UPDATES = "updates of the generator"
MAX_SHOWN_COLUMNS = 30  # of a table of rows
ABOUT = "Each figure: generated / real. A perfect sampler reaches the real figure."
BARS = "Blue bars: generated rows. Line: real rows. Both have as many of each class."


def figures_table(frame: pd.DataFrame) -> Table:
    """Return the figures of each class, generated and real."""
    names = [name for name in frame if f"{name}_real" in frame]
    rows = [
        [str(label), str(row["held_out"])]
        + [pair(row[name], row[f"{name}_real"]) for name in names]
        for label, row in zip(frame.index, frame.to_dict("records"), strict=True)
    ]
    titles = [name.replace("_", " ") for name in ("class", "held out", *names)]
    return Table(ABOUT, titles, rows)


def pair(made: float, real: float) -> str:
    """Return two figures separated by a slash, or a dash if there are none."""
    return "-" if np.isnan(made) else f"{made:.2f}\xa0/\xa0{real:.2f}"


def as_fragment(title: str, frame: pd.DataFrame, notes: list[str]) -> str:
    """Return the figures and flags as a part of a page, without pictures."""
    return render(
        "compact.html", title=title, tables=[figures_table(frame)], notes=notes
    )


def sections_of(
    frame: pd.DataFrame, contents: Contents, include_rows: bool
) -> list[Section]:
    """Return the sections of the page, without empty ones."""
    tables = [
        counts_table(contents.counts),
        named("Parameters", contents.parameters),
        named("Versions", contents.versions),
    ]
    sections = [
        Section("Figures", tables=[figures_table(frame)]),
        samples_section(contents, include_rows),
        columns_section(contents),
        losses_section(contents.history),
        Section("Data and parameters", tables=[one for one in tables if one.rows]),
    ]
    return [one for one in sections if one.texts or one.tables or one.pictures]


def named(title: str, values: dict[str, str]) -> Table:
    """Return a table of names and values."""
    return Table(title, ["name", "value"], [[a, b] for a, b in values.items()])


def counts_table(counts: dict[Any, int]) -> Table:
    """Return a table with the number of training rows of each class."""
    rows = [[str(label), f"{n:,}"] for label, n in counts.items()]
    return Table("Training rows by class", ["class", "rows"], rows)


def samples_section(contents: Contents, include_rows: bool) -> Section:
    """Return the section of generated samples, and of real ones if requested."""
    if not contents.generated:
        return Section("Samples")
    texts = introduction(contents.generated, include_rows)
    if len(contents.counts) > MAX_CLASSES[contents.kind]:
        texts.append(f"Only the first {MAX_CLASSES[contents.kind]} classes are shown.")
    draw = {"image": of_images, "signal": of_signals, "table": of_rows}[contents.kind]
    return draw(contents, texts, include_rows)


def introduction(generated: dict[Any, Any], include_rows: bool) -> list[str]:
    """Return a text on the samples that are shown, and on classes without any."""
    none = [label for label, made in generated.items() if not len(made)]
    left_out = f"All samples of these classes equal real rows: {none}."
    if len(none) == len(generated):
        shown = "No generated sample is shown, because all of them equal real rows."
        return [shown, "The real rows were held out."] if include_rows else [shown]
    shown = "Generated samples; none of them equals a real row."
    if include_rows:
        shown = "Generated samples next to real rows that were held out."
    return [shown, left_out] if none else [shown]


def parts_of(contents: Contents, include_rows: bool) -> list[tuple[Any, str, Any]]:
    """Return class, "generated" or "real", and samples."""
    both = {"generated": contents.generated}
    if include_rows:
        both["real"] = contents.real
    return [
        (label, word, samples[label])
        for label in contents.generated
        for word, samples in both.items()
        if len(samples[label])
    ]


def of_images(contents: Contents, texts: list[str], include_rows: bool) -> Section:
    """Return the section with a strip of images for each class."""
    parts = [
        Images(samples, f"{{n}} {word} images of a class", f"{label}: {word}")
        for label, word, samples in parts_of(contents, include_rows)
    ]
    strips, divisor = image_strips(parts)
    if divisor > 1:
        texts.append(f"Images are shown at 1/{divisor} of their height and width.")
    return Section("Samples", texts, pictures=strips, is_paired=include_rows)


def of_signals(contents: Contents, texts: list[str], include_rows: bool) -> Section:
    """Return the section with a plot of the signals of each class."""
    if include_rows:
        texts.append("Blue: generated. Gray: real.")
    pictures: list[Picture] = []
    n_channels = 0
    for label, made in contents.generated.items():
        real = contents.real[label] if include_rows else []
        if not len(made) and not len(real):
            continue
        alt = f"{len(made)} generated and {len(real)} real signals of a class"
        pictures.append(draw_signals(made, real, alt, str(label)))
        n_channels = made.shape[-1]
    if n_channels > MAX_CHANNELS:
        texts.append(f"Only the first {MAX_CHANNELS} channels are shown.")
    return Section("Samples", texts, pictures=pictures)


def of_rows(contents: Contents, texts: list[str], include_rows: bool) -> Section:
    """Return the section with a table of rows of all classes."""
    if contents.n_columns > MAX_SHOWN_COLUMNS:
        texts.append(f"Only the first {MAX_SHOWN_COLUMNS} columns are shown.")
    rows, names = [], []
    for label, word, samples in parts_of(contents, include_rows):
        part = samples.iloc[:, :MAX_SHOWN_COLUMNS]
        names = [str(name) for name in part.columns]
        for row in part.itertuples(index=False, name=None):
            rows.append([str(label), word, *(short(as_text(one)) for one in row)])
    tables = [Table("A few rows of each class", ["class", "", *names], rows)]
    return Section("Samples", texts, tables if rows else [])


def columns_section(contents: Contents) -> Section:
    """Return the section of the distributions of the columns of a table."""
    texts = []
    if contents.n_columns > MAX_COLUMNS:
        texts.append(f"Only the first {MAX_COLUMNS} columns are shown.")
    rows = contents.columns
    tables = (
        [Table(f"{BARS} Figures: generated / real.", COLUMNS, rows)] if rows else []
    )
    return Section("Distributions of columns", texts, tables)


def losses_section(history: dict[Any, Any]) -> Section:
    """Return the section of the losses and held-out scores during the training."""
    is_nested = all(isinstance(value, dict) for value in history.values())
    parts = history if is_nested else {None: history}
    pictures = []
    for names, word in ((LOSSES, "loss"), ((SCORE,), "held-out score")):
        lines = {
            name if label is None else f"{label}, {name}": (one["iteration"], one[name])
            for label, one in parts.items()
            for name in names
            if one.get("iteration") and one.get(name)
        }
        lines = {name.replace("_", " "): line for name, line in lines.items()}
        if lines:
            alt = f"Lines of {word} by update: " + ", ".join([*lines][:6])
            caption = "Losses" if word == "loss" else "Score on held-out rows"
            pictures.append(draw_lines(lines, (UPDATES, word), alt, caption))
    if pictures:
        return Section("Training", pictures=pictures)
    return Section("Training", ["The fit trained no network."])
