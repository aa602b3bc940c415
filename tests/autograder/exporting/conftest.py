"""A small class with difficult names, graded without running a notebook."""

import shutil

import pytest
from graded_course import enrol, grade, hand_in, make

from autograder.course import Course
from autograder.roster import Student


CLASS = [
    Student("ada", "Ada", "Lovelace", "ada@example.org", "al1", "101"),
    Student("nunez", "José María", "Núñez, Jr.", "nunez@example.org", "jn2", "102"),
    Student("quote", 'Ann "A"', "O'Brien", "=cmd()@example.org", "ao3", "103"),
    Student("bobby", "=HYPERLINK(1)", "@Tables", "bobby@example.org", "bt4", "104"),
    Student("lee1", "Kim", "Lee", "lee1@example.org", "kl5", "105"),
    Student("lee2", "Kim", "Lee", "lee2@example.org", "kl6", "106"),
    Student("gone", "Gone", "Away", "gone@example.org", "ga7", "107"),
]
SCORES = {"ada": (4, 4), "nunez": (4, 1.237), "quote": (0, 0), "bobby": (4, 0), "lee1": (4, 2)}
LATE = """
c.LatePolicy.timezone = "Europe/Berlin"
c.LatePolicy.due = {"tiny": "2026-09-14 23:59"}
c.LatePolicy.slope = 0.1
"""


@pytest.fixture(scope="session")
def class_root(tmp_path_factory):
    """`gone` handed in nothing, `lee2` is not graded, `nunez` was a day late."""
    course = make(tmp_path_factory.mktemp("class"), LATE)
    enrol(course, *CLASS)
    for student, earned in SCORES.items():
        time = "2026-09-15 10:00:00 UTC" if student == "nunez" else "2026-09-14 10:00:00 UTC"
        reason = "expected 2,\nnot <b>3</b>"
        grade(course, hand_in(course, student, time), *earned, reason=reason)
    hand_in(course, "lee2")
    return course.root


@pytest.fixture
def course(class_root, tmp_path):
    return Course(shutil.copytree(class_root, tmp_path / "class"))
