"""Which data a page's functions read from outside instead of getting them as arguments."""

import ast
import builtins
import symtable


TRANSFORMATIONS = {
    "grad",
    "value_and_grad",
    "jit",
    "vmap",
    "jacfwd",
    "jacrev",
    "hessian",
    "partial",
}


def read_from_outside(sources: list[str]) -> dict[str, set[str]]:
    """The global data that each top-level function of a page reads, by the function's name.

    Functions, classes and modules do not count. What the page calls somewhere is a function.
    """
    trees = [ast.parse(source) for source in sources]
    given = set(dir(builtins)).union(*map(_defined, trees), *map(_called, trees))
    found = {}
    for source, tree in zip(sources, trees, strict=True):
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                names = _globals(symtable.symtable(source, "cell", "exec"), node.name) - given
                if names:
                    found[node.name] = names
    return found


def _makes_a_function(value: ast.expr) -> bool:
    if isinstance(value, ast.Lambda):
        return True
    called = value.func if isinstance(value, ast.Call) else None
    return getattr(called, "attr", getattr(called, "id", None)) in TRANSFORMATIONS


def _defined(tree: ast.Module) -> set[str]:
    names = set()
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign) and _makes_a_function(node.value):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def _globals(table: symtable.SymbolTable, name: str) -> set[str]:
    """Global names that the function of this name, and functions within it, read."""
    if table.get_type() != "module":
        own = {s.get_name() for s in table.get_symbols() if s.is_global() and s.is_referenced()}
        return own.union(*(_globals(child, name) for child in table.get_children()))
    inside = [child for child in table.get_children() if child.get_name() == name]
    return set().union(*(_globals(child, name) for child in inside))


def _called(tree: ast.Module) -> set[str]:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {function.id for function in calls if isinstance(function, ast.Name)}
