"""What a class gets back: a feedback page for each student, scores by task, a class report."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder import feedback, roster
from autograder.course import Course, CourseError
from autograder.exporting import files, standing, table
from autograder.exporting.standing import Standing
from autograder.notebook import grade_id, is_test
from autograder.report import index, page


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes:
        standings: where everybody stands who is graded.
        table: the scores as CSV.
        report: the class report.
    """

    standings: list[Standing]
    table: Path
    report: Path

    @property
    def rows(self) -> list[tuple[str, float, float, str]]:
        """For each student: id, score, maximum, first reason for a loss."""
        return [
            (found.student.id, found.score, found.maximum, found.graded.first_reason)
            for found in self.standings
        ]


def write(
    course: Course,
    assignment: str,
    show_tests: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Written:
    """Write feedback pages, `grades/<assignment>.csv` and `grades/<assignment>.html`.

    Args:
        show_tests: show the source of tests, hidden ones too, beside their messages.
        progress: called with (pages done, pages in all) after each page.

    Raises:
        CourseError: the set is not known or not released, or nothing has been graded.
        UserError: a file cannot be written.
    """
    title = course.problem_set(assignment).title
    answers = course.sources(assignment)
    standings = standing.of(course, assignment)
    graded = [found for found in standings if found.graded is not None]
    if not graded:
        raise CourseError(f"Nothing of {assignment} is graded yet: run `autograder grade` first.")
    tests = {grade_id(cell): cell.source for cell in answers[0].cells if is_test(cell)}
    for done, found in enumerate(graded, start=1):
        made = _feedback(course, title, found, tests if show_tests else {})
        files.write(page.feedback_path(course, found.student.id, assignment), made.encode())
        progress(done, len(graded))
    index.write(course, [found.student for found in graded])
    grades = Path(course.folder.root) / "grades"
    report = grades / f"{assignment}.html"
    made = page.page(
        title,
        standings,
        answers,
        page.addresses(course, assignment, [found.student.id for found in graded], report),
        [student.id for student in roster.of(course)],
    )
    files.write(report, made.encode())
    scores = files.write(grades / f"{assignment}.csv", table.content(standings))
    return Written(graded, scores, report)


def _feedback(course: Course, title: str, found: Standing, tests: dict[str, str]) -> str:
    time = found.graded.notebook.metadata["autograder"].get("time")
    return feedback.page(
        title,
        found.student.id,
        found.graded,
        name=found.student.name,
        by_hand=found.people,
        late=found.lateness.words,
        penalty=found.lateness.penalty,
        handed_in=found.lateness.handed_in,
        graded_at=datetime.fromisoformat(time) if time else None,
        tests=tests,
    )
