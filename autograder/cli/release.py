"""`autograder release`: make the students' notebooks."""

from pathlib import Path
from typing import Annotated

import typer

from autograder import grading, terminal
from autograder.cli.common import NOT_GOOD, Root, course_in, err, errors, say, tell


def release(
    names: Annotated[
        list[str] | None, typer.Argument(help="Problem sets; all of solutions/ if none is named.")
    ] = None,
    root: Root = Path("."),
) -> None:
    """Make the students' notebooks of problem sets, after testing each set on itself.

    A set is refused unless its reference solution earns all points and the notebook as
    released, untouched, earns none. Release notebooks go to `course/release/`.
    """
    course = course_in(root)
    with errors():
        sets = [course.problem_set(name) for name in names or course.sets]
    refused = 0
    with terminal.progress(err) as bar:
        line = bar.add_task("testing", total=len(sets))
        for found in sets:
            bar.update(line, description=f"testing {found.name}")
            with errors():
                faults = grading.faults(found.source, found.release)
            if faults:
                refused += 1
                for fault in faults:
                    say("red", "refused", f"{found.path}: {fault}")
            else:
                with errors():
                    written = f"released {course.release(found)}"
                    tell(written)
            bar.advance(line)
    if refused:
        raise typer.Exit(NOT_GOOD)
