"""Hostile submissions: none gains a point that it has not earned, reads a secret, or harms others.

Each file in `hostile/` is the cell of the task `double`, one technique each. `Gets: ...` names the
tests that it passes by right, `Told: ...` words of the reason that its author is told.
"""

import os
import re
from pathlib import Path

import nbformat
import psutil
import pytest
from bs4 import BeautifulSoup
from tiny_course import FRONT_MATTER, cell

from autograder import desk, feedback
from autograder.kernel import Limits
from autograder.notebook import grade_id
from autograder.sandbox import host
from autograder.source import ProblemSet


HOSTILE = sorted((Path(__file__).parent / "hostile").glob("*.py"))
LIMITS = Limits(cell_seconds=8, total_seconds=45)
TASK = '''
def {name}(x):
    """{what} x."""
    ### BEGIN SOLUTION
    return {result}
    ### END SOLUTION
'''
GIVEN = """
import jax
import jax.numpy as jnp
import numpy as np
from autograder import checks


def fresh_double(x):
    return 2 * x
"""
HIDDEN = """
checks.close(double(jnp.float32(-1.0)), -2.0, "double(-1)")
### BEGIN HIDDEN TESTS
def draw_one(draw):
    return (jnp.float32(draw.normal()),)


checks.agrees(double, fresh_double, draw_one, call="double")
### END HIDDEN TESTS
"""
PROGRAM = """
checks.jittable(double, 3.0)
checks.pure(double, 3.0)
program = checks.Program.lower(double, 0.5)
checks.close(program(0.5), 1.0, "the program of double, at 0.5")
"""
SET = "\n".join(
    [
        FRONT_MATTER,
        "# Exam\n",
        cell("given", "imports", GIVEN),
        cell("task", "double", TASK.format(name="double", what="Twice", result="2 * x")),
        cell("test", "test_double", 'checks.close(double(2.0), 4.0, "double(2)")', 2),
        cell("test", "test_double_2", HIDDEN, 4),
        cell("test", "test_double_3", PROGRAM, 2),
        cell("task", "half", TASK.format(name="half", what="Half", result="x / 2")),
        cell("test", "test_half", 'checks.close(half(3.0), 1.5, "half(3)")', 2),
    ]
)

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]


@pytest.fixture(scope="module")
def exam(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exam")
    path = folder / "exam.md"
    path.write_text(SET)
    return ProblemSet(path, "jax-course-autograder")


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture(scope="module")
def judge(exam, compiled):
    """A desk, used for one submission after the other."""
    os.environ["SECRET_TOKEN"] = "SECRET"
    setup = desk.setup_of(exam.source, exam.release, LIMITS, host.chosen(), str(compiled))
    with desk.Desk(setup) as first:
        right = desk.prepared(setup, first)
    assert right.earned == right.maximum == 10, right.tests
    margin, desk.MARGIN_SECONDS = desk.MARGIN_SECONDS, 15.0
    with desk.Desk(setup) as found:
        yield found
    desk.MARGIN_SECONDS = margin


def handed_in(exam, code):
    notebook = nbformat.from_dict(exam.release)
    for each in notebook.cells:
        if grade_id(each) == "double":
            each.source = code
        if grade_id(each) == "half":
            each.source = "def half(x):\n    return x / 2"
    return nbformat.writes(notebook).encode()


def tag(path, name):
    found = re.search(rf"^{name}: (.+)$", path.read_text(), re.MULTILINE)
    return found[1] if found else ""


def test_what_one_judge_compiled_the_next_one_reads(exam, judge, compiled):
    kept = set(compiled.glob("judge/*-cache"))
    assert len(kept) > 3
    judge.judge(handed_in(exam, "def double(x):\n    return 2 * x"), "right")
    assert set(compiled.glob("judge/*-cache")) == kept


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_a_hostile_submission_gains_nothing(path, exam, judge):
    graded = judge.judge(handed_in(exam, path.read_text()), path.stem)
    may_pass = {*tag(path, "Gets").split(), "test_half"}
    gained = {test.name: test for test in graded.tests if test.earned} | {}
    assert set(gained) <= may_pass, gained
    lost = [test for test in graded.tests if not test.earned]
    assert all(test.reason for test in lost)
    reasons = "\n".join(test.reason for test in lost)
    assert tag(path, "Told") in reasons, reasons
    page = BeautifulSoup(feedback.page("Exam", "eve", graded), "html.parser")
    assert not page.find_all("script")
    assert not [t for t in page.find_all(True) for a in t.attrs if a.startswith("on")]
    kept = nbformat.writes(graded.notebook)
    assert len(kept) < 5_000_000
    kinds = {
        k for c in graded.notebook.cells for o in c.get("outputs", []) for k in o.get("data", [])
    }
    assert kinds <= {"text/plain", "image/png", "image/jpeg"}


def test_a_right_submission_after_all_of_them_gets_everything(exam, judge):
    graded = judge.judge(handed_in(exam, "def double(x):\n    return x + x"), "ada")
    assert graded.earned == 10, graded.tests


def test_nothing_of_them_is_left(exam, judge):
    judge.close()
    mine = psutil.Process().children(recursive=True)
    assert [p for p in mine if "autograder.sandbox.zygote" in p.cmdline()] == []
    sleeping = [p for p in psutil.process_iter(["cmdline"]) if "3600" in (p.info["cmdline"] or [])]
    assert sleeping == []


def test_there_are_enough_of_them():
    assert len(HOSTILE) >= 40
