"""Options that several commands share."""

import ast
from pathlib import Path

import click

from skgan.exceptions import InputError

__all__ = [
    "data",
    "force",
    "image_shape",
    "make_sampler",
    "sampler_options",
    "seed",
    "target",
]

SAMPLERS = {"acgan": "ACGANSampler", "dcgan": "DCGANSampler", "gan": "GANSampler"}


class Shape(click.ParamType):
    """Whole numbers between commas."""

    name = "H,W[,C]"

    def convert(self, value, param, ctx):
        """Return a tuple of ints."""
        try:
            return tuple(int(n) for n in value.split(","))
        except ValueError:
            self.fail(f"{value!r} is no shape; 28,28 or 64,64,3 are.", param, ctx)


class Assignment(click.ParamType):
    """A parameter's name and value."""

    name = "NAME=VALUE"

    def convert(self, value, param, ctx):
        """Return name and value; what is no Python literal is a text."""
        name, sign, text = value.partition("=")
        if not sign:
            self.fail(f"{value!r} has no '='; latent_dim=64 has.", param, ctx)
        try:
            return name, ast.literal_eval(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return name, text


PATH = click.Path(path_type=Path)
data = click.argument("data", type=PATH)
target = click.option(
    "-t", "--target", metavar="COLUMN", help="The column with the classes (tables)."
)
image_shape = click.option(
    "--image-shape",
    type=Shape(),
    help="Size, and channels, to which pictures are brought. Default: the first one's.",
)
force = click.option("--force", is_flag=True, help="Replace files that are there.")
seed = click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=0,
    show_default=True,
    help="Of all randomness; the same seed gives the same result.",
)
SAMPLER_OPTIONS = (
    click.option(
        "--sampler", type=click.Choice([*SAMPLERS]), default="acgan", show_default=True
    ),
    click.option("--preset", help="Networks of an older project, such as keras-dcgan."),
    click.option(
        "--max-iter", type=click.IntRange(1), help="Updates. Default: by the data."
    ),
    click.option(
        "-p",
        "--param",
        "parameters",
        type=Assignment(),
        multiple=True,
        help="Any other parameter of the sampler, such as -p latent_dim=64.",
    ),
    seed,
)


def sampler_options(command):
    """Add what chooses a sampler and its parameters."""
    for option in reversed(SAMPLER_OPTIONS):
        command = option(command)
    return command


def make_sampler(sampler, preset, max_iter, parameters, seed, **others):
    """Return the unfitted sampler that options ask for.

    Raises
    ------
    InputError
        With the name of a parameter that it has not.
    """
    import skgan

    cls = getattr(skgan, SAMPLERS[sampler])
    given = dict(parameters)
    known = cls().get_params()
    unknown = [name for name in given if name not in known]
    if unknown:
        raise InputError(
            f"{cls.__name__} has no parameter {unknown[0]!r}. Give one of "
            f"{', '.join(known)}."
        )
    if max_iter is not None:
        others["max_iter"] = max_iter
    return cls(**{"preset": preset, "random_state": seed} | others | given)
