"""The cell that installs what a page imports and Colab lacks."""

import ast
import re
import sys
from functools import cache
from importlib.metadata import packages_distributions

from IPython.core.inputtransformer2 import TransformerManager
from nbformat.v4 import new_code_cell
from packaging.utils import canonicalize_name
from packaging.version import Version
from problem_sets import ROOT

from autograder.course import requirement as package


COLAB = frozenset(
    ["IPython", "ipykernel", "jax", "jaxlib", "matplotlib", "numba", "numpy"]
    + ["packaging", "pandas", "psutil", "scipy", "sklearn"]
)
"""What Colab has had for years, by the names of their modules; the rest is looked for."""

LOCKED = re.compile(r"^([\w.-]+)(?:\[[^]]*\])?==([^\s;]+)", re.MULTILINE)


def install_cell(page, sources):
    """A cell like the one of the problem sets, for each package apart, or None if nothing lacks.

    A package that is there stays as it is: a newer one might bring another JAX.
    """
    tries = [
        f'try:\n    import {name}\nexcept ImportError:\n    %pip install --quiet "{needed}"'
        for name in sorted(imports(sources) - COLAB - sys.stdlib_module_names)
        if (needed := _requirement(page, name))
    ]
    return new_code_cell("\n\n".join(tries)) if tries else None


def imports(sources):
    """The top-level modules that code cells import, wherever in a cell they do."""
    found = set()
    for source in sources:
        for node in ast.walk(_parsed(source)):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(node.module.split(".")[0])
    return found


def _parsed(source):
    """The code of a cell, magics included; a cell that is wrong on purpose imports nothing."""
    try:
        return ast.parse(TransformerManager().transform_cell(source))
    except SyntaxError:
        return ast.Module([], [])


def _requirement(page, module):
    """What pip installs to get a module: at least the version with which the page was executed."""
    if module == "autograder":
        return package(ROOT / "_config.yml")
    name = distribution(module)
    if name:
        return f"{name}>={locked()[name]}"
    page.warn(None, f"no package in requirements.txt has the module {module} that the page imports")


def distribution(module):
    """The package in requirements.txt that has a module, or None."""
    names = map(canonicalize_name, modules().get(module, []))
    return next((name for name in names if name in locked()), None)


@cache
def modules():
    """The installed packages by their modules; finding them takes half a second."""
    return packages_distributions()


@cache
def locked():
    """The versions in requirements.txt; the oldest, where Pythons differ."""
    versions = {}
    for name, version in LOCKED.findall((ROOT / "requirements.txt").read_text()):
        versions[name] = min(versions.get(name, version), version, key=Version)
    return versions
