"""The whole book as one page of HTML, to be printed."""

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

from chapter import Chapter, style_sheets
from contents import SITE, config, entries


STYLE = Path(__file__).with_name("print.css")

PAGE = """<!doctype html>
<html lang="{language}" data-mode="light" data-theme="light">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="author" content="{author}">
{sheets}
<style>
{heads}
</style>
</head>
<body>
{front}
{contents}
<main>
{chapters}
</main>
</body>
</html>
"""

FRONT = """<header class="front">
<p class="front-title">{title}</p>
<p>{author}</p>
<p class="front-note">The pages of <a href="{site}">{site}</a>, where you can run them.
Solutions stand below their exercises.
Code is under the MIT licence, text and figures are under CC BY 4.0.</p>
</header>"""


def document() -> str:
    """The book: title, contents, and each page in the order of the contents."""
    book, pages = config(), entries()
    names = {entry.page for entry in pages}
    chapters = [Chapter(entry, names, book["html"]["baseurl"]) for entry in pages]
    facts = {"title": escape(book["title"]), "author": escape(book["author"])}
    return PAGE.format(
        **facts,
        language=book["sphinx"]["config"]["language"],
        sheets="\n".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in _sheets(names)),
        heads=_running_heads(book["title"], chapters),
        front=FRONT.format(**facts, site=book["html"]["baseurl"]),
        contents=_contents(chapters),
        chapters="\n".join(_chapter(number, each) for number, each in enumerate(chapters)),
    )


def _sheets(names: Iterable[str]) -> list[str]:
    """The site's style sheets, each once, and ours after them."""
    found = {sheet: None for name in names for sheet in style_sheets(SITE / f"{name}.html")}
    return [*found, STYLE.as_uri()]


def _running_heads(title: str, chapters: list[Chapter]) -> str:
    """The book's title at the left of each sheet's head, the page's at the right."""
    heads = [f"@page {{ @top-left {{ content: {_quoted(title)}; }} }}"]
    for number, chapter in enumerate(chapters):
        name = _quoted(chapter.title)
        heads.append(f"@page c{number} {{ @top-right {{ content: {name}; }} }}")
    return "\n".join(heads)


def _quoted(text: str) -> str:
    """A text as CSS writes it, also within an element of HTML."""
    return '"' + re.sub(r'[\\"<&]', lambda found: f"\\{ord(found[0]):x} ", text) + '"'


def _chapter(number: int, chapter: Chapter) -> str:
    part = f'<h1 class="part">{escape(chapter.entry.part)}</h1>' if chapter.entry.part else ""
    return f'<section class="chapter" style="page: c{number}">{part}{chapter.html()}</section>'


def _contents(chapters: list[Chapter]) -> str:
    """Titles with an empty place for the number of each one's page, known after printing."""
    lines = []
    for chapter in chapters:
        entry, title = chapter.entry, escape(chapter.title)
        if entry.part:
            lines.append(f'<p class="contents-part">{escape(entry.part)}</p>')
        lines.append(
            f'<a class="contents-{entry.level}" href="#{entry.page}"><span>{title}</span>'
            f'<span class="contents-number" data-page="{entry.page}">000</span></a>'
        )
    return '<nav class="contents"><h1>Contents</h1>\n' + "\n".join(lines) + "\n</nav>"
