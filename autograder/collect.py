"""Bring handed-in files into the course folder, one a student; set aside what cannot be placed.

Nothing is dropped: each file is either collected or set aside with a reason, and nothing outside
the course folder is written.
"""

import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course import STUDENT, Course, CourseError


MAX_FILES = 10_000
MAX_FILE_BYTES = 50_000_000
MAX_TOTAL_BYTES = 2_000_000_000

# How learning platforms name the files in their downloads.
CANVAS = re.compile(r"^(?P<student>[^_]+)_(?:LATE_)?\d+_\d+_.+$")
MOODLE = re.compile(r"^(?P<student>.+?)_\d+_assignsubmission_file_?$")


@dataclass(frozen=True)
class Found:
    """A handed-in file: its name relative to the folder or archive, and its content."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Outcome:
    """What became of a file; `student` is None where it was set aside for `reason`."""

    name: str
    student: str | None
    reason: str = ""


def collect(course: Course, assignment: str, origin: Path, replace: bool = False) -> list[Outcome]:
    """Collect all files in a folder or zip archive.

    A file belongs to the student that its folder names (`ada/hw.ipynb`), else the file itself
    (`ada.ipynb`, `ada_<assignment>.ipynb`), or the form in which Canvas and Moodle name downloads.

    Args:
        origin: a folder, a zip archive, or one notebook.
        replace: take a file in place of another that was collected before.

    Raises:
        CourseError: `origin` cannot be read, or the archive breaks a limit; nothing is written.
    """
    course.sources(assignment)
    found = _without_common_folder(list(_files(Path(origin))))
    if not found:
        raise CourseError(f"{origin} holds no files.")
    return [_place(course, assignment, file, replace) for file in found]


def student_of(name: str, assignment: str) -> str | None:
    """The student whom a file's name tells; None if it tells none that could be an id."""
    *folders, file = name.split("/")
    stem = file.rsplit(".", 1)[0]
    own = re.escape(assignment)
    for candidate in [*folders[-1:], stem]:
        match = MOODLE.match(candidate) or CANVAS.match(candidate)
        if match:
            candidate = match["student"].strip().replace(" ", ".")
        candidate = re.sub(rf"^{own}_|_{own}$", "", candidate)
        if STUDENT.match(candidate) and candidate != assignment:
            return candidate
    return None


def _place(course: Course, assignment: str, file: Found, replace: bool) -> Outcome:
    student = student_of(file.name, assignment)
    if student is None:
        return _set_aside(course, assignment, file, "no student id can be read from its name")
    if not file.name.endswith(".ipynb"):
        return _set_aside(course, assignment, file, "it is not an .ipynb file")
    target = course.submission(student, assignment).path
    if target.exists():
        if target.read_bytes() == file.content:
            return Outcome(file.name, student, "already collected")
        if not replace:
            reason = f"{student} has handed in another file before; use --replace to take this one"
            return _set_aside(course, assignment, file, reason)
        _keep(course, assignment, f"{student}/before_{target.name}", target.read_bytes())
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(file.content)
    return Outcome(file.name, student)


def _set_aside(course: Course, assignment: str, file: Found, reason: str) -> Outcome:
    _keep(course, assignment, file.name, file.content)
    return Outcome(file.name, None, reason)


def _keep(course: Course, assignment: str, name: str, content: bytes) -> None:
    """Keep a file in `set_aside/<assignment>`, under a free name made of safe letters."""
    safe = re.sub(r"[^A-Za-z0-9._@+ -]", "_", name).lstrip(".") or "unnamed"
    folder = Path(course.folder.root) / "set_aside" / assignment
    folder.mkdir(parents=True, exist_ok=True)
    target, number = folder / safe[-150:], 1
    while target.exists() and target.read_bytes() != content:
        number += 1
        target = folder / f"{number}_{safe[-150:]}"
    target.write_bytes(content)


def _files(origin: Path) -> Iterator[Found]:
    if origin.is_dir():
        yield from _folder(origin)
    elif zipfile.is_zipfile(origin):
        yield from _archive(origin)
    elif origin.is_file() and origin.suffix == ".ipynb":
        yield Found(origin.name, origin.read_bytes())
    elif origin.exists():
        raise CourseError(f"{origin} is no folder, zip archive or notebook.")
    else:
        raise CourseError(f"There is no file or folder {origin}.")


def _without_common_folder(found: list[Found]) -> list[Found]:
    """An archive of one folder is that folder, unless it holds a single file."""
    tops = {file.name.split("/")[0] for file in found}
    if len(found) < 2 or len(tops) != 1 or any("/" not in file.name for file in found):
        return found
    return _without_common_folder(
        [Found(file.name.split("/", 1)[1], file.content) for file in found]
    )


def _folder(origin: Path) -> Iterator[Found]:
    """Regular files below a folder; links are not followed."""
    for path in sorted(origin.rglob("*")):
        name = path.relative_to(origin).as_posix()
        if _hidden(name) or path.is_symlink() or not path.is_file():
            continue
        if path.stat().st_size > MAX_FILE_BYTES:
            raise CourseError(f"{path} is larger than {MAX_FILE_BYTES // 1_000_000} MB.")
        yield Found(name, path.read_bytes())


def _archive(origin: Path) -> Iterator[Found]:
    """Regular files of a zip archive; sizes are checked before and while reading."""
    with zipfile.ZipFile(origin) as archive:
        entries = [entry for entry in archive.infolist() if _regular(entry)]
        if len(entries) > MAX_FILES:
            raise CourseError(f"{origin} holds more than {MAX_FILES:,} files.")
        if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
            raise CourseError(f"{origin} unpacks to more than {MAX_TOTAL_BYTES // 10**9} GB.")
        for entry in entries:
            if entry.file_size > MAX_FILE_BYTES:
                raise CourseError(f"{entry.filename} in {origin} is too large.")
            with archive.open(entry) as stream:
                content = stream.read(MAX_FILE_BYTES + 1)
            if len(content) > MAX_FILE_BYTES:
                raise CourseError(f"{entry.filename} in {origin} is larger than it says.")
            yield Found(entry.filename.replace("\\", "/"), content)


def _regular(entry: zipfile.ZipInfo) -> bool:
    mode = entry.external_attr >> 16
    return not entry.is_dir() and not stat.S_ISLNK(mode) and not _hidden(entry.filename)


def _hidden(name: str) -> bool:
    """Files that an operating system or Jupyter leaves behind."""
    parts = name.split("/")
    return any(p in ("__MACOSX", ".ipynb_checkpoints", ".DS_Store") for p in parts)
