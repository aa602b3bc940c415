"""What a reader meets around the text: home, search, a wrong address, copying, paper."""

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, urlsplit

import pytest
import yaml
from pages import ROOT, SITE, toc


pytestmark = pytest.mark.browser
CHAPTER = "book/foundations/jit.html"
HREFS = "links => links.map(link => link.getAttribute('href'))"
SOUGHT = {
    "vmap": "foundations/vectorization",
    "Black-Scholes": "applications/option_pricing",
    "Monte Carlo": "applications/option_pricing",
    "random key": "foundations/random_numbers",
    "bootstrap": "foundations/random_numbers",
    "Bellman": "applications/value_function_iteration",
    "dynamic programming": "applications/value_function_iteration",
    "ConcretizationTypeError": "reference/errors",
    "out of memory": "reference/errors",
    "gradient": "foundations/autodiff",
    "Hessian": "foundations/autodiff",
    "jit": "foundations/jit",
    "recompilation": "foundations/jit",
    "static_argnums": "foundations/jit",
    "while_loop": "foundations/control_flow",
    "for loop": "foundations/control_flow",
    "side effects": "foundations/pure_functions",
    "dtype": "foundations/jax_intro",
    "float64": "foundations/jax_intro",
    "pytree": "foundations/pytrees",
    "Numba": "foundations/why_jax",
    "maximum likelihood": "applications/optimization",
    "least squares": "applications/regression",
    "neural network": "applications/neural_networks",
    "Markov chain": "applications/stationary_distributions",
    "NaN": "further/debugging_and_profiling",
    "pmap": "further/accelerators_and_scaling",
    "GPU": "further/accelerators_and_scaling",
    "MCMC": "further/ecosystem",
    "Colab": "reference/setup",
    "install": "reference/setup",
    "hand in": "problem_sets/how_to",
    "nbgrader": "instructors/grading",
    "Canvas": "instructors/collecting",
}


def test_search_finds_each_page_among_its_first_three(page):
    missed = {}
    for words, wanted in SOUGHT.items():
        page.goto(f"search.html?q={quote(words)}")
        page.wait_for_function("/found \\d|did not match/.test(document.body.innerText)")
        links = page.locator("#search-results ul.search > li > a").evaluate_all(HREFS)
        found = [link.split("#")[0].split("?")[0] for link in links[:3]]
        if f"book/{wanted}.html" not in found:
            missed[words] = found
    assert missed == {}, "name the words with {index} below the title of the page"


def test_the_home_page_shows_its_picture_and_three_doors_at_once(page):
    page.goto("index.html")
    doors = page.locator(".doors .sd-card")
    assert [text.strip() for text in doors.locator(".sd-card-title").all_inner_texts()] == [
        "Read",
        "Practise",
        "Teach",
    ]
    for shown in (page.locator("article figure img").first, *doors.all()):
        box = shown.bounding_box()
        assert box["y"] + box["height"] <= 900
    for number in range(3):
        page.goto("index.html")
        doors.nth(number).click()
        assert urlsplit(page.url).path.removesuffix(".html").lstrip("/") in toc()[1:]


@pytest.mark.parametrize("name", ["genindex", "search"])
def test_a_page_that_is_not_written_by_hand_fits_a_telephone(phone, name):
    phone.goto(f"{name}.html")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert phone.evaluate(wide) <= 0


def test_the_home_page_stacks_its_doors_on_a_telephone(phone):
    phone.goto("index.html")
    boxes = [door.bounding_box() for door in phone.locator(".doors .sd-card").all()]
    assert all(box["x"] >= 0 and box["width"] > 250 for box in boxes)
    assert boxes[0]["y"] < boxes[1]["y"] < boxes[2]["y"]


@pytest.mark.parametrize(("mode", "picture"), [("light", "logo.svg"), ("dark", "logo-dark.svg")])
def test_the_logo_suits_the_mode(page, mode, picture):
    page.emulate_media(color_scheme=mode)
    page.goto("index.html")
    shown = page.locator(".navbar-brand img:visible")
    assert shown.count() == 1
    assert shown.get_attribute("src").split("?")[0].endswith(f"/{picture}")
    assert shown.evaluate("image => image.complete && image.naturalWidth > 0")


class AsPublished(SimpleHTTPRequestHandler):
    """The site below its path, and its page for whatever is not there, as GitHub Pages does it."""

    path_of_site = urlsplit(
        yaml.safe_load((ROOT / "_config.yml").read_text())["html"]["baseurl"]
    ).path

    def translate_path(self, path):
        inside = path.startswith(self.path_of_site)
        return super().translate_path("/" + path.removeprefix(self.path_of_site) if inside else "-")

    def send_error(self, code, *_):
        self.send_response(code)
        self.end_headers()
        self.wfile.write((SITE / "404.html").read_bytes())

    def log_message(self, *_):
        pass


@pytest.fixture
def published():
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(AsPublished, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{AsPublished.path_of_site}"
    server.shutdown()


def test_a_lost_reader_sees_a_page_of_the_course_and_finds_the_way(page, published):
    missing = []
    page.on("response", lambda answer: answer.status == 404 and missing.append(answer.url))
    lost = f"{published}book/no/such/page.html"
    assert page.goto(lost).status == 404
    assert missing == [lost]
    assert page.locator("article h1").inner_text().startswith("There is no such page")
    assert page.locator(".navbar-brand img:visible").evaluate("image => image.naturalWidth") > 0
    for link in page.locator("article ul a, .bd-sidebar-primary a").evaluate_all(
        "links => links.map(link => link.href)"
    ):
        assert page.request.get(link).ok, link
    page.locator("article input[type=search]").fill("vmap")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{published}search.html?q=vmap")
    page.locator("#search-results li a").first.wait_for()


def test_a_command_is_copied_without_its_prompt_and_its_answer(page):
    page.goto("book/instructors/running_a_course.html")
    block = page.locator("div.highlight-console").first
    assert block.inner_text().lstrip().startswith("$ git clone")
    block.hover()
    block.locator("button.copybtn").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("git clone")
    assert not re.search(r"^\$|✓", copied, re.MULTILINE)


def test_on_paper_nothing_is_cut_hidden_or_beside_the_point(page):
    page.set_viewport_size({"width": 700, "height": 1000})
    page.goto(CHAPTER)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for beside in (".bd-sidebar-primary", ".bd-header-article", ".headerlink", ".copybtn"):
        assert page.locator(f"{beside}:visible").count() == 0, beside
    cut = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"
    assert page.locator("article pre:visible").evaluate_all(cut) == []
    for solution in page.locator(".solution").all():
        assert solution.locator(".cell pre").last.evaluate("e => e.checkVisibility()")
        assert solution.locator(".cell pre").last.bounding_box()["height"] > 0


def test_a_dark_page_is_printed_light_and_is_as_before_afterwards(page):
    page.emulate_media(color_scheme="dark")
    page.goto("index.html")
    code = page.locator("article details").first
    shown = []
    for event in ("beforeprint", "afterprint"):
        page.evaluate(f"window.dispatchEvent(new Event('{event}'))")
        mode = page.evaluate("document.documentElement.dataset.theme")
        shown.append((mode, code.evaluate("details => details.open")))
    assert shown == [("light", True), ("dark", False)]


def test_on_paper_a_link_to_elsewhere_shows_where_it_leads(page):
    page.goto("index.html")
    page.emulate_media(media="print")
    link = page.locator("article p > a.external[href='https://docs.jax.dev']")
    after = "link => getComputedStyle(link, '::after').content"
    assert "attr(href)" in link.evaluate(after) or "docs.jax.dev" in link.evaluate(after)
