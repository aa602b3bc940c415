"""The students of a course: who they are, and what learning platforms call them.

The list is `course/students.csv`. It is made from a table of ours, a gradebook that Canvas
exports or a grading worksheet of Moodle, and can be edited by hand.
"""

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from autograder.course import STUDENT, Course, CourseError


# Names of files that Windows keeps for devices.
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
PARTICIPANT = re.compile(r"participant\s*(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Student:
    """A student; what is not known is "".

    Attributes:
        id: the name in the gradebook and of the student's folders.
        first_name, last_name, email: as the gradebook has them.
        login: what the student logs in with.
        canvas: the number that Canvas gives to the student.
        moodle: the number of the participant in Moodle, another one for each assignment.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    login: str = ""
    canvas: str = ""
    moodle: str = ""

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


COLUMNS = [field.name for field in fields(Student)]


def read(path: Path) -> list[Student]:
    """The students in a CSV file.

    The file has a column `id` and any of the others of `Student` (nbgrader's `lms_user_id` is read
    as the number in Canvas), or it is a gradebook exported from Canvas, or a grading worksheet of
    Moodle. A student of Canvas is called by the login, a student of Moodle by the email address.

    Raises:
        CourseError: the file cannot be read, is none of these, or names somebody twice; the
            message says who.
    """
    header, rows = table(path)
    known = {name.casefold(): name for name in header}
    if {"student", "id"} <= known.keys() or {"lastname", "firstname", "id"} <= known.keys():
        students = [_canvas(row) for row in rows if _is_student(row)]
    elif "id" in known:
        students = [_own(row, known) for row in rows]
    elif "identifier" in known:
        students = [_moodle(row) for row in rows]
    else:
        raise CourseError(
            f"{path} is no list of students: its first line needs a column `id`, or those of a "
            f"gradebook of Canvas or a grading worksheet of Moodle; it has {', '.join(header)}."
        )
    if not students:
        raise CourseError(f"{path} holds no students.")
    check(students, path)
    return students


def path_of(course: Course) -> Path:
    """Where the list of the course lies."""
    return Path(course.folder.root) / "students.csv"


def of(course: Course) -> list[Student]:
    """The list of the course; empty if there is none.

    Raises:
        CourseError: the list is at fault; the message says who.
    """
    path = path_of(course)
    return read(path) if path.is_file() else []


def merged(known: list[Student], new: list[Student]) -> list[Student]:
    """The known students with what a new list adds to them, and its new students.

    A student is known by id, email, login or number, else by full name; the known id stays. One
    who is not in the new list stays too.
    """
    lookup, result = Lookup(known), {student.id: student for student in known}
    for student in new:
        same = lookup.same(student)
        if same is None:
            result[student.id] = student
        else:
            told = {key: value for key, value in asdict(student).items() if value and key != "id"}
            result[same.id] = replace(result[same.id], **told)
    return list(result.values())


def keep(course: Course, students: list[Student]) -> None:
    """Make this the list of the course, and enter each student in the gradebook.

    Raises:
        CourseError: somebody is in it twice.
    """
    path = path_of(course)
    check(students, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    with partial.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(asdict(student) for student in students)
    partial.replace(path)
    with course.gradebook() as book:
        for student in students:
            book.update_or_create_student(
                student.id,
                first_name=student.first_name,
                last_name=student.last_name,
                email=student.email,
                lms_user_id=student.canvas or student.moodle,
            )


def check(students: Iterable[Student], path: Path) -> None:
    """Raise CourseError if an id cannot be one, or two students share what must be one's own."""
    for column in ("id", "email", "login", "canvas", "moodle"):
        seen: dict[str, Student] = {}
        for student in students:
            value = getattr(student, column).casefold()
            if column == "id" and not valid(student.id):
                raise CourseError(
                    f"{path}: {student.id!r} cannot be the id of {student.name or 'a student'}: "
                    "letters, digits and . _ @ + - make an id, and a letter or digit begins it."
                )
            if value and value in seen:
                raise CourseError(
                    f"{path}: {_called(seen[value])} and {_called(student)} have the same "
                    f"{column}, {getattr(student, column)}."
                )
            seen[value] = student


def valid(name: str) -> bool:
    """Whether a name can be a student's id, and so a folder on any system."""
    return bool(STUDENT.match(name)) and not name.endswith(".") and not RESERVED.fullmatch(name)


def folded(text: str) -> str:
    """A name without case, accents and punctuation, its words separated by one space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", plain.replace("_", " ")))


class Lookup:
    """Finds students by what files and tables call them."""

    def __init__(self, students: Iterable[Student]):
        self.students = list(students)
        self._own: dict[str, dict[str, Student]] = {
            column: {
                getattr(student, column).casefold(): student
                for student in self.students
                if getattr(student, column)
            }
            for column in ("id", "login", "email", "canvas", "moodle")
        }
        self._names: dict[str, list[Student]] = defaultdict(list)
        for student in self.students:
            for name in _names(student):
                self._names[name].append(student)

    def by_number(self, platform: str, number: str) -> Student | None:
        """The student with this number in "canvas" or "moodle"."""
        return self._own[platform].get(number) if number else None

    def by_word(self, word: str) -> list[Student]:
        """Those whose id, login or email this is, else those whose full name it is."""
        key = unicodedata.normalize("NFC", word).strip().casefold()
        for column in ("id", "login", "email"):
            if key in self._own[column]:
                return [self._own[column][key]]
        return self._names.get(folded(word), [])

    def same(self, student: Student) -> Student | None:
        """The one whom another list means by `student`; None if it is none, or not one only."""
        for column, found in self._own.items():
            value = getattr(student, column).casefold()
            if value and value in found:
                return found[value]
        named = self._names.get(folded(student.name), []) if student.name else []
        return named[0] if len(named) == 1 else None


def _names(student: Student) -> set[str]:
    """A full name in the forms in which it is written; Canvas leaves out the spaces."""
    forms = (student.name, f"{student.last_name} {student.first_name}")
    names = {folded(form) for form in forms}
    return {form for name in names for form in (name, name.replace(" ", "")) if form}


def _called(student: Student) -> str:
    return f"{student.name} ({student.id})" if student.name else student.id


def table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The header and the rows of a CSV file with commas, semicolons or tabs.

    Raises:
        CourseError: it cannot be read as one.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise CourseError(f"There is no file {path}.") from None
    except UnicodeDecodeError:
        raise CourseError(f"{path} is not text in UTF-8: save it as CSV UTF-8.") from None
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}.") from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = [
            row
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            if any(row)
        ]
    except csv.Error as error:
        raise CourseError(f"{path} is no CSV file: {error}.") from None
    rows = [row for row in rows if any(row)]
    if not rows:
        raise CourseError(f"{path} is empty.")
    header = [name.strip() for name in rows[0]]
    return header, [dict(zip(header, row, strict=False)) for row in rows[1:]]


def _own(row: dict[str, str], known: dict[str, str]) -> Student:
    values = {column: row.get(known.get(column, ""), "").strip() for column in COLUMNS}
    if not values["canvas"]:
        values["canvas"] = row.get(known.get("lms_user_id", ""), "").strip()
    return Student(**values)


def _is_student(row: dict[str, str]) -> bool:
    """Whether a row of Canvas is one of a student: not the points, nor the test student."""
    return row.get("ID", "").strip().isdigit() and row.get("Student") != "Student, Test"


def _canvas(row: dict[str, str]) -> Student:
    first, last = split(row.get("Student") or f"{row['LastName']}, {row['FirstName']}")
    number, login = row["ID"].strip(), row.get("SIS Login ID", "").strip()
    email = login if "@" in login else ""
    names = (login, row.get("SIS User ID", "").strip(), number)
    return Student(next(filter(valid, names), number), first, last, email, login, number)


def _moodle(row: dict[str, str]) -> Student:
    found = PARTICIPANT.fullmatch(row["Identifier"].strip())
    number = found[1] if found else row["Identifier"].strip()
    first, last = split(row.get("Full name", ""))
    email = row.get("Email address", "").strip()
    names = (email, row.get("Username", "").strip(), row.get("ID number", "").strip())
    name = next(filter(valid, names), f"Participant.{number}")
    return Student(name, first, last, email, row.get("Username", "").strip(), "", number)


def split(name: str) -> tuple[str, str]:
    """First and last name of "Lovelace, Ada" or "Ada Lovelace"."""
    name = " ".join(name.split())
    if "," in name:
        last, first = name.split(",", 1)
        return first.strip(), last.strip()
    first, _, last = name.rpartition(" ")
    return first, last
