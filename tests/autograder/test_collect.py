"""Whose file is it? And: nothing is dropped, nothing is written outside the course."""

import stat
import zipfile

import pytest
from tiny_course import make

from autograder.collect import collect, student_of
from autograder.course import Course, CourseError


@pytest.fixture
def course(tmp_path):
    root = tmp_path / "root"
    root.mkdir()
    made = Course(make(root))
    made.release(made.problem_set("tiny"))
    return made


def archive(path, files):
    with zipfile.ZipFile(path, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("ada.ipynb", "ada"),
        ("ada_tiny.ipynb", "ada"),
        ("tiny_ada.ipynb", "ada"),
        ("ada/anything.ipynb", "ada"),
        ("a.b@example.org/tiny.ipynb", "a.b@example.org"),
        ("lovelaceada_12345_678910_tiny.ipynb", "lovelaceada"),
        ("lovelaceada_LATE_12345_678910_tiny-1.ipynb", "lovelaceada"),
        ("Ada Lovelace_1327627_assignsubmission_file_/tiny.ipynb", "Ada.Lovelace"),
        ("tiny.ipynb", None),
        ("../ada.ipynb", "ada"),
        ("../../etc/ada.ipynb", "etc"),
        ("..ipynb", None),
        ("-rf.ipynb", None),
    ],
)
def test_the_student_is_read_from_the_name(name, student):
    assert student_of(name, "tiny") == student


def test_a_folder_inside_an_archive_is_looked_through(course, tmp_path):
    path = archive(tmp_path / "in.zip", {"hw/ada.ipynb": "{}", "hw/ben.ipynb": "{}"})
    assert {o.student for o in collect(course, "tiny", path)} == {"ada", "ben"}


def test_nothing_is_dropped_and_nothing_leaves_the_course(course, tmp_path):
    files = {
        "ada.ipynb": "{}",
        "../../../evil.ipynb": "evil",
        "/etc/passwd.ipynb": "evil",
        "a b c.ipynb": "who?",
        "notes.txt": "text",
        "x/../../y.ipynb": "evil",
    }
    before = {p for p in tmp_path.rglob("*") if "root" not in p.parts}
    outcomes = collect(course, "tiny", archive(tmp_path / "in.zip", files))
    assert len(outcomes) == len(files)
    after = {p for p in tmp_path.rglob("*") if "root" not in p.parts}
    assert after - before == {tmp_path / "in.zip"}
    kept = [
        p for p in course.root.rglob("*") if p.is_file() and p.read_bytes() in (b"evil", b"who?")
    ]
    assert len(kept) == 4
    assert not (tmp_path.parent / "evil.ipynb").exists()


def test_links_are_not_followed(course, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "ada.ipynb").symlink_to(secret)
    (folder / "ben.ipynb").write_text("{}")
    assert [o.student for o in collect(course, "tiny", folder)] == ["ben"]
    link = zipfile.ZipInfo("ada.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as target:
        target.writestr(link, "/etc/passwd")
    with pytest.raises(CourseError, match="holds no files"):
        collect(course, "tiny", tmp_path / "in.zip")


def test_a_bomb_is_refused_before_it_goes_off(course, tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("ada.ipynb", b"0" * 60_000_000)
    with pytest.raises(CourseError, match="too large"):
        collect(course, "tiny", tmp_path / "bomb.zip")
    assert course.submissions("tiny") == []


def test_the_file_that_is_replaced_is_kept(course, tmp_path):
    collect(course, "tiny", archive(tmp_path / "1.zip", {"ada.ipynb": "first"}))
    collect(course, "tiny", archive(tmp_path / "2.zip", {"ada.ipynb": "second"}), replace=True)
    assert course.submission("ada", "tiny").path.read_text() == "second"
    assert any(p.read_bytes() == b"first" for p in course.root.rglob("set_aside/tiny/*"))
