"""`autograder formgrader`: grade by hand, in a browser."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.common import Root, course_in, errors, stop, tell


def formgrader(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port; 0: the first that is free.")
    ] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in your browser.")
    ] = True,
    root: Root = Path("."),
) -> None:
    """Grade in a browser what a person grades, with nbgrader's formgrader.

    Give scores and comments there, also in place of a test's score; they stay when you
    grade again. Type a score, press Tab for the next field, Ctrl-. for the next student. The page
    is served to this machine only, and only to who has the address that is printed. Ctrl-C ends it.
    """
    course = course_in(root)
    try:
        from autograder.formgrader import server
    except ImportError as error:
        stop(f'{error}. Instructors install "jax-course-autograder[course]".')
    with errors():
        server.serve(course, port, browser, _started)
    tell("The formgrader has ended.")


def _started(address: str) -> None:
    tell(f"The formgrader is at {address}")
    tell("Ctrl-C ends it.")
