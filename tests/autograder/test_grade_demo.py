"""`make grade-demo`: each of ten files gets its score and a reason, or is set aside by name."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from demo_class import ROOT, SET, students


@pytest.mark.slow
@pytest.mark.sandbox
def test_the_made_up_class_is_graded_as_it_must_be():
    demo = Path(__file__).parents[1] / "grade_demo.py"
    result = subprocess.run([sys.executable, demo], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout[-5000:] + result.stderr[-2000:]
    course = ROOT / "_build" / "grade-demo" / "course"
    with (course / "grades" / f"{SET}.csv").open() as stream:
        scores = {row["id"]: float(row["score"]) for row in csv.DictReader(stream)}
    graded = [student for student in students() if student.points is not None]
    assert scores == {student.name: student.points for student in graded}
    aside = (course / "set_aside" / f"{SET}.txt").read_text()
    assert "ivo.ipynb: it is a notebook of ps09_option_pricing" in aside
    for student in graded:
        page = (course / "feedback" / student.name / SET / f"{SET}.html").read_text()
        assert student.reason.strip("`").replace("'", "&#39;") in page
