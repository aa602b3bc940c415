"""Processes that judge submissions, one after the other, and may be brought down without loss.

A desk is a process of its own: it holds the judge, warm from one submission to the next, and the
sandbox. It tells of each test as it ends. If it dies, or takes too long, the submission is judged
anew at another desk. If that one is lost as well, the test it was busy with earns nothing, and
another desk judges the rest.
"""

import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder import grading
from autograder.grading import Graded, Verdict, Watch
from autograder.kernel import Limits


MARGIN_SECONDS = 90.0
MEMORY = 12 * 2**30
BROUGHT_DOWN = (
    "What your code returned brought the judge down: a crash, or too much memory or time."
)


@dataclass(frozen=True)
class Setup:
    """What a desk needs to judge submissions to one problem set.

    Attributes:
        source: the instructor's notebook, as JSON.
        release: the student's version of it.
        limits: the time that a notebook may take.
        sandbox: what student code runs in, as for `Kernel`.
        cache: a folder for what JAX compiles; "" for none.
    """

    source: str
    release: str
    limits: Limits = field(default_factory=Limits)
    sandbox: str = ""
    cache: str = ""


class Desk:
    """A process that judges; use it as a context manager, from one thread at a time."""

    def __init__(self, setup: Setup):
        self._setup = setup
        self._process: Any = None
        self._line: Connection | None = None

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """End the process and what it started."""
        if self._process is not None:
            self._line.close()
            self._process.kill()
            self._process.join()
            self._process = None

    def judge(self, submitted: bytes, name: str, keep: dict[str, Verdict] | None = None) -> Graded:
        """Judge a file that was handed in; whatever is in it, there is a result.

        Args:
            submitted: the file's bytes.
            name: what messages call it.
            keep: verdicts of tests that are not to be run again.
        """
        skip: dict[str, str] = {}
        while True:
            now, fresh = _Progress(), self._process is None
            graded = self._ask((submitted, name, skip, keep or {}), now)
            if graded is not None:
                return graded
            self.close()
            if not fresh:  # Others before may have worn it out.
                continue
            if now.test is None or now.test in skip:
                return self._without(name)
            skip[now.test] = BROUGHT_DOWN

    def _ask(self, job: tuple, now: "_Progress") -> Graded | None:
        try:
            self._start()
            self._line.send(job)
            end = time.monotonic() + self._setup.limits.total_seconds + MARGIN_SECONDS
            while self._line.poll(max(end - time.monotonic(), 0)):
                what, told = self._line.recv()
                if what == "done":
                    return unpacked(told)
                now.test = told if what == "begins" else None
        except (OSError, EOFError):
            return None
        return None

    def _without(self, name: str) -> Graded:
        """The result for a submission that brings down every desk: no points."""
        source, release = _notebooks(self._setup)
        note = f"{name} could not be judged. {BROUGHT_DOWN}"
        return grading.grade(source, release, None, note=note)

    def _start(self) -> None:
        if self._process is not None and self._process.is_alive():
            return
        spawn = multiprocessing.get_context("spawn")
        self._line, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs, self._setup), daemon=False)
        self._process.start()
        theirs.close()


class _Progress:
    """Which test a desk is busy with."""

    test: str | None = None


def prepared(setup: Setup, desk: Desk) -> Graded | None:
    """Judge the reference solution at a desk, unless it did earn all points before.

    That also fills the cache of what JAX compiles.

    Returns:
        The verdict on the reference solution; None if it was judged before.
    """
    done = Path(setup.cache) / f"filled-{setup.sandbox or 'without'}"
    Path(setup.cache).mkdir(parents=True, exist_ok=True)
    with _alone(Path(setup.cache) / "lock"):
        if done.exists():
            return None
        graded = desk.judge(setup.source.encode(), "the reference solution")
        if graded.earned == graded.maximum:
            done.touch()
        return graded


def setup_of(
    source: NotebookNode, release: NotebookNode, limits: Limits, sandbox: str, cache: str
) -> Setup:
    return Setup(nbformat.writes(source), nbformat.writes(release), limits, sandbox, cache)


def _serve(line: Connection, setup: Setup) -> None:
    """A desk's own process: judge what comes along the line until it is closed."""
    _bounded()
    with suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        _open_sandbox(setup)
        source, release = _notebooks(setup)
        while True:
            submitted, name, skip, keep = line.recv()
            watch = Watch(lambda what, test: line.send((what, test)), skip, keep)
            graded = grading.judge(
                source, release, submitted, name, setup.limits, setup.sandbox, watch
            )
            line.send(("done", packed(graded)))
    os._exit(0)


def _open_sandbox(setup: Setup) -> None:
    from autograder.checks import internals

    if setup.cache:
        theirs, ours = (Path(setup.cache) / name for name in ("student", "judge"))
        theirs.mkdir(exist_ok=True)
        internals.cache_everything(str(ours), most_bytes=2**30)
    if setup.sandbox:
        from autograder.sandbox import provisioner
        from autograder.sandbox.host import Sandbox

        cache = str(Path(setup.cache) / "student") if setup.cache else ""
        provisioner.use(Sandbox(setup.sandbox, cache=cache))


def _notebooks(setup: Setup) -> tuple[NotebookNode, NotebookNode]:
    return nbformat.reads(setup.source, 4), nbformat.reads(setup.release, 4)


def packed(graded: Graded) -> str:
    """Results as JSON."""
    tests = [asdict(test) for test in graded.tests]
    return json.dumps([nbformat.writes(graded.notebook), tests, graded.notes, graded.seconds])


def unpacked(text: str) -> Graded:
    """The results that `packed` wrote."""
    notebook, tests, notes, seconds = json.loads(text)
    return Graded(nbformat.reads(notebook, 4), [Verdict(**t) for t in tests], notes, seconds)


def _bounded() -> None:
    """End with the process that asks; a program may not eat up the machine's memory."""
    if sys.platform == "linux":
        import resource

        from autograder.sandbox import namespaces

        namespaces.die_with_parent()
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """A block that one process at a time runs."""
    try:
        import fcntl
    except ImportError:  # No such locks on Windows.
        yield
        return
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
