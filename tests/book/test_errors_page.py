"""The catalogue of errors shows, under each heading, the error that the heading names."""

import re

from bs4 import BeautifulSoup
from pages import SITE


def entries():
    page = BeautifulSoup((SITE / "book/reference/errors.html").read_text(), "html.parser")
    return [title.parent for title in page.select("section > h3")]


def test_there_is_an_entry_for_each_error_of_tracing():
    named = {section.h3.code.get_text() for section in entries()}
    assert named >= {
        "TracerBoolConversionError",
        "TracerIntegerConversionError",
        "TracerArrayConversionError",
        "ConcretizationTypeError",
        "NonConcreteBooleanIndexError",
        "UnexpectedTracerError",
        "KeyReuseError",
    }


def test_each_entry_shows_its_error_the_reason_and_a_cure_that_runs():
    for section in entries():
        title = section.h3.get_text().rstrip("#")
        name = section.h3.code.get_text()
        shown = "\n".join(output.get_text() for output in section.select(".cell_output pre"))
        assert re.search(rf"\b{name}: ", shown), title
        assert "Why." in section.get_text() and "Cure." in section.get_text(), title
        sources = [cell.get_text() for cell in section.select(".cell_input pre")]
        assert "assert" in sources[-1] or "print" in sources[-1], title


def test_the_words_of_a_heading_are_in_the_message():
    """What a reader pastes into the search field must find the entry."""
    for section in entries():
        title = section.h3.get_text().rstrip("#").replace("’", "'").replace("‘", "'")
        name, words = title.split(": ", 1)
        if name in ("TypeError", "ValueError", "AttributeError", "OverflowError", "RuntimeError"):
            shown = " ".join(section.select_one(".cell_output pre").get_text().split())
            pieces = [piece for piece in re.split(r", |array is", words) if piece]
            assert all(piece.strip().lower() in shown.lower() for piece in pieces), title
