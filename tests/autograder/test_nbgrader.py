"""nbgrader's own commands on our course: the same scores, its export, its feedback."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from test_scoring import DOUBLE, HALF, delete_the_tests, lose_all_metadata, set_source, warn

from autograder.course import Course


SUBMISSIONS = {
    "right": ({"double": DOUBLE, "half": HALF}, None, 8),
    "half_done": ({"double": DOUBLE}, None, 4),
    "warns": ({"double": DOUBLE, "half": HALF}, warn, 8),
    "no_tests": ({"double": "def double(x):\n    return x"}, delete_the_tests, 0),
    "no_metadata": ({"double": DOUBLE, "half": HALF}, lose_all_metadata, 8),
    "dies": ({"double": DOUBLE, "half": "import os\ndef half(x):\n    os._exit(1)"}, None, 4),
}


def nbgrader(root, *words):
    """Run nbgrader as an instructor would, in the course's root."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    result = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=root,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path},
    )
    assert result.returncode == 0, result.stderr[-3000:]


@pytest.mark.slow
@pytest.mark.sandbox
def test_nbgrader_gives_the_scores_that_we_give(tiny):
    course = Course(tiny)
    course.release(course.problem_set("tiny"))
    for student, (answers, change, _) in SUBMISSIONS.items():
        notebook = nbformat.read(tiny / "course/release/tiny/tiny.ipynb", as_version=4)
        set_source(notebook, **answers)
        if change:
            change(notebook)
        path = course.submission(student, "tiny").path
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    nbgrader(tiny, "autograde", "tiny")
    scores = {name: course.score(course.submission(name, "tiny")) for name in SUBMISSIONS}
    assert scores == {name: (points, 8) for name, (*_, points) in SUBMISSIONS.items()}

    nbgrader(tiny, "generate_feedback", "tiny")
    assert (tiny / "course/feedback/right/tiny/tiny.html").is_file()
    nbgrader(tiny, "export")
    rows = list(csv.DictReader((tiny / "grades.csv").open()))
    assert {row["student_id"]: float(row["score"]) for row in rows} == {
        name: points for name, (*_, points) in SUBMISSIONS.items()
    }
