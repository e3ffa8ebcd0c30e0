"""The web page: ``skgan app``."""

from pathlib import Path

import click

from skgan.exceptions import SkganError

__all__: list[str] = []  # only a command, without public names

PORT = 8642
EPILOG = """
\b
Examples:
  skgan app
  skgan app data/ --port 8700 --no-browser
"""


@click.command(epilog=EPILOG)
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True)
@click.option("--browser/--no-browser", default=True, help="Open the page.")
def app(folder: Path, port: int, browser: bool) -> None:
    """Open a web page to train samplers and browse generated samples.

    It reads and writes files in DIR and its sub-folders. It is only available on this
    machine, and only with the token in the address that it prints.
    """
    try:
        from skgan.app._server import serve

        serve(folder, port, browser)
    except KeyboardInterrupt:
        click.echo("The server has ended.")
    except ModuleNotFoundError as error:
        if error.name != "nicegui":
            raise
        raise click.ClickException(
            "`skgan app` requires NiceGUI. You can install it with `pip install "
            "'skgan[app]'`, or in a checkout of skgan with `pip install '.[app]'`."
        ) from error
    except SkganError as error:
        raise click.ClickException(str(error)) from error
