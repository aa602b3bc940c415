"""Which of a student's files counts? One is taken, the others are set aside with a reason."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from autograder.collecting.belonging import OTHER, THIS, UNREADABLE, Belonging
from autograder.collecting.items import Item
from autograder.collecting.names import is_checkpoint, shown
from autograder.collecting.owners import Owner


@dataclass(frozen=True)
class Candidate:
    """A student's notebook, what it is, and when it was handed in."""

    item: Item
    owner: Owner
    belonging: Belonging
    time: datetime | None

    @property
    def stem(self) -> str:
        return self.owner.named.stem.casefold()


@dataclass(frozen=True)
class Choice:
    """The notebook that counts, if one does, and why each of the others does not."""

    taken: Candidate | None
    others: list[tuple[Candidate, str]]


def choose(candidates: list[Candidate], assignment: str) -> Choice:
    """Choose among the notebooks of one student.

    What belongs to the set goes before what cannot be read; then the newest counts, by time or else
    by the number of the attempt; of several in one attempt, the one that is called like the set.
    """
    aside = [(c, c.belonging.words) for c in candidates if c.belonging.kind == OTHER]
    for kind in (THIS, UNREADABLE):
        pool = [c for c in candidates if c.belonging.kind == kind]
        if pool:
            taken, others = _pick(pool, assignment)
            aside += others
            if kind == THIS:
                aside += [
                    (c, f"{c.belonging.words}; {_named(taken)}")
                    for c in candidates
                    if c.belonging.kind == UNREADABLE
                ]
            return Choice(taken, aside)
    return Choice(None, aside)


def _pick(pool: list[Candidate], assignment: str) -> tuple[Candidate | None, list]:
    kept = [c for c in pool if is_checkpoint(c.item.name)]
    work = [c for c in pool if not is_checkpoint(c.item.name)]
    if not work:
        alone = "it is a copy that Jupyter keeps, and the notebook itself is missing"
        return None, [(c, alone) for c in kept]
    different, copies = _without_copies(work)
    newest = _newest(different)
    left = [newest] if newest else _latest_attempts(different)
    if len(left) > 1:
        left = [c for c in left if c.stem == assignment.casefold()] or left
    if len(left) > 1:
        names = ", ".join(shown(c.item.name) for c in left[:3])
        more = f" and {len(left) - 3} more" if len(left) > 3 else ""
        several = f"which of these {len(left)} notebooks counts cannot be told: {names}{more}"
        return None, [(c, several) for c in work] + [(c, _copy(None)) for c in kept]
    (taken,) = left
    others = [(c, f"{_less(c, taken)}; {_named(taken)}") for c in different if c is not taken]
    others += [(c, f"it has the same content; {_named(taken)}") for c in copies]
    return taken, others + [(c, _copy(taken)) for c in kept]


def _less(candidate: Candidate, taken: Candidate) -> str:
    earlier = candidate.stem == taken.stem or candidate.time != taken.time
    return "it is an earlier attempt" if earlier else "it is another notebook of this set"


def _copy(taken: Candidate | None) -> str:
    return f"it is a copy that Jupyter keeps; {_named(taken)}"


def _named(taken: Candidate | None) -> str:
    return f"{shown(taken.item.name)} was taken" if taken else "none was taken"


def _without_copies(pool: list[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Candidates of different content, and copies of these; of equal ones the newest stays."""
    seen, different, copies = set(), [], []
    for candidate in sorted(pool, key=lambda c: c.owner.named.attempt, reverse=True):
        with candidate.item.path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").digest()
        (copies if content in seen else different).append(candidate)
        seen.add(content)
    return different, copies


def _newest(pool: list[Candidate]) -> Candidate | None:
    """The one that was handed in after all others, if that is known."""
    if any(candidate.time is None for candidate in pool):
        return None
    last = max(candidate.time for candidate in pool)
    newest = [candidate for candidate in pool if candidate.time == last]
    return newest[0] if len(newest) == 1 else None


def _latest_attempts(pool: list[Candidate]) -> list[Candidate]:
    """Of the files of one name, those of the last attempt."""
    last: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for candidate in pool:
        last[candidate.stem] = max(last[candidate.stem], candidate.owner.named.attempt)
    return [c for c in pool if c.owner.named.attempt == last[c.stem]]
