"""A server for the built site, tabs in which it is open, and the small book, built."""

import pytest
from pages import SITE
from served import served
from small_book import SMALL, sphinx


@pytest.fixture(scope="session")
def address():
    """Where the site is served."""
    with served(SITE) as address:
        yield address


@pytest.fixture
def page(browser, address):
    """An empty tab of 1440 by 900 pixels."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": 1440, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser, address):
    """An empty tab of a telephone's size."""
    context = browser.new_context(
        base_url=address, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The folder of the small book's pages."""
    out = tmp_path_factory.mktemp("small") / "html"
    assert sphinx(SMALL, out) == (0, "")
    return out
