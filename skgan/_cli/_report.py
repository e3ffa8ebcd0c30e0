"""``skgan report``: how good a model's samples are."""

import click

from skgan._cli import _options as shared
from skgan._cli._place import check_file
from skgan._cli._read import TABLES, read_samples
from skgan._cli._write import write_frame
from skgan.samplers import read_sampler, synthesizer_of

EPILOG = """
\b
Example:
  skgan report model.skgan held_out.csv --target label
"""


@click.command(epilog=EPILOG)
@click.argument("model", type=shared.PATH)
@shared.source
@shared.output(help="Write the figures, too (.csv ...).")
@shared.force
def report(model, data, target, output, image_shape, split, force):
    """Compare samples of MODEL with real ones, DATA, that it was not trained on."""
    if output is not None:
        check_file(output, force, TABLES)
    sampler, _ = read_sampler(model)
    shape = synthesizer_of(sampler).form.shape
    if image_shape is None and len(shape) == 3 and data.is_dir():
        image_shape = shape
    samples = read_samples(data, target, image_shape, split)
    figures = sampler.report(samples.X, samples.y)
    if output is not None:
        write_frame(output, figures.to_frame().reset_index())
