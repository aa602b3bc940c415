"""Markdown that students write, made safe to show: text, formulas and pasted images, no HTML.

Who grades it opens it in a page (nbgrader's formgrader, a notebook), which would run HTML and
follow links that are scripts. What looks like either is set apart by a space, so that it is read as
it was written.
"""

import re
from urllib.parse import unquote

from nbformat import NotebookNode

from autograder import images


TAG = re.compile(r"<(?=[A-Za-z/!?])")
# A target in `[text](target)` or `[label]: target`; only these kinds stay links.
TARGET = re.compile(r"\](\(|:)(?!\s*(?:https?://|mailto:|#|attachment:))")
ATTACHMENT = re.compile(r"(\]\(\s*|\]:\s*)<?attachment:([^)>\n\"']*)>?")
KINDS = ("png", "jpeg")


def safe(cell: NotebookNode, source: str, attachments: dict) -> None:
    """Put a student's text and its images into a Markdown cell, without what a page would run."""
    pasted, names = _images(attachments), {}

    def renamed(match: re.Match) -> str:
        name = unquote(match[2].strip())
        if name not in pasted:
            return f"{match[1]}#image-is-missing "
        names[name] = f"{len(names) + 1}-{re.sub(r'[^A-Za-z0-9.]', '_', name)}"
        return f"{match[1]}attachment:{names[name]} "

    text = ATTACHMENT.sub(renamed, source)
    cell.source = TARGET.sub(r"] \1", TAG.sub("< ", text))
    if names:
        cell["attachments"] = {new: pasted[name] for name, new in names.items()}


def _images(attachments: object) -> dict[str, dict[str, str]]:
    """Attachments that are images, of the kinds that cannot hold scripts."""
    if not isinstance(attachments, dict):
        return {}
    return {name: kept for name, found in attachments.items() if (kept := _image(found))}


def _image(found: object) -> dict[str, str]:
    for kind in KINDS:
        content = found.get(f"image/{kind}") if isinstance(found, dict) else None
        if isinstance(content, str | list) and (image := images.read(kind, content)):
            return {f"image/{kind}": image.data}
    return {}
