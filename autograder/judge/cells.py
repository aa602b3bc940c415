"""Cells that we trust, run here: tests, and what is given with them."""

import ast
import contextlib
import io
import symtable
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from autograder import points
from autograder.checks.score import reason
from autograder.judge.standin import Unanswered


LONGEST_OUTPUT = 20_000
KNOWN = 256
"""Of how many cells is known which names they bind and use: those of a set, for all submissions."""


@dataclass(frozen=True)
class Outcome:
    """What became of a cell: `error` is the name of what it raised, "" if it ran to its end.

    `value` describes the value of its last expression, as `points.classify` does; `explained` is
    the error in words for a student; `printed` what the cell wrote.
    """

    error: str = ""
    message: str = ""
    explained: str = ""
    value: str | None = None
    printed: str = ""


class Interrupted(KeyboardInterrupt):
    """The time for a cell is over. Checks and parts of a score let it through."""


def run(code: str, names: dict[str, Any], file: str = "<test>") -> Outcome:
    """Run a cell in a space of names; what goes wrong is the outcome."""
    printed = io.StringIO()
    try:
        with _quiet(printed):
            value = points.classify(_value(code, names, file))
        return Outcome(value=value, printed=printed.getvalue()[:LONGEST_OUTPUT])
    except (Exception, SystemExit) as error:
        return failed(error, printed.getvalue()[:LONGEST_OUTPUT])


def failed(error: BaseException, printed: str = "") -> Outcome:
    """The outcome of a cell that raised this."""
    if isinstance(error, Unanswered):
        return Outcome("Unanswered", str(error), f"The student's kernel: {error}.", printed=printed)
    return Outcome(type(error).__name__, str(error), reason(error), printed=printed)


@contextlib.contextmanager
def _quiet(printed: io.StringIO) -> Iterator[None]:
    with (
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield


@lru_cache(KNOWN)
def bound(code: str) -> frozenset[str]:
    """Names that a cell gives a meaning to at its top level: functions, imports, variables."""
    symbols = _scope(code).get_symbols()
    return frozenset(s.get_name() for s in symbols if s.is_assigned() or s.is_imported())


@lru_cache(KNOWN)
def used(code: str) -> frozenset[str]:
    """Names of the notebook that a cell reads, also in its functions; not their own variables."""
    return frozenset(_read(_scope(code)))


def _read(scope: symtable.SymbolTable) -> Iterator[str]:
    top = scope.get_type() == "module"
    for symbol in scope.get_symbols():
        if symbol.is_referenced() and (top or symbol.is_global()):
            yield symbol.get_name()
    for inner in scope.get_children():
        yield from _read(inner)


def _value(code: str, names: dict[str, Any], file: str) -> Any:
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, file, "exec"), names)
    return eval(compile(ast.Expression(last.value), file, "eval"), names) if last else None


def _scope(code: str) -> symtable.SymbolTable:
    """A cell's names; none where it is no Python."""
    try:
        return symtable.symtable(code, "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return symtable.symtable("", "<cell>", "exec")
