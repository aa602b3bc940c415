"""What all tests share."""

import shutil
import subprocess
import sys

import pytest
from missing_tools import missing
from system_programs import find
from tiny_course import make


FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def tiny(tmp_path):
    """A repository in a folder of its own with one tiny problem set."""
    return make(tmp_path)


@pytest.fixture(scope="session")
def released_once(tmp_path_factory):
    root = make(tmp_path_factory.mktemp("released"))
    subprocess.run([sys.executable, "-m", "autograder", "release", "tiny"], cwd=root, check=True)
    return root


@pytest.fixture
def released(released_once, tmp_path):
    """Such a repository whose set is released."""
    return shutil.copytree(released_once, tmp_path, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium."""
    from playwright.sync_api import sync_playwright

    chromium = find("chromium")
    if chromium is None:
        missing("Chromium", cure="make system")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


def pytest_collection_modifyitems(items):
    """A kernel of Linux that refuses namespaces can have no sandbox; a missing bwrap is a fault."""
    marked = [item for item in items if item.get_closest_marker("sandbox")]
    if not marked:
        return
    from autograder.sandbox import bubblewrap

    why = bubblewrap.fault()
    if why and bubblewrap.program():
        for item in marked:
            item.add_marker(pytest.mark.skip(reason=why))
