"""The whole book to take away: all notebooks in one file, and the PDF."""

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docutils import nodes
from page_order import in_order
from problem_sets import ROOT
from sphinx.util.docutils import SphinxRole

from .addresses import FOLDER


README = """# {title}: the notebooks

Open them in JupyterLab, VS Code or Colab; the first cell of each installs what is missing.
Read them with their figures at <{site}>.
Code is under the MIT licence, text and figures are under CC BY 4.0: see LICENSE.

{pages}
"""


class AllNotebooks(SphinxRole):
    """A link to the file of all notebooks, wherever the site lies."""

    def run(self):
        up = "../" * self.env.docname.count("/")
        name = file_name(self.config.project, "-notebooks.zip")
        return [nodes.reference("", self.text, refuri=up + name)], []


class BookPdf(SphinxRole):
    """A link to the published PDF: a site that was only just built has none of its own."""

    def run(self):
        site = self.config.html_baseurl.rstrip("/")
        name = file_name(self.config.project, ".pdf")
        return [nodes.reference("", self.text, refuri=f"{site}/{name}")], []


def file_name(title, ending):
    """The name of a file that is the book, such as `a-book.pdf` of "A book"."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") + ending


def pack(app, exception):
    """Write the file of all notebooks; the same notebooks give the same bytes."""
    if exception or app.builder.format != "html":
        return
    title = app.config.project
    folder, out = file_name(title, ""), Path(app.outdir)
    pages = [page for page in in_order(app.env) if (out / FOLDER / f"{page}.ipynb").is_file()]
    with ZipFile(out / file_name(title, "-notebooks.zip"), "w", ZIP_DEFLATED) as file:
        _add(file, f"{folder}/README.md", _readme(app, pages).encode())
        _add(file, f"{folder}/LICENSE", (ROOT / "LICENSE").read_bytes())
        for page in pages:
            notebook = (out / FOLDER / f"{page}.ipynb").read_bytes()
            _add(file, f"{folder}/{_place(page)}", notebook)


def _place(page):
    return page.removeprefix("book/") + ".ipynb"


def _readme(app, pages):
    links = [f"- [{app.env.titles[page].astext()}]({_place(page)})" for page in pages]
    site = app.config.html_baseurl
    return README.format(title=app.config.project, site=site, pages="\n".join(links))


def _add(file, name, content):
    """Put a file in, without the time at which that is done."""
    info = ZipInfo(name)
    info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
    file.writestr(info, content)
