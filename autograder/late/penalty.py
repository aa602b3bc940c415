"""Lateness as it stands in nbgrader's gradebook: due date, extension, time and penalty."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc

from autograder.errors import UserError
from autograder.late import clock
from autograder.late.count import Count, counts
from autograder.late.policy import LatePolicy, PolicyError
from autograder.late.words import sentences


TIMESTAMP = "timestamp.txt"


@dataclass(frozen=True)
class Lateness:
    """What became of a submission's lateness.

    Attributes:
        handed_in: when, as an aware time; None if that is not known.
        due: when it was due for this student, extension included; None if it has no due date.
        penalty: the points that are taken off.
        words: sentences for the student; none where there is nothing to say.
        raw: the points before the penalty, manual scores included.
        extended: whether this student's due date was moved.
    """

    handed_in: datetime | None
    due: datetime | None
    penalty: float = 0.0
    words: list[str] = field(default_factory=list)
    raw: float = 0.0
    extended: bool = False

    @property
    def score(self) -> float:
        """The points that count."""
        return max(0.0, self.raw - self.penalty)


def check(course, listed: Iterable[str]) -> None:
    """Look at the course's whole policy before it is applied.

    Args:
        course: the `Course`.
        listed: the ids of the course's list; where there is none, extensions may name anybody.

    Raises:
        PolicyError: a setting is wrong, or an extension is for somebody unknown.
    """
    course.late_policy.check(course.sets)
    known = set(listed)
    if not known:
        return
    folder = Path(course.folder.root) / course.folder.submitted_directory
    for student in course.late_policy.extensions:
        if student not in known and not (folder / student).is_dir():
            raise PolicyError(
                f"LatePolicy.extensions names the student {student!r}, who is not on the course's "
                "list (course/students.csv) and has handed in nothing. Give the id as it is there."
            )


def applied(course, submission, following: bool = False) -> Lateness:
    """Apply the course's policy to a submission, and enter the penalty in the gradebook.

    Args:
        course: the `Course`.
        submission: the `Submission`.
        following: apply it also to the student's later assignments, whose slip days depend on
            this one.

    Raises:
        PolicyError: a setting is wrong.
        UserError: a `timestamp.txt` cannot be read.
    """
    with course.gradebook() as book:
        return enter(
            book,
            course.late_policy,
            course.folder,
            submission.assignment,
            submission.student,
            following,
        )


def applied_to_class(course, assignment: str, students: Iterable[str]) -> dict[str, Lateness]:
    """`applied` for many students at once, by student."""
    with course.gradebook() as book:
        return {
            student: enter(book, course.late_policy, course.folder, assignment, student)
            for student in students
        }


def enter(
    book: Gradebook,
    policy: LatePolicy,
    folder: CourseDirectory,
    assignment: str,
    student: str,
    following: bool = False,
) -> Lateness:
    """Apply a policy to a submission in an open gradebook; `applied` says more."""
    needed = policy.order if policy.slip_days else []
    found = counts(policy, student, _times(folder, student, {*needed, assignment}))
    if following and assignment in needed:
        later = needed[needed.index(assignment) + 1 :]
        for name in filter(found.__contains__, later):
            _enter(book, policy, found[name], student)
    return _enter(book, policy, found.get(assignment, Count(assignment, None, None)), student)


def _enter(book: Gradebook, policy: LatePolicy, count: Count, student: str) -> Lateness:
    try:
        kept = book.find_submission(count.assignment, student)
    except MissingEntry:
        return _lateness(policy, count, None)
    raw = 0.0
    for notebook in kept.notebooks:
        raw += notebook.score
        notebook.late_submission_penalty = count.penalty(notebook.score) or None
    _enter_times(kept, policy, count)
    book.db.commit()
    return _lateness(policy, count, raw)


def _enter_times(kept: SubmittedAssignment, policy: LatePolicy, count: Count) -> None:
    """nbgrader keeps times in UTC without a zone, and an extension as a duration."""
    if count.handed_in:
        kept.timestamp = clock.utc(count.handed_in).replace(tzinfo=None)
    if count.due:
        due = clock.utc(policy.due_dates[count.assignment])
        kept.assignment.duedate = due.replace(tzinfo=None)
        kept.extension = clock.utc(count.due) - due if count.extended else None


def _lateness(policy: LatePolicy, count: Count, raw: float | None) -> Lateness:
    points = raw or 0.0
    return Lateness(
        count.handed_in,
        count.due,
        count.penalty(points),
        sentences(policy, count, raw),
        points,
        count.extended,
    )


def _times(folder: CourseDirectory, student: str, names: set[str]) -> dict[str, datetime | None]:
    """When the student handed in what; the assignments that were not handed in are left out."""
    found = {}
    for name in names:
        path = Path(folder.format_path(folder.submitted_directory, student, name))
        if path.is_dir():
            found[name] = time_in(path)
    return found


def time_in(folder: Path) -> datetime | None:
    """The time in a folder's `timestamp.txt`, as nbgrader reads it; None if there is none.

    Raises:
        UserError: it cannot be read.
    """
    path = folder / TIMESTAMP
    try:
        text = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read: {error}. Mend or remove it.") from None
    try:
        return parse_utc(text).replace(tzinfo=UTC) if text else None
    except (ValueError, OverflowError):
        raise UserError(f"{path} holds no time: {text!r}. Mend or remove it.") from None
