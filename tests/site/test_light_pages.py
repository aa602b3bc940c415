"""Pages are light, and nothing on them moves while they load, however fast one scrolls."""

import pytest
from pages import toc


pytestmark = pytest.mark.browser
KILOBYTES = 450
SHIFT = 0.1

# What moved without being asked to, summed over all that happened since the page was opened.
WATCH = """
window.moved = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!window.opening) window.moved += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
# The whole page is laid out soon after a reader began to scroll, a part at a time.
LAID_OUT = """
() => document.readyState === "complete" &&
  [...document.querySelectorAll(".bd-article section section")]
    .every((part) => getComputedStyle(part).contentVisibility === "visible")
"""
READ = """
async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += 800) {
    scrollTo(0, y);
    await new Promise(requestAnimationFrame);
  }
}
"""
# Opening a part moves what is below, as it should.
OPEN = """
async () => {
  window.opening = true;
  for (const part of document.querySelectorAll("article details")) part.open = true;
  await new Promise((done) => setTimeout(done, 100));
  window.opening = false;
}
"""


@pytest.mark.parametrize("name", toc())
def test_a_page_is_light(page, name):
    urls, sizes = {}, {}
    tab = page.context.new_cdp_session(page)
    tab.send("Network.enable")
    tab.on("Network.responseReceived", lambda e: urls.update({e["requestId"]: e["response"]}))
    tab.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e}))
    page.goto(f"{name}.html", wait_until="networkidle")
    sizes = {urls[key]["url"]: end["encodedDataLength"] / 1024 for key, end in sizes.items()}
    heaviest = sorted(sizes.items(), key=lambda item: -item[1])[:5]
    assert sum(sizes.values()) <= KILOBYTES, f"{name}: the heaviest parts are {heaviest}"


@pytest.mark.parametrize("name", toc())
def test_nothing_moves(phone, name):
    phone.add_init_script(WATCH)
    phone.goto(f"{name}.html")
    phone.evaluate("scrollTo(0, 50)")
    phone.wait_for_function(LAID_OUT)
    for step in (READ, OPEN, READ):
        phone.evaluate(step)
    moved = phone.evaluate("moved")
    assert moved < SHIFT, f"{name}: something moves by itself; give it a width and a height"
