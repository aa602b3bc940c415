"""Live code: a page's cells edited and run where they stand, on the machine that Binder makes.

The page holds what its cells do not show, and a small script. Everything else is loaded, and
Binder asked, when a reader wants it. A page that needs more than Binder has says `live: false` at
its head.
"""

import json
from html import escape
from pathlib import Path

from docutils import nodes


ASSETS = Path(__file__).parent / "assets"
PLACE = """<div id="live-code" data-build="{build}" hidden>
<script type="application/json">{cells}</script>
</div>
"""


def serve_scripts(app, config):
    config.html_static_path.append(str(ASSETS))


def can_run(app, pagename):
    """Whether the page does not say that Binder cannot run it."""
    return str(app.env.metadata[pagename].get("live", True)).lower() != "false"


def add_live_code(app, context, build, cells):
    """Put into the page what its live code starts from."""
    # A "<" within a string is no end of the script.
    data = json.dumps(cells).replace("<", "\\u003c")
    context["body"] += PLACE.format(build=escape(build), cells=data)
    app.add_js_file("live/start.js", loading_method="defer")


def live_cells(page, notebook, doctree):
    """The code to run, in order: None where the page shows it, else the code.

    Like the notebook's, the first cell installs what is missing.
    """
    shown = _shown(doctree)
    given = [
        (cell.source, index in shown)
        for index, cell in enumerate(page.cells)
        if cell.cell_type == "code"
    ]
    first = [cell.source for cell in notebook.cells if cell.cell_type == "code"][:1]
    install = [code for code in first if code != given[0][0]]
    return install + [None if on_page else code for code, on_page in given]


def _shown(doctree):
    """The numbers of the cells whose code stands on the page."""
    return {
        cell["cell_index"]
        for cell in doctree.findall(lambda node: _is(node, "cell_code"))
        if any(cell.findall(lambda node: _is(node, "cell_code_source")))
    }


def _is(node, element):
    return isinstance(node, nodes.container) and node.get("nb_element") == element
