"""What the outputs of a page come from, besides its code."""

import ast
import hashlib
import json
import platform
import subprocess
import sys
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path


ASK = Path(__file__).parents[1] / "page_kernels" / "ask_jax.py"
LOCK = "requirements.txt"
CPU = "CPU"


@dataclass(frozen=True)
class Environment:
    """Where pages are executed: "CPU" or the accelerators' names, versions, the lock's digest."""

    device: str
    jax: str
    python: str
    lock: str

    @classmethod
    @cache
    def here(cls, root: str) -> "Environment":
        """What `ask` asked for, once it is told."""
        asked = ask()
        told, _ = asked.communicate()
        if asked.returncode:
            raise subprocess.CalledProcessError(asked.returncode, asked.args)
        told = json.loads(told)
        device = CPU if told["device"].startswith(CPU) else told["device"]
        python = ".".join(platform.python_version_tuple()[:2])
        return cls(device, told["jax"], python, _locked(Path(root, LOCK)))


@cache
def ask() -> subprocess.Popen:
    """Ask in a process of its own: one that holds a GPU would keep it from the pages."""
    return subprocess.Popen([sys.executable, ASK], stdout=subprocess.PIPE, text=True)


def inputs_of(notebook, environment: Environment, root: str) -> str:
    """A digest of the environment and of the project's files that a page's code names."""
    files = sorted({file for cell in _code(notebook) for file in _named(cell, Path(root))})
    return hashlib.sha256(repr((asdict(environment), _digest(files))).encode()).hexdigest()


def _code(notebook) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def _named(code: str, root: Path) -> list[Path]:
    """The project's files below the modules that code imports, and those that its strings name."""
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except SyntaxError:  # IPython's own commands, and cells that show a mistake
        return []
    modules = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    modules += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    strings = [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    tops = {name.split(".")[0] for name in modules}
    found = [file for top in tops for file in [*(root / top).rglob("*.py"), root / f"{top}.py"]]
    found += [root / text for text in strings if 0 < len(text) < 200 and "\n" not in text]
    return [file for file in found if file.is_file()]


def _locked(lock: Path) -> str:
    """A digest of the packages that are locked, without the remarks on who wants them."""
    lines = lock.read_text().splitlines() if lock.is_file() else []
    packages = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    return hashlib.sha256(packages.encode()).hexdigest()


def _digest(files: list[Path]) -> str:
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.name}\0".encode() + file.read_bytes() + b"\0")
    return whole.hexdigest()
