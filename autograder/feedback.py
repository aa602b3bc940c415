"""The page a student gets back: points by task, why points are missing, the code beside it.

The page cannot attack who reads it: all text from a submission is escaped and made visible, of its
outputs only text and images are shown, there is no script, and a content security policy
forbids any. It stays below a megabyte. Hidden tests appear by name and message; their source is
shown only where the caller hands it over.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder import book, images, pages, visible
from autograder.grading import Graded, Verdict
from autograder.notebook import grade_id, is_answer
from autograder.rebuild import EXTRA
from autograder.room import Room


IMAGE_BYTES, TEXT_BYTES, CODE_BYTES = 380_000, 100_000, 140_000
WORD_BYTES, TEST_BYTES = 130_000, 90_000
MOST_OUTPUTS, MOST_CELLS, MOST_NOTES = 30, 30, 20
LONGEST_MESSAGE, LONGEST_CODE = 6_000, 12_000
NO_ROOM = "the page has no room for more"
NOT_SHOWN = "only text, PNG and JPEG images are shown"
# What the lines of a check's message open with, after its finding.
OPENINGS = {"Hint: ": "hint", "Read: ": "read"}


@dataclass(frozen=True)
class Result:
    """A test, or a part that a person grades, as the page shows it.

    `status` is a `Verdict`'s, or for what a person grades "marked", "waiting", or "again" where
    what was graded has changed since; `was` is what a test gave, where a person changed it.
    """

    name: str
    status: str
    earned: float | None
    maximum: float
    message: list[tuple[str, Markup]] = field(default_factory=list)
    comment: Markup = Markup("")
    source: Markup = Markup("")
    was: float | None = None


@dataclass(frozen=True)
class Work:
    """A cell of the student's: its code or text, and what it showed."""

    is_code: bool
    source: Markup
    outputs: list[images.Image | Markup]
    left_out: list[str]


@dataclass(frozen=True)
class Section:
    """What belongs to one task."""

    name: str
    results: list[Result]
    comments: list[Markup]
    work: Work | None

    @property
    def earned(self) -> float:
        return sum(result.earned or 0.0 for result in self.results)

    @property
    def maximum(self) -> float:
        return sum(result.maximum for result in self.results)

    @property
    def waits(self) -> bool:
        """Whether a person has yet to grade a part of it."""
        return any(result.status in ("waiting", "again") for result in self.results)

    @property
    def level(self) -> str:
        """ "all", "some" or "none" of the points."""
        return level(self.earned, self.maximum)


def page(
    title: str,
    student: str,
    graded: Graded,
    *,
    name: str = "",
    by_hand: Iterable = (),
    late: Sequence[str] = (),
    penalty: float = 0.0,
    handed_in: datetime | None = None,
    graded_at: datetime | None = None,
    tests: Mapping[str, str] | None = None,
) -> str:
    """The feedback as one self-contained HTML page of less than a megabyte.

    Args:
        title: the problem set's.
        student: the student's id.
        graded: the submission as it was judged.
        name: the student's name, where it is known.
        by_hand: parts that a person grades, and comments, as `autograder.by_hand` lists them.
        late: what is to be said of the time at which it was handed in.
        penalty: points taken off for that.
        handed_in: when it was handed in; None if that is not known.
        graded_at: when it was graded.
        tests: the source of test cells by name, to be shown beside their messages.
    """
    made = _Page(graded, list(by_hand), tests or {})
    sections = made.sections()
    raw = sum(section.earned for section in sections)
    return pages.render(
        "feedback.html.j2",
        title=title,
        student=student,
        name=name,
        sections=sections,
        raw=raw,
        earned=max(raw - penalty, 0.0),
        maximum=sum(section.maximum for section in sections),
        penalty=penalty,
        late=late,
        handed_in=handed_in,
        graded_at=graded_at,
        notes=made.notes(),
        others=made.others(),
        level=level,
    )


def level(earned: float, maximum: float) -> str:
    """ "all", "some" or "none", of the points that can be had."""
    return "all" if earned >= maximum else "some" if earned > 0 else "none"


class _Page:
    """Makes the parts of a page, in the room that it has."""

    def __init__(self, graded: Graded, by_hand: list, tests: Mapping[str, str]):
        self._graded, self._by_hand, self._tests = graded, by_hand, tests
        self._images, self._texts = Room(IMAGE_BYTES), Room(TEXT_BYTES)
        self._codes, self._words = Room(CODE_BYTES), Room(WORD_BYTES)
        self._sources = Room(TEST_BYTES)

    def sections(self) -> list[Section]:
        """Tasks in the notebook's order; those that have no cell come last."""
        cells = {grade_id(cell): cell for cell in self._graded.notebook.cells if is_answer(cell)}
        judged = self._graded.tasks
        parts: dict[str, list] = {}
        for part in self._by_hand:
            parts.setdefault(part.name if part.name in cells else part.task, []).append(part)
        names = [name for name in cells if name in judged or name in parts]
        names += [name for name in (*judged, *parts) if name not in cells]
        return [
            self._section(name, judged.get(name, []), parts.get(name, []), cells.get(name))
            for name in dict.fromkeys(names)
        ]

    def notes(self) -> list[Markup]:
        """What was repaired, each with how often."""
        counted = Counter(self._graded.notes)
        notes = [
            self._prose(note if times == 1 else f"{note} ({times} times)", 1_000)
            for note, times in counted.most_common(MOST_NOTES)
        ]
        if len(counted) > MOST_NOTES:
            notes.append(Markup("{} more notes are left out.").format(len(counted) - MOST_NOTES))
        return notes

    def others(self) -> tuple[list[Work], int]:
        """Cells that the student added, and how many more there are."""
        cells = self._graded.notebook.cells
        own = [c for c in cells if c.metadata.get("autograder") == EXTRA and c.source.strip()]
        return [self._work(cell) for cell in own[:MOST_CELLS]], max(len(own) - MOST_CELLS, 0)

    def _prose(self, plain: str, most: int = LONGEST_MESSAGE) -> Markup:
        return self._words.text(plain, most, visible.prose)

    def _section(self, name: str, tests: list[Verdict], parts: list, cell) -> Section:
        told = {part.name: part for part in parts}
        results = [self._test(test, told.pop(test.name, None)) for test in tests]
        results += [self._part(part) for part in told.values() if part.maximum]
        comments = [
            self._words.text(part.comment, LONGEST_MESSAGE)
            for part in told.values()
            if part.comment and not part.maximum
        ]
        return Section(name, results, comments, self._work(cell) if cell is not None else None)

    def _test(self, test: Verdict, part) -> Result:
        """A test; where a person set its points, these count."""
        given = part.score if part is not None else None
        counts = test.earned if given is None else given
        return Result(
            test.name,
            test.status,
            counts,
            test.maximum,
            self._message(test.reason),
            self._words.text(part.comment, LONGEST_MESSAGE) if part else Markup(""),
            self._sources.text(self._tests.get(test.name, ""), show=visible.code),
            was=test.earned if counts != test.earned else None,
        )

    def _part(self, part) -> Result:
        return Result(
            part.name,
            "waiting" if part.score is None else "again" if part.again else "marked",
            part.score,
            part.maximum,
            comment=self._words.text(part.comment, LONGEST_MESSAGE),
        )

    def _message(self, reason: str) -> list[tuple[str, Markup]]:
        """A check's message, line by line: what each line is, and its markup."""
        if len(reason) > LONGEST_MESSAGE:
            return [("finding", self._prose(reason, LONGEST_MESSAGE))]
        return [self._line(line) for line in reason.splitlines()]

    def _line(self, line: str) -> tuple[str, Markup]:
        """A line; one that names a page of the book leads there. No other address does."""
        opening = next((opening for opening in OPENINGS if line.startswith(opening)), "")
        rest = line.removeprefix(opening)
        kind = OPENINGS.get(opening, "lost" if line.startswith("✗ ") else "finding")
        if kind != "read":
            return kind, self._prose(rest)
        if not re.fullmatch(re.escape(book.ADDRESS) + r"[\w/.-]*(#[\w-]*)?", rest):
            return kind, self._prose(rest)
        short = rest.removeprefix(book.ADDRESS).removeprefix("book/")
        return kind, Markup('<a href="{}">{}</a>').format(rest, short or rest)

    def _work(self, cell: NotebookNode) -> Work:
        is_code = cell.cell_type == "code"
        show = visible.code if is_code else visible.text
        found = cell.outputs if is_code else _attached(cell)
        outputs, left_out = self._outputs(found)
        return Work(is_code, self._codes.text(cell.source, LONGEST_CODE, show), outputs, left_out)

    def _outputs(self, found: list[NotebookNode]) -> tuple[list, list[str]]:
        """The outputs that are shown, and words on those that are not."""
        shown, left_out = [], Counter()
        for output in found:
            made = NO_ROOM if len(shown) == MOST_OUTPUTS else self._output(output)
            if type(made) is str:
                left_out[made] += 1
            elif made:
                shown.append(made)
        return shown, [_left_out(count, why) for why, count in left_out.items()]

    def _output(self, output: NotebookNode) -> images.Image | Markup | str:
        """An output as image or text, or why it is not shown."""
        if output.output_type == "stream":
            return self._text("".join(output.text))
        if output.output_type == "error":
            return self._text("\n".join(output.traceback))
        data = output.get("data", {})
        for kind in ("png", "jpeg"):
            if image := images.read(kind, data.get(f"image/{kind}", "")):
                return image if self._images.holds(len(image.data)) else NO_ROOM
        return self._text("".join(data["text/plain"])) if "text/plain" in data else NOT_SHOWN

    def _text(self, plain: str) -> Markup | str:
        if self._texts.left < 200:
            return NO_ROOM
        return self._texts.text(plain, show=visible.terminal, tail=0.5)


def _attached(cell: NotebookNode) -> list[NotebookNode]:
    """The images that a text shows, as if they were outputs."""
    pasted = cell.get("attachments", {}).values()
    return [new_output("display_data", data=image) for image in pasted]


def _left_out(count: int, why: str) -> str:
    noun = "output is" if count == 1 else "outputs are"
    return f"{count:,} more {noun} left out: {why}."
