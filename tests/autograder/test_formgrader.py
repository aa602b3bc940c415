"""nbgrader's formgrader, started by one command, used by a person with keyboard and mouse."""

import os
import re
import signal
import subprocess
import sys

import pytest
from by_hand_set import RIGHT, entered, graded, handed_in, source
from test_by_hand import comment_of, grade_of
from tiny_course import make

from autograder import by_hand
from autograder.course import Course


MARKS = """Doubling **adds**: $x < 3$.

<script>hacked = 1</script><img src=x onerror="hacked = 2">
[click](javascript:hacked=3) [or](&#106;avascript:hacked=4) ![seen](https://example.org/seen.png)

```mermaid
<img src=x onerror="hacked = 5">
```
"""
SHOWS = """
class Show:
    def _repr_mimebundle_(self, **_):
        return {
            "text/html": "<img src=x onerror='hacked = 6'>",
            "image/svg+xml": "<svg onload='hacked = 7'/>",
            "image/png": "x\\"><script>hacked = 8</script>",
            "application/javascript": "hacked = 9",
            "text/markdown": "<script>hacked = 10</script>",
            "text/latex": "$\\\\href{javascript:hacked=11}{x}$",
            "text/plain": "<script>hacked = 12</script>",
        }
from IPython.display import display
display(Show())
print("\\x1b[31m<script>hacked = 13</script>")
raise ValueError("<img src=x onerror='hacked = 14'>")
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A class of three: all done, hostile, nothing done."""
    made = Course(make(tmp_path_factory.mktemp("formgrader"), source()))
    made.release(made.problem_set("tiny"))
    entered(made, handed_in(made, RIGHT))
    graded(made, handed_in(made, RIGHT | {"explain": MARKS, "plot": SHOWS}, "eve"))
    entered(made, handed_in(made, {}, "zoe"))
    return made


def start(root, *words, **env):
    return subprocess.Popen(
        [sys.executable, "-m", "autograder", "formgrader", "--no-browser", *words],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **env},
    )


def ended(running):
    """End it as Ctrl-C does: exit code, what it wrote on both outputs."""
    running.send_signal(signal.SIGINT)
    told, errors = running.communicate(timeout=20)
    return running.returncode, told, errors


@pytest.fixture(scope="module")
def address(course):
    """Where the formgrader runs; it must end cleanly and leave nothing behind."""
    home = course.root / "home"
    home.mkdir()
    running = start(course.root, HOME=str(home), TMPDIR=str(home))
    yield re.search(r"http://127\.0\.0\.1:\d+/\S+token=\S+", running.stdout.readline())[0]
    code, told, errors = ended(running)
    assert code == 0, errors
    assert told.endswith("The formgrader has ended.\n")
    assert "Traceback" not in errors
    assert list(home.rglob("*")) == []


@pytest.fixture
def asked():
    """The addresses outside this machine that a page asked for, and did not get."""
    return []


@pytest.fixture
def tab(browser, address, asked):
    """A tab at the list of assignments, without any network but the server."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(20_000)
    context.route(
        lambda url: not url.startswith("http://127.0.0.1"),
        lambda route: (asked.append(route.request.url), route.abort()),
    )
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def open_submission(tab, course, student):
    """From the list of assignments to a student's notebook."""
    with course.gradebook() as book:
        number = book.find_submission_notebook("tiny", "tiny", student).id
    tab.get_by_role("link", name="tiny").click()
    tab.wait_for_url("**/gradebook/tiny")
    tab.locator("#main-table").get_by_role("link", name="tiny").click()
    tab.wait_for_url("**/gradebook/tiny/tiny")
    tab.locator(f"#main-table a[href$='{number}']:visible").first.click()
    tab.wait_for_url("**/submissions/**")
    loaded(tab)


def loaded(tab):
    """Wait until the page has the grades and the comments."""
    tab.locator("#explain_extra_credit[placeholder]").wait_for()
    tab.locator("#explain-comment[placeholder]").wait_for()


def written(tab):
    """Wait until the server has what was typed."""
    return tab.expect_response(lambda reply: reply.request.method == "PUT" and reply.ok)


@pytest.mark.browser
@pytest.mark.slow
def test_a_score_and_a_comment_by_keyboard_outlive_a_regrade(tab, course):
    open_submission(tab, course, "ada")
    assert tab.locator("#test_double").get_attribute("placeholder") == "4"
    assert "needs_manual_grade" in tab.locator("#explain").get_attribute("class")
    tab.locator("#explain").focus()
    tab.keyboard.type("3.5")
    with written(tab):
        tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.id") == "explain-comment"
    tab.keyboard.type("Right, but why <twice>?")
    with written(tab):
        tab.keyboard.press("Escape")
    with written(tab):
        tab.locator(".nbgrader_cell", has=tab.locator("#plot")).get_by_text("Full credit").click()

    submission = course.submission("ada", "tiny")
    for _ in range(2):
        given = {part.name: part for part in by_hand.of(course, submission)}
        assert (given["explain"].score, given["plot"].score) == (3.5, 3)
        assert given["explain"].comment == "Right, but why <twice>?"
        assert course.score(submission) == (10.5, 12)
        graded(course, submission)
    tab.reload()
    loaded(tab)
    assert tab.locator("#explain").input_value() == "3.5"
    assert tab.locator("#explain-comment").input_value() == "Right, but why <twice>?"
    assert "needs_manual_grade" not in tab.locator("#explain").get_attribute("class")


@pytest.mark.browser
@pytest.mark.slow
def test_no_script_of_a_student_runs_and_no_request_leaves(tab, course, asked):
    open_submission(tab, course, "eve")
    notebook = tab.locator("#notebook").first
    for link in notebook.locator("a").all():
        assert link.get_attribute("href").startswith("#")
    tab.wait_for_timeout(500)
    assert tab.evaluate("typeof hacked") == "undefined"
    text = notebook.inner_text()
    assert "< script>hacked = 1" in text
    assert "<script>hacked = 13</script>" in text
    assert "ValueError: <img src=x onerror='hacked = 14'>" in text
    assert {url.split("/")[2] for url in asked} <= {"cdnjs.cloudflare.com"}, "only MathJax"


@pytest.mark.browser
@pytest.mark.sandbox
@pytest.mark.slow
def test_autograde_in_the_page_is_our_judge_and_keeps_what_a_person_gave(tab, course):
    with course.gradebook() as book:
        book.find_grade("explain", "tiny", "tiny", "zoe").manual_score = 1
        book.find_comment("explain", "tiny", "tiny", "zoe").manual_comment = "See me."
        book.db.commit()
    handed_in(course, {"double": RIGHT["double"]}, "zoe")
    tab.goto(tab.url.replace("/gradebook", "/manage_submissions/tiny"))
    row = tab.locator("tr", has=tab.get_by_text("zoe"))
    row.locator(".glyphicon-flash").click()
    tab.get_by_text("Successfully autograded").wait_for(timeout=120_000)
    assert grade_of(course, "test_double", "zoe") == (4, None, False)
    assert grade_of(course, "explain", "zoe") == (0, 1, True)
    assert comment_of(course, "explain", "zoe") == ("No response.", "See me.")


@pytest.mark.browser
def test_a_link_to_a_file_says_where_it_lies(tab, course):
    tab.goto(tab.url.split("/formgrader")[0] + "/notebooks/autograded/ada/tiny/tiny.ipynb")
    assert str(course.submission("ada", "tiny").graded_path) in tab.inner_text("body")


@pytest.mark.browser
def test_who_does_not_have_the_address_sees_nothing(browser, address):
    context = browser.new_context()
    page = context.new_page()
    bare = address.split("?")[0]
    assert "/login" in page.goto(bare).url
    for path in ("/formgrader/api/students", "/files/gradebook.db", "/notebooks/x"):
        reply = context.request.get(address.split("/formgrader")[0] + path)
        assert reply.status in (403, 404) or "/login" in reply.url
    for path in ("/api/contents", "/api/kernels", "/api/terminals", "/lab"):
        reply = context.request.get(address.split("/formgrader")[0] + path)
        assert reply.status == 404
    context.close()


def test_a_taken_port_and_a_course_without_a_release_get_one_clear_line(course, address, tmp_path):
    port = re.search(r":(\d+)/", address)[1]
    taken = start(course.root, "--port", port)
    assert taken.wait(60) == 2
    assert taken.stderr.read() == (
        f"error: Port {port} is in use: name another with --port, or leave it out.\n"
    )
    empty = start(make(tmp_path))
    assert empty.wait(60) == 2
    assert "Nothing is released yet" in empty.stderr.read()
