"""axe-core in a page: what it finds wrong, with the rule, the element and the cure."""

from missing_tools import missing
from npm_tools import MODULES
from playwright.sync_api import Page


SCRIPT = MODULES / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": TAGS, "rules": {"label-content-name-mismatch": {"enabled": True}}}
RUN = """
async (options) => (await axe.run(document, {resultTypes: ["violations"], ...options})).violations
"""
# Once nothing slides or fades any more, scroll through the page as a reader does.
READ = """
async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const still = async () => {
    const running = document.getAnimations().filter((one) => one.playState === "running");
    await Promise.allSettled(running.map((one) => one.finished));
    await frame();
  };
  await still();
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await frame();
  }
  scrollTo(0, 0);
  await still();
  await frame();
}
"""


def read_through(page: Page) -> None:
    """Bring every part of the page near once, as `scrollable.js` looks at nothing else."""
    page.evaluate(READ)


def start(page: Page) -> None:
    """Bring axe-core into the page, laid out as a whole and read to its end."""
    if not SCRIPT.is_file():
        missing("axe-core", cure="make tools")
    page.add_style_tag(content="section { content-visibility: visible !important }")
    page.add_script_tag(path=SCRIPT)
    read_through(page)


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong in the page as it stands."""
    return [
        f"{found['id']} at {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for found in page.evaluate(RUN, RULES)
        for node in found["nodes"]
    ]
