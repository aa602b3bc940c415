"""A chapter read without a mouse: every stop on the way can be seen and does its work."""

import pytest


pytestmark = pytest.mark.browser
CHAPTER = "book/foundations/jax_intro.html"

# Whether the focus is seen: an outline or a shadow that is not there without it.
SEEN = """
() => {
  const element = document.activeElement;
  const looks = () => [element, ...element.children].map((part) => {
    const style = getComputedStyle(part);
    const outline = style.outlineStyle === "none" ? "" : style.outlineWidth + style.outlineColor;
    return [
      outline, style.boxShadow, style.textDecoration, style.backgroundColor, style.borderColor,
    ].join();
  }).join();
  const box = element.getBoundingClientRect(), focused = looks();
  element.blur();
  const blurred = looks();
  element.focus({focusVisible: true, preventScroll: true});
  return box.width > 0 && box.bottom > 0 && box.top < innerHeight && focused !== blurred;
}
"""
NAME = "() => document.activeElement.outerHTML.slice(0, 200)"


@pytest.fixture
def chapter(page):
    page.emulate_media(reduced_motion="reduce")
    page.goto(CHAPTER)
    return page


def reach(page, selector):
    """Focus an element as the Tab key does: from the stop before it."""
    stop = page.locator(selector).first
    stop.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert stop.evaluate("e => e === document.activeElement"), f"Tab does not reach {selector}"
    return stop


def test_the_first_stop_skips_to_the_text(chapter):
    chapter.keyboard.press("Tab")
    assert "Skip to main content" in chapter.evaluate(NAME)
    assert chapter.evaluate(SEEN)
    chapter.keyboard.press("Enter")
    assert chapter.url.endswith("#main-content")


def test_every_stop_can_be_seen(chapter):
    unseen, last = [], None
    for _ in range(400):
        chapter.keyboard.press("Tab")
        name = chapter.evaluate(NAME)
        if name.startswith("<body") or name == last:
            break
        last = name
        if not chapter.evaluate(SEEN):
            unseen.append(name)
    assert unseen == []


def test_search_opens_and_shuts(chapter):
    reach(chapter, "button.search-button-field:visible")
    chapter.keyboard.press("Enter")
    field = chapter.locator("dialog[open] input[type=search]")
    field.wait_for()
    assert field.evaluate("e => e === document.activeElement")
    chapter.keyboard.press("Escape")
    field.wait_for(state="hidden")


def test_a_menu_opens_and_shuts(chapter):
    reach(chapter, ".dropdown-launch-buttons button")
    chapter.keyboard.press("Enter")
    item = chapter.locator(".dropdown-launch-buttons .dropdown-item").first
    item.wait_for(state="visible")
    chapter.keyboard.press("ArrowDown")
    assert item.evaluate("e => e === document.activeElement")
    chapter.keyboard.press("Escape")
    item.wait_for(state="hidden")


def test_a_cell_is_copied(chapter):
    button = reach(chapter, "article button.copybtn")
    assert chapter.evaluate(SEEN)
    assert button.evaluate("e => getComputedStyle(e).opacity") != "0"
    chapter.keyboard.press("Enter")
    chapter.wait_for_function("navigator.clipboard.readText().then(text => text.length > 0)")


def test_a_solution_opens(chapter):
    summary = reach(chapter, "details.solution > summary")
    chapter.keyboard.press("Enter")
    assert summary.evaluate("e => e.parentElement.open")


def test_a_quiz_answers_to_the_arrows(chapter):
    reach(chapter, "fieldset.quiz input")
    chapter.keyboard.press("ArrowDown")
    assert chapter.locator("fieldset.quiz .quiz-feedback").first.inner_text() != ""


def test_a_link_into_a_page_lands_there(chapter):
    chapter.goto(f"{CHAPTER}#exercises")
    heading = chapter.locator("#exercises h2")
    chapter.wait_for_timeout(500)
    assert 0 <= heading.bounding_box()["y"] < 300


def test_the_next_page_is_reached(chapter):
    reach(chapter, "a.right-next")
    chapter.keyboard.press("Enter")
    chapter.wait_for_url("**/pure_functions.html")
