"""The report on a class: its figures are right, and it holds what an instructor asks for."""

import re
from dataclasses import replace
from urllib.parse import unquote

import graded_course
import numpy as np
import pytest
from bs4 import BeautifulSoup
from made_up_class import PARTS, absent, answers, scored, standing, verdict
from typer.testing import CliRunner

from autograder import report
from autograder.cli import app
from autograder.exporting.standing import Part
from autograder.report import failures, page, summary
from autograder.roster import Student


ATTACK = "<script>alert(1)</script>"


def shown(standings, **more):
    """The report as a reader sees it."""
    made = page.page("Tiny set", standings, answers(), {}, **more)
    return BeautifulSoup(made, "html.parser")


def words(soup):
    return " ".join(soup.main.get_text(" ").split())


def facts(soup):
    names, values = soup.select("dl.facts dt"), soup.select("dl.facts dd")
    return {n.text: v.text for n, v in zip(names, values, strict=True)}


def table(soup, heading):
    """The rows of the table below a heading, as texts."""
    found = soup.find("h2", id=heading).find_next("table")
    rows = found.select("tbody tr")
    return [[" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in rows]


def test_scores_are_spread_over_ten_columns_and_the_maximum_is_in_the_last():
    spread = summary.spread([scored("a", 0, 0), scored("b", 10, 2), scored("c", 10, 10)])
    assert [column.count for column in spread.columns] == [1, 0, 0, 0, 0, 0, 1, 0, 0, 1]
    assert [column.low for column in spread.columns] == [2.0 * i for i in range(10)]
    assert (spread.mean, spread.median, spread.full) == (pytest.approx(32 / 3), 12, 1)
    assert spread.deviation == pytest.approx(np.std([0, 12, 20], ddof=1))


def test_a_late_penalty_counts_in_the_scores_and_not_in_the_tasks():
    class_ = [scored("a", 10, 10, penalty=2.0), scored("b", 10, 10)]
    soup = shown(class_)
    assert facts(soup)["Mean"] == "19.0 of 20"
    assert facts(soup)["All points"] == "1"
    assert "1 submission loses points" in words(soup)
    assert [row[3] for row in table(soup, "tasks")] == ["100 %", "100 %"]


def test_tasks_have_shares_and_discrimination():
    rng = np.random.default_rng(0)
    points = rng.integers(0, 11, (30, 2)).astype(float)
    class_ = [scored(f"s{i}", *row) for i, row in enumerate(points)]
    first, second = summary.tasks(class_)
    assert first.full == np.mean(points[:, 0] == 10)
    assert first.mean == pytest.approx(points[:, 0].mean() / 10)
    assert first.discrimination == pytest.approx(np.corrcoef(points.T)[0, 1])
    assert second.discrimination == pytest.approx(first.discrimination)


def test_discrimination_is_not_given_where_it_would_mean_nothing():
    assert summary.tasks([scored(f"s{i}", i, i) for i in range(9)])[0].discrimination is None
    nobody = summary.tasks([scored(f"s{i}", 0, i) for i in range(10)])
    assert [task.discrimination for task in nobody] == [None, None]
    assert (nobody[0].full, nobody[0].mean) == (0, 0)


def test_a_part_that_waits_for_a_person_is_not_a_zero():
    parts = [*PARTS, Part("essay", ("essay",), 5.0, by_hand=True)]
    given = {"test_first": 10.0, "test_second": 10.0}
    class_ = [
        scored("a", 10, 10, cells={**given, "essay": 5.0}, parts=parts),
        scored("b", 10, 10, cells={**given, "essay": None}, parts=parts),
    ]
    essay = summary.tasks(class_)[2]
    assert (essay.graded, essay.full, essay.mean) == (1, 1, 1)
    soup = shown(class_)
    assert "1 submission waits for a person" in words(soup)
    assert "essay (by hand) 1 to be graded" in words(soup)


def test_tests_are_counted_by_what_became_of_them():
    class_ = [
        standing("a", verdict("first", 10, seconds=1.0), verdict("second", 4)),
        standing("b", verdict("first", 0, seconds=3.0), verdict("second", 0, status="not run")),
    ]
    first, second = summary.tests(class_)
    assert (first.counts["passed"], first.counts["failed"], first.median_seconds) == (1, 1, 2.0)
    assert (second.counts["partial"], second.counts["not run"]) == (1, 1)
    assert second.seconds == [0.5]
    assert table(shown(class_), "tests")[1] == [
        "test_second",
        "–",
        "50 %",
        "–",
        "50 %",
        "–",
        "0.5 s",
    ]


def test_messages_that_differ_in_numbers_only_are_one_failure():
    class_ = [
        standing("a", verdict("first", 0, "f(3) is -1.5e-3; expected 2.\nHint: Turn the sign.")),
        standing("b", verdict("first", 0, "f(30) is nan; expected 2.\nHint: Another.")),
        standing("c", verdict("first", 0, "f(3) is a float32; expected a float64.")),
        standing("d", verdict("first", 0, "f(3) is a float64; expected a float64.")),
    ]
    found = failures.common(class_)
    assert [failure.students for failure in found] == [["a", "b"], ["c"], ["d"]]
    assert found[0].line == "f(3) is -1.5e-3; expected 2."
    assert failures.without_numbers("of shape (2, 3)") == failures.without_numbers("of shape (4,)")


def test_each_lost_part_of_a_test_is_a_failure_and_a_student_counts_once():
    told = "✗ 0 of 3 points: the values. f(1) is 2.\nHint: Add.\n✗ 0 of 2 points: the gradient. No."
    both = [verdict("first", 5, told), replace(verdict("first", 5, told), name="test_first_2")]
    found = failures.common([standing("a", *both)])
    assert [failure.line.split(": ")[1][:12] for failure in found] == [
        "the values. ",
        "the gradient",
    ]
    assert found[0].students == ["a"]
    assert found[0].tests == ["test_first", "test_first_2"]


def test_a_test_at_fault_comes_first():
    fault = verdict(
        "first", 0, "This test is at fault, not your work: it gave nan.", status="faulty"
    )
    soup = shown([standing("a", fault), standing("b", fault)])
    alarm = soup.select_one(".alarm").get_text(" ", strip=True)
    assert "1 test is at fault" in alarm
    assert "test_first" in alarm
    assert "2 students" in alarm
    assert soup.select_one(".alarm").sourceline < soup.find("dl").sourceline
    assert not shown([scored("a", 0, 0)]).select(".alarm")


def test_what_was_stopped_and_what_could_not_be_judged_is_named_with_its_cause():
    class_ = [
        standing(
            "finn", verdict("first", 0, stopped="it was stopped after 60 seconds"), seconds=61
        ),
        standing("gus", verdict("first", 0, stopped="it used more memory than the 4 GiB")),
        standing("hana", verdict("first", 0, status="not run"), notes=["It is not JSON."]),
        standing("ada", verdict("first", 10)),
    ]
    text = words(shown(class_))
    assert "finn: it was stopped after 60 seconds ( test_first )" in text
    assert "gus: it used more memory than the 4 GiB" in text
    assert "hana: It is not JSON." in text
    assert [slow.student for slow in failures.slowest(class_)][0] == "finn"


def test_who_is_missing_unknown_or_not_graded_is_named():
    ungraded = replace(scored("ben", 0, 0), graded=None, lateness=None)
    soup = shown(
        [scored("ada", 10, 0), ungraded, absent("cleo"), scored("zoe", 0, 0)],
        listed=["ada", "ben", "cleo"],
    )
    assert [facts(soup)[name] for name in ("Handed in", "Graded", "Not handed in")] == list("321")
    text = words(soup)
    assert "1 handed in and not graded yet ben" in text
    assert "1 on the class list and not handed in cleo" in text
    assert "1 handed in and not on the class list zoe" in text


def test_a_class_of_one():
    soup = shown([scored("ada", 10, 0)])
    assert facts(soup)["Standard deviation"] == "–"
    assert soup.select_one("figure svg title").text.count(": 1") == 1
    assert not soup.find(id="alike")


def test_a_class_in_which_nobody_answered():
    soup = shown([scored(f"s{i}", 0, 0) for i in range(20)])
    assert facts(soup)["Mean"] == "0.0 of 20"
    assert [row[3:] for row in table(soup, "tasks")] == [["0 %", "0 %", "–"]] * 2


def test_the_drawing_says_in_words_what_it_shows():
    title = shown([scored("a", 10, 10), scored("b", 10, 2)]).select_one("svg[role=img] title").text
    assert "18 to 20 points: 1" in title
    assert "The median is 16" in title


def test_nothing_from_a_submission_is_markup():
    evil = standing(
        "a", verdict("first", 0, ATTACK), codes={"first": ATTACK}, notes=[ATTACK], seconds=3
    )
    made = page.page(ATTACK, [evil], answers(), {"a": 'x" onclick="y'})
    assert "<script" not in made
    assert 'onclick="' not in made


def test_a_large_class_fits_below_a_megabyte():
    code = "def first(x):\n" + "".join(f"    v{i} = x.at[{i}].set({i})\n" for i in range(100))
    class_ = [
        standing(
            f"student{i}",
            verdict("first", 0, f"{'x' * 900} {chr(97 + i % 26)}"),
            codes={"first": code},
        )
        for i in range(300)
    ]
    made = page.page("Tiny set", class_, answers(), {})
    assert len(made.encode()) < 1_000_000
    assert "student299" in made


def test_alike_answers_stand_side_by_side_with_a_word_of_caution():
    own = "def first(x):\n" + "".join(
        f"    y{i} = x.{name}(x)\n" for i, name in enumerate("abcdefghij")
    )
    class_ = [
        standing("ada", verdict("first", 0), codes={"first": own}),
        standing("ben", verdict("first", 0), codes={"first": re.sub(r"y(\d)", r"z\1", own)}),
        standing("cleo", verdict("first", 0), codes={"first": "def first(x):\n    return x"}),
    ]
    soup = shown(class_)
    section = soup.find(id="alike").parent
    assert "Likeness is no proof." in section.text
    assert [h4.text for h4 in section.select(".pair h4")] == ["ada", "ben"]
    assert len(section.select(".pair pre .same")) == 20
    assert "cleo" not in section.text


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """A course of four, of whom one is absent, and what was written for it."""
    course = graded_course.make(tmp_path_factory.mktemp("course"))
    people = [("ada", "Ada", "Łukasz"), ("ben", "", ""), ("b+c@x.org", "", ""), ("dov", "", "")]
    graded_course.enrol(course, *(Student(name, first, last) for name, first, last in people))
    for name, _, _ in people[:3]:
        submission = graded_course.hand_in(course, name, "2026-11-14 12:00:00 UTC")
        graded_course.grade(course, submission, 4, 0, reason="half(5) is not 2.5")
    told = []
    return course, report.write(course, "tiny", progress=lambda *done: told.append(done)), told


def test_pages_report_and_table_are_written(reported):
    course, written, told = reported
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [row[:3] for row in written.rows] == [(n, 4.0, 8.0) for n in ("ada", "ben", "b+c@x.org")]
    assert written.table.read_text().count("\n") == 5
    assert "Ada Łukasz" in page.feedback_path(course, "ada", "tiny").read_text(encoding="utf-8")
    assert not list(course.path("feedback", "ada", "tiny").glob(".*"))


def test_the_report_leads_to_the_pages_and_so_does_a_students_index(reported):
    course, written, _ = reported
    soup = BeautifulSoup(written.report.read_text(encoding="utf-8"), "html.parser")
    links = {link["href"] for link in soup.select("#everyone ~ details a")}
    assert len(links) == 3
    for link in links:
        assert (written.report.parent / unquote(link)).resolve().is_file()
    index = course.path("feedback", "b+c@x.org", ".") / "index.html"
    soup = BeautifulSoup(index.read_text(encoding="utf-8"), "html.parser")
    assert (index.parent / unquote(soup.select_one("td a, th a")["href"])).is_file()
    assert "4 of 8" in soup.text


def test_tests_are_shown_only_when_asked_for(reported):
    course, _, _ = reported
    path = page.feedback_path(course, "ada", "tiny")
    assert "BEGIN HIDDEN TESTS" not in path.read_text(encoding="utf-8")
    report.write(course, "tiny", show_tests=True)
    text = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").text
    assert "### BEGIN HIDDEN TESTS" in text
    assert "assert half(5) == 2.5" in text
    report.write(course, "tiny")
    assert "BEGIN HIDDEN TESTS" not in path.read_text(encoding="utf-8")


def test_the_command_says_what_it_wrote_and_takes_the_option(reported):
    course, written, _ = reported
    words = ["report", "tiny", "--root", str(course.root)]
    result = CliRunner().invoke(app, [*words, "--show-tests"])
    assert result.exit_code == 0, result.output
    assert "3 feedback pages; scores in" in result.output
    assert f"class report: {written.report}" in result.output
    path = page.feedback_path(course, "ada", "tiny")
    assert "BEGIN HIDDEN TESTS" in path.read_text(encoding="utf-8")
    assert CliRunner().invoke(app, words).exit_code == 0
    assert "BEGIN HIDDEN TESTS" not in path.read_text(encoding="utf-8")
