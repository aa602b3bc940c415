"""Notebooks as nbgrader marks them: which cell is a task, which a test, what it is worth."""

import ast
import json
import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.errors import UserError


MAX_BYTES = 50_000_000
MAX_CELLS = 5_000


class UnreadableNotebook(UserError):
    """The file is no Jupyter notebook that we can read; the message says why."""


def read(path: Path) -> NotebookNode:
    """Read a notebook of format 4.

    Raises:
        UnreadableNotebook: it is missing, too large, not JSON, or not a notebook.
    """
    return parse(content(path), Path(path).name)


def content(path: Path) -> bytes:
    """The bytes of a notebook's file, as many as `parse` needs to refuse one that is too large.

    Raises:
        UnreadableNotebook: it is missing.
    """
    path = Path(path)
    if not path.is_file():
        raise UnreadableNotebook(f"there is no file {path}")
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def parse(data: bytes, name: str = "the file") -> NotebookNode:
    """A notebook of format 4 from its bytes.

    Raises:
        UnreadableNotebook: it is too large, not JSON, or not a notebook.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableNotebook(f"{name} is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        found = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise UnreadableNotebook(f"{name} is not a notebook: its content is not JSON") from None
    return plain(found, name)


def plain(content: object, name: str = "the file") -> NotebookNode:
    """The cells' kinds, texts, attachments and nbgrader metadata; outputs, tags and the rest go.

    Raises:
        UnreadableNotebook: the content is not a notebook of format 4, or has too many cells.
    """
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise UnreadableNotebook(f"{name} is not a notebook: it has no list of cells")
    if content.get("nbformat") != 4:
        raise UnreadableNotebook(f"{name} is not a notebook of format 4")
    if len(content["cells"]) > MAX_CELLS:
        raise UnreadableNotebook(f"{name} has more than {MAX_CELLS:,} cells")
    try:
        cells = [_plain_cell(cell) for cell in content["cells"]]
    except (AttributeError, TypeError, ValueError):
        raise UnreadableNotebook(f"{name} is not a notebook: a cell of it is malformed") from None
    return nbformat.v4.new_notebook(cells=cells, metadata={})


def _plain_cell(cell: dict) -> NotebookNode:
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(source)
    if not isinstance(source, str):
        raise TypeError("a cell's source is text")
    make = {
        "code": nbformat.v4.new_code_cell,
        "markdown": nbformat.v4.new_markdown_cell,
        "raw": nbformat.v4.new_raw_cell,
    }.get(cell["cell_type"])
    if make is None:
        raise ValueError("unknown kind of cell")
    marks = cell.get("metadata", {}).get("nbgrader")
    metadata = {"nbgrader": marks} if isinstance(marks, dict) else {}
    plain = make(source=source, metadata=metadata)
    if cell["cell_type"] == "markdown" and isinstance(cell.get("attachments"), dict):
        plain["attachments"] = cell["attachments"]
    return plain


def marks(cell: NotebookNode) -> dict:
    """nbgrader's metadata of a cell, empty where it has none."""
    return cell.metadata.get("nbgrader", {})


def grade_id(cell: NotebookNode) -> str | None:
    """The cell's name in the gradebook."""
    name = marks(cell).get("grade_id")
    return name if isinstance(name, str) else None


def is_task(cell: NotebookNode) -> bool:
    """A code cell in which the student writes a function that tests grade."""
    return cell.cell_type == "code" and is_answer(cell) and not is_by_hand(cell)


def is_test(cell: NotebookNode) -> bool:
    """A code cell that holds points and is graded by running it."""
    return (
        cell.cell_type == "code"
        and bool(marks(cell).get("grade"))
        and not marks(cell).get("solution")
    )


def is_given(cell: NotebookNode) -> bool:
    """A code cell that the source gives: no answer and no test."""
    return (
        cell.cell_type == "code"
        and bool(marks(cell).get("locked"))
        and not is_answer(cell)
        and not is_test(cell)
    )


def is_answer(cell: NotebookNode) -> bool:
    """Any cell in which the student writes: a task, or what a person grades."""
    return bool(marks(cell).get("solution"))


def is_by_hand(cell: NotebookNode) -> bool:
    """A cell that a person grades: a text, or code of which a person judges what it shows."""
    return is_answer(cell) and bool(marks(cell).get("grade"))


def points(cell: NotebookNode) -> float:
    return float(marks(cell).get("points", 0))


def task_of(test: str, tasks: list[str]) -> str:
    """The task that a test cell belongs to: `test_power_2` tests `power`."""
    stem = re.sub(r"_\d+$", "", test.removeprefix("test_"))
    for name in (test.removeprefix("test_"), stem):
        if name in tasks:
            return name
    return stem


def defined_functions(source: str) -> list[str]:
    """Names of the functions that a cell defines at its top level; none if it does not parse."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [node.name for node in tree.body if isinstance(node, kinds)]
