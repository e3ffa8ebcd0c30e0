"""Start the server of the page and print its address."""

import secrets
import socket
import webbrowser
from typing import Any

from skgan._html import LOGO
from skgan.app._site import Site
from skgan.exceptions import InputError

HOST = "127.0.0.1"  # not available on the network


def check_port(port: int) -> None:
    """Raise an error if another server uses the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise InputError(
                f"Port {port} is already used, perhaps by another `skgan app`. Open "
                "the page of that one, or give another port, such as --port "
                f"{port + 1}."
            ) from error


def build(site: Site, token: str, port: int) -> None:
    """Register the pages with NiceGUI, and add the guard."""
    from nicegui import app

    from skgan.app._guard import Guard
    from skgan.app.pages import add_pages

    add_pages(site)
    hosts = (f"{HOST}:{port}", f"localhost:{port}")
    app.add_middleware(Guard, token=token, hosts=hosts)


def serve(root: Any, port: int, show: bool) -> None:
    """Serve the page until Ctrl-C."""
    from nicegui import app, ui

    check_port(port)
    site = Site(root)
    token = secrets.token_urlsafe(24)
    address = f"http://{HOST}:{port}/?token={token}"
    build(site, token, port)

    def started() -> None:
        print(
            f"skgan app in {site.workspace.root}\n{address}\nPress Ctrl-C to end it.",
            flush=True,
        )
        site.helper.warm()
        if show:
            webbrowser.open(address)

    def ended() -> None:
        site.jobs.close()
        site.helper.close()

    app.on_startup(started)
    app.on_shutdown(ended)
    ui.run(
        host=HOST,
        port=port,
        title="skgan",
        favicon=LOGO,
        dark=None,
        reload=False,
        show=False,
        show_welcome_message=False,
        language="en-US",
    )
