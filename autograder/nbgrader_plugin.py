"""Our grader at nbgrader's extension points.

With `configure(c)` in `nbgrader_config.py`, `nbgrader autograde` rebuilds each submission from the
source and judges it exactly as `autograder grade` does, and nbgrader's own SaveAutoGrades
reads the points.
"""

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Unicode
from traitlets.config import Config

from autograder import grading, late, notebook as notebooks
from autograder.kernel import Limits
from autograder.rebuild import rebuild
from autograder.sandbox import host
from autograder.source import configure_stub, released


def configure(c: Config) -> None:
    """Make nbgrader release with our stub and grade with our judge."""
    configure_stub(c)
    c.Autograde.sanitize_preprocessors = [
        "autograder.nbgrader_plugin.Rebuild",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        "autograder.nbgrader_plugin.Judge",
        "nbgrader.preprocessors.SaveAutoGrades",
        "autograder.nbgrader_plugin.LatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]


class Rebuild(NbGraderPreprocessor):
    """Take only the text of the student's answers; all else comes from the source."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        marks = resources["nbgrader"]
        folder = CourseDirectory(config=self.config)
        path = Path(folder.format_path(folder.source_directory, ".", marks["assignment"]))
        source = nbformat.read(path / f"{marks['notebook']}.ipynb", as_version=4)
        rebuilt = rebuild(source, released(source), notebooks.plain(nb))
        rebuilt.notebook.metadata["autograder"] = {"notes": rebuilt.notes}
        return rebuilt.notebook, resources


class Judge(NbGraderPreprocessor):
    """Run the rebuilt notebook and write each test cell's points where nbgrader reads them."""

    cell_seconds = Float(Limits.cell_seconds, help="Seconds that one cell may run.").tag(
        config=True
    )
    total_seconds = Float(Limits.total_seconds, help="Seconds for all cells.").tag(config=True)
    sandbox = Unicode(
        "", help="bubblewrap, podman or docker; by default the first that works."
    ).tag(config=True)
    no_sandbox = Bool(False, help="Run the students' code as yourself.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        sandbox = "" if self.no_sandbox else host.chosen(self.sandbox)
        graded = grading.run(nb, Limits(self.cell_seconds, self.total_seconds), sandbox=sandbox)
        graded.notes = nb.metadata.get("autograder", {}).get("notes", [])
        grading.attach(graded)
        return graded.notebook, resources


class LatePenalties(NbGraderPreprocessor):
    """Apply `c.LatePolicy`, in place of nbgrader's plug-in, which is not told the assignment."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        marks = resources["nbgrader"]
        policy, folder = late.read(self.config), CourseDirectory(config=self.config)
        with Gradebook(marks["db_url"]) as book:
            late.enter(book, policy, folder, marks["assignment"], marks["student"], following=True)
        return nb, resources
