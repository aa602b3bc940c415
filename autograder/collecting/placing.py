"""Writes what was collected below the course's folder: each file whole, or not at all."""

import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from autograder import late
from autograder.collecting import names
from autograder.collecting.times import stamp
from autograder.course import Course, Submission
from autograder.errors import UserError


STAGING = ".collecting-"


@contextmanager
def staging(course: Course) -> Iterator[Path]:
    """A folder in the course's for what is being unpacked; it is removed at the end.

    What runs that were killed left of theirs is removed too.
    """
    root = Path(course.folder.root)
    for old in root.glob(f"{STAGING}*"):
        process = old.name.removeprefix(STAGING).split("-")[0]
        if not (process.isdigit() and psutil.pid_exists(int(process))):
            shutil.rmtree(old, ignore_errors=True)
    with TemporaryDirectory(prefix=f"{STAGING}{os.getpid()}-", dir=root) as folder:
        yield Path(folder)


def same(path: Path, other: Path) -> bool:
    """Whether two files have the same content."""
    return other.is_file() and filecmp.cmp(path, other, shallow=False)


def place(course: Course, submission: Submission, content: Path, time: datetime | None) -> None:
    """Put a notebook where it is graded, with the time at which it was handed in.

    One that was collected before is kept in `set_aside`. Its time goes with it.
    """
    target = submission.path
    if not same(content, target):
        if target.exists():
            keep(course, submission.assignment, f"{submission.student}/before", target)
            timestamp(submission).unlink(missing_ok=True)
        _copy(content, target)
    if time is not None:
        _write(timestamp(submission), stamp(time))


def timestamp(submission: Submission) -> Path:
    """Where nbgrader looks for the time of a submission."""
    return submission.path.with_name(late.TIMESTAMP)


def time_of(submission: Submission) -> datetime | None:
    """When the notebook that was collected before was handed in; None if that is not known."""
    try:
        return late.time_in(submission.path.parent)
    except UserError:
        return None


def keep(course: Course, assignment: str, name: str, content: Path) -> Path:
    """Keep a file in `set_aside/<assignment>`, under a free name made of safe letters."""
    folder = Path(course.folder.root) / "set_aside" / assignment
    safe = names.safe(name)
    target, number = folder / safe, 1
    while target.exists() and not same(content, target):
        number += 1
        target = folder / f"{number}_{safe}"
    if not target.exists():
        _copy(content, target)
    return target


def tell(course: Course, assignment: str, lines: list[str]) -> None:
    """Append to `set_aside/<assignment>.txt` what was set aside, and why."""
    path = Path(course.folder.root) / "set_aside" / f"{assignment}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    with path.open("a", encoding="utf-8") as log:
        log.writelines(f"{now}  {line}\n" for line in lines)


def _copy(content: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.partial")
    shutil.copyfile(content, partial)
    partial.replace(target)


def _write(target: Path, text: str) -> None:
    partial = target.with_name(f".{target.name}.partial")
    partial.write_text(text + "\n", encoding="utf-8")
    partial.replace(target)
