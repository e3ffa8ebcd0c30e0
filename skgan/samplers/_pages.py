"""Addresses of the documentation's pages, for scikit-learn's diagrams."""

from functools import cache
from importlib.metadata import PackageNotFoundError, metadata

PAGE = "api/skgan.{estimator_name}.html"  # as autosummary names it, in docs/api.md


@cache
def page_template() -> str:
    """Return the address of a sampler's page, without its name.

    It begins with the address "Documentation" of ``[project.urls]`` in
    ``pyproject.toml``. Without one it is empty, and diagrams have no link.
    """
    try:
        urls = metadata("skgan").get_all("Project-URL") or []
    except PackageNotFoundError:  # used from its folder, not installed
        return ""
    addresses = dict(url.partition(", ")[::2] for url in urls)
    address = addresses.get("Documentation", "").rstrip("/")
    return f"{address}/{PAGE}" if address else ""
