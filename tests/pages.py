"""Which pages the book has, and where the built site lies."""

from functools import cache
from pathlib import Path

import yaml
from bs4 import BeautifulSoup


ROOT = Path(__file__).parents[1]
SITE = ROOT / "_build" / "html"


def toc() -> list[str]:
    """The pages that _toc.yml names."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text())
    chapters = [chapter for part in contents["parts"] for chapter in part["chapters"]]
    sections = [section for chapter in chapters for section in chapter.get("sections", [])]
    return [contents["root"], *(entry["file"] for entry in chapters + sections)]


@cache
def soup(page: str) -> BeautifulSoup:
    """A page of the built site; tests share it, so none changes it."""
    return BeautifulSoup((SITE / f"{page}.html").read_text(), "html.parser")
