"""The book as a PDF, which `make pdf` prints."""

import re
from unicodedata import normalize
from urllib.parse import unquote

import pytest
import yaml
from missing_tools import missing
from pages import ROOT, SITE, soup, toc
from pypdf import PdfReader


pytestmark = [pytest.mark.slow, pytest.mark.browser]
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text())
PAPER = 210 - 2 * 18
"""The width of the text on A4 paper, in millimetres."""

# What stands out of the text's width, or out of a box that would cut it off.
TOO_WIDE = """() => {
  const edge = document.documentElement.clientWidth + 1;
  // A formula holds its MathML, unseen; strokes of an <svg> are cut at its edge.
  const seen = (node) => node.getClientRects().length
    && !node.closest(".katex-mathml") && !node.matches("span.math, svg *");
  const cut = (node) => getComputedStyle(node).overflowX !== "visible"
    && node.scrollWidth > node.clientWidth + 1;
  const out = (node) => node.getBoundingClientRect().right > edge;
  return [...document.querySelectorAll("main *, nav *")]
    .filter((node) => seen(node) && (cut(node) || out(node)))
    .map((node) => node.outerHTML.slice(0, 200));
}"""


@pytest.fixture(scope="module")
def pdf():
    link = soup("book/reference/setup").select_one("article a[href$='.pdf']")["href"]
    assert link.startswith(CONFIG["html"]["baseurl"])
    path = SITE / link.removeprefix(CONFIG["html"]["baseurl"])
    if not path.is_file():
        missing("The PDF", cure="make pdf")
    assert path.stat().st_size < 10e6
    return PdfReader(path)


@pytest.fixture(scope="module")
def first_pages(pdf):
    """On which page each page of the site begins, counted from 1."""
    places = pdf.named_destinations
    return {
        name: pdf.get_destination_page_number(places[f"/{name}"]) + 1
        for name in toc()
        if f"/{name}" in places
    }


def bookmarks(outline, level=1):
    for entry in outline:
        if isinstance(entry, list):
            yield from bookmarks(entry, level + 1)
        else:
            yield level, entry.title


def title(page):
    heading = soup(page).select_one("article h1")
    return " ".join(heading.get_text().removesuffix("#").split())


def test_every_page_of_the_book_is_in_it_in_order(first_pages):
    assert list(first_pages) == toc()
    assert list(first_pages.values()) == sorted(set(first_pages.values()))


def test_its_bookmarks_are_parts_chapters_and_sections(pdf):
    found = list(bookmarks(pdf.outline))
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text())["parts"]
    assert [name for level, name in found if level == 1][-len(parts) :] == [
        part["caption"] for part in parts
    ]
    assert {title(chapter["file"]) for part in parts for chapter in part["chapters"]} <= {
        name for level, name in found if level == 2
    }
    assert (3, "Setting up") not in found
    assert (3, "Nothing to install") in found


def test_its_contents_name_the_page_of_each_chapter(pdf, first_pages):
    sheets = [page.extract_text() for page in pdf.pages[1 : min(first_pages.values()) - 1]]
    text = re.sub(r"\s+", "", normalize("NFKC", "".join(sheets)))
    for page, number in first_pages.items():
        assert re.sub(r"\s+", "", title(page)) + str(number) in text, page


def test_sheets_have_numbers_and_running_heads(pdf, first_pages):
    number = first_pages["book/foundations/jit"] + 1
    text = pdf.pages[number - 1].extract_text()
    assert CONFIG["title"] in text
    assert title("book/foundations/jit") in text
    assert re.search(rf"^{number}$", text, re.MULTILINE)


def test_links_to_pages_of_the_book_stay_in_it(pdf):
    places, inside = pdf.named_destinations, 0
    for sheet in pdf.pages:
        for link in (note.get_object() for note in sheet.get("/Annots", [])):
            if "/Dest" in link:
                inside += 1
                assert str(link["/Dest"]).startswith("/") and link["/Dest"] in places, link
            elif "/A" in link:
                assert not leads_into_the_book(link["/A"]["/URI"]), link["/A"]["/URI"]
    assert inside > len(toc())


def leads_into_the_book(address):
    page = unquote(address).removeprefix(CONFIG["html"]["baseurl"]).split("#")[0]
    return address.startswith("file:") or page.removesuffix(".html") in toc()


def test_each_character_has_a_shape_and_can_be_copied(pdf):
    fonts = {}
    for sheet in pdf.pages:
        for font in sheet["/Resources"].get("/Font", {}).values():
            fonts[font.idnum] = font.get_object()
        shown = re.findall(rb"<([0-9A-Fa-f]+)>\s*Tj", sheet.get_contents().get_data())
        lost = [
            text for text in shown if len(text) % 4 == 0 and b"0000" in re.findall(b"....", text)
        ]
        assert not lost, f"page {sheet.page_number + 1} has a character that no font has"
    assert len(fonts) > 3
    for font in fonts.values():
        assert "/ToUnicode" in font, font["/BaseFont"]
        assert b"FFFD" not in font["/ToUnicode"].get_data().upper(), font["/BaseFont"]
        assert font["/Subtype"] == "/Type3" or embedded(font), font["/BaseFont"]


def embedded(font):
    descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
    return {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_it_can_be_read_aloud(pdf):
    catalog = pdf.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == CONFIG["sphinx"]["config"]["language"]
    assert "/StructTreeRoot" in catalog
    assert (pdf.metadata.title, pdf.metadata.author) == (CONFIG["title"], CONFIG["author"])


def test_nothing_is_wider_than_the_paper(browser, pdf):
    width = int(PAPER / 25.4 * 96)
    tab = browser.new_page(viewport={"width": width, "height": 1000})
    tab.set_default_timeout(300_000)
    tab.emulate_media(media="print")
    tab.goto((ROOT / "_build/pdf/book.html").as_uri())
    assert tab.evaluate(TOO_WIDE) == []
    assert tab.locator("main button, main summary, main input, main script").count() == 0
    tab.close()
