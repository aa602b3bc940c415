"""What all commands share: their output, options that recur, and how errors end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from autograder.errors import UserError


NOT_GOOD, NOT_DONE = 1, 2

out = Console()
err = Console(stderr=True)

Root = Annotated[Path, typer.Option(help="The course's repository, where nbgrader_config.py lies.")]
CellSeconds = Annotated[
    float, typer.Option("--cell-seconds", min=0.1, help="How long one cell may run.")
]


def tell(text: str) -> None:
    """One line on stdout, as it is: paths are neither coloured nor broken."""
    out.print(text, highlight=False, markup=False, soft_wrap=True)


def course_in(root: Path):
    """The course; its packages are imported here, so that `check` does without them."""
    try:
        from autograder.course import Course
    except ImportError as error:
        stop(f'{error}. Instructors install "jax-course-autograder[course]".')
    with errors():
        return Course(root)


@contextmanager
def errors() -> Iterator[None]:
    """Turns an error that a user can cure into one line and exit code 2."""
    try:
        yield
    except UserError as error:
        stop(str(error))


def stop(message: str) -> None:
    say("red", "error:", message)
    raise typer.Exit(NOT_DONE)


def say(colour: str, what: str, message: str) -> None:
    """One line on stderr; brackets in a file's name are not markup."""
    err.print(f"[{colour}]{what}[/] {escape(message)}", highlight=False, soft_wrap=True)
