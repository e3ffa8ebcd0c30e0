"""Time each metric on 10,000 real and 10,000 generated rows of 64 features.

Each figure comes from a fresh process on one thread: wall time of one call, and by how
much the call raised the peak of resident memory (Linux). Images are the same rows as
8 x 8 pixels. ``floor`` is three matrices of distances, one after the other, which the
definition of precision, recall, density and coverage needs; ``prdc`` keeps all three.
Peers that are not installed are left out.

Examples
--------
Three minutes::

    python benchmarks/speed/metrics.py
"""

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import time
import warnings
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402

N_ROWS = 10_000
N_FEATURES = 64
N_CLASSES = 10
GOAL_SECONDS, GOAL_MEGABYTES = 10, 2000


def make_rows(seed, shift):
    """Return correlated rows and their classes."""
    import numpy as np

    rng = np.random.RandomState(seed)
    mix = np.random.RandomState(0).normal(size=(N_FEATURES, N_FEATURES)) / 8
    y = rng.randint(N_CLASSES, size=N_ROWS)
    X = rng.normal(shift, 1, (N_ROWS, N_FEATURES)) @ mix
    return X + y[:, None] / N_CLASSES, y


def as_images(X):
    """Return rows as bytes of 8 x 8 pixels."""
    import numpy as np

    return np.clip(128 + 32 * X, 0, 255).astype(np.uint8).reshape(-1, 8, 8, 1)


def as_table(X):
    """Return a DataFrame of which every fourth column is categorical."""
    import pandas as pd

    table = pd.DataFrame(X).add_prefix("column ")
    for name in table.columns[::4]:
        table[name] = table[name].round().astype(int).astype(str)
    return table


def two_sample(name):
    """Return a call of a metric of two unlabelled samples."""

    def call(X, y, X_new, y_new):
        from skgan import metrics

        return getattr(metrics, name)(X, X_new)

    return call


def labelled(name):
    """Return a call of a metric of two labelled samples."""

    def call(X, y, X_new, y_new):
        from skgan import metrics

        return getattr(metrics, name)(X, y, X_new, y_new, random_state=0)

    return call


def of_tables(name):
    """Return a call of a metric of two tables."""

    def call(X, y, X_new, y_new):
        from skgan import metrics

        return getattr(metrics, name)(as_table(X), as_table(X_new))

    return call


def classifier_test(X, y, X_new, y_new):
    """Test with the default classifier."""
    from skgan.metrics import classifier_two_sample_test

    return classifier_two_sample_test(X, X_new, random_state=0)


def frechet_by_class(X, y, X_new, y_new):
    """Compute the Frechet distance of each class."""
    from skgan.metrics import by_class, frechet_distance

    return by_class(frechet_distance, X, y, X_new, y_new)


def frechet_of_images(X, y, X_new, y_new):
    """Compute the Frechet distance in the pixels of images."""
    from skgan.metrics import frechet_inception_distance

    images = as_images(X), as_images(X_new)
    return frechet_inception_distance(*images, features=lambda i: i.reshape(len(i), -1))


def diversity(X, y, X_new, y_new):
    """Compute the diversity of the generated images."""
    from skgan.metrics import ms_ssim_diversity

    return ms_ssim_diversity(as_images(X_new), y_new, random_state=0)


def floor_of_distances(X, y, X_new, y_new):
    """Compute three matrices of distances."""
    from sklearn.metrics import euclidean_distances

    for pair in ((X, X), (X_new, X_new), (X, X_new)):
        euclidean_distances(*pair)


def peer_prdc(X, y, X_new, y_new):
    """Compute the same four by prdc."""
    from prdc import compute_prdc

    with contextlib.redirect_stdout(io.StringIO()):
        compute_prdc(X, X_new, 5)


def peer_frechet(X, y, X_new, y_new):
    """Compute the Frechet distance by torchmetrics."""
    import numpy as np
    import torch
    from torchmetrics.image.fid import _compute_fid

    start = time.perf_counter()
    moments = [m for Z in (X, X_new) for m in (Z.mean(axis=0), np.cov(Z.T))]
    _compute_fid(*map(torch.from_numpy, moments))
    return {"seconds": time.perf_counter() - start}  # without imports


CALLS = {
    "frechet_distance": two_sample("frechet_distance"),
    "  torchmetrics": peer_frechet,
    "by_class(frechet_distance, ...)": frechet_by_class,
    "frechet_inception_distance, pixels": frechet_of_images,
    "precision_recall_density_coverage": two_sample(
        "precision_recall_density_coverage"
    ),
    "  prdc": peer_prdc,
    "  floor": floor_of_distances,
    "energy_distance": two_sample("energy_distance"),
    "ms_ssim_diversity": diversity,
    "class_fidelity": labelled("class_fidelity"),
    "discriminability": labelled("discriminability"),
    "classifier_two_sample_test": classifier_test,
    "classification_accuracy_score": labelled("classification_accuracy_score"),
    "nearest_neighbor_distance_ratio": two_sample("nearest_neighbor_distance_ratio"),
    "memorization_rate": two_sample("memorization_rate"),
    "column_distance": of_tables("column_distance"),
    "correlation_difference": of_tables("correlation_difference"),
}


def peak_megabytes():
    """Return the peak of resident memory of this process."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def measure(name):
    """Return seconds and megabytes of one call."""
    import skgan.metrics  # noqa: F401

    arguments = *make_rows(1, 0.0), *make_rows(2, 0.1)
    before, start = peak_megabytes(), time.perf_counter()
    result = CALLS[name](*arguments)
    seconds = time.perf_counter() - start
    if name == "  torchmetrics":
        seconds = result["seconds"]
    return {"seconds": seconds, "MB": peak_megabytes() - before}


def in_new_process(name, threads):
    """Return what a process of its own measures, or None where a peer is missing."""
    bound = dict.fromkeys(
        ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), str(threads)
    )
    done = subprocess.run(
        [sys.executable, __file__, "--measure", name],
        env={**os.environ, **bound},
        capture_output=True,
        text=True,
    )
    if done.returncode and "ModuleNotFoundError" in done.stderr:
        return None
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--measure", choices=CALLS, help=argparse.SUPPRESS)
    return _figures.parse_arguments(parser, argv)


def main(argv=None):
    """Measure in new processes, or be one of them."""
    arguments = parse_arguments(argv)
    if arguments.measure:
        warnings.simplefilter("ignore")
        print(json.dumps(measure(arguments.measure)))
        return
    import pandas as pd

    rows = {}
    for name in CALLS:
        measured = in_new_process(name, arguments.threads)
        if measured is None:
            print(f"{name.strip()} is not installed", file=sys.stderr)
            continue
        met = measured["seconds"] < GOAL_SECONDS and measured["MB"] < GOAL_MEGABYTES
        is_ours = not name.startswith(" ")
        goal = ("met" if met else "missed") if is_ours else ""
        shown = f"`{name}`" if is_ours else name.strip()
        rows[shown] = measured | {"goal": goal}
        print(name, rows[shown], file=sys.stderr, flush=True)
    table = _figures.texts(pd.DataFrame(rows).T, {"seconds": 2, "MB": 0})
    with _figures.Figures(
        __file__, arguments, peers=["torchmetrics", "prdc"]
    ) as figures:
        figures.add(
            "",
            table,
            f"Seconds of a call on {N_ROWS:,} real and {N_ROWS:,} generated rows of "
            f"{N_FEATURES} features (images: 8 x 8 pixels), and by how much it raises "
            f"the peak of memory, on {arguments.threads} thread. The goals are "
            f"{GOAL_SECONDS} seconds and {GOAL_MEGABYTES:,} MB. The floor is three "
            "matrices of distances.",
        )


if __name__ == "__main__":
    main()
