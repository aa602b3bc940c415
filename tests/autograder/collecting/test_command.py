"""`autograder collect` as an instructor meets it."""

import pytest
from typer.testing import CliRunner

from autograder import roster
from autograder.cli import app, common


CANVAS = """Student,ID,SIS Login ID,Section
"Lovelace, Ada",12345,alove,1
"Müller, Zoë",12346,zoe@example.org,1
"Lee, Kim",12347,kim,1
"""


@pytest.fixture
def run(course, monkeypatch):
    monkeypatch.setattr(common.out, "width", 200)

    def command(*words):
        words = ["collect", *map(str, words), "-a", "tiny", "--root", str(course.root)]
        return CliRunner().invoke(app, words)

    return command


@pytest.fixture
def students(tmp_path):
    (tmp_path / "gradebook.csv").write_text(CANVAS, encoding="utf-8")
    return tmp_path / "gradebook.csv"


def test_a_class_with_its_list(run, archive, notebooks, students, course):
    download = archive(
        {
            "lovelaceada_12345_1_tiny.ipynb": notebooks.of(),
            "müllerzoë_LATE_12346_2_tiny.ipynb": "Dear sir",
            "stranger_9_3_[red] :cat:.ipynb": notebooks.of(),
            "__MACOSX/x": "x",
        }
    )
    told = run(download, "--students", students, "--time", "2026-12-01T18:00+01:00")
    assert told.exit_code == 1
    assert "alove" in told.stdout
    assert "2026-12-01 18:00 UTC+01:00 late" in told.stdout
    assert "it will get no points: it is not a notebook: its content is not JSON" in told.stdout
    assert "stranger_9_3_[red] :cat:.ipynb" in told.stdout
    assert "2 collected, 1 set aside. 1 left out" in told.stdout
    assert "nothing is handed in by kim" in told.stderr
    assert [student.id for student in roster.of(course)] == ["alove", "zoe@example.org", "kim"]
    with course.gradebook() as book:
        assert book.find_student("kim").last_name == "Lee"
    again = run(archive({"Lovelace, Ada.ipynb": notebooks.of()}))
    assert (again.exit_code, "already collected" in again.stdout) == (0, True)


def test_a_dry_run_keeps_no_list(run, archive, notebooks, students, course):
    download = archive({"lovelaceada_12345_1_tiny.ipynb": notebooks.of()})
    told = run(download, "--students", students, "--dry-run")
    assert (told.exit_code, "Nothing was written." in told.stdout) == (0, True)
    assert (roster.of(course), course.submissions("tiny")) == ([], [])


def test_students_without_a_time_are_named(run, archive, notebooks, students, tmp_path):
    (tmp_path / "times.csv").write_text("student,time\nalove,2026-12-01 18:00\n")
    download = archive(
        {f"{name}.ipynb": notebooks.of() for name in ("alove", "kim", "zoe@example.org")}
    )
    words = ("--students", students, "--times", tmp_path / "times.csv", "--timezone", "Asia/Tokyo")
    told = run(download, *words)
    assert told.exit_code == 0
    assert "2026-12-01 18:00 JST" in told.stdout
    assert "no time is known of kim, zoe@example.org" in told.stderr


BAD = {
    "a list that is none": (["--students", "times.csv"], "is no list of students"),
    "no list": (["--students", "nowhere.csv"], "There is no file"),
    "two times": (["--time", "2026-12-01T18:00Z", "--times", "times.csv"], "not both"),
    "no zone": (["--time", "2026-12-01T18:00"], "name it with --timezone"),
    "no time": (["--time", "tomorrow"], "'tomorrow' is no time"),
    "no such zone": (["--timezone", "Atlantis"], "no time zone 'Atlantis'"),
    "times of a stranger": (
        ["--students", "gradebook.csv", "--times", "times.csv"],
        "row 2: 'eve'",
    ),
    "an owner of many": (["--owner", "ada"], "name one .ipynb file"),
    "damaged": (["damaged.zip"], "damaged.zip is damaged: download it again"),
}


@pytest.mark.parametrize(("words", "told"), BAD.values(), ids=BAD)
def test_what_cannot_be_carried_out_writes_nothing(
    words, told, run, archive, notebooks, students, course, tmp_path
):
    (tmp_path / "times.csv").write_text("student,time\neve,2026-12-01T18:00Z\n")
    (tmp_path / "damaged.zip").write_text("x")
    download = archive({"ada.ipynb": notebooks.of()})
    before = {path: path.stat().st_mtime_ns for path in course.root.rglob("*")}
    words = [tmp_path / word if word.endswith((".csv", ".zip")) else word for word in words]
    found = run(download, *words)
    assert found.exit_code == 2
    assert told in found.stderr
    assert len(found.stderr.strip().splitlines()) == 1
    assert {path: path.stat().st_mtime_ns for path in course.root.rglob("*")} == before
