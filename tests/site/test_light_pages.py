"""Pages are light, and nothing on them moves while they load, while one scrolls or opens parts."""

import pytest
from pages import toc


pytestmark = pytest.mark.browser
KILOBYTES = 450
SHIFT = 0.1

# What moved without being asked to, summed over all that happened since the page was opened.
WATCH = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
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
    for part in phone.locator("article details > summary").all():
        part.scroll_into_view_if_needed()
        part.click()
    end = phone.evaluate("document.documentElement.scrollHeight")
    for place in range(0, end, 600):
        phone.evaluate("y => scrollTo(0, y)", place)
        phone.wait_for_timeout(20)
    assert phone.evaluate("shift") < SHIFT, f"{name}: give what moves a width and a height"
