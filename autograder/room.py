"""How much of a submission a page can hold: what does not fit is left out, with a word."""

from collections.abc import Callable

from markupsafe import Markup

from autograder import visible


LEFT_OUT = Markup('<span class="cut">[{:,} more characters are left out]</span>')


class Room:
    """Bytes that a page has left for one kind of content."""

    def __init__(self, size: int):
        self.left = size

    def holds(self, size: int) -> bool:
        """Whether so many bytes fit; if so, they are taken."""
        if size > self.left:
            return False
        self.left -= size
        return True

    def text(
        self,
        plain: str,
        most: int = 20_000,
        show: Callable[[str], Markup] = visible.text,
        tail: float = 0.0,
    ) -> Markup:
        """As much of a text as fits.

        Args:
            plain: the text.
            most: how many of its characters to show at most.
            show: what makes markup of it.
            tail: which part of what is shown is taken from the end of a text that is too long.
        """
        most = min(most, len(plain), self.left)
        while True:
            shown = _shortened(plain, most, show, tail)
            if not most or self.holds(len(shown.encode("utf-8", "replace"))):
                return shown
            most //= 2


def _shortened(plain: str, most: int, show: Callable[[str], Markup], tail: float) -> Markup:
    if len(plain) <= most:
        return show(plain)
    end = int(most * tail)
    word = LEFT_OUT.format(len(plain) - most)
    head, foot = show(plain[: most - end]), show(plain[len(plain) - end :])
    return Markup("\n").join(part for part in (head, word, foot) if part)
