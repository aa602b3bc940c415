"""What a test cell is worth, decided from the value of its last expression.

A test cell that raises earns nothing. One that runs to its end earns all its points, unless
its last expression is a number: then it earns that number. Text printed on the way, on standard
output or standard error, changes nothing.

The kernel only classifies the value (`classify`), as JSON; the grader decides (`earned`).
"""

import json
import math
import numbers
from decimal import ROUND_HALF_UP, Decimal
from typing import Any


class Points(float):
    """A number of points, with a line for each part of it that says how it was earned or lost."""

    def __new__(cls, value: float, lines: list[str] = ()) -> "Points":
        points = super().__new__(cls, value)
        points.lines = list(lines)
        return points


class FaultyTest(Exception):
    """A test cell that ran but whose value is no score: the test's author is to blame."""


def classify(value: Any) -> str:
    """Describe the value of a test cell's last expression as JSON.

    Returns `{"kind": "nothing"}`, `{"kind": "truth", "value": bool}`,
    `{"kind": "number", "value": float}` or `{"kind": "other", "value": type name}`.
    Python, NumPy and JAX scalars are all numbers; `Points` also give their "lines".
    """
    if value is None:
        return json.dumps({"kind": "nothing"})
    dtype = getattr(value, "dtype", None)
    if dtype is not None and getattr(value, "shape", None) == ():
        value = value.item()
    if type(value) is Points:
        return json.dumps({"kind": "number", "value": float(value), "lines": value.lines})
    if isinstance(value, bool):
        return json.dumps({"kind": "truth", "value": value})
    if isinstance(value, numbers.Real):
        return json.dumps({"kind": "number", "value": float(value)})
    return json.dumps({"kind": "other", "value": type(value).__name__})


def rounded(value: float) -> float:
    """Points as they are shown and exported: two decimals, halves up."""
    return float(Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def lost(described: str) -> list[str]:
    """The lines that say why parts of a test earned nothing."""
    return [line for line in json.loads(described).get("lines", []) if line.startswith("✗")]


def earned(described: str, maximum: float) -> float:
    """Points for a test cell that ran to its end.

    Raises:
        FaultyTest: the value is not finite, is below 0 or above `maximum`, or is no number.
    """
    result = json.loads(described)
    kind, value = result["kind"], result.get("value")
    if kind == "nothing":
        return maximum
    if kind == "truth":
        return maximum if value else 0.0
    if kind == "other":
        raise FaultyTest(f"its last expression is a {value}, which is no number of points")
    if not math.isfinite(value) or not 0 <= value <= maximum:
        raise FaultyTest(f"its last expression is {value:g}, outside 0 to {maximum:g} points")
    return value
