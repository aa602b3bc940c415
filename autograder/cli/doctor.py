"""`autograder doctor`: what this machine can do."""

import typer
from rich.markup import escape

from autograder.cli.common import NOT_GOOD, out


def doctor() -> None:
    """Say what this machine can do to run students' code safely, and how to get what is missing."""
    from autograder.sandbox import host

    found = host.backends()
    for name, fault in found.items():
        _mark(not fault, name, fault or "works here")
    for name, fault in host.details().items():
        _mark(not fault, name, fault or "works here")
    if not any(fault == "" for fault in found.values()):
        out.print("No sandbox works here: `autograder grade` will refuse to start.")
        raise typer.Exit(NOT_GOOD)


def _mark(good: bool, name: str, text: str) -> None:
    mark, colour = ("✓", "green") if good else ("✗", "yellow")
    out.print(f"[{colour}]{mark}[/] {name}: {escape(text)}", highlight=False, soft_wrap=True)
