"""The server: Jupyter's, with the formgrader and nothing else, and without a user's configuration.

It runs no kernels and opens no files, so a page of it can do no more than grade.
"""

import os
import secrets
import shutil
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_core.paths import jupyter_config_dir
from jupyter_server.serverapp import ServerApp
from traitlets.config import Config

from autograder.course import Course, CourseError


ADDRESS = "127.0.0.1"
FIRST_PORT, TRIES = 8888, 50
PAGE = "/formgrader/gradebook"
MATHJAX = "https://cdnjs.cloudflare.com"
POLICY = "; ".join(
    [
        "default-src 'self'",
        # nbgrader's pages have scripts and styles in them.
        f"script-src 'self' 'unsafe-inline' {MATHJAX}",
        f"style-src 'self' 'unsafe-inline' {MATHJAX}",
        f"font-src 'self' data: {MATHJAX}",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


class Server(ServerApp):
    """Jupyter's server without kernels, files and terminals."""

    default_services = ("auth", "security")


def serve(course: Course, port: int, browser: bool, started: Callable[[str], None]) -> None:
    """Serve the formgrader until Ctrl-C.

    Args:
        course: the course, in which something was released.
        port: the port; 0 for the first that is free.
        browser: whether to open the page in a browser.
        started: told the address, token included, when the server answers.

    Raises:
        CourseError: nothing is released yet, or the port is taken.
    """
    folder = Path(course.folder.root)
    if not folder.is_dir():
        raise CourseError("Nothing is released yet: run `autograder release` first.")
    port = port or _free_port()
    with course.gradebook(), _own_settings(), _in(course.root):
        server = Server(config=_config(folder, _checked(port), browser))
        server.initialize([], find_extensions=False)
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: server.stop(from_signal=True))
        started(f"http://{ADDRESS}:{port}{PAGE}?token={server.identity_provider.token}")
        server.start()


def _config(folder: Path, port: int, browser: bool) -> Config:
    config = Config()
    config.ServerApp.ip, config.ServerApp.port = ADDRESS, port
    config.ServerApp.port_retries = 0
    config.ServerApp.root_dir = str(folder)
    config.ServerApp.default_url = PAGE
    config.ServerApp.open_browser = browser
    config.ServerApp.jpserver_extensions = {"autograder.formgrader.extension": True}
    config.ServerApp.allow_root = True
    config.ServerApp.terminals_enabled = False
    config.ServerApp.log_level = "WARN"
    config.ServerApp.tornado_settings = {"headers": {"Content-Security-Policy": POLICY}}
    config.IdentityProvider.token = secrets.token_urlsafe(24)
    config.IdentityProvider.cookie_options = {"path": "/", "samesite": "Strict"}
    config.Formgrader.debug = False
    return config


def _free_port() -> int:
    for port in range(FIRST_PORT, FIRST_PORT + TRIES):
        if _is_free(port):
            return port
    raise CourseError(f"The ports from {FIRST_PORT} on are in use: name another with --port.")


def _checked(port: int) -> int:
    if not _is_free(port):
        raise CourseError(f"Port {port} is in use: name another with --port, or leave it out.")
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


@contextmanager
def _own_settings() -> Iterator[None]:
    """Jupyter reads no configuration of the user's, and what it writes is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="formgrader-") as folder:
        os.environ["JUPYTER_NO_CONFIG"] = "1"
        os.environ["JUPYTER_RUNTIME_DIR"] = os.environ["JUPYTER_DATA_DIR"] = folder
        try:
            yield
        finally:
            empty = Path(jupyter_config_dir())  # What Jupyter made in place of the user's.
            if empty.is_relative_to(tempfile.gettempdir()):
                shutil.rmtree(empty, ignore_errors=True)


@contextmanager
def _in(folder: Path) -> Iterator[None]:
    """nbgrader looks for `nbgrader_config.py` in the current folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
