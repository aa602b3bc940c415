"""The class report: what an instructor wants to know of an assignment, as one page."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup
from nbformat import NotebookNode

from autograder import pages, visible
from autograder.exporting.standing import Standing
from autograder.notebook import grade_id, is_task
from autograder.report import failures, histogram, likeness, summary
from autograder.room import Room


MOST_FAILURES, MOST_GROUPS, MOST_PAIRS, MOST_EXAMPLES = 25, 40, 20, 3
CODE_BYTES, WORD_BYTES, TABLE_BYTES = 350_000, 120_000, 350_000


@dataclass(frozen=True)
class Example:
    """A student, and where the feedback page lies."""

    name: str
    address: str


@dataclass(frozen=True)
class Side:
    """One of two answers that are alike; no code where the page has no room for it."""

    student: Example
    code: Markup


def page(
    title: str,
    standings: Sequence[Standing],
    answers: tuple[NotebookNode, NotebookNode],
    addresses: Mapping[str, str],
    listed: Iterable[str] = (),
    now: datetime | None = None,
) -> str:
    """The report as one self-contained HTML page of less than a megabyte.

    Args:
        title: the problem set's.
        standings: where everybody stands.
        answers: source and release of the set, whose answers are nobody's.
        addresses: where the feedback pages lie, by student.
        listed: the ids on the course's list of students; none if there is no list.
        now: when the report is made.
    """
    graded = [found for found in standings if found.graded is not None]
    made = _Page(graded, addresses)
    handed_in = [found for found in standings if found.submission is not None]
    known = set(listed)
    came = [found.student.id for found in handed_in]
    spread = summary.spread(graded)
    return pages.render(
        "class_report.html.j2",
        title=title,
        now=now or datetime.now(UTC),
        handed_in=len(handed_in),
        graded=graded,
        ungraded=[found.student.id for found in handed_in if found.graded is None],
        missing=[found.student.id for found in standings if found.submission is None],
        strangers=[student for student in came if known and student not in known],
        waiting=sum(bool(found.waiting) for found in graded),
        late=sum(bool(found.lateness and found.lateness.penalty) for found in graded),
        spread=spread,
        histogram=histogram.drawn(spread) if spread and spread.maximum else None,
        tasks=summary.tasks(graded),
        fewest=summary.FEWEST,
        tests=summary.tests(graded),
        **made.faults(),
        **made.failures(),
        **made.alike(answers),
        **made.stopped(),
        **made.students(),
    )


def addresses(course, assignment: str, students: Iterable[str], report: Path) -> dict[str, str]:
    """Where the feedback pages lie, seen from the report."""
    return {
        student: quote(
            Path(
                os.path.relpath(feedback_path(course, student, assignment), report.parent)
            ).as_posix()
        )
        for student in students
    }


def feedback_path(course, student: str, assignment: str) -> Path:
    """Where a student's page lies: in nbgrader's folder for feedback."""
    return course.path("feedback", student, assignment) / f"{assignment}.html"


class _Page:
    """Makes the parts of a report, in the room that it has."""

    def __init__(self, graded: list[Standing], addresses: Mapping[str, str]):
        self._graded, self._addresses = graded, addresses
        self._codes, self._words = Room(CODE_BYTES), Room(WORD_BYTES)

    def faults(self) -> dict:
        return {
            "faults": [
                (name, count, self._words.text(reason, 500, visible.prose))
                for name, count, reason in summary.faults(self._graded)
            ]
        }

    def failures(self) -> dict:
        found = failures.common(self._graded)
        return {
            "failures": [
                (
                    failure,
                    self._words.text(failure.line, 400, visible.prose),
                    self._examples(failure.students[:MOST_EXAMPLES]),
                )
                for failure in found[:MOST_FAILURES]
            ],
            "more_failures": max(len(found) - MOST_FAILURES, 0),
        }

    def alike(self, answers: tuple[NotebookNode, NotebookNode]) -> dict:
        """Groups whose answers are alike, the strongest pair of each side by side."""
        codes = {
            found.student.id: {
                grade_id(cell): cell.source for cell in found.graded.notebook.cells if is_task(cell)
            }
            for found in self._graded
        }
        known: dict[str, list[str]] = {}
        for notebook in answers:
            for cell in filter(is_task, notebook.cells):
                known.setdefault(grade_id(cell), []).append(cell.source)
        found = likeness.groups(codes, known)
        shown = [
            (group, self._sides(group.pairs[0], codes), group.pairs[1:MOST_PAIRS])
            for group in found[:MOST_GROUPS]
        ]
        return {"alike": shown, "more_alike": max(len(found) - MOST_GROUPS, 0)}

    def stopped(self) -> dict:
        return {
            "stopped": [
                (*self._examples([found.student]), self._words.text(found.cause, 300), found.tests)
                for found in failures.stopped(self._graded)
            ],
            "unjudged": [
                (*self._examples([student]), self._words.text(note, 300, visible.prose))
                for student, note in failures.unjudged(self._graded)
            ],
            "slowest": [
                (*self._examples([found.student]), found)
                for found in failures.slowest(self._graded)
            ],
        }

    def students(self) -> dict:
        """A line for everybody who is graded, as long as there is room for all."""
        size = sum(200 + 40 * len(found.parts) for found in self._graded)
        shown = self._graded if size <= TABLE_BYTES else []
        return {"everyone": [(*self._examples([found.student.id]), found) for found in shown]}

    def _examples(self, students: Iterable[str]) -> list[Example]:
        return [Example(student, self._addresses.get(student, "")) for student in students]

    def _sides(
        self, pair: likeness.Pair, codes: Mapping
    ) -> list[tuple[likeness.Alike, list[Side]]]:
        made = []
        for alike in pair.tasks:
            sides = [
                Side(*self._examples([student]), self._code(codes[student][alike.task], lines))
                for student, lines in zip(pair.students, alike.lines, strict=True)
            ]
            made.append((alike, sides))
        return made

    def _code(self, code: str, lines: frozenset[int]) -> Markup:
        """The code with the lines marked that few others have; nothing if there is no room."""
        shown = visible.code(code[:6_000], lines)
        return shown if self._codes.holds(len(shown.encode("utf-8", "replace"))) else Markup("")
