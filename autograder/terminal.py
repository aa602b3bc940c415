"""How results look in a terminal."""

from rich.console import Console, Group
from rich.markup import escape
from rich.panel import Panel
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from autograder.grading import Graded, Verdict


MARKS = {
    "passed": ("✓", "green"),
    "partial": ("◐", "yellow"),
    "failed": ("✗", "red"),
    "not run": ("–", "yellow"),
    "faulty": ("!", "magenta"),
}


def _what() -> tuple[ProgressColumn, ...]:
    bar = BarColumn(bar_width=24)
    return SpinnerColumn(), TextColumn("{task.description}"), bar, MofNCompleteColumn()


def _times() -> tuple[ProgressColumn, ...]:
    return TimeElapsedColumn(), TimeRemainingColumn()


def progress(console: Console) -> Progress:
    """A bar with how many of how many, the time taken and the time left."""
    return Progress(*_what(), *_times(), console=console, transient=True)


def rated_progress(console: Console) -> Progress:
    """A bar for many submissions: also how many a minute, and a note on those that went wrong."""
    note = TextColumn("[yellow]{task.fields[note]}")
    columns = (*_what(), _Rate(), *_times(), note)
    return Progress(*columns, console=console, transient=True, speed_estimate_period=300.0)


class _Rate(ProgressColumn):
    """How many a minute."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{60 * speed:.0f}/min" if speed else "", style="progress.data.speed")


def show(console: Console, title: str, graded: Graded) -> None:
    """Task by task: what passed, what failed and why, and the points."""
    parts = []
    for note in graded.notes:
        parts.append(Text(f"Note: {note}", style="yellow"))
    for task, tests in graded.tasks.items():
        earned, maximum = sum(t.earned for t in tests), sum(t.maximum for t in tests)
        colour = "green" if earned == maximum else "red" if earned == 0 else "yellow"
        parts.append(Text.assemble((task, "bold"), "  ", (f"{earned:g} of {maximum:g}", colour)))
        parts += [_line(test) for test in tests]
    console.print(Panel(Group(*parts), title=escape(title), title_align="left", padding=(1, 2)))


def _line(test: Verdict) -> Text:
    mark, colour = MARKS[test.status]
    line = Text.assemble("  ", (mark, colour), f" {test.name} ({test.earned:g}/{test.maximum:g})")
    for number, text in enumerate(test.reason.splitlines()):
        line.append(f"\n      {text}", style="" if number == 0 else "dim")
    return line


def class_table(title: str, rows: list[tuple[str, float, float, str]]) -> Table:
    """One line a student: score, maximum, and the first reason for a loss."""
    table = Table(title=title, title_justify="left")
    table.add_column("student")
    table.add_column("score", justify="right")
    table.add_column("of", justify="right")
    table.add_column("why not all", overflow="fold")
    for student, score, maximum, reason in rows:
        table.add_row(escape(student), f"{score:g}", f"{maximum:g}", escape(reason))
    return table
