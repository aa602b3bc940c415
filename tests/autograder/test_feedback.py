"""The page a student gets: true, complete, and harmless to who reads it."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import hostile_pages
import yaml
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pages import ROOT

from autograder import book, feedback
from autograder.grading import Graded, Verdict
from autograder.rebuild import EXTRA


PIXEL = hostile_pages.png()
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def answer(name, code, outputs=()):
    marks = {"nbgrader": {"grade_id": name, "solution": True}}
    return new_code_cell(code, metadata=marks, outputs=list(outputs))


def judged(*outputs, code=ATTACK, cells=()):
    test = Verdict("test_double", "double", 1.5, 4.0, "partial", f"expected 6 {ATTACK}")
    notebook = new_notebook(cells=[answer("double", code, outputs), *cells])
    return Graded(notebook, [test], [f"A note {ATTACK}"])


def page(*outputs, **more):
    return feedback.page("Tiny set", "ada", judged(*outputs), **more)


def seen(text):
    """The page as a reader sees it, with single spaces."""
    return " ".join(BeautifulSoup(text, "html.parser").main.get_text(" ").split())


def part(name, task, score, maximum, comment="", again=False):
    """A part that a person grades."""
    return SimpleNamespace(
        name=name, task=task, score=score, maximum=maximum, comment=comment, again=again
    )


def test_the_page_says_points_reasons_and_notes():
    text = page()
    assert "<strong>1.5</strong> of 4 points" in text
    assert "expected 6" in text
    assert "A note" in text
    assert "test_double" in text
    assert "passed in part" in text


def test_the_header_says_who_when_and_what_lateness_costs():
    text = seen(
        page(
            name="Ada Łukasz",
            late=["It came 2 hours late."],
            penalty=0.5,
            handed_in=datetime(2026, 11, 14, 23, 5, tzinfo=UTC),
            graded_at=datetime(2026, 11, 16, 8, 0, tzinfo=UTC),
        )
    )
    assert "Ada Łukasz (ada) · handed in 14 November 2026, 23:05 UTC" in text
    assert "graded 16 November 2026, 08:00 UTC" in text
    assert "1 of 4 points" in text
    assert "1.5 points for the work, 0.5 taken off because it came late. It came 2 hours" in text


def test_each_line_of_a_message_is_there():
    graded = judged()
    told = "✗ 0 of 2 points: values. f(1) is 2; expected 3.\nHint: Add `x`.\n✗ 0 of 1 points: No."
    graded.tests[0] = replace(graded.tests[0], reason=told)
    lines = BeautifulSoup(feedback.page("Set", "ada", graded), "html.parser").select(".message p")
    assert [line["class"] for line in lines] == [["lost"], ["hint"], ["lost"]]
    assert lines[1].text == "Hint Add x."
    assert lines[1].code.text == "x"


def test_parts_that_a_person_grades_have_score_and_comment():
    marks = {"nbgrader": {"grade_id": "essay", "solution": True, "grade": True}}
    graded = judged(cells=[new_markdown_cell("My **answer**", metadata=marks)])
    waits = seen(feedback.page("Set", "ada", graded, by_hand=[part("essay", "essay", None, 5.0)]))
    assert "1.5 of 9 points" in waits
    assert "essay to be graded by a person of 5" in waits
    assert "the score is not final" in waits
    assert "My **answer**" in waits
    done = [part("essay", "essay", 4.0, 5.0, f"Well\n{ATTACK}")]
    text = feedback.page("Set", "ada", graded, by_hand=done)
    assert "graded by a person 4 of 5" in seen(text)
    assert "5.5 of 9 points" in seen(text)
    assert "<script" not in text
    assert "Well" in seen(text)


def test_points_that_a_person_set_for_a_test_count():
    given = [part("test_double", "double", 3.0, 4.0, "Nearly.")]
    text = seen(page(by_hand=given))
    assert "3 of 4 points" in text
    assert "a person changed the 1.5 that it gave" in text
    assert "Nearly." in text


def test_a_comment_on_a_cell_without_points_is_shown():
    assert "Comment See me." in seen(page(by_hand=[part("double", "double", None, 0.0, "See me.")]))


def test_tasks_come_in_the_notebooks_order_and_lead_to_their_sections():
    cells = [answer("half", "def half(x): ..."), answer("third", "def third(x): ...")]
    graded = judged(cells=cells)
    graded.tests = [
        Verdict("test_third", "third", 0, 1, "failed", "no"),
        Verdict("test_half", "half", 1, 1, "passed"),
        *graded.tests,
    ]
    soup = BeautifulSoup(feedback.page("Set", "ada", graded), "html.parser")
    links = soup.select("tbody a")
    assert [link.text for link in links] == ["double", "half", "third"]
    assert [soup.select_one(link["href"]).h2.text for link in links] == ["double", "half", "third"]


def test_cells_that_the_student_added_are_shown():
    added = new_code_cell("def helper(): ...", metadata={"autograder": EXTRA})
    given = new_code_cell("import given")
    text = seen(feedback.page("Set", "ada", judged(cells=[added, given])))
    assert "def helper ()" in text
    assert "import given" not in text


def test_the_source_of_tests_is_shown_only_where_it_is_handed_over():
    assert "The test" not in seen(page())
    text = seen(page(tests={"test_double": "assert double(77) == 154"}))
    assert "The test" in text
    assert "77" in text


def test_a_note_that_repeats_is_said_once_and_many_are_counted():
    graded = judged()
    graded.notes = ["A copy was left out."] * 3 + [f"Note {i}." for i in range(100)]
    text = seen(feedback.page("Set", "ada", graded))
    assert "A copy was left out. (3 times)" in text
    assert "81 more notes are left out." in text


def test_nothing_from_a_submission_is_markup():
    text = page(
        new_output("display_data", data={"text/html": ATTACK, "text/plain": ATTACK}),
        new_output("display_data", data={"image/svg+xml": ATTACK}),
        new_output("display_data", data={"image/png": 'x" onload="alert(1)'}),
        new_output("stream", text=ATTACK),
        new_output("error", ename=ATTACK, evalue=ATTACK, traceback=[f"\x1b[31m{ATTACK}\x1b[0m"]),
    )
    assert "<script" not in text
    assert "<img src=x" not in text
    assert "onload" not in text
    assert "\x1b" not in text
    assert "default-src 'none'" in text
    assert "&lt;script&gt;" in text
    assert "2 more outputs are left out: only text, PNG and JPEG" in text


def test_plots_are_shown_and_long_outputs_cut_in_the_middle():
    text = page(
        new_output("display_data", data={"image/png": PIXEL}),
        new_output("stream", text="first" + "x" * 10_000_000 + "last"),
    )
    assert f"data:image/png;base64,{PIXEL}" in text
    assert len(text) < 100_000
    assert "first" in text
    assert "xlast" in text


def test_whatever_is_in_the_notebook_the_page_is_below_a_megabyte():
    text = feedback.page(
        "Set", "ada", hostile_pages.graded(2_000_000), by_hand=hostile_pages.by_hand()
    )
    assert len(text.encode()) < 1_000_000
    assert "more outputs are left out: the page has no room for more" in text
    assert "470 more cells are left out" in text


def test_the_policy_names_the_style_and_nothing_else_is_styled():
    text = page(new_output("stream", text="\x1b[31mred"))
    assert re.search(r"style-src 'sha256-[\w+/]+='", text)
    assert "unsafe-inline" not in text
    assert " style=" not in text


def test_a_page_of_the_book_is_linked_and_no_other_address():
    graded = judged()
    told = "f(1) is 2.\nHint: Add one.\nRead: {}foundations/jit.html#traced"
    graded.tests[0] = replace(graded.tests[0], reason=told.format(book.ADDRESS))
    text = feedback.page("Tiny set", "ada", graded)
    assert f'<a href="{book.ADDRESS}foundations/jit.html#traced">' in text
    for address in ("https://example.org/", "javascript:alert(1)", book.ADDRESS + '" onclick="x'):
        graded.tests[0] = replace(graded.tests[0], reason=f"Read: {address}")
        soup = BeautifulSoup(feedback.page("Tiny set", "ada", graded), "html.parser")
        assert [link["href"] for link in soup.find_all("a")] == ["#task-1"]


def test_a_student_without_the_instructors_packages_gets_the_page():
    program = (
        "import sys; sys.modules.update(dict.fromkeys(['yaml', 'nbgrader', 'jupytext', 'psutil']));"
        "from autograder import feedback"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_links_lead_where_the_book_is_published():
    config = yaml.safe_load((ROOT / "_config.yml").read_text())
    assert config["html"]["baseurl"] == book.ADDRESS
