"""From a submission to a judged notebook: a pure function of the files that go in.

Points need positive evidence: a test cell earns them by running to its end. What a cell prints
never changes a score, and a cell that ends the kernel costs what depends on it, no more.
"""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder import explain, notebook as notebooks, points
from autograder.kernel import CellRun, Kernel, Limits
from autograder.notebook import (
    defined_functions,
    grade_id,
    is_answer,
    is_by_hand,
    is_given,
    is_task,
    is_test,
    points as points_of,
    task_of,
)
from autograder.rebuild import rebuild


BUSY = "AUTOGRADER_RUNS_THIS_NOTEBOOK"


@dataclass(frozen=True)
class Verdict:
    """One test cell: the points it earned, and in words why not all of them.

    `status` is "passed", "partial", "failed", "not run" or "faulty" (the test itself is wrong);
    `stopped` says what put an end to it, where something did: its time, its memory, a crash.
    """

    name: str
    task: str
    earned: float
    maximum: float
    status: str
    reason: str = ""
    seconds: float = 0.0
    stopped: str = ""


@dataclass
class Graded:
    """A notebook that was run, its test results in order, and notes on what was repaired."""

    notebook: NotebookNode
    tests: list[Verdict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def earned(self) -> float:
        return sum(test.earned for test in self.tests)

    @property
    def maximum(self) -> float:
        return sum(test.maximum for test in self.tests)

    @property
    def first_reason(self) -> str:
        """The note or test message that says best why points are missing; empty if none are."""
        lost = [test for test in self.tests if test.earned < test.maximum]
        if not lost:
            return ""
        if self.notes and all(test.status == "not run" for test in self.tests):
            return self.notes[0]
        others = f" (and {len(lost) - 1} more)" if len(lost) > 1 else ""
        return f"{lost[0].name}: {lost[0].reason.splitlines()[0]}{others}"

    @property
    def tasks(self) -> dict[str, list[Verdict]]:
        """The results by task, in the order of the notebook."""
        grouped: dict[str, list[Verdict]] = {}
        for test in self.tests:
            grouped.setdefault(test.task, []).append(test)
        return grouped


@dataclass(frozen=True)
class Watch:
    """Who follows a run: told that a test "begins" or "ends", and which tests to leave out.

    `skip` gives the reason for each test that is left out and earns nothing, `keep` the verdicts
    of tests that are not to be run again.
    """

    tell: Callable[[str, str], None] = lambda what, test: None
    skip: dict[str, str] = field(default_factory=dict)
    keep: dict[str, "Verdict"] = field(default_factory=dict)


def judge(
    source: NotebookNode,
    release: NotebookNode,
    submitted: bytes,
    name: str,
    limits: Limits = Limits(),
    sandbox: str = "",
    watch: Watch | None = None,
) -> Graded:
    """Judge a file that was handed in, from its bytes: whatever they are, there is a result."""
    try:
        content, note = notebooks.parse(submitted, name), ""
    except notebooks.UnreadableNotebook as error:
        content, note = None, f"The file cannot be graded: {error}."
    return grade(source, release, content, limits, note, sandbox=sandbox, watch=watch)


def grade(
    source: NotebookNode,
    release: NotebookNode,
    submitted: NotebookNode | None,
    limits: Limits = Limits(),
    note: str = "",
    progress: Callable[[int, int], None] | None = None,
    sandbox: str = "",
    watch: Watch | None = None,
) -> Graded:
    """Judge a submission.

    Args:
        source: the instructor's notebook, with hidden tests.
        release: the student's version of it.
        submitted: what was handed in; None if it could not be read, which earns nothing.
        limits: the time that the notebook may take.
        note: what to tell the student about a submission that could not be read.
        progress: called with (cells done, cells in all) after each cell.
        sandbox: what the student's cells run in, as for `Kernel`.
        watch: is told of each test, and may have it left out.
    """
    names = [grade_id(cell) for cell in source.cells if is_answer(cell)]
    if submitted is not None:
        rebuilt = rebuild(source, release, submitted)
        if rebuilt.found:
            graded = run(rebuilt.notebook, limits, progress, sandbox, watch)
            graded.notes = rebuilt.notes + graded.notes
            return graded
        note = f"The notebook holds none of this set's tasks ({', '.join(names)})."
    empty = rebuild(source, release, release).notebook
    tests = [_unjudged(cell, names, note) for cell in empty.cells if is_test(cell)]
    for cell, test in zip(filter(is_test, empty.cells), tests, strict=True):
        cell.outputs = _outputs(test, [])
    return Graded(empty, tests, [note])


def run(
    notebook: NotebookNode,
    limits: Limits = Limits(),
    progress: Callable[[int, int], None] | None = None,
    sandbox: str = "",
    watch: Watch | None = None,
) -> Graded:
    """Run a notebook that we trust to be whole, and judge its test cells.

    The outputs of its cells are replaced by what they produced here; a test cell's outputs also
    end in its points, in the form that nbgrader reads.
    """
    started = time.monotonic()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    with (
        tempfile.TemporaryDirectory(prefix="autograder-") as folder,
        Kernel(folder, _environment(folder), sandbox) as kernel,
    ):
        session = _Session(kernel, notebook, limits, watch or Watch())
        try:
            for done, cell in enumerate(cells, start=1):
                session.execute(cell)
                if progress:
                    progress(done, len(cells))
        finally:
            session.court.close()
    return Graded(notebook, session.tests, [], time.monotonic() - started)


def faults(source: NotebookNode, release: NotebookNode) -> list[str]:
    """What is wrong with a set: a reference solution that fails, a stub that earns points."""
    solved = grade(source, release, source)
    untouched = grade(source, release, release)
    failing = [
        f"the reference solution fails {test.name}: {test.reason}"
        for test in solved.tests
        if test.status != "passed"
    ]
    raising = [
        f"the reference solution of {grade_id(cell)} raises {output.ename}: {output.evalue}"
        for cell in filter(is_by_hand, solved.notebook.cells)
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]
    free = [
        f"the untouched release earns points in {test.name}"
        for test in untouched.tests
        if test.earned
    ]
    return failing + raising + free


def attach(graded: Graded, **more: str) -> None:
    """Keep the results in the judged notebook's own metadata, for feedback and reports."""
    graded.notebook.metadata["autograder"] = {
        "tests": [asdict(test) for test in graded.tests],
        "notes": graded.notes,
        "seconds": round(graded.seconds, 2),
        **more,
    }


def attached(notebook: NotebookNode) -> Graded:
    """The results that `attach` left in a judged notebook."""
    kept = notebook.metadata["autograder"]
    tests = [Verdict(**test) for test in kept["tests"]]
    return Graded(notebook, tests, list(kept["notes"]), kept["seconds"])


class _Session:
    """The run of one notebook: what has been executed, what is broken, what was earned."""

    def __init__(self, kernel: Kernel, notebook: NotebookNode, limits: Limits, watch: Watch):
        # It imports JAX, which is for processes that judge.
        from autograder.judge.court import Court

        self.kernel, self.limits, self.watch = kernel, limits, watch
        self.court = Court(notebook, kernel)
        self.names = [grade_id(cell) for cell in notebook.cells if is_task(cell)]
        self.deadline = time.monotonic() + limits.total_seconds
        self.done: list[str] = []
        self.tasks: dict[str, explain.Task] = {}
        self.tests: list[Verdict] = []

    def execute(self, cell: NotebookNode) -> None:
        cell.execution_count = None
        if is_test(cell):
            self._test(cell)
            return
        self._student_cell(cell)
        if is_given(cell):
            self.court.given(cell, self._seconds())

    def _student_cell(self, cell: NotebookNode) -> None:
        self.court.forget()
        result = self._run(cell.source)
        cell.outputs = result.outputs
        if result.status == "ok":
            self.done.append(cell.source)
        if is_task(cell):
            name = grade_id(cell)
            self.tasks[name] = explain.Task(name, defined_functions(cell.source), result)

    def _test(self, cell: NotebookNode) -> None:
        name, maximum = grade_id(cell), points_of(cell)
        if name in self.watch.keep:
            self.tests.append(self.watch.keep[name])
            cell.outputs = _outputs(self.watch.keep[name], [])
            return
        task = self.tasks.get(task_of(name, self.names))
        result = self._judged(cell)
        if name in self.watch.skip:
            stopped = self.watch.skip[name]
            earned, status, reason = 0.0, "failed", stopped
        else:
            stopped = explain.stopped(result, task)
            earned, status, reason = _judge(result, maximum, task)
        test = Verdict(
            name,
            task_of(name, self.names),
            earned,
            maximum,
            status,
            reason,
            result.seconds,
            stopped,
        )
        self.tests.append(test)
        self.watch.tell("ends", name)
        cell.outputs = _outputs(test, result.outputs)

    def _judged(self, cell: NotebookNode) -> CellRun:
        if self._seconds() <= 0:
            return CellRun("not run", message=explain.out_of_time(self.limits))
        if grade_id(cell) in self.watch.skip:
            return CellRun("not run")
        self.watch.tell("begins", grade_id(cell))
        return self._alive(self.court.test(cell, self._seconds()))

    def _run(self, code: str) -> CellRun:
        if self._seconds() <= 0:
            return CellRun("not run", message=explain.out_of_time(self.limits))
        return self._alive(self.kernel.run(code, self._seconds()))

    def _alive(self, result: CellRun) -> CellRun:
        if result.status == "died":
            self._recover()
        return result

    def _recover(self) -> None:
        """A fresh kernel in the state that the cells which worked had made."""
        self.court.forget()
        self.kernel.restart()
        for code in self.done:
            if self._seconds() <= 0:
                return
            self.kernel.run(code, self._seconds())

    def _seconds(self) -> float:
        """How long the next cell may run."""
        return min(self.limits.cell_seconds, self.deadline - time.monotonic())


def _judge(result: CellRun, maximum: float, task: explain.Task | None) -> tuple[float, str, str]:
    if result.status == "not run":
        return 0.0, "not run", result.message
    if result.status != "ok":
        return 0.0, "failed", explain.failure(result, task)
    try:
        if result.value is None:
            raise points.FaultyTest("the value of its last expression could not be read")
        earned = points.earned(result.value, maximum)
    except points.FaultyTest as fault:
        return (
            0.0,
            "faulty",
            f"This test is at fault, not your work: {fault}. Tell your instructor.",
        )
    if earned == maximum:
        return earned, "passed", ""
    reason = "\n".join(points.lost(result.value)) or f"{earned:g} of {maximum:g} points."
    return earned, "partial" if earned else "failed", reason


def _outputs(test: Verdict, shown: list[NotebookNode]) -> list[NotebookNode]:
    """What the test showed, and its points as nbgrader reads them from a cell's outputs."""
    kept = [
        output
        for output in shown
        if output.output_type == "display_data"
        or (output.output_type == "stream" and output.name == "stdout")
    ]
    if test.reason:
        kept.append(new_output("stream", name="stdout", text=test.reason + "\n"))
    data = {"text/plain": f"{test.earned:g}"}
    return [*kept, new_output("execute_result", data=data, execution_count=None)]


def _unjudged(cell: NotebookNode, names: list[str], reason: str) -> Verdict:
    name = grade_id(cell)
    return Verdict(name, task_of(name, names), 0.0, points_of(cell), "not run", reason)


def _environment(folder: str) -> dict[str, str]:
    """The grader's own environment, with IPython's files in `folder`."""
    return {**os.environ, "IPYTHONDIR": folder, "PYTHONSAFEPATH": "1", BUSY: "1"}
