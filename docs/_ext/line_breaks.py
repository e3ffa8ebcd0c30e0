"""Places where browsers may break long names: after underscores and full stops."""

import re

__all__ = ["breakable", "setup"]

# In inline code and titles, but not in signatures, which have other places.
NAME = re.compile(r'(?:literal notranslate"><span class="pre">|<h1>)[\w.]{12,}')


def breakable(html):
    """Return a page with <wbr> in long names.

    >>> breakable("<h1>energy_distance<")
    '<h1>energy_<wbr>distance<'
    """
    return NAME.sub(lambda name: re.sub(r"(?<=\w[_.])(?=\w)", "<wbr>", name[0]), html)


def add_breaks(app, pagename, templatename, context, doctree):
    """Add the places to the text of a page."""
    if "body" in context:
        context["body"] = breakable(context["body"])


def setup(app):
    """Add the places to each page that is written."""
    app.connect("html-page-context", add_breaks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
