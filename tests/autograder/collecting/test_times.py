"""Times come from the instructor, and reach nbgrader and the record."""

import os
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from nbgrader.coursedir import CourseDirectory

from autograder import collected
from autograder.collecting import ASIDE, times
from autograder.course import CourseError
from autograder.roster import Lookup


PARIS = ZoneInfo("Europe/Paris")
WORKSHEET = """Identifier,Full name,Email address,Status,Last modified (submission),Grade
Participant 1327627,Ada Lovelace,ada@example.org,Submitted,"Friday, 20 November 2026, 11:59 PM",-
Participant 1327628,Zoë Müller,zoe@example.org,Submitted,"Saturday, 21 November 2026, 00:05",-
Participant 1327630,Kim Lee,kim.lee@example.org,No submission,-,-
"""


@pytest.fixture
def table(tmp_path):
    def write(text):
        (tmp_path / "times.csv").write_text(text, encoding="utf-8")
        return tmp_path / "times.csv"

    return write


def time_for_nbgrader(course, student):
    folder = course.submission(student, "tiny").path.parent
    return CourseDirectory(config=course.config).get_existing_timestamp(str(folder))


def test_one_time_for_all_is_what_nbgrader_reads(take, archive, notebooks, course):
    known = times.said("2026-12-01T18:00+01:00", None)
    found = take(archive({"ada.ipynb": notebooks.of(), "ben.ipynb": notebooks.of()}), times=known)
    assert found["ada.ipynb"].time == datetime(2026, 12, 1, 17, tzinfo=UTC)
    for student in ("ada", "ben"):
        assert time_for_nbgrader(course, student) == datetime(2026, 12, 1, 17)
        assert collected.read(course, "tiny")[student].time.utcoffset() == timedelta(hours=1)


def test_the_times_of_moodles_worksheet(take, archive, notebooks, course, class_list, table):
    for students in (class_list, []):
        known = times.written(table(WORKSHEET), Lookup(students) if students else None, PARIS)
        names = {
            f"{name}_{number}_assignsubmission_file_/tiny.ipynb": notebooks.of()
            for name, number in (("Ada L", 1327627), ("Zoe M", 1327628), ("Kim L", 1327630))
        }
        found = take(archive(names), times=known, students=students)
        assert [outcome.time for outcome in found.values()] == [
            datetime(2026, 11, 20, 23, 59, tzinfo=PARIS),
            datetime(2026, 11, 21, 0, 5, tzinfo=PARIS),
            None,
        ]


def test_a_table_of_times_by_any_name_of_a_student(class_list, table):
    path = table("student;time\nADA;2026-12-01 18:00\n12346;2026-12-01T18:00Z\nLee, Kim;-\n")
    found = times.written(path, Lookup(class_list), PARIS).by_student
    assert found == {
        "ada": datetime(2026, 12, 1, 18, tzinfo=PARIS),
        "zoe": datetime(2026, 12, 1, 18, tzinfo=UTC),
    }


BAD = {
    "no zone": ("student,time\nada,2026-12-01 18:00\n", "row 2: .* has no time zone"),
    "no time": ("student,time\nada,2026-12-01T18:00Z\nzoe,yesterday\n", "row 3: 'yesterday' is no"),
    "German": (
        'student,time\nada,"Freitag, 20. November 2026, 23:59"\n',
        "row 2: 'Freitag, 20. November 2026, 23:59' is no time",
    ),
    "no month": ('student,time\nada,"Friday, 20 Brumaire 2026, 11:59 PM"\n', "is no time"),
    "no hour": ('student,time\nada,"Friday, 20 May 2026, 13:59 PM"\n', "is no time"),
    "a stranger": ("student,time\neve,2026-12-01T18:00Z\n", "row 2: 'eve' is no student"),
    "twice": (
        "student,time\nada,2026-12-01T18:00Z\nalove,2026-12-01T19:00Z\n",
        "row 3: alove is there twice",
    ),
    "other columns": ("name,when\nada,2026-12-01T18:00Z\n", "needs columns `student` and `time`"),
    "empty": ("", "is empty"),
}


@pytest.mark.parametrize(("text", "told"), BAD.values(), ids=BAD)
def test_a_table_at_fault_is_refused_by_its_row(text, told, table, class_list):
    with pytest.raises(CourseError, match=told):
        times.written(table(text), Lookup(class_list), None)


def test_a_time_in_the_download_is_not_believed(take, archive, notebooks, course):
    found = take(archive({"ada/tiny.ipynb": notebooks.of(), "ada/timestamp.txt": "1999-01-01 UTC"}))
    assert found["ada/timestamp.txt"].status == ASIDE
    assert "not believed" in found["ada/timestamp.txt"].reason
    assert time_for_nbgrader(course, "ada") is None


def test_the_archives_times_count_if_the_instructor_says_so(take, tmp_path, notebooks, course):
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as target:
        target.writestr(zipfile.ZipInfo("tiny.ipynb", (1999, 1, 1, 0, 0, 0)), notebooks.of())
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as target:
        for name, minute, work in (
            ("ada/new.ipynb", 2, notebooks.of(answer=2)),
            ("ada/old.ipynb", 1, notebooks.of(answer=1)),
            ("ben/hw.zip", 3, inner.read_bytes()),
        ):
            info = zipfile.ZipInfo(name, (2026, 11, 20, 23, minute, 0))
            if name == "ada/new.ipynb":
                stamp = int(datetime(2026, 11, 20, 22, 30, tzinfo=UTC).timestamp())
                info.extra = b"UT\x05\x00\x01" + stamp.to_bytes(4, "little")
            target.writestr(info, work)
    found = take(path, times=times.Times(archive=True, zone=PARIS))
    assert found["ada/new.ipynb"].time == datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    assert "earlier attempt" in found["ada/old.ipynb"].reason
    assert found["ben/hw.zip/tiny.ipynb"].time == datetime(2026, 11, 20, 23, 3, tzinfo=PARIS)
    with pytest.raises(CourseError, match="has no time zone; name it with --timezone"):
        take(path, times=times.Times(archive=True))
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "ada.ipynb").write_text(notebooks.of())
    with pytest.raises(CourseError, match="has no times of its own"):
        take(folder, times=times.Times(archive=True))


def test_a_time_stays_with_its_file(take, archive, notebooks, course):
    first = archive({"ada.ipynb": notebooks.of()}, "1.zip")
    take(first, times=times.said("2026-12-01T18:00Z", None))
    assert take(first)["ada.ipynb"].time == datetime(2026, 12, 1, 18, tzinfo=UTC)
    take(first, times=times.said("2026-12-05T18:00Z", None))
    assert time_for_nbgrader(course, "ada") == datetime(2026, 12, 1, 18)
    later = times.Times(by_student={"ada": datetime(2026, 12, 2, 18, tzinfo=UTC)})
    take(first, times=later)
    assert time_for_nbgrader(course, "ada") == datetime(2026, 12, 2, 18)
    take(archive({"ada.ipynb": notebooks.of(answer=3)}, "2.zip"), replace=True)
    assert time_for_nbgrader(course, "ada") is None
    assert collected.read(course, "tiny")["ada"].time is None


def test_a_zone_has_a_name():
    with pytest.raises(CourseError, match="no time zone 'Paris/Texas'"):
        times.zone("Paris/Texas")
    assert times.said("2026-07-01T12:00", PARIS).of_all.utcoffset() == timedelta(hours=2)
    assert times.stamp(datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))).startswith(
        "2026-07-01 10:00:00"
    )


def test_the_local_time_of_the_machine_makes_no_difference(monkeypatch, class_list, table):
    path = table("student,time\nada,2026-12-01 18:00\n")
    found = []
    for local in ("UTC", "Asia/Tokyo"):
        monkeypatch.setitem(os.environ, "TZ", local)
        found.append(times.written(path, Lookup(class_list), PARIS).by_student["ada"].timestamp())
    assert found[0] == found[1]
