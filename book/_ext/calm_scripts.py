"""Scripts of others no longer hold a page up: what they did to all of it is done by and by.

The theme's looked for what scrolls, all over the page: `scrollable.js` looks where the reader is.
Once a reader scrolls, `laid_out.js` lays out the rest, while nothing else is to be done.

A browser skips what is far from the screen (`content-visibility` in course.css) and what a shut
solution holds. The theme measures every piece of code as a page opens, which undoes that: on a long
chapter it held up a telephone for a second. The one that puts a button on each piece of code took a
fifth of a second; now it lets others have their turn after a few buttons.
"""

from pathlib import Path

import pydata_sphinx_theme
from sphinx.errors import ExtensionError


THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
SCRIPT = "scripts/pydata-sphinx-theme.js"
MEASURED = (
    'document.querySelectorAll(["pre",".nboutput > .output_area",".cell_output > .output",'
    '".jp-RenderedHTMLCommon",".pst-scrollable-table-container"].join(", "))'
)

COPY = "copybutton.js"
ON_EACH = "codeCells.forEach("
IN_TURN = """
const inTurn = (items, act, next = 0) => {
  const begun = performance.now();
  while (next < items.length && performance.now() - begun < 4) act(items[next], next++);
  if (next < items.length) setTimeout(inTurn, 0, items, act, next);
};
"""


def setup(app):
    app.setup_extension("own_scripts")
    for script in ("scrollable.js", "laid_out.js"):
        app.add_js_file(script, loading_method="defer")
    app.connect("build-finished", _calm)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _calm(app, error):
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    (static / SCRIPT).write_text(_replaced(THEME / SCRIPT, MEASURED, "[]"))
    copy = static / COPY
    if IN_TURN not in copy.read_text():
        copy.write_text(IN_TURN + _replaced(copy, ON_EACH, "inTurn(codeCells, "))


def _replaced(script, old, new):
    text = script.read_text()
    if old not in text:
        raise ExtensionError(f"{script} has changed: see in book/_ext/calm_scripts.py what it did")
    return text.replace(old, new)
