"""Addresses of pages of the documentation, for scikit-learn's diagrams."""

from functools import cache
from importlib.metadata import PackageNotFoundError, metadata

PAGE = "api/skgan.{estimator_name}.html"  # the name that autosummary uses


@cache
def page_template() -> str:
    """Return the address of a sampler's page, without its name.

    It begins with the address "Documentation" in ``[project.urls]`` of
    ``pyproject.toml``. If there is none, it is empty, and diagrams have no link.
    """
    try:
        urls = metadata("skgan").get_all("Project-URL") or []
    except PackageNotFoundError:  # not installed, but used from its folder
        return ""
    addresses = dict(url.partition(", ")[::2] for url in urls)
    address = addresses.get("Documentation", "").rstrip("/")
    return f"{address}/{PAGE}" if address else ""
