"""Tables as Jupyter's Markdown has them: one line a row."""

import re

from docutils import nodes


RULES = {"text-left": ":---", "text-center": ":---:", "text-right": "---:"}


def table(blocks, node):
    """The title of a table, if it has one, and the table."""
    number = blocks.page.number(node)
    for title in node.findall(nodes.title):
        yield f"**{number}.** " * bool(number) + blocks.inline.text(title)
    if any("morecols" in entry or "morerows" in entry for entry in node.findall(nodes.entry)):
        blocks.page.warn(node, "the notebook cannot show a table with merged cells")
    rows = list(node.findall(nodes.row))
    entries = [list(row.findall(nodes.entry)) for row in rows]
    lines = [_line(_cell(blocks, entry) for entry in row) for row in entries]
    if not isinstance(rows[0].parent, nodes.thead):
        lines.insert(0, _line("" for _ in entries[0]))
    lines.insert(1, _line(_rule(entry) for entry in entries[0]))
    yield "\n".join(lines)


def _line(cells):
    return "| " + " | ".join(cells) + " |"


def _rule(entry):
    return next((RULES[name] for name in entry["classes"] if name in RULES), "---")


def _cell(blocks, entry):
    """What a cell holds, in one line. A bar ends a cell, in a formula too, where it gets a name."""
    text = re.sub(r"\$[^$]+\$", lambda m: re.sub(r"\\?\|", _bar, m[0]), blocks.text(entry.children))
    return re.sub(r"(?<!\\)\|", r"\\|", text).replace("\n\n", "<br>").replace("\n", " ")


def _bar(found):
    return r"\Vert " if found[0].startswith("\\") else r"\vert "
