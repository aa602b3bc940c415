"""A desk that is lost: who is to blame, and who is not."""

import nbformat
import pytest
from tiny_course import make, source

from autograder import desk
from autograder.source import ProblemSet


pytestmark = pytest.mark.slow
# A test that brings its process down, as often as the file says.
WORN = """
import os
from pathlib import Path

left = Path({file!r})
times = int(left.read_text())
if times:
    left.write_text(str(times - 1))
    os._exit(1)
assert double(3) == 6
"""


@pytest.fixture
def at(tmp_path):
    """Judges the right answers, at a desk that is lost so many times."""
    left = tmp_path / "left"
    left.write_text("0")
    root = make(tmp_path, source(double_test=WORN.format(file=str(left))))
    found = ProblemSet(root / "solutions" / "tiny" / "tiny.md")
    with desk.Desk(desk.setup_of(found.source, found.release, desk.Limits(), "", "")) as one:

        def judged(times):
            left.write_text(str(times))
            graded = one.judge(nbformat.writes(found.source).encode(), "ada.ipynb")
            return {test.name: (test.earned, test.reason) for test in graded.tests}

        yield judged


def test_a_desk_that_others_wore_out_costs_nobody_a_point(at):
    right = {"test_double": (4, ""), "test_half": (4, "")}
    assert at(0) == right
    assert at(1) == right


def test_what_brings_down_a_fresh_desk_as_well_earns_nothing(at):
    at(0)
    assert at(2) == {"test_double": (0, desk.BROUGHT_DOWN), "test_half": (4, "")}


def test_a_desk_that_is_lost_at_the_first_submission_was_fresh(at):
    assert at(1)["test_double"] == (0, desk.BROUGHT_DOWN)
