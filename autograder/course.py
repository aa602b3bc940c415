"""The folder of a class: nbgrader's layout and gradebook, written in one place."""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path

import nbformat
import yaml
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log
from traitlets.config import Config, PyFileConfigLoader

from autograder import __version__, gradebook, grading, late, source
from autograder.errors import UserError
from autograder.grading import Graded, Verdict
from autograder.notebook import grade_id, is_given, is_task, is_test, points, task_of
from autograder.source import ProblemSet


STUDENT = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}$")


GIVEN = ""  # stands for the cells that a set gives, beside its tasks


class CourseError(UserError):
    """The course cannot do what was asked; the message says what to do instead."""


@dataclass(frozen=True)
class Submission:
    """A student's file for an assignment, and where its judged version goes."""

    student: str
    assignment: str
    path: Path
    graded_path: Path


class Course:
    """A class, as `nbgrader_config.py` in the repository's root describes it."""

    def __init__(self, root: Path):
        self.root = Path(root).resolve()
        if not (self.root / "nbgrader_config.py").is_file():
            raise CourseError(
                f"There is no nbgrader_config.py in {self.root}. "
                "Run this in the root of the course's repository, or name it with --root."
            )

    @cached_property
    def config(self) -> Config:
        return PyFileConfigLoader("nbgrader_config.py", path=str(self.root)).load_config()

    @cached_property
    def folder(self) -> CourseDirectory:
        """nbgrader's own description of the folders."""
        return CourseDirectory(config=self.config)

    @cached_property
    def late_policy(self) -> late.LatePolicy:
        """What lateness costs in this course.

        Raises:
            PolicyError: a setting of it is wrong.
        """
        return late.read(self.config, self.sets)

    # Problem sets

    @cached_property
    def sets(self) -> dict[str, ProblemSet]:
        """The problem sets in `solutions/`, by name."""
        install = requirement(self.root / "_config.yml")
        return {found.name: found for found in source.find(self.root / "solutions", install)}

    def problem_set(self, name: str) -> ProblemSet:
        if name not in self.sets:
            known = ", ".join(self.sets) or "none"
            raise CourseError(f"There is no problem set {name!r} in solutions/ (known: {known}).")
        return self.sets[name]

    def release(self, problem_set: ProblemSet) -> Path:
        """Write source and release notebooks and enter the set in the gradebook.

        Raises:
            CourseError: nbgrader refuses, as when cells come or go after students handed in;
                what had been released before is put back.
        """
        name = problem_set.name
        folders = [self.path("source", ".", name), self.path("release", ".", name)]
        with _restored_on_error(folders):
            folders[0].mkdir(parents=True, exist_ok=True)
            nbformat.write(problem_set.source, folders[0] / f"{name}.ipynb")
            self._generate(name)
        return folders[1] / f"{name}.ipynb"

    def _generate(self, name: str) -> None:
        config = Config(self.config)
        config.CourseDirectory.assignment_id = name
        config.GenerateAssignment.force = True
        config.GenerateAssignment.create_assignment = True
        generate = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
        with self.gradebook():  # An address that is wrong is told in words here.
            result = capture_log(generate)
        if not result["success"]:
            raise CourseError(_last_error(result))

    def sources(self, name: str) -> tuple[NotebookNode, NotebookNode]:
        """The instructor's and the student's notebook of a set that was released.

        Raises:
            CourseError: it has not been released in this course.
        """
        self.problem_set(name)
        path = self.path("source", ".", name) / f"{name}.ipynb"
        if not path.is_file():
            raise CourseError(f"{name} is not released yet: run `autograder release {name}`.")
        notebook = nbformat.read(path, as_version=4)
        return notebook, source.released(notebook)

    # Submissions

    def submissions(self, name: str) -> list[Submission]:
        """What was collected for an assignment, by student."""
        return [
            self.submission(student, name)
            for student in _folders(Path(self.folder.root) / self.folder.submitted_directory)
            if self.submission(student, name).path.is_file()
        ]

    def submission(self, student: str, name: str) -> Submission:
        file = f"{name}.ipynb"
        return Submission(
            student,
            name,
            self.path("submitted", student, name) / file,
            self.path("autograded", student, name) / file,
        )

    def is_graded(self, submission: Submission, notebook: NotebookNode) -> bool:
        """Whether this very file was judged by these very tests."""
        try:
            judged = nbformat.read(submission.graded_path, as_version=4)
        except (OSError, ValueError):
            return False
        kept = judged.metadata.get("autograder", {})
        return kept.get("digest") == digest(submission, notebook)

    def record(self, submission: Submission, graded: Graded, notebook: NotebookNode) -> None:
        """Enter the points and what lateness costs in the gradebook, then keep the judged notebook.

        A manual score stays; the notebook is written last, so that a run which was cut off
        grades this submission again. What set each grade is appended to `course/grades/log.jsonl`.
        """
        whose = submission.assignment, submission.student
        with gradebook.transaction(self._gradebook) as book:
            gradebook.enter(book, *whose, graded.notebook, partial(_judged_before, submission))
            late.enter(book, self.late_policy, self.folder, *whose, following=True)
        judged_by = digest(submission, notebook)
        self._log(submission, graded, judged_by)
        grading.attach(
            graded,
            digest=judged_by,
            submission=_digest_of_file(submission),
            cells=digests(notebook),
            time=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        submission.graded_path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = submission.graded_path.with_suffix(".partial")
        nbformat.write(graded.notebook, unfinished)
        unfinished.replace(submission.graded_path)

    def _log(self, submission: Submission, graded: Graded, judged_by: str) -> None:
        path = Path(self.folder.root) / "grades" / "log.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        entry = {
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "assignment": submission.assignment,
            "student": submission.student,
            "tests": {test.name: test.earned for test in graded.tests},
            "submission and tests": judged_by,
            "autograder": __version__,
        }
        with path.open("a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")

    def judged(self, name: str) -> Iterator[tuple[Submission, Graded]]:
        """The graded submissions of an assignment."""
        for submission in self.submissions(name):
            if submission.graded_path.is_file():
                judged = nbformat.read(submission.graded_path, as_version=4)
                yield submission, grading.attached(judged)

    def score(self, submission: Submission) -> tuple[float, float]:
        """Points and maximum as the gradebook has them, manual scores included."""
        with self.gradebook() as book:
            try:
                found = book.find_submission(submission.assignment, submission.student)
            except MissingEntry:
                return 0.0, 0.0
            return found.score, found.max_score

    def verdicts(
        self, submission: Submission, notebook: NotebookNode, tasks: list[str] | None = None
    ) -> dict[str, Verdict]:
        """Verdicts that stand when only these tasks are graded again.

        A verdict is left out if it was not on this file, or if its points have changed. By
        default, the tasks are those whose tests have changed; all, if a given cell has.
        """
        try:
            judged = nbformat.read(submission.graded_path, as_version=4)
            earlier = grading.attached(judged)
        except (OSError, ValueError, KeyError):
            return {}
        kept = judged.metadata["autograder"]
        if kept.get("submission") != _digest_of_file(submission):
            return {}
        if tasks is None:
            before, now = kept.get("cells", {}), digests(notebook)
            if before.get(GIVEN) != now[GIVEN]:
                return {}
            tasks = [task for task in now if before.get(task) != now[task]]
        worth = {grade_id(cell): points(cell) for cell in notebook.cells if is_test(cell)}
        return {
            test.name: test
            for test in earlier.tests
            if test.task not in tasks and worth.get(test.name) == test.maximum
        }

    def automatic_score(self, submission: Submission) -> float | None:
        """The points that tests gave when it was last graded; None if it never was."""
        try:
            judged = nbformat.read(submission.graded_path, as_version=4)
            return grading.attached(judged).earned
        except (OSError, ValueError, KeyError):
            return None

    def compiled(self, notebook: NotebookNode) -> Path:
        """The folder for what JAX compiles while these tests are run."""
        known = hashlib.sha256(tests_of(notebook).encode()).hexdigest()[:16]
        return self.root / "_build" / "compiled" / known

    def gradebook(self) -> AbstractContextManager[Gradebook]:
        """nbgrader's gradebook of this course, in a session of its own."""
        return gradebook.session(self._gradebook)

    @cached_property
    def _gradebook(self) -> Gradebook:
        return gradebook.opened(self.folder.db_url, self.folder.course_id)

    def path(self, step: str, student: str, assignment: str) -> Path:
        """A folder of nbgrader's layout: `<step>/<student>/<assignment>`."""
        directory = getattr(self.folder, f"{step}_directory")
        return Path(self.folder.format_path(directory, student, assignment))


def digest(submission: Submission, notebook: NotebookNode) -> str:
    """What a grade depends on: the submitted bytes and the instructor's cells."""
    return hashlib.sha256(submission.path.read_bytes() + tests_of(notebook).encode()).hexdigest()


def _judged_before(submission: Submission) -> NotebookNode | None:
    """The notebook that a person may have graded by hand."""
    try:
        return nbformat.read(submission.graded_path, as_version=4)
    except (OSError, ValueError):
        return None


def _digest_of_file(submission: Submission) -> str:
    return hashlib.sha256(submission.path.read_bytes()).hexdigest()


def digests(notebook: NotebookNode) -> dict[str, str]:
    """What verdicts depend on, besides the submission: the tests by task, and given cells."""
    tasks = [grade_id(cell) for cell in notebook.cells if is_task(cell)]
    found: dict[str, list[str]] = {GIVEN: []}
    for cell in notebook.cells:
        if is_test(cell):
            text = f"{grade_id(cell)} {points(cell)} {cell.source}"
            found.setdefault(task_of(grade_id(cell), tasks), []).append(text)
        elif is_given(cell):
            found[GIVEN].append(cell.source)
    return {
        name: hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
        for name, texts in found.items()
    }


def tests_of(notebook: NotebookNode) -> str:
    """The instructor's cells as one text."""
    return "\0".join(f"{cell.cell_type} {cell.metadata} {cell.source}" for cell in notebook.cells)


def requirement(config: Path) -> str:
    """What a notebook installs where `autograder` is missing: this repository's package."""
    try:
        settings = yaml.safe_load(config.read_text(encoding="utf-8"))
        return f"jax-course-autograder @ git+{settings['repository']['url']}"
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise CourseError(f"{config} does not name the repository's url: {error}") from error


def _last_error(result: dict[str, str]) -> str:
    """What nbgrader says went wrong: the last line of the first traceback it logged."""
    text = result.get("log", "") + "\n" + result.get("error", "")
    errors = re.findall(r"^\s*(?:\w+\.)*(?:\w+Error|MissingEntry): (.+)$", text, re.MULTILINE)
    return f"nbgrader refuses: {errors[0] if errors else text.strip().splitlines()[-1]}"


@contextmanager
def _restored_on_error(folders: list[Path]) -> Iterator[None]:
    """Put the folders back as they were if what follows fails."""
    with tempfile.TemporaryDirectory() as kept:
        for number, folder in enumerate(folders):
            if folder.exists():
                shutil.copytree(folder, Path(kept) / str(number))
        try:
            yield
        except UserError:
            for number, folder in enumerate(folders):
                shutil.rmtree(folder, ignore_errors=True)
                if (Path(kept) / str(number)).exists():
                    shutil.copytree(Path(kept) / str(number), folder)
            raise


def _folders(path: Path) -> list[str]:
    return sorted(p.name for p in path.iterdir() if p.is_dir()) if path.is_dir() else []
