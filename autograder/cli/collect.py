"""`autograder collect`: bring handed-in notebooks into the course folder."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.common import NOT_GOOD, Root, course_in, errors, out, say, tell


def collect(
    origin: Annotated[Path, typer.Argument(help="A folder, a zip archive, or one notebook.")],
    assignment: Annotated[str, typer.Option("--assignment", "-a", help="The problem set.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Take a file in place of one collected before.")
    ] = False,
    root: Root = Path("."),
) -> None:
    """Bring handed-in notebooks into the course folder, one a student.

    A file belongs to the student whose id is its folder's name (`ada/work.ipynb`) or its own
    (`ada.ipynb`, `ada_ps00_first_steps.ipynb`); the names that Canvas and Moodle give to downloads
    are understood. What cannot be placed is named and kept in `course/set_aside/`.
    """
    course = course_in(root)
    from autograder import collect as collecting

    with errors():
        outcomes = collecting.collect(course, assignment, origin, replace)
    aside = [outcome for outcome in outcomes if outcome.student is None]
    for outcome in outcomes:
        if outcome.student:
            extra = f" ({outcome.reason})" if outcome.reason else ""
            line = f"collected {outcome.name} from {outcome.student}{extra}"
            tell(line)
    for outcome in aside:
        say("yellow", "set aside", f"{outcome.name}: {outcome.reason}")
    out.print(f"{len(outcomes) - len(aside)} collected, {len(aside)} set aside.")
    if aside:
        raise typer.Exit(NOT_GOOD)
