"""``skgan train``: a sampler fitted and saved."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import numpy as np

from skgan._cli import _options as shared
from skgan._data import (
    Samples,
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
OUTPUT = "output.txt"  # beside the state; holds the path of its model

EPILOG = """
\b
Examples:
  skgan train data.csv --target label -o model.skgan
  skgan train pictures/ -o model.skgan --sampler dcgan --resume state/
  skgan train mnist/ -o mnist.skgan --preset mnist-acgan --snapshot-every 500
"""


@click.command(epilog=EPILOG)
@shared.reading
@shared.output(required=True, help="The model's file.")
@click.option(
    "--resume",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Keep the state in a folder, from which a training that was killed goes on.",
)
@shared.number(
    "--save-every",
    help="Write the model again every N updates, rounded up to 25, 50 ...",
)
@shared.number(
    "--snapshot-every",
    help="Keep a model and samples every N updates, rounded up to 25, 50 ..., and at "
    "the end, in a folder beside the model.",
)
@shared.sampler_options
@shared.force
def train(data, reading, output, resume, save_every, snapshot_every, force, **options):
    """Fit a sampler to DATA and save it, to draw from it later.

    Ctrl-C ends the training and saves what it has learnt. A model holds up to 1000
    rows of each class: keep it where the data may be.
    """
    folder = output.with_name(f"{output.stem}-snapshots")
    force = force or is_own(output, resume)
    check_file(output, force)
    if snapshot_every:
        check_folder(folder, force)
    shared.make_sampler(**options)  # tells of wrong options before DATA is read
    samples = read_samples(data, **reading)
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
    click.echo(f"{sampler.n_iter_} updates: {output}")
    if synthesizer_of(sampler).interrupted:
        click.echo("Interrupted; the model is what was learnt so far.", err=True)
        sys.exit(shared.INTERRUPTED)


def is_own(output: Path, resume: Path | None) -> bool:
    """Return whether the model there belongs to the training to go on with."""
    if resume is None or not (resume / OUTPUT).is_file():
        return False
    return (resume / OUTPUT).read_text("utf-8") == str(output.resolve())


def own(output: Path, resume: Path) -> None:
    """Note, beside the state, which model it is for."""
    make_folder("--resume", resume)
    write_bytes(resume / OUTPUT, str(output.resolve()).encode())


def tell_rounding(*everies: int | None) -> None:
    """Say which multiple of the updates between two logs is meant."""
    for every in everies:
        if every and every % LOG_EVERY:
            said = f"Every {every} updates: at the first multiple of {LOG_EVERY} after."
            click.echo(said, err=True)


class Saver(PeriodicCallback):
    """Save the model in its place."""

    def __init__(self, every: int, path: Path, samples: Samples):
        super().__init__(every)
        self.path, self.samples = path, samples

    def act(self, n_iter: int, sampler: Any) -> None:
        """Save it."""
        write_sampler(sampler, self.path, notes=self.samples.notes)


class Snapshots(Saver):
    """Keep models and samples in a folder."""

    def act(self, n_iter: int, sampler: Any) -> None:
        """Save samples of the same kind as the data, and then the model."""
        self.path.mkdir(exist_ok=True)
        # Only of the classes that have a generator by now.
        classes = sampler.classes_[synthesizer_of(sampler).drawable()].tolist()
        X, y = sampler.sample(dict.fromkeys(classes, OF_SNAPSHOT))
        drawn = replace(self.samples, X=X, y=y, filenames=[])
        path = self.path / f"{n_iter:06d}"
        write_samples(path.with_suffix(self.suffix), drawn)
        write_sampler(sampler, path.with_suffix(".skgan"), notes=self.samples.notes)

    @property
    def suffix(self) -> str:
        """That of tables is .csv, that of pictures "" (a folder), else .npz."""
        if self.samples.is_table:
            return ".csv"
        is_picture = self.samples.filenames or self.samples.X.dtype == np.uint8
        return "" if is_picture else ".npz"
