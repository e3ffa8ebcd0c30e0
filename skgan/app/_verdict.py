"""Test on each fold whether over-sampling helps, for the page."""

import time
from typing import Any

import numpy as np
import pandas as pd
from sklearn.model_selection import RepeatedStratifiedKFold

from skgan._data import comparison, words_of, write_frame
from skgan._files import write_atomically
from skgan.app._drawing import png_of_figure
from skgan.app._jobs import Job
from skgan.app._reading import read_data
from skgan.app._reporter import Reporter
from skgan.app._workspace import Workspace
from skgan.inspection import AugmentationBenefitDisplay, bare_axes
from skgan.model_selection import AugmentationResult, cross_validate_augmentation

N_REPEATS = 2
MIN_FOLDS = 2  # for a comparison


def evaluate(job: Job, reporter: Reporter) -> None:
    """Compare the samplers of a job, and write the verdict and its picture."""
    request, workspace = job.request, Workspace(job.folder.parents[2])
    reporter.tell(phase="Reading the data", share=0.0)
    samples = read_data(workspace, request["data"], request["reading"])
    names = request["samplers"]
    options = comparison(samples, names, request["classifier"])
    y, seed = options["y"], request["seed"]
    cv = RepeatedStratifiedKFold(
        n_splits=request["folds"], n_repeats=N_REPEATS, random_state=seed
    )
    folds = list(cv.split(np.zeros(len(y)), y))
    frames: list[pd.DataFrame] = []
    began = time.perf_counter()
    for i, fold in enumerate(folds):
        told = f"Fold {i + 1} of {len(folds)}"
        reporter.tell(phase=told, share=i / len(folds))
        # One fold at a time, to show the progress and to stop if requested.
        result = cross_validate_augmentation(
            **options, cv=[fold], random_state=seed + i
        )
        frames.append(result.to_frame().assign(fold=i))
        each = (time.perf_counter() - began) / (i + 1)
        reporter.tell(share=(i + 1) / len(folds), left=each * (len(folds) - i - 1))
        if reporter.wait_while_paused():
            break
    finish(job, reporter, frames, names)


def finish(
    job: Job, reporter: Reporter, frames: list[pd.DataFrame], names: list[str]
) -> None:
    """Write the verdict on the folds that were compared."""
    if len(frames) < MIN_FOLDS:
        reporter.tell(
            state="failed",
            phase="Stopped",
            message="It was stopped before two folds were compared. Start it again.",
        )
        return
    frame = pd.concat(frames, ignore_index=True)
    result = AugmentationResult(frame, words_of(names))
    write_frame(job.folder / "scores.csv", frame)
    picture = png_of_figure(draw(result))
    path = job.folder / "verdict.png"
    write_atomically(path, lambda file: file.write(picture))
    n = len(frames)
    reporter.tell(
        state="done",
        phase=f"{n} folds compared",
        share=1.0,
        left=0,
        verdict=result.verdict_,
        summary=rows_of(result.summary()),
    )


def draw(result: AugmentationResult) -> Any:
    """Return the figure of the differences."""
    ax = bare_axes((8.0, 4.0))
    AugmentationBenefitDisplay.from_results(result, ax=ax)
    return ax.figure


def rows_of(summary: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the summary as rows of text."""
    shown = summary[["mean", "difference", "p_value_adjusted", "helps"]]
    rows = []
    for row in shown.reset_index().to_dict("records"):
        rows.append({str(k): text_of_cell(v) for k, v in row.items()})
    return rows


def text_of_cell(value: Any) -> str:
    """Return a cell as text."""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
