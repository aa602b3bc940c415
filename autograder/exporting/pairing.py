"""Which row of somebody else's table belongs to which student, and never a guess."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.roster import folded


@dataclass(frozen=True)
class Keys:
    """What a row or a student is known by: sets of texts, the surest first.

    The first are the platform's own numbers: where two have such numbers and share none, they are
    two people, whatever they are called.
    """

    levels: tuple[frozenset[str], ...]


def keys(*levels: Iterable[str]) -> Keys:
    """Keys without empty texts, case and outer spaces."""
    return Keys(
        tuple(
            frozenset(text.strip().casefold() for text in level if text.strip()) for level in levels
        )
    )


def names(first: str, last: str, *others: str) -> set[str]:
    """A name in both orders, and other names, without case, accents and punctuation."""
    forms = (f"{first} {last}", f"{last} {first}", *others)
    return {folded(form).replace(" ", "") for form in forms}


def pair(rows: Sequence[Keys], students: Sequence[Keys]) -> dict[int, int]:
    """The student of each row, by their places.

    A row and a student are paired at the first level at which they share a key, and no other row
    or student does.
    """
    found: dict[int, int] = {}
    for level in range(len(rows[0].levels) if rows else 0):
        candidates = _candidates(rows, students, level, found)
        wanted = Counter(student for those in candidates.values() for student in those)
        for row, those in candidates.items():
            if len(those) == 1 and wanted[min(those)] == 1:
                found[row] = min(those)
    return found


def _candidates(
    rows: Sequence[Keys], students: Sequence[Keys], level: int, found: dict[int, int]
) -> dict[int, set[int]]:
    """For each open row the open students who share a key with it."""
    taken = set(found.values())
    holders: dict[str, set[int]] = defaultdict(set)
    for place, student in enumerate(students):
        if place not in taken:
            for key in student.levels[level]:
                holders[key].add(place)
    return {
        place: {
            student
            for key in row.levels[level]
            for student in holders[key]
            if _may_be_one(row, students[student])
        }
        for place, row in enumerate(rows)
        if place not in found
    }


def _may_be_one(row: Keys, student: Keys) -> bool:
    mine, theirs = row.levels[0], student.levels[0]
    return not mine or not theirs or bool(mine & theirs)
