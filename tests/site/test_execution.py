"""Pages are executed several at once, and again when what they come from has changed."""

import shutil
import subprocess
import sys

import pytest
from pages import ROOT
from tiny_course import FRONT_MATTER


pytestmark = pytest.mark.slow
CONF = """
import sys
sys.path.insert(0, {extensions!r})
extensions = ["myst_nb", "execution"]
html_theme = "basic"
nb_execution_mode = "cache"
nb_execution_cache_path = {cache!r}
nb_execution_show_tb = True
"""
# Counts its executions, and uses a module and a file of the project.
PAGE = f"""{FRONT_MATTER}
# Page {{name}}

```{{{{code-cell}}}} ipython3
import sys
sys.path.insert(0, {{root!r}})
with open({{runs!r}}, "a") as runs:
    runs.write({{name!r}})
{{code}}
```
"""
WAIT = """
import pathlib, time
here, there = pathlib.Path({folder!r}, {mine!r}), pathlib.Path({folder!r}, {other!r})
here.touch()
for _ in range(600):
    time.sleep(0 if there.exists() else 0.1)
print("met" if there.exists() else "alone")
"""
BEGIN = "import datetime, time; now = datetime.datetime.now; "
NOTE = "open({ran!r}, 'a').write(f'{name} {{began.timestamp()}} {{now().timestamp()}}\\n')"
SLEEP = "began = now(); time.sleep({seconds}); "
NEXT_CELL = "\n```\n\n```{code-cell} ipython3\n"
JAX = """
from types import SimpleNamespace
__version__ = "9.9"
def devices():
    return [SimpleNamespace(platform={platform!r}, device_kind={kind!r})]
"""


class Book:
    """A book of a few pages with a kernel each, on a machine whose JAX is made up."""

    def __init__(self, folder, monkeypatch):
        self.root, self.runs = folder / "book", folder / "runs"
        self.jax, self.out = folder / "machine" / "jax", folder / "site"
        self.root.mkdir()
        self.jax.mkdir(parents=True)
        self.device("cpu", "cpu")
        monkeypatch.setenv("PYTHONPATH", str(self.jax.parent))
        monkeypatch.delenv("PAGES_AT_ONCE", raising=False)
        settings = {"extensions": str(ROOT / "book/_ext"), "cache": str(folder / "cache")}
        (self.root / "conf.py").write_text(CONF.format(**settings))
        (self.root / "requirements.txt").write_text("jax==9.9\n")

    def device(self, platform, kind):
        (self.jax / "__init__.py").write_text(JAX.format(platform=platform, kind=kind))

    def page(self, name, code):
        text = PAGE.format(name=name, root=str(self.root), runs=str(self.runs), code=code)
        (self.root / f"{name}.md").write_text(text)

    def build(self):
        """What the build says, and the names of the pages that were executed."""
        pages = sorted(path.stem for path in self.root.glob("*.md") if path.stem != "index")
        lines = ["# Contents", "", "```{toctree}", *pages, "```", ""]
        (self.root / "index.md").write_text("\n".join(lines))
        self.runs.write_text("")
        command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", self.root, self.out]
        result = subprocess.run(command, capture_output=True, text=True)
        return result, "".join(sorted(self.runs.read_text()))


@pytest.fixture
def book(tmp_path, monkeypatch):
    return Book(tmp_path, monkeypatch)


def test_what_has_changed_is_executed_again_and_nothing_else(book):
    (book.root / "helper.py").write_text("rate = 1\n")
    (book.root / "data.csv").write_text("1,2\n")
    book.page("a", "import helper\nprint(helper.rate)")
    book.page("b", "file = 'data.csv'")
    book.page("c", "print('alone')")

    def executed():
        result, pages = book.build()
        assert result.returncode == 0, result.stderr
        return pages

    assert executed() == "abc"
    assert executed() == ""
    shutil.rmtree(book.out)
    assert executed() == ""
    book.page("c", "print('changed')")
    assert executed() == "c"
    (book.root / "helper.py").write_text("rate = 2\n")
    assert executed() == "a"
    assert ">2\n<" in (book.out / "a.html").read_text()
    (book.root / "data.csv").write_text("3,4\n")
    assert executed() == "b"
    (book.root / "requirements.txt").write_text("jax==9.9\n    # via a course\n")
    assert executed() == ""
    (book.root / "requirements.txt").write_text("jax==9.9.1\n")
    assert executed() == "abc"
    book.device("gpu", "NVIDIA H200")
    assert executed() == "abc"


@pytest.mark.parametrize(("at_once", "said"), [("2", "met"), ("1", "alone")])
def test_pages_run_at_once(book, tmp_path, monkeypatch, at_once, said):
    """Each of two pages waits for the other one to have begun."""
    monkeypatch.setenv("PAGES_AT_ONCE", at_once)
    wait = WAIT if said == "met" else WAIT.replace("600", "6")
    for mine, other in ("ab", "ba"):
        book.page(mine, wait.format(folder=str(tmp_path), mine=mine, other=other))
    result, _ = book.build()
    assert result.returncode == 0, result.stderr
    assert said in "".join((book.out / f"{name}.html").read_text() for name in "ab")


def test_a_cell_that_times_runs_alone(book, tmp_path, monkeypatch):
    """Each page has cells that only work, and one that reads a clock by way of a function."""
    monkeypatch.setenv("PAGES_AT_ONCE", "2")
    ran = tmp_path / "ran"
    for page in "ab":
        note, timed = (NOTE.format(ran=str(ran), name=name) for name in (page, "timed"))
        work = BEGIN + SLEEP.format(seconds=0.2) + note
        clock = "def seconds(f):\n    a = time.perf_counter(); f(); return time.perf_counter() - a"
        times = f"began = now(); seconds(lambda: time.sleep(1)); {timed}"
        cells = [BEGIN, clock, *[work] * 6, times, *[work] * 6]
        book.page(page, NEXT_CELL.join(cells))
    result, _ = book.build()
    assert result.returncode == 0, result.stderr
    spans = [(line[0], *map(float, line[1:])) for line in map(str.split, ran.open())]
    timed = [span for span in spans if span[0] == "timed"]
    assert len(spans) == 26 and len(timed) == 2
    assert not [s for t in timed for s in spans if s != t and overlap(s, t)]
    a, b = ([span for span in spans if span[0] == page] for page in "ab")
    assert [s for s in a for t in b if overlap(s, t)], "No cells ran side by side."


def overlap(one, other):
    return one[1] < other[2] and other[1] < one[2]


def test_a_page_that_fails_is_reported_and_executed_again_next_time(book):
    (book.root / "helper.py").write_text("eggs = 1\n")
    book.page("a", "import helper\nhelper.eggs")
    assert book.build()[0].returncode == 0
    (book.root / "helper.py").write_text("")
    assert "has no attribute 'eggs'" in book.build()[0].stderr
    book.page("a", "spam + eggs")
    book.page("b", "print('fine')")
    result, _ = book.build()
    assert result.returncode != 0
    assert "a.md: WARNING: Executing notebook failed" in result.stderr
    assert "name 'spam' is not defined" in result.stderr
    book.page("a", "print('mended')")
    assert [book.build()[0].returncode, book.build()[1]] == [0, ""]
