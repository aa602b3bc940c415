"""Of a style sheet, the rules that a page of this site can ever need.

A theme brings rules for all that any site might show: most match nothing here, and each holds up a
telephone, which reads all before it shows a word and tries them on each element. A rule stays where
each class and identifier that its selector asks for is written on some page or in some script; one
that a script puts together (`"offcanvas-" + side`) stays by its beginning.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import tinycss2


HELD = re.compile(r"""\b(?:class|id)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
INLINE = re.compile(r"<script\b[^>]*>(.+?)</script>", re.DOTALL)
WORD = re.compile(r"[\w-]+")
BEGINNING = re.compile(r"[a-z][\w-]{2,}-")
WITH_RULES = {"media", "supports", "layer", "container"}
ANY_OF = {"is", "where"}


@dataclass(frozen=True)
class Names:
    """Classes and identifiers of pages, words of scripts, and beginnings of words."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def __contains__(self, name: str) -> bool:
        return name in self.whole or name.startswith(self.beginnings)


def names(site: Path) -> Names:
    """What the pages and scripts of a built site call their elements."""
    held, scripted = set(), set()
    for page in site.rglob("*.html"):
        text = page.read_text()
        held.update(*("".join(found).split() for found in set(HELD.findall(text))))
        scripted.update(*(WORD.findall(script) for script in INLINE.findall(text)))
    for script in site.glob("_static/**/*.js"):
        scripted.update(WORD.findall(script.read_text()))
    beginnings = tuple(sorted(filter(BEGINNING.fullmatch, scripted)))
    return Names(frozenset(held | scripted), beginnings)


def used(sheet: str, names: Names) -> str:
    """The sheet without the rules that match nothing, its comments and most of its spaces."""
    return "\n".join(_kept(tinycss2.parse_stylesheet(sheet, True, True), names)) + "\n"


def _kept(rules, names):
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [part for part in _parts(rule.prelude) if _may_match(part, names)]
            if selectors:
                written = ",".join(tinycss2.serialize(part).strip() for part in selectors)
                yield f"{written}{{{tinycss2.serialize(rule.content).strip()}}}"
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in WITH_RULES:
            inner = "".join(_kept(tinycss2.parse_rule_list(rule.content, True, True), names))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude).rstrip()}{{{inner}}}"
        elif rule.type != "error":
            yield rule.serialize()


def _parts(tokens):
    """The selectors of a list, which commas separate."""
    parts = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _may_match(selector, names):
    """Whether all that it asks for has a name on this site; what `:not` names may be anything."""
    before = None
    for token in selector:
        named = token.type == "hash" or (token.type == "ident" and before == ".")
        if named and token.value not in names:
            return False
        one_of = token.type == "function" and token.lower_name in ANY_OF
        if one_of and not any(_may_match(part, names) for part in _parts(token.arguments)):
            return False
        before = token
    return True
