"""A submission rebuilt from the instructor's notebook.

Only the text of the student's own cells is taken from what was handed in. Tests, points, flags
and given cells come from the source alone, so a deleted, changed, copied or tagged test cell
makes no difference. The student's extra cells are kept where they stood, so that helpers defined
in them go on working.
"""

from copy import deepcopy
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder import written
from autograder.notebook import (
    defined_functions,
    grade_id,
    is_answer,
    is_by_hand,
    is_test,
    marks,
)


EXTRA = "student_cell"


@dataclass(frozen=True)
class Rebuilt:
    """The notebook to run, what was repaired, and the names of the answers found."""

    notebook: NotebookNode
    notes: list[str]
    found: frozenset[str]


@dataclass
class _Sorted:
    """The submitted cells: answers by name, and extra cells by the source cell they follow."""

    answers: dict[str, list[NotebookNode]] = field(default_factory=dict)
    extras: dict[int, list[NotebookNode]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def rebuild(source: NotebookNode, release: NotebookNode, submitted: NotebookNode) -> Rebuilt:
    """Put the student's answers into the instructor's notebook.

    Args:
        source: the instructor's notebook, with solutions and hidden tests.
        release: the same as the student received it; an answer that is missing from the
            submission is left as it was released.
        submitted: what was handed in.
    """
    stubs = {grade_id(cell): cell for cell in release.cells if is_answer(cell)}
    mine = _sort(source, release, submitted)
    cells = list(mine.extras.get(-1, []))
    for index, cell in enumerate(deepcopy(source.cells)):
        cells.append(cell)
        if is_answer(cell):
            stub = stubs[grade_id(cell)]
            given, *copies = mine.answers.get(grade_id(cell), [stub])
            cells += [_extra(copy, cell.cell_type) for copy in copies]
            beside = [*copies, *mine.extras.get(index - 1, []), *mine.extras.get(index, [])]
            _answer(cell, stub, given, alone=not beside)
        cells += mine.extras.get(index, [])
    notes = mine.notes + [
        f"The cell of `{name}` is missing from the notebook."
        for name in stubs
        if name not in mine.answers
    ]
    notebook = deepcopy(source)
    notebook.cells = cells
    return Rebuilt(notebook, notes, frozenset(mine.answers))


def _answer(cell: NotebookNode, stub: NotebookNode, given: NotebookNode, alone: bool) -> None:
    """Write an answer into its cell; one that was left as released keeps nbgrader's mark of that.

    A cell that a person grades keeps the mark only where it stands alone: who leaves it empty and
    writes into a cell beside it has answered.
    """
    if given.source.strip() == stub.source.strip() and not given.get("attachments"):
        cell.source = stub.source
        if "checksum" in marks(stub) and (alone or not is_by_hand(cell)):
            cell.metadata.nbgrader["checksum"] = marks(stub)["checksum"]
    elif cell.cell_type == "markdown":
        written.safe(cell, given.source, given.get("attachments", {}))
    else:
        cell.source = given.source


def _sort(source, release, submitted) -> _Sorted:
    names = [grade_id(cell) for cell in source.cells if is_answer(cell)]
    tests = {grade_id(cell) for cell in source.cells if is_test(cell)}
    labelled = {grade_id(cell) for cell in submitted.cells}
    place = _places(source, release)
    missing = {name for name in names if name not in labelled}
    result, last, seen = _Sorted(), -1, set()
    for cell in submitted.cells:
        name = grade_id(cell)
        if name not in place:
            after = source.cells[last + 1] if last + 1 < len(source.cells) else None
            name = _recognise(cell, missing - seen, place, after)
            if name:
                result.notes.append(f"A cell without its label was recognised as `{name}`.")
        if name in names:
            result.answers.setdefault(name, []).append(cell)
        elif name in tests and name in seen:
            result.notes.append(f"A copy of the test cell `{name}` was left out.")
        elif name is None and cell.source.strip() not in place:
            if cell.cell_type != "raw":
                result.extras.setdefault(last, []).append(_extra(cell, cell.cell_type))
            continue
        last = place[name or cell.source.strip()]
        seen.add(name)
    return result


def _places(source, release) -> dict[str, int]:
    """Where each given cell stands in the source, by its name and by its text."""
    place = {"": -1}
    for notebook in (source, release):
        for index, cell in enumerate(notebook.cells):
            if notebook is release or not is_answer(cell):
                place.setdefault(cell.source.strip(), index)
            if grade_id(cell):
                place[grade_id(cell)] = index
    return place


def _recognise(cell, missing, place, after) -> str | None:
    """The missing answer that an unlabelled cell holds: the function that it defines, or what a
    person grades where it stands."""
    if cell.source.strip() in place:
        return None
    defined = defined_functions(cell.source) if cell.cell_type == "code" else []
    if known := next((name for name in defined if name in missing), None):
        return known
    if after is None or not is_by_hand(after) or after.cell_type != cell.cell_type:
        return None
    return grade_id(after) if grade_id(after) in missing else None


def _extra(cell: NotebookNode, kind: str) -> NotebookNode:
    """A cell of the student's own, of the kind "code" or "markdown"."""
    if kind == "code":
        return new_code_cell(source=cell.source, metadata={"autograder": EXTRA})
    extra = new_markdown_cell(metadata={"autograder": EXTRA})
    written.safe(extra, cell.source, cell.get("attachments", {}))
    return extra
