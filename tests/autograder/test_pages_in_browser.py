"""Feedback and class report in Chromium: nothing runs, nothing is fetched, all can read them."""

from datetime import UTC, datetime

import hostile_pages
import pytest
from made_up_class import absent, answers, scored, standing, verdict
from missing_tools import missing
from npm_tools import MODULES

from autograder import feedback
from autograder.report import page as class_report


pytestmark = pytest.mark.browser
ATTACK = hostile_pages.ATTACK
SIZES = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]


def feedback_page():
    now = datetime(2026, 11, 14, 12, tzinfo=UTC)
    return feedback.page(
        f"Set {ATTACK}",
        "ada",
        hostile_pages.graded(),
        name=f"Ada {ATTACK}",
        by_hand=hostile_pages.by_hand(),
        late=[ATTACK],
        penalty=1.0,
        handed_in=now,
        graded_at=now,
        tests={"test_double_0": ATTACK},
    )


def report_page():
    own = "def first(x):\n" + "".join(f"    y = x.{c}(x)\n" for c in "abcdefghijklmn")
    fault = verdict("second", 0, ATTACK, status="faulty")
    class_ = [
        standing(f"<i>{i}", verdict("first", i % 11, ATTACK, stopped=ATTACK), fault, notes=[ATTACK])
        for i in range(30)
    ]
    class_ += [scored(name, 10, 3, codes={"first": own + f"'{ATTACK!r}'"}) for name in ("a", "b")]
    class_ += [standing(ATTACK, verdict("first", 0, status="not run"), notes=[ATTACK]), absent("c")]
    links = {found.student.id: "../feedback/x.html" for found in class_}
    return class_report.page(f"Set {ATTACK}", class_, answers(), links, ["a"])


@pytest.fixture(scope="module", params=[feedback_page, report_page])
def written(request, tmp_path_factory):
    """The page as a file."""
    path = tmp_path_factory.mktemp("pages") / "page.html"
    path.write_text(request.param(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def axe():
    """axe-core, which finds what keeps people from reading a page."""
    script = MODULES / "axe-core" / "axe.min.js"
    if not script.is_file():
        missing("axe-core", cure="make tools")
    return script.read_text(encoding="utf-8")


@pytest.mark.parametrize("policy", [True, False])
def test_no_script_runs_and_no_request_leaves(browser, written, policy):
    """With the page's own policy, and also without: escaping alone is enough."""
    context = browser.new_context(bypass_csp=not policy)
    tab, heard = context.new_page(), []
    tab.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    tab.on("console", lambda message: heard.append(message.text))
    tab.on("pageerror", lambda error: heard.append(str(error)))
    tab.on("request", lambda asked: asked.url.startswith("data:") or heard.append(asked.url))
    tab.goto(written.as_uri(), wait_until="load")
    tab.wait_for_timeout(200)
    assert heard == [written.as_uri()]
    assert tab.evaluate("window.ran") is None
    assert tab.locator("script, iframe, object, embed, link, base, form").count() == 0
    assert tab.evaluate("document.styleSheets.length") == 1
    assert (
        tab.evaluate(
            "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
            ".filter(name => name.startsWith('on') || name == 'style')"
        )
        == []
    )
    context.close()


def test_the_page_is_below_a_megabyte(written):
    assert written.stat().st_size < 1_000_000


@pytest.mark.parametrize(("width", "mode"), SIZES)
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(
    browser, written, axe, width, mode
):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=mode)
    tab = context.new_page()
    tab.goto(written.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert tab.evaluate(wide) <= 0
    tab.evaluate(axe)
    found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []
    context.close()


def test_the_policy_stops_what_would_slip_through(browser, written, tmp_path):
    """A script, a style and an image in the page after all: none takes effect."""
    slipped = "<script>window.ran = 1</script><style>main { display: none }</style>"
    slipped += "<img src='https://example.org/a.png' onerror='window.ran = 2'>"
    path = tmp_path / "slipped.html"
    path.write_text(written.read_text(encoding="utf-8").replace("</main>", slipped + "</main>"))
    context = browser.new_context()
    tab, asked = context.new_page(), []
    tab.on("requestfinished", lambda request: asked.append(request.url))
    tab.goto(path.as_uri(), wait_until="load")
    assert tab.evaluate("window.ran") is None
    assert tab.evaluate("getComputedStyle(document.querySelector('main')).display") == "block"
    assert [url for url in asked if url.startswith("http")] == []
    context.close()
