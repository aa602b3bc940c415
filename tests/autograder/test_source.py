"""Problem sets as text: what is refused, what a student receives, the way to Jupyter and back."""

from collections import Counter
from pathlib import Path

import compiled
import jupytext
import pytest
from tiny_course import cell, make, source

from autograder import grading
from autograder.notebook import grade_id, is_task, is_test, points, task_of
from autograder.source import BadProblemSet, ProblemSet


SOLUTIONS = Path(__file__).parents[2] / "solutions"
SETS = [ProblemSet(path) for path in sorted(SOLUTIONS.glob("*/*.md"))]


def tiny(folder, text):
    root = make(folder, text)
    return ProblemSet(root / "solutions" / "tiny" / "tiny.md")


@pytest.mark.parametrize("found", SETS, ids=lambda found: found.name)
class TestEverySet:
    def test_release_holds_no_solution_and_no_hidden_test(self, found):
        text = "\n".join(c.source for c in found.release.cells)
        for mark in ("BEGIN SOLUTION", "END SOLUTION", "HIDDEN TESTS"):
            assert mark not in text
        assert all(
            "raise NotImplementedError" in c.source for c in found.release.cells if is_task(c)
        )

    def test_release_keeps_signature_and_docstring(self, found):
        for given, full in zip(found.release.cells, found.source.cells, strict=True):
            if is_task(full):
                assert given.source.startswith(full.source.split("### BEGIN SOLUTION")[0].rstrip())

    def test_every_task_is_worth_ten_points(self, found):
        tasks = [grade_id(c) for c in found.source.cells if is_task(c)]
        totals = Counter()
        for test in filter(is_test, found.source.cells):
            totals[task_of(grade_id(test), tasks)] += points(test)
        assert totals == dict.fromkeys(tasks, 10)

    def test_text_survives_jupyterlab(self, found):
        """Opened with jupytext and saved, only the version lines of the header may change."""
        text = found.path.read_text()
        saved = jupytext.writes(jupytext.read(found.path), fmt="md:myst")
        changed = set(saved.splitlines()) ^ set(text.splitlines())
        assert all("_version:" in line for line in changed), changed

    @pytest.mark.slow
    def test_solution_earns_all_points_and_the_release_none(self, found, monkeypatch):
        for name, value in compiled.ENVIRONMENT.items():
            monkeypatch.setenv(name, value)
        assert grading.faults(found.source, found.release) == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (source().replace("# Tiny set", "Tiny set"), "must be a heading"),
        (source().replace("grade_id: half", "grade_id: double"), "2 cells have the grade_id"),
        (source().replace("def half", "def halve"), "defines no function `half`"),
        (source().replace("grade_id: test_half", "grade_id: test_other"), "has no test cell"),
        (source().replace("points: 4", "points: 0"), "is worth no points"),
        (source() + cell("test", "test_other", "pass", 1), "belongs to no task"),
    ],
)
def test_a_source_that_breaks_a_rule_is_refused_by_file_and_cell(tmp_path, text, complaint):
    with pytest.raises(BadProblemSet, match=complaint) as refused:
        tiny(tmp_path, text).source  # noqa: B018
    assert "tiny.md" in str(refused.value)


def test_a_solution_that_fails_its_test_is_a_fault(tmp_path):
    found = tiny(tmp_path, source().replace("return 2 * x", "return 3 * x"))
    faults = grading.faults(found.source, found.release)
    assert len(faults) == 1
    assert "reference solution fails test_double" in faults[0]


def test_a_stub_that_earns_points_is_a_fault(tmp_path):
    found = tiny(tmp_path, source(double_test="import math\n2.0"))
    assert any("untouched release" in f for f in grading.faults(found.source, found.release))
