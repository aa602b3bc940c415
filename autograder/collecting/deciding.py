"""What becomes of each file of a download: decided here, written elsewhere."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from autograder import collected, notebook as notebooks
from autograder.collected import Handed
from autograder.collecting import names, placing
from autograder.collecting.belonging import OTHER, UNREADABLE, Belonging, Sets
from autograder.collecting.choice import Candidate, choose
from autograder.collecting.items import ALREADY, ASIDE, COLLECTED, LEFT, Item, Outcome
from autograder.collecting.owners import Named, Owner, Owners, form_of
from autograder.collecting.times import Times
from autograder.course import Course, Submission
from autograder.roster import Lookup, Student


@dataclass(frozen=True)
class Options:
    """How files are collected.

    Attributes:
        students: the students of the course; a strict pattern decides where it is empty.
        times: when the files were handed in.
        replace: take a file in place of another that was collected before.
        dry_run: only say what would be done.
        owner: whose the one notebook is, whatever its name and its tasks are.
        progress: called with what is done, how many files are done, how many there are.
    """

    students: list[Student] = field(default_factory=list)
    times: Times = field(default_factory=Times)
    replace: bool = False
    dry_run: bool = False
    owner: str = ""
    progress: Callable[[str, int, int], None] = lambda what, done, total: None


@dataclass(frozen=True)
class Decision:
    """What becomes of a file: it goes to `submission`, or is set aside or left out."""

    item: Item
    outcome: Outcome
    submission: Submission | None = None
    handed: Handed | None = None


class Deciding:
    """Decides what becomes of each file of a download."""

    def __init__(self, course: Course, assignment: str, options: Options, sets: Sets):
        self.course, self.assignment, self.options, self.sets = course, assignment, options, sets
        self.before = collected.read(course, assignment)
        self.known = {s.student.casefold(): s.student for s in course.submissions(assignment)}
        self.decisions: list[Decision] = []

    def all(self, items: list[Item]) -> list[Decision]:
        """One decision for each item."""
        work = [item for item in items if self._is_work(item)]
        lookup = Lookup(self.options.students) if self.options.students else None
        made = [any(map(form_of, item.name.split("/"))) for item in work]
        owners = Owners(self.assignment, lookup, platforms=all(made))
        by_student = defaultdict(list)
        for done, item in enumerate(work, start=1):
            if candidate := self._candidate(item, self._owner(owners, item)):
                by_student[candidate.owner.student.casefold()].append(candidate)
            self.options.progress("looking into notebooks", done, len(work))
        for candidates in by_student.values():
            self._choose(candidates)
        order = {id(item): place for place, item in enumerate(items)}
        return sorted(self.decisions, key=lambda decision: order[id(decision.item)])

    def _is_work(self, item: Item) -> bool:
        """Whether it is a notebook; what is not is decided here."""
        last = item.name.split("/")[-1].lower()
        is_notebook = last.endswith(".ipynb")
        if names.is_left_behind(item.name):
            self._leave(item, "an operating system made it")
        elif names.is_checkpoint(item.name) and not is_notebook:
            self._leave(item, "Jupyter made it")
        elif item.fault:
            self._aside(item, item.fault)
        elif last == "timestamp.txt":
            self._aside(item, "a time inside a download is not believed; use --time or --times")
        elif not is_notebook:
            self._aside(item, "it is not an .ipynb file")
        elif item.path.stat().st_size > notebooks.MAX_BYTES:
            size = notebooks.MAX_BYTES // 1_000_000
            self._aside(item, f"it is larger than the {size} MB that can be graded")
        else:
            return True
        return False

    def _owner(self, owners: Owners, item: Item) -> Owner:
        if self.options.owner:
            named = form_of(item.name) or Named(self.options.owner, item.name)
            return Owner(self.options.owner, named)
        return owners.of(item.name)

    def _candidate(self, item: Item, owner: Owner) -> Candidate | None:
        if owner.student is None:
            cure = "" if self.options.students else "; give the list of students with --students"
            self._aside(item, owner.fault + cure)
            return None
        owner = replace(owner, student=self.known.get(owner.student.casefold(), owner.student))
        belonging = self.sets.of(item.path)
        if self.options.owner and belonging.kind == OTHER:
            belonging = Belonging(UNREADABLE, belonging.words)
        return Candidate(item, owner, belonging, self.options.times.of(owner, item))

    def _choose(self, candidates: list[Candidate]) -> None:
        """Take one of a student's notebooks, unless they are of two people."""
        student = candidates[0].owner.student
        numbers = self._numbers(candidates)
        if len(numbers) > 1:
            reason = (
                f"there is more than one {student}, of the numbers {', '.join(numbers)}; "
                "give a list of students with these numbers (--students)"
            )
            for candidate in candidates:
                self._aside(candidate.item, reason, student)
            return
        choice = choose(candidates, self.assignment)
        for candidate, reason in choice.others:
            if choice.taken and names.is_checkpoint(candidate.item.name):
                self._leave(candidate.item, reason)
            else:
                self._aside(candidate.item, reason, student)
        if choice.taken:
            self._take(choice.taken)

    def _numbers(self, candidates: list[Candidate]) -> list[str]:
        """The numbers of the people whose notebooks these are: one person has one of a platform."""
        platform = candidates[0].owner.named.platform
        people = [c.owner.named for c in candidates]
        before = self.before.get(candidates[0].owner.student)
        if before and not self.options.students:
            people.append(before)
        return sorted({p.number for p in people if p.platform == platform} - {""})

    def _take(self, taken: Candidate) -> None:
        student, named = taken.owner.student, taken.owner.named
        submission = self.course.submission(student, self.assignment)
        there = submission.path.exists()
        is_same = there and placing.same(taken.item.path, submission.path)
        if there and not is_same and not self.options.replace:
            reason = f"{student} has handed in another file before; use --replace to take this one"
            self._aside(taken.item, reason, student)
            return
        time = self._time(taken, submission) if is_same else taken.time
        handed = Handed(student, taken.item.name, named.platform, named.number, time, named.late)
        outcome = Outcome(
            names.shown(taken.item.name),
            student,
            ALREADY if is_same else COLLECTED,
            _remark(taken, replaced=there and not is_same),
            time,
            named.late,
        )
        self.decisions.append(Decision(taken.item, outcome, submission, handed))

    def _time(self, taken: Candidate, submission: Submission) -> datetime | None:
        """The time of a file that was collected before: one time for all does not make it later."""
        known, before = placing.time_of(submission), self.before.get(submission.student)
        if before and before.time == known:
            known = before.time
        if known and taken.time and self.options.times.of_all:
            return min(known, taken.time)
        return taken.time or known

    def _aside(self, item: Item, reason: str, student: str | None = None) -> None:
        outcome = Outcome(names.shown(item.name), student, ASIDE, reason)
        self.decisions.append(Decision(item, outcome))

    def _leave(self, item: Item, reason: str) -> None:
        self.decisions.append(Decision(item, Outcome(names.shown(item.name), None, LEFT, reason)))


def _remark(taken: Candidate, replaced: bool) -> str:
    """What the instructor should know of a file that was collected."""
    remarks = ["in place of the one before, which is in set_aside"] if replaced else []
    if taken.belonging.kind == UNREADABLE:
        remarks.append(f"it will get no points: {taken.belonging.words}")
    return "; ".join(remarks)
