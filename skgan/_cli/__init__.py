"""The command line, which reads and writes files."""

import re
import sys
import warnings

import click
from sklearn.exceptions import FitFailedWarning
from sklearn.utils._param_validation import InvalidParameterError

from skgan._cli._demo import demo
from skgan._cli._evaluate import evaluate
from skgan._cli._info import info
from skgan._cli._model import generate, report
from skgan._cli._options import INTERRUPTED
from skgan._cli._resample import resample
from skgan._cli._train import train
from skgan.exceptions import SkganError

__all__ = ["main"]

EPILOG = """
\b
Examples:
  skgan resample data.csv --target label -o balanced.csv
  skgan train pictures/ -o model.skgan
  skgan generate model.skgan --per-class 100 -o out/
  skgan evaluate data.csv --target label
"""
UNQUOTED_NUMBERS = r"(?<![\w'\".])[\d,]*\d(?![\w'\"])"  # not those in names such as '1'
LEAVE_OUT = "Leave out columns that only identify a row."
OPTION = "Leave out columns that only identify a row by --ignore."
SETTINGS = {"help_option_names": ["-h", "--help"]}


class Commands(click.Group):
    """Sub-commands in the order of use, with errors that take one line."""

    def list_commands(self, ctx):
        """Return the names in the order in which they were added."""
        return [*self.commands]

    def invoke(self, ctx):
        """Run a sub-command; show errors that the user can fix without a traceback."""
        with warnings.catch_warnings():
            warnings.showwarning = Warner()
            try:
                return super().invoke(ctx)
            except KeyboardInterrupt:
                click.echo("Interrupted.", err=True)
                sys.exit(INTERRUPTED)
            except InvalidParameterError as error:  # of an option -p
                raise click.UsageError(text_of(error)) from error
            except BrokenPipeError:  # the reader of the output has closed it
                raise
            except (SkganError, ValueError, OSError, ImportError) as error:
                raise click.ClickException(text_of(error)) from error


def text_of(error):
    """Return the message of an error, with the name of the file if there is one."""
    if isinstance(error, OSError) and error.filename is not None:
        advice = " Check the path." if isinstance(error, FileNotFoundError) else ""
        return f"'{error.filename}': {error.strerror}.{advice}"
    return str(error) or type(error).__name__


class Warner:
    """Write warnings as one line each, except deprecations in libraries.

    Each fit of a cross-validation has the same warnings with other numbers. Only the
    first is written.
    """

    def __init__(self):
        self.seen = set()

    def __call__(self, message, category, *where, **others):
        """Write a warning unless a similar one was written before."""
        key = re.sub(UNQUOTED_NUMBERS, "N", str(message))
        if (
            issubclass(category, UserWarning | FitFailedWarning)
            and key not in self.seen
        ):
            self.seen.add(key)
            said = str(message).replace(LEAVE_OUT, OPTION)
            click.echo(f"Warning: {said}", err=True)


@click.group(cls=Commands, context_settings=SETTINGS, epilog=EPILOG)
@click.version_option(package_name="skgan")
def main():
    """Over-sample rare classes of tables, signals and images with GANs.

    DATA is a table (.csv, .csv.gz, .tsv, .parquet or .xlsx; "-" reads a table from
    standard input), a file of arrays X and y (.npz), a folder of pictures with a
    sub-folder for each class, or a folder with files of MNIST, EMNIST or ETL6.
    """


for command in (resample, train, generate, evaluate, report, info, demo):
    main.add_command(command)
