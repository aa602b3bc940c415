"""A course with one tiny problem set in plain Python, so that its tests run in a second."""

from pathlib import Path


CONFIG = "repository:\n  url: https://example.org/course\n"
NBGRADER = (Path(__file__).parents[1] / "nbgrader_config.py").read_text()


def cell(kind: str, name: str, code: str, points: float | None = None) -> str:
    """A code cell in MyST, of kind "given", "task" or "test"."""
    marks = {
        "grade": kind == "test",
        "grade_id": name,
        "locked": kind != "task",
        **({"points": points} if points else {}),
        "schema_version": 3,
        "solution": kind == "task",
        "task": False,
    }
    lines = [f"  {key}: {str(value).lower()}" for key, value in marks.items()]
    header = "\n".join(["---", "nbgrader:", *lines, "---"])
    return f"```{{code-cell}} ipython3\n{header}\n{code.strip()}\n```\n"


FRONT_MATTER = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---
"""
HEADER = f"""{FRONT_MATTER}
# Tiny set

Two functions.

"""

DOUBLE = '''
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
'''
HALF = '''
def half(x):
    """Half of x."""
    ### BEGIN SOLUTION
    return x / 2
    ### END SOLUTION
'''
HIDDEN = """
assert half(4) == 2, "half(4) is not 2"
### BEGIN HIDDEN TESTS
assert half(5) == 2.5, "half(5) is not 2.5"
### END HIDDEN TESTS
"""


def source(double_test: str = "assert double(3) == 6", half_test: str = HIDDEN) -> str:
    """The set's text; each task is worth four points."""
    return HEADER + "\n".join(
        [
            cell("given", "imports", "import math"),
            cell("task", "double", DOUBLE),
            cell("test", "test_double", double_test, 4),
            "## Task 2\n",
            cell("task", "half", HALF),
            cell("test", "test_half", half_test, 4),
        ]
    )


def make(folder: Path, text: str | None = None) -> Path:
    """Write the course and return its root."""
    (folder / "_config.yml").write_text(CONFIG)
    (folder / "nbgrader_config.py").write_text(NBGRADER)
    target = folder / "solutions" / "tiny"
    target.mkdir(parents=True, exist_ok=True)
    (target / "tiny.md").write_text(text or source())
    return folder
