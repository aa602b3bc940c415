"""Where the buttons of the built site lead: notebooks that open in Colab, on Binder, anywhere."""

import ast
import json
import os
import re
import sys
from functools import cache
from importlib import metadata
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from zipfile import ZipFile

import nbformat
import pytest
import yaml
from IPython.core.inputtransformer2 import TransformerManager
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pages import ROOT, SITE, launched, soup, toc


SPHINX_SYNTAX = re.compile(r"`{3,}\s*\{|:{3,}|\{[a-z:-]+\}`|^\([\w:-]+\)=|^% ", re.MULTILINE)
CODE = re.compile(r"^(`{3,}).*?^\1$|(`+)(?!`).+?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)
SERVER = {"jupyterlab", "nbgitpuller"}


@cache
def links(page, group):
    """Text and address of each entry in a menu of the page's header."""
    entries = soup(page).select(f".dropdown-{group} a[href]")
    return {entry.get_text(strip=True): entry["href"] for entry in entries}


def there(link):
    """Whether the built site has a file, and the place in it that a link names."""
    path, _, anchor = unquote(link).partition("#")
    return (SITE / path).exists() and (not anchor or anchor in anchors(path))


@cache
def anchors(path):
    return set(re.findall(r'\bid="([^"]+)"', (SITE / path).read_text()))


@pytest.fixture(scope="module")
def config():
    assert (SITE / "index.html").is_file(), "the book is not built: run `make site`"
    return yaml.safe_load((ROOT / "_config.yml").read_text())


@pytest.mark.parametrize("page", launched())
class TestEveryNotebook:
    def test_colab_opens_it(self, config, page):
        slug = urlsplit(config["repository"]["url"]).path
        colab = f"https://colab.research.google.com/github{slug}/blob/notebooks/"
        assert links(page, "launch-buttons")["Colab"] == f"{colab}{page}.ipynb"
        assert (SITE / f"_notebooks/{page}.ipynb").is_file()

    def test_binder_opens_it(self, config, page):
        link = urlsplit(links(page, "launch-buttons")["Binder"])
        slug, branch = urlsplit(config["repository"]["url"]).path, config["repository"]["branch"]
        assert (link.netloc, link.path) == ("mybinder.org", f"/v2/gh{slug}/{branch}")
        pull = urlsplit(parse_qs(link.query)["urlpath"][0])
        assert (pull.path, parse_qs(pull.query)) == (
            "git-pull",
            {
                "repo": [config["repository"]["url"]],
                "branch": ["notebooks"],
                "urlpath": [f"lab/tree/{slug.split('/')[-1]}/{page}.ipynb"],
            },
        )

    def test_it_is_downloaded_as_notebook_and_as_text(self, page):
        files = links(page, "download-buttons")
        paths = {end: (SITE / page).parent / unquote(files[end]) for end in (".ipynb", ".md")}
        notebook = json.loads(paths[".ipynb"].read_text())
        code = next(c["source"] for c in notebook["cells"][::-1] if c["cell_type"] == "code")
        assert "".join(code).strip() in paths[".md"].read_text()

    def test_it_is_a_notebook_without_outputs_and_sphinx(self, page):
        notebook = nbformat.read(SITE / f"_notebooks/{page}.ipynb", as_version=4)
        nbformat.validate(notebook)
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                assert not SPHINX_SYNTAX.search(CODE.sub("", cell.source))
            else:
                assert cell.outputs == []

    def test_its_links_lead_somewhere_from_everywhere(self, config, page):
        notebook = nbformat.read(SITE / f"_notebooks/{page}.ipynb", as_version=4)
        prose = "\n".join(CODE.sub("", c.source) for c in notebook.cells if c.cell_type != "code")
        prose = re.sub(r"\$[^$]+\$", "", prose)
        found = re.findall(r"(?<!\\)\]\(([^)\s]+)\)|(?:href|src)=\"([^\"]+)", prose)
        targets = {markdown or html for markdown, html in found}
        assert {t for t in targets if not t.startswith(("https://", "attachment:"))} == set()
        site = config["html"]["baseurl"]
        assert {
            t for t in targets if t.startswith(site) and not there(t.removeprefix(site))
        } == set()


def test_each_problem_set_is_its_release():
    for page in (page for page in launched() if "/ps" in page):
        release = ROOT / "_build/release" / f"{Path(page).name}.ipynb"
        published = SITE / f"_notebooks/{page}.ipynb"
        assert nbformat.read(published, 4) == nbformat.read(release, 4)


def binder():
    """What Binder installs beside this repository, by name."""
    lines = (ROOT / "binder/requirements.txt").read_text().splitlines()
    return {line for line in lines if line and not line.startswith(("#", "--", "./"))}


def with_what_they_need(names):
    """The installed packages that `names` bring."""
    todo, found = list(names), set()
    while todo:
        name = canonicalize_name(todo.pop())
        if name not in found:
            found.add(name)
            needs = map(Requirement, metadata.requires(name) or [])
            todo += [n.name for n in needs if not n.marker or n.marker.evaluate({"extra": ""})]
    return found


def test_binder_has_what_pages_import_and_nothing_in_vain(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "book/_ext")
    from launch.install import distribution, imports

    modules = set()
    for page in launched():
        notebook = nbformat.read(SITE / f"_notebooks/{page}.ipynb", as_version=4)
        modules |= imports([cell.source for cell in notebook.cells if cell.cell_type == "code"])
    needed = {distribution(module) for module in modules - sys.stdlib_module_names} - {None}
    pages = binder() - SERVER
    assert needed - with_what_they_need({"jax-course-autograder", *pages}) == set()
    assert pages - needed == set()


def test_binder_has_the_locked_versions_and_the_published_python():
    assert "--constraint ../requirements.txt" in (ROOT / "binder/requirements.txt").read_text()
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text())
    setup = next(
        s for s in workflow["jobs"]["build"]["steps"] if "setup-python" in s.get("uses", "")
    )
    version = (ROOT / "binder/runtime.txt").read_text().strip()
    assert version == f"python-{setup['with']['python-version']}"


@pytest.mark.parametrize("page", launched())
def test_its_cells_are_python_and_the_first_one_of_a_problem_set_installs(page):
    notebook = nbformat.read(SITE / f"_notebooks/{page}.ipynb", as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in cells:
        if "raises-exception" not in cell.metadata.get("tags", []):
            ast.parse(TransformerManager().transform_cell(cell.source))
    if "/ps" in page:
        assert cells[0].source.startswith("try:\n    import autograder")
        assert "%pip install" in cells[0].source


def test_live_code_runs_what_the_page_shows_and_what_it_hides():
    offered = [page for page in launched() if soup(page).select("#live-code")]
    assert "book/foundations/jit" in offered
    assert "book/foundations/why_jax" not in offered
    for page in launched():
        assert bool(soup(page).select("a[href='#live-code']")) == (page in offered), page
    for page in offered:
        assert soup(page).select_one("#live-code")["data-build"] == build(page)
        code = json.loads(soup(page).select_one("#live-code script").string)
        assert code.count(None) == len(soup(page).select("article div.cell_input")), page
        notebook = json.loads((SITE / f"_notebooks/{page}.ipynb").read_text())
        kept = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
        assert len(kept) == len(code) and (not code[0] or code[0] == kept[0]), page


def build(page):
    """Where Binder makes the machine that the page's Binder button opens."""
    link = urlsplit(links(page, "launch-buttons")["Binder"])
    return f"https://mybinder.org{link.path.replace('/v2/', '/build/')}"


class TestAllNotebooksInOneFile:
    @pytest.fixture
    def folder(self, config, tmp_path):
        """The folder that a reader unpacks."""
        link = soup("book/reference/setup").select_one("article a[href$='-notebooks.zip']")["href"]
        with ZipFile(SITE / "book/reference" / link) as file:
            assert file.testzip() is None
            assert len({entry.date_time for entry in file.infolist()}) == 1
            file.extractall(tmp_path)
        (folder,) = tmp_path.iterdir()
        return folder

    def test_it_holds_every_notebook_as_published(self, folder):
        found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.ipynb")}
        assert found == {f"{page.removeprefix('book/')}.ipynb" for page in launched()}
        for page in launched():
            text = (folder / f"{page.removeprefix('book/')}.ipynb").read_text()
            assert text == (SITE / f"_notebooks/{page}.ipynb").read_text()
            nbformat.validate(nbformat.reads(text, as_version=4))

    def test_its_list_names_each_with_its_title_in_the_order_of_the_book(self, folder):
        listed = re.findall(r"^- \[(.+)\]\((.+)\)$", (folder / "README.md").read_text(), re.M)
        assert [path for _, path in listed] == [
            f"{page.removeprefix('book/')}.ipynb" for page in toc() if page in launched()
        ]
        for title, path in listed:
            assert title in (folder / path).read_text()

    def test_it_says_under_which_licence_it_is(self, folder):
        assert (folder / "LICENSE").read_text() == (ROOT / "LICENSE").read_text()

    def test_it_is_in_each_download_menu(self):
        for page in launched():
            link = links(page, "download-buttons")["All notebooks"]
            assert there(os.path.normpath(Path(page).parent / link)), page
