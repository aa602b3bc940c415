"""A link to the glossary says what the term means, to a mouse, a keyboard, a finger, a reader."""

import re

import pytest
from pages import soup, toc


GLOSSARY = "book/reference/glossary"
PAGE = "book/foundations/pure_functions.html"
CHAPTERS = [
    page
    for page in toc()
    if re.search("foundations|applications|further", page) and not page.endswith("benchmarks")
]


def plain(node):
    return re.sub(r"\s+", " ", node.get_text()).strip()


@pytest.mark.parametrize("page", CHAPTERS)
def test_a_chapter_links_terms_and_holds_their_definitions(page):
    links = soup(page).select("article a:has(.std-term):not(.definitions a)")
    assert links
    for link in links:
        name = link["href"].partition("#")[2]
        meaning = soup(GLOSSARY).find(id=name).find_next("dd")
        box = soup(page).find(id=f"about-{name}")
        assert plain(box).endswith(plain(meaning))


def test_a_definition_leads_where_the_glossary_leads():
    box = soup("book/foundations/pure_functions").find(id="about-term-pure-function")
    links = [link["href"] for link in box.find_all("a")]
    assert links == ["../reference/glossary.html#term-pure-function", "#"]


@pytest.fixture
def link(page):
    page.goto(PAGE)
    return page.locator("article a:has(.std-term)").first


@pytest.fixture
def box(page):
    return page.locator(".definition:visible")


@pytest.mark.browser
class TestInABrowser:
    def test_pointing_shows_it_and_it_stays_under_the_pointer(self, page, link, box):
        assert box.count() == 0
        link.hover()
        assert box.inner_text().startswith("side effect\n")
        box.hover()
        page.wait_for_timeout(500)
        assert box.count() == 1
        page.mouse.move(0, 0)
        box.wait_for(state="detached")

    def test_focus_shows_it_and_escape_closes_it(self, page, link, box):
        link.focus()
        assert box.get_attribute("id") == link.get_attribute("aria-describedby")
        page.keyboard.press("Escape")
        assert box.count() == 0

    def test_it_stays_within_a_telephone_and_the_second_tap_leads_on(self, phone):
        phone.goto(PAGE)
        link, box = phone.locator("article a:has(.std-term)").first, phone.locator(".definition")
        link.tap()
        shown = box.filter(visible=True)
        place = shown.bounding_box()
        assert place["x"] >= 0 and place["x"] + place["width"] <= 390
        assert phone.url.endswith(PAGE)
        shown.locator("a").first.tap()
        phone.wait_for_url("**/glossary.html#term-side-effect")
