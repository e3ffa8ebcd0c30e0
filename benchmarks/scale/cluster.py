"""Time `cross_validate_augmentation` on the workers of a cluster.

Two samplers with networks on ten folds are 20 fits of two seconds and more; the ten
without a sampler take no time. Each arm first computes two folds, in which its
processes load TensorFlow and trace their program; both times are shown. All arms have
TensorFlow on one thread, and their scores are compared bit by bit.

serial
    The floor: this process.
loky
    The peer: two processes of joblib.
dask 1, dask 2
    A `LocalCluster` of one and of two workers, which are processes of one thread.
ray
    Two processes of ray, where it is installed (``pip install ray``).

Examples
--------
About five minutes on two idle cores::

    python benchmarks/scale/cluster.py
    python benchmarks/scale/cluster.py --updates 500 --arms serial dask-2
"""

import argparse
import os
import sys
import time
import warnings
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402

for name in ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"):
    os.environ.setdefault(name, "1")

ARMS = {
    "serial": "serial (floor)",
    "loky": "loky, two processes (peer)",
    "dask-1": "dask, one worker",
    "dask-2": "dask, two workers",
    "ray": "ray, two processes",
}
GOAL = 1.6


def dask_arm(n_workers, stack):
    """Start a cluster that is closed with the stack."""
    from distributed import Client, LocalCluster

    options = {"threads_per_worker": 1, "dashboard_address": ":0"}
    cluster = stack.enter_context(LocalCluster(n_workers=n_workers, **options))
    stack.enter_context(Client(cluster))


def ray_arm(stack):
    """Start two processes of ray that end with the stack."""
    import ray
    from ray.util.joblib import register_ray

    register_ray()
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    stack.callback(ray.shutdown)


@contextmanager
def started(arm):
    """Let joblib compute as an arm says."""
    from joblib import parallel_config

    with ExitStack() as stack:
        if arm.startswith("dask"):
            dask_arm(int(arm[-1]), stack)
        elif arm == "ray":
            ray_arm(stack)
        if arm != "serial":
            backend = arm.partition("-")[0]
            stack.enter_context(parallel_config(backend, n_jobs=2))
        yield


def compare(X, y, n_updates, n_folds):
    """Return the scores, and the seconds of all fits."""
    from sklearn.linear_model import LogisticRegression

    from skgan import ACGANSampler
    from skgan.model_selection import cross_validate_augmentation

    gan = ACGANSampler(max_iter=n_updates, kernel_fraction=0.5)
    wide = ACGANSampler(max_iter=n_updates, kernel_fraction=0.2)
    result = cross_validate_augmentation(
        LogisticRegression(max_iter=1000),
        X,
        y,
        samplers={"half": gan, "more": wide},
        cv=n_folds,
        scoring="average_precision",
        random_state=0,
    )
    return result.to_frame()


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--arms", nargs="+", choices=ARMS, default=list(ARMS))
    parser.add_argument("--updates", type=int, default=1500)
    return _figures.parse_arguments(parser, argv)


def row_of(arm, X, y, n_updates):
    """Return the seconds of an arm, and its scores."""
    with started(arm):
        began = time.perf_counter()
        compare(X, y, 25, 2)
        first = time.perf_counter() - began
        began = time.perf_counter()
        frame = compare(X, y, n_updates, 10)
        seconds = time.perf_counter() - began
    fit = frame.loc[frame["sampler"] != "none", "seconds"].median()
    row = {"first, s": first, "20 fits, s": seconds, "median fit, s": fit}
    return row, frame["score"]


def main(argv=None):
    """Print a table of seconds."""
    arguments = parse_arguments(argv)
    import pandas as pd
    from sklearn.datasets import make_classification

    warnings.simplefilter("ignore")
    X, y = make_classification(2000, 20, weights=[0.9], random_state=0)
    rows, scores, load = {}, None, os.getloadavg()[0]
    for arm in arguments.arms:
        if arm == "ray" and find_spec("ray") is None:
            print("ray is not installed", file=sys.stderr)
            continue
        row, found = row_of(arm, X, y, arguments.updates)
        scores = found if scores is None else scores
        same = "yes" if found.equals(scores) else "no"
        rows[ARMS[arm]] = row | {"same scores": same}
        print(arm, row, file=sys.stderr, flush=True)
    seconds = {name: row["20 fits, s"] for name, row in rows.items()}
    verdict = ""
    if {ARMS["dask-1"], ARMS["dask-2"]} <= seconds.keys():
        times = seconds[ARMS["dask-1"]] / seconds[ARMS["dask-2"]]
        verdict = (
            f" Two workers of dask are {times:.2f} times as fast as one; the goal of "
            f"{GOAL} is {'met' if times >= GOAL else 'missed'}."
        )
    with _figures.Figures(__file__, arguments, peers=["distributed", "ray"]) as figures:
        figures.add(
            "",
            _figures.texts(pd.DataFrame(rows).T, 1),
            "20 fits with networks (two samplers, ten folds of 2,000 rows) and ten "
            "without, each process on one thread. *first* is a comparison of two "
            "folds, in which the processes load TensorFlow. Scores are compared bit "
            f"by bit. {os.cpu_count()} cores, load {load:.1f} at the start.{verdict}",
        )


if __name__ == "__main__":
    main()
