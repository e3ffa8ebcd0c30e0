"""Count through how many files of skgan the samples walk in `fit_resample`.

For each form of X: the functions of skgan that are called, the files that they are
in, and how often one call is followed by a call in another file. scikit-learn's
MLPClassifier stands beside, as a fit that can be read.

Examples
--------
Ten seconds::

    python benchmarks/walk.py
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import sklearn
from sklearn.neural_network import MLPClassifier

import skgan

GOALS = {"table": (20, 60), "DataFrame": (25, 90), "images": (22, 70)}


class Walk:
    """Record which functions of a package are called, in their order."""

    def __init__(self, package):
        self.root = str(Path(package.__file__).parent)
        self.calls = []

    def __call__(self, frame, event, argument):
        """Note a call, if it is one of the package's functions."""
        code = frame.f_code
        is_function = not code.co_name.startswith("<")
        if event == "call" and is_function and code.co_filename.startswith(self.root):
            self.calls.append((code.co_filename, code.co_qualname))

    def figures(self):
        """Return the numbers of functions, of files and of changes of file."""
        files = [file for file, _ in self.calls]
        changes = sum(a != b for a, b in zip(files, files[1:], strict=False))
        return len(set(self.calls)), len(set(files)), changes


def count(package, function, *arguments):
    """Return the figures of one call."""
    walk = Walk(package)
    sys.setprofile(walk)
    try:
        function(*arguments)
    finally:
        sys.setprofile(None)
    return walk.figures()


def forms():
    """Return a small X of each form."""
    rng = np.random.RandomState(0)
    table = rng.normal(size=(60, 5))
    images = rng.randint(0, 256, size=(60, 12, 12, 1)).astype(np.uint8)
    frame = pd.DataFrame(table, columns=list("abcde"))
    return {"table": table, "DataFrame": frame, "images": images}


def main():
    """Print a row for each form."""
    y = np.repeat([0, 1], [45, 15])
    print(f"{'':16}{'functions':>10}{'files':>7}{'changes':>9}   goal: files, changes")
    for name, X in forms().items():
        skgan.ACGANSampler(max_iter=2).fit_resample(X, y)  # traces and imports
        figures = count(skgan, skgan.ACGANSampler(max_iter=2).fit_resample, X, y)
        print_row(name, figures, GOALS[name])
    classifier = MLPClassifier(max_iter=2)
    figures = count(sklearn.neural_network, classifier.fit, forms()["table"], y)
    print_row("MLPClassifier", figures)


def print_row(name, figures, goal=""):
    """Print the figures of one form."""
    functions, files, changes = figures
    print(f"{name:16}{functions:10}{files:7}{changes:9}   {goal}")


if __name__ == "__main__":
    main()
