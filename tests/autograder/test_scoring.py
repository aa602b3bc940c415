"""Scores obey the task, whatever happened to the notebook: the traps of other graders.

Each row changes a solved notebook of the tiny set, in which each of two tasks is worth four points.
"""

from copy import deepcopy

import pytest
from nbformat.v4 import new_code_cell
from tiny_course import make, source

from autograder.grading import grade
from autograder.kernel import Limits
from autograder.notebook import grade_id, plain
from autograder.source import ProblemSet


LIMITS = Limits(cell_seconds=5, total_seconds=90)
DOUBLE = "def double(x):\n    return 2 * x"
HALF = "def half(x):\n    return x / 2"


@pytest.fixture(scope="module")
def tiny_set(tmp_path_factory):
    root = make(tmp_path_factory.mktemp("tiny"))
    return ProblemSet(root / "solutions" / "tiny" / "tiny.md")


def solved(tiny_set):
    notebook = deepcopy(tiny_set.release)
    set_source(notebook, double=DOUBLE, half=HALF)
    return notebook


def set_source(notebook, **code):
    for cell in notebook.cells:
        cell.source = code.get(grade_id(cell), cell.source)


def named(notebook, name):
    return next(cell for cell in notebook.cells if grade_id(cell) == name)


def judged(tiny_set, notebook):
    return grade(tiny_set.source, tiny_set.release, plain(notebook), LIMITS)


def warn(notebook):
    set_source(
        notebook,
        double="import warnings\n" + DOUBLE + "\ndouble_ = double\n"
        "def double(x):\n    warnings.warn('careful')\n    return double_(x)",
    )


def write_to_stderr(notebook):
    set_source(
        notebook,
        double="import sys\n"
        + DOUBLE.replace(
            "    return", "    print('GPU may be present', file=sys.stderr)\n    return"
        ),
    )


def print_a_score(notebook):
    set_source(notebook, half=HALF.replace("    return", "    print('0.5 passed 100')\n    return"))


def display_an_error_lookalike(notebook):
    set_source(notebook, half=HALF + "\nprint('AssertionError')\n-3.0")


def skip_execution(notebook):
    named(notebook, "test_double").metadata["tags"] = ["skip-execution"]


def copy_a_test(notebook):
    notebook.cells.append(deepcopy(named(notebook, "test_double")))


def delete_the_tests(notebook):
    notebook.cells = [c for c in notebook.cells if not str(grade_id(c)).startswith("test_")]


def weaken_a_test(notebook):
    named(notebook, "test_double").source = "pass"


def raise_the_points(notebook):
    named(notebook, "test_double").metadata.nbgrader["points"] = 1000


def turn_a_test_into_a_solution(notebook):
    named(notebook, "test_double").metadata.nbgrader.update(solution=True, grade=False)


def rename_the_labels(notebook):
    for cell in notebook.cells:
        if grade_id(cell):
            cell.metadata.nbgrader["grade_id"] += "_renamed"


def lose_all_metadata(notebook):
    for cell in notebook.cells:
        cell.metadata = type(cell.metadata)()


def pass_through_colab(notebook):
    for number, cell in enumerate(notebook.cells):
        cell.pop("id", None)
        cell.metadata["id"] = f"colab{number}"
        cell.metadata["outputId"] = "0"
    notebook.nbformat_minor = 0


def add_a_helper_in_a_cell_of_its_own(notebook):
    place = notebook.cells.index(named(notebook, "double"))
    notebook.cells.insert(place, new_code_cell("def times(a, b):\n    return a * b"))
    set_source(notebook, double="def double(x):\n    return times(2, x)")


def answer_in_a_new_cell(notebook):
    place = notebook.cells.index(named(notebook, "half"))
    notebook.cells[place] = new_code_cell(HALF)


def copy_the_answer_cell(notebook):
    place = notebook.cells.index(named(notebook, "half"))
    notebook.cells.insert(place, deepcopy(named(notebook, "half")))
    notebook.cells[place].source = "# first try\n" + HALF.replace("/ 2", "/ 3")


def change_the_order(notebook):
    notebook.cells.append(notebook.cells.pop(notebook.cells.index(named(notebook, "double"))))


@pytest.mark.parametrize(
    "change",
    [warn, write_to_stderr, print_a_score, display_an_error_lookalike, skip_execution, copy_a_test]
    + [delete_the_tests, weaken_a_test, raise_the_points, turn_a_test_into_a_solution]
    + [rename_the_labels, lose_all_metadata, pass_through_colab, change_the_order]
    + [add_a_helper_in_a_cell_of_its_own, answer_in_a_new_cell, copy_the_answer_cell],
)
def test_right_work_keeps_its_points(tiny_set, change):
    notebook = solved(tiny_set)
    change(notebook)
    graded = judged(tiny_set, notebook)
    assert (graded.earned, graded.maximum) == (8, 8), graded.tests


@pytest.mark.parametrize(
    "change",
    [skip_execution, copy_a_test, delete_the_tests, weaken_a_test, raise_the_points]
    + [turn_a_test_into_a_solution, lose_all_metadata, rename_the_labels],
)
def test_no_change_to_the_tests_earns_points(tiny_set, change):
    notebook = solved(tiny_set)
    set_source(notebook, double="def double(x):\n    return x", half="def half(x):\n    return x")
    change(notebook)
    assert judged(tiny_set, notebook).earned == 0


def test_what_was_repaired_is_said(tiny_set):
    notebook = solved(tiny_set)
    lose_all_metadata(notebook)
    notes = " ".join(judged(tiny_set, notebook).notes)
    assert "recognised as `double`" in notes
    assert "recognised as `half`" in notes


BROKEN = {
    "ends the kernel": ("import os\ndef double(x):\n    os._exit(1)", "ended the kernel"),
    "ends it at once": ("import os\nos._exit(1)", "did not finish"),
    "never ends": ("def double(x):\n    while True: pass", "does not end"),
    "never ends at once": ("while True: pass", "was stopped after"),
    "ignores the interrupt": (
        "import time\ndef double(x):\n    while True:\n        try: time.sleep(9)\n"
        "        except BaseException: pass",
        "did not stop",
    ),
    "raises": ("def double(x):\n    raise ValueError('sorry')", "ValueError: sorry"),
    "does not parse": ("def double(x) return", "SyntaxError"),
    "has another name": ("def twice(x):\n    return 2 * x", "defines `twice`"),
    "exits": ("import sys\ndef double(x):\n    sys.exit(0)", "SystemExit"),
    "is wrong": ("def double(x):\n    return x", "is false"),
}


STOPPED = list(BROKEN)[:5]


@pytest.mark.parametrize(("code", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_task_costs_its_own_points_and_says_why(tiny_set, code, reason):
    notebook = solved(tiny_set)
    set_source(notebook, double=code)
    graded = judged(tiny_set, notebook)
    assert [test.earned for test in graded.tests] == [0, 4], graded.tests
    assert reason in graded.tests[0].reason
    put_to_an_end = [BROKEN[name] for name in STOPPED]
    assert bool(graded.tests[0].stopped) is ((code, reason) in put_to_an_end)


def test_points_earned_before_the_kernel_died_stay(tiny_set):
    notebook = solved(tiny_set)
    set_source(notebook, half="import os\ndef half(x):\n    os._exit(1)")
    assert [test.earned for test in judged(tiny_set, notebook).tests] == [4, 0]


def test_hidden_tests_are_run(tiny_set):
    notebook = solved(tiny_set)
    set_source(notebook, half="def half(x):\n    return x // 2")
    graded = judged(tiny_set, notebook)
    assert [test.earned for test in graded.tests] == [4, 0]
    assert graded.tests[1].reason == "half(5) is not 2.5"


@pytest.mark.parametrize(
    ("last_line", "points", "status"),
    [
        ("2.5 * (double(1) == 2)", 2.5, "partial"),
        ("import numpy as np\nnp.float32(1.5)", 1.5, "partial"),
        ("import jax.numpy as jnp\njnp.float32(2.5)", 2.5, "partial"),
        ("float('nan')", 0, "faulty"),
        ("-1.0", 0, "faulty"),
        ("1e9", 0, "faulty"),
        ("'4'", 0, "faulty"),
        ("double(1) == 2", 4, "passed"),
        ("double(1) == 3", 0, "failed"),
        ("None", 4, "passed"),
    ],
)
def test_the_last_expression_of_a_test_is_its_points(tmp_path, last_line, points, status):
    root = make(tmp_path, source(double_test=last_line))
    tiny_set = ProblemSet(root / "solutions" / "tiny" / "tiny.md")
    test = judged(tiny_set, solved(tiny_set)).tests[0]
    assert (test.earned, test.status) == (points, status)


def test_a_notebook_that_uses_up_its_time_keeps_what_it_earned(tiny_set):
    notebook = solved(tiny_set)
    set_source(notebook, half="import time\ntime.sleep(30)")
    limits = Limits(cell_seconds=60, total_seconds=3)
    graded = grade(tiny_set.source, tiny_set.release, plain(notebook), limits)
    assert [test.earned for test in graded.tests] == [4, 0]


def test_an_error_of_jax_is_explained_with_the_students_line(tmp_path):
    root = make(tmp_path, source(double_test="import jax.numpy as jnp\ndouble(jnp.ones(3))"))
    tiny_set = ProblemSet(root / "solutions" / "tiny" / "tiny.md")
    notebook = solved(tiny_set)
    set_source(notebook, double="def double(x):\n    x[0] = 2 * x[0]\n    return x")
    reason = judged(tiny_set, notebook).tests[0].reason
    assert "`x[0] = 2 * x[0]`" in reason
    assert "x.at[i].set(v)" in reason
    assert "error-immutable" in reason
