"""Scores as columns: where each lies in the drawing, for the template that draws them."""

from dataclasses import dataclass

from autograder.pages import number
from autograder.report.summary import Spread


# The drawing's own pixels. There is room at the top and below for the larger text of a telephone.
WIDTH, HEIGHT = 1000, 300
LEFT, RIGHT, TOP, BOTTOM = 12, 12, 44, 46
GAP = 4


@dataclass(frozen=True)
class Bar:
    """A column in pixels of the drawing, with how many it stands for."""

    x: float
    y: float
    width: float
    height: float
    count: int


@dataclass(frozen=True)
class Histogram:
    """What the drawing of a spread holds; positions are in its own pixels."""

    bars: list[Bar]
    ticks: list[tuple[float, str]]
    median: float
    words: str
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM


def drawn(spread: Spread) -> Histogram:
    """The histogram of a spread."""
    columns = spread.columns
    most = max(column.count for column in columns)
    step = (WIDTH - LEFT - RIGHT) / len(columns)
    room = HEIGHT - TOP - BOTTOM
    bars = []
    for at, column in enumerate(columns):
        height = room * column.count / most
        x, y = LEFT + at * step + GAP / 2, HEIGHT - BOTTOM - height
        bars.append(Bar(x, y, step - GAP, height, column.count))
    edges = [column.low for column in columns] + [columns[-1].high]
    ticks = [(LEFT + at * step, number(edge)) for at, edge in enumerate(edges)]
    share = spread.median / spread.maximum if spread.maximum else 0.0
    return Histogram(bars, ticks, LEFT + share * step * len(columns), _words(spread))


def _words(spread: Spread) -> str:
    """The drawing for those who do not see it."""
    counts = "; ".join(
        f"{number(column.low)} to {number(column.high)} points: {column.count}"
        for column in spread.columns
    )
    return f"Number of students by score. {counts}. The median is {number(spread.median)}."
