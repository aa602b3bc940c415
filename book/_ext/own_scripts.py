"""Serves the extensions' scripts, which pages load where they use them.

In `book/_static` Jupyter Book would load each of them on every page.
"""

from pathlib import Path


ASSETS = Path(__file__).parent / "assets"


def setup(app):
    app.connect("config-inited", lambda app, config: config.html_static_path.append(str(ASSETS)))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
