"""Live code: a page's cells, edited and run in the page, on a real Jupyter server.

It stands in for the machine that Binder makes; the browser gets Binder's own messages from us.
"""

import json

import pytest
from lab import jupyterlab


pytestmark = [pytest.mark.slow, pytest.mark.browser]
BUILD = "https://mybinder.org/build/**"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A Jupyter server that lets pages of other hosts in, as Binder's does, with a token."""
    home = tmp_path_factory.mktemp("lab")
    with jupyterlab(home, home, "--ServerApp.allow_origin=*", token="secret") as address:
        yield address


def stream(*messages):
    """What Binder's stream of events says."""
    return "".join(f"data: {json.dumps(message)}\n\n" for message in messages)


@pytest.fixture
def reader(browser, small, lab):
    """A tab with the small book's page of cells as a file, its live code offered."""
    tab = browser.new_page()
    tab.set_default_timeout(60_000)
    tab.asked, tab.errors = [], []
    tab.on("request", lambda r: r.url.startswith("file:") or tab.asked.append(r.url))
    tab.on("pageerror", lambda error: tab.errors.append(str(error)))
    ready = {"phase": "ready", "url": f"{lab}/", "token": "secret"}
    tab.route(
        BUILD,
        lambda route: route.fulfill(
            body=stream({"phase": "launching", "message": "Launching..."}, ready),
            headers={"content-type": "text/event-stream", "access-control-allow-origin": "*"},
        ),
    )
    tab.goto((small / "cells.html").as_uri())
    tab.locator(".dropdown-launch-buttons button").first.click()
    tab.get_by_text("Live code").first.click()
    tab.locator(".live-panel").wait_for()
    yield tab
    assert tab.errors == []
    tab.close()


def press(tab, name):
    tab.locator(".live-panel").get_by_role("button", name=name).click()


def says(tab, words):
    tab.locator(".live-panel [role=status]").filter(has_text=words).wait_for()


def output(tab, code):
    """What the live cell that began as `code` shows."""
    cell = tab.locator("div.cell").filter(has=tab.locator("pre", has_text=code))
    return cell.locator(".live-output")


def edit(tab, number, code):
    tab.get_by_label(f"Code of cell {number}", exact=True).fill(code)


def test_nothing_is_asked_of_anybody_before_start(reader):
    says(reader, "mybinder.org")
    assert reader.asked == []
    press(reader, "Start")
    says(reader, "Ready")
    assert reader.asked[0] == "https://mybinder.org/build/gh/someone/course/main"


def test_a_cell_is_edited_run_and_given_back(reader):
    before = reader.locator("article").inner_text()
    press(reader, "Start")
    says(reader, "Ready")
    edit(reader, 4, "hidden + removed + without_input + np.arange(3).sum()")
    reader.get_by_label("Code of cell 4", exact=True).press("Shift+Enter")
    says(reader, "Done")
    assert output(reader, "1 + 1").inner_text().strip() in ("9", "np.int64(9)")
    wrong = output(reader, "%time wrong")
    assert "NameError" in wrong.inner_text()
    press(reader, "Back to reading")
    assert reader.locator("article").inner_text() == before
    assert reader.locator("textarea").count() == 0


def test_figures_html_and_progress_are_shown_as_they_come(reader):
    press(reader, "Start")
    says(reader, "Ready")
    edit(
        reader,
        1,
        "import matplotlib.pyplot as plt\nfrom IPython.display import HTML, display\n"
        "plt.plot([1, 2]); plt.show()\n"
        "display(HTML('<b id=bold>x</b><script>bold.textContent = 6 * 7</script>'))\n"
        "print('10 %', end='\\r'); print('99 %')",
    )
    reader.get_by_role("button", name="Run cell 1", exact=True).click()
    says(reader, "Done")
    shown = output(reader, "import equinox")
    assert shown.locator("img").evaluate("image => image.naturalWidth") > 100
    assert shown.locator("b").inner_text() == "42"
    assert shown.locator("pre").last.inner_text().strip() == "99 %"


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("import os; os._exit(1)", "Python has died"),
        ("raise ValueError('no such rate')", "raised an error"),
    ],
)
def test_what_goes_wrong_is_said_and_can_be_mended(reader, code, cause):
    press(reader, "Start")
    says(reader, "Ready")
    edit(reader, 1, code)
    reader.get_by_role("button", name="Run cell 1", exact=True).click()
    says(reader, cause)
    if "died" in cause:
        press(reader, "Start")
        says(reader, "Ready")
    edit(reader, 1, "6 * 7")
    reader.get_by_role("button", name="Run cell 1", exact=True).click()
    says(reader, "Done")
    assert output(reader, "import equinox").inner_text().strip() == "42"


def test_a_loop_without_end_is_stopped(reader):
    press(reader, "Start")
    says(reader, "Ready")
    edit(reader, 1, "while True: pass")
    reader.get_by_role("button", name="Run cell 1", exact=True).click()
    says(reader, "Running 2 of 2")
    press(reader, "Stop")
    says(reader, "raised an error")
    assert "KeyboardInterrupt" in output(reader, "import equinox").inner_text()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "Is there a network?"),
        (stream({"phase": "failed", "message": "No such repository\n"}), "No such repository"),
        (
            stream({"phase": "ready", "url": "http://127.0.0.1:9/", "token": "x"}),
            "The machine does not answer",
        ),
    ],
)
def test_where_binder_fails_the_reader_is_told(reader, answer, words):
    reader.unroute(BUILD)
    headers = {"content-type": "text/event-stream", "access-control-allow-origin": "*"}
    reader.route(BUILD, lambda r: r.fulfill(body=answer, headers=headers) if answer else r.abort())
    press(reader, "Start")
    says(reader, words)
    says(reader, "open the page in Colab")
    assert reader.locator(".live-panel").get_by_role("button", name="Start").is_visible()
