"""What is written into a cell of a table: numbers, and texts that no spreadsheet will run."""

import re
from html import escape

from autograder.points import rounded


# What a spreadsheet takes for the beginning of a formula, also after spaces, and after a character
# at which one with other settings would split the cell.
FORMULA = re.compile(r"(^|[;\t])([\s\"]*)([=+\-@\uff1d\uff0b\uff0d\uff20])")
BLANK_START = re.compile(r"^[\t\r\n]+")


def text(value: str) -> str:
    """A text as it goes into a cell: what would be a formula is preceded by an apostrophe."""
    return FORMULA.sub(r"\1'\2\3", BLANK_START.sub(" ", value)) if value.strip() != "-" else value


def html(value: str) -> str:
    """A text as HTML in a cell, which shows as it is and of which no spreadsheet runs a part."""
    return FORMULA.sub(_entity, escape(value, quote=False))


def _entity(match: re.Match) -> str:
    return f"{match[1]}{match[2]}&#{ord(match[3])};"


def number(value: float | None, comma: bool = False) -> str:
    """A number with at most two decimals; nothing for None.

    Args:
        comma: write a decimal comma.
    """
    if value is None:
        return ""
    digits = f"{rounded(value):.2f}".rstrip("0").rstrip(".")
    return digits.replace(".", ",") if comma else digits


def parsed(value: str) -> float | None:
    """The number in a cell, with a decimal point or comma; None if it holds none."""
    clean = value.strip().replace("\u00a0", "").replace(" ", "")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+\.\d+", clean):
        clean = clean.replace(",", "")
    elif re.fullmatch(r"-?\d{1,3}(\.\d{3})+,\d+", clean):
        clean = clean.replace(".", "")
    clean = clean.replace(",", ".")
    return float(clean) if re.fullmatch(r"-?\d+(\.\d*)?|-?\.\d+", clean) else None
