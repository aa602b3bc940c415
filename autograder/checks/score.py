"""Partial credit: several checks in one test cell, each with its points."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from numbers import Real

from autograder.checks import translate
from autograder.checks.outcome import AuthorError, address
from autograder.points import Points


class Score:
    """The points of a test cell, collected part by part.

        score = checks.Score()
        with score.part(3, "the values"):
            checks.close(double(2.0), 4.0, "double(2.0)")
        with score.part(2, "the gradient"):
            checks.differentiable(double, 2.0)
        score.points()

    A part that runs to its end earns its points; one that raises earns none, prints why, and the
    next part runs all the same. The cell's last expression, `score.points()`, is a float: what
    nbgrader reads.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._earned: list[float] = []

    @contextmanager
    def part(self, worth: float, name: str) -> Iterator[None]:
        """A block of checks.

        Args:
            worth: points for the block, above 0.
            name: what is tested, for the report.

        Raises:
            AuthorError: `worth` is no such number.
        """
        if not isinstance(worth, Real) or not 0 < worth < math.inf:
            raise AuthorError(
                f"The part {name!r} is worth {worth!r} points; give a number above 0."
            )
        try:
            yield
        except (AuthorError, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._line(f"✗ 0 of {worth:g} points: {name}. {reason(error)}")
        else:
            self._earned.append(float(worth))
            self._line(f"✓ {worth:g} of {worth:g} points: {name}.")

    def points(self) -> Points:
        """What was earned: a float that knows how it came about."""
        return Points(round(math.fsum(self._earned), 9), self._lines)

    def _line(self, text: str) -> None:
        self._lines.append(text)
        print(text)


def reason(error: BaseException) -> str:
    """Why a test ended in an error, in words for a student."""
    if translate.is_not_attempted(error):
        return "Not attempted yet: the function still raises NotImplementedError."
    if isinstance(error, AssertionError):
        return translate.message_of(error) or "An assertion of this test is false."
    told = translate.explain(error)
    read = f"\nRead: {address(told.page)}" if told.page else ""
    return f"{told.finding} {told.cure}".strip() + read
