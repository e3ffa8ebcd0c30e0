"""Files of generated samples for the page, written to a folder of the workspace."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from click import ClickException

from skgan._data import Samples, check_fits, dialect_of, write_samples
from skgan.app._jobs import read_json
from skgan.app._reading import read_data
from skgan.app._samples import drawn, model
from skgan.app._texts import AppError
from skgan.app._workspace import Workspace
from skgan.datasets import TextTable
from skgan.samplers import synthesizer_of

FORMATS = {  # suffixes by name; a folder of pictures is zipped
    "zip of PNG": "",
    "CSV": ".csv",
    "parquet": ".parquet",
    "npz": ".npz",
}


def generated(
    root: str, name: str, counts: tuple[int, ...], seed: int, form: str
) -> tuple[str, bytes]:
    """Return name and content of a file of generated samples."""
    X, y = drawn(root, name, counts, seed)
    samples = as_samples(root, name, X, y)
    return packed(root, samples, form, f"{Path(name).stem}-samples", 0)


def balanced(root: str, name: str, form: str, seed: int = 0) -> tuple[str, bytes]:
    """Return a file of the data set and of new samples that balance the classes."""
    about = read_json(Workspace(root).inside(name).with_suffix(".json"))
    if "data" not in about:
        raise ValueError(
            f"'{name}' does not contain the name of its data set. Choose a model that "
            "was trained on this page."
        )
    real = read_data(Workspace(root), about["data"], about["reading"])
    sampler, _ = model(root, name)
    labels, counts = np.unique(np.asarray(real.y), return_counts=True)
    missing = dict(zip(labels.tolist(), (counts.max() - counts).tolist(), strict=True))
    wanted = {label: n for label, n in missing.items() if n}
    X, y = real.X, real.y
    if wanted:
        new = sampler.sample(wanted, random_state=seed)
        X, y = synthesizer_of(sampler).form.below((X, y), new)
    stem = f"{Path(about['data']).name.split('.')[0]}-balanced"
    return packed(root, replace(real, X=X, y=y), form, stem, len(real.y))


def as_samples(root: str, name: str, X: Any, y: Any) -> Samples:
    """Return samples in the form that is written, with the format of the data."""
    path = Workspace(root).inside(name)
    sampler, notes = model(root, name)
    dialect = dialect_of(notes.get("dialect"), path)
    if synthesizer_of(sampler).kind.name == "table" and not isinstance(X, pd.DataFrame):
        X = pd.DataFrame(X).add_prefix("x")
    target = getattr(y, "name", None) or "label"
    place = notes.get("target_place")
    return Samples(X, y, target, place, text=TextTable(b"", dialect))


def packed(
    root: str, samples: Samples, form: str, stem: str, n_real: int
) -> tuple[str, bytes]:
    """Return name and content of a file."""
    home = Workspace(root).temporary
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        path = Path(folder) / f"{stem}{FORMATS[form]}"
        try:
            check_fits(path, samples)
        except ClickException as error:
            raise AppError(
                f"These samples cannot be written as {form}. Choose another format."
            ) from error
        written = write_samples(path, samples, n_real)
        if FORMATS[form] == "":
            archive = shutil.make_archive(str(Path(folder) / "all"), "zip", written)
            return f"{stem}.zip", Path(archive).read_bytes()
        return path.name, written.read_bytes()
