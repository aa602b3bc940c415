"""`results.json` for each student, as Gradescope documents it."""

import pytest
from lms_readers import gradescope

from autograder.exporting import run
from autograder.exporting.run import Request


def results(course, tmp_path, **options):
    request = Request("gradescope", output=tmp_path / "out", **options)
    run.export(course, ["tiny"], request)
    return {
        path.parent.name: gradescope(path.read_bytes())
        for path in (tmp_path / "out").glob("*/results.json")
    }


def test_each_graded_student_gets_a_file(course, tmp_path):
    found = results(course, tmp_path)
    assert set(found) == {"ada", "nunez", "quote", "bobby", "lee1"}
    late = found["nunez"]
    assert late["score"] == 4.72
    assert "1 day late" in late["output"]
    assert late["execution_time"] == 1.25
    assert late["tests"] == [
        {
            "name": "test_double",
            "score": 4,
            "max_score": 4,
            "status": "passed",
            "output": "",
            "visibility": "visible",
        },
        {
            "name": "test_half",
            "score": 1.24,
            "max_score": 4,
            "status": "failed",
            "output": "expected 2,\nnot <b>3</b>",
            "visibility": "after_published",
        },
    ]


@pytest.mark.parametrize("visibility", ["visible", "hidden", "after_due_date"])
def test_when_hidden_tests_are_shown_can_be_chosen(course, tmp_path, visibility):
    tests = results(course, tmp_path, hidden_tests=visibility)["ada"]["tests"]
    assert [test["visibility"] for test in tests] == ["visible", visibility]


def test_a_score_that_a_person_gave_counts(course, tmp_path):
    with course.gradebook() as book:
        book.find_grade("test_half", "tiny", "tiny", "quote").manual_score = 3
        book.find_comment("half", "tiny", "tiny", "quote").manual_comment = "Nearly."
        book.db.commit()
    found = results(course, tmp_path)["quote"]
    assert (found["score"], found["tests"][1]["score"]) == (3, 3)
    assert "Nearly." in found["output"]
