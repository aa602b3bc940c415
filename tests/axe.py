"""axe-core in a page: what it finds wrong, with the rule, the element and the cure."""

from missing_tools import missing
from npm_tools import MODULES
from playwright.sync_api import Page


SCRIPT = MODULES / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Colours alone differ between light and dark; contrast is what takes axe longest.
ALL = {"runOnly": TAGS, "rules": {"label-content-name-mismatch": {"enabled": True}}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
RUN = """
async (options) => (await axe.run(document, {resultTypes: ["violations"], ...options})).violations
"""


def start(page: Page) -> None:
    """Bring axe-core into the page, and lay out all of it."""
    if not SCRIPT.is_file():
        missing("axe-core", cure="make tools")
    page.add_style_tag(content="section { content-visibility: visible !important }")
    page.add_script_tag(path=SCRIPT)


def violations(page: Page, options: dict = ALL) -> list[str]:
    """What axe-core finds wrong in the page as it stands."""
    return [
        f"{found['id']} at {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for found in page.evaluate(RUN, options)
        for node in found["nodes"]
    ]
