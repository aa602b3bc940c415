"""A gradebook on PostgreSQL: a server of our own in a temporary folder, over a Unix socket."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from by_hand_set import RIGHT, by_person, entered, handed_in, source
from missing_tools import missing
from system_programs import find
from test_by_hand import comment_of, grade_of
from tiny_course import NBGRADER, make

from autograder import by_hand, report
from autograder.course import Course
from autograder.gradebook import GradebookError


@pytest.fixture(scope="module")
def server():
    """The socket's folder; the server runs as who runs the tests, or for root as `nobody`."""
    program = find("postgresql")
    if program is None:
        missing("PostgreSQL", cure="make system")
    if importlib.util.find_spec("psycopg") is None:
        missing("psycopg", cure='pip install "psycopg[binary]"')
    programs = Path(program).resolve().parent
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # A socket's path must be short.
    rights = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        rights = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"

    def run(name, *words):
        command = [programs / name, "-D", folder / "data", *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **rights)

    try:
        run("initdb", "--username=teacher", "--auth=trust", "--no-sync", "--encoding=UTF8")
        run("pg_ctl", "--wait", "-o", options, "-l", folder / "log", "start")
        yield folder
    finally:
        run("pg_ctl", "--wait", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def course_at(root, address):
    make(root, source())
    (root / "nbgrader_config.py").write_text(
        f"{NBGRADER}\nc.CourseDirectory.db_url = {address!r}\n"
    )
    return Course(root)


@pytest.mark.slow
def test_from_release_to_report(server, tmp_path):
    course = course_at(tmp_path, f"postgresql+psycopg://teacher@/postgres?host={server}")
    course.release(course.problem_set("tiny"))
    submission = handed_in(course, RIGHT)
    entered(course, submission)
    entered(course, handed_in(course, {}, "ben"))
    assert by_hand.waiting(course, "tiny") == (2, 1)
    by_person(course, "explain", 4.5, "Très bien – 好")
    by_person(course, "plot", 3)
    assert course.score(submission) == (11.5, 12)

    entered(course, handed_in(course, RIGHT | {"explain": "It is the sum."}))
    assert grade_of(course, "explain") == (None, 4.5, True)
    assert comment_of(course, "explain") == (None, "Très bien – 好")
    course.release(course.problem_set("tiny"))
    entered(course, submission)
    assert course.score(submission) == (11.5, 12)
    assert not (tmp_path / "course/gradebook.db").exists()
    report.write(course, "tiny")
    assert "11.5" in (tmp_path / "course/grades/tiny.csv").read_text()
    with course.gradebook() as book:
        rows = book.submission_dicts("tiny")
    assert {row["student"]: row["needs_manual_grade"] for row in rows} == {
        "ada": True,
        "ben": False,
    }


def test_a_server_that_does_not_answer_is_told_in_one_line(tmp_path):
    course = course_at(tmp_path, f"postgresql+psycopg://teacher@/postgres?host={tmp_path}")
    if importlib.util.find_spec("psycopg") is None:
        missing("psycopg", cure='pip install "psycopg[binary]"')
    with pytest.raises(GradebookError, match="The gradebook cannot be opened: .*connection") as it:
        course.release(course.problem_set("tiny"))
    assert "\n" not in str(it.value)
    assert not (tmp_path / "course/release").exists()


def test_a_driver_that_is_missing_is_told_with_its_cure(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    course = course_at(tmp_path, "postgresql+psycopg://teacher@/postgres?host=/nowhere")
    with pytest.raises(GradebookError, match=r"jax-course-autograder\[postgresql\]"):
        course.release(course.problem_set("tiny"))
