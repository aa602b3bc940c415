"""What search engines and cards say of a page: its title, and a description without TeX.

The description is the page's first sentences that can be read alone, or what its front matter
says:

    html_meta:
      description: How to price options by simulation.
"""

import re
import textwrap

from docutils import nodes


LENGTH = 200
NOT_PROSE = (nodes.math, nodes.math_block, nodes.footnote_reference)
TAG = '<meta name="description" content="{}" />\n'


def setup(app):
    # Before sphinxext-opengraph, which would cut a description out of TeX.
    app.connect("html-page-context", _describe, priority=400)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _describe(app, pagename, templatename, context, doctree):
    if pagename == app.config.root_doc:
        context["docstitle"] = ""  # its title is the site's already
    if doctree is None:
        return
    description = _given(doctree) or _opening(doctree)
    if not description:
        return
    context["meta"] = {**(context["meta"] or {}), "og:description": description}
    if not _given(doctree):
        context["metatags"] += TAG.format(description.replace('"', "&quot;"))


def _given(doctree):
    """The description in the page's front matter."""
    tags = [node for node in doctree.findall(nodes.meta) if node.get("name") == "description"]
    return tags[0]["content"] if tags else ""


def _opening(doctree):
    """The first sentences of the page, without a formula, that fit."""
    for paragraph in doctree.findall(nodes.paragraph):
        text = " ".join(paragraph.astext().split())
        if any(paragraph.findall(_not_prose)) or not text.endswith((".", "?")):
            continue
        chosen = ""
        for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z*])", text):
            if chosen and len(chosen) + len(sentence) >= LENGTH:
                break
            chosen = f"{chosen} {sentence}".strip()
        return textwrap.shorten(chosen, LENGTH, placeholder="…")
    return ""


def _not_prose(node):
    return isinstance(node, NOT_PROSE)
