"""``skgan report``: how good a model's samples are."""

import click

from skgan._atomic import write_atomically
from skgan._cli._options import PATH, data, force, image_shape, target
from skgan._cli._read import read_samples
from skgan._cli._write import check_free

__all__ = ["report"]

EPILOG = """
\b
Example:
  skgan report model.skgan held_out.csv --target label
"""


@click.command(epilog=EPILOG)
@click.argument("model", type=PATH)
@data
@target
@click.option("-o", "--output", type=PATH, help="Write the figures as .csv, too.")
@image_shape
@force
def report(model, data, target, output, image_shape, force):
    """Compare samples of MODEL with real ones, DATA, that it was not trained on."""
    if output is not None:
        check_free(output, force)
    import skgan

    sampler = skgan.load(model)
    if image_shape is None and len(sampler._shape) == 3 and data.is_dir():
        image_shape = sampler._shape
    samples = read_samples(data, target, image_shape)
    figures = sampler.report(samples.X, samples.y)
    if output is not None:
        content = figures.to_frame().to_csv().encode()
        write_atomically(output, lambda file: file.write(content))
