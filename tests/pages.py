"""Which pages the book has, and where the built site lies."""

import re
from functools import cache
from pathlib import Path

import yaml
from bs4 import BeautifulSoup


ROOT = Path(__file__).parents[1]
SITE = ROOT / "_build" / "html"


def toc() -> list[str]:
    """The pages that _toc.yml names, in its order."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text())
    chapters = [chapter for part in contents["parts"] for chapter in part["chapters"]]
    entries = [entry for each in chapters for entry in (each, *each.get("sections", []))]
    return [contents["root"], *(entry["file"] for entry in entries)]


def launched():
    """The pages of the site that are notebooks: those that are executed, and the problem sets."""
    sources = {page: (ROOT / f"{page}.md").read_text() for page in toc()}
    executed = re.compile(r"---\n(?:(?!---).*\n)*kernelspec:")
    return [p for p, text in sources.items() if executed.match(text) or "problem_sets/ps" in p]


@cache
def soup(page: str) -> BeautifulSoup:
    """A page of the built site; tests share it, so none changes it."""
    return BeautifulSoup((SITE / f"{page}.html").read_text(), "html.parser")
