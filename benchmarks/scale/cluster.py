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
import time
import warnings
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec

for name in ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"):
    os.environ.setdefault(name, "1")

ARMS = ("serial", "loky", "dask-1", "dask-2", "ray")
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


def main():
    """Print a table of seconds."""
    from sklearn.datasets import make_classification

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--arms", nargs="+", choices=ARMS, default=ARMS)
    parser.add_argument("--updates", type=int, default=1500)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    X, y = make_classification(2000, 20, weights=[0.9], random_state=0)
    seconds, scores = {}, None
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("arm        first s     20 fits s   median fit s   same bits", flush=True)
    for arm in arguments.arms:
        if arm == "ray" and find_spec("ray") is None:
            print("ray        is not installed")
            continue
        with started(arm):
            began = time.perf_counter()
            compare(X, y, 25, 2)
            first = time.perf_counter() - began
            began = time.perf_counter()
            frame = compare(X, y, arguments.updates, 10)
            seconds[arm] = time.perf_counter() - began
        scores = frame["score"] if scores is None else scores
        fit = frame.loc[frame["sampler"] != "none", "seconds"].median()
        same = frame["score"].equals(scores)
        print(
            f"{arm:10} {first:7.1f} {seconds[arm]:13.1f} {fit:14.2f}   {same}",
            flush=True,
        )
    print(f"load {os.getloadavg()[0]:.1f}")
    if {"dask-1", "dask-2"} <= seconds.keys():
        times = seconds["dask-1"] / seconds["dask-2"]
        verdict = "met" if times >= GOAL else "missed"
        print(f"dask: two workers are {times:.2f} times one, goal {GOAL}: {verdict}")


if __name__ == "__main__":
    main()
