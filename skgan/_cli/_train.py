"""``skgan train``: a sampler fitted and saved."""

import sys
from pathlib import Path

import click
import numpy as np

from skgan._cli._options import (
    INTERRUPTED,
    PATH,
    data,
    force,
    image_shape,
    make_sampler,
    sampler_options,
    split,
    target,
)
from skgan._cli._place import check_file, check_folder
from skgan._cli._read import Samples, read_samples
from skgan._cli._write import write_samples
from skgan._files._atomic import write_atomically
from skgan._files._folder import make_folder

__all__ = ["train"]

OF_SNAPSHOT = 10  # samples of each class
OUTPUT = "output.txt"  # beside the state: the path of the model that it is for

EPILOG = """
\b
Examples:
  skgan train data.csv --target label -o model.skgan
  skgan train pictures/ -o model.skgan --sampler dcgan --resume state/
  skgan train mnist/ -o mnist.skgan --preset mnist-acgan --snapshot-every 500
"""


@click.command(epilog=EPILOG)
@data
@target
@click.option("-o", "--output", type=PATH, required=True, help="The model's file.")
@click.option(
    "--resume",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Keep the state in a folder; a training that was killed goes on from there.",
)
@click.option(
    "--save-every",
    type=click.IntRange(1),
    metavar="N",
    help="Write the model anew after every N updates, rounded up to 25, 50 ...",
)
@click.option(
    "--snapshot-every",
    type=click.IntRange(1),
    metavar="N",
    help="Keep a model and samples of every N updates, rounded up to 25, 50 ..., in a "
    "folder beside the model.",
)
@image_shape
@split
@sampler_options
@force
def train(
    data,
    target,
    output,
    resume,
    save_every,
    snapshot_every,
    image_shape,
    split,
    force,
    **options,
):
    """Fit a sampler to DATA and save it, to draw from it later.

    Ctrl-C ends the training and saves what it has learnt. A model holds up to 1000
    rows of each class: who gets it gets those.
    """
    folder = output.with_name(f"{output.stem}-snapshots") if snapshot_every else None
    check_results(output, folder, force or is_own(output, resume))
    samples = read_samples(data, target, image_shape, split)
    callbacks: list = []
    if save_every:
        callbacks.append(Saver(save_every, output))
    if snapshot_every:
        callbacks.append(Snapshots(snapshot_every, folder, samples))
    sampler = make_sampler(
        **options,
        sampling_strategy=strategy_of(samples.y),
        checkpoint_dir=None if resume is None else str(resume),
        callbacks=callbacks or None,
        verbose=1,
    )
    if samples.place is not None:
        sampler._target_place = samples.place
    tell_rounding(save_every, snapshot_every)
    if resume is not None:
        own(output, resume)
    sampler.fit(samples.X, samples.y)
    sampler.save(output)
    click.echo(f"{sampler.n_iter_} updates: {output}")
    if any(pair.interrupted for pair in sampler._sampler.each_pair()):
        click.echo("Interrupted; the model is what was learnt so far.", err=True)
        sys.exit(INTERRUPTED)


def check_results(output, folder, force):
    """Raise when model or snapshots could not be written, or would replace others."""
    check_file(output, force)
    if folder is not None:
        check_folder(folder, force)


def is_own(output, resume):
    """Return whether what is there is of the training that is to go on."""
    if resume is None or not (resume / OUTPUT).is_file():
        return False
    return (resume / OUTPUT).read_text("utf-8") == str(output.resolve())


def own(output, resume):
    """Note, beside the state, which model it is for."""
    make_folder("--resume", resume)
    content = str(output.resolve()).encode()
    write_atomically(resume / OUTPUT, lambda file: file.write(content))


def tell_rounding(*everies):
    """Say that it is looked at the clock once in so many updates."""
    from skgan.training import LOG_EVERY

    for every in everies:
        if every and every % LOG_EVERY:
            click.echo(
                f"Every {every} updates: at the first multiple of {LOG_EVERY} from "
                "there on.",
                err=True,
            )


def strategy_of(y):
    """Return "auto", or for balanced classes, of which none is rare, one more each."""
    classes, counts = np.unique(np.asarray(y), return_counts=True)
    if len(set(counts.tolist())) > 1:
        return "auto"
    totals = zip(classes.tolist(), (counts + 1).tolist(), strict=True)
    return dict(totals)


class EveryN:
    """Do something with the sampler, as if fitted, after every so many updates."""

    def __init__(self, every):
        self.every = every

    def set_preview(self, preview):
        """Take what the sampler lends for a fit."""
        self._preview = preview

    def on_epoch_begin(self, epoch, logs=None):
        """Count on from another process, or from the training of another class."""
        from skgan.training import LOG_EVERY

        self._begun = self._preview.n_iter_before + LOG_EVERY * epoch

    def on_epoch_end(self, epoch, logs=None):
        """Look if it is time to."""
        n_iter = self._preview.n_iter_before + int(logs["iteration"])
        if n_iter // self.every > self._begun // self.every:
            self.act(n_iter, self._preview())

    def act(self, n_iter, sampler):
        """Do it."""
        raise NotImplementedError

    def __getstate__(self):
        return self.__dict__ | {"_preview": None}


class Saver(EveryN):
    """Save the model in its place."""

    def __init__(self, every, path):
        super().__init__(every)
        self.path = path

    def act(self, n_iter, sampler):
        """Save it."""
        sampler.save(self.path)


class Snapshots(EveryN):
    """Keep models and samples."""

    def __init__(self, every, folder, samples):
        super().__init__(every)
        self.folder, self.samples = Path(folder), samples

    def act(self, n_iter, sampler):
        """Save samples of the same kind as the data, and then the model."""
        self.folder.mkdir(exist_ok=True)
        n_samples = dict.fromkeys(self.classes(sampler), OF_SNAPSHOT)
        X, y = sampler.sample(n_samples)
        drawn = Samples(X, y, self.samples.target, self.samples.place)
        write_samples(self.folder / f"{n_iter:06d}{self.suffix()}", drawn)
        sampler.save(self.folder / f"{n_iter:06d}.skgan")

    def classes(self, sampler):
        """Return the classes that have a generator by now."""
        return sampler.classes_[sampler._sampler.drawable()].tolist()

    def suffix(self):
        """Return .csv for tables, none, of a folder, for pictures, else .npz."""
        if self.samples.is_table:
            return ".csv"
        return (
            "" if self.samples.filenames or self.samples.X.dtype == np.uint8 else ".npz"
        )
