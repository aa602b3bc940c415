"""The `{quiz}` directive: one question, one right answer, feedback on every answer.

    :::{quiz} Which dtype has `jnp.arange(3.0)`?
    - [ ] `float64` :: That is NumPy's default.
    - [x] `float32` :: JAX computes in 32 bits unless told otherwise.
    :::

Write it with colons: a fence of backticks may hold no backticks in its first line.

Answers are native radio buttons in a fieldset; the feedback is announced to screen readers. The
script is loaded only by pages that hold a quiz.
"""

import re

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


ANSWER = re.compile(r"^- \[(?P<mark>[ x])\] (?P<text>.+?) :: (?P<feedback>.+)$")


class quiz(nodes.General, nodes.Element):
    """A question, then answers and feedback in turn, written between the tags below.

    `right` is the number of the right answer, from 0.
    """


class Quiz(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self):
        answers = [self._match(item) for item in self._items()]
        if len(answers) < 2 or sum(answer["mark"] == "x" for answer in answers) != 1:
            raise self.error("a quiz has at least two answers, and exactly one is marked [x]")
        serial = self.env.new_serialno("quiz")
        name = f"quiz-{self.env.docname.replace('/', '-')}-{serial}"
        node = quiz(right=[answer["mark"] for answer in answers].index("x"))
        node += [
            _html(f'<fieldset class="quiz" id="{name}"><legend>'),
            self._inline(self.arguments[0]),
        ]
        node += _html("</legend>")
        for number, answer in enumerate(answers):
            node += self._answer(answer, name, f"{name}-{number}")
        node += _html(
            f'<div class="quiz-feedback" id="{name}-says" role="status"></div></fieldset>'
        )
        return [node]

    def _items(self):
        """The content's list items, continuation lines joined."""
        return re.split(r"\n(?=- \[)", re.sub(r"\n\s+", " ", "\n".join(self.content).strip()))

    def _match(self, item):
        found = ANSWER.match(item)
        if not found:
            raise self.error(f"a quiz answer reads '- [ ] answer :: feedback', not {item!r}")
        return found

    def _answer(self, answer, group, name):
        right = answer["mark"] == "x"
        verdict = "Right." if right else "Not this one."
        return [
            _html(
                f'<label class="quiz-answer"><input type="radio" name="{group}" '
                f'data-feedback="{name}" data-right="{str(right).lower()}"> '
            ),
            self._inline(answer["text"]),
            _html(f'</label><template id="{name}"><strong>{verdict}</strong> '),
            self._inline(answer["feedback"]),
            _html("</template>"),
        ]

    def _inline(self, text):
        parsed, messages = self.state.inline_text(text, self.lineno)
        return nodes.inline("", "", *parsed, *messages)


def setup(app):
    app.add_node(quiz, html=(_pass, _pass), latex=(_pass, _pass), text=(_pass, _pass))
    app.add_directive("quiz", Quiz)
    app.setup_extension("own_scripts")
    app.connect("html-page-context", _load_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _html(text):
    return nodes.raw("", text, format="html")


def _pass(visitor, node):
    pass


def _load_script(app, pagename, templatename, context, doctree):
    if doctree is not None and any(doctree.findall(quiz)):
        app.add_js_file("quiz.js", loading_method="defer")
