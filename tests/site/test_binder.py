"""The way that Binder takes: its button's path, in a real JupyterLab that has the notebooks.

On Binder nbgitpuller brings the branch `notebooks` into a folder named as the repository; here the
folder is a copy of what is published there.
"""

import shutil
from urllib.parse import parse_qs, urlsplit

import nbformat
import pytest
from lab import jupyterlab, menu_item, wait_for_kernel
from pages import SITE, soup


pytestmark = [pytest.mark.slow, pytest.mark.browser]
PAGE = "book/foundations/vectorization"


def path_on_binder(page):
    """The path in JupyterLab that the page's button names, and the folder of the notebooks."""
    button = soup(page).select_one(".dropdown-launch-buttons a[href*='mybinder.org']")
    pull = urlsplit(parse_qs(urlsplit(button["href"]).query)["urlpath"][0])
    path = parse_qs(pull.query)["urlpath"][0]
    return path, path.removeprefix("lab/tree/").split("/")[0]


def test_a_page_opens_where_its_button_leads_and_runs_to_its_end(browser, tmp_path):
    path, folder = path_on_binder(PAGE)
    work = tmp_path / "work"
    shutil.copytree(SITE / "_notebooks", work / folder)
    with jupyterlab(tmp_path / "home", work) as lab:
        tab = browser.new_page(viewport={"width": 1440, "height": 900})
        tab.set_default_timeout(180_000)
        tab.goto(f"{lab}/{path}")
        wait_for_kernel(tab)
        menu_item(tab, "Run", "Run All Cells").click()
        cells = saved_when_run(tab, work / folder / f"{PAGE}.ipynb")
        figures = tab.locator(".jp-RenderedImage img")
        widths = figures.evaluate_all("all => all.map(image => image.naturalWidth)")
        tab.close()
    assert [cell.source for cell in cells if failed(cell) and not meant_to_fail(cell)] == []
    drawn = [o for cell in cells for o in cell.outputs if "image/png" in o.get("data", {})]
    assert len(widths) == len(drawn) > 0
    assert all(width > 100 for width in widths)


def saved_when_run(tab, path):
    """The notebook's code cells, saved when all of them have been run."""
    for _ in range(120):
        tab.keyboard.press("Control+s")
        tab.wait_for_timeout(2000)
        cells = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
        if all(cell.execution_count for cell in cells):
            return cells
    raise AssertionError(f"{path.name} has not run to its end within four minutes")


def failed(cell):
    return any(output.output_type == "error" for output in cell.outputs)


def meant_to_fail(cell):
    return "raises-exception" in cell.metadata.get("tags", [])
