"""Right and wrong answers to every task, and the verdicts that the tests give on them.

A variant is a file `<set>/<task>/right_<how>.py` or `<set>/<task>/wrong_<misconception>.py` that
stands in place of the task's cell. Its docstring's first line says what is special. A wrong one
names every test cell that it must fail, `Fails: test_a test_a_2`, and words that the student must
be told, `Told: ...`.

`python tests/solutions/variants.py [SET]` prints the table of verdicts. With `--write` it writes
the sets as notebooks, which an environment without nbgrader and jupytext can read.
"""

import ast
import contextlib
import io
import re
import sys
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import jax
import nbformat

from autograder import points
from autograder.notebook import grade_id, is_task, is_test, points as points_of, task_of


HERE = Path(__file__).parent
SOLUTIONS = HERE.parents[1] / "solutions"
WRITTEN = HERE.parents[1] / "_build" / "source"


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
def cells(set_name: str) -> list[nbformat.NotebookNode]:
    """The cells of the instructor's notebook, without title and installation."""
    try:
        from autograder.source import ProblemSet
    except ImportError:
        return nbformat.read(WRITTEN / f"{set_name}.ipynb", as_version=4).cells[2:]
    return ProblemSet(SOLUTIONS / set_name / f"{set_name}.md").source.cells[2:]


def write() -> None:
    from autograder.source import ProblemSet

    WRITTEN.mkdir(parents=True, exist_ok=True)
    for path in sorted(SOLUTIONS.glob("*/*.md")):
        nbformat.write(ProblemSet(path).source, WRITTEN / f"{path.stem}.ipynb")


@cache
def _solved(name: str) -> tuple[dict, bool]:
    """The names that the instructor's notebook defines, tests aside, and if it is in 64 bits."""
    names = {"__name__": "__main__"}
    jax.config.update("jax_enable_x64", False)
    for cell in cells(name):
        if cell.cell_type == "code" and not is_test(cell):
            exec(compile(cell.source, f"<{grade_id(cell)}>", "exec"), names)
    return names, jax.config.jax_enable_x64


def judge(variant: Variant) -> Verdict:
    """Run the task's test cells, visible and hidden, on the variant, in this process."""
    return judge_answer(variant.set_name, variant.task, variant.code, str(variant.path))


def tasks(set_name: str) -> list[str]:
    return [grade_id(cell) for cell in cells(set_name) if is_task(cell)]


def judge_answer(set_name: str, task: str, code: str = "", file: str = "<reference>") -> Verdict:
    """The verdict on code that stands in place of a task's cell; by default, on the reference."""
    solved, in_64_bits = _solved(set_name)
    _forget_programs_of_other_tasks(set_name, task)
    jax.config.update("jax_enable_x64", in_64_bits)
    names = dict(solved)
    exec(compile(code, file, "exec"), names)
    earned, maximum, reasons = 0.0, 0.0, {}
    for cell in cells(set_name):
        if not is_test(cell) or task_of(grade_id(cell), tasks(set_name)) != task:
            continue
        maximum += points_of(cell)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                described = points.classify(_value(cell.source, names))
            got = points.earned(described, points_of(cell))
            if got < points_of(cell):
                reasons[grade_id(cell)] = "\n".join(points.lost(described)) or f"{got:g} points"
        except Exception as error:
            got, reasons[grade_id(cell)] = 0.0, f"{type(error).__name__}: {error}"
        earned += got
    return Verdict(earned, maximum, reasons)


@lru_cache(maxsize=1)
def _forget_programs_of_other_tasks(set_name: str, task: str) -> None:
    """Compiled programs take gigabytes over hundreds of variants; a task's own are used again."""
    jax.clear_caches()


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
    sys.exit(write() if sys.argv[1:] == ["--write"] else main(*sys.argv[1:]))
