"""What stands beside a page's text: admonitions, exercises, quizzes, cards, notes."""

from dataclasses import replace
from html import escape

from docutils import nodes


class Asides:
    """Part of `Blocks`: writes block quotes, and what a reader opens."""

    def _quote(self, children, title=""):
        text = "\n\n".join(filter(None, [title and f"**{title}**", self.text(children)]))
        yield "\n".join(f"> {line}".rstrip() for line in text.split("\n"))

    def _block_quote(self, node):
        yield from self._quote(node.children)

    def _attribution(self, node):
        yield f"— {self.inline.text(node)}"

    def _note(self, node):
        """An admonition named by its kind; Sphinx's writer has put a title into it, or not yet."""
        kind = type(node).__name__
        text = [child for child in node.children if not isinstance(child, nodes.title)]
        yield from self._quote(text, {"seealso": "See also"}.get(kind, kind.capitalize()))

    _tip = _hint = _important = _warning = _caution = _danger = _attention = _error = _note
    _seealso = _note

    def _admonition(self, node):
        title, *rest = node.children
        yield from self._quote(rest, self.inline.text(title))

    _sidebar = _topic = _admonition

    def _card(self, node):
        """A card; on the page all of it is a link, here its title."""
        title = next(node.findall(lambda n: n.get("design_component") == "card-title"), None)
        link = next(node.findall(nodes.reference), None)
        if title is not None:
            text = self.inline.text(title).strip()
            yield f"**[{text}]({self.page.target(link)})**" if link else f"**{text}**"
        for part in node.findall(nodes.paragraph):
            yield self.inline.text(part)

    def _exercise_enumerable_node(self, node):
        title, *rest = node.children
        name = f"{self.page.number(node) or ''} {self.inline.text(title).strip()}".strip()
        yield f"{'#' * min(self.depth + 1, 6)} {name}"
        yield from self.flow(rest)

    _exercise_node = _exercise_enumerable_node

    def _solution_node(self, node):
        title, *rest = node.children
        yield from self._folded(self.flow(rest), title.astext().strip())

    def _folded(self, blocks, summary):
        """The blocks as a reader opens them: text behind `summary`, cells folded."""
        text = []
        for block in [*blocks, None]:
            if isinstance(block, str):
                text.append(block)
                continue
            if text:
                yield details(summary, "\n\n".join(text))
                text = []
            if block:
                yield replace(block, folded=True)

    def _quiz(self, node):
        question, *rest = (n for n in node.children if isinstance(n, nodes.inline))
        texts = [self.inline.text(part) for part in rest]
        answers = list(zip(texts[::2], texts[1::2], strict=True))
        yield f"**Question.** {self.inline.text(question)}"
        yield "\n".join(f"- {answer}" for answer, _ in answers)
        verdicts = (
            f"- {answer}\\\n  **{'Right.' if number == node['right'] else 'Not this one.'}** {says}"
            for number, (answer, says) in enumerate(answers)
        )
        yield details("Answers", "\n".join(verdicts))

    def _footnote(self, node):
        label, *rest = node.children
        yield f"<sup>{label.astext()}</sup> {self.text(rest)}"

    def _citation(self, node):
        label, *rest = node.children
        yield f"**{self.inline.text(label)}** {self.text(rest)}"


def details(summary, text):
    """Text that a reader opens. Markdown is read within it because of the blank lines."""
    return f"<details>\n<summary><b>{escape(summary)}</b></summary>\n\n{text}\n\n</details>"
