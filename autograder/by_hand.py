"""What people gave: scores of the parts that a person grades, other scores they set, comments."""

from dataclasses import dataclass

import nbformat
from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
)

from autograder import gradebook
from autograder.course import Course, Submission
from autograder.notebook import grade_id, task_of


@dataclass(frozen=True)
class HandGraded:
    """A part that a person graded, is to grade, or wrote a comment on.

    Attributes:
        name: the cell's name in the gradebook.
        task: the task that the cell belongs to; a part that only a person grades is its own.
        score: points, extra credit included; None where nobody has graded the part yet, and for
            a cell that has a comment and no points.
        maximum: the most that the part is worth without extra credit; 0 for a cell without points.
        comment: what a person wrote, as plain text or Markdown; "" for nothing.
        again: the part was graded by hand, and what was graded has changed since.
    """

    name: str
    task: str
    score: float | None
    maximum: float
    comment: str
    again: bool = False


def of(course: Course, submission: Submission) -> list[HandGraded]:
    """What people gave, and are still to give, for a submission, in the order of its notebook.

    Tests are left out, unless a person set a score in place of the test's or gave extra credit.
    A part that the student left as it was released has 0 points, and nobody need look at it.
    """
    name = submission.assignment
    with course.gradebook() as book:
        try:
            found = book.find_submission_notebook(name, name, submission.student)
        except MissingEntry:
            return []
        grades = gradebook.by_name(book, Grade, found.id)
        comments = gradebook.by_name(book, Comment, found.id)
        tasks = list(comments.keys() - grades.keys())
        parts = [
            _part(cell, task_of(cell, tasks), grades.get(cell), comments.get(cell))
            for cell in grades.keys() | comments.keys()
            if _by_person(grades.get(cell), comments.get(cell))
        ]
    order = _order(submission)
    return sorted(parts, key=lambda part: (order.get(part.name, len(order)), part.name))


def waiting(course: Course, assignment: str) -> tuple[int, int]:
    """How many parts of an assignment a person is to look at, and of how many students."""
    with course.gradebook() as book:
        rows = (
            book.db.query(Grade.id, SubmittedAssignment.student_id)
            .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .filter(Assignment.name == assignment, Grade.needs_manual_grade)
            .all()
        )
    return len(rows), len({student for _, student in rows})


def _by_person(grade: Grade | None, comment: Comment | None) -> bool:
    if grade is None:
        return bool(comment.manual_comment)
    return comment is not None or grade.manual_score is not None or bool(grade.extra_credit)


def _part(name: str, task: str, grade: Grade | None, comment: Comment | None) -> HandGraded:
    text = (comment.manual_comment or "") if comment else ""
    if grade is None:
        return HandGraded(name, name, None, 0.0, text)
    ungraded = grade.manual_score is None and grade.auto_score is None
    again = grade.manual_score is not None and grade.needs_manual_grade
    score = None if ungraded else grade.score
    return HandGraded(name, name if comment else task, score, grade.max_score, text, again)


def _order(submission: Submission) -> dict[str | None, int]:
    """Where each cell stands in the judged notebook."""
    try:
        judged = nbformat.read(submission.graded_path, as_version=4)
    except (OSError, ValueError):
        return {}
    return {grade_id(cell): at for at, cell in enumerate(judged.cells)}
