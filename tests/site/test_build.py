"""The built site, read as files: `make site` has made it."""

import html
import json
import os
import re
from copy import copy
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from pages import ROOT, SITE, soup, toc
from system_programs import find


SCRIPTS = {
    "quiz.js": "fieldset.quiz",
    "interactive.js": ".interactive",
    "definitions.js": ".definitions",
}
"""Our scripts, and what on a page needs each of them."""


@pytest.fixture(scope="module", autouse=True)
def built():
    assert (SITE / "index.html").is_file(), "the book is not built: run `make site`"


@pytest.mark.parametrize("page", toc())
class TestEveryPage:
    def test_its_links_and_files_are_there(self, page):
        missing = []
        for tag, attribute in (("a", "href"), ("img", "src"), ("script", "src"), ("link", "href")):
            for node in soup(page).find_all(tag):
                link = urlsplit(node.get(attribute) or "")
                if link.scheme or link.netloc or not link.path:
                    continue
                target = (SITE / page).parent / unquote(link.path)
                if not target.exists():
                    missing.append(f"{tag} {link.path}")
        assert missing == []

    def test_its_anchors_are_there(self, page):
        """On this page and on those that it leads to."""
        missing = []
        for link in {a["href"] for a in soup(page).find_all("a", href=re.compile(".*#."))}:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (SITE / page).parent / unquote(parts.path) if parts.path else SITE / page
            target = target if parts.path else target.with_name(f"{target.name}.html")
            if unquote(parts.fragment) not in anchors(target.resolve()):
                missing.append(link)
        assert missing == []

    def test_its_links_elsewhere_are_safe(self, page):
        """`make links` asks whether they answer."""
        links = [a["href"] for a in soup(page).find_all("a", href=re.compile("^[a-z]+:"))]
        assert [link for link in links if not re.fullmatch(r"(https://|mailto:)\S+", link)] == []

    def test_it_loads_nothing_from_elsewhere(self, page):
        loaded = [node.get("src", "") for node in soup(page).find_all(["script", "img", "iframe"])]
        loaded += [n.get("href", "") for n in soup(page).find_all("link", rel="stylesheet")]
        assert [url for url in loaded if url.startswith(("http:", "https:", "//"))] == []

    def test_it_loads_one_style_sheet_whose_files_are_there(self, page):
        (link,) = soup(page).find_all("link", rel="stylesheet")
        sheet = (SITE / page).parent / urlsplit(link["href"]).path
        named = re.findall(r"url\([\"']?((?!data:|#)[^)\"']+)", sheet.read_text())
        assert named
        assert [name for name in named if not (sheet.parent / urlsplit(name).path).exists()] == []

    def test_each_script_is_loaded_once_and_only_where_it_is_used(self, page):
        found = soup(page)
        scripts = [
            n["src"].split("?")[0].split("/")[-1] for n in found.find_all("script", src=True)
        ]
        assert len(scripts) == len(set(scripts))
        assert "thebe" not in " ".join(scripts)
        assert "THEBE_JS_URL" not in str(found)
        for script, where in SCRIPTS.items():
            assert (script in scripts) == bool(found.select(where))
        assert not re.search("mathjax|fontawesome|togglebutton", " ".join(scripts).lower())
        assert "searchindex.js" not in scripts

    def test_its_figures_say_what_they_show(self, page):
        for image in soup(page).select("article img"):
            assert len(image.get("alt", "")) > 20, image
            assert not re.search(r"\.(png|svg)$", image["alt"])

    def test_no_markup_is_left_unread(self, page):
        """A directive that was not recognised shows as its own source."""
        assert not re.search(r"`{3}|:{3}|\{[a-z:-]+\}`|\[[ x]\] .* ::", prose(page))
        source = (ROOT / f"{page}.md").read_text()
        assert len(soup(page).select("fieldset.quiz")) == source.count("{quiz}")

    def test_it_has_one_search_field(self, page):
        assert len(soup(page).select("button.search-button-field")) == 1

    def test_no_formula_is_left_undrawn(self, page):
        assert not re.search(r"\$\$|\\begin\{|\\frac", prose(page))
        assert "katex-error" not in str(soup(page))


@cache
def anchors(path):
    """What a link to a page can name."""
    return {html.unescape(name) for name in re.findall(r'\sid="([^"]+)"', path.read_text())}


def prose(page):
    """The page's prose, without code and without the TeX that KaTeX keeps for copying."""
    article = copy(soup(page).find("article"))
    for node in article.select("annotation, pre, code"):
        node.decompose()
    return article.get_text()


@pytest.mark.parametrize("page", [p for p in toc() if re.search(r"problem_sets/ps\d\d", p)])
class TestEveryProblemSetPage:
    def test_it_offers_the_release_for_download(self, page):
        link = soup(page).select_one("article a[href$='.ipynb']")
        path = ((SITE / page).parent / link["href"]).resolve()
        notebook = json.loads(path.read_text())
        text = "".join("".join(cell["source"]) for cell in notebook["cells"])
        assert "YOUR CODE HERE" in text
        assert "BEGIN SOLUTION" not in text
        assert "HIDDEN TESTS" not in text

    def test_it_shows_the_tasks_and_no_solution(self, page):
        text = soup(page).get_text()
        assert "raise NotImplementedError" in text
        assert "BEGIN SOLUTION" not in text
        assert "HIDDEN TESTS" not in text


def test_every_problem_set_has_a_page():
    sets = {path.parent.name for path in (ROOT / "solutions").glob("*/*.md")}
    assert {Path(page).name for page in toc()} >= sets


def test_the_chapter_on_languages_runs_fortran_where_there_is_a_compiler():
    outputs = soup("book/foundations/why_jax").select(".cell_output pre")
    page = "\n".join(output.get_text() for output in outputs)
    compiled = "no Fortran compiler here" not in page
    assert compiled or not (find("gfortran") or os.environ.get("CI")), "run `make system`"
    assert bool(re.findall(r"^Fortran +[\d.]+", page, re.M)) == compiled
