"""The record of a collection: for each student the file that was taken, and when it came in.

It lies in `course/collected/<assignment>.json`. nbgrader's own `timestamp.txt`, beside the
notebook, holds the same time.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from autograder.course import Course, CourseError


@dataclass(frozen=True)
class Handed:
    """The file that was taken for a student.

    Attributes:
        student: the student's id.
        name: the file's path in the download.
        platform: "canvas" or "moodle", where the name has the form of one; else "".
        number: the platform's number of the student, as the name has it; "" if it has none.
        time: when it was handed in, with a time zone; None if nobody said.
        late: whether the platform marked it as late.
    """

    student: str
    name: str
    platform: str = ""
    number: str = ""
    time: datetime | None = None
    late: bool = False


def path(course: Course, assignment: str) -> Path:
    """Where the record lies."""
    return Path(course.folder.root) / "collected" / f"{assignment}.json"


def read(course: Course, assignment: str) -> dict[str, Handed]:
    """What the record says, by student; empty if nothing was collected.

    Raises:
        CourseError: the record cannot be read.
    """
    record = path(course, assignment)
    if not record.is_file():
        return {}
    try:
        found = json.loads(record.read_text(encoding="utf-8"))["students"]
        return {student: _handed(student, kept) for student, kept in found.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CourseError(
            f"{record} cannot be read ({error}). Move it away and collect again: the same files "
            "are taken for collected, and the record is made anew."
        ) from None


def write(course: Course, assignment: str, handed: dict[str, Handed]) -> None:
    """Write the record anew, whole or not at all."""
    record = path(course, assignment)
    record.parent.mkdir(parents=True, exist_ok=True)
    students = {student: _plain(handed[student]) for student in sorted(handed)}
    text = json.dumps({"assignment": assignment, "students": students}, indent=1)
    partial = record.with_suffix(".partial")
    partial.write_text(text + "\n", encoding="utf-8")
    partial.replace(record)


def _plain(handed: Handed) -> dict:
    kept = asdict(handed)
    del kept["student"]
    return kept | {"time": handed.time.isoformat() if handed.time else None}


def _handed(student: str, kept: dict) -> Handed:
    time = datetime.fromisoformat(kept["time"]) if kept["time"] else None
    if time is not None and time.tzinfo is None:
        raise ValueError(f"the time of {student} has no time zone")
    return Handed(student, **kept | {"time": time})
