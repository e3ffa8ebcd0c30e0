"""Does MLflow get what a training logs? By its own callback, into a local store.

    python benchmarks/reliability/trackers.py

prints what MLflow has of a fit beside the sampler's own history, and what the callback
costs. It needs the extra "bench".
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402

MAX_ITER = 500


def fit(callbacks):
    """Return a fitted sampler and how long the fit took."""
    from sklearn.datasets import make_classification

    from skgan import ACGANSampler

    X, y = make_classification(300, 10, weights=[0.8], random_state=0)
    sampler = ACGANSampler(max_iter=MAX_ITER, callbacks=callbacks, random_state=0)
    began = time.perf_counter()
    return sampler.fit(X, y), time.perf_counter() - began


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    return _figures.parse_arguments(parser, argv)


def main(argv=None):
    """Print the table."""
    arguments = parse_arguments(argv)
    os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
    os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"  # files, and no database
    import mlflow
    import numpy as np
    import pandas as pd
    from mlflow.keras import MlflowCallback

    fit(None)  # loads TensorFlow
    _, without = fit(None)
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        mlflow.set_tracking_uri((Path(folder) / "runs").as_uri())
        with mlflow.start_run() as run:
            sampler, seconds = fit([MlflowCallback()])
        client = mlflow.MlflowClient()
        for name, history in sampler.history_.items():
            seen = [m.value for m in client.get_metric_history(run.info.run_id, name)]
            equal = len(seen) == len(history) and np.allclose(seen, history)
            rows[f"`{name}`"] = {"values": len(seen), "equal to `history_`": equal}
    with _figures.Figures(__file__, arguments, peers=["mlflow-skinny"]) as figures:
        figures.add(
            "",
            _figures.texts(pd.DataFrame(rows).T),
            f"What MLflow has of a fit of {MAX_ITER} updates by its own callback. The "
            f"fit took {without:.2f} s without it and {seconds:.2f} s with it.",
        )


if __name__ == "__main__":
    main()
