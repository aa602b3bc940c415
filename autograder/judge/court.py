"""A notebook's tests, run here on stand-ins for what the student's kernel holds."""

import builtins
import contextlib
import itertools
import json
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jax
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.judge import cells, wire
from autograder.judge.standin import StandIn, Unanswered, look
from autograder.kernel import CellRun, Kernel
from autograder.notebook import is_given, is_test


REMEMBERED = 20
"""Notebooks after which JAX forgets what it compiled: it would keep all students' programs."""

ANSWER = "__import__('autograder.judge.inside', fromlist=['answer']).answer({request!r})"


class Court:
    """Runs given cells and test cells, out of the student's reach.

    Args:
        notebook: the rebuilt notebook; its given and test cells are the source's own.
        kernel: where the student's cells run.
    """

    def __init__(self, notebook: NotebookNode, kernel: Kernel):
        self._names: dict[str, Any] = {"__name__": "__main__"}
        self._functions: dict[str, StandIn] = {}
        self._line = _Line(kernel)
        self._needed, self._expected = _needed_and_expected(notebook)
        self._wide = jax.config.jax_enable_x64

    def close(self) -> None:
        """Leave this process as it was for the next notebook."""
        jax.config.update("jax_enable_x64", self._wide)
        if next(_closed) % REMEMBERED == 0:
            jax.clear_caches()

    def forget(self) -> None:
        """The student's names may mean something else now: a cell of theirs runs, or runs again."""
        self._functions.clear()

    def given(self, cell: NotebookNode, seconds: float) -> None:
        """Run a cell that the source gives, unless it defines what no test needs."""
        bound = cells.bound(cell.source)
        if bound and not bound & self._needed:
            return
        self._line.deadline = time.monotonic() + seconds
        with contextlib.suppress(cells.Interrupted), _until(seconds):
            self._run(cell.source, "<given>")

    def test(self, cell: NotebookNode, seconds: float) -> CellRun:
        """Run a test cell; the result tells also what became of the kernel meanwhile."""
        started = time.monotonic()
        self._line.deadline, self._line.outputs = started + seconds, []
        self._line.broken = None
        try:
            with _until(seconds):
                outcome = self._run(cell.source, "<test>")
        except cells.Interrupted:
            outcome = None
        seconds = time.monotonic() - started
        if self._line.broken is not None:
            return replace(self._line.broken, seconds=seconds)
        if outcome is None:
            return CellRun("timeout", seconds=seconds)
        result = CellRun(
            "error" if outcome.error else "ok",
            error=outcome.error,
            message=outcome.message,
            explained=outcome.explained,
            value=outcome.value,
            seconds=seconds,
        )
        result.outputs = self._line.outputs + _stream(outcome.printed)
        return result

    def _run(self, code: str, file: str) -> cells.Outcome:
        try:
            self._meet(cells.used(code))
            return cells.run(code, self._names, file)
        except Exception as error:
            return cells.failed(error)

    def _meet(self, wanted: frozenset[str]) -> None:
        """Stand-ins for the student's names that a cell uses; tests of one task share them."""
        for name in sorted(wanted & self._expected):
            self._names.pop(name, None)
            with contextlib.suppress(NameError):
                self._names[name] = self._functions.get(name) or look(self._line, name)
                if isinstance(self._names[name], StandIn):
                    self._functions[name] = self._names[name]


_closed = itertools.count(1)


class _Line:
    """Requests to the student's kernel, until the deadline."""

    def __init__(self, kernel: Kernel):
        self._kernel = kernel
        self.deadline = 0.0
        self.broken: CellRun | None = None
        self.outputs: list[NotebookNode] = []

    def ask(self, request: dict) -> dict:
        if self.broken is not None:
            raise Unanswered(self.broken.message or self.broken.status)
        left = max(self.deadline - time.monotonic(), 0.0)
        question = ANSWER.format(request=json.dumps(request))
        with _uninterrupted():
            run = self._kernel.run("", left, question)
        self.outputs += run.outputs
        if run.status in ("died", "timeout"):
            self.broken = run
            raise Unanswered(run.message or run.status)
        if run.value is None:
            raise Unanswered("it did not answer")
        try:
            answered = wire.parse(run.value)
        except wire.Refused as error:
            raise Unanswered(f"its answer was refused: {error}") from None
        if type(answered) is not dict:
            raise Unanswered("its answer cannot be read")
        return answered


def _needed_and_expected(notebook: NotebookNode) -> tuple[set[str], set[str]]:
    """Names that tests need given cells to define, and those that are left to the student."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    tests = [cell.source for cell in code if is_test(cell)]
    given = [cell.source for cell in code if is_given(cell)]
    needed = set().union(*map(cells.used, tests))
    for source in reversed(given):
        if cells.bound(source) & needed:
            needed |= cells.used(source)
    ours = set().union(*map(cells.bound, tests + given))
    return needed, needed - ours - set(dir(builtins))


def _stream(text: str) -> list[NotebookNode]:
    return [new_output("stream", name="stdout", text=text)] if text else []


@contextlib.contextmanager
def _until(seconds: float) -> Iterator[None]:
    """A block that is interrupted after so many seconds, where that can be done."""
    if not _can_interrupt():
        yield
        return

    def interrupt(*_: Any) -> None:
        raise cells.Interrupted

    earlier = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """A block within such a block that keeps to its time by itself."""
    if not _can_interrupt():
        yield
        return
    left, _ = signal.setitimer(signal.ITIMER_REAL, 0)
    started = time.monotonic()
    try:
        yield
    finally:
        if left:
            again = max(left - (time.monotonic() - started), 0.01)
            signal.setitimer(signal.ITIMER_REAL, again)


def _can_interrupt() -> bool:
    return threading.current_thread() is threading.main_thread()
