"""Which cells of a page time something: those that read a clock, or call what reads one."""

import ast
import re
from collections.abc import Iterator


CLOCKS = frozenset(
    {"monotonic", "perf_counter", "perf_counter_ns", "process_time", "profiler", "time.time"}
)
COMMANDS = re.compile(r"^\s*%+(prun|time|timeit)\b", re.M)
OTHERS = re.compile(r"^\s*[%!].*$", re.M)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def timing_cells(notebook) -> set[int]:
    """The numbers of the cells that must not share the machine while they run."""
    clocks, found = set(CLOCKS), set()
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        nodes = _parsed(cell.source)
        for node in nodes:
            if isinstance(node, DEFINITIONS) and clocks & set(_names(node)):
                clocks.add(node.name)
            clocks.update(_scripts(node))
        runs = {
            name for node in nodes if not isinstance(node, DEFINITIONS) for name in _names(node)
        }
        if clocks & runs or COMMANDS.search(cell.source):
            found.add(number)
    return found


def _parsed(code: str) -> list[ast.stmt]:
    """A cell's statements; none of a cell that shows a mistake in syntax."""
    try:
        return ast.parse(OTHERS.sub("", code)).body
    except SyntaxError:
        return []


def _scripts(node: ast.stmt) -> list[str]:
    """The names given to text that reads a clock: a script for another process."""
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Constant):
        return []
    text = str(node.value.value)
    return [name for clock in CLOCKS if clock in text for t in node.targets for name in _names(t)]


def _names(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Attribute):
            yield inner.attr
            yield ast.unparse(inner)
        elif isinstance(inner, ast.alias):
            yield inner.asname or inner.name
