"""Where the students of a made-up class stand, as the class report reads it; nothing is run."""

from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook

from autograder.course import Submission
from autograder.exporting.standing import Part, Standing
from autograder.grading import Graded, Verdict
from autograder.late import Lateness
from autograder.roster import Student


REFERENCE = "def {task}(x):\n    return reference(x)"
STUB = "def {task}(x):\n    # YOUR CODE HERE\n    raise NotImplementedError"
TASKS = ("first", "second")
PARTS = [Part(task, (f"test_{task}",), 10.0) for task in TASKS]


def notebook(codes):
    """A notebook that holds these answers, by task."""
    marks = {task: {"nbgrader": {"grade_id": task, "solution": True}} for task in codes}
    return new_notebook(cells=[new_code_cell(codes[t], metadata=marks[t]) for t in codes])


def answers():
    """What the source and the release of the made-up set hold."""
    return tuple(
        notebook({task: text.format(task=task) for task in TASKS}) for text in (REFERENCE, STUB)
    )


def verdict(task, earned, reason="it is wrong", **more):
    """What the only test of a task gave; it is worth 10 points."""
    status = "passed" if earned == 10 else "partial" if earned else "failed"
    values = {"status": status, "reason": "" if earned == 10 else reason, "seconds": 0.5} | more
    return Verdict(f"test_{task}", task, float(earned), 10.0, **values)


def standing(name, *tests, codes=None, notes=(), penalty=0.0, seconds=1.0, cells=None, parts=PARTS):
    """Where a student stands who handed in; points as the tests gave them, unless `cells` says."""
    graded = Graded(notebook(codes or {}), list(tests), list(notes), seconds)
    cells = {test.name: test.earned for test in tests} if cells is None else cells
    raw = sum(filter(None, cells.values()))
    lateness = Lateness(None, None, penalty, ["It came late."] if penalty else [], raw)
    submission = Submission(name, "tiny", Path("in.ipynb"), Path("out.ipynb"))
    return Standing(Student(name), parts, submission, graded, lateness, cells)


def scored(name, first, second, **more):
    """A student with so many points for the two tasks."""
    return standing(name, verdict("first", first), verdict("second", second), **more)


def absent(name):
    """A student of the list who handed in nothing."""
    return Standing(Student(name), PARTS)
