"""Scores put into the table of a learning platform, and what is to be said of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from autograder.errors import UserError
from autograder.exporting import cells
from autograder.exporting.pairing import Keys, pair
from autograder.exporting.standing import Standing


@dataclass
class Filled:
    """What became of the rows and the students.

    Attributes:
        scores: students whose score was written.
        stay: rows left as they are although there is a score, with the reason.
        waiting: students whose score is not final, and so was not written.
        missing: graded students of whom no row could be told.
        strangers: rows of which no student could be told.
    """

    scores: list[str] = field(default_factory=list)
    stay: dict[str, str] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """A row of a student: its place in the sheet, what it is called, what it is known by."""

    place: int
    label: str
    keys: Keys


def fill(
    rows: Sequence[Row],
    standings: Sequence[Standing],
    known: Sequence[Keys],
    put: Callable[[Row, Standing], str],
    unfinished: bool = False,
) -> Filled:
    """Write every final score into its row.

    Args:
        known: what each student is known by, in the order of `standings`.
        put: writes a score into a row; says why if it does not.
        unfinished: write also scores of which a person has yet to grade a part.
    """
    filled = Filled()
    found = pair([row.keys for row in rows], known)
    paired = {student: rows[row] for row, student in found.items()}
    for place, standing in enumerate(standings):
        if standing.graded is None:
            continue
        if not standing.finished and not unfinished:
            filled.waiting.append(standing.label)
        elif place not in paired:
            filled.missing.append(standing.label)
        elif why := put(paired[place], standing):
            filled.stay[paired[place].label] = why
        else:
            filled.scores.append(standing.label)
    filled.strangers = [row.label for place, row in enumerate(rows) if place not in found]
    return filled


def scaled(score: float, maximum: float, possible: float | None) -> float:
    """A score as the platform counts, whose maximum is `possible` (None: the same as ours)."""
    return score if possible is None or not maximum else score * possible / maximum


def must_agree(possible: float | None, maximum: float, where: str, rescale: bool) -> None:
    """Refuse scores out of another maximum, unless they are to be rescaled.

    Raises:
        UserError: they differ.
    """
    if possible is not None and cells.number(possible) != cells.number(maximum) and not rescale:
        raise UserError(
            f"{where} has {cells.number(possible)} points, the set has {cells.number(maximum)}: "
            "use --rescale to convert the scores, or change the points there."
        )
