"""The command line: `autograder`, also `python -m autograder`.

Exit codes: 0 all is well; 1 the work is not (a test fails, a set is refused, a file was set
aside); 2 the command could not be carried out, and nothing was written.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from autograder import __version__, grading, notebook as notebooks, terminal
from autograder.errors import UserError
from autograder.kernel import Limits


NOT_GOOD, NOT_DONE = 1, 2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Release, check and grade problem sets written in JAX.",
    epilog="Students need `check`. The other commands are the instructor's, in this order.",
)
out = Console()
err = Console(stderr=True)


class Backend(StrEnum):
    """What student code can be run in."""

    bubblewrap = "bubblewrap"
    podman = "podman"
    docker = "docker"


Root = Annotated[Path, typer.Option(help="The course's repository, where nbgrader_config.py lies.")]
CellSeconds = Annotated[
    float, typer.Option("--cell-seconds", min=0.1, help="How long one cell may run.")
]


def main() -> None:
    """Run the command line."""
    app()


def _show_version(wanted: bool) -> None:
    if wanted:
        out.print(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    pass


@app.command()
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
    if html is not None and html.suffix.lower() not in (".html", ".htm"):
        _stop(f"The page needs a name that ends in .html: {html} does not.")
    with _errors():
        content = notebooks.read(notebook)
    if not any(map(notebooks.is_test, content.cells)):
        _stop(f"{notebook.name} holds no tests: is it the notebook of a problem set?")
    with terminal.progress(err) as bar:
        line = bar.add_task(f"running {notebook.name}", total=None)
        graded = grading.run(
            content,
            Limits(cell_seconds=cell_seconds),
            lambda done, total: bar.update(line, completed=done, total=total),
        )
    terminal.show(out, notebook.name, graded)
    passed = sum(test.status == "passed" for test in graded.tests)
    out.print(
        f"{passed} of {len(graded.tests)} tests pass: {graded.earned:g} of the "
        f"{graded.maximum:g} points that these tests can see."
    )
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
        _stop(f"The page cannot be written to {html}: {error.strerror}.")
    out.print(f"The same as a page: {html}", highlight=False, markup=False, soft_wrap=True)


@app.command()
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
    course = _course(root)
    with _errors():
        sets = [course.problem_set(name) for name in names or course.sets]
    refused = 0
    with terminal.progress(err) as bar:
        line = bar.add_task("testing", total=len(sets))
        for found in sets:
            bar.update(line, description=f"testing {found.name}")
            with _errors():
                faults = grading.faults(found.source, found.release)
            if faults:
                refused += 1
                for fault in faults:
                    _say("red", "refused", f"{found.path}: {fault}")
            else:
                with _errors():
                    written = f"released {course.release(found)}"
                    out.print(written, highlight=False, markup=False, soft_wrap=True)
            bar.advance(line)
    if refused:
        raise typer.Exit(NOT_GOOD)


@app.command()
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
    course = _course(root)
    from autograder import collect as collecting

    with _errors():
        outcomes = collecting.collect(course, assignment, origin, replace)
    aside = [outcome for outcome in outcomes if outcome.student is None]
    for outcome in outcomes:
        if outcome.student:
            extra = f" ({outcome.reason})" if outcome.reason else ""
            line = f"collected {outcome.name} from {outcome.student}{extra}"
            out.print(line, highlight=False, markup=False, soft_wrap=True)
    for outcome in aside:
        _say("yellow", "set aside", f"{outcome.name}: {outcome.reason}")
    out.print(f"{len(outcomes) - len(aside)} collected, {len(aside)} set aside.")
    if aside:
        raise typer.Exit(NOT_GOOD)


@app.command()
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
    started again.

    Without a sandbox (`--no-sandbox`) the students' code has your rights. Use that for people whom
    you would let use your account. `autograder doctor` says what this machine can do.
    """
    from autograder import desk, many

    course = _course(root)
    with _errors():
        source, released = course.sources(assignment)
        waiting_for = _chosen(course, assignment, student or [])
        _known_tasks(source, task or [])
        kind = "" if no_sandbox else _sandbox(sandbox)
    limits = Limits(cell_seconds, total_seconds)
    regrade = regrade or bool(task)
    waiting = {s.student: s for s in waiting_for if regrade or not course.is_graded(s, source)}
    rows = []
    if waiting:
        cache = str(course.compiled(source))
        setup = desk.setup_of(source, released, limits, kind, cache)
        jobs = [
            (name, partial(notebooks.content, s.path), course.verdicts(s, source, task or []))
            for name, s in waiting.items()
        ]
        with terminal.progress(err) as bar, _errors():
            line = bar.add_task("grading the reference solution", total=len(waiting))
            if not scheduler:
                _must_be_right(desk.prepared(setup), assignment)
            bar.update(line, description=f"grading {assignment}")
            judged = (
                many.on_cluster(setup, jobs, scheduler)
                if scheduler
                else many.locally(setup, jobs, workers or _cores())
            )
            for name, graded in judged:
                before = course.automatic_score(waiting[name])
                course.record(waiting[name], graded, source)
                rows.append(_row(name, graded, before))
                bar.advance(line)
    if rows:
        out.print(terminal.class_table(f"Graded now: {assignment}", sorted(rows)))
    skipped = len(waiting_for) - len(rows)
    out.print(f"{len(rows)} graded, {skipped} already graded by the same tests.")


@app.command()
def doctor() -> None:
    """Say what this machine can do to run students' code safely, and how to get what is missing."""
    from autograder.sandbox import host

    found = host.backends()
    for name, fault in found.items():
        _mark(not fault, name, fault or "works here")
    for name, fault in host.details().items():
        _mark(not fault, name, fault or "works here")
    if not any(fault == "" for fault in found.values()):
        out.print("No sandbox works here: `autograder grade` will refuse to start.")
        raise typer.Exit(NOT_GOOD)


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


def _mark(good: bool, name: str, text: str) -> None:
    mark, colour = ("✓", "green") if good else ("✗", "yellow")
    out.print(f"[{colour}]{mark}[/] {name}: {escape(text)}", highlight=False, soft_wrap=True)


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


@app.command()
def report(
    assignment: Annotated[str, typer.Argument(help="The problem set.")],
    root: Root = Path("."),
) -> None:
    """Write a feedback page for each student and a table of scores for the class.

    Pages go to `course/feedback/<student>/`, scores by task to `course/grades/<assignment>.csv`.
    """
    course = _course(root)
    from autograder import report as reporting

    with _errors():
        table, rows = reporting.write(course, assignment)
    out.print(terminal.class_table(f"Scores: {assignment}", rows))
    written = f"{len(rows)} feedback pages; scores in {table}"
    out.print(written, highlight=False, markup=False, soft_wrap=True)


def _chosen(course, assignment: str, students: list[str]):
    from autograder.course import CourseError

    collected = course.submissions(assignment)
    if not collected:
        raise CourseError(f"Nothing of {assignment} was collected: run `autograder collect` first.")
    unknown = set(students) - {submission.student for submission in collected}
    if unknown:
        raise CourseError(f"Nothing was collected from {', '.join(sorted(unknown))}.")
    return [s for s in collected if not students or s.student in students]


def _course(root: Path):
    """The course; its packages are imported here, so that `check` does without them."""
    try:
        from autograder.course import Course
    except ImportError as error:
        _stop(f'{error}. Instructors install "jax-course-autograder[course]".')
    with _errors():
        return Course(root)


@contextmanager
def _errors() -> Iterator[None]:
    """Turns an error that a user can cure into one line and exit code 2."""
    try:
        yield
    except UserError as error:
        _stop(str(error))


def _stop(message: str) -> None:
    _say("red", "error:", message)
    raise typer.Exit(NOT_DONE)


def _say(colour: str, what: str, message: str) -> None:
    """One line on stderr; brackets in a file's name are not markup."""
    err.print(f"[{colour}]{what}[/] {escape(message)}", highlight=False, soft_wrap=True)
