"""A page loads one style sheet: what this site needs of the ten that it would have loaded.

Each sheet holds up the first picture of a page, and a telephone asks for six at a time. When the
site is written, the sheets that a page links to become one in `_static`, the same for all pages
that link to the same, without the rules that match nothing (`used_styles`). Its first line names
its parts: a build that leaves those pages alone still puts it together anew.
"""

import hashlib
import posixpath
import re
from functools import cache, partial
from pathlib import Path

import used_styles


NAME = "page-{}.css"
LINK = re.compile(r'[ \t]*<link\b[^>]*\brel="stylesheet"[^>]*>\n?')
LOCAL = re.compile(r'href="([^"]*?_static/)([^"?]+\.css)[^"]*"')
PARTS = re.compile(r"/\* (.*) \*/")
ADDRESS = re.compile(r"""url\((["']?)(?!data:|https?:|[#/])([^)"']+)\1\)""")


def setup(app):
    app.connect("build-finished", _put_together, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _put_together(app, error):
    if error or app.builder.format != "html":
        return
    site = Path(app.outdir)
    part = cache(partial(_part, site / "_static", used_styles.names(site)))
    made_of = cache(partial(_written, site / "_static", part))
    for sheet in site.glob("_static/" + NAME.format("*")):
        made_of(tuple(PARTS.match(sheet.read_text())[1].split(", ")))
    for page in site.rglob("*.html"):
        if site / "_static" in page.parents:
            continue
        text = page.read_text()
        linked = _with_one(text, made_of)
        if linked != text:
            page.write_text(linked)


def _with_one(text, made_of):
    """A page's text with one link in place of several."""
    links = [link for link in LINK.finditer(text) if LOCAL.search(link[0])]
    if len(links) < 2:
        return text
    found = [LOCAL.search(link[0]) for link in links]
    address = found[0][1] + made_of(tuple(parts[2] for parts in found))
    for link in reversed(links):
        one = f'  <link rel="stylesheet" href="{address}">\n' if link is links[0] else ""
        text = text[: link.start()] + one + text[link.end() :]
    return text


def _written(static, part, names):
    """Write the sheet made of these; its name, with what tells a browser that it has changed."""
    sheet = f"/* {', '.join(names)} */\n" + "".join(map(part, names))
    known = hashlib.sha256(" ".join(names).encode()).hexdigest()[:8]
    (static / NAME.format(known)).write_text(sheet)
    return f"{NAME.format(known)}?v={hashlib.sha256(sheet.encode()).hexdigest()[:8]}"


def _part(static, known, name):
    """What is needed of a sheet, its addresses as seen from `_static`."""

    def moved(address):
        return f"url({posixpath.normpath(posixpath.join(posixpath.dirname(name), address[2]))})"

    sheet = (static / name).read_text().replace('@charset "UTF-8";', "")
    return used_styles.used(ADDRESS.sub(moved, sheet), known)
