"""`autograder check`: a student's own look at a notebook before handing it in."""

import os
from pathlib import Path
from typing import Annotated

import typer

from autograder import grading, notebook as notebooks, terminal
from autograder.cli.common import NOT_GOOD, CellSeconds, err, errors, out, stop, tell
from autograder.kernel import Limits


def check(
    notebook: Annotated[Path, typer.Argument(help="Your notebook, an .ipynb file.")],
    cell_seconds: CellSeconds = Limits.cell_seconds,
    html: Annotated[
        Path | None, typer.Option("--html", help="Also write the report as a page, to this file.")
    ] = None,
) -> None:
    """Run your notebook from the top and report what its tests say.

    This is what you see before you hand in: the tests in your notebook, task by task. Your
    instructor's grading runs these and some more, on other inputs. Your file is not changed.
    """
    if os.environ.get(grading.BUSY):
        stop("The notebook that calls `autograder check` is the one that is being checked.")
    if html is not None and html.suffix.lower() not in (".html", ".htm"):
        stop(f"The page needs a name that ends in .html: {html} does not.")
    with errors():
        content = notebooks.read(notebook)
    if not any(notebooks.is_test(c) or notebooks.is_by_hand(c) for c in content.cells):
        stop(f"{notebook.name} holds no tests: is it the notebook of a problem set?")
    with terminal.progress(err) as bar:
        line = bar.add_task(f"running {notebook.name}", total=None)
        graded = grading.run(
            content,
            Limits(cell_seconds=cell_seconds),
            lambda done, total: bar.update(line, completed=done, total=total),
        )
    terminal.show(out, notebook.name, graded)
    passed = sum(test.status == "passed" for test in graded.tests)
    if graded.tests:
        out.print(
            f"{passed} of {len(graded.tests)} tests pass: {graded.earned:g} of the "
            f"{graded.maximum:g} points that these tests can see."
        )
    if by_hand := [notebooks.points(c) for c in content.cells if notebooks.is_by_hand(c)]:
        parts = "1 part is" if len(by_hand) == 1 else f"{len(by_hand)} parts are"
        out.print(f"{parts} graded by a person, for {sum(by_hand):g} more points.")
    if html is not None:
        _write_page(html, notebook, graded)
    if graded.earned < graded.maximum:
        left = graded.maximum - graded.earned
        out.print(f"{left:g} points are within reach: mend what is marked, and check again.")
        raise typer.Exit(NOT_GOOD)


def _write_page(html: Path, notebook: Path, graded: grading.Graded) -> None:
    from autograder import feedback

    try:
        html.write_text(feedback.page(notebook.stem, "Your check", graded), encoding="utf-8")
    except OSError as error:
        stop(f"The page cannot be written to {html}: {error.strerror}.")
    tell(f"The same as a page: {html}")
