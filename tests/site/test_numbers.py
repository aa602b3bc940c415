"""Figures, formulas and exercises have numbers, and references show them."""

import re

import pytest
from pages import soup, toc


@pytest.mark.parametrize("page", toc())
class TestEveryPage:
    def test_its_figures_have_numbers(self, page):
        for figure in soup(page).select("article figure"):
            number = figure.select_one("figcaption .caption-number")
            assert number and re.fullmatch(r"Fig\. \d+ ", number.get_text()), figure.get("id")

    def test_its_exercises_have_numbers_and_solutions_name_theirs(self, page):
        exercises = {}
        for title in soup(page).select(".exercise > .admonition-title"):
            found = re.match(r"Exercise \d+", title.get_text())
            assert found, title.get_text()
            exercises[title.parent["id"]] = found[0]
        assert len(set(exercises.values())) == len(exercises)
        for link in soup(page).select(".solution a.reference.internal[href^='#ex-']"):
            if link.find_parent(class_=["admonition-title"]) or link.find_parent("summary"):
                assert exercises[link["href"][1:]] in link.get_text()

    def test_its_references_to_them_show_the_numbers(self, page):
        for link in soup(page).select("article a.reference.internal[href*='#fig-']"):
            assert re.search(r"\d", link.get_text()), link
        for link in soup(page).select("article a.reference.internal[href*='#equation-']"):
            assert re.fullmatch(r"\(\d+\)", link.get_text()), link
