"""A course whose set is released, and downloads shaped like those of learning platforms."""

import shutil
import zipfile
from pathlib import Path

import nbformat
import pytest
from tiny_course import DOUBLE, HALF, make, source

from autograder.collecting import Options, collect
from autograder.course import Course
from autograder.roster import Student


OTHER = source().replace("double", "treble").replace("half", "third").replace("Tiny", "Other")


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A course with two sets, `tiny` and `other`, of which `tiny` is released."""
    root = make(tmp_path_factory.mktemp("template"))
    (root / "solutions" / "other").mkdir()
    (root / "solutions" / "other" / "other.md").write_text(OTHER)
    course = Course(root)
    course.release(course.problem_set("tiny"))
    return root


@pytest.fixture
def course(template, tmp_path):
    return Course(shutil.copytree(template, tmp_path / "root"))


@pytest.fixture
def class_list():
    return [
        Student("ada", "Ada", "Lovelace", "ada@example.org", "alove", "12345", "1327627"),
        Student("zoe", "Zoë", "Müller-Lüdenscheidt", "zoe@example.org", "", "12346", "1327628"),
        Student("pat", "Pat", "O'Brien, Jr.", "pat@example.org", "", "12347", "1327629"),
        Student("kim", "Kim", "Lee", "kim.lee@example.org", "", "12348", "1327630"),
    ]


class Notebooks:
    """Notebooks of the template's sets, as text."""

    def __init__(self, root: Path):
        self.course = Course(root)

    def of(self, name: str = "tiny", answer: int = 2) -> str:
        """A student's work; `answer` makes one different from another."""
        notebook = nbformat.from_dict(self.course.problem_set(name).release)
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source += f"\n# {answer}"
        return nbformat.writes(notebook)

    def bare(self) -> str:
        """The tasks solved in a notebook without any of nbgrader's marks."""
        cells = [nbformat.v4.new_code_cell(text) for text in (DOUBLE, HALF)]
        return nbformat.writes(nbformat.v4.new_notebook(cells=cells))


@pytest.fixture(scope="session")
def notebooks(template):
    return Notebooks(template)


@pytest.fixture
def take(course):
    """Collect and return the outcomes by the file's name."""

    def run(*origins, students=(), **options):
        found = collect(course, "tiny", list(origins), Options(students=list(students), **options))
        assert len({outcome.name for outcome in found}) == len(found)
        return {outcome.name: outcome for outcome in found}

    return run


@pytest.fixture
def archive(tmp_path):
    """Write a zip archive of these files; bytes or text."""

    def write(files, name="download.zip"):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as target:
            for file, content in files.items():
                target.writestr(file, content)
        return tmp_path / name

    return write
