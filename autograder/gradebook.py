"""nbgrader's gradebook: opened once, and the points of a submission entered in one transaction.

What a person gave (a score, extra credit, a comment) is never changed here. Where what was graded
by hand has changed, the score is marked to be looked at again, as nbgrader marks it.
"""

import copy
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.api import BaseCell, Comment, Grade, Gradebook, MissingEntry
from nbgrader.utils import compute_checksum, determine_grade, is_grade
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import scoped_session, sessionmaker

from autograder.errors import UserError
from autograder.notebook import grade_id, is_by_hand, is_task, task_of


UNANSWERED = "No response."


class GradebookError(UserError):
    """The gradebook cannot be used as it is; the message says what to do."""


def opened(url: str, course_id: str) -> Gradebook:
    """The gradebook at an address of SQLAlchemy, made if it is not there.

    Raises:
        GradebookError: the database cannot be reached, or its driver is not installed.
    """
    _alembic_on_path()
    try:
        return Gradebook(url, course_id)
    except ModuleNotFoundError as error:
        extra = ' (PostgreSQL: pip install "jax-course-autograder[postgresql]")'
        raise GradebookError(f"The gradebook's driver is not installed: {error}{extra}.") from None
    except SQLAlchemyError as error:
        raise _unusable("opened", error) from error


@contextmanager
def session(book: Gradebook) -> Iterator[Gradebook]:
    """The same gradebook in a session of its own; connections and compiled queries are kept."""
    with _bound(book, book.engine) as mine:
        yield mine


@contextmanager
def transaction(book: Gradebook) -> Iterator[Gradebook]:
    """The same, where all that is written is kept at the end, or nothing of it.

    nbgrader's methods each commit what they write; here that only sends it to the database.

    Raises:
        GradebookError: the database cannot be written, as when another program holds it locked.
    """
    try:
        with (
            book.engine.begin() as connection,
            _bound(book, connection, join_transaction_mode="rollback_only") as mine,
        ):
            yield mine
    except SQLAlchemyError as error:
        raise _unusable("written", error) from error


@contextmanager
def _bound(book: Gradebook, to: Engine | Connection, **how: str) -> Iterator[Gradebook]:
    mine = copy.copy(book)
    mine.db = scoped_session(sessionmaker(autoflush=True, bind=to, future=True, **how))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield mine
        finally:
            mine.db.remove()


def enter(
    book: Gradebook,
    assignment: str,
    student: str,
    notebook: NotebookNode,
    earlier: Callable[[], NotebookNode | None],
) -> None:
    """Enter the points of a judged notebook.

    A cell that a person grades gets 0 points if it is as it was released; else it waits for a
    person. A score that a person gave stays.

    Args:
        book: the gradebook, in a transaction.
        assignment: the assignment, whose notebook has the same name.
        student: the student's id.
        notebook: the judged notebook.
        earlier: reads the notebook that was judged before, on which a person may have graded;
            None if there is none.

    Raises:
        GradebookError: the assignment is not in the gradebook as it was released.
    """
    try:
        book.update_or_create_student(student)
        book.update_or_create_submission(assignment, student)
        found = book.find_submission_notebook(assignment, assignment, student)
    except MissingEntry:
        raise _not_released(assignment) from None
    cells = {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}
    grades = by_name(book, Grade, found.id)
    if missing := {name for name, cell in cells.items() if is_grade(cell)} - set(grades):
        raise _not_released(assignment, min(missing))
    by_hand = any(grade.manual_score is not None for grade in grades.values())
    before = earlier() if by_hand else None
    for name in cells.keys() & grades.keys():
        _grade(grades[name], cells[name], lambda name=name: _same(before, notebook, name))
    for name, comment in by_name(book, Comment, found.id).items():
        comment.auto_comment = UNANSWERED if unanswered(cells.get(name)) else None
    book.db.commit()


def unanswered(cell: NotebookNode | None) -> bool:
    """Whether the student left a cell as it was released."""
    marks = {} if cell is None else cell.metadata.get("nbgrader", {})
    return "checksum" in marks and marks["checksum"] == compute_checksum(cell)


def by_name(
    book: Gradebook, kind: type[Grade] | type[Comment], notebook: str
) -> dict[str, Grade] | dict[str, Comment]:
    """Grades or comments of a submitted notebook, by the names of their cells.

    Args:
        book: the gradebook, in a session.
        kind: nbgrader's `Grade` or `Comment`.
        notebook: the id of nbgrader's `SubmittedNotebook`.
    """
    rows = (
        book.db.query(BaseCell.name, kind)
        .join(kind, kind.cell_id == BaseCell.id)
        .filter(kind.notebook_id == notebook)
    )
    return {name: entry for name, entry in rows}


def _grade(grade: Grade, cell: NotebookNode, same: Callable[[], bool]) -> None:
    grade.auto_score, _ = determine_grade(cell)
    if grade.manual_score is None:
        grade.needs_manual_grade = grade.auto_score is None
    elif not same():
        grade.needs_manual_grade = True


def _same(before: NotebookNode | None, now: NotebookNode, name: str) -> bool:
    """Whether a person who graded a cell saw what is there now."""
    return before is not None and _seen(before, name) == _seen(now, name)


def _seen(notebook: NotebookNode, name: str) -> list:
    """What a score by hand rests on: an answer and what it shows, or a test's task and points."""
    cells = {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}
    tasks = [known for known, cell in cells.items() if is_task(cell)]
    found = cells.get(name)
    if found is None:
        return []
    if is_by_hand(found):
        return [found.source, _outputs(found)]
    task = cells.get(task_of(name, tasks))
    return [determine_grade(found), task and task.source]


def _outputs(cell: NotebookNode) -> list[dict]:
    return [{**output, "execution_count": None} for output in cell.get("outputs", [])]


def _unusable(how: str, error: SQLAlchemyError) -> GradebookError:
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return GradebookError(f"The gradebook cannot be {how}: {reason}")


def _not_released(assignment: str, cell: str = "") -> GradebookError:
    what = f"the cell `{cell}` of {assignment}" if cell else assignment
    return GradebookError(
        f"The gradebook does not know {what}: run `autograder release {assignment}`."
    )


def _alembic_on_path() -> None:
    """nbgrader runs the program `alembic` by name when it makes a gradebook."""
    folder = str(Path(sys.executable).parent)
    if folder not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([folder, os.environ.get("PATH", "")])
