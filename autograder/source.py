"""Problem sets: from MyST text in `solutions/` to nbgrader's source and release notebooks."""

import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import (
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
)
from traitlets.config import Config

from autograder.errors import UserError
from autograder.notebook import (
    defined_functions,
    grade_id,
    is_answer,
    is_by_hand,
    is_task,
    is_test,
    marks,
    points,
    task_of,
)


STUB = "# YOUR CODE HERE\nraise NotImplementedError"
SETUP = "setup"


class BadProblemSet(UserError):
    """The source of a problem set breaks a rule; the message names the file and the cell."""


@dataclass(frozen=True)
class ProblemSet:
    """One problem set: the file `solutions/<name>/<name>.md`.

    `install` is the requirement that a notebook installs where `autograder` is missing.
    """

    path: Path
    install: str = "jax-course-autograder"

    @property
    def name(self) -> str:
        return self.path.stem

    @cached_property
    def source(self) -> NotebookNode:
        """The instructor's notebook: solutions, visible and hidden tests.

        Raises:
            BadProblemSet: the file cannot be read, or breaks a rule of `validate`.
        """
        try:
            notebook = jupytext.read(self.path)
        except Exception as error:
            raise BadProblemSet(f"{self.path}: cannot be read as MyST: {error}") from error
        validate(notebook, self.path)
        notebook.cells.insert(1, _setup_cell(self.install))
        for index, cell in enumerate(notebook.cells):
            cell["id"] = f"cell-{index:03d}"
        notebook.metadata = nbformat.from_dict(
            {
                "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
                "language_info": {"name": "python"},
            }
        )
        notebook.nbformat, notebook.nbformat_minor = 4, 5
        return notebook

    @cached_property
    def release(self) -> NotebookNode:
        """The student's notebook."""
        return released(self.source)

    @property
    def title(self) -> str:
        """The first heading."""
        first = self.source.cells[0].source.lstrip()
        return first.splitlines()[0].lstrip("# ").strip()


def released(source: NotebookNode) -> NotebookNode:
    """The student's version of a source: stubs for solutions, no hidden tests, no outputs."""
    notebook, resources = deepcopy(source), {}
    config = Config()
    configure_stub(config)
    for step in (
        LockCells,
        ClearSolutions,
        ClearOutput,
        ClearHiddenTests,
        ClearMarkScheme,
        ComputeChecksums,
    ):
        notebook, resources = step(config=config).preprocess(notebook, resources)
    return notebook


def configure_stub(config: Config) -> None:
    """What a student finds in place of a solution, for nbgrader's ClearSolutions."""
    config.ClearSolutions.code_stub = {"python": STUB}


def find(folder: Path, install: str) -> list[ProblemSet]:
    """All problem sets below `folder`, by name."""
    return [
        ProblemSet(path, install)
        for path in sorted(folder.glob("*/*.md"))
        if path.stem == path.parent.name
    ]


def validate(notebook: NotebookNode, path: Path) -> None:
    """Check the rules that release, grading and the book rely on.

    Every task cell defines the function that it is named after, and every task has a test cell
    with points; a cell that a person grades has points; names are unique; the notebook opens with
    a heading.

    Raises:
        BadProblemSet: the first rule that is broken, with the file and the cell.
    """
    cells = notebook.cells
    if not cells or not cells[0].source.lstrip().startswith("# "):
        raise BadProblemSet(f"{path}: the first cell must be a heading, `# Title`")
    names = [grade_id(cell) for cell in cells if grade_id(cell)]
    for name, count in Counter(names).items():
        if count > 1:
            raise BadProblemSet(f"{path}: {count} cells have the grade_id `{name}`")
    tasks = [grade_id(cell) for cell in cells if is_task(cell)]
    tested = {task_of(grade_id(cell), tasks) for cell in cells if is_test(cell)}
    for cell in filter(is_task, cells):
        name = grade_id(cell)
        if name not in defined_functions(cell.source):
            raise BadProblemSet(f"{path}: the task cell `{name}` defines no function `{name}`")
        if name not in tested:
            raise BadProblemSet(f"{path}: the task `{name}` has no test cell `test_{name}`")
    for cell in filter(is_test, cells):
        name = grade_id(cell)
        if points(cell) <= 0:
            raise BadProblemSet(f"{path}: the test cell `{name}` is worth no points")
        if task_of(name, tasks) not in tasks:
            raise BadProblemSet(f"{path}: the test cell `{name}` belongs to no task")
    for cell in cells:
        _validate_by_hand(cell, path)
    if not any(map(is_answer, cells)):
        raise BadProblemSet(f"{path}: there is no cell for the student to write in")


def _validate_by_hand(cell: NotebookNode, path: Path) -> None:
    """The rules for cells that a person grades, nbgrader's among them."""
    where, mark = f"{path}: the cell `{grade_id(cell)}`", marks(cell)
    if mark.get("task"):
        raise BadProblemSet(
            f"{where} is a task in nbgrader's sense (`task: true`), whose answer has no cell of "
            "its own; give the student a cell with `grade: true` and `solution: true`"
        )
    if cell.cell_type != "code" and bool(mark.get("grade")) != bool(mark.get("solution")):
        raise BadProblemSet(
            f"{where} is text that only a person can grade: it needs both `grade: true` and "
            "`solution: true`"
        )
    if not is_by_hand(cell):
        return
    if not re.fullmatch(r"[A-Za-z0-9_-]+", grade_id(cell) or ""):
        raise BadProblemSet(f"{where} needs a grade_id of letters, digits, `_` and `-`")
    if points(cell) <= 0:
        raise BadProblemSet(f"{where} is graded by a person but is worth no points")
    if mark.get("locked"):
        raise BadProblemSet(f"{where} is for the student to write in: it needs `locked: false`")


def _setup_cell(install: str) -> NotebookNode:
    """The first code cell: it installs what is missing, where something is."""
    code = f'try:\n    import autograder\nexcept ImportError:\n    %pip install --quiet "{install}"'
    setup = {
        "grade": False,
        "grade_id": SETUP,
        "locked": True,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    return nbformat.v4.new_code_cell(source=code, metadata={"nbgrader": setup})
