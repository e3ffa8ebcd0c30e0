"""Does MLflow get what a training logs? By its own callback, into a local store.

    python benchmarks/reliability/trackers.py

prints what MLflow has of a fit beside the sampler's own history, and what the callback
costs. It needs the extra "bench".
"""

import os
import tempfile
import time
from pathlib import Path

import numpy as np
from sklearn.datasets import make_classification

from skgan import ACGANSampler

MAX_ITER = 500


def fit(callbacks):
    """Return a fitted sampler and how long the fit took."""
    X, y = make_classification(300, 10, weights=[0.8], random_state=0)
    sampler = ACGANSampler(max_iter=MAX_ITER, callbacks=callbacks, random_state=0)
    began = time.perf_counter()
    return sampler.fit(X, y), time.perf_counter() - began


def main():
    """Print the table."""
    os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
    os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"  # files, and no database
    import mlflow
    from mlflow.keras import MlflowCallback

    fit(None)  # loads TensorFlow
    _, without = fit(None)
    with tempfile.TemporaryDirectory() as folder:
        mlflow.set_tracking_uri((Path(folder) / "runs").as_uri())
        with mlflow.start_run() as run:
            sampler, seconds = fit([MlflowCallback()])
        client = mlflow.MlflowClient()
        print(f"{'metric':20} {'values':>7} {'equal to history_':>18}")
        for name, history in sampler.history_.items():
            seen = [m.value for m in client.get_metric_history(run.info.run_id, name)]
            equal = len(seen) == len(history) and np.allclose(seen, history)
            print(f"{name:20} {len(seen):7} {equal!s:>18}")
        parameters = client.get_run(run.info.run_id).data.params
        print(f"parameters of the optimizer: {len(parameters)}")
    print(f"fit: {without:.2f} s, with MLflow {seconds:.2f} s")


if __name__ == "__main__":
    main()
