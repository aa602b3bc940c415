"""Our own tables as CSV: an assignment with a column for each task, and totals over several."""

import csv
import io

from autograder.exporting import cells
from autograder.exporting.standing import Part, Standing


PERSON = ["id", "last name", "first name", "email"]


def content(standings: list[Standing], excel: bool = False) -> bytes:
    """The scores of an assignment, one line a student, in the order of `standings`.

    The columns are id, last name, first name, email, handed in, raw score, late penalty, score,
    maximum, one for each task and each part that a person grades, notes. Those who handed in
    nothing have a line without scores.

    Args:
        standings: where everybody stands, at least one.
        excel: begin with a byte order mark, by which Excel knows UTF-8.
    """
    layout = standings[0].parts
    header = [
        *PERSON,
        "handed in",
        "raw score",
        "late penalty",
        "score",
        "maximum",
        *_titles(layout),
        "notes",
    ]
    return _encoded([header, *(_line(found, layout) for found in standings)], excel)


def totals(assignments: dict[str, list[Standing]], excel: bool = False) -> bytes:
    """One line a student: the score in each assignment, their sum, and the most it could be."""
    people, scores = {}, {}
    for name, standings in assignments.items():
        for found in standings:
            people.setdefault(found.student.id, found.student)
            scores[found.student.id, name] = found.score
    maximum = sum(standings[0].maximum for standings in assignments.values())
    lines = [[*PERSON, *map(cells.text, assignments), "total", "maximum"]]
    for student in people.values():
        row = [scores.get((student.id, name)) for name in assignments]
        total = sum(score for score in row if score is not None)
        lines.append([*_person(student), *map(cells.number, [*row, total, maximum])])
    return _encoded(lines, excel)


def _line(found: Standing, layout: list[Part]) -> list[str]:
    raw = found.lateness.raw if found.score is not None else None
    penalty = found.lateness.penalty if found.score is not None else None
    return [
        *_person(found.student),
        cells.text(_handed_in(found)),
        *map(cells.number, [raw, penalty, found.score, found.maximum]),
        *(cells.number(found.points(part) if found.graded else None) for part in layout),
        cells.text(" ".join(notes(found))),
    ]


def notes(found: Standing) -> list[str]:
    """What an instructor should know of a line."""
    if found.submission is None:
        return ["Nothing was handed in."]
    if found.graded is None:
        return ["It is not graded yet."]
    open_parts = {
        "To be graded by hand": found.waiting,
        "Graded by hand, then changed": found.again,
    }
    told = [f"{what}: {', '.join(names)}." for what, names in open_parts.items() if names]
    if found.handed and found.handed.late and found.lateness.handed_in is None:
        told.append("The download marks it as late, and no time is known.")
    return [*told, *found.graded.notes, *found.lateness.words]


def _handed_in(found: Standing) -> str:
    if found.submission is None:
        return ""
    time = found.lateness.handed_in
    return time.isoformat(" ", "seconds") if time else "time unknown"


def _titles(layout: list[Part]) -> list[str]:
    return [cells.text(part.title) for part in layout]


def _person(student) -> list[str]:
    return list(map(cells.text, (student.id, student.last_name, student.first_name, student.email)))


def _encoded(lines: list[list[str]], excel: bool) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(lines)
    return stream.getvalue().encode("utf-8-sig" if excel else "utf-8")
