"""What a class gets back: a feedback page for each student, and a table of scores by task."""

import csv
from pathlib import Path

from autograder import feedback
from autograder.course import Course, CourseError, Submission
from autograder.grading import Graded


def write(course: Course, assignment: str) -> tuple[Path, list[tuple[str, float, float, str]]]:
    """Write the feedback pages and `grades/<assignment>.csv`.

    Returns:
        The CSV's path, and for each student: id, score, maximum, first reason for a loss.

    Raises:
        CourseError: nothing has been graded.
    """
    course.problem_set(assignment)
    judged = list(course.judged(assignment))
    if not judged:
        raise CourseError(f"Nothing of {assignment} is graded yet: run `autograder grade` first.")
    title = course.problem_set(assignment).title
    for submission, graded in judged:
        page = course.path("feedback", submission.student, assignment) / f"{assignment}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(feedback.page(title, submission.student, graded), encoding="utf-8")
    scores = {s.student: course.score(s) for s, _ in judged}
    table = Path(course.folder.root) / "grades" / f"{assignment}.csv"
    table.parent.mkdir(parents=True, exist_ok=True)
    _write_csv(table, judged, scores)
    rows = [(s.student, *scores[s.student], graded.first_reason) for s, graded in judged]
    return table, rows


def _write_csv(path: Path, judged: list[tuple[Submission, Graded]], scores: dict) -> None:
    tasks = list(judged[0][1].tasks)
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["student", "score", "maximum", *tasks, "notes"])
        for submission, graded in judged:
            by_task = [sum(test.earned for test in graded.tasks[task]) for task in tasks]
            notes = " ".join(graded.notes)
            writer.writerow([submission.student, *scores[submission.student], *by_task, notes])
