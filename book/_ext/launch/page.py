"""A page as its notebook needs it: its cells, and where on the site its links and numbers lead."""

from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote, urljoin

import nbformat
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number


LOGGER = logging.getLogger(__name__)


class Page:
    def __init__(self, app, docname):
        self.app = app
        self.docname = docname
        self.site = app.config.html_baseurl.rstrip("/") + "/"
        self.address = urljoin(self.site, app.builder.get_target_uri(docname))

    @property
    def executed(self):
        """Where MyST-NB keeps the page as a notebook, if it is one."""
        return Path(self.app.outdir).parent / "jupyter_execute" / f"{self.docname}.ipynb"

    @property
    def cells(self):
        """All cells of the page, those included that it does not show."""
        return nbformat.read(self.executed, as_version=4).cells

    def target(self, reference):
        """The absolute address to which a reference leads."""
        uri = reference.get("refuri") or f"#{reference.get('refid', '')}"
        return _safe(urljoin(self.address, uri))

    def download(self, node):
        """The absolute address of a file that the page offers."""
        if "filename" not in node:
            return self.target(node)
        return _safe(urljoin(self.site, f"_downloads/{quote(node['filename'])}"))

    def image(self, node):
        """The absolute address of an image."""
        name = self.app.builder.images.get(node["uri"])
        place = f"{self.app.builder.imagedir}/{quote(name)}" if name else node["uri"]
        return _safe(urljoin(self.site, place))

    def number(self, node):
        """How the page names what it numbers, such as `Fig. 3` or `Exercise 2`, or nothing."""
        kind = self.app.env.get_domain("std").get_enumerable_node_type(node)
        numbers = self.app.env.toc_fignumbers.get(self.docname, {}).get(kind, {})
        number = next((numbers[name] for name in node["ids"] if name in numbers), None)
        return number and self.app.config.numfig_format[kind] % ".".join(map(str, number))

    def equation(self, node):
        """The number of an equation, or nothing."""
        return node.get("number") and get_node_equation_number(
            SimpleNamespace(builder=self.app.builder), node
        )

    def warn(self, node, problem):
        """Say what a notebook lacks, and where; a build that takes warnings for errors fails."""
        while node is not None and node.line is None:
            node = node.parent
        place = (self.docname, node.line if node else None)
        LOGGER.warning("%s", problem, location=place, type="launch")


def _safe(address):
    """The address as Markdown takes it between parentheses."""
    return address.translate({ord("("): "%28", ord(")"): "%29", ord(" "): "%20"})
