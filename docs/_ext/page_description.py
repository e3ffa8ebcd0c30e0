"""The descriptions of pages that search engines and previews of links show.

Open Graph's addresses must be absolute, so og:url and og:image are only written if
html_baseurl is set.
"""

import html
import textwrap

from docutils import nodes

__all__ = ["description_of", "setup"]

MAX_LENGTH = 200
NOT_PROSE = (nodes.Admonition, nodes.footnote, nodes.table, nodes.literal_block)


def description_of(doctree):
    """Return the first paragraph of a page, shortened, or an empty string."""
    for paragraph in doctree.findall(nodes.paragraph):
        parent = paragraph.parent
        while parent is not None and not isinstance(parent, NOT_PROSE):
            parent = parent.parent
        if parent is None and len(paragraph.astext()) > 15:
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
