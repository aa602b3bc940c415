"""Text from a submission as markup: it shows what is there, hides nothing and does nothing.

Characters that a reader would not see, or that turn the order of what follows, stand there by
their code point. Boucher and Anderson, "Trojan Source" (2021), is why.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from functools import cache
from itertools import groupby

from markupsafe import Markup, escape
from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Token


UNUSUAL = re.compile(r"[^\n\t\x20-\x7e]")
HIDDEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}
# Letters and marks by their category, which are drawn as nothing.
BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
VARIATIONS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
EMOJI_VARIATIONS = re.compile("(?<=[\u2000-\u32ff\U0001f000-\U0001faff])[\ufe0e\ufe0f]")
ESCAPE = re.compile(
    r"\x1b(?:\[(?P<parameters>[0-9;:?<=>]*)[ -/]*(?P<final>[@-~])"
    r"|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-Z\\a-~])"
)
QUOTED = re.compile(r"`([^`\n]{1,200})`")
LEXER = PythonLexer(stripnl=False, ensurenl=False)
GROUPS = (
    (Comment, "c"),
    (String, "s"),
    (Number, "m"),
    (Keyword, "k"),
    (Operator.Word, "k"),
    (Name.Decorator, "d"),
    (Name.Function, "f"),
    (Name.Class, "f"),
    (Name.Builtin, "b"),
    (Name.Exception, "b"),
)


def text(plain: str) -> Markup:
    """Escaped text in which every character can be seen."""
    parts, last = [], 0
    for found in UNUSUAL.finditer(plain):
        if _is_seen(found[0], plain, found.start()):
            continue
        parts += [escape(plain[last : found.start()]), _named(found[0])]
        last = found.end()
    return Markup("").join([*parts, escape(plain[last:])])


def prose(plain: str) -> Markup:
    """Text in which what stands between backticks is code."""
    return Markup(QUOTED.sub(r"<code>\1</code>", str(text(plain))))


def terminal(plain: str) -> Markup:
    """What a terminal would show: colours as spans, lines as they were last overwritten."""
    plain = "\n".join(_last_written(line) for line in plain.replace("\r\n", "\n").split("\n"))
    parts, last, look = [], 0, _Look()
    for found in ESCAPE.finditer(plain):
        parts.append(look.span(plain[last : found.start()]))
        if found["final"] == "m":
            look.change(found["parameters"])
        last = found.end()
    return Markup("").join([*parts, look.span(plain[last:])])


def code(source: str, same: Container[int] = ()) -> Markup:
    """Python code in colours, each line in a span of class `l`, which the style numbers.

    Args:
        same: numbers of lines to be marked, from 1.
    """
    lines: list[list[str]] = [[]]
    for kind, piece in _pieces(source):
        first, *others = piece.split("\n")
        lines[-1].append(_coloured(kind, first))
        lines += [[_coloured(kind, other)] for other in others]
    if not "".join(lines[-1]):
        lines.pop()
    spans = (
        f'<span class="{"l same" if number in same else "l"}">{"".join(line)}\n</span>'
        for number, line in enumerate(lines, start=1)
    )
    return Markup("".join(spans))


def _is_seen(char: str, plain: str, at: int) -> bool:
    if VARIATIONS.match(char):
        return bool(EMOJI_VARIATIONS.match(plain, at))
    return unicodedata.category(char) not in HIDDEN and char not in BLANK


def _named(char: str) -> Markup:
    name = unicodedata.name(char, "a character that cannot be seen")
    return Markup('<span class="odd" title="{}">U+{:04X}</span>').format(name, ord(char))


def _last_written(line: str) -> str:
    """The line after its last carriage return, as progress bars mean it."""
    return next((part for part in reversed(line.split("\r")) if part), "")


class _Look:
    """How a terminal writes: colour, bold, marked."""

    def __init__(self) -> None:
        self._colour = self._bold = self._marked = ""

    def change(self, parameters: str) -> None:
        """Apply the numbers of an escape sequence that ends in `m`; unknown ones do nothing."""
        numbers = [int(n) if n.isdecimal() else 0 for n in re.split("[;:]", parameters[:100])]
        while numbers:
            number = numbers.pop(0)
            if number in (38, 48):
                number = _chosen(number, numbers)
            self._one(number)

    def _one(self, number: int) -> None:
        if number == 0:
            self._colour = self._bold = self._marked = ""
        elif number in (1, 22):
            self._bold = "ab" if number == 1 else ""
        elif 30 <= number <= 37 or 90 <= number <= 97:
            self._colour = f"a{number % 10}"
        elif number == 39:
            self._colour = ""
        elif 40 <= number <= 49 or 100 <= number <= 107:
            self._marked = "" if number == 49 else "am"

    def span(self, plain: str) -> Markup:
        shown = text(plain)
        names = " ".join(filter(None, (self._colour, self._bold, self._marked)))
        if not names or not plain:
            return shown
        return Markup('<span class="{}">{}</span>').format(names, shown)


def _chosen(which: int, numbers: list[int]) -> int:
    """One of the 16 colours for a choice from 256 or from all; takes its numbers off the list."""
    kind = numbers.pop(0) if numbers else 0
    at = numbers[0] if kind == 5 and numbers else 16
    del numbers[: {5: 1, 2: 3}.get(kind, 0)]
    if which == 48:
        return 40
    return 30 + at if at < 8 else 82 + at if at < 16 else 39


def _pieces(source: str) -> Iterator[tuple[str, str]]:
    """The code in pieces of one colour."""
    tokens = ((_group(kind), piece) for kind, piece in LEXER.get_tokens(source))
    for kind, run in groupby(tokens, key=lambda token: token[0]):
        yield kind, "".join(piece for _, piece in run)


@cache
def _group(kind: type(Token)) -> str:
    return next((name for group, name in GROUPS if kind in group), "")


def _coloured(kind: str, piece: str) -> str:
    shown = text(piece)
    return f'<span class="{kind}">{shown}</span>' if kind and piece else shown
