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

import inspect
import json
import subprocess
import sys
from itertools import groupby
from pathlib import Path

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


def main():
    """Print a row for each form, or the functions of one form."""
    if sys.argv[1:]:
        walk = walk_of(sys.argv[1])
        is_short = "--figures" in sys.argv
        print(json.dumps(walk.figures()) if is_short else "\n".join(walk.sequence()))
        return
    print(f"{'':16}{'functions':>10}{'files':>7}{'changes':>9}   before     goal")
    for name in forms():
        print_row(name, figures_in_fresh_process(name), BEFORE[name], GOALS[name])
    y = np.repeat([0, 1], [45, 15])
    fit = MLPClassifier(max_iter=2).fit
    walk = Walk(sklearn.neural_network).record(fit, forms()["table"], y)
    print_row("MLPClassifier", walk.figures())


def print_row(name, figures, *compared):
    """Print the figures of one form."""
    functions, files, changes = figures
    others = "".join(f"   {a}/{b:<5}" for a, b in compared)
    print(f"{name:16}{functions:10}{files:7}{changes:9}{others}")


if __name__ == "__main__":
    main()
