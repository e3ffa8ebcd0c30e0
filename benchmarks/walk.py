"""Count through how many files of skgan the samples walk in `fit_resample`.

For each form of X: the functions of skgan that are called, the files that they are
in, and how often one call is followed by a call in another file. It is the first fit
of a process that is counted, in which networks are built and traced; what is called
while a module or class is made is not. scikit-learn's MLPClassifier stands beside, as
a fit that can be read.

Examples
--------
Half a minute; with the name of a form, the functions in their order instead::

    python benchmarks/walk.py
    python benchmarks/walk.py table
"""

import argparse
import inspect
import json
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import _figures
import numpy as np
import pandas as pd
import sklearn
from sklearn.neural_network import MLPClassifier

# Files and changes of file: before they were first counted, and what is aimed at.
BEFORE = {"table": (35, 154), "DataFrame": (39, 222), "images": (36, 174)}
GOALS = {"table": (20, 60), "DataFrame": (25, 90), "images": (22, 70)}


class Walk:
    """Record which functions of a package are called, in their order."""

    def __init__(self, package):
        self.root = Path(package.__file__).parent
        self.calls = []

    def __call__(self, frame, event, argument):
        """Note a call, if it is one of the package's functions."""
        code = frame.f_code
        # A class body, a module, a lambda or a comprehension is no function.
        is_function = code.co_flags & inspect.CO_OPTIMIZED and code.co_name[0] != "<"
        if (
            event == "call"
            and is_function
            and code.co_filename.startswith(str(self.root))
        ):
            path = Path(code.co_filename).relative_to(self.root)
            self.calls.append((path.as_posix(), code.co_qualname))

    def record(self, function, *arguments):
        """Call a function and return the walk."""
        sys.setprofile(self)
        try:
            function(*arguments)
        finally:
            sys.setprofile(None)
        return self

    def figures(self):
        """Return the numbers of functions, of files and of changes of file."""
        files = [file for file, _ in self.calls]
        return len(set(self.calls)), len(set(files)), len(list(groupby(files))) - 1

    def sequence(self):
        """Return a line for each stay in a file."""
        stays = groupby(self.calls, lambda call: call[0])
        return [f"{file:32}" + " ".join(q for _, q in calls) for file, calls in stays]


def forms():
    """Return a small X of each form."""
    rng = np.random.RandomState(0)
    table = rng.normal(size=(60, 5))
    images = rng.randint(0, 256, size=(60, 12, 12, 1)).astype(np.uint8)
    frame = pd.DataFrame(table, columns=list("abcde"))
    frame.loc[::9, "b"] = np.nan
    frame["kind"] = rng.choice(["x", "y", "z"], size=60)
    return {"table": table, "DataFrame": frame, "images": images}


def walk_of(name):
    """Return the walk of the first fit of this process."""
    import skgan.training  # noqa: F401 (TensorFlow's import is not part of it)

    sampler = skgan.ACGANSampler(max_iter=2)
    y = np.repeat([0, 1], [45, 15])
    return Walk(skgan).record(sampler.fit_resample, forms()[name], y)


def figures_in_fresh_process(name):
    """Return the figures of the first fit of a process of its own."""
    command = [sys.executable, "-W", "ignore", __file__, name, "--figures"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("form", nargs="?", choices=BEFORE, help="list its functions")
    parser.add_argument("--figures", action="store_true", help=argparse.SUPPRESS)
    return _figures.parse_arguments(parser, argv)


def row_of(figures, before=None, goal=None):
    """Return the figures of one form, beside those before and the goals."""
    row = dict(zip(("functions", "files", "changes of file"), figures, strict=True))
    names = "before: files, changes", "goal: files, changes"
    for name, pair in zip(names, (before, goal), strict=True):
        row[name] = "" if pair is None else f"{pair[0]}, {pair[1]}"
    return row


def main(argv=None):
    """Print a row for each form, or the functions of one form."""
    arguments = parse_arguments(argv)
    if arguments.form:
        walk = walk_of(arguments.form)
        is_short = arguments.figures
        print(json.dumps(walk.figures()) if is_short else "\n".join(walk.sequence()))
        return
    rows = {
        name: row_of(figures_in_fresh_process(name), BEFORE[name], GOALS[name])
        for name in forms()
    }
    y = np.repeat([0, 1], [45, 15])
    fit = MLPClassifier(max_iter=2).fit
    walk = Walk(sklearn.neural_network).record(fit, forms()["table"], y)
    rows["MLPClassifier of scikit-learn"] = row_of(walk.figures())
    with _figures.Figures(__file__, arguments) as figures:
        figures.add(
            "",
            _figures.texts(pd.DataFrame(rows).T),
            "Functions and files of skgan through which samples go in `fit_resample`, "
            "and how often a call is followed by a call in another file.",
        )


if __name__ == "__main__":
    main()
