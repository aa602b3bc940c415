"""Every topic that the course promises has its place in the book."""

from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from pages import SITE, toc


ROWS = [
    *(f"0.{n}" for n in range(1, 15)),
    *(f"1.{n}" for n in range(1, 10)),
    *(f"2.{n}" for n in range(1, 10)),
    *(f"3.{n}" for n in range(1, 6)),
    *(f"4.{n}" for n in range(1, 10)),
]
TAUGHT = yaml.safe_load((Path(__file__).parent / "coverage.yml").read_text())["taught"]


def test_every_row_is_taught():
    assert sorted(TAUGHT) == sorted(ROWS)


@pytest.mark.parametrize("row", TAUGHT)
def test_a_row_has_its_sections_in_the_built_book(row):
    where = TAUGHT[row]["where"]
    assert where
    for place in where:
        page, _, anchor = place.partition("#")
        assert f"book/{page}" in toc(), place
        built = BeautifulSoup((SITE / "book" / f"{page}.html").read_text(), "html.parser")
        section = built.find("section", id=anchor) if anchor else built.find("article")
        assert section is not None, f"{place}: the page has no such section"
        assert len(section.get_text().split()) > 40, f"{place}: there is hardly a word in it"
