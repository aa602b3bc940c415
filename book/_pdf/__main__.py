"""`make pdf`: the built site as one PDF, printed by Chromium.

All pages become one page of HTML, so that links, bookmarks and the tags that screen readers follow
are Chromium's own. It is printed twice: the first time tells on which page each chapter begins.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from bs4 import BeautifulSoup
from contents import ROOT, SITE, config
from document import document
from launch.downloads import file_name
from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader
from system_programs import find


HTML = ROOT / "_build" / "pdf" / "book.html"
FLAGS = ["--no-sandbox", "--disable-gpu"]
NUMBER = """numbers => document.querySelectorAll(".contents-number").forEach(
  (place) => { place.textContent = numbers[place.dataset.page]; })"""


def main() -> None:
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
    """Name the author, mend the bookmarks and write the PDF, packed, into the site."""
    titles = {"".join(title.split()): title for title in headings()}
    with pikepdf.open(path) as pdf:
        pdf.docinfo["/Author"] = config()["author"]
        for bookmark in bookmarks(pdf.Root.Outlines):
            title = str(bookmark.Title)
            bookmark.Title = titles.get("".join(title.split()), title)
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        pages = len(pdf.pages)
    print(f"== {target.relative_to(ROOT)}: {pages} pages, {target.stat().st_size / 1e6:.1f} MB")


def bookmarks(parent: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """All bookmarks below one."""
    child = parent.get("/First")
    while child is not None:
        yield child
        yield from bookmarks(child)
        child = child.get("/Next")


def headings() -> list[str]:
    """The book's headings. Chromium's bookmarks lack the space at which a heading's line breaks."""
    soup = BeautifulSoup(HTML.read_text(), "html.parser")
    found = soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    return [" ".join(heading.get_text().split()) for heading in found]


if __name__ == "__main__":
    main()
