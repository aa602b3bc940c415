"""A page's parts as blocks of Jupyter's Markdown, with the code cells between them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docutils import nodes

from .asides import Asides
from .inline import Inline
from .tables import table


LOOKS_LIKE_A_LIST = re.compile(r"^(?:(?=[#>+=-])|(\d+)(?=[.)](?: |$)))")
LANGUAGES = {"none": "", "default": "", "myst-ansi": "", "ipython3": "python"}


@dataclass(frozen=True)
class Code:
    """The page's cell number `index`; folded where a reader has to open it."""

    index: int
    folded: bool = False


Block = str | Code


class Blocks(Asides):
    """Writes blocks; one method for each kind of node, each an iterator over `Block`."""

    def __init__(self, page):
        self.page = page
        self.inline = Inline(page)
        self.depth = 0

    def flow(self, children: Iterable[nodes.Node]) -> Iterator[Block]:
        for child in children:
            yield from self.write(child)

    def write(self, node: nodes.Node) -> Iterator[Block]:
        name = f"_{type(node).__name__}"
        if hasattr(self, name):
            yield from getattr(self, name)(node)
        elif hasattr(self.inline, name):
            yield from filter(None, [self.inline.write(node).strip()])
        else:
            self.page.warn(node, f"the notebook cannot show a {type(node).__name__}")
            yield node.astext()

    def text(self, children: Iterable[nodes.Node]) -> str:
        """What the nodes hold, as Markdown within something else. MyST-NB has no cells there."""
        return "\n\n".join(self.flow(children))

    # What a page is made of

    def _section(self, node):
        titled = bool(node.children) and isinstance(node[0], nodes.title)
        self.depth += titled
        yield from self.flow(node.children)
        self.depth -= titled

    def _title(self, node):
        yield f"{'#' * min(self.depth, 6)} {self.inline.text(node)}"

    def _paragraph(self, node):
        yield LOOKS_LIKE_A_LIST.sub(r"\1\\", self.inline.text(node).strip())

    def _compact_paragraph(self, node):
        """A line of a table of contents, or all of it."""
        whole = any(isinstance(child, nodes.bullet_list) for child in node.children)
        yield from self.flow(node.children) if whole else self._paragraph(node)

    def _container(self, node):
        element = node.get("nb_element")
        if element == "cell_code":
            yield Code(node["cell_index"])
            for figure in node.findall(nodes.figure):
                yield from self._figure_text(figure)
        elif element == "mime_bundle":
            yield from self.write(node[0])
        elif node.get("design_component") == "card":
            yield from self._card(node)
        else:
            yield from self.flow(node.children)

    def _compound(self, node):
        yield from self.flow(node.children)

    _glossary = _legend = _PassthroughTextElement = _compound

    def _comment(self, node):
        yield from ()

    _target = _index = _substitution_definition = _tabular_col_spec = _comment
    _toctree = _HiddenCellNode = _highlightlang = _sd_tab_input = _comment

    def _transition(self, node):
        yield "---"

    def _rubric(self, node):
        yield f"**{self.inline.text(node)}**"

    _caption = _sd_tab_label = _rubric

    # Code, formulas, figures, tables

    def _literal_block(self, node):
        text, language = node.astext().rstrip("\n"), node.get("language", "")
        ticks = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        yield f"{ticks}{LANGUAGES.get(language, language)}\n{text}\n{ticks}"

    _doctest_block = _literal_block

    def _math_block(self, node):
        lines = [line.strip() for line in node.astext().split("\n") if line.strip()]
        number = self.page.equation(node)
        yield "\n".join(["$$", *lines, *([f"\\tag{{{number}}}"] if number else []), "$$"])

    def _figure(self, node):
        for image in node.findall(nodes.image):
            yield self.inline.write(image)
        yield from self._figure_text(node)

    def _figure_text(self, node):
        """The number and the caption of a figure, its legend, and where it moves if it does."""
        number = self.page.number(node)
        for part in node.children:
            if isinstance(part, nodes.caption):
                yield (f"**{number}.** " if number else "") + self.inline.text(part)
            elif isinstance(part, nodes.legend):
                yield from self.flow(part.children)
        if any(type(part).__name__ == "interactive" for part in node.children):
            yield f"[On the page it moves.]({self.page.target({'refid': node['ids'][0]})})"

    def _table(self, node):
        yield from table(self, node)

    # Lists

    def _bullet_list(self, node):
        yield _listed((self._item(item) for item in node.children), lambda number: "- ")

    def _enumerated_list(self, node):
        first = node.get("start", 1)
        items = (self._item(item) for item in node.children)
        yield _listed(items, lambda number: f"{first + number}. ")

    def _definition_list(self, node):
        yield _listed(map(self._defined, node.children), lambda number: "- ")

    def _item(self, node):
        """What stands in an item: without a blank line if it is a paragraph and a list at most."""
        text = self.text(node.children)
        lists = (nodes.bullet_list, nodes.enumerated_list)
        plain = all(isinstance(child, lists) for child in node.children[1:])
        return text.replace("\n\n", "\n") if plain else text

    def _defined(self, node):
        terms = [self.inline.text(part) for part in node.children if isinstance(part, nodes.term)]
        return f"**{', '.join(terms)}**: {self.text(node[-1].children)}"


def _listed(items, marker):
    """A list of texts, each indented below its marker."""
    items = [_indented(item, marker(number)) for number, item in enumerate(items)]
    return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)


def _indented(text, marker):
    first, *rest = text.split("\n")
    return "\n".join([marker + first, *(line and " " * len(marker) + line for line in rest)])
