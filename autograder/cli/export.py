"""`autograder export`: scores for a spreadsheet, Canvas, Moodle or Gradescope."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.common import NOT_GOOD, Root, course_in, errors, say, tell
from autograder.errors import UserError


class Target(StrEnum):
    """What reads the export."""

    csv = "csv"
    canvas = "canvas"
    moodle = "moodle"
    gradescope = "gradescope"


class Visibility(StrEnum):
    """When Gradescope shows tests that students have not seen."""

    after_published = "after_published"
    after_due_date = "after_due_date"
    hidden = "hidden"
    visible = "visible"


def export(
    assignments: Annotated[
        list[str] | None,
        typer.Argument(help="Problem sets; all that were collected if none is named."),
    ] = None,
    to: Annotated[Target, typer.Option(help="What the export is for.")] = Target.csv,
    fill: Annotated[
        Path | None,
        typer.Option(help="The gradebook exported from Canvas, or Moodle's grading worksheet."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where it goes; by default into course/export/."),
    ] = None,
    column: Annotated[
        str, typer.Option(help="Canvas: the assignment's title or number there.")
    ] = "",
    rescale: Annotated[
        bool, typer.Option("--rescale", help="Convert scores to the points of Canvas or Moodle.")
    ] = False,
    feedback: Annotated[
        bool, typer.Option("--feedback", help="Moodle: also the zip of feedback pages.")
    ] = False,
    hidden_tests: Annotated[
        Visibility, typer.Option(help="Gradescope: when tests are shown that students do not have.")
    ] = Visibility.after_published,
    excel: Annotated[
        bool, typer.Option("--excel", help="csv: begin with the mark by which Excel knows UTF-8.")
    ] = False,
    unfinished: Annotated[
        bool,
        typer.Option("--unfinished", help="Also scores of which a part is not graded yet."),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
    root: Root = Path("."),
) -> None:
    """Export scores, after what lateness costs.

    `csv`: a table a set, with a column a task; of several sets also a table of totals. `canvas` and
    `moodle`: give with `--fill` the file that you exported there; a copy of it with the scores is
    written, in which nothing else changes. `gradescope`: a `results.json` for each student.

    Students who cannot be told apart, or are not in the file, are named, and the exit code is 1.
    """
    course = course_in(root)
    from autograder.exporting import run

    request = run.Request(
        to.value,
        fill,
        output,
        column,
        rescale,
        feedback,
        hidden_tests.value,
        excel,
        unfinished,
        force,
    )
    with errors():
        names = assignments or run.collected_sets(course)
        if not names:
            raise UserError("Nothing was collected yet: run `autograder collect` first.")
        report = run.export(course, names, request)
    for line in report.told:
        tell(line)
    for line in report.warnings:
        say("yellow", "note", line)
    for line in report.faults:
        say("red", "not matched", line)
    if report.faults:
        raise typer.Exit(NOT_GOOD)
