"""A student's result in a few lines of plain text, for platforms that show no page of ours."""

from autograder.exporting import cells
from autograder.exporting.standing import Standing


def lines(found: Standing) -> list[str]:
    """The score, what each part earned, why a test gave less, comments, lateness, notes."""
    told = [f"Score: {_of(found.score, found.maximum)} points."]
    told += [f"{part.title}: {_of(found.points(part), part.maximum)}" for part in found.parts]
    told += [f"{test.name}: {test.reason}" for test in found.graded.tests if test.reason]
    return [*told, *about(found)]


def about(found: Standing) -> list[str]:
    """What is to be said beyond the tests: comments, repairs, lateness, what is still open."""
    comments = [f"{given.name}: {given.comment}" for given in found.people if given.comment]
    waiting = [f"Not graded yet: {', '.join(found.waiting)}."] if found.waiting else []
    return [*comments, *found.graded.notes, *found.lateness.words, *waiting]


def _of(score: float | None, maximum: float) -> str:
    return f"{cells.number(score) or '–'} of {cells.number(maximum)}"
