"""Answers that are alike: code compared by what stays when names, numbers and layout change.

Each answer becomes a row of tokens and, by winnowing, a set of fingerprints: Schleimer, Wilkerson
and Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003. What the
release and the reference solution hold does not count, and the rarer a fingerprint is in the class,
the more it counts, so that a short answer which everybody finds is not held against two of them.
"""

import io
import keyword
import math
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from zlib import crc32


# A match of LENGTH + WINDOW - 1 tokens is always seen, and none of fewer than LENGTH.
LENGTH, WINDOW = 8, 4
# Two answers are alike if this share of the smaller one is common to both ...
SHARE = 0.6
# ... and so much of it is rare: a fingerprint that only two of a class have counts 1.
LEAST = 2.0
# What more than this part of a class has is no sign of anything.
COMMON = 0.1
SMALLEST_CLASS = 3
MOST_TOKENS = 20_000
LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
SHAPES = {tokenize.NEWLINE: ";", tokenize.INDENT: "{", tokenize.DEDENT: "}"}


@dataclass(frozen=True)
class Token:
    """A token as it is compared, and the line on which it stands, from 1; 0 for one of layout."""

    text: str
    line: int


@dataclass(frozen=True)
class Alike:
    """A task that two students answered alike.

    Attributes:
        task: the task's name.
        share: the part of the smaller answer that both have, weighed by how rare it is.
        evidence: how many rare fingerprints that is.
        lines: for both students, the lines of their code that are alike.
    """

    task: str
    share: float
    evidence: float
    lines: tuple[frozenset[int], frozenset[int]]


@dataclass(frozen=True)
class Pair:
    """Two students and the tasks that they answered alike, the most alike first."""

    students: tuple[str, str]
    tasks: list[Alike]

    @property
    def evidence(self) -> float:
        return sum(alike.evidence for alike in self.tasks)


@dataclass(frozen=True)
class Group:
    """Students who are joined by pairs, and these, those with most evidence first."""

    students: list[str]
    pairs: list[Pair]


def groups(
    answers: Mapping[str, Mapping[str, str]], known: Mapping[str, Iterable[str]]
) -> list[Group]:
    """Groups of students whose answers are alike, as `pairs` finds them."""
    found: list[Group] = []
    for pair in pairs(answers, known):
        joined = [group for group in found if set(pair.students) & set(group.students)]
        parts = [*joined, Group(list(pair.students), [pair])]
        students = dict.fromkeys(name for group in parts for name in group.students)
        merged = Group(list(students), [each for group in parts for each in group.pairs])
        place = found.index(joined[0]) if joined else len(found)
        found = [group for group in found if group not in joined]
        found.insert(place, merged)
    return found


def pairs(
    answers: Mapping[str, Mapping[str, str]], known: Mapping[str, Iterable[str]]
) -> list[Pair]:
    """Pairs of students whose answers are alike, those with most evidence first.

    Args:
        answers: the code of each student, by task.
        known: for each task, code that does not count: the stub and the reference solution.
    """
    tasks = {
        task: _Answers({who: own[task] for who, own in answers.items() if task in own}, known[task])
        for task in known
    }
    found: dict[tuple[str, str], dict[str, tuple[float, float]]] = defaultdict(dict)
    for task, given in tasks.items():
        for students, share, evidence in given.alike():
            found[students][task] = share, evidence
    made = []
    for students, alike in found.items():
        if sum(evidence for _, evidence in alike.values()) >= enough(len(answers)):
            parts = [Alike(task, *how, tasks[task].lines(*students)) for task, how in alike.items()]
            made.append(Pair(students, sorted(parts, key=lambda part: -part.evidence)))
    return sorted(made, key=lambda pair: (-pair.evidence, pair.students))


def enough(students: int) -> float:
    """How much evidence a pair needs: the more pairs a class has, the more are alike by chance."""
    return 4.0 + 2.0 * math.log2(max(students, 2))


def tokens(code: str) -> list[Token]:
    """Code without names, numbers, strings, comments and layout; attributes keep their names."""
    made: list[Token] = []
    start = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type in LAYOUT:
                continue
            line = 0 if token.type in SHAPES else token.start[0]
            made.append(Token(_plain(token, made), line))
            if token.type == tokenize.NEWLINE:
                if [each.text for each in made[start:]] == ["S", ";"]:
                    del made[start:]
                start = len(made)
            elif token.type in SHAPES:
                start = len(made)
            if len(made) == MOST_TOKENS:
                break
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass
    return made


def fingerprints(found: list[Token]) -> dict[int, set[int]]:
    """Fingerprints of a row of tokens, each with the places of the tokens that it covers."""
    texts = [token.text for token in found]
    hashes = [
        crc32(" ".join(texts[i : i + LENGTH]).encode("utf-8", "replace"))
        for i in range(len(texts) - LENGTH + 1)
    ]
    chosen: dict[int, set[int]] = defaultdict(set)
    last = -1
    for start in range(max(len(hashes) - WINDOW + 1, min(len(hashes), 1))):
        window = range(start, min(start + WINDOW, len(hashes)))
        least = min(window, key=lambda i: (hashes[i], -i))
        if least != last:
            last = least
            chosen[hashes[least]].update(range(least, least + LENGTH))
    return dict(chosen)


def _plain(token: tokenize.TokenInfo, before: list[Token]) -> str:
    if token.type in SHAPES:
        return SHAPES[token.type]
    if token.type == tokenize.NUMBER:
        return "0"
    if "STRING" in tokenize.tok_name[token.type]:
        return "S"
    if token.type != tokenize.NAME or keyword.iskeyword(token.string):
        return token.string
    is_attribute = bool(before) and before[-1].text == "."
    return token.string if is_attribute else "n"


class _Answers:
    """The fingerprints of all answers to one task, and how much each counts."""

    def __init__(self, codes: Mapping[str, str], known: Iterable[str]):
        given = set().union(*(fingerprints(tokens(code)) for code in known))
        self._tokens = {student: tokens(code) for student, code in codes.items()}
        self._marks = {
            student: {
                mark: places for mark, places in fingerprints(found).items() if mark not in given
            }
            for student, found in self._tokens.items()
        }
        self._owners = defaultdict(list)
        for student, own in self._marks.items():
            for mark in own:
                self._owners[mark].append(student)
        self._weight = {mark: _weight(len(who), len(codes)) for mark, who in self._owners.items()}

    def alike(self) -> Iterator[tuple[tuple[str, str], float, float]]:
        """Each two students whose answers are alike, with share and evidence."""
        size = {
            student: sum(self._weight[mark] for mark in own) for student, own in self._marks.items()
        }
        shared: dict[tuple[str, str], float] = defaultdict(float)
        for mark, who in self._owners.items():
            if self._weight[mark]:
                for both in combinations(sorted(who), 2):
                    shared[both] += self._weight[mark]
        for both, evidence in shared.items():
            share = evidence / min(size[student] for student in both)
            if evidence >= LEAST and share >= SHARE:
                yield both, share, evidence

    def lines(self, one: str, two: str) -> tuple[frozenset[int], frozenset[int]]:
        """The lines of both students' code that mostly hold what only few have."""
        both = self._marks[one].keys() & self._marks[two].keys()
        rare = {mark for mark in both if self._weight[mark]}
        return self._covered(one, rare), self._covered(two, rare)

    def _covered(self, student: str, marks: set[int]) -> frozenset[int]:
        found = self._tokens[student]
        places = set().union(*(self._marks[student][mark] for mark in marks))
        covered = Counter(found[place].line for place in places)
        sizes = Counter(token.line for token in found)
        return frozenset(line for line in covered if line and 2 * covered[line] > sizes[line])


def _weight(owners: int, students: int) -> float:
    """How much a fingerprint counts that so many of the students have: 1 for two or fewer."""
    if students < SMALLEST_CLASS or owners > max(2, COMMON * students):
        return 0.0
    return min(1.0, math.log(students / owners) / math.log(students / 2)) ** 2
