"""Where each student stands in an assignment: what every export is made from."""

from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbgrader.api import Assignment, BaseCell, Grade, SubmittedAssignment, SubmittedNotebook

from autograder import by_hand, collected, late, roster
from autograder.by_hand import HandGraded
from autograder.collected import Handed
from autograder.course import Course, CourseError, Submission
from autograder.grading import Graded
from autograder.late import Lateness
from autograder.notebook import grade_id, is_by_hand, is_task, is_test, marks, points, task_of
from autograder.roster import Student


@dataclass(frozen=True)
class Part:
    """A part of an assignment: a task with its tests, or one cell that a person grades."""

    name: str
    cells: tuple[str, ...]
    maximum: float
    by_hand: bool = False

    @property
    def title(self) -> str:
        """How the part is called in a table."""
        return f"{self.name} (by hand)" if self.by_hand else self.name


@dataclass(frozen=True)
class Standing:
    """A student's points for an assignment.

    Attributes:
        submission: what was collected from the student; None if nothing was.
        graded: the verdicts of the tests; None if it has not been graded.
        lateness: when it came, what that costs, and the points before and after.
        cells: points by grade cell, manual scores included; None where a person has to grade.
        handed: what the collector's record says of the file; None if it says nothing.
        people: what people gave, and are still to give.
    """

    student: Student
    parts: list[Part]
    submission: Submission | None = None
    graded: Graded | None = None
    lateness: Lateness | None = None
    cells: dict[str, float | None] = field(default_factory=dict)
    handed: Handed | None = None
    people: list[HandGraded] = field(default_factory=list)

    @property
    def maximum(self) -> float:
        return sum(part.maximum for part in self.parts)

    @property
    def score(self) -> float | None:
        """The points that count, lateness included; None if the submission is not graded."""
        return self.lateness.score if self.graded and self.lateness else None

    @property
    def waiting(self) -> list[str]:
        """The parts that a person has not graded yet."""
        if self.graded is None:
            return []
        return [part.name for part in self.parts if self.points(part) is None]

    @property
    def again(self) -> list[str]:
        """The parts that changed after a person graded them."""
        return [given.name for given in self.people if given.again]

    @property
    def finished(self) -> bool:
        """Whether the score is final: graded, by a person too where one has to."""
        return self.graded is not None and not self.waiting

    def points(self, part: Part) -> float | None:
        """What a part earned; None if it waits for a person, or nothing is graded."""
        earned = [self.cells.get(cell) for cell in part.cells]
        return None if None in earned else sum(earned)

    @property
    def label(self) -> str:
        """How the student is called in messages."""
        named = self.student.name
        return f"{named} ({self.student.id})" if named else self.student.id


def of(course: Course, assignment: str) -> list[Standing]:
    """Where everybody stands: the course's list, then others who handed something in.

    What lateness costs is worked out anew, and entered in the gradebook.

    Raises:
        CourseError: the set is not released, or nothing is collected and there is no list.
        PolicyError: a setting of `c.LatePolicy` is wrong.
    """
    source, _ = course.sources(assignment)
    submissions = {found.student: found for found in course.submissions(assignment)}
    listed = roster.of(course)
    known = {student.id for student in listed}
    late.check(course, known)
    students = [*listed, *(Student(name) for name in submissions if name not in known)]
    if not students:
        raise CourseError(f"Nothing of {assignment} was collected: run `autograder collect` first.")
    judged = {found.student: graded for found, graded in course.judged(assignment)}
    lateness = late.applied_to_class(course, assignment, submissions)
    points_by_cell = _points(course, assignment)
    records = collected.read(course, assignment)
    layout = parts(source)
    return [
        Standing(
            student,
            layout,
            submissions.get(student.id),
            judged.get(student.id),
            lateness.get(student.id),
            points_by_cell.get(student.id, {}),
            records.get(student.id),
            by_hand.of(course, submissions[student.id]) if student.id in judged else [],
        )
        for student in students
    ]


def parts(source: NotebookNode) -> list[Part]:
    """The parts of a set, in the order of its notebook."""
    tasks = [grade_id(cell) for cell in source.cells if is_task(cell)]
    found: dict[tuple[str, bool], list[NotebookNode]] = {}
    for cell in source.cells:
        if is_test(cell):
            found.setdefault((task_of(grade_id(cell), tasks), False), []).append(cell)
        elif is_by_hand(cell) or marks(cell).get("task"):
            found.setdefault((grade_id(cell), True), []).append(cell)
    return [
        Part(name, tuple(map(grade_id, cells)), sum(map(points, cells)), by_hand)
        for (name, by_hand), cells in found.items()
    ]


def _points(course: Course, assignment: str) -> dict[str, dict[str, float | None]]:
    """Points of the class by student and cell, as the gradebook has them."""
    found: dict[str, dict[str, float | None]] = {}
    with course.gradebook() as book:
        rows = (
            book.db.query(
                SubmittedAssignment.student_id,
                BaseCell.name,
                Grade.score,
                Grade.auto_score,
                Grade.manual_score,
            )
            .select_from(Grade)
            .join(BaseCell, Grade.cell_id == BaseCell.id)
            .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .filter(Assignment.name == assignment)
        )
        for student, cell, score, automatic, manual in rows:
            waits = automatic is None and manual is None
            found.setdefault(student, {})[cell] = None if waits else score
    return found
