"""How Canvas, Moodle and Gradescope read what we export, by the rules that they document."""

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass, field


COMPUTED = re.compile(
    "Current Score|Current Points|Current Grade|Final Score|Final Points|Final Grade|"
    "Override Score|Override Grade|Override Status"
)
VISIBILITIES = {"hidden", "after_due_date", "after_published", "visible"}


@dataclass
class Gradebook:
    """What Canvas takes from an import: points by assignment, grades by student and assignment."""

    possible: dict[int, str] = field(default_factory=dict)
    grades: dict[str, dict[int, str]] = field(default_factory=dict)
    new_assignments: list[str] = field(default_factory=list)


def canvas(data: bytes) -> Gradebook:
    """Read a gradebook as Canvas's importer does; students by their number."""
    text = data.decode("utf-8")
    lines = text.splitlines(keepends=True)[:3]
    delimiter = max(",;", key=lambda mark: _consistent(lines, mark))
    rows = [
        [_number(cell) for cell in row]
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        if not re.fullmatch("[;, ]+", delimiter.join(row)) and row
    ]
    header = rows[0]
    assert len(header) > 3
    split = "LastName" in header[0] and "FirstName" in header[1]
    assert split or ("Student" in header[0] and "ID" in header[1])
    section = header.index("Section")
    assert section <= 6
    book = Gradebook()
    columns = {}
    for place in range(section + 1, len(header)):
        if COMPUTED.search(header[place]):
            continue
        match = re.fullmatch(r"(.*) \((\d+)\)", header[place])
        if match:
            columns[place] = int(match[2])
        else:
            book.new_assignments.append(header[place])
    for row in rows[1:]:
        if "Points Possible" in row[0]:
            book.possible = {number: row[place] for place, number in columns.items()}
        elif any(not re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", cell, re.I) for cell in row):
            student = row[2 if split else 1]
            book.grades[student] = {number: row[place].strip() for place, number in columns.items()}
    return book


def _consistent(lines: list[str], mark: str) -> int:
    counts = {len(next(csv.reader([line], delimiter=mark), [])) for line in lines}
    return counts.pop() if len(counts) == 1 else 0


def _number(cell: str) -> str:
    if not re.fullmatch(r"-?[0-9.,]+%?", cell):
        return cell
    *whole, last = re.split("[,.]", cell)
    return ".".join(["".join(whole), last]) if whole else last


def moodle(data: bytes, maximum: float) -> dict[int, tuple[float | None, str]]:
    """Grade and comment by participant, as the importer of grading worksheets reads them."""
    text = data.decode("utf-8-sig")
    delimiter = max(",;", key=text.split("\n", 1)[0].count)
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    place = {name: header.index(name) for name in ("Identifier", "Grade", "Last modified (grade)")}
    comments = header.index("Feedback comments") if "Feedback comments" in header else None
    found = {}
    for row in rows:
        number = row[place["Identifier"]][len("Participant ") :]
        if not number.isdigit():
            continue
        grade = row[place["Grade"]].strip().replace(",", ".")
        value = float(grade) if grade and grade != "-" else None
        assert value is None or 0 <= value <= maximum
        found[int(number)] = (value, row[comments] if comments is not None else "")
    return found


def moodle_feedback(data: bytes) -> dict[int, dict[str, bytes]]:
    """The feedback files by participant, as the importer of feedback archives reads them."""
    found: dict[int, dict[str, bytes]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            folder, _, file = entry.filename.partition("/")
            _, number, kind, plugin, *rest = folder.split("_", 4)
            assert (kind, plugin) == ("assignsubmission", "file")
            assert not file.startswith((".", "~")) and rest in ([], [""])
            found.setdefault(int(number), {})[file] = archive.read(entry)
    return found


def gradescope(data: bytes) -> dict:
    """A `results.json`, refused where it breaks the documented format."""
    found = json.loads(data)
    kinds = {
        "score": (int, float),
        "execution_time": (int, float),
        "output": str,
        "output_format": str,
        "test_output_format": str,
        "test_name_format": str,
        "visibility": str,
        "stdout_visibility": str,
        "tests": list,
    }
    for name, value in found.items():
        assert isinstance(value, kinds[name]), name
    for test in found["tests"]:
        assert set(test) <= {"name", "score", "max_score", "status", "output", "visibility"}
        assert isinstance(test["name"], str) and isinstance(test["output"], str)
        assert test["score"] >= 0 and test["status"] in ("passed", "failed")
        assert test["visibility"] in VISIBILITIES
    assert found["visibility"] in VISIBILITIES and found["stdout_visibility"] in VISIBILITIES
    return found


def formulas(data: bytes) -> list[str]:
    """Cells that a spreadsheet would run, however it splits the lines."""
    text, found = data.decode("utf-8-sig"), []
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            for cell in row:
                plain = cell.lstrip(' "')
                number = re.fullmatch(r"[-+]?[\d.,]+|-", plain)
                if plain[:1] in tuple("=+-@\t\r") and plain and not number:
                    found.append(cell)
    return found
