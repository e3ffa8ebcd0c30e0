"""``skgan train``: a sampler fitted and saved."""

import sys
from pathlib import Path

import click
import numpy as np

from skgan._cli._options import (
    PATH,
    data,
    force,
    image_shape,
    make_sampler,
    sampler_options,
    target,
)
from skgan._cli._read import Samples, read_samples
from skgan._cli._write import check_free, write_samples

__all__ = ["train"]

OF_SNAPSHOT = 10  # samples of each class
INTERRUPTED = 130

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
    type=PATH,
    metavar="DIR",
    help="Keep the state in a folder; a training that was killed goes on from there.",
)
@click.option(
    "--save-every",
    type=click.IntRange(1),
    metavar="N",
    help="Write the model anew after every N updates.",
)
@click.option(
    "--snapshot-every",
    type=click.IntRange(1),
    metavar="N",
    help="Keep a model and samples of every N updates, in a folder beside the model.",
)
@image_shape
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
    force,
    **options,
):
    """Fit a sampler to DATA and save it, to draw from it later.

    Ctrl-C ends the training and saves what it has learnt. A model holds up to 1000
    rows of each class: who gets it gets those.
    """
    check_free(output, force)
    samples = read_samples(data, target, image_shape)
    callbacks: list = []
    if save_every:
        callbacks.append(Saver(save_every, output))
    if snapshot_every:
        folder = output.with_name(f"{output.stem}-snapshots")
        check_free(folder, force)
        callbacks.append(Snapshots(snapshot_every, folder, samples))
    sampler = make_sampler(
        **options,
        sampling_strategy=strategy_of(samples.y),
        checkpoint_dir=None if resume is None else str(resume),
        callbacks=callbacks or None,
        verbose=1,
    ).fit(samples.X, samples.y)
    sampler.save(output)
    click.echo(f"{sampler.n_iter_} updates: {output}")
    if any(pair.interrupted for pair in sampler._sampler.each_pair()):
        click.echo("Interrupted; the model is what was learnt so far.", err=True)
        sys.exit(INTERRUPTED)


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
        self._preview, self._done = preview, 0

    def on_train_begin(self, logs=None):
        """Count on, where each class has a training of its own."""
        self._before = self._preview.n_iter_before

    def on_epoch_end(self, epoch, logs=None):
        """Look if it is time to."""
        n_iter = self._before + int(logs["iteration"])
        if n_iter // self.every > self._done // self.every:
            self._done = n_iter
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
        """Save a model, and samples of the same kind as the data."""
        self.folder.mkdir(exist_ok=True)
        sampler.save(self.folder / f"{n_iter:06d}.skgan")
        n_samples = dict.fromkeys(self.classes(sampler), OF_SNAPSHOT)
        X, y = sampler.sample(n_samples)
        drawn = Samples(X, y, self.samples.target, self.samples.place)
        write_samples(self.folder / f"{n_iter:06d}{self.suffix()}", drawn)

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
