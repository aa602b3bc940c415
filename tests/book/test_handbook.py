"""The handbook, followed to the letter from an empty folder."""

import re
import shutil
import sys
from pathlib import Path

import pytest
import typer
from handbook import Reader, steps
from pages import ROOT

from autograder.cli import app


PAGES = ROOT / "book" / "instructors"
BIN = str(Path(sys.executable).parent)


def copy(folder):
    """The repository as one gets it, without what is made in it."""
    ignored = shutil.ignore_patterns(
        ".git", ".venv*", "_build", "course", "node_modules", "__pycache__"
    )
    return Path(shutil.copytree(ROOT, folder / "course", ignore=ignored))


@pytest.mark.slow
def test_a_problem_set_is_written_from_start_to_finish(tmp_path):
    page = PAGES / "new_problem_set.md"
    assert len([step for step in steps(page) if step.file]) >= 6
    reader = Reader(copy(tmp_path), BIN, {})
    reader.follow(page)


@pytest.mark.slow
@pytest.mark.sandbox
def test_a_course_from_an_empty_folder_to_the_scores(tmp_path):
    remote = tmp_path / "remote.git"
    address = "git@git.example.edu:econ/jax-course.git"
    git = "git -c user.name=A -c user.email=a@example.edu"
    instead = {
        "git clone https://github.com/jax-for-economists/course": (
            f"cd course && git init -q -b main && {git} add . && {git} commit -qm start"
            " && git remote add origin /upstream"
        ),
        "make venv": "true",
        "source .venv/bin/activate": "true",
        f"git remote add origin {address}": (
            f"git init -q --bare {remote} && git remote add origin {remote}"
        ),
    }
    copy(tmp_path)
    Reader(tmp_path, BIN, instead).follow(PAGES / "running_a_course.md")


def test_every_command_and_option_that_a_page_names_exists():
    known = typer.main.get_command(app).commands
    seen = set()
    for page in [
        *PAGES.glob("*.md"),
        *(ROOT / "book" / "problem_sets").glob("*.md"),
        ROOT / "README.md",
    ]:
        for command, rest in re.findall(r"\bautograder ([a-z]+)\b([^`#\n]*)", page.read_text()):
            if command not in known:
                assert f"`autograder {command}" not in page.read_text(), (page.name, command)
                continue
            options = {word for p in known[command].params for word in p.opts + p.secondary_opts}
            for option in re.findall(r"(?<=\s)(--?[a-z-]+)", rest):
                assert option in options, (page.name, command, option)
            seen.add(command)
    assert seen == set(known)
