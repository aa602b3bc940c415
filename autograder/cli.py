"""The command line: `autograder`, also `python -m autograder`.

Exit codes: 0 all is well; 1 the work is not (a test fails, a set is refused, a file was set
aside); 2 the command could not be carried out, and nothing was written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
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
    sandbox: Annotated[
        bool,
        typer.Option(
            "--sandbox/--no-sandbox",
            help="--no-sandbox: run the students' code as yourself, with all that you may do.",
        ),
    ] = True,
    cell_seconds: CellSeconds = Limits.cell_seconds,
    total_seconds: Annotated[
        float, typer.Option(min=1, help="How long one notebook may run.")
    ] = Limits.total_seconds,
    root: Root = Path("."),
) -> None:
    """Grade what was collected and enter the points in the gradebook.

    Each notebook is rebuilt from the instructor's (only the text of the student's answers is
    taken) and run cell by cell. A submission that was graded by the same tests is skipped, so a
    run that was cut off can be started again.

    This version has no sandbox yet: it grades only with `--no-sandbox`, which runs the students'
    code with your rights. Use it for people whom you would let use your account.
    """
    if sandbox:
        _stop("No sandbox is available: say --no-sandbox to run the students' code as yourself.")
    course = _course(root)
    with _errors():
        source, released = course.sources(assignment)
        chosen = _chosen(course, assignment, student or [])
    limits = Limits(cell_seconds, total_seconds)
    waiting = [s for s in chosen if regrade or not course.is_graded(s, source)]
    rows = []
    with terminal.progress(err) as bar:
        line = bar.add_task("grading", total=len(waiting))
        for submission in waiting:
            bar.update(line, description=f"grading {submission.student}")
            graded = _grade_one(submission.path, source, released, limits)
            with _errors():
                course.record(submission, graded, source)
            rows.append((submission.student, graded.earned, graded.maximum, graded.first_reason))
            bar.advance(line)
    if rows:
        out.print(terminal.class_table(f"Graded now: {assignment}", rows))
    out.print(f"{len(rows)} graded, {len(chosen) - len(rows)} already graded by the same tests.")


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


def _grade_one(path: Path, source, released, limits: Limits) -> grading.Graded:
    try:
        submitted, note = notebooks.read(path), ""
    except notebooks.UnreadableNotebook as error:
        submitted, note = None, f"The file cannot be graded: {error}."
    return grading.grade(source, released, submitted, limits, note)


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
