"""A resolved page as a notebook."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from .blocks import Blocks, Code
from .install import install_cell


KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
HIDES = {
    "source_hidden": {"hide-input", "hide-cell", "remove-input", "remove-cell"},
    "outputs_hidden": {"hide-output", "hide-cell", "remove-output", "remove-cell"},
}


def export(page, doctree):
    """The page's text and code, without outputs, and before the code a cell that installs.

    Cells that the page hides are folded. So are those that it leaves out: others may need them.
    """
    given = page.cells
    cells = list(_cells(Blocks(page).flow(doctree.children), given))
    install = install_cell(page, [cell.source for cell in given if cell.cell_type == "code"])
    if install:
        cells.insert(1, install)
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number:03d}"
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    notebook = new_notebook(cells=cells, metadata=metadata)
    nbformat.validate(notebook)
    return notebook


def _cells(blocks, given):
    """Cells in order; text gets a new one after code and at each heading."""
    text, shown = [], 0
    for block in blocks:
        if text and (isinstance(block, Code) or block.startswith("#")):
            yield new_markdown_cell("\n\n".join(text))
            text = []
        if isinstance(block, Code):
            for index in range(shown, block.index + 1):
                if given[index].cell_type == "code":
                    yield _code(given[index], block.folded)
            shown = block.index + 1
        else:
            text.append(block)
    if text:
        yield new_markdown_cell("\n\n".join(text))


def _code(cell, folded):
    """The cell with its tags, folded in Jupyter and in Colab as these tags or `folded` ask."""
    tags = cell.metadata.get("tags", [])
    metadata = {"tags": tags} if tags else {}
    hidden = {key: True for key, asks in HIDES.items() if folded or asks.intersection(tags)}
    if hidden:
        metadata["jupyter"] = hidden
    if "source_hidden" in hidden:
        metadata["cellView"] = "form"
    return new_code_cell(cell.source, metadata=metadata)
