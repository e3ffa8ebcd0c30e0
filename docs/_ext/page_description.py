"""The descriptions of pages that search engines and previews of links show.

Open Graph's addresses must be absolute, so og:url and og:image are only written if
html_baseurl is set.
"""

import html
import textwrap

from docutils import nodes
from sphinx import addnodes

__all__ = ["description_of", "setup"]

MAX_LENGTH = 200
MIN_LENGTH = 15  # shorter paragraphs are captions, or cells of lists
NOT_PROSE = (nodes.Admonition, nodes.footnote, nodes.table, nodes.figure)


def is_prose(paragraph):
    """Return whether a paragraph is part of a page's text, or of a docstring."""
    parent = paragraph.parent
    while parent is not None:
        if isinstance(parent, NOT_PROSE) and not isinstance(parent, addnodes.desc):
            return False
        parent = parent.parent
    return len(paragraph.astext()) >= MIN_LENGTH


def description_of(doctree):
    """Return the first paragraph of a page, shortened, or an empty string."""
    for paragraph in filter(is_prose, doctree.findall(nodes.paragraph)):
        text = " ".join(paragraph.astext().split())
        return textwrap.shorten(text, MAX_LENGTH, placeholder=" ...")
    return ""


def tags_of(title, description, site, address=None, image=None):
    """Yield the tags of a page."""
    properties = {
        "og:title": title,
        "og:type": "website",
        "og:site_name": site,
        "og:description": description,
        "og:url": address,
        "og:image": image,
    }
    if description:
        yield f'<meta name="description" content="{html.escape(description)}" />'
    for name, value in properties.items():
        if value:
            yield f'<meta property="{name}" content="{html.escape(value)}" />'


def add_tags(app, pagename, templatename, context, doctree):
    """Put the tags into the head of a page."""
    if doctree is None:
        return
    base = app.config.html_baseurl
    where = {}
    if base:
        where["address"] = base + app.builder.get_target_uri(pagename)
        where["image"] = base + app.config.page_description_image
    title = app.env.titles[pagename].astext()
    tags = tags_of(title, description_of(doctree), app.config.project, **where)
    context["metatags"] += "\n".join(tags) + "\n"


def setup(app):
    """Add the tags to each page that is written."""
    app.add_config_value("page_description_image", "", "html")
    app.connect("html-page-context", add_tags)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
