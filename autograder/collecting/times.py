"""When was it handed in? From what the instructor says, never from what a student's file says."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from autograder.collecting.items import Item
from autograder.collecting.owners import Owner
from autograder.course import CourseError
from autograder.roster import PARTICIPANT, Lookup, table


MONTHS = {"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6}
MONTHS |= {"july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12}
# As Moodle writes a time in English: Friday, 20 November 2026, 11:59 PM
MOODLE = re.compile(
    r"\w+, (?P<day>\d{1,2}) (?P<month>[A-Za-z]+) (?P<year>\d{4}), "
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<half>[AaPp][Mm])?"
)
MOODLE_COLUMN = "Last modified (submission)"
UNKNOWN = ("", "-")


@dataclass
class Times:
    """The times at which files were handed in.

    Attributes:
        of_all: one for all files.
        by_student: by the student's id.
        by_number: by the number of the participant in Moodle.
        archive: whether the times in the archive count.
        zone: the time zone of times that come without one.
    """

    of_all: datetime | None = None
    by_student: dict[str, datetime] = field(default_factory=dict)
    by_number: dict[str, datetime] = field(default_factory=dict)
    archive: bool = False
    zone: tzinfo | None = None

    def of(self, owner: Owner, item: Item) -> datetime | None:
        """When a file was handed in; None if nobody said."""
        if self.archive and item.time is not None:
            return _aware(item.time, self.zone, f"the archive's time of {item.name}")
        number = owner.named.number if owner.named.platform == "moodle" else ""
        return self.of_all or self.by_number.get(number) or self.by_student.get(owner.student)

    @property
    def known(self) -> bool:
        """Whether anybody said anything of times."""
        return bool(self.of_all or self.by_student or self.by_number or self.archive)


def zone(name: str) -> tzinfo | None:
    """The time zone of a name like Europe/Paris; None for "".

    Raises:
        CourseError: there is none of this name.
    """
    try:
        return ZoneInfo(name) if name else None
    except (OSError, ValueError, LookupError):
        raise CourseError(
            f"There is no time zone {name!r}; one is called like Europe/Paris or UTC."
        ) from None


def said(time: str, zone: tzinfo | None) -> Times:
    """One time for all files.

    Raises:
        CourseError: it is no time, or has no zone.
    """
    return Times(of_all=_parsed(time, zone, "--time"), zone=zone)


def written(path: Path, lookup: Lookup | None, zone: tzinfo | None) -> Times:
    """The times in a table: columns `student` and `time`, or a grading worksheet of Moodle.

    Raises:
        CourseError: it is no such table, a time in it cannot be read, a student is not in the
            list or is in the table twice; the message names the row.
    """
    header, rows = table(path)
    found = {name.casefold(): name for name in header}
    times = Times(zone=zone)
    if {"identifier", MOODLE_COLUMN.casefold()} <= found.keys():
        columns = (found["identifier"], found[MOODLE_COLUMN.casefold()])
    elif {"student", "time"} <= found.keys():
        columns = (found["student"], found["time"])
    else:
        raise CourseError(
            f"{path} tells no times: it needs columns `student` and `time`, or those of a grading "
            f"worksheet of Moodle; it has {', '.join(header)}."
        )
    for number, row in enumerate(rows, start=2):
        where = f"{path}, row {number}"
        who, text = (row.get(column, "").strip() for column in columns)
        if text in UNKNOWN:
            continue
        time = _parsed(text, zone, where)
        known, key = _whom(times, who, lookup, where)
        if known.setdefault(key, time) != time:
            raise CourseError(f"{where}: {who} is there twice, with two times.")
    return times


def _whom(times: Times, who: str, lookup: Lookup | None, where: str) -> tuple[dict, str]:
    """The table of times that a row goes into, and its key there."""
    participant = PARTICIPANT.fullmatch(who)
    platform, number = ("moodle", participant[1]) if participant else ("canvas", who)
    by_number = lookup.by_number(platform, number) if lookup else None
    if participant and by_number is None:
        return times.by_number, number
    if lookup is None:
        return times.by_student, who
    students = [by_number] if by_number else lookup.by_word(who)
    if len(students) != 1:
        what = "may be several students" if students else "is no student of the list"
        raise CourseError(f"{where}: {who!r} {what}.")
    return times.by_student, students[0].id


def _parsed(text: str, zone: tzinfo | None, where: str) -> datetime:
    moodle = MOODLE.fullmatch(" ".join(text.split()))
    try:
        time = _moodle(moodle) if moodle else datetime.fromisoformat(text)
    except (ValueError, KeyError):
        raise CourseError(
            f"{where}: {text!r} is no time; one is written like 2026-12-01T18:00+01:00."
        ) from None
    return _aware(time, zone, where)


def _moodle(found: re.Match) -> datetime:
    hour = int(found["hour"])
    if half := (found["half"] or "").casefold():
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + 12 * (half == "pm")
    date = (int(found["year"]), MONTHS[found["month"].casefold()], int(found["day"]))
    return datetime(*date, hour, int(found["minute"]), int(found["second"] or 0))


def _aware(time: datetime, zone: tzinfo | None, where: str) -> datetime:
    if time.tzinfo is None and zone is None:
        raise CourseError(
            f"{where}: {time} has no time zone; name it with --timezone, as Europe/Paris."
        )
    return time.replace(tzinfo=zone) if time.tzinfo is None else time


def stamp(time: datetime) -> str:
    """A time as nbgrader's `timestamp.txt` has it."""
    return time.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f %Z")
