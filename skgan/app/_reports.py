"""Evaluate a model for the page: report, losses, interpolation."""

import contextlib
import io
from typing import Any

from skgan.app._drawing import png_of, png_of_figure
from skgan.app._jobs import read_json
from skgan.app._reading import read_data
from skgan.app._samples import model
from skgan.app._texts import as_url
from skgan.app._training import split
from skgan.app._workspace import Workspace
from skgan.exceptions import InputError
from skgan.inspection import LossCurveDisplay, bare_axes, grid_of, latent_interpolation
from skgan.samplers import synthesizer_of

MAX_CLASSES = 8  # in the picture of an interpolation


def report(root: str, name: str) -> dict[str, Any]:
    """Return the report on a model with held-out rows, or with all rows."""
    sampler, _ = model(root, name)
    about = read_json(Workspace(root).inside(name).with_suffix(".json"))
    if "data" not in about:
        raise InputError(
            f"'{name}' does not contain the name of its data set. Use `skgan report` "
            "for this model."
        )
    samples = read_data(Workspace(root), about["data"], about["reading"])
    X, y = samples.X, samples.y
    if about.get("hold_out"):
        X, y = split(samples, about["seed"])[1]
    with contextlib.redirect_stdout(io.StringIO()):
        made = sampler.report(X, y)
    frame = made.to_frame().round(3).reset_index(names="class")
    return {
        "flags": made.flags,
        "columns": [str(column) for column in frame.columns],
        "rows": [[str(value) for value in row] for row in frame.to_numpy().tolist()],
    }


def losses(root: str, name: str) -> str | None:
    """Return the picture of the losses of a model, or None if it has no networks."""
    sampler, _ = model(root, name)
    if not synthesizer_of(sampler).networks:
        return None
    ax = bare_axes((7.0, 3.2))
    LossCurveDisplay.from_estimator(sampler, ax=ax)
    return as_url(png_of_figure(ax.figure))


def interpolation(root: str, name: str, seed: int, n_steps: int = 8) -> str:
    """Return the picture of samples between two latent vectors."""
    sampler, _ = model(root, name)
    synthesizer = synthesizer_of(sampler)
    synthesizer.check_trained("An interpolation is")
    with_networks = sampler.classes_.tolist()
    if synthesizer.is_per_class:
        with_networks = [sampler.classes_.tolist()[i] for i in synthesizer.networks]
    X, y = latent_interpolation(
        sampler, n_steps, classes=with_networks[:MAX_CLASSES], random_state=seed
    )
    return as_url(png_of(grid_of(sampler, X, y)))
