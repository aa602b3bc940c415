"""What is measured: a topic has cases, a case is one task, done in several ways."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import jax
import numpy as np


DOCUMENT, OURS, OTHER = "document", "ours", "other"


@dataclass(frozen=True)
class Way:
    """One way to do a task.

    `run` does it and is what is timed. `answer` gives what is compared, where that is not the
    result of `run`. `program` compiles without running, for its memory. `same` marks our way where
    the document arrives at the same program.
    """

    name: str
    run: Callable[[], Any]
    kind: str = OTHER
    answer: Callable[[], Any] | None = None
    program: Callable[[], Any] | None = None
    same: bool = False
    note: str = ""


@dataclass(frozen=True)
class Work:
    """The least that our algorithm does: operations, and bytes in and out of memory.

    An elementary function, a division and a draw count as one operation each.
    """

    operations: float
    bytes: float
    bits: int = 32


@dataclass(frozen=True)
class Case:
    """One task. `error` is how far an answer is from the truth: at most `tolerance` in each way."""

    name: str
    title: str
    ways: list[Way | None]
    error: Callable[[Any], float]
    error_is: str
    tolerance: float
    work: Work
    published: str = ""
    published_ratio: float | None = None


@dataclass(frozen=True)
class Topic:
    """Cases that belong together; `cases(small)` makes them, in 64 bits where `x64` says so."""

    name: str
    title: str
    cases: Callable[[bool], list[Case]] = field(repr=False)
    x64: bool = False


def jitted(name: str, function: Callable, *args, kind: str = OTHER, **more) -> Way:
    """A way by `jax.jit`; keyword arguments that are no field of a way are static."""
    fields = {key: more.pop(key) for key in ("answer", "same", "note") if key in more}
    fast = jax.jit(function, static_argnames=tuple(more))

    def program():
        return fast.lower(*args, **more).compile()

    return Way(name, partial(fast, *args, **more), kind, program=program, **fields)


def by_numba(name: str, make: Callable[[], Callable], *args, kind: str = OTHER) -> Way | None:
    """A way that `make` compiles by Numba; None where Numba is not installed."""
    try:
        function = make()
    except ImportError:
        return None
    return Way(name, partial(function, *args), kind)


def distance(truth, answer) -> float:
    """Largest absolute difference, relative to the largest entry of the truth."""
    truth = np.asarray(truth, np.float64)
    return float(np.abs(np.asarray(answer, np.float64) - truth).max() / np.abs(truth).max())
