"""A JupyterLab in which a notebook is opened for a picture."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Locator, Page


# JupyterLab as a student finds it: no buttons of an instructor's extensions, no news.
LAB_FILES = {
    "config/labconfig/page_config.json": '{"disabledExtensions": {"@jupyter/nbgrader": true}}',
    "settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings": (
        '{"fetchNews": "false", "checkForUpdates": false}'
    ),
    "settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings": (
        '{"windowingMode": "none"}'
    ),
}


@contextmanager
def jupyterlab(home: Path, work: Path, *options: str, token: str = "") -> Iterator[str]:
    """A JupyterLab of our own that shows the folder `work`; gives its address."""
    for name, text in LAB_FILES.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text)
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "JUPYTER_PREFER_ENV_PATH": "0",
        "IPYTHONDIR": str(home / "ipython"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"),
        *("--ip=127.0.0.1", f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={work}"),
        *options,
    ]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/api", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(address: str, server: subprocess.Popen) -> None:
    for _ in range(120):
        if server.poll() is not None:
            sys.exit("JupyterLab ended as it started: run `python -m jupyterlab` to see why")
        try:
            urlopen(address).close()
            return
        except URLError:
            time.sleep(0.5)
    sys.exit("JupyterLab did not start within a minute")


def open_notebook(page: Page, lab: str, name: str) -> None:
    """Show the notebook without the list of files, and wait until its kernel is there."""
    page.goto(f"{lab}/doc/tree/{name}?reset")
    page.locator(".jp-Cell").nth(-1).wait_for()
    wait_for_kernel(page)
    page.wait_for_timeout(1500)
    if page.locator("#jp-left-stack").is_visible():
        page.keyboard.press("Control+b")
        page.locator("#jp-left-stack").wait_for(state="hidden")


def wait_for_kernel(page: Page) -> None:
    """Wait until the kernel answers; JupyterLab forgets a cell that is run before."""
    page.get_by_text("Python 3 (ipykernel) | Idle", exact=True).wait_for()


def cell(page: Page, words: str) -> Locator:
    """The first cell that holds these words."""
    return page.locator(".jp-Cell").filter(has_text=words).first


def menu_item(page: Page, menu: str, item: str) -> Locator:
    """An entry of a menu, which is opened."""
    page.get_by_role("menuitem", name=menu, exact=True).click()
    return page.locator(".lm-Menu-item").filter(has=page.get_by_text(item, exact=True))
