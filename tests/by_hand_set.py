"""A tiny set with parts that a person grades: a text, and code that prints."""

import io
import json
from contextlib import redirect_stdout
from copy import deepcopy

import nbformat
from nbformat.v4 import new_output
from tiny_course import DOUBLE, HEADER, cell

from autograder.course import Course, Submission
from autograder.grading import Graded, Verdict, grade
from autograder.notebook import grade_id, is_test, parse, points
from autograder.rebuild import rebuild


EXPLAIN = "Doubling adds $x$ to itself."
PLOT = 'print("o" * double(2))'
RIGHT = {"double": "def double(x):\n    return 2 * x", "explain": EXPLAIN, "plot": PLOT}


def text_cell(name: str, text: str, **more) -> str:
    """A Markdown cell in MyST that a person grades."""
    marks = {
        "grade": True,
        "grade_id": name,
        "locked": False,
        "points": 5,
        "schema_version": 3,
        "solution": True,
        "task": False,
        **more,
    }
    return f"+++ {json.dumps({'nbgrader': marks})}\n\n{text}\n\n+++\n"


def code_cell(name: str, code: str) -> str:
    """A code cell in MyST that a person grades."""
    written = cell("task", name, code, 3)
    return written.replace("  grade: false", "  grade: true", 1)


def source(explain: str = EXPLAIN, test: str = "assert double(3) == 6") -> str:
    """Four points for a test, five for a text, three for what a cell prints."""
    return HEADER + "\n".join(
        [
            cell("task", "double", DOUBLE),
            cell("test", "test_double", test, 4),
            "## Explain\n\nWhy?\n",
            text_cell("explain", explain),
            "## Draw\n\nDraw it.\n",
            code_cell("plot", PLOT),
        ]
    )


def handed_in(course: Course, answers: dict[str, str], student: str = "ada", change=None):
    """Hand in the tiny set with some of its cells written."""
    notebook = deepcopy(course.problem_set("tiny").release)
    for found in notebook.cells:
        found.source = answers.get(grade_id(found), found.source)
    if change:
        change(notebook)
    submission = course.submission(student, "tiny")
    submission.path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, submission.path)
    return submission


def graded(course: Course, submission: Submission) -> Graded:
    """Grade what was handed in, as `autograder grade` does, in this process."""
    source, release = course.sources("tiny")
    found = grade(source, release, parse(submission.path.read_bytes()))
    course.record(submission, found, source)
    return found


def entered(course: Course, submission: Submission) -> Graded:
    """The same without a kernel: the cells run right here, which is for our own cells only."""
    source, release = course.sources("tiny")
    notebook = rebuild(source, release, parse(submission.path.read_bytes())).notebook
    names, tests = {}, []
    for found in filter(lambda cell: cell.cell_type == "code", notebook.cells[2:]):
        printed, status = io.StringIO(), "passed"
        try:
            with redirect_stdout(printed):
                exec(found.source, names)
        except Exception:
            status = "failed"
        found.outputs = [new_output("stream", name="stdout", text=printed.getvalue())]
        if is_test(found):
            earned = points(found) if status == "passed" else 0.0
            tests.append(Verdict(grade_id(found), "double", earned, points(found), status))
            data = {"text/plain": f"{earned:g}"}
            found.outputs.append(new_output("execute_result", data=data))
    made = Graded(notebook, tests)
    course.record(submission, made, source)
    return made


def by_person(course: Course, name: str, score: float | None, comment: str = "", student="ada"):
    """Give a score and a comment as the formgrader does."""
    with course.gradebook() as book:
        found = book.find_grade(name, "tiny", "tiny", student)
        found.manual_score, found.needs_manual_grade = score, False
        if comment:
            book.find_comment(name, "tiny", "tiny", student).manual_comment = comment
        book.db.commit()
