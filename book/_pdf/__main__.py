"""`make pdf`: the built site as one PDF, printed by Chromium.

All pages become one page of HTML, so that links, bookmarks and the tags that screen readers follow
are Chromium's own. It is printed twice: the first time tells on which page each chapter begins.
"""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup
from contents import ROOT, SITE, config
from document import document
from launch.downloads import file_name
from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from system_programs import find


HTML = ROOT / "_build" / "pdf" / "book.html"
FLAGS = ["--no-sandbox", "--disable-gpu"]
NUMBER = """numbers => document.querySelectorAll(".contents-number").forEach(
  (place) => { place.textContent = numbers[place.dataset.page]; })"""


def main() -> None:
    # Chromium counts one object too few, which pypdf mends and mentions.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    chromium = find("chromium")
    if chromium is None:
        sys.exit("Chromium prints the PDF and is not installed: run `make system`")
    if not (SITE / "index.html").is_file():
        sys.exit("the book is not built: run `make site`")
    HTML.parent.mkdir(parents=True, exist_ok=True)
    HTML.write_text(document())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.set_default_timeout(300_000)
        page.goto(HTML.as_uri())
        page.evaluate(NUMBER, first_pages(printed(page)))
        finish(printed(page), SITE / file_name(config()["title"], ".pdf"))
        browser.close()


def printed(page: Page) -> Path:
    """Print the page of HTML."""
    path = HTML.with_suffix(".pdf")
    page.pdf(path=path, prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
    return path


def first_pages(path: Path) -> dict[str, int]:
    """The number of the page on which each place that is linked to stands."""
    pdf = PdfReader(path)
    places = pdf.named_destinations
    return {
        name.removeprefix("/"): pdf.get_destination_page_number(place) + 1
        for name, place in places.items()
    }


def finish(path: Path, target: Path) -> None:
    """Name the author, mend the bookmarks and write the PDF into the site."""
    pdf = PdfWriter(clone_from=path)
    pdf.add_metadata({"/Author": config()["author"]})
    titles = {"".join(title.split()): title for title in headings()}
    for bookmark in bookmarks(pdf.get_outline_root()):
        title = bookmark["/Title"]
        bookmark[NameObject("/Title")] = TextStringObject(titles.get("".join(title.split()), title))
    pdf.write(target)
    size = target.stat().st_size / 1e6
    print(f"== {target.relative_to(ROOT)}: {len(pdf.pages)} pages, {size:.1f} MB")


def bookmarks(parent: DictionaryObject) -> Iterator[DictionaryObject]:
    """All bookmarks below one."""
    child = parent.get("/First")
    while child is not None:
        bookmark = child.get_object()
        yield bookmark
        yield from bookmarks(bookmark)
        child = bookmark.get("/Next")


def headings() -> list[str]:
    """The book's headings. Chromium's bookmarks lack the space at which a heading's line breaks."""
    soup = BeautifulSoup(HTML.read_text(), "html.parser")
    found = soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    return [" ".join(heading.get_text().split()) for heading in found]


if __name__ == "__main__":
    main()
