"""axe-core finds nothing wrong on any page, with everything open: light, dark, on a telephone.

Every page is looked at in light at a desk and in dark on a telephone, a page of each kind in all
four ways.
"""

import axe
import lighthouse
import pytest
from pages import toc


pytestmark = [pytest.mark.browser, pytest.mark.slow]
CHAPTER = "book/foundations/jax_intro.html"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
OPEN = "for (const part of document.querySelectorAll('article details')) part.open = true"


@pytest.mark.parametrize("name", [*toc(), "search", "genindex"])
def test_axe_finds_nothing_wrong(page, name):
    found = {"light, at a desk": seen(page, name, "light")}
    found["dark, on a telephone"] = seen_again(page, "dark", PHONE)
    if name in lighthouse.KINDS.values():
        found["light, on a telephone"] = seen_again(page, "light", PHONE)
        found["dark, at a desk"] = seen_again(page, "dark", DESK)
    wrong = [f"{mode}: {line}" for mode, lines in found.items() for line in lines]
    assert not wrong, f"{name}:\n" + "\n".join(wrong)


def seen(page, name, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{name}.html")
    page.evaluate(OPEN)
    axe.start(page)
    return axe.violations(page)


def seen_again(page, scheme, size):
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(f"document.documentElement.dataset.theme === '{scheme}'")
    page.set_viewport_size(size)
    axe.read_through(page)
    return axe.violations(page)


@pytest.mark.parametrize("menu", ["launch", "download", "source"])
def test_axe_finds_nothing_wrong_in_an_open_menu(page, menu):
    page.goto(CHAPTER)
    group = page.locator(f".dropdown-{menu}-buttons")
    group.locator("button.dropdown-toggle").click()
    group.locator(".dropdown-item").first.wait_for(state="visible")
    axe.start(page)
    assert not axe.violations(page)


def test_axe_finds_nothing_wrong_in_the_search_field(page):
    page.goto(CHAPTER)
    page.keyboard.press("Control+k")
    page.locator("dialog[open] input[type=search]").wait_for()
    axe.start(page)
    assert not axe.violations(page)


def test_axe_finds_nothing_wrong_in_an_answered_quiz(page):
    page.goto(CHAPTER)
    page.locator("fieldset.quiz input[data-right=false]").first.check()
    axe.start(page)
    assert not axe.violations(page)


def test_axe_finds_nothing_wrong_in_the_menu_of_a_telephone(phone):
    phone.goto(CHAPTER)
    phone.locator(".bd-header-article .primary-toggle").click()
    phone.locator("dialog[open] a").first.wait_for(state="visible")
    axe.start(phone)
    assert not axe.violations(phone)


def test_axe_sees_what_is_wrong(page):
    page.goto("index.html")
    page.evaluate("document.querySelector('article').append(new Image())")
    axe.start(page)
    assert any(line.startswith("image-alt at") for line in axe.violations(page))
