"""Pages as notebooks: what the exporter writes of each construct, in a small book."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from pages import ROOT, SITE
from small_book import SMALL, sphinx


@pytest.fixture(scope="session")
def exported(small):
    """Reads a notebook of the small book: its cells."""
    return lambda page: nbformat.read(small / f"_notebooks/{page}.ipynb", as_version=4).cells


@pytest.fixture
def text(exported):
    """All Markdown on the page `text`."""
    return "\n\n".join(cell.source for cell in exported("text"))


FAILING = ["-W", "--keep-going"]
ADDRESS = "https://example.org/course"
CONSTRUCTS = {
    "emphasis": "Plain, *slanted*, **bold**, `code`, ``a `tick` ``,",
    "what Markdown would read": r"3\*4, \$5, a_b, 1 < 2, \<b>",
    "a link": "[a link](https://jax.dev/a_%28b%29)",
    "no list": "1\\. not a list\n\n\\- nor this",
    "lists": "- one\n- two\n  1. first\n  2. second",
    "a list of paragraphs": "3. three\n\n   with a second paragraph\n\n4. four",
    "a definition": "- **term**: What it means.",
    "a reference to a section": f"[A place]({ADDRESS}/words.html#a-place)",
    "a reference with a text": f"[here]({ADDRESS}/words.html#a-place)",
    "a reference to a page": f"[Words]({ADDRESS}/words.html)",
    "a term": f"[tracer]({ADDRESS}/words.html#term-tracer)",
    "a reference to a formula": f"[(1)]({ADDRESS}/text.html#equation-eq-euler)",
    "a reference to a table": f"[Table 1]({ADDRESS}/text.html#tab-one)",
    "a footnote": "a note.<sup>1</sup>",
    "what a footnote says": "<sup>1</sup> What the note says.",
    "a formula in a line": "The rate $r^*$ and",
    "a numbered formula": "$$\nu'(c)\n= \\beta u'(d)\n\\tag{1}\n$$",
    "a formula without a number": "$$\na = b\n$$",
    "the title of a table": "**Table 1.** Two columns",
    "a table": "| name | value |\n| :--- | ---: |\n| `x` | $\\vert x\\vert $ |\n| a\\|b | **2** |",
    "a table without a header": "|  |  |\n| --- | --- |\n| no | header |",
    "a warning": "> **Warning**\n>\n> Take *care*.\n>\n> - of this",
    "an admonition": "> **By the way**\n>\n> Short.",
    "see also": "> **See also**\n>\n> The rest.",
    "a quotation": "> A quotation.",
    "a card": f"**[A card]({ADDRESS}/words.html)**\n\nWhat is on it.",
    "tabs": "**Linux**\n\nDo this.\n\n**Windows**\n\nDo that.",
    "code that is not run": "```bash\nmake site\n```",
    "a figure": f"![A black square.]({ADDRESS}/_images/square.svg)",
    "a caption": "**Fig. 1.** A square. It is *black*.",
    "HTML": "<b>HTML</b>",
    "a line across": "\n\n---\n\nThe end.",
}


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_a_construct_reads_well_in_jupyter(text, construct):
    assert CONSTRUCTS[construct] in text


def test_citations_and_downloads_are_links(text):
    assert re.search(rf"Walras \\\[\[1874\]\({ADDRESS}/words.html#id\d+\)\\\]", text)
    assert re.search(rf"\[`the list`\]\({ADDRESS}/_downloads/\w+/references.bib\)", text)


def test_comments_and_scripts_are_left_out(text):
    assert "a comment" not in text
    assert "script" not in text


def test_a_heading_starts_a_cell(exported):
    headings = [cell.source.split("\n")[0] for cell in exported("text")]
    assert headings[:3] == ["# Text", "## Lists", "## References"]


def test_the_first_code_cell_installs_what_colab_lacks(exported):
    title, install, *_ = exported("cells")
    assert title.source == "# Cells"
    locked = dict(re.findall(r"^(\w+)==([\d.]+)$", (ROOT / "requirements.txt").read_text(), re.M))
    assert install.source == "\n\n".join(
        f"try:\n    import {name}\nexcept ImportError:\n"
        f'    %pip install --quiet "{name}>={locked[name]}"'
        for name in ("equinox", "optax")
    )


def test_nothing_is_installed_where_nothing_is_imported(exported):
    assert "pip" not in "".join(cell.source for cell in exported("text"))


@pytest.mark.parametrize(
    ("code", "hidden"),
    [
        ("hidden = 1", {"source_hidden"}),
        ("removed = 2", {"source_hidden", "outputs_hidden"}),
        ("without_input = 3", {"source_hidden"}),
        ("%time wrong", set()),
        ("1 + 1", {"source_hidden", "outputs_hidden"}),
    ],
)
def test_a_cell_that_the_page_hides_is_folded(exported, code, hidden):
    cell = next(cell for cell in exported("cells") if cell.source == code)
    assert set(cell.metadata.get("jupyter", {})) == hidden
    assert (cell.metadata.get("cellView") == "form") == bool(hidden)


def test_tags_are_kept_and_outputs_are_not(exported):
    cells = [cell for cell in exported("cells") if cell.cell_type == "code"]
    assert cells[-2].metadata.tags == ["raises-exception"]
    drawn = [cell for cell in exported("figures") if cell.cell_type == "code"]
    assert not any(cell.outputs for cell in cells + drawn)


def test_exercises_have_numbers_and_closed_solutions(exported):
    cells = [cell.source for cell in exported("cells")]
    name = "Exercise 1 (Add)"
    closed = "<details>\n<summary><b>Solution to {}</b></summary>\n\n{}\n\n</details>"
    place = next(i for i, source in enumerate(cells) if source.startswith(f"### {name}"))
    assert cells[place] == f"### {name}\n\nAdd **two** numbers.\n\n" + closed.format(name, "First:")
    assert cells[place + 1] == "1 + 1"
    assert cells[place + 2].startswith(closed.format(name, "That was it."))
    assert f"As in [Exercise 1]({ADDRESS}/cells.html#ex-add)." in cells[place + 2]
    assert cells[place + 3].startswith("### Exercise\n\nAnother one.")


def test_a_quiz_keeps_its_answers_closed(exported):
    question, answers = exported("cells")[-1].source.split("<details>")
    assert question.endswith("**Question.** What is `1 + 1`?\n\n- `1`\n- `2`\n\n")
    assert "- `1`\\\n  **Not this one.** Too *small*.\n- `2`\\\n  **Right.** Two." in answers


def test_the_caption_of_a_drawn_figure_stays(exported):
    drawn = next(c.source for c in exported("figures") if c.source.startswith("**Fig. 2.**"))
    assert drawn.startswith("**Fig. 2.** A square that is *drawn*.")
    assert f"[Fig. 2]({ADDRESS}/figures.html#fig-drawn), and the answer is 42." in drawn


def test_a_figure_that_moves_leads_to_its_page(exported, small):
    last = exported("figures")[-1].source
    link = f"[On the page it moves.]({ADDRESS}/figures.html#fig-moves)"
    assert last == f"**Fig. 3.** A square that moves.\n\n{link}\n\nThe end."
    figure = (small / "figures.html").read_text().partition('id="fig-moves"')[2]
    assert figure.index("<img") < figure.index('type="range"') < figure.index("<figcaption")


def test_pages_that_are_not_run_have_no_notebook(small):
    names = {path.stem for path in (small / "_notebooks").iterdir()}
    assert names == {"text", "cells", "figures"}
    assert "colab" not in (small / "words.html").read_text()


def test_the_same_page_gives_the_same_notebook(small, tmp_path):
    sphinx(SMALL, tmp_path / "html")
    for path in (small / "_notebooks").iterdir():
        assert path.read_bytes() == (tmp_path / "html/_notebooks" / path.name).read_bytes()


HEADER = (SMALL / "text.md").read_text().split("# Text")[0]


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("```{eval-rst}\n-a  An option.\n```\n", "index.md:15: WARNING: .* show a option_list"),
        ("> Said:\n>\n> {kbd}`a` {menuselection}`A --> B`\n", None),
        ("```{code-cell}\nimport nowhere_at_all\n```\n", "index.md: WARNING: .* nowhere_at_all"),
    ],
)
def test_what_cannot_be_exported_is_named_with_its_place(tmp_path, page, problem):
    (tmp_path / "index.md").write_text(f"{HEADER}# A page\n\n{page}")
    code, said = sphinx(tmp_path, tmp_path / "_build/html", "-D", "bibtex_bibfiles=", *FAILING)
    assert code == bool(problem)
    assert len(said.splitlines()) == bool(problem)
    assert not problem or re.search(problem, said)


@pytest.fixture(scope="module")
def colab(tmp_path_factory):
    """The programs of an environment like Colab's: its packages, as far as they are locked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "book/_ext")
        from launch.install import COLAB, distribution

    environment = tmp_path_factory.mktemp("colab")
    packages = filter(None, map(distribution, COLAB))
    uv, locked = Path(sys.executable).with_name("uv"), ROOT / "requirements.txt"
    commands = [
        [uv, "venv", "--quiet", "--clear", "--seed", "--python", sys.executable, environment],
        [uv, "pip", "install", "--quiet", "--python", environment, "--constraint", locked]
        + ["nbclient", *packages],
    ]
    for command in commands:
        subprocess.run(command, check=True)
    return environment / "bin"


@pytest.fixture
def run_in_colab(colab, tmp_path):
    """Runs a notebook there: its code cells, and the sources of those that raised an error."""

    def run(published):
        notebook = shutil.copy(published, tmp_path)
        path = {**os.environ, "PATH": f"{colab}:{os.environ['PATH']}"}
        command = [colab / "jupyter-execute", "--inplace", notebook]
        subprocess.run(command, check=True, env=path, cwd=tmp_path)
        cells = [c for c in nbformat.read(notebook, as_version=4).cells if c.cell_type == "code"]
        return cells, [c for c in cells for o in c.outputs if o.output_type == "error"]

    return run


@pytest.mark.slow
def test_a_notebook_runs_where_colab_has_no_more_than_we_think(small, run_in_colab):
    cells, errors = run_in_colab(small / "_notebooks/cells.ipynb")
    assert {cell.source for cell in errors} == {"%time wrong"}
    assert cells[-1].outputs[0].data["text/plain"] == "2"


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", ["index", "book/foundations/jax_intro", "book/foundations/pytrees"]
)
def test_a_chapter_runs_in_colab(run_in_colab, page):
    cells, errors = run_in_colab(SITE / f"_notebooks/{page}.ipynb")
    assert all("raises-exception" in cell.metadata.get("tags", []) for cell in errors)
    assert all(cell.execution_count for cell in cells)
