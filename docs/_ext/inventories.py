"""Inventories of other projects' pages, made from docs/inventories.toml.

Otherwise, sphinx.ext.intersphinx would download them, and no build would work without
the internet.
"""

import tomllib
import zlib
from pathlib import Path

__all__ = ["inventory_lines", "read_projects", "setup"]

SOURCE = Path(__file__).parent.parent / "inventories.toml"
HEADER = """\
# Sphinx inventory version 2
# Project: {name}
# Version:
# The remainder of this file is compressed using zlib.
"""


def read_projects(source=SOURCE):
    """Return a dict from the projects' names to their addresses and pages."""
    return tomllib.loads(Path(source).read_text(encoding="utf-8"))


def inventory_lines(project):
    """Yield the line of each object: its name, kind, priority, page and title."""
    for row in project["pages"]:
        for name in row["names"]:
            fields = {
                "name": name,
                "path": name.replace(".", "/"),
                "term": name.replace(" ", "-"),
            }
            yield f"{name} {row['kind']} 1 {row['page'].format(**fields)} -\n"


def write_inventories(app, config):
    """Write the inventories, and tell intersphinx where they are."""
    folder = Path(app.doctreedir) / "inventories"
    folder.mkdir(parents=True, exist_ok=True)
    for name, project in read_projects().items():
        lines = "".join(inventory_lines(project))
        path = folder / f"{name}.inv"
        content = HEADER.format(name=name).encode() + zlib.compress(lines.encode())
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
        config.intersphinx_mapping[name] = (project["address"], str(path))


def setup(app):
    """Write them before intersphinx reads its settings."""
    app.setup_extension("sphinx.ext.intersphinx")
    app.connect("config-inited", write_inventories, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
