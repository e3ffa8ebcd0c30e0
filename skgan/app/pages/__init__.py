"""The views of the page, each in its own file."""

from skgan.app.pages import (
    _animation,
    _data,
    _generate,
    _models,
    _routes,
    _train,
    _worth_it,
)
from skgan.app.pages._frame import STYLE as STYLE

VIEWS = (_data, _train, _models, _generate, _worth_it, _animation, _routes)


def add_pages(site):
    """Register all views of a site with NiceGUI."""
    for view in VIEWS:
        view.add(site)
