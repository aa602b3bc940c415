"""Style sheets hold what the pages need, and no more."""

from urllib.parse import urlsplit

import lighthouse
import one_style_sheet
import pytest
import tinycss2
import used_styles
from pages import SITE


# Of the selectors, those that match an element. What a pointer does to it is left out.
MATCHING = """
(selectors) => selectors.filter((selector) => {
  try { return document.querySelector(selector.replace(/::?[a-z-]+(?![a-z-]*\\()/g, "")); }
  catch { return false; }
})
"""


@pytest.fixture
def site(tmp_path):
    """A site with one page and one script."""
    (tmp_path / "_static").mkdir()
    (tmp_path / "index.html").write_text(
        "<main id=top class='wide plain'><p class=note>text</p>"
        '<script>menu.classList.add("open")</script></main>'
    )
    (tmp_path / "_static/menu.js").write_text('menu.className = "menu-" + side')
    return used_styles.names(tmp_path)


@pytest.mark.parametrize(
    "rule",
    [
        "p{color:red}",
        "#top .wide{color:red}",
        ".note:hover::after{color:red}",
        ".wide:not(.strange){color:red}",
        ":is(.strange,.plain) p{color:red}",
        '[data-theme="dark"] .note{color:red}',
        ".open{color:red}",
        ".menu-left{color:red}",
        "@media print{.note{color:red}}",
        "@media print{@supports (top:0){.note{color:red}}}",
        "@font-face{font-family:F;src:url(f.woff2)}",
        "@keyframes turn{from{top:0}to{top:1px}}",
    ],
)
def test_a_rule_stays_that_something_may_need(site, rule):
    assert used_styles.used(rule, site) == f"{rule}\n"


@pytest.mark.parametrize(
    "rule",
    [
        ".strange{color:red}",
        "#nowhere{color:red}",
        ".note.strange{color:red}",
        ".strange p{color:red}",
        ":is(.strange,#nowhere){color:red}",
        "@media print{.strange{color:red}}",
        "/* a remark */",
        "p",
    ],
)
def test_a_rule_goes_that_nothing_can_need(site, rule):
    assert used_styles.used(rule, site).strip() == ""


def test_of_several_selectors_those_stay_that_are_needed(site):
    assert used_styles.used(".strange, .note {color: red}", site) == ".note{color: red}\n"


@pytest.mark.browser
@pytest.mark.parametrize("kind", lighthouse.KINDS)
def test_no_rule_was_left_out_that_matches(page, kind):
    page.goto(f"{lighthouse.KINDS[kind]}.html", wait_until="networkidle")
    link = page.locator("link[rel=stylesheet]").get_attribute("href")
    sheet = SITE / "_static" / urlsplit(link).path.split("/")[-1]
    parts = one_style_sheet.PARTS.match(sheet.read_text())[1].split(", ")
    whole = set().union(*(_selectors((SITE / "_static" / part).read_text()) for part in parts))
    left_out = whole - _selectors(sheet.read_text())
    assert len(left_out) > len(whole) / 3
    assert page.evaluate(MATCHING, sorted(left_out)) == []


def _selectors(sheet):
    """All selectors of a sheet's rules, those in `@media` among them."""
    found, groups = set(), [tinycss2.parse_stylesheet(sheet, True, True)]
    for group in groups:
        for rule in group:
            if rule.type == "qualified-rule":
                written = tinycss2.serialize(rule.prelude).split(",")
                found.update(" ".join(part.split()) for part in written)
            elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword == "media":
                groups.append(tinycss2.parse_rule_list(rule.content, True, True))
    return found


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_light_or_dark_before_any_script_has_come(browser, address, scheme):
    context = browser.new_context(base_url=address, color_scheme=scheme)
    context.route("**/*.js*", lambda route: route.abort())
    page = context.new_page()
    page.goto("index.html")
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    assert page.evaluate("document.documentElement.dataset.mode") == "auto"
    context.close()
