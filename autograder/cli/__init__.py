"""The command line: `autograder`, also `python -m autograder`.

Exit codes: 0 all is well; 1 the work is not (a test fails, a set is refused, a file was set
aside); 2 the command could not be carried out, and nothing was written.
"""

from typing import Annotated

import typer

from autograder import __version__
from autograder.cli.check import check
from autograder.cli.collect import collect
from autograder.cli.common import out
from autograder.cli.doctor import doctor
from autograder.cli.export import export
from autograder.cli.formgrader import formgrader
from autograder.cli.grade import grade
from autograder.cli.release import release
from autograder.cli.report import report


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Release, check and grade problem sets written in JAX.",
    epilog="Students need `check`. The other commands are the instructor's, in this order.",
)
for command in (check, release, collect, grade, formgrader, report, export, doctor):
    app.command()(command)


def main() -> None:
    """Run the command line."""
    app()


def _show_version(wanted: bool) -> None:
    if wanted:
        out.print(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    pass
