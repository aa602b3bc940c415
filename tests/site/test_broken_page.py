"""A book with a cell that fails is not published: the build stops and says where."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pages import ROOT
from tiny_course import FRONT_MATTER


PAGE = (
    FRONT_MATTER
    + """
# A page

```{code-cell} ipython3
spam = 1
```

```{code-cell} ipython3
spam + eggs
```
"""
)


@pytest.mark.slow
def test_a_broken_cell_fails_the_build_and_is_named(tmp_path):
    for name in ("_config.yml", "book", "solutions", "autograder"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: broken\n")
    (tmp_path / "broken.md").write_text(PAGE)
    result = subprocess.run(
        [Path(sys.executable).parent / "jupyter-book", "build", ".", "-W", "-n", "--keep-going"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    said = result.stdout + result.stderr
    assert result.returncode != 0
    assert "broken.md" in said
    assert "spam + eggs" in said
    assert "name 'eggs' is not defined" in said
