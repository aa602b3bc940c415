"""Whose file is it? What a path in a download says of who handed it in.

The outermost part of the path that says it counts: the platform or the instructor named that one,
the parts inside are the student's own.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from autograder.roster import Lookup, Student, valid


# How platforms name the files in their downloads. Each takes underscores out of the names of
# people, and lets the students name the end.
CANVAS = re.compile(
    r"(?P<name>.+?)_(?P<late>LATE_)?(?P<number>\d+)_(?P<upload>\d+)_(?P<file>.+)", re.DOTALL
)
CANVAS_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<name>anon)_(?P<number>\w+?)_(?P<upload>\d+)_(?P<file>.+)", re.DOTALL
)
CANVAS_TEXT = re.compile(
    r"(?P<name>.+?)_(?P<late>LATE_)?(?P<number>\d+)_(?P<file>(text|link)\.html)", re.DOTALL
)
MOODLE = re.compile(
    r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(file|onlinetext)(_(?P<file>.*))?", re.DOTALL
)
ANONYMOUS = ("participant", "anon")
ATTEMPT = re.compile(r"(?P<stem>.+)-(?P<attempt>\d{1,3})")


@dataclass(frozen=True)
class Named:
    """What a path says of who handed in a file, and as which attempt.

    Attributes:
        name: what it calls the student.
        file: the student's own name for the file.
        platform: "canvas", "moodle" or "".
        number: the platform's number of the student.
        late: whether the platform marked the file as late.
        attempt: Canvas's number of the attempt and of the upload; later ones are larger.
    """

    name: str
    file: str
    platform: str = ""
    number: str = ""
    late: bool = False
    attempt: tuple[int, int] = (0, 0)

    @property
    def stem(self) -> str:
        """The file's name without its ending and the number of the attempt."""
        stem = self.file.rsplit(".", 1)[0]
        numbered = ATTEMPT.fullmatch(stem) if self.platform == "canvas" else None
        return numbered["stem"] if numbered else stem


@dataclass(frozen=True)
class Owner:
    """The student whose file it is, or why that cannot be told."""

    student: str | None
    named: Named
    fault: str = ""


def form_of(part: str) -> Named | None:
    """What a part of a path says, if a platform made it."""
    if found := MOODLE.fullmatch(part):
        return Named(found["name"].strip(), found["file"] or "", "moodle", found["number"])
    for pattern in (CANVAS_ANONYMOUS, CANVAS, CANVAS_TEXT):
        if found := pattern.fullmatch(part):
            upload = int(found.groupdict().get("upload") or 0)
            numbered = ATTEMPT.fullmatch(found["file"].rsplit(".", 1)[0])
            attempt = (int(numbered["attempt"]) if numbered else 0, upload)
            late = bool(found["late"])
            return Named(found["name"], found["file"], "canvas", found["number"], late, attempt)
    return None


class Owners:
    """Tells whose the files of a download are.

    Args:
        assignment: the problem set, whose name may be part of a file's.
        lookup: the students of the course; None if there is no list of them.
        platforms: whether the names of a platform are looked for below folders of other names.
    """

    def __init__(self, assignment: str, lookup: Lookup | None, platforms: bool = False):
        self.assignment, self.lookup, self.platforms = assignment, lookup, platforms
        own = re.escape(assignment)
        self._own = re.compile(rf"^{own}[ _-]+|[ _-]+{own}$", re.IGNORECASE)

    def of(self, name: str) -> Owner:
        """Whose file this is."""
        parts = name.split("/")
        made = [form_of(part) for part in parts]
        stem = parts[-1].rsplit(".", 1)[0]
        for index, part in enumerate([*parts[:-1], stem]):
            if made[index]:
                inside = index < len(parts) - 1
                named = replace(made[index], file=parts[-1]) if inside else made[index]
                return self._on_platform(named)
            if self.platforms and any(made):
                continue
            owner = self._plain(part, Named(part, parts[-1]))
            if owner:
                return owner
        return self._unknown(Named(stem, parts[-1]))

    def _on_platform(self, named: Named) -> Owner:
        if self.lookup is None:
            name = _id_of(named)
            return Owner(name, named) if valid(name) else self._unknown(named)
        student = self.lookup.by_number(named.platform, named.number)
        if student:
            return Owner(student.id, named)
        anonymous = named.name.casefold() in ANONYMOUS
        found = [] if anonymous else self.lookup.by_word(named.name)
        if named.platform == "canvas":
            found = [student for student in found if not student.canvas]
        return self._one(found, named)

    def _plain(self, part: str, named: Named) -> Owner | None:
        """The owner that a folder's or a file's own name tells; None if it tells none."""
        own = self._own.sub("", part)
        if self.lookup is None:
            is_the_set = own.casefold() == self.assignment.casefold()
            return Owner(own, named) if valid(own) and not is_the_set else None
        found = self.lookup.by_word(part) or self.lookup.by_word(own)
        return self._one(found, named) if found else None

    def _one(self, found: list[Student], named: Named) -> Owner:
        if len(found) == 1:
            return Owner(found[0].id, named)
        if not found:
            return self._unknown(named)
        ids = " or ".join(student.id for student in found)
        return Owner(None, named, f"it may be of {ids}")

    def _unknown(self, named: Named) -> Owner:
        if self.lookup is None:
            return Owner(None, named, "no student id can be read from its name")
        if not named.platform:
            return Owner(None, named, "its name is that of no student of the list")
        number = f"{named.platform.title()}'s number {named.number}"
        return Owner(None, named, f"no student of the list is called {named.name}, {number}")


def _id_of(named: Named) -> str:
    """An id made of a name: its words joined by dots, without accents; "" if it has others."""
    letters = unicodedata.normalize("NFKD", named.name)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.findall(r"[\w.@+-]+", plain)
    if named.name.casefold() in ANONYMOUS:
        words.append(named.number)
    return ".".join(words)
