"""Hostile downloads: nothing is written outside the course, nothing goes off, nothing is lost."""

import io
import os
import random
import shutil
import stat
import struct
import zipfile
import zlib

import pytest

from autograder.collecting import (
    ASIDE,
    COLLECTED,
    Options,
    archive as zips,
    collect,
    names,
    unpacking,
)
from autograder.course import Course, CourseError


def files_of(root):
    return {path for path in root.rglob("*") if path.is_file() or path.is_symlink()}


@pytest.fixture
def small(monkeypatch):
    """Limits that a test can break in no time."""
    limits = zips.Limits(files=20, file_bytes=300_000, total_bytes=1_000_000, large=200_000)
    nested = zips.Limits(files=5, file_bytes=300_000, total_bytes=400_000, large=200_000)
    monkeypatch.setattr(
        "autograder.collecting.collector.Download", lambda o: unpacking.Download(o, limits)
    )
    monkeypatch.setattr(unpacking, "NESTED", nested)


TRICKS = {
    "../../../ben.ipynb": "leads out of the download",
    "ben/../../x.ipynb": "leads out of the download",
    "..\\..\\ben.ipynb": "leads out of the download",
    "/etc/ben.ipynb": "from the root of a disk",
    "\\\\server\\share\\ben.ipynb": "from the root of a disk",
    "C:\\Users\\ben.ipynb": "from the root of a disk",
    "c:ben.ipynb": "from the root of a disk",
    "ben\x1b[2J.ipynb": "letters that cannot be shown",
    "ben\u202egnp.ipynb": "letters that cannot be shown",
    "ben" + "x" * 300 + ".ipynb": "too long",
    "/".join(["a"] * 30) + "/ben.ipynb": "folders deep",
}


@pytest.mark.parametrize(("name", "why"), TRICKS.items(), ids=map(repr, TRICKS))
def test_tricks_in_names_are_set_aside_by_name(
    name, why, take, archive, notebooks, course, tmp_path
):
    outside = files_of(tmp_path) - files_of(course.root)
    download = archive({"ada.ipynb": notebooks.of(), name: "evil"})
    found = take(download)
    assert found.pop("ada.ipynb").status == COLLECTED
    (outcome,) = found.values()
    assert outcome.status == ASIDE
    assert why in outcome.reason
    assert outcome.name.isprintable()
    assert files_of(tmp_path) - files_of(course.root) == outside | {download}
    assert [p.read_text() for p in files_of(course.root / "course/set_aside/tiny")] == ["evil"]


def test_a_name_with_a_nul_is_not_cut_short(take, tmp_path, notebooks):
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as target:
        target.writestr("ada.ipynbX.exe", notebooks.of())
    data = (tmp_path / "in.zip").read_bytes().replace(b"ada.ipynbX", b"ada.ipynb\0")
    (tmp_path / "in.zip").write_bytes(data)
    (outcome,) = take(tmp_path / "in.zip").values()
    assert "letters that cannot be shown" in outcome.reason


def test_backslashes_of_windows_are_folders(take, archive, notebooks):
    found = take(
        archive({"hw\\ada\\tiny.ipynb": notebooks.of(), "hw\\ben\\x.ipynb": notebooks.of()})
    )
    assert {o.student for o in found.values()} == {"ada", "ben"}


def test_names_in_utf_8_without_its_flag_are_read(take, tmp_path, notebooks, class_list):
    name = "Zoë Müller-Lüdenscheidt.ipynb"
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as target:
        target.writestr("x" * len(name.encode()), notebooks.of())
    data = (tmp_path / "in.zip").read_bytes().replace(b"x" * len(name.encode()), name.encode())
    (tmp_path / "in.zip").write_bytes(data)
    assert take(tmp_path / "in.zip", students=class_list)[name].student == "zoe"


def test_links_and_devices_are_named_and_not_followed(take, tmp_path, notebooks, course):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "ada.ipynb").symlink_to(secret)
    (folder / "all").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.ipynb")
    (folder / "ben.ipynb").write_text(notebooks.of())
    found = take(folder)
    assert {name: o.reason for name, o in found.items() if o.status == ASIDE} == {
        "ada.ipynb": "it is a link",
        "all": "it is a link",
        "pipe.ipynb": "it is not a regular file",
    }
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as target:
        for kind, name in ((stat.S_IFLNK, "kim.ipynb"), (stat.S_IFCHR, "pat.ipynb")):
            info = zipfile.ZipInfo(name)
            info.external_attr = (kind | 0o777) << 16
            target.writestr(info, str(secret))
    assert {o.reason for o in take(tmp_path / "in.zip").values()} == {
        "it is a link",
        "it is not a regular file",
    }
    texts = [path.read_text() for path in files_of(course.root / "course/set_aside")]
    assert "secret" not in texts


def test_a_bomb_among_good_files_is_set_aside(take, archive, notebooks, small, course):
    found = take(
        archive(
            {"ada.ipynb": notebooks.of(), "big.ipynb": "0" * 301_000, "rat.ipynb": "0" * 250_000}
        )
    )
    assert found["ada.ipynb"].status == COLLECTED
    assert "larger than 0 MB" in found["big.ipynb"].reason
    assert "more than 100 times its size" in found["rat.ipynb"].reason
    assert not list(course.root.rglob("*big*"))


REFUSED = {
    "too many files": ({f"{n}.ipynb": "{}" for n in range(21)}, "more than 20 files"),
    "too large": ({f"{n}.ipynb": os.urandom(90_000) for n in range(12)}, "more than 1 MB"),
    "too dense": ({f"{n}.ipynb": "0" * 190_000 for n in range(5)}, "more than 100 times"),
}


@pytest.mark.parametrize(("files", "why"), REFUSED.values(), ids=REFUSED)
def test_an_archive_that_breaks_a_limit_in_all_is_refused(files, why, take, archive, course, small):
    before = {path: path.stat().st_mtime_ns for path in course.root.rglob("*")}
    with pytest.raises(CourseError, match=why):
        take(archive(files))
    assert {path: path.stat().st_mtime_ns for path in course.root.rglob("*")} == before


def packed(files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return data.getvalue()


def test_a_students_bomb_is_set_aside_and_the_class_is_collected(take, archive, notebooks, small):
    many = packed({f"{n}.txt": "x" for n in range(6)})
    large = packed({f"{n}.txt": os.urandom(30_000) * 5 for n in range(3)})
    found = take(archive({"ada.ipynb": notebooks.of(), "ben/m.zip": many, "kim/l.zip": large}))
    assert found["ada.ipynb"].status == COLLECTED
    assert "more than 5 files" in found["ben/m.zip"].reason
    assert "unpacks to more than" in found["kim/l.zip"].reason


def test_archives_share_one_budget(take, archive, course, small):
    inner = {f"{n}/hw.zip": packed({f"{m}.txt": "x" for m in range(4)}) for n in range(6)}
    with pytest.raises(CourseError, match="more than 20 files. Nothing was collected"):
        take(archive(inner))
    assert {p.name for p in (course.root / "course").iterdir()} == {
        "source",
        "release",
        "gradebook.db",
    }


def test_entries_that_share_their_bytes_are_set_aside(take, tmp_path, notebooks):
    """As in bombs whose many entries are the same packed bytes."""
    with zipfile.ZipFile(tmp_path / "in.zip", "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("ada.ipynb", notebooks.of())
        target.writestr("ben.ipynb", "1" * 1000)
        target.writestr("kim.ipynb", "1" * 1000)
        target.getinfo("kim.ipynb").header_offset = target.getinfo("ben.ipynb").header_offset
    found = take(tmp_path / "in.zip")
    assert found["ada.ipynb"].status == COLLECTED
    assert {found[f"{name}.ipynb"].reason for name in ("ben", "kim")} == {
        "it shares its bytes with another file of the archive"
    }


def test_damaged_encrypted_and_odd_entries_are_set_aside(take, tmp_path, notebooks):
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as target:
        for name in ("good.ipynb", "crc.ipynb", "lies.ipynb", "secret.ipynb"):
            target.writestr(name, notebooks.of() + name)
        target.writestr("good2.ipynb", notebooks.of())
        target.writestr("lzma.ipynb", notebooks.of(), zipfile.ZIP_LZMA)
        target.getinfo("lies.ipynb").file_size = 10
        target.getinfo("secret.ipynb").flag_bits |= 1
    data = path.read_bytes()
    path.write_bytes(
        data.replace(b"crc.ipynb", b"CRC.IPYNB", 0).replace(
            (notebooks.of() + "crc.ipynb").encode(), (notebooks.of() + "CRC.ipynb").encode()
        )
    )
    found = take(path)
    assert found["good2.ipynb"].status == COLLECTED
    assert found["crc.ipynb"].reason == found["lies.ipynb"].reason == "it is damaged in the archive"
    assert found["secret.ipynb"].reason == "it is encrypted"
    assert "other than deflate" in found["lzma.ipynb"].reason


def test_an_archive_whose_list_is_endless_is_refused_unread(take, tmp_path):
    path = tmp_path / "in.zip"
    path.write_bytes(
        b"\0" * 1000 + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, 4_000_000_000, 0, 0)
    )
    with pytest.raises(CourseError, match="more than 10,000 files"):
        take(path)


@pytest.mark.parametrize("cut", [3, 30, 300])
def test_an_archive_cut_short_is_refused(cut, take, archive, notebooks, course):
    path = archive({"ada.ipynb": notebooks.of()})
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(CourseError, match="is damaged|was not unpacked"):
        take(path)
    assert not course.submissions("tiny")


def test_whatever_the_names_nothing_leaves_the_course_and_nothing_is_lost(
    archive, notebooks, tmp_path, template, class_list
):
    """Names made at random of what is dangerous, strange and ordinary."""
    chance = random.Random(8)
    bits = [
        "ada",
        "zoe",
        "..",
        ".",
        "",
        "/",
        "\\",
        "C:",
        "_12345_6_",
        "_1327628_",
        "é",
        "e\u0301",
        "\u202e",
        "assignsubmission_file_",
        "LATE_",
        ".ipynb",
        ".zip",
        "tiny",
        " ",
        ",",
        "-1",
        "con",
        "\x07",
        "%s",
        "[red]",
        "x" * 90,
        "timestamp.txt",
        "__MACOSX",
        "~",
        "$HOME",
        "*",
        "\n",
        "王",
    ]
    work = [notebooks.of(answer=n) for n in range(3)] + [notebooks.of("other"), "{", ""]
    course = Course(shutil.copytree(template, tmp_path / "deep" / "er" / "root"))
    for round_ in range(25):
        files = {}
        for _ in range(20):
            name = "".join(chance.choices(bits, k=chance.randint(1, 7)))
            name += chance.choice([".ipynb", "", ".ipynb", ".txt"])
            if name and not name.endswith(("/", "\\")):
                files[name] = chance.choice(work) + " " * chance.randint(0, 9)
        download = archive(files, f"{round_}.zip")
        outside = {p: p.stat().st_mtime_ns for p in files_of(tmp_path) - files_of(course.root)}
        students = class_list if round_ % 2 else []
        outcomes = collect(course, "tiny", [download], Options(students, replace=True))
        assert len(outcomes) == len(files)
        assert {
            p: p.stat().st_mtime_ns for p in files_of(tmp_path) - files_of(course.root)
        } == outside
        kept = {zlib.crc32(p.read_bytes()) for p in files_of(course.root / "course")}
        left = [o for o in outcomes if o.status == "left out"]
        lost = [n for n, text in files.items() if zlib.crc32(text.encode()) not in kept]
        assert len(lost) <= len(left)
        made = {
            p.relative_to(course.root / "course").parts[0] for p in files_of(course.root / "course")
        }
        assert made <= {"source", "release", "gradebook.db", "submitted", "set_aside", "collected"}


@pytest.mark.parametrize(
    "name", ["con", "CON.txt", "a:b?c", "..", "", "x.", "日本", "a" * 300, ".hid"]
)
def test_kept_names_are_safe_on_any_system(name):
    safe = names.safe(name)
    assert safe.isascii()
    assert 0 < len(safe) <= 151
    assert not safe.startswith(".")
    assert not set(safe) & set('<>:"/\\|?*')
    assert safe.lower() not in ("con", "con.txt")
