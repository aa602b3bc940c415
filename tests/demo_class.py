"""A made-up class of ten that hands in problem set 0, and what each of them must get.

The files are made from the set itself, so that they stay true when it changes.
"""

import json
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from autograder.notebook import grade_id
from autograder.source import ProblemSet


ROOT = Path(__file__).parents[1]
SET = "ps00_first_steps"
OTHER_SET = "ps09_option_pricing"

KELVIN = "def celsius_to_kelvin(t):\n    return t + 273.15"
REPLACE = "def replace_negatives(x, value):\n    return jnp.where(x < 0, value, x)"
SUMMARIZE = (
    'def summarize(x):\n    return {"mean": jnp.mean(x), "std": jnp.std(x), "max": jnp.max(x)}'
)
RIGHT = {"celsius_to_kelvin": KELVIN, "replace_negatives": REPLACE, "summarize": SUMMARIZE}


@dataclass(frozen=True)
class Student:
    """Who hands in what, the points it must earn, and words that its reason must hold.

    `points` is None where the file must be set aside instead of being graded.
    """

    name: str
    about: str
    content: str
    points: float | None
    reason: str


def students() -> list[Student]:
    """The class, by name."""
    loop = "def replace_negatives(x, value):\n    while True:\n        pass"
    death = "import os\n\ndef replace_negatives(x, value):\n    os._exit(1)"
    raising = 'def summarize(x):\n    raise ValueError("I could not do this one")'
    wrong = KELVIN.replace("+ 273.15", "- 273.15")
    sample = SUMMARIZE.replace("jnp.std(x)", "jnp.std(x, ddof=1)")
    renamed = KELVIN.replace("celsius_to_kelvin", "to_kelvin")
    answers = {
        "ada": ("right", RIGHT, 30, ""),
        "ben": ("wrong", RIGHT | {"celsius_to_kelvin": wrong, "summarize": sample}, 10, "-273.15"),
        "cleo": ("half done", {"celsius_to_kelvin": KELVIN}, 10, "Not attempted yet"),
        "dov": ("empty", {}, 0, "Not attempted yet"),
        "eve": ("raising", RIGHT | {"summarize": raising}, 20, "I could not do this one"),
        "finn": ("looping for ever", RIGHT | {"replace_negatives": loop}, 20, "does not end"),
        "gus": ("killing its kernel", RIGHT | {"replace_negatives": death}, 20, "ended the kernel"),
        "jun": ("a renamed function", RIGHT | {"celsius_to_kelvin": renamed}, 20, "`to_kelvin`"),
    }
    written = [
        Student(name, about, json.dumps(answered(SET, given)), points, reason)
        for name, (about, given, points, reason) in answers.items()
    ]
    other = json.dumps(answered(OTHER_SET, {}))
    written.append(Student("hana", "not a notebook", "Dear sir,\n", 0, "not JSON"))
    written.append(Student("ivo", "the wrong notebook", other, None, OTHER_SET))
    return sorted(written, key=lambda student: student.name)


def problem_set(name: str) -> ProblemSet:
    return ProblemSet(ROOT / "solutions" / name / f"{name}.md")


def answered(name: str, answers: dict[str, str]) -> NotebookNode:
    """The release notebook of a set with some of its tasks answered."""
    notebook = deepcopy(problem_set(name).release)
    for cell in notebook.cells:
        cell.source = answers.get(grade_id(cell), cell.source)
    return notebook


def hand_in(folder: Path) -> list[Student]:
    """Write each student's file into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    everyone = students()
    for student in everyone:
        (folder / f"{student.name}.ipynb").write_text(student.content, encoding="utf-8")
    return everyone


def new_course(folder: Path) -> Path:
    """A repository in `folder` with this one's problem sets and settings, and no class yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("_config.yml", "nbgrader_config.py"):
        (folder / name).write_text((ROOT / name).read_text())
    if not (folder / "solutions").exists():
        (folder / "solutions").symlink_to(ROOT / "solutions")
    return folder
