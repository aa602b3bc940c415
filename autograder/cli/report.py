"""`autograder report`: feedback pages and a table of scores."""

from pathlib import Path
from typing import Annotated

import typer

from autograder import terminal
from autograder.cli.common import Root, course_in, errors, out, tell


def report(
    assignment: Annotated[str, typer.Argument(help="The problem set.")],
    root: Root = Path("."),
) -> None:
    """Write a feedback page for each student and a table of scores for the class.

    Pages go to `course/feedback/<student>/`, scores by task to `course/grades/<assignment>.csv`.
    """
    course = course_in(root)
    from autograder import report as reporting

    with errors():
        table, rows = reporting.write(course, assignment)
    out.print(terminal.class_table(f"Scores: {assignment}", rows))
    written = f"{len(rows)} feedback pages; scores in {table}"
    tell(written)
