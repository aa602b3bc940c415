"""For each student one page that leads to the feedback on every set."""

import warnings
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from nbgrader.api import Assignment, SubmittedAssignment

from autograder import pages
from autograder.course import Course
from autograder.exporting import files
from autograder.roster import Student


@dataclass(frozen=True)
class Entry:
    """A set on which a student has feedback."""

    title: str
    address: str
    score: float
    maximum: float
    waits: bool


def write(course: Course, students: Iterable[Student]) -> None:
    """Write `feedback/<student>/index.html`: the sets with feedback, and their scores."""
    scores = _scores(course)
    for student in students:
        entries = _entries(course, student.id, scores[student.id])
        made = pages.render("index.html.j2", student=student.id, name=student.name, entries=entries)
        files.write(course.path("feedback", student.id, ".") / "index.html", made.encode())


def _entries(course: Course, student: str, scores: dict[str, tuple]) -> list[Entry]:
    return [
        Entry(found.title, quote(f"{name}/{name}.html"), *scores[name])
        for name, found in course.sets.items()
        if name in scores and (course.path("feedback", student, name) / f"{name}.html").is_file()
    ]


def _scores(course: Course) -> dict[str, dict[str, tuple[float, float, bool]]]:
    """By student and set: what counts, the maximum, and whether a person has yet to grade."""
    found: dict[str, dict] = defaultdict(dict)
    with warnings.catch_warnings(), course.gradebook() as book:
        warnings.simplefilter("ignore")
        rows = book.db.query(
            SubmittedAssignment.student_id,
            Assignment.name,
            SubmittedAssignment.score,
            SubmittedAssignment.late_submission_penalty,
            SubmittedAssignment.max_score,
            SubmittedAssignment.needs_manual_grade,
        ).join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        for student, name, raw, penalty, maximum, waits in rows:
            found[student][name] = max(raw - (penalty or 0.0), 0.0), maximum, bool(waits)
    return found
