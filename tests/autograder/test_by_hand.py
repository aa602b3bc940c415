"""Parts that a person grades: in a set, in grading, and what a re-run keeps."""

import base64
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from copy import deepcopy

import nbformat
import pytest
from by_hand_set import (
    EXPLAIN,
    RIGHT,
    by_person,
    code_cell,
    entered,
    graded,
    handed_in,
    source,
    text_cell,
)
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from tiny_course import HEADER, make

from autograder import by_hand, grading, written
from autograder.by_hand import HandGraded
from autograder.course import Course
from autograder.gradebook import GradebookError
from autograder.notebook import grade_id, is_test
from autograder.source import BadProblemSet, ProblemSet


WAITING = [HandGraded("explain", "explain", None, 5, ""), HandGraded("plot", "plot", None, 3, "")]


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A course in which the tiny set with parts for a person was released."""
    course = Course(make(tmp_path_factory.mktemp("released"), source()))
    course.release(course.problem_set("tiny"))
    return course.root


@pytest.fixture
def course(released, tmp_path):
    """A copy of that course for one test."""
    return Course(shutil.copytree(released, tmp_path / "course"))


def grade_of(course, name, student="ada"):
    """nbgrader's own words on a grade: automatic, manual, needs a person."""
    with course.gradebook() as book:
        found = book.find_grade(name, "tiny", "tiny", student)
        return found.auto_score, found.manual_score, found.needs_manual_grade


def comment_of(course, name, student="ada"):
    with course.gradebook() as book:
        found = book.find_comment(name, "tiny", "tiny", student)
        return found.auto_comment, found.manual_comment


def cell_of(notebook, name):
    return next(cell for cell in notebook.cells if grade_id(cell) == name)


class TestTheSet:
    def test_release_has_stubs_for_the_parts_and_no_solution(self, course):
        release = course.problem_set("tiny").release
        assert cell_of(release, "explain").source == "YOUR ANSWER HERE"
        assert "raise NotImplementedError" in cell_of(release, "plot").source
        assert EXPLAIN not in nbformat.writes(release)

    def test_it_passes_its_own_test(self, course):
        found = course.problem_set("tiny")
        assert grading.faults(found.source, found.release) == []

    def test_a_solution_that_raises_is_a_fault(self, tmp_path):
        text = source().replace('print("o" * double(2))', "1 / 0")
        found = ProblemSet(make(tmp_path, text) / "solutions/tiny/tiny.md")
        faults = grading.faults(found.source, found.release)
        told = "the reference solution of plot raises ZeroDivisionError: division by zero"
        assert faults == [told]

    @pytest.mark.parametrize(
        ("text", "complaint"),
        [
            (text_cell("explain", "x", task=True, solution=False, grade=False), "`task: true`"),
            (text_cell("explain", "x", grade=False), "needs both `grade: true` and"),
            (text_cell("explain", "x", solution=False), "needs both `grade: true` and"),
            (text_cell("explain", "x", points=0), "worth no points"),
            (text_cell("explain it", "x"), "letters, digits"),
            (text_cell("explain", "x", locked=True), "`locked: false`"),
            (code_cell("plot", "x").replace("points: 3", "points: 0"), "worth no points"),
        ],
    )
    def test_a_part_that_breaks_a_rule_is_refused_by_its_name(self, tmp_path, text, complaint):
        path = make(tmp_path, HEADER + text) / "solutions/tiny/tiny.md"
        with pytest.raises(BadProblemSet, match=complaint) as refused:
            ProblemSet(path).source  # noqa: B018
        assert "tiny.md: the cell `" in str(refused.value)


class TestGrading:
    def test_what_tests_earn_and_what_waits_for_a_person_are_kept_apart(self, course):
        submission = handed_in(course, RIGHT)
        found = graded(course, submission)
        assert (found.earned, found.maximum) == (4, 4)
        assert course.score(submission) == (4, 12)
        assert by_hand.of(course, submission) == WAITING
        assert by_hand.waiting(course, "tiny") == (2, 1)
        assert "oooo" in cell_of(found.notebook, "plot").outputs[0].text

    def test_a_part_left_as_it_was_gets_0_and_needs_nobody(self, course):
        submission = handed_in(course, {})
        entered(course, submission)
        assert grade_of(course, "explain") == (0, None, False)
        assert grade_of(course, "plot") == (0, None, False)
        assert comment_of(course, "explain") == ("No response.", None)
        assert [part.score for part in by_hand.of(course, submission)] == [0, 0]
        assert by_hand.waiting(course, "tiny") == (0, 0)

    def test_an_answer_in_a_cell_beside_the_empty_one_waits_for_a_person(self, course):
        def write_below(notebook):
            at = notebook.cells.index(cell_of(notebook, "explain"))
            notebook.cells.insert(at + 1, nbformat.v4.new_markdown_cell("It adds."))

        found = entered(course, handed_in(course, {}, change=write_below))
        assert grade_of(course, "explain") == (None, None, True)
        assert "It adds." in [cell.source for cell in found.notebook.cells]

    def test_an_answer_that_lost_its_label_is_found_where_it_stands(self, course):
        def lose_labels(notebook):
            for cell in notebook.cells:
                cell.metadata.clear()

        found = entered(course, handed_in(course, RIGHT, change=lose_labels))
        assert found.earned == 4
        assert cell_of(found.notebook, "explain").source == EXPLAIN
        assert "oooo" in cell_of(found.notebook, "plot").outputs[0].text
        assert grade_of(course, "explain") == (None, None, True)

    def test_a_text_in_two_cells_is_shown_whole(self, course):
        def split(notebook):
            second = deepcopy(cell_of(notebook, "explain"))
            second.source, second["id"] = "And it is even.", "another"
            notebook.cells.insert(notebook.cells.index(cell_of(notebook, "explain")) + 1, second)

        found = entered(course, handed_in(course, RIGHT, change=split))
        shown = [c.source for c in found.notebook.cells if c.cell_type == "markdown"]
        assert EXPLAIN in shown
        assert "And it is even." in shown

    def test_an_unreadable_file_gets_0_for_the_parts_too(self, course):
        submission = handed_in(course, RIGHT)
        submission.path.write_text("Dear sir")
        notebook, release = course.sources("tiny")
        found = grading.judge(notebook, release, submission.path.read_bytes(), "it")
        course.record(submission, found, notebook)
        assert grade_of(course, "explain") == (0, None, False)


def claim(**marks):
    def change(notebook):
        for name in ("explain", "plot"):
            cell_of(notebook, name).metadata["nbgrader"].update(marks)

    return change


def become_code(notebook):
    at = notebook.cells.index(cell_of(notebook, "explain"))
    marks = {**notebook.cells[at].metadata["nbgrader"], "solution": False, "cell_type": "code"}
    notebook.cells[at] = nbformat.v4.new_code_cell("5.0", metadata={"nbgrader": marks})


def become_a_test(notebook):
    for name in ("explain", "plot"):
        marks = cell_of(notebook, "test_double").metadata["nbgrader"]
        cell_of(notebook, name).metadata["nbgrader"] = {**marks, "grade_id": name}


def keep_an_old_checksum(notebook):
    checksum = cell_of(notebook, "double").metadata["nbgrader"]["checksum"]
    claim(checksum=checksum)(notebook)


@pytest.mark.parametrize(
    "change",
    [
        claim(solution=False),
        claim(grade=False),
        claim(points=500),
        claim(task=True),
        claim(locked=True),
        become_code,
        become_a_test,
        keep_an_old_checksum,
    ],
)
def test_a_student_cannot_make_a_part_automatic_or_worth_more(course, change):
    submission = handed_in(course, RIGHT, change=change)
    found = entered(course, submission)
    assert by_hand.of(course, submission) == WAITING
    assert course.score(submission) == (4, 12)
    assert [grade_id(cell) for cell in filter(is_test, found.notebook.cells)] == ["test_double"]


PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
SVG = base64.b64encode(b"<svg onload='alert(1)'/>").decode()
PASTED = {
    "my photo.png": {"image/png": PNG},
    "a.svg": {"image/svg+xml": SVG},
    "b.png": {"image/png": SVG},
}
# What a student writes, and what a page makes of it.
SHOWN = {
    "text and code": ("*a* `x<y`", "<p><em>a</em> <code>x&lt; y</code></p>"),
    "a formula": ("$x<y$", "<p>$x&lt; y$</p>"),
    "a link": ("[a](https://b.org)", '<p><a href="https://b.org">a</a></p>'),
    "a pasted image": ("![p](<attachment:my photo.png>)", f'src="data:image/png;base64,{PNG}"'),
    "its other spelling": ("![p](attachment:my%20photo.png 't')", f"base64,{PNG}"),
    "an image of another kind": ("![p](attachment:a.svg)", 'src="#image-is-missing"'),
    "no image": ("![p](attachment:b.png)", 'src="#image-is-missing"'),
    "an image that is gone": ("![p](attachment:c.png)", 'src="#image-is-missing"'),
    "HTML": ("<b>a</b>", "<p>&lt; b&gt;a&lt; /b&gt;</p>"),
    "a comment": ("<!-- a -->", "<p>&lt; !-- a --&gt;</p>"),
    "HTML in a diagram": ("```mermaid\n<img src=x>\n```", "\n< img src=x>\n"),
    "a script as a link": ("[a](javascript:b)", "<p>[a] (javascript:b)</p>"),
    "in entities": ("[a](&#106;avascript:b)", "<p>[a] (javascript:b)</p>"),
    "in brackets": ("[a](<javascript:b>)", "<p>[a] (&lt; javascript:b&gt;)</p>"),
    "by reference": ("[a]\n\n[a]: javascript:b", "<p>[a]</p>\n<p>[a] : javascript:b</p>"),
    "around an image": ("[![p](#q)](javascript:b)", '<p>[<img src="#q" alt="p" />] (java'),
}


@pytest.mark.parametrize(("text", "html"), SHOWN.values(), ids=SHOWN)
def test_a_students_text_is_shown_without_html_and_scripts(text, html):
    cell = nbformat.v4.new_markdown_cell()
    written.safe(cell, text, PASTED)
    renderer = IPythonRenderer(escape=False, attachments=cell.get("attachments", {}))
    assert html in MarkdownWithMath(renderer=renderer).render(cell.source)


def test_an_answer_that_is_only_a_pasted_image_waits_for_a_person(course):
    def paste(notebook):
        cell_of(notebook, "explain")["attachments"] = PASTED
        cell_of(notebook, "explain").source += "![my photo](<attachment:my photo.png>)"

    found = entered(course, handed_in(course, {}, change=paste))
    assert grade_of(course, "explain") == (None, None, True)
    assert cell_of(found.notebook, "explain").attachments == {"1-my_photo.png": {"image/png": PNG}}


class TestAReRun:
    @pytest.fixture
    def by_a_person(self, course):
        submission = handed_in(course, RIGHT)
        entered(course, submission)
        by_person(course, "explain", 4, "Nearly.")
        by_person(course, "plot", 2)
        by_person(course, "test_double", 3)
        with course.gradebook() as book:
            book.find_grade("plot", "tiny", "tiny", "ada").extra_credit = 1
            book.find_comment("double", "tiny", "tiny", "ada").manual_comment = "Neat."
            book.db.commit()
        return submission

    GIVEN = [
        HandGraded("double", "double", None, 0, "Neat."),
        HandGraded("test_double", "double", 3, 4, ""),
        HandGraded("explain", "explain", 4, 5, "Nearly."),
        HandGraded("plot", "plot", 3, 3, ""),
    ]

    def test_what_a_person_gave_is_listed_and_counted(self, course, by_a_person):
        assert by_hand.of(course, by_a_person) == self.GIVEN
        assert course.score(by_a_person) == (10, 12)

    def test_the_same_work_graded_again_changes_nothing(self, course, by_a_person):
        entered(course, by_a_person)
        assert by_hand.of(course, by_a_person) == self.GIVEN
        assert by_hand.waiting(course, "tiny") == (0, 0)

    def test_new_text_is_to_be_looked_at_again_and_the_score_stays(self, course, by_a_person):
        entered(course, handed_in(course, RIGHT | {"explain": "It is the sum."}))
        assert grade_of(course, "explain") == (None, 4, True)
        assert comment_of(course, "explain") == (None, "Nearly.")
        again = by_hand.of(course, by_a_person)
        assert [part.name for part in again if part.again] == ["explain"]
        assert again[2] == HandGraded("explain", "explain", 4, 5, "Nearly.", again=True)
        entered(course, by_a_person)
        assert by_hand.waiting(course, "tiny") == (1, 1)

    def test_other_output_of_the_same_code_is_to_be_looked_at_again(self, course, by_a_person):
        graded(
            course, handed_in(course, RIGHT | {"double": "def double(x):\n    return x + x + 1"})
        )
        assert grade_of(course, "plot") == (None, 2, True)
        assert grade_of(course, "test_double") == (0, 3, True)
        assert grade_of(course, "explain") == (None, 4, False)

    def test_an_answer_taken_away_keeps_its_score_until_someone_looks(self, course, by_a_person):
        entered(course, handed_in(course, RIGHT | {"explain": "YOUR ANSWER HERE"}))
        assert grade_of(course, "explain") == (0, 4, True)

    def test_release_of_a_mended_test_keeps_all(self, course, by_a_person):
        path = course.problem_set("tiny").path
        path.write_text(source(test="assert double(4) == 8"))
        again = Course(course.root)
        again.release(again.problem_set("tiny"))
        assert by_hand.of(again, by_a_person) == self.GIVEN
        entered(again, by_a_person)
        assert by_hand.of(again, by_a_person) == self.GIVEN

    def test_a_run_killed_before_the_notebook_was_written(self, course, by_a_person, monkeypatch):
        submission = handed_in(course, RIGHT | {"explain": "It is the sum."})

        def killed(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr("autograder.course.nbformat.write", killed)
        with pytest.raises(KeyboardInterrupt):
            entered(course, submission)
        monkeypatch.undo()
        assert not course.is_graded(submission, course.sources("tiny")[0])
        assert grade_of(course, "explain") == (None, 4, True)
        entered(course, submission)
        assert grade_of(course, "explain") == (None, 4, True)
        assert comment_of(course, "explain") == (None, "Nearly.")

    def test_a_submission_enters_the_gradebook_whole_or_not_at_all(
        self, course, by_a_person, monkeypatch
    ):
        def killed(*_):
            raise KeyboardInterrupt

        names = ("test_double", "explain", "plot")
        before = [grade_of(course, name) for name in names]
        monkeypatch.setattr("autograder.gradebook.unanswered", killed)
        for student in ("ada", "ben"):
            with pytest.raises(KeyboardInterrupt):
                entered(course, handed_in(course, {}, student))
        assert [grade_of(course, name) for name in names] == before
        with course.gradebook() as book:
            assert [student.id for student in book.students] == ["ada"]


def test_a_gradebook_that_another_program_holds_is_told_and_nothing_is_written(course):
    submission = handed_in(course, RIGHT)
    with closing(sqlite3.connect(course.root / "course/gradebook.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(GradebookError, match="cannot be .*: database is locked"):
            entered(course, submission)
    assert not submission.graded_path.exists()
    entered(course, submission)
    assert course.score(submission) == (4, 12)


def test_a_gradebook_without_the_set_says_to_release_it(course):
    submission = handed_in(course, RIGHT)
    (course.root / "course/gradebook.db").unlink()
    with pytest.raises(GradebookError, match="run `autograder release tiny`"):
        entered(course, submission)


def autograder(root, *words):
    return subprocess.run(
        [sys.executable, "-m", "autograder", *words], cwd=root, capture_output=True, text=True
    )


@pytest.mark.slow
def test_the_commands_tell_what_waits_for_a_person(course):
    submission = handed_in(course, RIGHT)
    checked = autograder(course.root, "check", str(submission.path))
    assert checked.returncode == 0
    assert "2 parts are graded by a person, for 8 more points." in checked.stdout
    first = autograder(course.root, "grade", "tiny", "--no-sandbox")
    told = "2 parts wait for a person to grade, of 1 student: run `autograder formgrader`."
    assert told in first.stdout, first.stderr
    by_person(course, "explain", 4, "Nearly.")
    by_person(course, "plot", 3)
    for more in (["--regrade"], ["--task", "double"]):
        again = autograder(course.root, "grade", "tiny", "--no-sandbox", *more)
        assert "1 graded" in again.stdout, again.stderr
        assert "wait" not in again.stdout
        assert course.score(submission) == (11, 12)
        assert comment_of(course, "explain") == (None, "Nearly.")
