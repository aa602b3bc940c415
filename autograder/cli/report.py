"""`autograder report`: feedback pages, a class report and a table of scores."""

from pathlib import Path
from typing import Annotated

import typer

from autograder import terminal
from autograder.cli.common import Root, course_in, err, errors, out, tell


def report(
    assignment: Annotated[str, typer.Argument(help="The problem set.")],
    show_tests: Annotated[
        bool,
        typer.Option(
            "--show-tests", help="Show students the source of tests too, hidden ones included."
        ),
    ] = False,
    root: Root = Path("."),
) -> None:
    """Write a feedback page for each student, and for you a class report and a table of scores.

    Pages go to `course/feedback/<student>/<assignment>/`, and one that leads to all of a student's
    pages to `course/feedback/<student>/index.html`. The class report is
    `course/grades/<assignment>.html`: how scores are spread, how hard tasks are, what failed often,
    answers that are alike, what was stopped. Scores by task go to `course/grades/<assignment>.csv`.

    Students see what each test said, never its source, unless you ask with `--show-tests`.
    """
    course = course_in(root)
    from autograder import report as reporting

    with terminal.progress(err) as bar, errors():
        line = bar.add_task("writing feedback", total=None)
        written = reporting.write(
            course,
            assignment,
            show_tests,
            lambda done, total: bar.update(line, completed=done, total=total),
        )
    out.print(terminal.class_table(f"Scores: {assignment}", written.rows))
    tell(f"{len(written.rows)} feedback pages; scores in {written.table}")
    tell(f"class report: {written.report}")
    waiting = sum(bool(found.waiting) for found in written.standings)
    if waiting:
        tell(f"{waiting} wait for a person: `autograder formgrader`, then report again.")
