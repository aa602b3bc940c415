"""Canvas: scores in a gradebook that was exported from it, in the column of the assignment.

Only that column changes. The file can be imported as it is: Canvas knows students and assignments
by the numbers that it wrote itself.
"""

import re
from collections.abc import Sequence

from autograder.errors import UserError
from autograder.exporting import cells, filling
from autograder.exporting.filling import Filled, Row
from autograder.exporting.pairing import Keys, keys, names
from autograder.exporting.sheet import Sheet
from autograder.exporting.standing import Standing
from autograder.roster import split


TITLE = re.compile(r"(?P<title>.*\S)\s*\((?P<number>\d+)\)")
# What Canvas works out itself, and never reads back as an assignment.
COMPUTED = re.compile(
    r"(Current|Final|Unposted Current|Unposted Final|Override) (Score|Grade|Points|Status)"
)
PERSON = {
    "student",
    "lastname",
    "firstname",
    "id",
    "sis user id",
    "sis login id",
    "integration id",
    "root account",
    "section",
}
READ_ONLY = re.compile(r"read\s+only", re.IGNORECASE)
TEST_STUDENT = {"student, test", "test student"}
# Cells that say something else than a score.
KEPT = {"ex": "excused in Canvas", "n/a": "the assignment is not assigned to them in Canvas"}


def check(sheet: Sheet) -> None:
    """Raise UserError if Canvas would not take the file for a gradebook."""
    header = [name.strip() for name in sheet.header]
    named = header[:1] == ["Student"] and header[1:2] == ["ID"]
    named = named or header[:3] == ["LastName", "FirstName", "ID"]
    if not named or "Section" not in header:
        raise UserError(
            f"{sheet.path} is no gradebook exported from Canvas: its first line must hold Student, "
            "ID and Section. In Canvas: Grades, Export, Export Entire Gradebook."
        )


def fill(
    sheet: Sheet,
    standings: Sequence[Standing],
    wanted: Sequence[str],
    column: str = "",
    rescale: bool = False,
    unfinished: bool = False,
) -> Filled:
    """Put the scores of an assignment into its column.

    Args:
        sheet: a gradebook that Canvas exported; changed in place.
        wanted: what the assignment may be called in Canvas: the set's name, its title.
        column: the column's header, title or number, if it is called otherwise.
        rescale: convert the scores where Canvas counts other points than the set.
        unfinished: write also scores of which a person has yet to grade a part.

    Raises:
        UserError: it is no gradebook of Canvas, there is no such column or more than one, or the
            points differ.
    """
    check(sheet)
    place = find(sheet, wanted, column)
    possible = cells.parsed(sheet.get(points, place)) if (points := _points_row(sheet)) else None
    maximum = standings[0].maximum
    filling.must_agree(possible, maximum, f"{sheet.header[place]!r} in Canvas", rescale)
    comma = sheet.comma(_assignments(sheet))

    def put(row: Row, standing: Standing) -> str:
        if why := KEPT.get(sheet.get(row.place, place).strip().casefold()):
            return why
        score = filling.scaled(standing.score, maximum, possible)
        sheet.put(row.place, place, cells.number(score, comma))
        return ""

    known = [_student(standing) for standing in standings]
    filled = filling.fill(_rows(sheet), standings, known, put, unfinished)
    sheet.defuse(_names(sheet))
    return filled


def find(sheet: Sheet, wanted: Sequence[str], column: str = "") -> int:
    """The place of the assignment's column.

    Raises:
        UserError: none is called so, or more than one; the message lists those there are.
    """
    open_to = _assignments(sheet)
    asked = [column] if column else wanted
    found = [place for place in open_to if _called(sheet.header[place], asked)]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(repr(sheet.header[place]) for place in found or open_to) or "none"
    what = " or ".join(map(repr, asked))
    if found:
        raise UserError(
            f"{sheet.path} has {len(found)} columns for {what}: {listed}. "
            "Say which by --column and the number in its header."
        )
    raise UserError(
        f"{sheet.path} has no column for {what}. Name one by --column; there are {listed}."
    )


def _called(header: str, asked: Sequence[str]) -> bool:
    """Whether a column's whole header, its title or its number is one of these."""
    match = TITLE.fullmatch(header.strip())
    forms = {header, *(match.groups() if match else ())}
    return bool({_plain(form) for form in forms} & {_plain(name) for name in asked})


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _assignments(sheet: Sheet) -> list[int]:
    """Columns that may be written: Canvas's assignments, known by the number in their header."""
    points = _points_row(sheet)
    return [
        place
        for place, header in enumerate(sheet.header)
        if TITLE.fullmatch(header.strip())
        and not COMPUTED.search(header)
        and _plain(header) not in PERSON
        and not (points and READ_ONLY.search(sheet.get(points, place)))
    ]


def _points_row(sheet: Sheet) -> int | None:
    rows = range(1, len(sheet.rows))
    return next((row for row in rows if "Points Possible" in sheet.get(row, 0)), None)


def _names(sheet: Sheet) -> list[int]:
    found = [sheet.column(name) for name in ("Student", "LastName", "FirstName")]
    return [place for place in found if place is not None]


def _rows(sheet: Sheet) -> list[Row]:
    """The rows of students; not the points, hints of Canvas, blank lines and the test student."""
    number = sheet.column("ID")
    return [
        Row(row, _label(sheet, row), _keys(sheet, row))
        for row in range(1, len(sheet.rows))
        if row != _points_row(sheet)
        and (sheet.get(row, number).strip() or sheet.get(row, 0).strip())
        and _label(sheet, row).casefold() not in TEST_STUDENT
    ]


def _label(sheet: Sheet, row: int) -> str:
    return ", ".join(sheet.get(row, place).strip() for place in _names(sheet))


def _keys(sheet: Sheet, row: int) -> Keys:
    def value(name: str) -> str:
        return sheet.get(row, sheet.column(name))

    first, last = split(_label(sheet, row))
    return keys([value("ID")], [value("SIS User ID")], [value("SIS Login ID")], names(first, last))


def _student(standing: Standing) -> Keys:
    student, handed = standing.student, standing.handed
    numbers = [student.canvas, handed.number if handed and handed.platform == "canvas" else ""]
    words = [student.id, student.login, student.email]
    return keys(numbers, words, words, names(student.first_name, student.last_name, student.id))
