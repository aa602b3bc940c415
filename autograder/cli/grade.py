"""`autograder grade`: judge what was collected."""

import os
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from autograder import grading, notebook as notebooks, terminal
from autograder.cli.common import CellSeconds, Root, course_in, err, errors, out
from autograder.errors import UserError
from autograder.kernel import Limits


class Backend(StrEnum):
    """What student code can be run in."""

    bubblewrap = "bubblewrap"
    podman = "podman"
    docker = "docker"


def grade(
    assignment: Annotated[str, typer.Argument(help="The problem set.")],
    student: Annotated[
        list[str] | None, typer.Option("--student", "-s", help="Only this student; repeatable.")
    ] = None,
    regrade: Annotated[
        bool, typer.Option("--regrade", help="Grade again what is graded already.")
    ] = False,
    workers: Annotated[
        int, typer.Option("--workers", "-j", min=0, help="How many at a time; 0: one a core.")
    ] = 0,
    scheduler: Annotated[
        str, typer.Option(help="Grade on the Dask cluster of this scheduler: tcp://host:8786.")
    ] = "",
    task: Annotated[
        list[str] | None,
        typer.Option("--task", "-t", help="Grade only this task again; repeatable."),
    ] = None,
    sandbox: Annotated[
        Backend | None,
        typer.Option(help="What the students' code runs in; by default, the first that works."),
    ] = None,
    no_sandbox: Annotated[
        bool,
        typer.Option(
            "--no-sandbox", help="Run the students' code as yourself, with all that you may do."
        ),
    ] = False,
    cell_seconds: CellSeconds = Limits.cell_seconds,
    total_seconds: Annotated[
        float, typer.Option(min=1, help="How long one notebook may run.")
    ] = Limits.total_seconds,
    root: Root = Path("."),
) -> None:
    """Grade what was collected and enter the points in the gradebook.

    Each notebook is rebuilt from the instructor's (only the text of the student's answers is
    taken). The student's cells run in a sandbox, the tests in a process that they cannot reach. A
    submission that was graded by the same tests is skipped, so a run that was cut off can be
    started again. Where some tests have changed, their tasks alone are graded again, unless
    `--regrade` asks for all.

    Without a sandbox (`--no-sandbox`) the students' code has your rights. Use that for people whom
    you would let use your account. `autograder doctor` says what this machine can do.
    """
    from autograder import desk, late, many, roster

    course = course_in(root)
    with errors():
        source, released = course.sources(assignment)
        late.check(course, [known.id for known in roster.of(course)])
        waiting_for = _chosen(course, assignment, student or [])
        _known_tasks(source, task or [])
        kind = "" if no_sandbox else _sandbox(sandbox)
    limits = Limits(cell_seconds, total_seconds)
    waiting = {
        s.student: s for s in waiting_for if regrade or task or not course.is_graded(s, source)
    }
    rows = []
    if waiting:
        cache = str(course.compiled(source))
        setup = desk.setup_of(source, released, limits, kind, cache)
        jobs = [
            (name, partial(notebooks.content, s.path), _kept(course, s, source, task, regrade))
            for name, s in waiting.items()
        ]
        with terminal.rated_progress(err) as bar, errors(), desk.Desk(setup) as first:
            line = bar.add_task("grading the reference solution", total=len(waiting), note="")
            if not scheduler:
                _must_be_right(desk.prepared(setup, first), assignment)
            bar.reset(line, description=f"grading {assignment}")
            judged = (
                many.on_cluster(setup, jobs, scheduler)
                if scheduler
                else many.locally(setup, jobs, workers or _cores(), first)
            )
            stopped = 0
            for name, graded in judged:
                before = course.automatic_score(waiting[name])
                course.record(waiting[name], graded, source)
                rows.append(_row(name, graded, before))
                stopped += any(test.stopped or test.status == "faulty" for test in graded.tests)
                bar.update(line, advance=1, note=f"{stopped} stopped" if stopped else "")
    if rows:
        out.print(terminal.class_table(f"Graded now: {assignment}", sorted(rows)))
    skipped = len(waiting_for) - len(rows)
    out.print(f"{len(rows)} graded, {skipped} already graded by the same tests.")
    _say_what_waits(course, assignment)


def _say_what_waits(course, assignment: str) -> None:
    from autograder import by_hand

    parts, students = by_hand.waiting(course, assignment)
    if parts:
        what = "1 part waits" if parts == 1 else f"{parts} parts wait"
        whose = "1 student" if students == 1 else f"{students} students"
        out.print(f"{what} for a person to grade, of {whose}: run `autograder formgrader`.")


def _kept(course, submission, source, tasks: list[str] | None, regrade: bool) -> dict:
    """Verdicts that stand: of tasks that are not asked for, or whose tests have not changed."""
    if tasks:
        return course.verdicts(submission, source, tasks)
    return {} if regrade else course.verdicts(submission, source)


def _row(name: str, graded: grading.Graded, before: float | None) -> tuple:
    """A line of the table; a score that a regrade changed is shown with the old one."""
    reason = graded.first_reason
    if before is not None and before != graded.earned:
        reason = f"was {before:g}. {reason}"
    return name, graded.earned, graded.maximum, reason


def _known_tasks(source, wanted: list[str]) -> None:
    known = [notebooks.grade_id(cell) for cell in source.cells if notebooks.is_task(cell)]
    for name in wanted:
        if name not in known:
            raise UserError(f"The set has no task {name!r}; it has {', '.join(known)}.")


def _sandbox(wanted: "Backend | None") -> str:
    from autograder.sandbox import host

    return host.chosen(wanted.value if wanted else "")


def _must_be_right(graded: grading.Graded | None, assignment: str) -> None:
    """The reference solution earns all points here too, or the tests are at fault."""
    if graded is not None and graded.earned < graded.maximum:
        raise UserError(
            f"The reference solution of {assignment} loses points here: {graded.first_reason}. "
            "Nothing was graded."
        )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _chosen(course, assignment: str, students: list[str]):
    from autograder.course import CourseError

    collected = course.submissions(assignment)
    if not collected:
        raise CourseError(f"Nothing of {assignment} was collected: run `autograder collect` first.")
    unknown = set(students) - {submission.student for submission in collected}
    if unknown:
        raise CourseError(f"Nothing was collected from {', '.join(sorted(unknown))}.")
    return [s for s in collected if not students or s.student in students]
