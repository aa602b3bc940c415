"""Moodle: the offline grading worksheet of an assignment, and the archive of feedback files."""

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from autograder.collected import Handed
from autograder.errors import UserError
from autograder.exporting import cells, filling, summary
from autograder.exporting.filling import Filled, Row
from autograder.exporting.pairing import Keys, keys, names, pair
from autograder.exporting.sheet import Sheet
from autograder.exporting.standing import Standing
from autograder.roster import PARTICIPANT, split


ID, GRADE, MODIFIED = "Identifier", "Grade", "Last modified (grade)"
MAXIMUM, CHANGEABLE, COMMENTS = "Maximum Grade", "Grade can be changed", "Feedback comments"
# How Moodle names what a student handed in, in the archive of all submissions.
FOLDER = re.compile(r"(?P<name>[^/_]+)_(?P<number>\d+)_assignsubmission_file(_|$)")
# By this a comment of ours is known, to be replaced the next time.
OURS = re.compile(r"Score: [\d.,–]+ of [\d.,]+ points\.")


def check(sheet: Sheet) -> None:
    """Raise UserError if Moodle would not take the file for a grading worksheet."""
    for name in (ID, GRADE, MODIFIED):
        if name not in sheet.header:
            raise UserError(
                f"{sheet.path} is no grading worksheet of Moodle: it has no column {name!r}. In "
                "Moodle, with English as language: the assignment, View all submissions, Download "
                "grading worksheet."
            )


def fill(
    sheet: Sheet,
    standings: Sequence[Standing],
    rescale: bool = False,
    unfinished: bool = False,
) -> Filled:
    """Put the scores of an assignment into its grading worksheet, and comments beside them.

    A comment that a person wrote in Moodle stays.

    Args:
        sheet: the worksheet; changed in place.
        rescale: convert the scores where Moodle counts other points than the set.
        unfinished: write also scores of which a person has yet to grade a part.

    Raises:
        UserError: it is no grading worksheet, or the points differ.
    """
    check(sheet)
    rows = _rows(sheet)
    maximum, possible = standings[0].maximum, _maximum(sheet, rows)
    filling.must_agree(possible, maximum, "The assignment in Moodle", rescale)
    grade, comments = sheet.header.index(GRADE), sheet.column(COMMENTS)
    columns = [place for place in (grade, sheet.column(MAXIMUM)) if place is not None]
    comma = sheet.comma(columns)

    def put(row: Row, standing: Standing) -> str:
        score = filling.scaled(standing.score, maximum, possible)
        if sheet.get(row.place, sheet.column(CHANGEABLE)).strip().casefold() == "no":
            return "the grade is locked in Moodle"
        if possible is not None and score > possible:
            return f"{cells.number(score)} points are more than Moodle admits"
        sheet.put(row.place, grade, cells.number(score, comma))
        if comments is not None and _free(sheet.get(row.place, comments)):
            sheet.put(row.place, comments, comment(standing))
        return ""

    known = [_student(standing) for standing in standings]
    filled = filling.fill(rows, standings, known, put, unfinished)
    given = ("Full name", "Email address", "ID number", "Username")
    sheet.defuse([place for name in given if (place := sheet.column(name)) is not None])
    return filled


def comment(standing: Standing) -> str:
    """The feedback comment, as the HTML that Moodle takes it for."""
    lines = "\n".join(summary.lines(standing)).splitlines()
    return "<br>".join(map(cells.html, lines))


def feedback(
    standings: Sequence[Standing], pages: dict[str, Path], sheet: Sheet | None = None
) -> tuple[bytes, list[str]]:
    """The archive of feedback files, each named as Moodle knows its student.

    Args:
        pages: the feedback pages, by student.
        sheet: a grading worksheet, which names those whom the collector's record does not.

    Returns:
        The archive, and the students for whom no name is known.

    Raises:
        UserError: a graded student has no page.
    """
    folders = _folders(standings, sheet)
    stream, missing = io.BytesIO(), []
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for standing in standings:
            if standing.graded is None:
                continue
            page = pages[standing.student.id]
            if not page.is_file():
                raise UserError(
                    f"There is no feedback page {page}: run `autograder report` before this."
                )
            if folder := folders.get(standing.student.id):
                archive.write(page, f"{folder}/{page.name}")
            else:
                missing.append(standing.label)
    return stream.getvalue(), missing


def _folders(standings: Sequence[Standing], sheet: Sheet | None) -> dict[str, str]:
    named = {}
    if sheet is not None:
        check(sheet)
        rows = _rows(sheet)
        found = pair([row.keys for row in rows], [_student(one) for one in standings])
        for row, student in found.items():
            number = _number(sheet.get(rows[row].place, sheet.header.index(ID)))
            if number:
                named[standings[student].student.id] = _folder(rows[row].label, number)
    for standing in standings:
        if match := _match(standing.handed):
            named[standing.student.id] = _folder(match["name"], match["number"])
    return named


def _folder(name: str, number: str) -> str:
    """The folder's name: Moodle splits it at underscores, and reads the number."""
    clean = re.sub(r"[\x00-\x1f/\\:_]+", " ", name).strip(" .~") or "Participant"
    return f"{clean}_{number}_assignsubmission_file_"


def _match(handed: Handed | None) -> re.Match | None:
    return FOLDER.search(handed.name) if handed and handed.platform == "moodle" else None


def _rows(sheet: Sheet) -> list[Row]:
    identifier = sheet.header.index(ID)
    return [
        Row(place, _label(sheet, place), _keys(sheet, place))
        for place in range(1, len(sheet.rows))
        if sheet.get(place, identifier).strip()
    ]


def _label(sheet: Sheet, row: int) -> str:
    name = sheet.get(row, sheet.column("Full name")).strip()
    return name or sheet.get(row, sheet.header.index(ID)).strip()


def _keys(sheet: Sheet, row: int) -> Keys:
    def value(name: str) -> str:
        return sheet.get(row, sheet.column(name))

    first, last = split(value("Full name"))
    words = [value("Email address"), value("ID number"), value("Username")]
    return keys([_number(value(ID))], words, names(first, last))


def _student(standing: Standing) -> Keys:
    """The number is the collected file's: Moodle gives others in each assignment."""
    student, handed = standing.student, standing.handed
    number = handed.number if handed and handed.platform == "moodle" else ""
    words = [student.id, student.login, student.email]
    return keys([number], words, names(student.first_name, student.last_name, student.id))


def _number(identifier: str) -> str:
    match = PARTICIPANT.fullmatch(identifier.strip())
    return match[1] if match else ""


def _maximum(sheet: Sheet, rows: list[Row]) -> float | None:
    """The most that Moodle gives; None if the worksheet does not say it."""
    column = sheet.column(MAXIMUM)
    found = {cells.parsed(sheet.get(row.place, column)) for row in rows} - {None}
    return found.pop() if len(found) == 1 else None


def _free(text: str) -> bool:
    """Whether a cell for comments is empty, or holds one of ours."""
    return not re.sub(r"<[^>]*>|&nbsp;|\s", "", text) or bool(
        OURS.match(re.sub(r"<[^>]*>", "", text).strip())
    )
