"""`autograder collect`: bring handed-in notebooks into the course folder."""

from itertools import compress
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from autograder import terminal
from autograder.cli.common import NOT_GOOD, Root, course_in, err, errors, out, say, stop, tell


def collect(
    origins: Annotated[
        list[Path], typer.Argument(metavar="ORIGIN...", help="Folders, zip archives, notebooks.")
    ],
    assignment: Annotated[str, typer.Option("--assignment", "-a", help="The problem set.")],
    students: Annotated[
        Path | None,
        typer.Option(
            "--students",
            help="A CSV file of the students: our own, a gradebook of Canvas, or a grading "
            "worksheet of Moodle. It is added to course/students.csv and to the gradebook.",
        ),
    ] = None,
    time: Annotated[
        str,
        typer.Option(
            "--time",
            help="When all was handed in: 2026-12-01T18:00+01:00. "
            "A file that was collected before keeps an earlier time.",
        ),
    ] = "",
    times: Annotated[
        str,
        typer.Option(
            "--times",
            help="When each was handed in: a CSV file with columns student and time, a grading "
            "worksheet of Moodle, or the word `archive` for the times in the zip archive.",
        ),
    ] = "",
    timezone: Annotated[
        str, typer.Option("--timezone", help="The zone of times without one: Europe/Paris.")
    ] = "",
    owner: Annotated[
        str,
        typer.Option("--owner", help="Whose the one notebook is, whatever its name and tasks say."),
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Take a file in place of one collected before.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be collected, and write nothing.")
    ] = False,
    root: Root = Path("."),
) -> None:
    """Bring handed-in notebooks into the course folder, one a student.

    A file belongs to the student whom the download names: in the forms of Canvas and Moodle, by its
    folder (`ada/work.ipynb`) or by its own name (`ada.ipynb`, `ada_ps00_first_steps.ipynb`). With
    a list of students, only these are collected.

    What cannot be placed (an unknown student, another problem set, an earlier attempt, a link) is
    named, and kept in `course/set_aside/`. The exit code is 1 if there was any.
    """
    if time and times:
        stop("Give --time or --times, not both.")
    course = course_in(root)
    from autograder import collecting, roster

    with terminal.progress(err) as bar, errors():
        known = roster.of(course)
        if students:
            known = roster.merged(known, roster.read(students))
            roster.check(known, students)
        line = bar.add_task("reading", total=None)
        options = collecting.Options(
            students=known,
            times=_times(time, times, timezone, known),
            replace=replace,
            dry_run=dry_run,
            owner=owner,
            progress=lambda what, done, total: bar.update(
                line, description=what, completed=done, total=total
            ),
        )
        outcomes = collecting.collect(course, assignment, origins, options)
        if students and not dry_run:
            roster.keep(course, known)
    _show(assignment, outcomes, dry_run)
    if options.times.known and (untimed := collecting.untimed(outcomes)):
        say("yellow", "no time is known of", ", ".join(sorted(untimed)))
    if missing := collecting.missing(course, assignment, outcomes, known):
        say("yellow", "nothing is handed in by", ", ".join(sorted(missing)))
    if any(outcome.status == collecting.ASIDE for outcome in outcomes):
        raise typer.Exit(NOT_GOOD)


def _times(time: str, times: str, timezone: str, known: list):
    """What the options say of times."""
    from autograder.collecting import times as reading
    from autograder.roster import Lookup

    zone = reading.zone(timezone)
    if times == "archive":
        return reading.Times(archive=True, zone=zone)
    if times:
        return reading.written(Path(times), Lookup(known) if known else None, zone)
    return reading.said(time, zone) if time else reading.Times()


def _show(assignment: str, outcomes: list, dry_run: bool) -> None:
    """What was collected and what was set aside, as tables and in one line."""
    from autograder.collecting import ALREADY, ASIDE, COLLECTED

    taken = [outcome for outcome in outcomes if outcome.status in (COLLECTED, ALREADY)]
    aside = [outcome for outcome in outcomes if outcome.status == ASIDE]
    if taken:
        out.print(_collected(f"Collected: {assignment}", taken))
    if aside:
        rows = [(outcome.name, outcome.reason) for outcome in aside]
        out.print(_table(f"Set aside: {assignment}", ("file", "why"), rows))
        if not dry_run:
            kept = f"course/set_aside/{assignment}"
            tell(f"What was unpacked of them is kept in {kept}; --owner collects one.")
    left = len(outcomes) - len(taken) - len(aside)
    also = f" {left} left out, which the operating system or Jupyter made." if left else ""
    end = " Nothing was written." if dry_run else ""
    line = f"{len(taken)} collected, {len(aside)} set aside.{also}{end}"
    out.print(line, highlight=False)


def _collected(title: str, outcomes: list) -> Table:
    rows = []
    for outcome in sorted(outcomes, key=lambda outcome: outcome.student):
        time = outcome.time.strftime("%Y-%m-%d %H:%M %Z") if outcome.time else ""
        late = "late" if outcome.late else ""
        status = "" if outcome.status == "collected" else outcome.status
        remark = "; ".join(filter(None, (status, outcome.reason)))
        rows.append((outcome.student, outcome.name, f"{time} {late}".strip(), remark))
    return _table(title, ("student", "file", "handed in", ""), rows)


def _table(title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    """A table without the columns in which nothing stands; names are shown as they are."""
    table = Table(title=title, title_justify="left")
    filled = [any(row[place] for row in rows) for place in range(len(columns))]
    for column in compress(columns, filled):
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, compress(row, filled)))
    return table
