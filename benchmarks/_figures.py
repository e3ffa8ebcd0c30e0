"""Tables of benchmarks: printed, and with ``--write`` written for the documentation.

A script adds its tables, with names that a reader understands, in a block::

    with Figures(__file__, arguments) as figures:
        figures.add("means", texts(table), "What is compared, and on which data.")

At the end of the block each table is written to a Markdown file of docs/figures, with
its caption above and its source below: the command, the versions of packages and the
processor. ``python benchmarks/fill_pages.py`` puts these files into the pages.
"""

import sys
from numbers import Integral
from pathlib import Path

import numpy as np
import pandas as pd
from _sources import ROOT, read_long, this_run, write_long

FOLDER = ROOT / "docs" / "figures"
NO_VALUE = ""


def parse_arguments(parser, argv=None, csv=False):
    """Read the command line of a script, with the options of all scripts.

    Parameters
    ----------
    parser : ArgumentParser
        With the options of the script itself.
    argv : list of str, default=None
        None: those of this process.
    csv : bool, default=False
        Whether the script has a long table that it can write and read.
    """
    add = parser.add_argument
    add(
        "--write",
        nargs="?",
        const=FOLDER,
        type=Path,
        metavar="DIR",
        help="write the tables of the documentation; default: docs/figures",
    )
    if csv:
        add("--csv", metavar="PATH", help="write the long table")
        add(
            "--from-csv",
            nargs="+",
            metavar="PATH",
            help="compute nothing, and read the long tables of earlier runs",
        )
    arguments = parser.parse_args(argv)
    if arguments.write and getattr(arguments, "quick", False):
        parser.error(
            "--quick makes figures that are no good for the documentation, which "
            "--write would put there. Leave one of them out."
        )
    return arguments


def long_table(arguments, keys, run, peers=()):
    """Return the long table of this run or of earlier ones, and its sources.

    Parameters
    ----------
    arguments : Namespace
        Of `parse_arguments` with ``csv=True``.
    keys : list of str
        The columns that name a cell.
    run : callable
        ``run(save)`` computes the long table; ``save(frame)`` may be called with what
        there is so far.
    peers : sequence of str, default=()
        Further packages whose versions matter.
    """
    if arguments.from_csv:
        frame, sources = read_long(arguments.from_csv, keys)
        quick = [s.command for s in sources if "--quick" in s.command]
        if quick and arguments.write:
            raise SystemExit(
                f"{quick[0]} is no run for the documentation. Leave it out."
            )
        return frame, sources
    source = this_run(peers)

    def save(frame):
        if arguments.csv:
            Path(arguments.csv).parent.mkdir(parents=True, exist_ok=True)
            write_long(frame, arguments.csv, source)

    frame = run(save)
    save(frame)
    return frame, [source]


def texts(table, digits=3):
    """Return a table of numbers as one of texts; missing values are blank.

    Parameters
    ----------
    table : DataFrame
        Numbers and texts.
    digits : int, str or dict, default=3
        Decimals, or a format such as ``"{:+.3f}"``; a dict has one for some columns,
        and three decimals are for the others.
    """
    chosen = digits if isinstance(digits, dict) else dict.fromkeys(table, digits)
    columns = [
        [text_of(value, chosen.get(name, 3)) for value in table[name]] for name in table
    ]
    made = pd.DataFrame(dict(enumerate(columns)), index=table.index, dtype=object)
    return made.set_axis(table.columns, axis=1)


def text_of(value, digits):
    """Return a number or a text as a text."""
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return NO_VALUE
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, Integral):
        return f"{value:,}"
    form = digits if isinstance(digits, str) else f"{{:,.{digits}f}}"
    return form.format(value)


def in_brackets(table, other):
    """Return texts with other texts behind them, in brackets."""
    pairs = zip(table.to_numpy().ravel(), other.to_numpy().ravel(), strict=True)
    joined = [f"{a} ({b})" if a and b else a for a, b in pairs]
    made = table.copy()
    made[:] = pd.Series(joined, dtype=object).to_numpy().reshape(table.shape)
    return made


def bold(shown, values, largest=True, apart=(), across=False):
    """Return texts with the best of each column between asterisks.

    Parameters
    ----------
    shown : DataFrame
        Texts, of which equal ones are equally good.
    values : DataFrame
        The numbers that are compared.
    largest : bool, default=True
        Whether larger numbers are better.
    apart : sequence of str, default=()
        Rows that are not compared, such as a ceiling; with `across` columns.
    across : bool, default=False
        Whether the best of each row is marked instead.
    """
    if across:
        return bold(shown.T, values.T, largest, apart).T
    compared = values.drop(index=[name for name in apart if name in values.index])
    made = shown.copy()
    for place, column in enumerate(values):
        numbers = pd.to_numeric(compared[column]).dropna()
        if len(numbers) < 2 or column not in made:
            continue
        best = shown.loc[numbers.idxmax() if largest else numbers.idxmin(), column]
        number = best.split(" ")[0]
        for row in numbers.index:
            text = shown.loc[row, column]
            if text.split(" ")[0] == number:
                made.iloc[shown.index.get_loc(row), place] = f"**{text}**"
    return made


def markdown(table):
    """Return a table of texts as Markdown."""
    flat = table.reset_index() if has_names(table) else table
    n_names = flat.shape[1] - table.shape[1]
    names = [name or "" for name in table.index.names][:n_names]
    heads = [*names, *(joined(column) for column in table.columns)]
    rows = [heads, ["---"] * len(heads), *flat.astype(str).to_numpy().tolist()]
    cells = [[f" {text} " if text else " " for text in row] for row in rows]
    return "\n".join(f"|{'|'.join(row)}|" for row in cells)


def has_names(table):
    """Return whether the rows of a table have names, and not just numbers."""
    return not isinstance(table.index, pd.RangeIndex)


def joined(column):
    """Return the name of a column, which may have several parts."""
    parts = column if isinstance(column, tuple) else (column,)
    return ", ".join(str(part) for part in parts if part != "")


class Figures:
    """The tables of one script.

    Parameters
    ----------
    script : str
        Its ``__file__``.
    arguments : Namespace
        Of `parse_arguments`.
    sources : list of Source, default=None
        Where the figures come from. None: from this run.
    peers : sequence of str, default=()
        Further packages whose versions matter.
    """

    def __init__(self, script, arguments, sources=None, peers=()):
        place = Path(script).resolve().relative_to(ROOT / "benchmarks")
        self.stem = "-".join(place.with_suffix("").parts)
        self.folder = arguments.write
        self.sources = sources or [this_run(peers)]
        self.files = {}

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None and self.folder:
            self.write()

    def show(self, title, table):
        """Print a table of texts."""
        plain = table.map(lambda text: str(text).replace("**", ""))
        with pd.option_context("display.width", 250, "display.max_columns", None):
            print(f"\n{title}\n{plain.to_string(index=has_names(plain))}", flush=True)

    def add(self, name, table, caption):
        """Print a table of texts, and keep it for the documentation.

        Parameters
        ----------
        name : str
            Of the table among those of the script; ``""`` where it has only one.
        table : DataFrame
            Texts; rows and columns have the names that a reader sees.
        caption : str
            What is compared, on which data, and whether anything was chosen on them.
        """
        self.show(caption, table)
        stem = f"{self.stem}-{name}" if name else self.stem
        self.files[f"{stem}.md"] = (
            f"{caption}\n\n{markdown(table)}\n\n{self.source()}\n"
        )

    def source(self):
        """Return the line below a table."""
        commands = "; ".join(
            f"`{command}`" for command in dict.fromkeys(s.command for s in self.sources)
        )
        places = "; ".join(dict.fromkeys(source.place for source in self.sources))
        return f"<small>{commands} ({places})</small>"

    def write(self):
        """Write the files."""
        from skgan._files import write_atomically

        self.folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.files.items():
            content = text.encode()
            write_atomically(self.folder / name, lambda file, c=content: file.write(c))
            print(f"wrote {self.folder / name}", file=sys.stderr)
