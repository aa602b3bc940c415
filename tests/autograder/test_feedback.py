"""The page a student gets: true, complete, and harmless to who reads it."""

import base64
from dataclasses import replace

import yaml
from nbformat.v4 import new_code_cell, new_notebook, new_output
from pages import ROOT

from autograder import book, feedback
from autograder.grading import Graded, Verdict


PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 20).decode()
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def judged(*outputs, code=ATTACK):
    cell = new_code_cell(
        code, metadata={"nbgrader": {"grade_id": "double", "solution": True}}, outputs=list(outputs)
    )
    test = Verdict("test_double", "double", 1.5, 4.0, "partial", f"expected 6 {ATTACK}")
    return Graded(new_notebook(cells=[cell]), [test], [f"A note {ATTACK}"])


def page(*outputs):
    return feedback.page("Tiny set", "ada", judged(*outputs))


def test_the_page_says_points_reasons_and_notes():
    text = page()
    assert "<strong>1.5</strong> of 4 points" in text
    assert "expected 6" in text
    assert "A note" in text
    assert "test_double" in text


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


def test_plots_are_shown_and_long_outputs_cut():
    text = page(
        new_output("display_data", data={"image/png": PIXEL}),
        new_output("stream", text="x" * 10_000_000),
    )
    assert f"data:image/png;base64,{PIXEL}" in text
    assert len(text) < 100_000


def test_a_page_of_the_book_is_linked_and_no_other_address():
    graded = judged()
    told = "f(1) is 2.\nHint: Add one.\nRead: {}foundations/jit.html#traced"
    graded.tests[0] = replace(graded.tests[0], reason=told.format(book.ADDRESS))
    text = feedback.page("Tiny set", "ada", graded)
    assert f'<a href="{book.ADDRESS}foundations/jit.html#traced">' in text
    for address in ("https://example.org/", "javascript:alert(1)", book.ADDRESS + '" onclick="x'):
        graded.tests[0] = replace(graded.tests[0], reason=f"Read: {address}")
        assert "<a " not in feedback.page("Tiny set", "ada", graded)


def test_links_lead_where_the_book_is_published():
    config = yaml.safe_load((ROOT / "_config.yml").read_text())
    assert config["html"]["baseurl"] == book.ADDRESS
