"""Fit in threads and in processes of each kind, and compare the bits with a fit alone.

threads
    Two fits in two threads of one process, of one sampler and of several, many times.
dask
    The same under dask's threaded scheduler.
loky, spawn
    Fits in processes of joblib's loky and of multiprocessing's spawn.

Examples
--------
Three minutes::

    python benchmarks/reliability/side_by_side.py
"""

import argparse
import multiprocessing
import os
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

SAMPLERS = ("ACGANSampler", "GANSampler", "DCGANSampler")


def fit(name, seed, max_iter):
    """Return a checksum of all that a fit gives and of a draw."""
    import numpy as np

    import skgan

    warnings.simplefilter("ignore")
    rng = np.random.RandomState(0)
    y = rng.choice(3, 400, p=[0.6, 0.3, 0.1])
    X = rng.normal(size=(400, 12)) + y[:, None]
    sampler = getattr(skgan, name)(max_iter=max_iter, random_state=seed)
    checksum = sha256(sampler.fit_resample(X, y)[0].tobytes())
    for networks in (sampler.generator_, sampler.discriminator_):
        for network in networks.values() if isinstance(networks, dict) else [networks]:
            for weight in network.get_weights():
                checksum.update(weight.tobytes())
    checksum.update(sampler.sample(100)[0].tobytes())
    return checksum.hexdigest()


def in_threads(cases):
    """Run in two threads."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda case: fit(*case), cases))


def in_dask(cases):
    """Run in two threads of dask's."""
    import dask

    lazy = [dask.delayed(fit)(*case) for case in cases]
    return list(dask.compute(*lazy, scheduler="threads", num_workers=2))


def in_loky(cases):
    """Run in two processes of loky's."""
    import joblib

    jobs = [joblib.delayed(fit)(*case) for case in cases]
    return joblib.Parallel(n_jobs=2, backend="loky")(jobs)


def in_spawn(cases):
    """Run in two processes that are spawned."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        return list(pool.map(fit, *zip(*cases, strict=True)))


WAYS = {"threads": in_threads, "dask": in_dask, "loky": in_loky, "spawn": in_spawn}
TITLES = {
    "threads": "two threads",
    "dask": "dask's threaded scheduler",
    "loky": "joblib's loky",
    "spawn": "multiprocessing's spawn",
}


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ways", nargs="+", default=list(WAYS), choices=WAYS)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--max-iter", type=int, default=100)
    return _figures.parse_arguments(parser, argv)


def main(argv=None):
    """Compare."""
    arguments = parse_arguments(argv)
    import pandas as pd

    # Neighbours in the list run side by side: the same and different samplers.
    cases = [
        (name, seed, arguments.max_iter)
        for seed in range(2)
        for name in (*SAMPLERS, SAMPLERS[0])
    ]
    alone = [fit(*case) for case in cases]
    rows = {}
    for way in arguments.ways:
        found = [WAYS[way](cases) for _ in range(arguments.rounds)]
        same = sum(f == a for run in found for f, a in zip(run, alone, strict=True))
        told = {"fits": len(cases) * arguments.rounds, "identical": same}
        rows[TITLES[way]] = told
        print(rows, file=sys.stderr, flush=True)
    with _figures.Figures(__file__, arguments, peers=["dask", "joblib"]) as figures:
        figures.add(
            "",
            _figures.texts(pd.DataFrame(rows).T),
            f"Fits of three samplers, {arguments.max_iter} updates each, two at a "
            "time: how many have exactly the new rows, the weights and the later draws "
            "of a fit alone.",
        )


if __name__ == "__main__":
    main()
