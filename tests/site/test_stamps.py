"""Pages say when and on what they were executed, also when another machine builds them anew."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pages import ROOT, soup, toc
from tiny_course import FRONT_MATTER


EXECUTED = [page for page in toc() if "kernelspec:" in (ROOT / f"{page}.md").read_text()[:400]]
STAMP = re.compile(
    r"\d+ min read · last executed on \d+ [A-Z][a-z]+ 20\d\d in \d+ s"
    r", JAX [\d.]+ on .+ · all pages"
)


@pytest.mark.parametrize("page", EXECUTED)
def test_an_executed_page_says_when_and_on_what(page):
    (stamp,) = soup(page).select("article .page-stamp")
    assert STAMP.fullmatch(stamp.get_text()), stamp


def test_other_pages_have_no_stamp():
    assert [p for p in toc() if p not in EXECUTED and soup(p).select(".page-stamp")] == []


def test_the_status_page_lists_each_executed_page_once():
    status = "book/reference/status"
    rows = [row.select("td") for row in soup(status).select("article tbody tr")]
    names = [cells[0].get_text() for cells in rows]
    assert names == [soup(page).h1.get_text().rstrip("#") for page in EXECUTED]
    assert all(all(cell.get_text() for cell in cells) for cells in rows)


CONF = """
import sys
sys.path.insert(0, {extensions!r})
extensions = ["myst_nb", "page_kernels", "page_stamp", "page_status"]
html_theme = "basic"
nb_execution_mode = "cache"
nb_execution_cache_path = {cache!r}
"""
PAGE = f"""{FRONT_MATTER}
# A page

{"word " * 600}

```{{code-cell}} ipython3
import jax

# {"word " * 3000}
print({"'word '"} * 3000)
```

```{{page-status}}
```
"""
JAX = """
from types import SimpleNamespace
__version__ = {version!r}
def devices():
    return [SimpleNamespace(platform="gpu", device_kind={device!r})] * {count}
"""


def machine(folder, version, device, count=1):
    """A machine's JAX, as far as a page asks it."""
    (folder / "jax").mkdir(parents=True)
    text = JAX.format(version=version, device=device, count=count)
    (folder / "jax/__init__.py").write_text(text)
    return folder


def build(source, out, where, monkeypatch):
    """The stamp and the status of the page, when the machine `where` builds it."""
    monkeypatch.setenv("PYTHONPATH", str(where))
    command = [sys.executable, "-m", "sphinx", "-q", "-W", source, out]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stderr == ""
    page = BeautifulSoup((out / "index.html").read_text(), "html.parser")
    status = " ".join(cell.get_text() for cell in page.select("td"))
    return page.select_one(".page-stamp").get_text(), status


@pytest.mark.slow
def test_a_page_from_the_cache_keeps_the_stamp_of_its_run(tmp_path, monkeypatch):
    source = tmp_path / "source"
    source.mkdir()
    extensions, cache = str(ROOT / "book/_ext"), str(tmp_path / "cache")
    (source / "conf.py").write_text(CONF.format(extensions=extensions, cache=cache))
    (source / "index.md").write_text(PAGE)
    theirs = machine(tmp_path / "theirs", "0.7.2", "NVIDIA H200", count=4)
    ours = machine(tmp_path / "ours", "0.12.0", "TPU v5")

    stamp, status = first = build(source, tmp_path / "site", theirs, monkeypatch)
    assert stamp.startswith("3 min read")
    assert stamp.endswith("JAX 0.7.2 on 4 × NVIDIA H200")
    assert "0.7.2 4 × NVIDIA H200" in status

    shutil.rmtree(tmp_path / "site")
    assert build(source, tmp_path / "site", ours, monkeypatch) == first

    path = Path(source / "index.md")
    path.write_text(path.read_text().replace("import jax", "import jax as another"))
    assert build(source, tmp_path / "site", ours, monkeypatch)[0].endswith("JAX 0.12.0 on TPU v5")
