"""The page a student gets back: points by task, why points are missing, the code beside it.

The page cannot attack who reads it: all text from a submission is escaped, of its outputs only
text and PNG images are shown, there is no script, and a content security policy forbids any.
Hidden tests appear by name and message, never by their source.
"""

import base64
import binascii
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape
from nbformat import NotebookNode

from autograder import book
from autograder.grading import Graded
from autograder.notebook import grade_id, is_task


ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
MAX_TEXT = 20_000
PNG = b"\x89PNG\r\n\x1a\n"


def page(title: str, student: str, graded: Graded) -> str:
    """The feedback as one self-contained HTML page."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["linked"] = _linked
    return templates.get_template("feedback.html.j2").render(
        title=title,
        student=student,
        graded=graded,
        work={grade_id(cell): cell.source for cell in graded.notebook.cells if is_task(cell)},
        outputs=_outputs_by_task(graded.notebook),
    )


def _linked(line: str) -> Markup:
    """A line of text; one that names a page of the book leads there. No other address does."""
    page = line.removeprefix("Read: ")
    if page == line or not re.fullmatch(re.escape(book.ADDRESS) + r"[\w/.-]*(#[\w-]*)?", page):
        return escape(line)
    return Markup('Read: <a href="{0}">{0}</a>').format(page)


def _outputs_by_task(notebook: NotebookNode) -> dict[str, list[dict[str, str]]]:
    return {
        grade_id(cell): [shown for output in cell.outputs if (shown := _shown(output))]
        for cell in notebook.cells
        if is_task(cell)
    }


def _shown(output: NotebookNode) -> dict[str, str] | None:
    """An output as text or as a PNG in base64; None for kinds that are not shown."""
    if output.output_type == "stream":
        return {"text": _text(output.text)}
    if output.output_type == "error":
        return {"text": _text("\n".join(output.traceback))}
    data = output.get("data", {})
    if image := _png(data.get("image/png", "")):
        return {"png": image}
    if "text/plain" in data:
        return {"text": _text(data["text/plain"])}
    return None


def _text(text: str) -> str:
    clean = ANSI.sub("", "".join(text))
    return clean if len(clean) <= MAX_TEXT else clean[:MAX_TEXT] + "\n[more was left out]"


def _png(encoded: str) -> str:
    """The image's base64 if it really is a PNG."""
    try:
        content = base64.b64decode("".join(encoded), validate=False)
    except (binascii.Error, ValueError):
        return ""
    return base64.b64encode(content).decode() if content.startswith(PNG) else ""
