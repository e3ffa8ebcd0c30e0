"""Put the tables that benchmarks have written into README and the pages of docs.

A page has a table between two comments, of which the first names a file of
docs/figures::

    <!-- figures/quality-tables-means.md -->
    <!-- end -->

What is between them is replaced by the file. The summary that README shows is made
first, from the files of several scripts. Without an argument, pages and summary are
written; with ``--check`` nothing is written, and the exit status is 1 where something
would change.

Examples
--------
::

    python benchmarks/fill_pages.py
    python benchmarks/fill_pages.py --check
"""

import argparse
import re
import sys
from pathlib import Path
from statistics import mean
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FIGURES = ROOT / "docs" / "figures"
BLOCK = re.compile(r"(<!-- figures/(\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
SUMMARY = "summary.md"


class Part(NamedTuple):
    """A row of the summary: its name, its file, and the columns that it averages."""

    title: str
    is_chosen: bool
    file: str
    columns: tuple


PARTS = (
    Part("tables", True, "quality-tables-means", ("balanced accuracy",)),
    Part("tables", False, "quality-tables-unseen-means", ("balanced accuracy",)),
    Part(
        "tables with categories",
        True,
        "quality-mixed-means",
        ("balanced accuracy, mean",),
    ),
    Part(
        "tables with categories",
        False,
        "quality-mixed-unseen-means",
        ("balanced accuracy, mean",),
    ),
    Part("signals", True, "quality-signals-means", ("mean",)),
    Part("signals", False, "quality-signals-unseen-means", ("mean",)),
    Part(
        "images", True, "quality-images-means", ("CNN, chosen on", "forest, chosen on")
    ),
    Part(
        "images",
        False,
        "quality-images-means",
        ("CNN, not chosen on", "forest, not chosen on"),
    ),
)
METHODS = (
    "none",
    "class weights",
    "RandomOverSampler",
    "SMOTE",
    "warped copies",
    "kernel only",
    "generator only",
    "ACGANSampler, defaults",
)
OTHER_NAMES = {"SMOTE": "SMOTENC"}  # of tables with categories
CAPTION = (
    "Balanced accuracy, means over data sets, whose number is in brackets, and over "
    "classifiers. Where skgan's defaults were chosen on the data, its figures are "
    "optimistic. The best of a row is bold; a blank was not run. SMOTE is SMOTENC on "
    "tables with categories."
)


def read_cells(text):
    """Return the table in a text: row to column to number; further texts are left out.

    Parameters
    ----------
    text : str
        Markdown.
    """
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    rows = {}
    for cells in lines[2:]:
        numbers = [re.match(r"\**([-+]?\d*\.\d+)", cell) for cell in cells]
        found = zip(lines[0], numbers, strict=True)
        rows[cells[0]] = {head: float(n[1]) for head, n in found if n}
    return rows


def summary_row(part, rows):
    """Return the numbers of one row of the summary, None where there is none."""
    numbers = []
    for method in METHODS:
        row = rows.get(method) or rows.get(OTHER_NAMES.get(method), {})
        found = [
            value
            for column in part.columns
            for head, value in row.items()
            if re.fullmatch(rf"{re.escape(column)}( \(\d+\))?", head)
        ]
        is_whole = len(found) == len(part.columns)
        numbers.append(f"{mean(found):.3f}" if is_whole else None)
    return numbers


def n_sets(part, text):
    """Return over how many data sets a part averages, as its file says."""
    count = re.search(rf"{re.escape(part.columns[0])} \((\d+)\)", text)
    return (count or re.search(r"(\d+) (?:tables|sets) of", text))[1]


def make_summary(folder=FIGURES):
    """Return the summary of README as Markdown."""
    heads = ["data", "defaults chosen on it", *METHODS, "all figures by"]
    lines = [heads, ["---"] * len(heads)]
    for part in PARTS:
        text = (folder / f"{part.file}.md").read_text(encoding="utf-8")
        numbers = summary_row(part, read_cells(text))
        best = max(filter(None, numbers), default=None)
        if best is None:
            continue
        shown = [f"**{n}**" if n == best else n or "" for n in numbers]
        title = f"{part.title} ({n_sets(part, text)})"
        script = re.search(r"benchmarks/\S+\.py", text)[0]
        is_chosen = "yes" if part.is_chosen else "no"
        lines.append([title, is_chosen, *shown, f"`{script}`"])
    cells = [[f" {text} " if text else " " for text in line] for line in lines]
    table = "\n".join(f"|{'|'.join(line)}|" for line in cells)
    return f"{CAPTION}\n\n{table}\n"


def fill(text, folder=FIGURES):
    """Return a page with the tables of the files in its blocks."""

    def block(match):
        content = (folder / match[2]).read_text(encoding="utf-8")
        return f"{match[1]}{content}{match[3]}"

    return BLOCK.sub(block, text)


def pages():
    """Return the paths of README and of the pages."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def write(path, text):
    """Write a text, completely or not at all."""
    from skgan._files import write_atomically

    write_atomically(path, lambda file: file.write(text.encode()))


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    return parser.parse_args(argv)


def main(argv=None):
    """Fill all pages, or say which are not up to date."""
    is_check = parse_arguments(argv).check
    changed = []
    for path in [FIGURES / SUMMARY, *pages()]:
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        new = make_summary() if path.name == SUMMARY else fill(old)
        if new != old:
            changed.append(path.relative_to(ROOT).as_posix())
            if not is_check:
                write(path, new)
    for name in changed:
        print(f"{name} {'is not up to date' if is_check else 'was filled'}")
    return int(is_check and bool(changed))


if __name__ == "__main__":
    sys.exit(main())
