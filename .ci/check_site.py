"""Find what is wrong with the built documentation.

    python .ci/check_site.py [FOLDER]

prints a line for each page without a title, image without alternative text, link that
leads nowhere, and resource from another host, and exits with 1 if there are any. Links
to other sites are not followed.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

FOLDER = Path("docs/_build/html")
LOADED = {"src", "srcset", "poster", "data", "xlink:href"}  # attributes of any tag
# Values of rel in <link>; others, such as "canonical", load nothing.
LOADING_LINKS = {"stylesheet", "icon", "preload", "preconnect", "modulepreload"}
LOADING_LINKS |= {"dns-prefetch", "manifest", "prefetch", "apple-touch-icon"}
IN_STYLE = re.compile(r"""(?:@import\s+["']?|url\(\s*["']?)((?:https?:)?//[^"')\s]+)""")
NO_FILES = ("data:", "mailto:", "javascript:", "blob:")


class Page(HTMLParser):
    """What a page loads and links to, and what can be linked to in it."""

    def __init__(self, text):
        super().__init__()
        self.anchors, self.links, self.resources = set(), [], []
        self.title, self.images_without_alt, self.inside = "", [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        """Collect a tag's anchor, links and resources."""
        values = {name: value or "" for name, value in attributes}
        self.inside = tag
        self.anchors |= {values[key] for key in ("id", "name") if key in values}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "link" and set(values.get("rel", "").split()) & LOADING_LINKS:
            self.resources.append(values.get("href", ""))
        self.resources += [values[key] for key in LOADED & set(values) if values[key]]
        self.resources += IN_STYLE.findall(values.get("style", ""))
        if tag == "img" and "alt" not in values:
            self.images_without_alt.append(values.get("src", ""))

    def handle_endtag(self, tag):
        """Note that a tag has ended."""
        self.inside = ""

    def handle_data(self, data):
        """Collect the title, and what styles load."""
        if self.inside == "title":
            self.title = self.title or data.strip()
        if self.inside == "style":
            self.resources += IN_STYLE.findall(data)


def is_elsewhere(address):
    """Return whether an address belongs to another host."""
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme in ("http", "https")


def link_problem(path, address, pages):
    """Return what is wrong with a link or resource of a page, or None."""
    if is_elsewhere(address) or address.startswith(NO_FILES):
        return None
    parts = urlsplit(address)
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return f"{address} leads to no file"
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].anchors:
        return f"{address} leads to no anchor"
    return None


def page_problems(path, pages):
    """Yield what is wrong with a page."""
    page = pages[path]
    if not page.title:
        yield "the page has no title"
    for source in page.images_without_alt:
        yield f"the image {source} has no alternative text"
    for address in page.resources:
        if is_elsewhere(address):
            yield f"{address} is loaded from another host"
    for address in [*page.links, *page.resources]:
        problem = link_problem(path, address, pages)
        if problem:
            yield problem


def site_problems(folder):
    """Yield a line for each problem of a site."""
    folder = Path(folder).resolve()
    pages = {
        path: Page(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
        if "_static" not in path.relative_to(folder).parts
    }
    if not pages:
        yield f"{folder} has no pages; build them first"
    for path in pages:
        for problem in dict.fromkeys(page_problems(path, pages)):
            yield f"{path.relative_to(folder)}: {problem}"
    for path in sorted(folder.rglob("*.css")):
        for address in IN_STYLE.findall(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(folder)}: {address} is loaded from another host"


def main(folder=FOLDER):
    """Print the problems, and exit with 1 if there are any."""
    problems = list(site_problems(folder))
    print(*problems, sep="\n", end="\n" if problems else "")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
