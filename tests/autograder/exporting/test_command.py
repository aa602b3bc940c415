"""`autograder export` as an instructor meets it: what is told, what is refused, exit codes."""

import shutil

import pytest
from typer.testing import CliRunner

from autograder.cli import app


HEADER = ["Student,ID,SIS Login ID,Section,tiny (7)", "    Points Possible,,,,8.00"]
PEOPLE = ["ada", "nunez", "quote", "bobby", "lee1", "lee2", "gone"]


def gradebook(path, people):
    lines = [f'"S, {name}",,{name},A,' for name in people]
    path.write_text("\n".join([*HEADER, *lines, ""]))
    return path


@pytest.fixture
def run(course, monkeypatch):
    monkeypatch.chdir(course.root)
    monkeypatch.setenv("COLUMNS", "300")
    return lambda *words: CliRunner().invoke(app, ["export", *map(str, words)])


def test_a_table_goes_to_the_course_folder(run, course):
    result = run("tiny")
    assert result.exit_code == 0, result.output
    assert "tiny: 5 of 7 students are graded." in result.output
    assert (course.root / "course/export/tiny.csv").is_file()
    again = run("tiny")
    assert (again.exit_code, "exists" in again.output) == (2, True)
    assert run("--to", "csv", "--force").exit_code == 0


def test_the_exit_code_says_whether_all_were_matched(run, course):
    path = gradebook(course.root / "in.csv", PEOPLE)
    everybody = run("tiny", "--to", "canvas", "--fill", path, "-o", "all.csv")
    assert everybody.exit_code == 0, everybody.output
    gradebook(path, PEOPLE[1:])
    result = run("tiny", "--to", "canvas", "--fill", path, "-o", "some.csv")
    assert result.exit_code == 1
    assert "not matched Ada Lovelace (ada) has a score for tiny" in result.output
    assert (course.root / "some.csv").is_file()


BAD = {
    "an unknown set": (["nope"], "There is no problem set 'nope'"),
    "an unknown target": (["--to", "blackboard"], "Invalid value for '--to'"),
    "Canvas without a file": (["tiny", "--to", "canvas"], "Canvas needs the gradebook"),
    "Moodle without a file": (["tiny", "--to", "moodle"], "Moodle needs the assignment's"),
    "no such file": (["tiny", "--to", "canvas", "--fill", "no.csv"], "There is no file no.csv"),
    "a file for csv": (["tiny", "--fill", "x.csv"], "--fill is for --to canvas or moodle"),
    "a column for csv": (["tiny", "--column", "x"], "--column is for --to canvas"),
    "pages for Canvas": (["--to", "canvas", "--feedback"], "--feedback is for --to moodle"),
    "a file in place of a folder": (
        ["tiny", "--to", "gradescope", "-o", "nbgrader_config.py"],
        "name a folder with -o",
    ),
    "a place that cannot be": (["tiny", "-o", "_config.yml/x.csv"], "cannot be written"),
}


@pytest.mark.parametrize(("words", "told"), BAD.values(), ids=BAD)
def test_what_cannot_be_done_is_said_and_nothing_is_written(run, course, words, told):
    before = {path for path in course.root.rglob("*")}
    result = run(*words)
    assert result.exit_code == 2
    assert told in " ".join(result.output.split())
    assert {path for path in course.root.rglob("*")} == before


def test_nothing_graded_is_said(run, course):
    shutil.rmtree(course.root / "course/autograded")
    result = run("tiny")
    assert (result.exit_code, "Nothing of tiny is graded yet" in result.output) == (2, True)
