"""Options that several commands share."""

import ast
import codecs
import re
from functools import partial, wraps
from pathlib import Path

import click

from skgan._data import MAX_SIDE, SAMPLERS
from skgan.datasets import DECIMALS, EMNIST_SPLITS
from skgan.exceptions import InputError
from skgan.synthesis import PRESETS
from skgan.validation import check_callbacks

SPELT_TABS = {"tab": "\t", "\\t": "\t"}
INTERRUPTED = 130  # the exit code of a process that was ended by Ctrl-C


class Shape(click.ParamType):
    """Height, width and channels, separated by commas."""

    name = "H,W[,C]"

    def convert(self, value, param, ctx):
        """Return a tuple of ints."""
        numbers = value.split(",")
        shape = [int(number) for number in numbers if number.isdecimal()]
        is_shape = len(shape) == len(numbers) in (2, 3) and min(shape) > 0
        if not is_shape or max(shape[:2]) > MAX_SIDE or shape[2:] > [4]:
            message = f"{value!r} is not a shape with sides from 1 to {MAX_SIDE} and 1 "
            message += "to 4 channels. Give a shape such as 64,64,3."
            self.fail(message, param, ctx)
        return tuple(shape)


class Assignment(click.ParamType):
    """Name and value of a parameter."""

    name = "NAME=VALUE"

    def convert(self, value, param, ctx):
        """Return name and value; a value that is not a Python literal is a string."""
        name, sign, text = value.partition("=")
        if not sign:
            self.fail(
                f"{value!r} has no '='. Write it as in latent_dim=64.", param, ctx
            )
        try:
            return name, ast.literal_eval(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return name, text


class Size(click.ParamType):
    """A number of bytes."""

    name = "SIZE"

    def convert(self, value, param, ctx):
        """Return the number of bytes of a text such as 2GB or 500MB."""
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kMGT]?)B?", str(value).strip())
        if match is None or not float(match[1]):
            self.fail(f"{value!r} is not a size. Give a size such as 2GB or 500MB.")
        return int(float(match[1]) * 1000 ** " kMGT".index(match[2] or " "))


READING = ("target", "image_shape", "split", "sep", "decimal", "encoding")


def together(*options):
    """Return a decorator that adds several options to a command."""

    def add(command):
        for option in reversed(options):
            command = option(command)
        return command

    return add


def encoding(context, parameter, value):
    """Return the name of an encoding, or raise an error if Python does not know it."""
    try:
        return value and codecs.lookup(value).name
    except LookupError as error:
        raise click.BadParameter(
            f"{value!r} is not an encoding. Give an encoding such as utf-8 or cp1252."
        ) from error


def separator(context, parameter, value):
    r"""Return a character, which may be written as in a shell (`\t`)."""
    value = SPELT_TABS.get(value, value)
    if value is not None and (len(value) != 1 or value in '\r\n"'):
        raise click.BadParameter(f"{value!r} is not one character. Give one like ';'.")
    return value


PATH = click.Path(path_type=Path)
SEED = click.IntRange(0, 2**32 - 1)
output = partial(click.option, "-o", "--output", type=PATH)
jobs = partial(
    click.option, "--jobs", type=int, show_default=True, help="Number of processes."
)
number = partial(click.option, type=click.IntRange(1), metavar="N")
force = click.option("--force", is_flag=True, help="Replace existing files.")
seed = click.option(
    "--seed",
    type=SEED,
    default=0,
    show_default=True,
    help="Random seed. The same seed gives the same result.",
)
source = together(
    click.argument("data", type=PATH),
    click.option(
        "-t", "--target", metavar="COLUMN", help="Column of the classes (tables)."
    ),
    click.option(
        "--image-shape",
        type=Shape(),
        help="Height, width and channels to convert pictures to. Default: those of the "
        "first picture.",
    ),
    click.option(
        "--split",
        type=click.Choice([*EMNIST_SPLITS]),
        help="Split of EMNIST. Default: the split in DATA, if there is only one.",
    ),
    click.option(
        "--sep",
        callback=separator,
        metavar="CHARACTER",
        help="Separator of columns in a text file. Default: detected from the file.",
    ),
    click.option(
        "--decimal",
        type=click.Choice(DECIMALS),
        help="Decimal sign in a text file. Default: detected from the file.",
    ),
    click.option(
        "--encoding",
        callback=encoding,
        help="Encoding of a text file. Default: UTF-8, or cp1252 if it is not UTF-8.",
    ),
)


def reading(command):
    """Pass all options for reading DATA to a command, as one dict."""

    @wraps(command)
    def with_reading(**options):
        given = {name: options.pop(name) for name in READING}
        return command(reading=given, **options)

    return source(with_reading)


sampler_options = together(
    click.option(
        "--sampler", type=click.Choice([*SAMPLERS]), default="acgan", show_default=True
    ),
    click.option(
        "--preset",
        type=click.Choice([*PRESETS]),
        metavar="NAME",
        help=f"Networks of an older project: {', '.join(PRESETS)}.",
    ),
    number(
        "--max-iter",
        help="Number of updates. Default: depends on DATA; 0 for pictures and tables "
        "with categories, unless another parameter of the networks is set.",
    ),
    click.option(
        "-p",
        "--param",
        "parameters",
        type=Assignment(),
        multiple=True,
        help="Another parameter of the sampler, such as -p latent_dim=64.",
    ),
    seed,
)


def make_sampler(sampler, preset, max_iter, parameters, seed, **others):
    """Return an unfitted sampler with the parameters in the options."""
    import skgan

    cls = getattr(skgan, SAMPLERS[sampler])
    given, known = dict(parameters), cls().get_params()
    unknown = [name for name in given if name not in known]
    if unknown:
        raise click.UsageError(
            f"{cls.__name__} has no parameter {unknown[0]!r}. Give one of "
            f"{', '.join(known)}."
        )
    if preset is not None and PRESETS[preset].sampler != cls.__name__:
        [owner] = [o for o, name in SAMPLERS.items() if name == PRESETS[preset].sampler]
        raise click.UsageError(
            f"--preset {preset} is for --sampler {owner}. Change one of them."
        )
    if max_iter is not None:
        others["max_iter"] = max_iter
    made = cls(**{"preset": preset, "random_state": seed} | others | given)
    # Validated now, before DATA is read and TensorFlow is loaded.
    made._validate_params()
    try:
        check_callbacks(made.callbacks)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    return made
