"""Collecting again, and after a run that was killed."""

import pytest

from autograder import collected
from autograder.collecting import ALREADY, ASIDE, COLLECTED, placing, times
from autograder.course import CourseError


def work_of(course, student):
    return course.submission(student, "tiny").path.read_text()


def kept(course):
    return {path.read_text() for path in (course.root / "course/set_aside/tiny").glob("*")}


def test_the_same_bytes_are_collected_already(take, archive, notebooks):
    download = archive({"ada.ipynb": notebooks.of()})
    assert [take(download)["ada.ipynb"].status for _ in range(2)] == [COLLECTED, ALREADY]


def test_other_bytes_need_replace_and_the_former_are_kept(take, archive, notebooks, course):
    texts = [notebooks.of(answer=n) for n in range(3)]
    take(archive({"ada.ipynb": texts[0]}))
    refused = take(archive({"ada.ipynb": texts[1]}))["ada.ipynb"]
    assert (refused.status, "use --replace" in refused.reason) == (ASIDE, True)
    assert (work_of(course, "ada"), kept(course)) == (texts[0], {texts[1]})
    for text in texts[1:]:
        assert take(archive({"ada.ipynb": text}), replace=True)["ada.ipynb"].status == COLLECTED
    assert (work_of(course, "ada"), kept(course)) == (texts[2], set(texts[:2]))


def test_a_dry_run_says_the_same_and_writes_nothing(take, archive, notebooks, course):
    take(archive({"kim.ipynb": notebooks.of()}))
    files = {
        "ada.ipynb": notebooks.of(),
        "kim.ipynb": notebooks.of(answer=3),
        "notes.pdf": "x",
        "ben.ipynb": notebooks.of("other"),
    }
    download = archive(files)
    before = {p: p.stat().st_mtime_ns for p in course.root.rglob("*") if p.is_file()}
    dry = take(download, dry_run=True)
    assert {p: p.stat().st_mtime_ns for p in course.root.rglob("*") if p.is_file()} == before
    assert not list((course.root / "course").glob(".collecting*"))
    assert take(download) == dry


class Killed(BaseException):
    pass


@pytest.mark.parametrize("copies", range(6))
def test_a_run_that_was_killed_is_started_again(
    copies, take, archive, notebooks, course, monkeypatch
):
    """Killed after some files were written, in the middle of the next one."""
    take(
        archive({"ada.ipynb": notebooks.of(answer=1)}), times=times.said("2026-12-01T18:00Z", None)
    )
    files = {f"{name}.ipynb": notebooks.of(answer=2) for name in ("ada", "ben", "kim")}
    download = archive(files | {"notes.txt": "x"})
    copy, done = placing.shutil.copyfile, []

    def killed(source, target):
        if len(done) == copies:
            target.write_text("half")
            raise Killed
        done.append(target)
        return copy(source, target)

    monkeypatch.setattr(placing.shutil, "copyfile", killed)
    late = times.said("2026-12-05T18:00Z", None)
    if copies < 5:
        with pytest.raises(Killed):
            take(download, replace=True, times=late)
        for submission in course.submissions("tiny"):
            assert submission.path.read_text() in {notebooks.of(answer=n) for n in (1, 2)}
    monkeypatch.setattr(placing.shutil, "copyfile", copy)
    take(download, replace=True, times=late)
    assert {s.student: s.path.read_text() for s in course.submissions("tiny")} == {
        name.removesuffix(".ipynb"): text for name, text in files.items()
    }
    assert kept(course) == {notebooks.of(answer=1), "x"}
    assert {h.time for h in collected.read(course, "tiny").values()} == {late.of_all}
    assert not list((course.root / "course").rglob("*.partial"))


def test_a_disk_at_fault_is_told_in_words(take, archive, notebooks, course, monkeypatch):
    def full(source, target):
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(placing.shutil, "copyfile", full)
    with pytest.raises(CourseError, match="No space left on device.*run the same command again"):
        take(archive({"ada.ipynb": notebooks.of()}))
    assert not course.submissions("tiny")


def test_what_a_killed_run_unpacked_is_removed(take, archive, notebooks, course):
    old = course.root / "course/.collecting-999999999-x"
    old.mkdir()
    (old / "1").write_text("x")
    take(archive({"ada.ipynb": notebooks.of()}))
    assert not old.exists()


def test_a_record_that_cannot_be_read_is_said_and_kept(take, archive, notebooks, course):
    download = archive({"ada.ipynb": notebooks.of()})
    take(download)
    record = collected.path(course, "tiny")
    record.write_text("{")
    with pytest.raises(CourseError, match="collect again"):
        take(download)
    assert record.read_text() == "{"
    record.unlink()
    take(download)
    assert set(collected.read(course, "tiny")) == {"ada"}


def test_reasons_are_kept_beside_what_was_set_aside(take, archive, notebooks, course):
    take(archive({"notes.txt": "x", "tiny.ipynb": notebooks.of()}))
    lines = (course.root / "course/set_aside/tiny.txt").read_text().splitlines()
    assert "notes.txt: it is not an .ipynb file (kept as notes.txt)" in lines[0]
    assert "tiny.ipynb: no student id can be read from its name" in lines[1]
