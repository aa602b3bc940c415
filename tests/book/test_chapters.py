"""Chapters keep to our standard: short cells, modern JAX, described figures, practice."""

import ast
import re
from functools import cache
from statistics import median, quantiles

import jupytext
import pytest
from free_names import read_from_outside
from pages import ROOT


MEASURED = ROOT / "book" / "further" / "benchmarks.md"
CHAPTERS = sorted(
    path
    for part in ("foundations", "applications", "further")
    for path in (ROOT / "book" / part).glob("*.md")
    if path != MEASURED
)
REFERENCE = sorted((ROOT / "book" / "reference").glob("*.md"))
STALE = {
    r"\bPRNGKey\b": "jax.random.key",
    r"\btree_map\b(?!_with_path)": "jax.tree.map",
    r"\.device\(\)": "the property .device",
    r"%time|%%time|%timeit": "time.perf_counter around .block_until_ready()",
    r"jax\.readthedocs\.io": "docs.jax.dev",
    r"jax\.experimental\.enable_x64|jax\.config\.x64": "jax.config.update",
    r"xla_extension": "nothing: it is private",
}


@cache
def cells(path):
    return jupytext.read(path).cells


def code(path):
    return [cell.source for cell in cells(path) if cell.cell_type == "code"]


def runs(cell):
    return cell.cell_type == "code" and "raises-exception" not in cell.metadata.get("tags", [])


def is_impure(cell):
    return "impure" in cell.metadata.get("tags", [])


def parsed(path):
    """The syntax trees of cells that are plain Python; one that shows a syntax error is not."""
    for source in code(path):
        try:
            yield ast.parse(source)
        except SyntaxError:
            continue


@pytest.mark.parametrize("path", CHAPTERS + REFERENCE, ids=lambda path: path.stem)
class TestEveryPage:
    def test_no_cell_is_longer_than_a_screen(self, path):
        blocks = [*code(path), *re.findall(r"^```\w+\n(.*?)^```$", path.read_text(), re.M | re.S)]
        assert [block for block in blocks if block.count("\n") >= 20] == []

    def test_functions_are_short(self, path):
        kinds = (ast.FunctionDef, ast.ClassDef)
        found = [n for tree in parsed(path) for n in ast.walk(tree) if isinstance(n, kinds)]
        assert {n.name for n in found if n.end_lineno - n.lineno >= 25} == set()

    def test_functions_get_what_they_read(self, path):
        """But for cells with the tag `impure`, which show what happens otherwise."""
        sources = [cell.source for cell in cells(path) if runs(cell) and not is_impure(cell)]
        assert read_from_outside(sources) == {}

    def test_lines_fit_a_page(self, path):
        assert [
            line for source in code(path) for line in source.splitlines() if len(line) > 88
        ] == []

    def test_nothing_is_stale(self, path):
        """But for a cell that shows on purpose how an old name fails."""
        text = "\n".join(cell.source for cell in cells(path) if runs(cell))
        assert {cure for stale, cure in STALE.items() if re.search(stale, text)} == set()

    def test_every_timing_waits_for_the_result(self, path):
        text = "\n".join(code(path))
        assert "perf_counter" not in text or "block_until_ready" in text

    def test_figures_are_described(self, path):
        for cell in cells(path):
            if cell.cell_type == "code" and re.search(r"plt\.show\(\)|display\(fig\b", cell.source):
                marks = cell.metadata.get("mystnb", {})
                assert len(marks.get("image", {}).get("alt", "")) > 40, cell.source
                assert marks.get("figure", {}).get("caption"), cell.source
                assert marks.get("figure", {}).get("name", "").startswith("fig-"), cell.source

    def test_an_error_that_is_meant_is_marked_and_explained(self, path):
        content = cells(path)
        for cell, following in zip(content, [*content[1:], None], strict=True):
            if "raises-exception" in cell.metadata.get("tags", []):
                assert following is not None and following.cell_type == "markdown", cell.source


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
class TestEveryChapter:
    def test_cells_are_short(self, path):
        lengths = [source.count("\n") + 1 for source in code(path)]
        assert median(lengths) <= 4
        assert quantiles(lengths, n=10)[-1] < 12

    def test_results_are_checked(self, path):
        checks = [n for tree in parsed(path) for n in ast.walk(tree) if isinstance(n, ast.Assert)]
        assert len(checks) >= 5

    def test_solutions_are_checked(self, path):
        parts = re.findall(r"\{solution-start\} (\S+)(.*?)\{solution-end\}", path.read_text(), re.S)
        assert [label for label, solution in parts if "assert" not in solution] == []

    def test_it_ends_with_something_to_do(self, path):
        text = path.read_text()
        exercises = set(re.findall(r"\{exercise-start\}.*\n:label: (\S+)", text))
        solutions = set(re.findall(r"\{solution-start\} (\S+)", text))
        assert 2 <= len(exercises) <= 4
        assert exercises == solutions
        assert 2 <= text.count(":::{quiz}") <= 5
        assert "/book/problem_sets/ps" in text
        assert "## Summary" in text
        assert re.search(r"\{cite(:\w+)?\}`", text)
