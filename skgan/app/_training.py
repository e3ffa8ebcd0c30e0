"""Train a sampler for the page and save the model."""

import time
from inspect import signature
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import train_test_split

from skgan import samplers
from skgan._data import Samples, strategy_of
from skgan.app._jobs import Job, write_text
from skgan.app._reading import read_data
from skgan.app._reporter import Reporter
from skgan.app._texts import seconds_in_words
from skgan.app._watcher import Watcher
from skgan.app._workspace import Workspace
from skgan.samplers import write_sampler
from skgan.synthesis import PRESETS

NETWORKS_PHASE = "Loading TensorFlow and preparing the data"
HELD_OUT = 0.2  # share of the rows that are held out for the report


def make_sampler(chosen: str, parameters: dict[str, Any], **others: Any) -> Any:
    """Return an unfitted sampler by its class or preset; unknown names are ignored.

    Parameters
    ----------
    chosen : str
        Name of a class or of a preset.
    parameters : dict
        The parameters from the page, with lists instead of tuples.
    """
    preset = chosen if chosen in PRESETS else None
    cls = getattr(samplers, PRESETS[chosen].sampler if preset else chosen)
    known = signature(cls).parameters
    given = {k: as_parameter(v) for k, v in parameters.items() if k in known}
    sampler = cls(**{"preset": preset} | given | others)
    sampler._validate_params()
    return sampler


def as_parameter(value: Any) -> Any:
    """Return a tuple if the value is a list."""
    return tuple(value) if isinstance(value, list) else value


def train(job: Job, reporter: Reporter) -> None:
    """Train the sampler of a job, and save the model."""
    request, workspace = job.request, Workspace(job.folder.parents[2])
    began, before = time.time(), float(reporter.values.get("seconds", 0))
    reporter.tell(phase="Reading the data")
    samples = read_data(workspace, request["data"], request["reading"])
    X, y = fitted_rows(samples, request)
    watcher = Watcher(job.folder, reporter)
    loads = request.get("networks", True)
    reporter.tell(phase=NETWORKS_PHASE if loads else "Fitting the kernel")
    sampler = make_sampler(
        request["sampler"],
        request["parameters"],
        sampling_strategy=strategy_of(y),
        random_state=request["seed"],
        **networks_of(request, job, watcher),
    )
    sampler.fit(X, y)
    reporter.tell(phase="Saving the model", share=1.0, left=0)
    seconds = before + time.time() - began
    path = model_path(workspace, request, job)
    write_sampler(sampler, path, notes=samples.notes)
    facts = request | {
        "n_iter": int(sampler.n_iter_),
        "seconds": round(seconds, 1),
        "job": job.name,
        "date": time.strftime("%Y-%m-%d %H:%M"),
        "stopped": watcher.stopped,
    }
    write_text(path.with_suffix(".json"), json_of(facts))
    animate(path, watcher)
    reporter.tell(
        state="done",
        phase=f"Done after {seconds_in_words(seconds)}",
        message=message_of(request, sampler),
        model=workspace.relative(path),
        seconds=seconds,
    )


def message_of(request: dict[str, Any], sampler: Any) -> str:
    """Return the reason if networks were requested but not trained, or ""."""
    if sampler.n_iter_ or not request.get("networks", True):
        return ""
    return (
        "No network was trained, because all rare classes have few rows. Their samples "
        "are made from real rows."
    )


def fitted_rows(samples: Samples, request: dict[str, Any]) -> tuple[Any, Any]:
    """Return the rows for the fit: all rows, or those that are not held out."""
    if not request.get("hold_out"):
        return samples.X, samples.y
    return split(samples, request["seed"])[0]


def split(samples: Samples, seed: int) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """Return the rows for the fit and those for the report."""
    X, X_test, y, y_test = train_test_split(
        samples.X,
        samples.y,
        test_size=HELD_OUT,
        stratify=np.asarray(samples.y),
        random_state=seed,
    )
    return (X, y), (X_test, y_test)


def networks_of(request: dict[str, Any], job: Job, watcher: Watcher) -> dict[str, Any]:
    """Return the parameters for a training with networks or without them."""
    if not request.get("networks", True):
        return {"kernel_fraction": 1}
    return {"checkpoint_dir": str(job.folder / "state"), "callbacks": [watcher]}


def model_path(workspace: Workspace, request: dict[str, Any], job: Job) -> Path:
    """Return the path of the model, which contains the data set and the time."""
    workspace.models.mkdir(parents=True, exist_ok=True)
    stem = Path(workspace.shown(request["data"])).name.split(".")[0] or "data"
    return workspace.models / f"{stem[:60]}-{job.name}.skgan"


def animate(path: Path, watcher: Watcher) -> None:
    """Write the animation of the training to the folder of the model."""
    if getattr(watcher.recorder, "snapshots_", None):
        watcher.recorder.save_animation(path.with_suffix(".gif"))


def json_of(facts: dict[str, Any]) -> str:
    """Return facts as JSON; values that are not plain become text."""
    import json

    return json.dumps(facts, default=str, indent=1)
