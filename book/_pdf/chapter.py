"""A page of the site as a chapter on paper: nothing to click, all of it open."""

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from contents import SITE, Entry


LEFT_OUT = (
    "script, #live-code, button, summary, nav, a.headerlink, .toctree-wrapper, .definitions, "
    ".sd-tab-set > input, .interactive-slider, .interactive-says, .interactive-legend"
)
"""What is of no use on paper."""

COLOURED = re.compile(r"c[a-z0-9]*|g[a-z]")
"""Comments and parts of a terminal's text keep their colour. Each coloured part of code costs the
PDF a tag of its own, and the book has more than a hundred thousand parts."""

POINTERS = ("for", "aria-labelledby", "aria-describedby")


class Chapter:
    def __init__(self, entry: Entry, pages: set[str], site: str) -> None:
        """`pages` are those that the book has; `site` is where it is published."""
        self.entry, self.pages, self.site = entry, pages, site
        self.soup = BeautifulSoup((SITE / f"{entry.page}.html").read_text(), "html.parser")
        self.article = self.soup.select_one("article.bd-article")
        if self.article is None:
            raise SystemExit(f"{SITE / entry.page}.html has no article: run `make site`")
        self.title = self.article.find("h1").get_text().removesuffix("#").strip()

    def html(self) -> str:
        """The page's article."""
        for quiz in self.article.select("fieldset.quiz"):
            self._answer(quiz)
        for part in self.article.select(LEFT_OUT):
            part.decompose()
        for part in self.article.select("details"):
            part.name = "div"
        for token in self.article.select(".highlight pre span"):
            if not COLOURED.fullmatch(" ".join(token.get("class", []))):
                token.unwrap()
        self.article.smooth()
        for node in self.article.find_all(True):
            self._name(node)
            self._lower(node)
            self._lead(node)
        self.article["id"] = self.entry.page
        return str(self.article)

    def _answer(self, quiz: Tag) -> None:
        """Letters before the answers; below them the right one, with what is said of it."""
        choices = zip("abcdefgh", quiz.select("label.quiz-answer"), strict=False)
        for letter, answer in choices:
            choice = answer.find("input")
            if choice["data-right"] == "true":
                feedback = quiz.find("template", id=choice["data-feedback"])
                key = self.soup.new_tag("p", attrs={"class": "quiz-key"})
                key.append(f"Answer: {letter}. ")
                key.extend(list(feedback.contents)[1:])
                quiz.append(key)
            choice.replace_with(f"{letter}. ")
        for part in quiz.select("template, .quiz-feedback"):
            part.decompose()

    def _name(self, node: Tag) -> None:
        """Put the page before names, which are unique within a page only."""
        if "id" in node.attrs:
            node["id"] = f"{self.entry.page}--{node['id']}"
        for pointer in POINTERS:
            if pointer in node.attrs:
                names = str(node[pointer]).split()
                node[pointer] = " ".join(f"{self.entry.page}--{name}" for name in names)

    def _lower(self, node: Tag) -> None:
        """Headings stand below those of the part."""
        if node.name in ("h1", "h2", "h3", "h4", "h5"):
            node.name = f"h{min(int(node.name[1]) + self.entry.level - 1, 6)}"

    def _lead(self, node: Tag) -> None:
        """Links lead to a place in the book, or else to the published site."""
        if node.name == "a" and "href" in node.attrs:
            node["href"] = self._target(node["href"])
        if node.name == "img" and not urlsplit(node["src"]).scheme:
            node["src"] = ((SITE / self.entry.page).parent / unquote(node["src"])).as_uri()
        node.attrs.pop("loading", None)

    def _target(self, link: str) -> str:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return link
        path = urljoin(f"{self.entry.page}.html", parts.path)
        page = unquote(path).removesuffix(".html")
        if page not in self.pages:
            return urljoin(self.site, path)
        return f"#{page}--{unquote(parts.fragment)}" if parts.fragment else f"#{page}"


def style_sheets(page: Path) -> list[str]:
    """The style sheets that a page of the site loads, as addresses of files."""
    soup = BeautifulSoup(page.read_text(), "html.parser")
    links = [node["href"].split("?")[0] for node in soup.select("link[rel=stylesheet]")]
    return [(page.parent / unquote(link)).resolve().as_uri() for link in links]
