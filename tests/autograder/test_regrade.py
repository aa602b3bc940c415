"""Where some tests have changed, their tasks are graded again and the others are left alone."""

import shutil

import graded_course
import pytest
import tiny_course

from autograder import grading
from autograder.course import Course
from autograder.grading import Watch


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return graded_course.make(tmp_path_factory.mktemp("regrade")).root


@pytest.fixture
def graded(released, tmp_path):
    """A course with one submission that earned all points."""
    course = Course(shutil.copytree(released, tmp_path / "course"))
    submission = graded_course.hand_in(course, "ada")
    graded_course.grade(course, submission)
    return course, submission


def changed(course, text):
    """The set with other tests."""
    (course.root / "solutions" / "tiny" / "tiny.md").write_text(text)
    return Course(course.root).problem_set("tiny").source


def test_nothing_changed(graded):
    course, submission = graded
    source, _ = course.sources("tiny")
    assert course.is_graded(submission, source)
    assert set(course.verdicts(submission, source)) == {"test_double", "test_half"}


def test_a_changed_test_is_graded_again_with_its_task_alone(graded):
    course, submission = graded
    source = changed(course, tiny_course.source(half_test="assert half(8) == 4"))
    assert not course.is_graded(submission, source)
    assert set(course.verdicts(submission, source)) == {"test_double"}
    begun = []
    watch = Watch(lambda what, test: begun.append(test), keep=course.verdicts(submission, source))
    again = grading.run(source, watch=watch)
    assert set(begun) == {"test_half"} and again.earned == 8


def test_a_changed_given_cell_concerns_every_task(graded):
    course, submission = graded
    source = changed(course, tiny_course.source().replace("import math", "import cmath"))
    assert course.verdicts(submission, source) == {}


def test_another_file_is_graded_as_a_whole(graded):
    course, submission = graded
    submission.path.write_text(submission.path.read_text() + " ")
    source = changed(course, tiny_course.source(half_test="assert half(8) == 4"))
    assert course.verdicts(submission, source) == {}


def test_a_test_that_is_worth_more_now_is_graded_again(graded):
    course, submission = graded
    source = changed(course, tiny_course.source().replace("points: 4", "points: 6", 1))
    assert set(course.verdicts(submission, source)) == {"test_half"}
