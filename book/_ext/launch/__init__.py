"""Pages as notebooks: exported while the book is built, opened in Colab or Binder, downloaded.

A page that is executed becomes `_notebooks/<page>.ipynb` on the site. Its Markdown is written anew
from the resolved page, so that nothing in it needs Sphinx. A problem set's notebook is its release.
The branch `notebooks` holds the same folder; from it Colab and Binder open. All of them together
are one file to download.
"""

from pathlib import Path

import jupytext
import nbformat
from problem_sets import PAGES

from .addresses import FOLDER, Addresses
from .buttons import add_downloads, launch_group
from .downloads import AllNotebooks, BookPdf, file_name, pack
from .live import add_live_code, can_run, live_cells, serve_scripts
from .notebook import export
from .page import Page


def setup(app):
    # After the theme makes its buttons (501), before page_scripts chooses the scripts (900).
    app.connect("html-page-context", _offer_notebook, priority=800)
    app.connect("config-inited", serve_scripts)
    app.connect("build-finished", pack)
    app.add_role("all-notebooks", AllNotebooks())
    app.add_role("book-pdf", BookPdf())
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _offer_notebook(app, pagename, templatename, context, doctree):
    """Write the page's notebook and the buttons that lead to it."""
    if doctree is None:
        return
    page, source, live = Page(app, pagename), None, None
    path = Path(app.outdir) / FOLDER / f"{pagename}.ipynb"
    if _is_problem_set(app, pagename):
        source = _publish_release(app, pagename, path)
    elif "kernelspec" in app.env.metadata[pagename] and page.executed.is_file():
        notebook = export(page, doctree)
        _write(notebook, path)
        live = can_run(app, pagename) and live_cells(page, notebook, doctree)
    else:
        return
    addresses = Addresses(app.config)
    if live:
        add_live_code(app, context, addresses.build, live)
    context["header_buttons"].insert(0, launch_group(addresses, pagename, live=bool(live)))
    everything = file_name(app.config.project, "-notebooks.zip")
    add_downloads(context, f"{FOLDER}/{pagename}.ipynb", everything, source)


def _is_problem_set(app, pagename):
    name = pagename.removeprefix(PAGES)
    return pagename.startswith(PAGES) and name in getattr(app.env, "problem_sets", {})


def _publish_release(app, pagename, path):
    """Publish the release, as a notebook and as MyST; the latter's place on the site is returned.

    The page's own source is only the introduction.
    """
    name = pagename.removeprefix(PAGES)
    release = nbformat.read(Path(app.outdir).parent / "release" / f"{name}.ipynb", as_version=4)
    _write(release, path)
    jupytext.write(release, path.with_suffix(".md"), fmt="md:myst")
    return f"{FOLDER}/{pagename}.md"


def _write(notebook, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
