"""The command line as a user meets it: good input, bad input, exit codes."""

import csv
import json
import re
import shutil
import subprocess
import sys
import zipfile

import nbformat
import pytest
from tiny_course import source

from autograder import grading
from autograder.course import Course


HALF_DONE = {"double": "def double(x):\n    return 2 * x"}
DONE = HALF_DONE | {"half": "def half(x):\n    return x / 2"}


def autograder(root, *words):
    """Run a command in the course's root."""
    return subprocess.run(
        [sys.executable, "-m", "autograder", *map(str, words)],
        cwd=root,
        capture_output=True,
        text=True,
        env={"COLUMNS": "200", **__import__("os").environ},
    )


def answered(root, answers):
    notebook = Course(root).problem_set("tiny").release
    for cell in notebook.cells:
        cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    return nbformat.writes(notebook)


@pytest.mark.parametrize(
    "command",
    ["", "release", "check", "collect", "grade", "formgrader", "report", "export", "doctor"],
)
def test_help_explains_each_command(tmp_path, command):
    result = autograder(tmp_path, *command.split(), "--help")
    assert result.returncode == 0
    assert "Usage" in result.stdout


def test_commands_start_without_jax_which_only_judges_need():
    code = "import sys, autograder.cli, autograder.course; sys.exit('jax' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_check_reports_task_by_task(tiny, tmp_path):
    notebook = tmp_path / "mine.ipynb"
    notebook.write_text(answered(tiny, HALF_DONE))
    before = notebook.read_bytes()
    result = autograder(tmp_path, "check", notebook)
    assert result.returncode == 1
    assert "1 of 2 tests pass: 4 of the 8 points" in result.stdout
    assert "Not attempted yet" in result.stdout
    assert notebook.read_bytes() == before
    notebook.write_text(answered(tiny, DONE))
    assert autograder(tmp_path, "check", notebook).returncode == 0


def test_check_writes_the_report_as_a_page(tiny, tmp_path):
    notebook = tmp_path / "mine.ipynb"
    notebook.write_text(answered(tiny, HALF_DONE))
    result = autograder(tmp_path, "check", notebook, "--html", tmp_path / "report.html")
    assert "4 points are within reach" in result.stdout
    page = (tmp_path / "report.html").read_text()
    assert "Not attempted yet" in page
    assert "return 2 * x" in re.sub("<[^>]+>", "", page)
    refused = autograder(tmp_path, "check", notebook, "--html", notebook)
    assert (refused.returncode, "ends in .html" in refused.stderr) == (2, True)
    assert nbformat.read(notebook, as_version=4).cells


def test_check_needs_neither_nbgrader_nor_jupytext(tiny, tmp_path):
    (tmp_path / "mine.ipynb").write_text(answered(tiny, DONE))
    code = (
        "import sys; sys.modules.update(nbgrader=None, jupytext=None, jinja2=None)\n"
        "sys.argv = ['autograder', 'check', 'mine.ipynb']\n"
        "import autograder.cli; autograder.cli.main()"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True)
    assert result.returncode == 0, result.stderr


def test_a_class_from_release_to_report(released, tmp_path):
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr("ada.ipynb", answered(released, DONE))
        archive.writestr("ben/work.ipynb", answered(released, HALF_DONE))
        archive.writestr("carl.ipynb", "no notebook")
        archive.writestr("notes.pdf", "x")
    collected = autograder(released, "collect", "in.zip", "-a", "tiny")
    assert collected.returncode == 1
    assert "3 collected, 1 set aside" in collected.stdout
    assert re.search(r"notes.pdf .* it is not an .ipynb file", collected.stdout)
    graded = autograder(released, "grade", "tiny", "--no-sandbox")
    assert graded.returncode == 0, graded.stderr
    assert "3 graded, 0 already graded" in graded.stdout
    assert autograder(released, "report", "tiny").returncode == 0
    table = list(csv.DictReader((released / "course/grades/tiny.csv").open()))
    assert [(row["id"], float(row["score"])) for row in table] == [
        ("ada", 8),
        ("ben", 4),
        ("carl", 0),
    ]
    assert "not JSON" in table[2]["notes"]
    for student in ("ada", "ben", "carl"):
        page = (released / "course/feedback" / student / "tiny/tiny.html").read_text()
        assert "test_half" in page
        assert "half(5)" not in page
        assert "BEGIN HIDDEN" not in page


def test_grading_again_grades_only_what_changed(released, tmp_path):
    (tmp_path / "ada.ipynb").write_text(answered(released, HALF_DONE))
    autograder(released, "collect", "ada.ipynb", "-a", "tiny")
    autograder(released, "grade", "tiny", "--no-sandbox")
    again = autograder(released, "grade", "tiny", "--no-sandbox")
    assert "0 graded, 1 already graded" in again.stdout
    (tmp_path / "ada.ipynb").write_text(answered(released, DONE))
    refused = autograder(released, "collect", "ada.ipynb", "-a", "tiny")
    assert (refused.returncode, "use --replace" in refused.stdout) == (1, True)
    autograder(released, "collect", "ada.ipynb", "-a", "tiny", "--replace")
    assert "1 graded, 0 already" in autograder(released, "grade", "tiny", "--no-sandbox").stdout
    course = Course(released)
    assert course.score(course.submission("ada", "tiny")) == (8, 8)


def test_a_regrade_shows_the_old_score_and_the_log_has_both(released, tmp_path):
    (tmp_path / "ada.ipynb").write_text(answered(released, HALF_DONE))
    autograder(released, "collect", "ada.ipynb", "-a", "tiny")
    autograder(released, "grade", "tiny", "--no-sandbox")
    (tmp_path / "ada.ipynb").write_text(answered(released, DONE))
    autograder(released, "collect", "ada.ipynb", "-a", "tiny", "--replace")
    assert "was 4" in autograder(released, "grade", "tiny", "--no-sandbox").stdout
    log = (released / "course/grades/log.jsonl").read_text().splitlines()
    assert [sum(json.loads(line)["tests"].values()) for line in log] == [4, 8]


def test_one_task_is_graded_again_and_the_others_stand(released, tmp_path):
    wrong_for_77 = DONE | {"half": "def half(x):\n    return x / 2 if x != 77 else 0"}
    (tmp_path / "ada.ipynb").write_text(answered(released, wrong_for_77))
    autograder(released, "collect", "ada.ipynb", "-a", "tiny")
    autograder(released, "grade", "tiny", "--no-sandbox")
    path = released / "course/source/tiny/tiny.ipynb"
    path.write_text(path.read_text().replace("half(4) == 2", "half(77) == 38.5"))
    course = Course(released)
    again = autograder(released, "grade", "tiny", "--no-sandbox", "--task", "double")
    assert "1 graded" in again.stdout, again.stderr
    assert course.score(course.submission("ada", "tiny")) == (8, 8)
    autograder(released, "grade", "tiny", "--no-sandbox", "--task", "half")
    assert course.score(course.submission("ada", "tiny")) == (4, 8)
    unknown = autograder(released, "grade", "tiny", "--no-sandbox", "--task", "third")
    assert (unknown.returncode, "no task 'third'" in unknown.stderr) == (2, True)


def test_a_reference_solution_that_fails_here_stops_the_grading(released, tmp_path):
    (tmp_path / "ada.ipynb").write_text(answered(released, DONE))
    autograder(released, "collect", "ada.ipynb", "-a", "tiny")
    path = released / "course/source/tiny/tiny.ipynb"
    path.write_text(path.read_text().replace("return 2 * x", "return 3 * x"))
    result = autograder(released, "grade", "tiny", "--no-sandbox")
    assert result.returncode == 2
    assert "The reference solution of tiny loses points here: test_double" in result.stderr
    assert not (released / "course/autograded").exists()
    assert autograder(released, "grade", "tiny", "--no-sandbox").returncode == 2


@pytest.mark.sandbox
def test_the_doctor_finds_a_sandbox_here(tmp_path):
    result = autograder(tmp_path, "doctor")
    assert result.returncode == 0, result.stdout
    assert "✓ bubblewrap: works here" in result.stdout


def test_without_a_sandbox_grade_refuses_and_says_what_to_do(released, tmp_path, monkeypatch):
    (tmp_path / "ada.ipynb").write_text(answered(released, DONE))
    autograder(released, "collect", "ada.ipynb", "-a", "tiny")
    monkeypatch.setenv("PATH", str(tmp_path))  # Here may be a podman.
    result = autograder(released, "grade", "tiny", "--sandbox", "podman")
    assert result.returncode == 2
    assert "podman is not installed" in result.stderr
    assert "autograder doctor" in result.stderr


def test_a_manual_score_survives_a_regrade(released, tmp_path):
    (tmp_path / "ada.ipynb").write_text(answered(released, HALF_DONE))
    autograder(released, "collect", "ada.ipynb", "-a", "tiny")
    autograder(released, "grade", "tiny", "--no-sandbox")
    course = Course(released)
    with course.gradebook() as book:
        book.find_grade("test_half", "tiny", "tiny", "ada").manual_score = 3
        book.db.commit()
    autograder(released, "grade", "tiny", "--no-sandbox", "--regrade")
    assert course.score(course.submission("ada", "tiny")) == (7, 8)


def test_release_refuses_a_set_that_fails_itself(tiny):
    path = tiny / "solutions/tiny/tiny.md"
    path.write_text(source().replace("return 2 * x", "return 3 * x"))
    result = autograder(tiny, "release", "tiny")
    assert result.returncode == 1
    assert "refused" in result.stderr
    assert "test_double" in result.stderr
    assert not (tiny / "course").exists()


def test_a_release_that_nbgrader_refuses_is_put_back(released, tmp_path):
    (tmp_path / "ada.ipynb").write_text(answered(released, DONE))
    autograder(released, "collect", "ada.ipynb", "-a", "tiny")
    autograder(released, "grade", "tiny", "--no-sandbox")
    before = (released / "course/release/tiny/tiny.ipynb").read_text()
    path = released / "solutions/tiny/tiny.md"
    path.write_text(source().replace("grade_id: test_half", "grade_id: test_half_2"))
    result = autograder(released, "release", "tiny")
    assert result.returncode == 2
    assert "Cannot add or remove cells" in result.stderr
    assert (released / "course/release/tiny/tiny.ipynb").read_text() == before


BAD = {
    "check of a missing file": (["check", "nowhere.ipynb"], "there is no file nowhere.ipynb"),
    "check of text": (["check", "text.ipynb"], "its content is not JSON"),
    "check of other JSON": (["check", "other.ipynb"], "it has no list of cells"),
    "check of no problem set": (["check", "plain.ipynb"], "holds no tests"),
    "release of an unknown set": (["release", "nope"], "There is no problem set 'nope'"),
    "collect from nowhere": (["collect", "nowhere", "-a", "tiny"], "no file or folder nowhere"),
    "collect from text": (["collect", "text.txt", "-a", "tiny"], "no folder, zip archive or"),
    "collect for an unknown set": (["collect", "in", "-a", "nope"], "no problem set 'nope'"),
    "collect of nothing": (["collect", "in", "-a", "tiny"], "in holds no files"),
    "grade an unknown set": (["grade", "nope", "--no-sandbox"], "no problem set 'nope'"),
    "grade nothing": (["grade", "tiny", "--no-sandbox"], "Nothing of tiny was collected"),
    "report nothing": (["report", "tiny"], "Nothing of tiny was collected"),
    "report an unknown set": (["report", "nope"], "no problem set 'nope'"),
    "outside a course": (["release", "tiny", "--root", "in"], "no nbgrader_config.py"),
}


@pytest.fixture(scope="module")
def ready(released_once, tmp_path_factory):
    """A released course with some files that are no notebooks."""
    root = shutil.copytree(released_once, tmp_path_factory.mktemp("ready"), dirs_exist_ok=True)
    (root / "text.ipynb").write_text("hello")
    (root / "text.txt").write_text("hello")
    (root / "other.ipynb").write_text(json.dumps({"a": 1}))
    (root / "plain.ipynb").write_text(nbformat.writes(nbformat.v4.new_notebook()))
    (root / "in").mkdir()
    return root


@pytest.mark.parametrize(("words", "told"), BAD.values(), ids=BAD)
def test_bad_input_gets_one_clear_line_and_writes_nothing(ready, words, told):
    before = {path: path.stat().st_mtime_ns for path in ready.rglob("*")}
    result = autograder(ready, *words)
    assert result.returncode == 2, result.stdout + result.stderr
    assert told in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert {path: path.stat().st_mtime_ns for path in ready.rglob("*")} == before


@pytest.mark.parametrize("command", ["release", "report tiny", "collect . -a tiny"])
def test_a_student_who_runs_an_instructors_command_is_told_what_to_install(tiny, command):
    """Without nbgrader and its kin, as on a student's machine."""
    program = (
        "import sys; sys.modules.update(dict.fromkeys(['yaml', 'jinja2', 'nbgrader', 'jupytext']));"
        "from autograder.cli import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, *command.split()], cwd=tiny, capture_output=True, text=True
    )
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert '"jax-course-autograder[course]"' in result.stderr


def test_brackets_in_a_files_name_are_shown(released, tmp_path):
    (tmp_path / "[red]").mkdir()
    (tmp_path / "[red]" / "tiny [1].ipynb").write_text("{")
    result = autograder(released, "collect", tmp_path / "[red]", "-a", "tiny")
    assert "tiny [1].ipynb" in result.stdout + result.stderr


def test_a_notebook_that_checks_itself_does_not_start_itself_again(tiny, monkeypatch):
    cell = nbformat.v4.new_code_cell(f"import os\nprint(os.environ[{grading.BUSY!r}])")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    grading.run(notebook)
    assert notebook.cells[0].outputs[0].text == "1\n"
    monkeypatch.setenv(grading.BUSY, "1")
    result = autograder(tiny, "check", "mine.ipynb")
    assert (result.returncode, "is being checked" in result.stderr) == (2, True)
