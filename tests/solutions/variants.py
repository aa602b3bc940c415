"""Right and wrong answers to every task, and the verdicts that the tests give on them.

A variant is a file `<set>/<task>/right_<how>.py` or `<set>/<task>/wrong_<misconception>.py` that
stands in place of the task's cell. Its docstring's first line says what is special. A wrong one
names every test cell that it must fail, `Fails: test_a test_a_2`, and words that the student must
be told, `Told: ...`.

`python tests/solutions/variants.py [SET]` prints the table of verdicts.
"""

import ast
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from autograder import points
from autograder.notebook import grade_id, is_task, is_test, points as points_of, task_of
from autograder.source import ProblemSet


HERE = Path(__file__).parent
SOLUTIONS = HERE.parents[1] / "solutions"


@dataclass(frozen=True)
class Variant:
    """One answer to one task."""

    path: Path

    @property
    def set_name(self) -> str:
        return self.path.parent.parent.name

    @property
    def task(self) -> str:
        return self.path.parent.name

    @property
    def right(self) -> bool:
        return self.path.name.startswith("right_")

    @property
    def code(self) -> str:
        return self.path.read_text()

    @property
    def about(self) -> str:
        return ast.get_docstring(ast.parse(self.code)).splitlines()[0]

    @property
    def fails(self) -> set[str]:
        """The test cells that must fail."""
        return set(self._tag("Fails").split())

    @property
    def told(self) -> str:
        """Words that the reason must contain."""
        return self._tag("Told")

    def _tag(self, name: str) -> str:
        found = re.search(rf"^{name}: (.+)$", self.code, re.MULTILINE)
        return found[1].strip() if found else ""


@dataclass(frozen=True)
class Verdict:
    """Points that the task's tests gave, and the reason for each test that gave fewer than all."""

    earned: float
    maximum: float
    reasons: dict[str, str]


def all_variants(set_name: str = "*") -> list[Variant]:
    return [Variant(path) for path in sorted(HERE.glob(f"{set_name}/*/*_*.py"))]


@cache
def problem_set(name: str) -> ProblemSet:
    return ProblemSet(SOLUTIONS / name / f"{name}.md")


@cache
def _solved(name: str) -> dict:
    """The names that the instructor's notebook defines, tests aside."""
    names = {"__name__": "__main__"}
    for cell in problem_set(name).source.cells[2:]:
        if cell.cell_type == "code" and not is_test(cell):
            exec(compile(cell.source, f"<{grade_id(cell)}>", "exec"), names)
    return names


def judge(variant: Variant) -> Verdict:
    """Run the task's test cells, visible and hidden, on the variant, in this process."""
    cells = problem_set(variant.set_name).source.cells
    tasks = [grade_id(cell) for cell in cells if is_task(cell)]
    names = dict(_solved(variant.set_name))
    exec(compile(variant.code, str(variant.path), "exec"), names)
    earned, maximum, reasons = 0.0, 0.0, {}
    for cell in cells:
        if not is_test(cell) or task_of(grade_id(cell), tasks) != variant.task:
            continue
        maximum += points_of(cell)
        try:
            got = points.earned(points.classify(_value(cell.source, names)), points_of(cell))
        except Exception as error:
            got, reasons[grade_id(cell)] = 0.0, f"{type(error).__name__}: {error}"
        earned += got
    return Verdict(earned, maximum, reasons)


def _value(code: str, names: dict):
    """Run a test cell and return the value of its last expression, if it ends in one."""
    tree, names = ast.parse(code), dict(names)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<test>", "exec"), names)
    return eval(compile(ast.Expression(last.value), "<test>", "eval"), names) if last else None


def main(wanted: str = "*") -> int:
    """Print one line a variant; the exit code is the number of verdicts that are not as told."""
    surprises = 0
    for variant in all_variants(wanted):
        verdict = judge(variant)
        failed = set(verdict.reasons)
        as_told = not failed if variant.right else failed == variant.fails
        surprises += not as_told
        mark = "  " if as_told else "!!"
        score = f"{verdict.earned:4g}/{verdict.maximum:g}"
        print(f"{mark} {score:>8}  {variant.task:24} {variant.path.stem:34} {variant.about}")
        for test, reason in verdict.reasons.items():
            print(f"{'':14}{test}: {reason}")
    return surprises


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
