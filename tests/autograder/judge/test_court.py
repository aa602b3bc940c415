"""What tests remember of a student's functions, and until when."""

import gc
import itertools
import sys
import weakref

import jax
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.judge import cells, court as jury
from autograder.judge.court import Court
from autograder.kernel import CellRun


GIVEN = """
import functools

asked = []

@functools.cache
def remembered(function):
    asked.append(1)
    return function(1)
"""


class Here:
    """A kernel in this process."""

    def run(self, code, seconds, question):
        return CellRun("ok", value=eval(question))


def cell(kind, name, code):
    marks = {"grade_id": name, "grade": kind == "test", "solution": kind == "task"}
    marks |= {"locked": kind != "task", "schema_version": 3, "task": False}
    return new_code_cell(
        code, metadata={"nbgrader": marks | ({"points": 1} if marks["grade"] else {})}
    )


@pytest.fixture
def court(monkeypatch):
    test = cell("test", "test_answer", "value = remembered(answer); checked = (value, len(asked))")
    given, task = cell("given", "given", GIVEN), cell("task", "answer", "")
    made = Court(new_notebook(cells=[given, task, test]), Here())
    monkeypatch.setitem(sys.modules["__main__"].__dict__, "answer", lambda x: x + 1)
    made.given(given, 10.0)
    made.ask = lambda: (made.test(test, 10.0), made._names["checked"])[1]
    return made


def test_tests_of_one_task_share_what_a_given_cell_remembers_of_a_function(court):
    assert [court.ask(), court.ask()] == [(2, 1), (2, 1)]


def test_a_function_is_met_anew_after_a_cell_of_the_student(court, monkeypatch):
    court.ask()
    monkeypatch.setitem(sys.modules["__main__"].__dict__, "answer", lambda x: x + 10)
    court.forget()
    assert court.ask() == (11, 2)


def test_a_cell_uses_names_of_the_notebook_and_not_its_functions_own():
    code = "def test(n):\n    root = work(n)\n    return [rate for k in grid(root)]\ntest(size)"
    assert cells.used(code) == {"work", "rate", "grid", "size", "test"}
    assert cells.used("this is no code") == set()


def test_programs_of_students_are_forgotten_after_a_while(court, monkeypatch):
    """JAX keeps each program that it compiled, and what the program holds."""
    double = jax.export.export(jax.jit(lambda x: 2 * x))(1.0)
    assert jax.jit(double.call)(2.0) == 4.0
    held = weakref.ref(double)
    del double
    monkeypatch.setattr(jury, "REMEMBERED", 3)
    monkeypatch.setattr(jury, "_closed", itertools.count(1))
    alive = []
    for _ in range(3):
        court.close()
        gc.collect()
        alive.append(held() is not None)
    assert alive == [True, True, False]
