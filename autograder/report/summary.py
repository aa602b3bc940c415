"""Figures of a class: how scores are spread, how hard tasks are, what tests say of everybody."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from autograder.exporting.standing import Part, Standing
from autograder.grading import Verdict


COLUMNS = 10
# Fewer students say nothing about how a task goes with the rest.
FEWEST = 10


@dataclass(frozen=True)
class Column:
    """How many scores lie from `low` up to `high`; the last column holds `high` too."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class Spread:
    """The scores of a class, with what they are out of."""

    scores: list[float]
    maximum: float

    @property
    def mean(self) -> float:
        return statistics.fmean(self.scores)

    @property
    def median(self) -> float:
        return statistics.median(self.scores)

    @property
    def deviation(self) -> float | None:
        """The standard deviation; None for fewer than two scores."""
        return statistics.stdev(self.scores) if len(self.scores) > 1 else None

    @property
    def full(self) -> int:
        """How many have all points."""
        return sum(score >= self.maximum for score in self.scores)

    @property
    def columns(self) -> list[Column]:
        """Ten columns of equal width, from 0 to the maximum."""
        width = self.maximum / COLUMNS
        at = Counter(
            min(int(score / width + 1e-9), COLUMNS - 1) if width else 0 for score in self.scores
        )
        return [Column(i * width, (i + 1) * width, at[i]) for i in range(COLUMNS)]


@dataclass(frozen=True)
class Task:
    """How a class did in one part.

    Attributes:
        title: the part's name.
        maximum: its points.
        graded: how many have points for it; the others wait for a person.
        full: the share of these with all points; None if there are none.
        mean: their mean share of the points.
        discrimination: the correlation of its points with those for all else; None where that
            cannot be said: few students, or all have the same points.
    """

    title: str
    maximum: float
    graded: int
    full: float | None
    mean: float | None
    discrimination: float | None


@dataclass(frozen=True)
class Test:
    """What became of one test in a class: how often each status, and the seconds it took."""

    name: str
    task: str
    maximum: float
    counts: Counter = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    @property
    def median_seconds(self) -> float:
        return statistics.median(self.seconds) if self.seconds else 0.0


def spread(graded: Sequence[Standing]) -> Spread | None:
    """The scores; None if nobody has one."""
    scores = [found.score for found in graded if found.score is not None]
    return Spread(scores, graded[0].maximum) if scores else None


def tasks(graded: Sequence[Standing]) -> list[Task]:
    """The parts of a set, in its order."""
    return [_task(part, graded) for part in graded[0].parts] if graded else []


def tests(graded: Sequence[Standing]) -> list[Test]:
    """The tests of a set, in its order."""
    found: dict[str, Test] = {}
    for verdict in _verdicts(graded):
        test = found.setdefault(
            verdict.name, Test(verdict.name, verdict.task, verdict.maximum, Counter(), [])
        )
        test.counts[verdict.status] += 1
        if verdict.status != "not run":
            test.seconds.append(verdict.seconds)
    return list(found.values())


def faults(graded: Sequence[Standing]) -> list[tuple[str, int, str]]:
    """Tests that are at fault themselves: name, for how many students, and a message."""
    faulty = [verdict for verdict in _verdicts(graded) if verdict.status == "faulty"]
    counts = Counter(verdict.name for verdict in faulty)
    first = {verdict.name: verdict.reason for verdict in reversed(faulty)}
    return [(name, count, first[name]) for name, count in counts.most_common()]


def _verdicts(graded: Sequence[Standing]) -> list[Verdict]:
    return [verdict for found in graded for verdict in found.graded.tests]


def _task(part: Part, graded: Sequence[Standing]) -> Task:
    points = [found.points(part) for found in graded]
    known = [earned for earned in points if earned is not None]
    if not known or not part.maximum:
        return Task(part.title, part.maximum, len(known), None, None, None)
    return Task(
        part.title,
        part.maximum,
        len(known),
        sum(earned >= part.maximum for earned in known) / len(known),
        statistics.fmean(known) / part.maximum,
        _discrimination(part, graded),
    )


def _discrimination(part: Part, graded: Sequence[Standing]) -> float | None:
    """Pearson's correlation of a part with the parts that have points for everybody."""
    others = [
        other
        for other in graded[0].parts
        if other != part and all(found.points(other) is not None for found in graded)
    ]
    pairs = [
        (earned, sum(found.points(other) for other in others))
        for found in graded
        if (earned := found.points(part)) is not None
    ]
    if len(pairs) < FEWEST:
        return None
    try:
        return statistics.correlation(*zip(*pairs, strict=True))
    except statistics.StatisticsError:
        return None
