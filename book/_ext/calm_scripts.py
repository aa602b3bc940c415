"""The theme's script no longer lays out the whole page at once to find what scrolls.

`scrollable.js` looks for it where the reader is. Once a reader scrolls, `laid_out.js` lays out the
rest of the page by and by, while nothing else is to be done.

A browser skips what is far from the screen (`content-visibility` in course.css) and what a shut
solution holds. The theme measures every piece of code as a page opens, which undoes that: on a long
chapter it held up a telephone for a second.
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


def setup(app):
    app.setup_extension("own_scripts")
    for script in ("scrollable.js", "laid_out.js"):
        app.add_js_file(script, loading_method="defer")
    app.connect("build-finished", _calm)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _calm(app, error):
    if error or app.builder.format != "html":
        return
    script = (THEME / SCRIPT).read_text()
    if MEASURED not in script:
        raise ExtensionError(
            f"{THEME / SCRIPT} has changed: see in book/_ext/calm_scripts.py what it measured"
        )
    Path(app.outdir, "_static", SCRIPT).write_text(script.replace(MEASURED, "[]"))
