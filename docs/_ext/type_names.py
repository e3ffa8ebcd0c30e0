"""Links of the types that numpydoc's sections name, such as `ndarray of shape (n,)`."""

import re
from pathlib import Path

from numpydoc.xref import DEFAULT_LINKS

__all__ = ["aliases", "public_names", "setup"]

REFERENCE = Path(__file__).parent.parent / "reference"
OTHERS = {
    "array-like": ":term:`array-like <numpy:array_like>`",
    "path-like": ":term:`path-like <python:path-like object>`",
    "Bunch": "sklearn.utils.Bunch",
    "DataFrame": "pandas.DataFrame",
    "Index": "pandas.Index",
    "ndarray": "numpy.ndarray",
    "Path": "pathlib.Path",
    "RandomState": "numpy.random.RandomState",
    "Series": "pandas.Series",
}
WITH_MODULE = (
    "keras.Model",
    "matplotlib.axes.Axes",
    "matplotlib.colors.Colormap",
    "matplotlib.figure.Figure",
    "numpy.dtype",
    "numpy.random.RandomState",
    "tf.data.Dataset",
)


def public_names():
    """Yield module and name of each object that the reference lists."""
    for page in sorted(REFERENCE.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for block in text.split(".. module:: ")[1:]:
            for name in re.findall(r"^   (\w+)$", block, re.M):
                yield block.split()[0], name


def aliases():
    """Return a dict from words in types to the objects that they are linked to.

    Python's own types, which numpydoc would link, remain plain words.
    """
    plain = {name: name for name in DEFAULT_LINKS}
    own = {name: f"{m}.{name}" for m, name in public_names() if name[0].isupper()}
    full = {name: f":obj:`{name}`" for name in WITH_MODULE}
    return plain | own | OTHERS | full


def setup(app):
    """Set the links before numpydoc reads them."""
    app.connect("config-inited", set_aliases, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def set_aliases(app, config):
    """Give the links to numpydoc."""
    config.numpydoc_xref_aliases = aliases()
