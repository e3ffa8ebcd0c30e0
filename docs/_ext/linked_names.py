"""Names of objects in text become links, where the documentation has a page for them.

Without it, each name would need a role such as {class}`~skgan.ACGANSampler`, which
GitHub does not know. A name is linked once in each section. A warning is issued for a
full name of another project's object, such as `sklearn.svm.SVC`, that is not listed in
docs/inventories.toml.
"""

import re

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

__all__ = ["setup"]

KINDS = {"class", "data", "exception", "function", "module"}
# Short names of functions are mostly those of methods and parameters, too.
TELLING = re.compile(r"[A-Z]\w*[a-z]\w*|[A-Z]{3,}\w*|[a-z]\w*_\w+")
FULL_NAME = re.compile(r"\w+(?:\.[A-Za-z_]\w*)+")
NOT_IN = (nodes.reference, nodes.title, nodes.term, nodes.literal_block)

logger = logging.getLogger(__name__)


def short_names(full_names, taken=()):
    """Return a dict from the last part of names to the names, where only one has it."""
    found = {}
    for name in full_names:
        found.setdefault(name.rpartition(".")[2], []).append(name)
    return {
        short: names[0]
        for short, names in found.items()
        if len(names) == 1 and short not in taken and TELLING.fullmatch(short)
    }


def own_targets(env):
    """Return a dict from names of skgan's objects to their pages and anchors."""
    objects = env.domains.python_domain.objects
    methods = {
        name.rpartition(".")[2]
        for name, entry in objects.items()
        if entry.objtype not in KINDS
    }
    full = {
        name: (entry.docname, entry.node_id)
        for name, entry in objects.items()
        if entry.objtype in KINDS and not entry.aliased
    }
    return full | {s: full[name] for s, name in short_names(full, methods).items()}


def other_targets(env):
    """Return a dict from names of other projects' objects to their addresses."""
    full = {
        name: item.uri
        for kind, items in env.intersphinx_inventory.items()
        if kind.startswith("py:")
        for name, item in items.items()
    }
    return full | {short: full[name] for short, name in short_names(full).items()}


def is_missing(name, targets):
    """Return whether a name is the full name of an object of a known project."""
    projects = {target.partition(".")[0] for target in targets if "." in target}
    return name.partition(".")[0] in projects and bool(FULL_NAME.fullmatch(name))


class LinkedNames(SphinxPostTransform):
    """Make links of the literals that are names of documented objects."""

    default_priority = 200
    formats = ("html",)

    def run(self, **kwargs):
        """Replace literals by links to the object of this name, once in a section."""
        own, other = own_targets(self.env), other_targets(self.env)
        seen = set()
        for node in list(self.document.findall(nodes.literal)):
            name = node.astext().removesuffix("()")
            place = (id(self._section(node)), name)
            if place in seen or self._is_within(node, NOT_IN):
                continue
            if name in own and own[name][0] != self.env.docname:
                seen.add(place)
                page, anchor = own[name]
                node.replace_self(self._link_to(page, anchor, node))
            elif name in other:
                seen.add(place)
                link = nodes.reference("", "", node.deepcopy(), refuri=other[name])
                node.replace_self(link)
            elif is_missing(name, other):
                logger.warning("%s is not in inventories.toml", name, location=node)

    def _link_to(self, page, anchor, node):
        """Return a link to an object of our own."""
        here = self.env.docname
        return make_refnode(self.app.builder, here, page, anchor, node.deepcopy())

    @staticmethod
    def _section(node):
        """Return the section that a node is in."""
        while node.parent is not None and not isinstance(node, nodes.section):
            node = node.parent
        return node

    @staticmethod
    def _is_within(node, kinds):
        """Return whether a node is part of one of these kinds of nodes."""
        while node is not None:
            if isinstance(node, kinds):
                return True
            node = node.parent
        return False


def setup(app):
    """Add the transform."""
    app.add_post_transform(LinkedNames)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
