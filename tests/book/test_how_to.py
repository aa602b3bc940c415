"""The page for students says what is so: files, commands, messages and pictures."""

import re
from functools import cache

import pytest
import yaml
from bs4 import BeautifulSoup
from pages import ROOT, SITE, toc
from pictures import FIRST_TRY, PICTURES, SECOND_TRY, SET, answered
from PIL import Image

from autograder import explain
from autograder.checks import CheckFailed
from autograder.course import requirement
from autograder.kernel import CellRun, Limits
from autograder.notebook import grade_id, is_test
from autograder.source import ProblemSet


PAGE = ROOT / "book" / "problem_sets" / "how_to.md"
TEXT = PAGE.read_text()
SHOWN = re.findall(r"\{figure\} pictures/(\w+)\.png", TEXT)


@cache
def problem_set():
    return ProblemSet(ROOT / "solutions" / SET / f"{SET}.md", requirement(ROOT / "_config.yml"))


def messages(answers, notebook):
    """What each test of the notebook says of the answers; "" if it passes."""
    sources = {grade_id(cell): cell.source for cell in answered(problem_set(), answers).cells}
    names, said = {}, {}
    exec(sources["imports"], names)
    for name in answers:
        exec(sources[name], names)
    for cell in filter(is_test, notebook.cells):
        try:
            exec(cell.source, names)
            said[grade_id(cell)] = ""
        except CheckFailed as failure:
            said[grade_id(cell)] = str(failure)
    return said


def described(picture):
    """What a reader who does not see the picture is told, as one line."""
    block = re.search(rf"pictures/{picture}\.png\n---\n.*?alt: >-\n(.*?)---", TEXT, re.S)
    return " ".join(block[1].split())


def test_all_pictures_are_there_and_none_is_left_over():
    assert len(SHOWN) >= 6
    assert sorted(f"{name}.png" for name in SHOWN) == sorted(p.name for p in PICTURES.iterdir())


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_is_small_sharp_and_described(name):
    path = PICTURES / f"{name}.png"
    assert path.stat().st_size < 150_000
    with Image.open(path) as picture:
        assert 1200 <= picture.width <= 1600
    assert len(described(name)) > 60


def test_the_notebooks_that_it_names_are_released():
    released = {path.parent.name for path in (ROOT / "solutions").glob("*/*.md")}
    named = re.findall(r"(ps\d\d\w*)(?: \(1\))?\.ipynb", TEXT)
    assert named and set(named) <= released


def test_it_installs_what_the_first_cell_installs():
    install = f'"{requirement(ROOT / "_config.yml")}"'
    assert install in TEXT
    first = next(cell for cell in problem_set().release.cells if cell.cell_type == "code")
    assert install in first.source


def test_binder_starts_from_the_repository_and_finds_its_environment():
    repository = yaml.safe_load((ROOT / "_config.yml").read_text())["repository"]
    slug = repository["url"].removeprefix("https://github.com/")
    assert f"https://mybinder.org/v2/gh/{slug}/{repository['branch']}?" in TEXT
    assert (ROOT / "binder" / "requirements.txt").is_file()


def test_the_pythons_that_it_names_are_those_of_the_package():
    supported = re.search(r'requires-python = ">=3\.(\d+),<3\.(\d+)"', _project())
    first, last = int(supported[1]), int(supported[2])
    assert re.findall(r"3\.(1\d)\b", TEXT) == [str(n) for n in range(first, last)]


def _project():
    return (ROOT / "pyproject.toml").read_text()


def test_a_cell_has_a_minute():
    assert "more than a minute is stopped" in TEXT
    assert Limits().cell_seconds == 60


def test_the_message_in_the_picture_is_what_the_test_says():
    said = messages(FIRST_TRY, problem_set().release)
    assert [name for name, message in said.items() if message] == ["test_replace_negatives"]
    message = said["test_replace_negatives"]
    for part in ("1 of 5 entries differ; entry [2] is 0.5, expected 0.", "Hint: Only entries"):
        assert part in message
        assert part in described("failure")
    assert "\nRead: https://" in message


def test_the_second_mistake_is_found_by_a_hidden_test_alone():
    assert set(messages(SECOND_TRY, problem_set().release).values()) == {""}
    said = messages(SECOND_TRY, problem_set().source)
    assert [name for name, message in said.items() if message] == ["test_summarize_2"]
    assert "['max'] is 0; expected -16.37858" in said["test_summarize_2"]


def test_the_message_on_a_renamed_function_is_quoted_right():
    task = explain.Task("celsius_to_kelvin", ["to_kelvin"], CellRun("ok"))
    error = "name 'celsius_to_kelvin' is not defined"
    said = explain.failure(CellRun("error", error="NameError", message=error), task)
    quoted = "`celsius_to_kelvin` is not defined. Your cell defines `to_kelvin`"
    assert quoted in said and quoted in TEXT


def test_every_set_leads_to_it():
    for page in toc():
        if re.search(r"problem_sets/(ps\d\d|index)", page):
            article = BeautifulSoup((SITE / f"{page}.html").read_text(), "html.parser").article
            assert article.find("a", href="how_to.html"), page
