"""Which problem set does a notebook belong to?

By the labels of its tasks and tests, else by the functions that it defines: a notebook that lost
its labels, as in Colab or VS Code, is still known by its work.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nbformat import NotebookNode

from autograder import notebook as notebooks
from autograder.course import Course
from autograder.errors import UserError
from autograder.notebook import defined_functions, grade_id, is_answer, is_task, is_test


THIS, OTHER, UNREADABLE = "this", "other", "unreadable"


@dataclass(frozen=True)
class Belonging:
    """What a notebook is: of `THIS` set, of an `OTHER` or none, or `UNREADABLE`; and in words."""

    kind: str
    words: str = ""


@dataclass(frozen=True)
class _Marks:
    """What a set is known by: the labels of its tasks and tests, and its functions."""

    labels: frozenset[str]
    functions: frozenset[str]

    def found(self, labels: set[str], functions: set[str]) -> int:
        """How many of its tasks and tests a notebook holds."""
        return len(self.labels & labels | self.functions & functions)


class Sets:
    """The sets of a course, of which `assignment` is being collected."""

    def __init__(self, course: Course, assignment: str):
        self.course, self.assignment = course, assignment
        source, _ = course.sources(assignment)
        self._this = _marks(source)
        self._given = {grade_id(cell) for cell in source.cells}

    @cached_property
    def _others(self) -> dict[str, _Marks]:
        marks = {}
        for name, found in self.course.sets.items():
            if name != self.assignment:
                try:
                    marks[name] = _marks(found.source)
                except UserError:
                    continue  # a set that cannot be read is named when it is released
        return marks

    def of(self, path: Path) -> Belonging:
        """What the notebook in a file is."""
        try:
            content = notebooks.read(path)
        except notebooks.UnreadableNotebook as error:
            return Belonging(UNREADABLE, str(error).replace(path.name, "it", 1))
        labels = {grade_id(cell) for cell in content.cells} - {None}
        functions = {
            name
            for cell in content.cells
            if cell.cell_type == "code"
            for name in defined_functions(cell.source)
        }
        mine = self._this.found(labels, functions)
        if mine and labels <= self._given:
            return Belonging(THIS)
        counts = {name: marks.found(labels, functions) for name, marks in self._others.items()}
        best = max(counts, key=counts.__getitem__, default="")
        if mine and mine >= counts.get(best, 0):
            return Belonging(THIS)
        if counts.get(best, 0):
            return Belonging(OTHER, f"it is a notebook of {best}")
        return Belonging(OTHER, f"it holds no task of {self.assignment} nor of another set")


def _marks(source: NotebookNode) -> _Marks:
    wanted = [cell for cell in source.cells if is_answer(cell) or is_test(cell)]
    functions = {grade_id(cell) for cell in source.cells if is_task(cell)}
    return _Marks(frozenset(map(grade_id, wanted)), frozenset(functions))
