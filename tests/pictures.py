"""`make pictures`: the pictures on the page "How to do a problem set", taken anew.

Problem set 0 is released, answered with a mistake, opened and run in JupyterLab, checked in a
terminal, mended, handed in and graded. Chromium takes a picture of each step. Numbers in circles,
which the page explains, are drawn over them.
"""

import io
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from rich.console import Console
from rich.text import Text

from autograder import feedback, grading
from autograder.course import requirement
from autograder.notebook import grade_id
from autograder.source import STUB, ProblemSet


sys.path.insert(0, str(Path(__file__).parent))
from conftest import FLAGS  # noqa: E402
from system_programs import find  # noqa: E402


ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "book" / "problem_sets" / "pictures"
SET = "ps00_first_steps"
WIDTH, COLOURS = 760, 128
ANSWERS = {
    "celsius_to_kelvin": "return jnp.asarray(t) + 273.15",
    "replace_negatives": "x = jnp.asarray(x)\n    return jnp.where(x < 0, value, x)",
    "summarize": (
        "spread = jnp.std(x, ddof=1)\n"
        '    return {"mean": jnp.mean(x), "std": spread, "max": jnp.max(x, initial=0.0)}'
    ),
}
# The second try: visible tests pass now, and a hidden one finds the other mistake.
MENDED = ANSWERS | {"summarize": ANSWERS["summarize"].replace("x, ddof=1", "x")}

# JupyterLab as a student finds it: without the buttons of an instructor's extensions, and without
# questions about news.
LAB_CONFIG = '{"disabledExtensions": {"@jupyter/nbgrader": true}}'
LAB_SETTINGS = {
    "apputils-extension/notification": '{"fetchNews": "false", "checkForUpdates": false}',
    "notebook-extension/tracker": '{"windowingMode": "none"}',
}

TERMINAL = """
<style>
  body {{ margin: 0; width: {width}px; background: white; }}
  pre {{ margin: 0; padding: 14px 18px; border-radius: 6px; background: #1e1e1e; color: #e8e8e8;
    font: 12.5px/1.3 "DejaVu Sans Mono", monospace; }}
</style>
<pre>{text}</pre>
"""

CIRCLE = """
([number, x, y]) => {
  const circle = document.createElement("div");
  circle.textContent = number;
  circle.className = "picture-number";
  circle.style.cssText = `position: absolute; left: ${x - 12}px; top: ${y - 12}px; width: 24px;
    height: 24px; border-radius: 50%; background: #b3261e; color: white; z-index: 99999;
    font: bold 15px/24px sans-serif; text-align: center; box-shadow: 0 0 0 2px white;`;
  document.body.append(circle);
}
"""


@dataclass(frozen=True)
class Mark:
    """A number to be drawn at a part of a page: at its right end, or at another share of it."""

    where: Locator
    across: float = 1.0
    down: float = 0.5
    shift: float = 16


def main() -> None:
    problem_set = ProblemSet(
        ROOT / "solutions" / SET / f"{SET}.md", requirement(ROOT / "_config.yml")
    )
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        chromium = playwright.chromium.launch(executable_path=find("chromium"), args=FLAGS)
        nbformat.write(problem_set.release, folder / f"{SET}.ipynb")
        with jupyterlab(folder) as address:
            take_files(chromium, address)
            take_task(chromium, address)
            nbformat.write(answered(problem_set, ANSWERS), folder / f"{SET}.ipynb")
            take_failure(chromium, address)
            take_menu(chromium, address)
        take_check(chromium, folder)
        take_feedback(chromium, problem_set)
        chromium.close()


def answered(problem_set: ProblemSet, answers: dict[str, str]) -> nbformat.NotebookNode:
    """The release with answers in place of the stubs."""
    notebook = nbformat.from_dict(problem_set.release)
    for cell in notebook.cells:
        if grade_id(cell) in answers:
            cell.source = cell.source.replace(STUB.replace("\n", "\n    "), answers[grade_id(cell)])
    return notebook


@contextmanager
def jupyterlab(folder: Path) -> Iterator[str]:
    """A JupyterLab of our own that shows the folder; yields its address."""
    home = Path(tempfile.mkdtemp(prefix="lab-", dir=folder.parent))
    _write(home / "config/labconfig/page_config.json", LAB_CONFIG)
    for plugin, settings in LAB_SETTINGS.items():
        _write(home / f"settings/@jupyterlab/{plugin}.jupyterlab-settings", settings)
    own = {
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
        "JUPYTER_PREFER_ENV_PATH": "0",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    port = 8642
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"),
        *("--ServerApp.port_retries=0", "--IdentityProvider.token=", f"--notebook-dir={folder}"),
    ]
    environment = {**os.environ, **{key: str(value) for key, value in own.items()}}
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api", server)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _wait_for(address: str, server: subprocess.Popen) -> None:
    for _ in range(120):
        if server.poll() is not None:
            sys.exit("JupyterLab ended as it started; is port 8642 in use?")
        try:
            urlopen(address).close()
            return
        except URLError:
            time.sleep(0.5)
    sys.exit("JupyterLab did not start within a minute")


@contextmanager
def tab(chromium: Browser, height: int = 3200, width: int = WIDTH) -> Iterator[Page]:
    """A tab with two pixels for one."""
    page = chromium.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=2, color_scheme="light"
    )
    page.set_default_timeout(60_000)
    yield page
    page.close()


def opened(page: Page, address: str) -> None:
    """Show the notebook alone, and wait until its last cell is there."""
    page.goto(f"{address}/doc/tree/{SET}.ipynb")
    page.locator(".jp-Cell").filter(has_text="Hand it in").wait_for()
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(state="attached")
    page.wait_for_timeout(1500)


def take_files(chromium: Browser, address: str) -> None:
    with tab(chromium, 420) as page:
        page.goto(f"{address}/lab")
        file = page.locator(".jp-DirListing-item").filter(has_text=SET)
        file.wait_for()
        page.wait_for_timeout(1500)
        upload = page.locator("[data-command='filebrowser:upload'], [title*='Upload']").first
        save(page, "files", [Mark(upload, down=1, shift=0), Mark(file, across=0.8)], height=330)


def take_task(chromium: Browser, address: str) -> None:
    with tab(chromium) as page:
        opened(page, address)
        text, stub, test = (
            cell(page, words) for words in ("Task 1:", "def celsius_to_kelvin", "week =")
        )
        lines = stub.locator(".cm-line")
        marks = [
            Mark(text.locator("h2")),
            Mark(lines.filter(has_text="Convert temperatures"), 0.97),
            Mark(lines.filter(has_text="YOUR CODE HERE"), 0.97),
            Mark(test.locator(".cm-line").first, 0.97),
        ]
        save(page, "task", marks, between=(text, test))


def take_failure(chromium: Browser, address: str) -> None:
    with tab(chromium, 4200) as page:
        opened(page, address)
        menu(page, "Run", "Run All Cells")
        failed = cell(page, "summarize([3.0])")
        failed.locator(".jp-OutputArea-output").first.wait_for()
        page.wait_for_timeout(1000)
        test = cell(page, "summarize([3.0])")
        output = test.locator(".jp-OutputArea-output pre").last
        output.evaluate("e => e.scrollIntoView(false)")
        print(output.inner_text())
        page.screenshot(path="/tmp/x/e/raw.png")


def take_menu(chromium: Browser, address: str) -> None:
    with tab(chromium, 520) as page:
        opened(page, address)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        item = page.locator(".lm-Menu-item").filter(has_text="Restart Kernel and Run All Cells")
        item.wait_for()
        save(page, "restart", [Mark(item, across=1.0)], height=480)


def take_check(chromium: Browser, folder: Path) -> None:
    """The real output of `autograder check`, colours included."""
    command = [sys.executable, "-m", "autograder", "check", f"{SET}.ipynb"]
    look = {"COLUMNS": "98", "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    ran = subprocess.run(
        command, cwd=folder, env={**os.environ, **look}, stdout=subprocess.PIPE, text=True
    )
    shown = Console(record=True, width=98, file=io.StringIO())
    shown.print(Text.from_ansi(f"$ autograder check {SET}.ipynb\n{ran.stdout}"), soft_wrap=True)
    html = TERMINAL.format(width=WIDTH, text=shown.export_html(code_format="{code}", inline_styles=True))
    with tab(chromium, 800) as page:
        page.set_content(html)
        block = page.locator("pre")
        save(page, "check", [], between=(block, block))


def take_feedback(chromium: Browser, problem_set: ProblemSet) -> None:
    handed_in = answered(problem_set, MENDED)
    graded = grading.grade(problem_set.source, problem_set.release, handed_in)
    html = feedback.page(
        problem_set.title, "ada", graded, name="Ada Example", handed_in=datetime(2026, 10, 9, 16, 40, tzinfo=UTC)
    )
    with tab(chromium, 1400) as page:
        page.set_content(html)
        page.screenshot(path="/tmp/x/e/feedback_raw.png", full_page=True)


def cell(page: Page, words: str) -> Locator:
    return page.locator(".jp-Cell").filter(has_text=words).first


def menu(page: Page, name: str, item: str) -> None:
    page.get_by_role("menuitem", name=name, exact=True).click()
    page.locator(".lm-Menu-item").filter(has_text=re.compile(f"^{item}")).first.click()


def save(
    page: Page,
    name: str,
    marks: list[Mark],
    between: tuple[Locator, Locator] | None = None,
    height: float = 0,
) -> None:
    """Draw the numbers and keep the picture, from the top of one part to the end of another."""
    for number, mark in enumerate(marks, start=1):
        box = mark.where.bounding_box()
        x = box["x"] + mark.across * box["width"] + mark.shift * (1 if mark.across >= 1 else 0)
        page.evaluate(CIRCLE, [number, min(x, WIDTH - 16), box["y"] + mark.down * box["height"]])
    top, end = 0.0, height
    if between:
        first, last = (part.bounding_box() for part in between)
        top, end = first["y"], last["y"] + last["height"]
    clip = {"x": 0, "y": top, "width": WIDTH, "height": end - top}
    picture = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    path = PICTURES / f"{name}.png"
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB, {picture.size}")


if __name__ == "__main__":
    main()
