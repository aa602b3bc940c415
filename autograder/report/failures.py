"""Why points are missing in a class: messages grouped, what was stopped, what took longest."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from autograder.exporting.standing import Standing
from autograder.grading import Verdict


NUMBER = re.compile(
    r"(?<![\w.])[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?j?(?!\w)|\b(?:nan|inf)\b"
)
NUMBERS = re.compile(r"#(?:[\s,]+#)*(?:,(?=[)\]]))?")
LOST = "✗ "


@dataclass
class Failure:
    """Messages of one task that differ in numbers only, and who got them.

    `line` is the one that most students got, as they got it.
    """

    task: str
    tests: list[str] = field(default_factory=list)
    lines: Counter = field(default_factory=Counter)
    students: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        return self.lines.most_common(1)[0][0]


@dataclass(frozen=True)
class Stopped:
    """Tests of one student that something put an end to, for the same cause."""

    student: str
    cause: str
    tests: list[str]


@dataclass(frozen=True)
class Slow:
    """How long a submission took, and its slowest test; None if no test was run."""

    student: str
    seconds: float
    slowest: Verdict | None


def common(graded: Sequence[Standing]) -> list[Failure]:
    """What went wrong, most students first; within the same number, in the tests' order."""
    found: dict[tuple[str, str], Failure] = {}
    for standing in graded:
        for test in standing.graded.tests:
            for line in _lines(test):
                failure = found.setdefault((test.task, without_numbers(line)), Failure(test.task))
                failure.lines[line] += 1
                if test.name not in failure.tests:
                    failure.tests.append(test.name)
                if standing.student.id not in failure.students:
                    failure.students.append(standing.student.id)
    return sorted(found.values(), key=lambda failure: -len(failure.students))


def without_numbers(line: str) -> str:
    """A message that is the same for all numbers, and for any number of them in a row."""
    return NUMBERS.sub("#", NUMBER.sub("#", line))


def stopped(graded: Sequence[Standing]) -> list[Stopped]:
    """What was stopped, by student and cause."""
    found: dict[tuple[str, str], list[str]] = {}
    for standing in graded:
        for test in standing.graded.tests:
            if test.stopped:
                found.setdefault((standing.student.id, test.stopped), []).append(test.name)
    return [Stopped(student, cause, tests) for (student, cause), tests in found.items()]


def unjudged(graded: Sequence[Standing]) -> list[tuple[str, str]]:
    """Students of whose file no test could be run, each with the reason."""
    return [
        (standing.student.id, standing.graded.notes[0])
        for standing in graded
        if standing.graded.notes
        and standing.graded.tests
        and all(test.status == "not run" for test in standing.graded.tests)
    ]


def slowest(graded: Sequence[Standing], most: int = 10) -> list[Slow]:
    """The submissions that took longest to grade."""
    found = [
        Slow(
            standing.student.id,
            standing.graded.seconds,
            max(standing.graded.tests, key=lambda test: test.seconds, default=None),
        )
        for standing in graded
        if standing.graded.seconds
    ]
    return sorted(found, key=lambda slow: -slow.seconds)[:most]


def _lines(test: Verdict) -> Iterator[str]:
    """The lines of a message that say what went wrong: the first, or each part that was lost."""
    if test.status == "passed" or not test.reason:
        return
    lines = test.reason.splitlines()
    lost = [line for line in lines if line.startswith(LOST)]
    yield from dict.fromkeys(lost or lines[:1])
