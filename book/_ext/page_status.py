"""The directive `{page-status}`: a table of all executed pages, with when and on what each ran."""

from docutils import nodes
from page_order import in_order
from runs import run_of
from sphinx.util.docutils import SphinxDirective


HEAD = ["Page", "Executed", "Seconds", "JAX", "Device", "Python"]
WIDTHS = [30, 15, 10, 10, 25, 10]
MARK = "page_status"


class page_status(nodes.General, nodes.Element):
    """Where the table goes, once all pages have been read."""


class PageStatus(SphinxDirective):
    def run(self):
        self.env.metadata[self.env.docname][MARK] = True
        return [page_status()]


def setup(app):
    app.add_node(page_status)
    app.add_directive("page-status", PageStatus)
    app.connect("env-updated", _write_again)
    app.connect("doctree-resolved", _fill)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _write_again(app, env):
    """The pages that hold a table: another page may have been executed."""
    return [name for name in env.all_docs if MARK in env.metadata[name]]


def _fill(app, doctree, docname):
    for place in list(doctree.findall(page_status)):
        place.replace_self(_table(app, docname))


def _table(app, docname):
    group = nodes.tgroup("", *(nodes.colspec(colwidth=w) for w in WIDTHS), cols=len(HEAD))
    group += nodes.thead("", _row(HEAD))
    group += nodes.tbody("", *(_row(cells) for cells in _rows(app, docname)))
    return nodes.table("", group, classes=["page-status"])


def _rows(app, docname):
    """Cells, page by page, in the order of the book."""
    for page in in_order(app.env):
        run = run_of(app.env, page)
        if run:
            seconds = "" if run.seconds is None else f"{run.seconds:.1f}"
            link = nodes.reference(
                "",
                app.env.titles[page].astext(),
                refuri=app.builder.get_relative_uri(docname, page),
                internal=True,
            )
            day = f"{run.when:%Y-%m-%d}" + ("" if run.succeeded else ": failed")
            yield [link, day, seconds, run.jax, run.device, run.python]


def _row(cells):
    row = nodes.row()
    for cell in cells:
        content = cell if isinstance(cell, nodes.Node) else nodes.Text(cell)
        row += nodes.entry("", nodes.paragraph("", "", content))
    return row
