"""Pages that are printed are light and unfolded; the print rules are in `course.css`."""

from pathlib import Path


ASSETS = str(Path(__file__).parent / "assets")


def setup(app):
    app.connect("config-inited", _serve)
    app.add_js_file("paper.js", loading_method="defer")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _serve(app, config):
    if ASSETS not in config.html_static_path:
        config.html_static_path.append(ASSETS)
