"""Problem sets in the book: their release notebooks, made as the build starts.

A page `book/problem_sets/<set>.md` holds an introduction and a line `% release`. In its place come
a download link, one to the page for students who do their first set, and the set as they receive
it, made from `solutions/<set>/<set>.md`. Nothing of it is executed: a release stops at its first
task on purpose.
"""

import os
import sys
from pathlib import Path

import nbformat
from sphinx.errors import ExtensionError


ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from autograder.course import requirement  # noqa: E402
from autograder.errors import UserError  # noqa: E402
from autograder.notebook import is_test, points  # noqa: E402
from autograder.source import find  # noqa: E402


PAGES = "book/problem_sets/"
MARK = "% release\n"


def setup(app):
    app.connect("builder-inited", _write_releases)
    app.connect("source-read", _insert_release)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _write_releases(app):
    """Write each set's release notebook to `_build/release`."""
    folder = Path(app.outdir).parent / "release"
    folder.mkdir(parents=True, exist_ok=True)
    app.env.problem_sets = {}
    try:
        for found in find(ROOT / "solutions", requirement(ROOT / "_config.yml")):
            nbformat.write(found.release, folder / f"{found.name}.ipynb")
            app.env.problem_sets[found.name] = found.path
    except UserError as error:
        raise ExtensionError(str(error)) from error


def _insert_release(app, docname, content):
    name = docname.removeprefix(PAGES)
    if not docname.startswith(PAGES) or name not in app.env.problem_sets:
        return
    if MARK not in content[0]:
        raise ExtensionError(f"{docname}.md lacks the line '% release' where the set should stand")
    app.env.note_dependency(str(app.env.problem_sets[name]))
    path = Path(app.outdir).parent / "release" / f"{name}.ipynb"
    content[0] = content[0].replace(MARK, _as_myst(path, Path(app.srcdir)))


def _as_myst(path, srcdir):
    """The release notebook as MyST text, its title left out, code shown and not run."""
    notebook = nbformat.read(path, as_version=4)
    target = "/" + os.path.relpath(path, srcdir)
    parts = [
        f"{{download}}`Download the notebook <{target}>`. New to this? "
        "{doc}`/book/problem_sets/how_to` says how to open it, check it and hand it in."
    ]
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            parts.append(cell.source.split("\n", 1)[1] if index == 0 else cell.source)
        else:
            if is_test(cell):
                parts.append(f"*Test: {points(cell):g} points*")
            parts.append(f"```python\n{cell.source}\n```")
    return "\n\n".join(parts) + "\n"
