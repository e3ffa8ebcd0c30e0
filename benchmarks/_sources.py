"""What a table comes from: the command, the versions of packages and the processor.

Long tables that a script writes with ``--csv`` begin with it, so that a later run with
``--from-csv`` can print and write the tables of several runs without computing.
"""

import os
import platform
import shlex
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("scikit-learn", "imbalanced-learn", "tensorflow")
NOT_SHOWN = ("--write", "--csv", "--from-csv", "--jobs", "--cache", "--cached-skgan")
MARK = "# "


@dataclass(frozen=True)
class Source:
    """Where figures come from.

    Parameters
    ----------
    command : str
        The command that computed them.
    place : str
        Versions of packages and the processor.
    """

    command: str
    place: str


def this_run(peers=()):
    """Return the source of the script that is running.

    Parameters
    ----------
    peers : sequence of str, default=()
        Further packages that are compared, whose versions matter.
    """
    return Source(command_of(sys.argv), place_of(peers))


def command_of(argv):
    """Return the command without the options that do not change a figure."""
    words, is_kept = [Path(argv[0]).resolve().relative_to(ROOT).as_posix()], True
    for word in argv[1:]:
        if word.startswith("--"):
            is_kept = word.split("=")[0] not in NOT_SHOWN
        elif words[-1] == "--data":
            word = "DIR"
        if is_kept:
            words.append(word)
    return f"python {shlex.join(words)}"


def place_of(peers=()):
    """Return the versions of packages and the processor."""
    import skgan

    versions = [f"skgan {skgan.__version__}", f"Python {platform.python_version()}"]
    for name in (*PACKAGES, *peers):
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return f"{', '.join(versions)}; {processor()}"


def processor():
    """Return the model of the processor and its number of cores."""
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    for line in lines:
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    return f"{model}, {os.cpu_count()} cores"


def write_long(frame, path, source):
    """Write a long table as CSV below its source, completely or not at all."""
    from skgan._files import write_atomically

    text = f"{MARK}{source.command}\n{MARK}{source.place}\n{frame.to_csv(index=False)}"
    write_atomically(path, lambda file: file.write(text.encode()))


def read_long(paths, keys):
    """Return the rows of several long tables, and where they come from.

    Parameters
    ----------
    paths : list of str
        What ``--csv`` has written. A file without a source counts as an earlier run of
        the command that is running.
    keys : list of str
        The columns that name a cell. Where two tables have the same one, that of the
        later table is taken.
    """
    import pandas as pd

    frames, sources = [], []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            lines = [file.readline().rstrip("\n") for _ in range(2)]
            if not lines[0].startswith(MARK):
                file.seek(0)
                lines = [command_of(sys.argv), "earlier run, versions not recorded"]
            sources.append(Source(*(line.removeprefix(MARK) for line in lines)))
            frames.append(pd.read_csv(file))
    frame = pd.concat(frames, ignore_index=True)
    if set(keys) <= set(frame):
        frame = frame.drop_duplicates(keys, keep="last", ignore_index=True)
    return frame, list(dict.fromkeys(sources))
