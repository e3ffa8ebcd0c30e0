"""``skgan train``: fit a sampler and save it."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import numpy as np

from skgan._cli import _options as shared
from skgan._cli._ignored import ignore, without
from skgan._data import (
    Samples,
    check_classes,
    check_file,
    check_folder,
    read_samples,
    strategy_of,
    write_bytes,
    write_samples,
)
from skgan._files import make_folder
from skgan._progress import LOG_EVERY
from skgan.callbacks import PeriodicCallback
from skgan.samplers import synthesizer_of, write_sampler

OF_SNAPSHOT = 10  # samples of each class
OUTPUT = "output.txt"  # in the folder of the state; contains the path of its model

EPILOG = """
\b
Examples:
  skgan train data.csv --target label -o model.skgan
  skgan train pictures/ -o model.skgan --sampler dcgan --resume state/
  skgan train mnist/ -o mnist.skgan --preset mnist-acgan --snapshot-every 500
"""


@click.command(epilog=EPILOG)
@shared.reading
@ignore
@shared.output(required=True, help="File of the model.")
@click.option(
    "--resume",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Save the state in a folder, from which an interrupted training resumes.",
)
@shared.number(
    "--save-every",
    help="Save the model every N updates, rounded up to a multiple of 25.",
)
@shared.number(
    "--snapshot-every",
    help="Save a separate model and samples every N updates, rounded up to a multiple "
    "of 25, and at the end, in a folder next to the model.",
)
@shared.sampler_options
@shared.force
def train(
    data, reading, ignore, output, resume, save_every, snapshot_every, force, **options
):
    """Fit a sampler to DATA and save it as a model.

    Ctrl-C ends the training and saves the model at this point. A model contains up to
    1000 rows of each class: protect it like the data.
    """
    folder = output.with_name(f"{output.stem}-snapshots")
    force = force or is_own(output, resume)
    check_file(output, force)
    if snapshot_every:
        check_folder(folder, force)
    shared.make_sampler(**options)  # finds invalid options before DATA is read
    samples = without(read_samples(data, **reading), ignore)
    check_classes(data, samples)
    callbacks: list = []
    if save_every:
        callbacks.append(Saver(save_every, output, samples))
    if snapshot_every:
        callbacks.append(Snapshots(snapshot_every, folder, samples))
    sampler = shared.make_sampler(
        **options,
        sampling_strategy=strategy_of(samples.y),
        checkpoint_dir=None if resume is None else str(resume),
        callbacks=callbacks or None,
        verbose=1,
    )
    tell_rounding(save_every, snapshot_every)
    if resume is not None:
        own(output, resume)
    sampler.fit(samples.X, samples.y)
    write_sampler(sampler, output, notes=samples.notes)
    click.echo(f"{training_of(sampler)}: {output}")
    if synthesizer_of(sampler).interrupted:
        click.echo("Interrupted. The model was saved at this point.", err=True)
        sys.exit(shared.INTERRUPTED)


def training_of(sampler: Any) -> str:
    """Return the number of updates, or what makes the samples without a network."""
    if sampler.n_iter_:
        return f"{sampler.n_iter_} updates"
    said = "no network was trained, new samples are made from real ones"
    is_asked = sampler.max_iter != "auto" or sampler.kernel_fraction != "auto"
    return said if is_asked else f"{said} (--max-iter N trains a network)"


def is_own(output: Path, resume: Path | None) -> bool:
    """Return whether the existing model is from the training that is resumed."""
    if resume is None or not (resume / OUTPUT).is_file():
        return False
    return (resume / OUTPUT).read_text("utf-8") == str(output.resolve())


def own(output: Path, resume: Path) -> None:
    """Save the path of the model next to the state."""
    make_folder("--resume", resume)
    write_bytes(resume / OUTPUT, str(output.resolve()).encode())


def tell_rounding(*everies: int | None) -> None:
    """Print a note if a number of updates is not a multiple of LOG_EVERY."""
    for every in everies:
        if every and every % LOG_EVERY:
            said = f"Every {every} updates is rounded up to a multiple of {LOG_EVERY}."
            click.echo(said, err=True)


class Saver(PeriodicCallback):
    """Save the model, and replace the previous one."""

    def __init__(self, every: int, path: Path, samples: Samples):
        super().__init__(every)
        self.path, self.samples = path, samples

    def act(self, n_iter: int, sampler: Any) -> None:
        """Save the model."""
        write_sampler(sampler, self.path, notes=self.samples.notes)


class Snapshots(Saver):
    """Save models and samples in a folder."""

    def act(self, n_iter: int, sampler: Any) -> None:
        """Save samples of the same kind as the data, and then the model."""
        self.path.mkdir(exist_ok=True)
        # Samples are drawn for classes that already have a generator.
        classes = sampler.classes_[synthesizer_of(sampler).drawable()].tolist()
        X, y = sampler.sample(dict.fromkeys(classes, OF_SNAPSHOT))
        drawn = replace(self.samples, X=X, y=y, filenames=[])
        path = self.path / f"{n_iter:06d}"
        write_samples(path.with_suffix(self.suffix), drawn)
        write_sampler(sampler, path.with_suffix(".skgan"), notes=self.samples.notes)

    @property
    def suffix(self) -> str:
        """The suffix of samples: .csv for tables, "" (a folder) for images, or .npz."""
        if self.samples.is_table:
            return ".csv"
        is_picture = self.samples.filenames or self.samples.X.dtype == np.uint8
        return "" if is_picture else ".npz"
