"""A submission rebuilt from the instructor's notebook.

Only the text of the student's own cells is taken from what was handed in. Tests, points, flags
and given cells come from the source alone, so a deleted, changed, copied or tagged test cell
makes no difference. The student's extra cells are kept where they stood, so that helpers defined
in them go on working.
"""

import re
from copy import deepcopy
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.notebook import defined_functions, grade_id, is_answer, is_test


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

    answers: dict[str, list[str]] = field(default_factory=dict)
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
    stubs = {grade_id(cell): cell.source for cell in release.cells if is_answer(cell)}
    mine = _sort(source, release, submitted)
    cells = list(mine.extras.get(-1, []))
    for index, cell in enumerate(deepcopy(source.cells)):
        cells.append(cell)
        if is_answer(cell):
            name = grade_id(cell)
            cell.source, *copies = mine.answers.get(name, [stubs[name]])
            if cell.cell_type == "markdown":
                cell.source = _defused(cell.source)
            cells += [_extra(text) for text in copies]
        cells += mine.extras.get(index, [])
    notes = mine.notes + [
        f"The cell of `{name}` is missing from the notebook."
        for name in stubs
        if name not in mine.answers
    ]
    notebook = deepcopy(source)
    notebook.cells = cells
    return Rebuilt(notebook, notes, frozenset(mine.answers))


def _sort(source, release, submitted) -> _Sorted:
    names = [grade_id(cell) for cell in source.cells if is_answer(cell)]
    tests = {grade_id(cell) for cell in source.cells if is_test(cell)}
    labelled = {grade_id(cell) for cell in submitted.cells}
    place = _places(source, release)
    result, last, seen = _Sorted(), -1, set()
    for cell in submitted.cells:
        name = grade_id(cell)
        if name not in place:
            name = _recognise(cell, [n for n in names if n not in labelled], place)
            if name:
                result.notes.append(f"A cell without its label was recognised as `{name}`.")
        if name in names:
            result.answers.setdefault(name, []).append(cell.source)
        elif name in tests and name in seen:
            result.notes.append(f"A copy of the test cell `{name}` was left out.")
        elif name is None and cell.source.strip() not in place:
            if cell.cell_type == "code":
                result.extras.setdefault(last, []).append(_extra(cell.source))
            continue
        last = place[name or cell.source.strip()]
        seen.add(name)
    return result


def _places(source, release) -> dict[str, int]:
    """Where each given cell stands in the source, by its name and by its text."""
    place = {"": -1}
    for notebook in (source, release):
        for index, cell in enumerate(notebook.cells):
            place.setdefault(cell.source.strip(), index)
            if grade_id(cell):
                place[grade_id(cell)] = index
    return place


def _recognise(cell, missing, place) -> str | None:
    """The missing task whose function an unlabelled cell defines."""
    if cell.cell_type != "code" or cell.source.strip() in place:
        return None
    defined = defined_functions(cell.source)
    return next((name for name in missing if name in defined), None)


def _defused(text: str) -> str:
    """Markdown without HTML, which the page of who grades it would run."""
    return re.sub(r"<(?=[A-Za-z/!?])", "&lt;", text)


def _extra(text: str) -> NotebookNode:
    return new_code_cell(source=text, metadata={"autograder": EXTRA})
