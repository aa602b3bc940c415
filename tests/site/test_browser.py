"""The site in a browser, at a desk and on a telephone."""

import pytest
from pages import toc


pytestmark = pytest.mark.browser
CHAPTER = "book/foundations/jax_intro.html"


@pytest.mark.parametrize("name", toc())
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_page_opens_without_an_error_a_stranger_or_a_sideways_scroll(
    browser, address, name, mode
):
    for width in (1440, 390):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=mode, base_url=address
        )
        page, errors, strangers = context.new_page(), [], []
        page.on("console", lambda m, e=errors: m.type == "error" and e.append(m.text))
        page.on("pageerror", lambda error, e=errors: e.append(str(error)))
        page.on(
            "request",
            lambda r, s=strangers: r.url.startswith((address, "data:")) or s.append(r.url),
        )
        page.goto(f"{name}.html", wait_until="load")
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, f"{name} scrolls sideways at {width} pixels"
        assert page.evaluate("document.documentElement.dataset.theme") == mode
        context.close()
        assert (errors, strangers) == ([], [])


def test_the_phone_menu_opens_and_leads_to_a_chapter(phone):
    phone.goto("index.html")
    phone.locator(".bd-header-article .primary-toggle").click()
    link = phone.locator("dialog[open] a, #pst-primary-sidebar a").filter(has_text="JAX").last
    link.wait_for(state="visible")
    links = phone.locator("a[href*='jax_intro.html']:visible")
    links.first.click()
    phone.wait_for_url("**/jax_intro.html")


def test_search_finds_a_chapter(page):
    page.goto("index.html")
    page.keyboard.press("Control+k")
    page.locator("dialog input[type=search]").first.fill("volatility")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html*")
    page.locator("#search-results li a").first.wait_for()
    links = page.locator("#search-results li a").evaluate_all("all => all.map(a => a.href)")
    assert any("option_pricing" in link for link in links)


def test_a_solution_is_hidden_until_it_is_asked_for(page):
    page.goto(CHAPTER)
    solution = page.locator(".solution").first
    code = solution.locator(".cell").first
    assert not code.is_visible()
    solution.locator("summary, button.toggle-button").first.focus()
    page.keyboard.press("Enter")
    code.wait_for(state="visible")


def test_a_quiz_answers(page):
    page.goto(CHAPTER)
    quiz = page.locator("fieldset.quiz").first
    says = quiz.locator(".quiz-feedback")
    assert quiz.locator("legend").evaluate("e => getComputedStyle(e).fontSize") == "16px"
    assert says.inner_text() == ""
    quiz.locator("input[data-right=false]").first.check()
    assert says.inner_text().startswith("Not this one.")
    quiz.locator("input[data-right=true]").check()
    assert says.inner_text().startswith("Right.")


def test_a_cell_can_be_copied(page):
    page.goto(CHAPTER)
    cell = page.locator("div.cell div.highlight").first
    cell.hover()
    page.locator("button.copybtn").first.click()
    assert page.evaluate("navigator.clipboard.readText()") in cell.inner_text().strip() + "\n"


@pytest.mark.parametrize(
    ("menu", "entries"),
    [
        ("launch", ["Colab", "Binder", "Live code"]),
        ("download", [".ipynb", ".md", ".pdf", "All notebooks"]),
    ],
)
def test_a_menu_of_the_header_opens(page, menu, entries):
    page.goto(CHAPTER)
    group = page.locator(f".dropdown-{menu}-buttons")
    group.locator("button.dropdown-toggle").click()
    group.locator(".dropdown-item").first.wait_for(state="visible")
    assert [text.strip() for text in group.locator(".dropdown-item").all_inner_texts()] == entries
