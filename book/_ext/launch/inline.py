"""Text within a paragraph as Jupyter's Markdown."""

import re

from docutils import nodes


SPECIAL = re.compile(r"[\\`*\[\]$]|~~|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<!\w)_|_(?!\w)")


class Inline:
    """Writes what stands in a line; one method for each kind of node."""

    def __init__(self, page):
        self.page = page

    def text(self, node):
        """All that a node holds."""
        return "".join(self.write(child) for child in node.children)

    def write(self, node):
        method = getattr(self, f"_{type(node).__name__}", None)
        if method:
            return method(node)
        self.page.warn(node, f"the notebook cannot show a {type(node).__name__} in a line")
        return node.astext()

    def _Text(self, node):
        return SPECIAL.sub(lambda found: f"\\{found[0]}", re.sub(r"\s+", " ", node.astext()))

    def _inline(self, node):
        return self.text(node)

    _generated = _PassthroughTextElement = _paragraph = _compact_paragraph = _inline
    _title_reference = _abbreviation = _acronym = _inline

    def _nothing(self, node):
        return ""

    _target = _index = _comment = _system_message = _nothing

    def _emphasis(self, node):
        return f"*{self.text(node)}*"

    def _strong(self, node):
        return f"**{self.text(node)}**"

    _literal_strong = _strong

    def _literal(self, node):
        code = re.sub(r"\s+", " ", node.astext())
        fence = "`" * (1 + max(map(len, re.findall("`+", code)), default=0))
        pad = " " if code.startswith("`") or code.endswith("`") else ""
        return f"{fence}{pad}{code}{pad}{fence}"

    _kbd = _literal_emphasis = _literal

    def _superscript(self, node):
        return f"<sup>{self.text(node)}</sup>"

    def _subscript(self, node):
        return f"<sub>{self.text(node)}</sub>"

    def _math(self, node):
        return "$" + re.sub(r"\s+", " ", node.astext().strip()) + "$"

    def _reference(self, node):
        return f"[{self._label(node)}]({self.page.target(node)})"

    _number_reference = _reference

    def _download_reference(self, node):
        return f"[{self._label(node)}]({self.page.download(node)})"

    def _label(self, node):
        """What a link shows; code and emphasis stay, a link within the link does not."""
        links = (nodes.reference, nodes.footnote_reference)
        return "".join(
            self.text(child) if isinstance(child, links) else self.write(child)
            for child in node.children
        )

    def _footnote_reference(self, node):
        return f"<sup>{node.astext()}</sup>"

    def _image(self, node):
        return f"![{node.get('alt', '')}]({self.page.image(node)})"

    def _raw(self, node):
        """HTML as it is, except the scripts that extensions of the book add to a page."""
        wanted = "html" in node["format"].split() and "<script" not in node.astext()
        return node.astext() if wanted else ""
