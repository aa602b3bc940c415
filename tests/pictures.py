"""`make pictures`: the pictures on the page "How to do a problem set", taken anew.

Problem set 0 is released, answered with a mistake, opened and run in JupyterLab, checked in a
terminal, mended and graded. Chromium takes a picture of each step. Numbers in circles, which the
page explains, are drawn over them.
"""

import io
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

from autograder import feedback, grading
from autograder.course import requirement
from autograder.notebook import grade_id
from autograder.source import STUB, ProblemSet


sys.path.insert(0, str(Path(__file__).parent))
from lab import cell, jupyterlab, menu_item, open_notebook  # noqa: E402
from pages import ROOT  # noqa: E402
from screen import MARGIN, PICTURES, UNDERLINE, WIDTH, at, keep, keep_parts, number, tab  # noqa: E402
from system_programs import find  # noqa: E402


SET = "ps00_first_steps"
NOTEBOOK = f"{SET}.ipynb"

REPLACE = "x = jnp.asarray(x)\n    return jnp.where(x <= 0, value, x)"
FIRST_TRY = {
    "celsius_to_kelvin": "return jnp.asarray(t) + 273.15",
    "replace_negatives": REPLACE,
    "summarize": (
        "largest = jnp.max(x, initial=0.0)\n"
        '    return {"mean": jnp.mean(x), "std": jnp.std(x), "max": largest}'
    ),
}
# All visible tests pass now; a hidden one finds the mistake that is left.
SECOND_TRY = FIRST_TRY | {"replace_negatives": REPLACE.replace("<=", "<")}

TERMINAL = """
<style>
  body {{ margin: 0; }}
  pre {{ margin: 0; padding: 14px 18px; color: black;
    font: 12px/1.3 "DejaVu Sans Mono", monospace; }}
</style>
<pre>{text}</pre>
"""


def main() -> None:
    source = ROOT / "solutions" / SET / f"{SET}.md"
    problem_set = ProblemSet(source, requirement(ROOT / "_config.yml"))
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        work = Path(home) / "work"
        work.mkdir()
        chromium = playwright.chromium.launch(
            executable_path=find("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        nbformat.write(problem_set.release, work / NOTEBOOK)
        with jupyterlab(Path(home), work) as lab:
            picture_of_files(chromium, lab)
            picture_of_task(chromium, lab)
            nbformat.write(answered(problem_set, FIRST_TRY), work / NOTEBOOK)
            picture_of_failure(chromium, lab)
            picture_of_menu(chromium, lab)
        nbformat.write(answered(problem_set, FIRST_TRY), work / NOTEBOOK)
        picture_of_check(chromium, work)
        picture_of_feedback(chromium, problem_set)
        chromium.close()


def answered(problem_set: ProblemSet, answers: dict[str, str]) -> nbformat.NotebookNode:
    """The release with answers in place of the stubs."""
    notebook = nbformat.from_dict(problem_set.release)
    gap = STUB.replace("\n", "\n    ")
    for task in notebook.cells:
        if grade_id(task) in answers:
            task.source = task.source.replace(gap, answers[grade_id(task)])
    return notebook


def picture_of_files(chromium: Browser, lab: str) -> None:
    with tab(chromium, 420) as page:
        page.goto(f"{lab}/lab?reset")
        file = page.locator(".jp-DirListing-item").filter(has_text=SET)
        file.wait_for()
        page.wait_for_timeout(1500)
        border = page.locator("#jp-main-split-panel > .lm-SplitPanel-handle").first
        page.mouse.move(*at(border, 0.5, 0.5))
        page.mouse.down()
        page.mouse.move(430, 200, steps=5)
        page.mouse.up()
        upload = page.locator("[data-command='filebrowser:upload'], [title*='Upload']").first
        number(page, at(upload, 0.1, 1.5), at(file, 0.65, 0.5))
        keep(page, "files", 0, 0, WIDTH, 200)


def picture_of_task(chromium: Browser, lab: str) -> None:
    with tab(chromium, 3200) as page:
        open_notebook(page, lab, NOTEBOOK)
        text = cell(page, "Task 1:")
        stub, test = cell(page, "def celsius_to_kelvin"), cell(page, "week =")
        lines = stub.locator(".cm-line")
        number(
            page,
            at(text.locator("h2"), 0.97, 0.5),
            at(lines.filter(has_text="Convert temperatures"), 0.97, 0.5),
            at(lines.filter(has_text="YOUR CODE HERE"), 0.97, 1),
            at(test.locator(".cm-line").first, 0.97, 0.5),
        )
        keep_parts(page, "task", text.locator("h2"), text, test, margin=4)


def picture_of_failure(chromium: Browser, lab: str) -> None:
    """The last lines of the output, which are the check's message."""
    with tab(chromium, 4200) as page:
        open_notebook(page, lab, NOTEBOOK)
        menu_item(page, "Run", "Run All Cells").click()
        output = cell(page, "depths =").locator(".jp-OutputArea-output pre").last
        output.wait_for()
        page.wait_for_timeout(1000)
        output.evaluate("pre => { pre.style.lineHeight = 3; pre.style.wordBreak = 'normal'; }")
        parts = "replace_negatives([1.2", "entry [2]", "is 0.5", "expected 0", "Hint", "Read"
        places = [output.evaluate(UNDERLINE, words) for words in parts]
        number(page, *((x, y - 11) for x, y in places))
        box, top = output.bounding_box(), min(y for _, y in places) - 26
        left, end = box["x"] - MARGIN, box["y"] + box["height"]
        keep(page, "failure", left, top, box["width"] + MARGIN, end - top)


def picture_of_menu(chromium: Browser, lab: str) -> None:
    with tab(chromium, 520) as page:
        open_notebook(page, lab, NOTEBOOK)
        menu_item(page, "Run", "Restart Kernel and Run All Cells…").hover()
        keep(page, "restart", 0, 0, WIDTH, 340)


def picture_of_check(chromium: Browser, work: Path) -> None:
    """What `autograder check` writes, with its colours."""
    command = ["autograder", "check", NOTEBOOK]
    look = {"COLUMNS": "98", "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    result = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=work,
        env={**os.environ, **look},
        capture_output=True,
        text=True,
    )
    terminal = Console(record=True, width=98, file=io.StringIO())
    shown = Text.from_ansi(f"$ {' '.join(command)}\n{result.stdout.rstrip()}")
    terminal.print(shown, soft_wrap=True)
    code = terminal.export_html(
        theme=DEFAULT_TERMINAL_THEME, code_format="{code}", inline_styles=True
    ).rstrip()
    with tab(chromium, 800) as page:
        page.set_content(TERMINAL.format(text=code))
        keep_parts(page, "check", page.locator("pre"), margin=0)


def picture_of_feedback(chromium: Browser, problem_set: ProblemSet) -> None:
    """The page that a student gets: its upper part, and what it says of the last task."""
    handed_in = answered(problem_set, SECOND_TRY)
    graded = grading.grade(problem_set.source, problem_set.release, handed_in)
    time_known = datetime(2026, 10, 9, 16, 40, tzinfo=UTC)
    html = feedback.page(problem_set.title, "ada", graded, name="Ada Example", handed_in=time_known)
    with tab(chromium, 3200) as page:
        page.set_content(html)
        keep_parts(page, "feedback", page.locator("h1"), page.locator("table").first)
        task = page.locator("section").last
        number(
            page,
            at(task.get_by_text("test_summarize_2"), 2.2, 0.5),
            at(task.get_by_text("summarize of 12 readings"), 0.97, 0.5),
            at(task.locator("summary"), 0.97, 0.5),
        )
        keep_parts(page, "feedback_task", task.locator("h2"), task)


if __name__ == "__main__":
    main()
