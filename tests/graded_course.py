"""Courses with graded submissions, made without running a notebook."""

from copy import deepcopy
from pathlib import Path

import tiny_course
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder import roster
from autograder.course import Course, Submission
from autograder.grading import Graded, Verdict
from autograder.notebook import grade_id, is_task, is_test, points, task_of
from autograder.roster import Student


def make(folder: Path, *settings: str, sets: tuple[str, ...] = ("tiny",), text: str = "") -> Course:
    """A course whose sets are released; `settings` are lines for `nbgrader_config.py`."""
    root = tiny_course.make(folder, text or None)
    for name in sets:
        path = root / "solutions" / name / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text or tiny_course.source())
    course = configured(root, *settings)
    for name in sets:
        course.release(course.problem_set(name))
    return course


def configured(root: Path, *settings: str) -> Course:
    """The same course with other settings."""
    text = "\n".join([tiny_course.NBGRADER, *settings])
    (root / "nbgrader_config.py").write_text(text + "\n")
    return Course(root)


def hand_in(course: Course, student: str, time: str = "", name: str = "tiny") -> Submission:
    """A submission whose time is known if one is given."""
    submission = course.submission(student, name)
    submission.path.parent.mkdir(parents=True, exist_ok=True)
    submission.path.write_text("{}")
    if time:
        (submission.path.parent / "timestamp.txt").write_text(time)
    return submission


def grade(course: Course, submission: Submission, *earned: float, reason: str = "wrong") -> Graded:
    """Record what each test of a submission earned, in order; all points if none are given."""
    source, _ = course.sources(submission.assignment)
    graded = judged(source, *earned, reason=reason)
    course.record(submission, graded, source)
    return graded


def judged(source: NotebookNode, *earned: float, reason: str = "wrong") -> Graded:
    notebook, tests = deepcopy(source), []
    tasks = [grade_id(cell) for cell in notebook.cells if is_task(cell)]
    for number, cell in enumerate(filter(is_test, notebook.cells)):
        got = earned[number] if earned else points(cell)
        status, why = ("passed", "") if got == points(cell) else ("failed", reason)
        name = grade_id(cell)
        tests.append(Verdict(name, task_of(name, tasks), got, points(cell), status, why, 0.5))
        data = {"text/plain": f"{got:g}"}
        cell.outputs = [new_output("execute_result", data=data, execution_count=None)]
    return Graded(notebook, tests, [], 1.25)


def enrol(course: Course, *students: Student) -> None:
    """Make these the course's list."""
    roster.keep(course, list(students))
