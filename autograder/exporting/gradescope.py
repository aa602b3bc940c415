"""Gradescope: the `results.json` that an autograder hands over for one submission."""

import json

from nbformat import NotebookNode

from autograder.exporting import summary
from autograder.exporting.standing import Part, Standing
from autograder.grading import Verdict
from autograder.notebook import grade_id, is_test
from autograder.points import rounded


def hidden_tests(source: NotebookNode, released: NotebookNode) -> set[str]:
    """The tests of which students have seen not all."""
    seen = {grade_id(cell): cell.source for cell in released.cells}
    return {
        grade_id(cell)
        for cell in source.cells
        if is_test(cell) and seen.get(grade_id(cell)) != cell.source
    }


def results(found: Standing, hidden: set[str], visibility: str = "after_published") -> bytes:
    """A graded submission in Gradescope's format.

    Args:
        hidden: the tests that students have not seen.
        visibility: when Gradescope shows these: "visible", "after_due_date", "after_published" or
            "hidden".
    """
    tests = [
        _test(found, test, visibility if test.name in hidden else "visible")
        for test in found.graded.tests
    ]
    tests += [_by_hand(found, part) for part in found.parts if part.by_hand]
    content = {
        "score": rounded(found.score),
        "execution_time": rounded(found.graded.seconds),
        "output": "\n".join(summary.about(found)),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
    }
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def _test(found: Standing, test: Verdict, visibility: str) -> dict:
    """A test cell; a score that a person gave counts in place of the test's own."""
    score = found.cells.get(test.name)
    return _entry(
        test.name, test.earned if score is None else score, test.maximum, test.reason, visibility
    )


def _by_hand(found: Standing, part: Part) -> dict:
    score = found.points(part)
    told = "" if score is not None else "This part is not graded yet."
    return _entry(part.title, score or 0.0, part.maximum, told, "visible")


def _entry(name: str, score: float, maximum: float, output: str, visibility: str) -> dict:
    return {
        "name": name,
        "score": rounded(score),
        "max_score": rounded(maximum),
        "status": "passed" if score >= maximum else "failed",
        "output": output,
        "visibility": visibility,
    }
