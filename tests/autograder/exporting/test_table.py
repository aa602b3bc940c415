"""Our own tables: complete, read back by any CSV reader, harmless in a spreadsheet."""

import csv
import io
import shutil

import pytest
from by_hand_set import source as by_hand_source
from graded_course import grade, hand_in, judged, make
from lms_readers import formulas

from autograder import collected
from autograder.collected import Handed
from autograder.course import Course
from autograder.errors import UserError
from autograder.exporting import cells, run, standing, table
from autograder.exporting.run import Request


def rows(data):
    return {row["id"]: row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))}


def written_now(course, **options):
    return table.content(standing.of(course, "tiny"), **options)


@pytest.fixture
def written(course):
    return written_now(course)


def test_everybody_on_the_list_has_a_line(written):
    found = rows(written)
    assert list(found) == ["ada", "nunez", "quote", "bobby", "lee1", "lee2", "gone"]
    assert list(found["ada"]) == [
        "id",
        "last name",
        "first name",
        "email",
        "handed in",
        "raw score",
        "late penalty",
        "score",
        "maximum",
        "double",
        "half",
        "notes",
    ]
    assert (found["ada"]["score"], found["ada"]["double"], found["ada"]["maximum"]) == (
        "8",
        "4",
        "8",
    )
    assert found["gone"]["notes"] == "Nothing was handed in."
    assert (found["gone"]["score"], found["gone"]["handed in"]) == ("", "")
    assert found["lee2"]["notes"] == "It is not graded yet."
    assert (found["lee2"]["score"], found["lee2"]["handed in"]) == ("", "time unknown")
    assert found["quote"]["score"] == "0"


def test_scores_are_after_lateness_with_two_decimals(written):
    late = rows(written)["nunez"]
    assert late["handed in"] == "2026-09-15 12:00:00+02:00"
    assert (late["raw score"], late["late penalty"], late["score"]) == ("5.24", "0.52", "4.72")
    assert "1 day late" in late["notes"]


def test_names_come_back_and_are_no_formulas(written):
    found = rows(written)
    assert found["nunez"]["last name"] == "Núñez, Jr."
    assert found["quote"]["first name"] == 'Ann "A"'
    assert found["bobby"]["first name"] == "'=HYPERLINK(1)"
    assert found["quote"]["email"] == "'=cmd()@example.org"
    assert formulas(written) == []


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "x;=1",
        'x;"=1',
        "x\t@a",
        "＝1",
        "=",
        "--",
    ],
)
def test_a_text_never_begins_as_a_formula(text):
    stream = io.StringIO()
    csv.writer(stream).writerow(["a", cells.text(text)])
    assert not [cell for cell in formulas(stream.getvalue().encode())]
    assert cells.text(cells.text(text)) == cells.text(text)
    assert not cells.text(text).startswith(tuple("=+@\t\r\n＝"))


@pytest.mark.parametrize(
    "text", ["Ada", "O'Brien", "Anne-Marie", "a@b.org", "-", "x; y", "", "1-2"]
)
def test_other_texts_stay_as_they_are(text):
    assert cells.text(text) == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [(7, "7"), (7.5, "7.5"), (0.125, "0.13"), (2.675, "2.68"), (-1, "-1"), (1e6, "1000000")],
)
def test_numbers_stay_numbers(value, shown):
    assert cells.number(value) == shown
    assert cells.parsed(shown) == pytest.approx(value, abs=0.0051)
    assert cells.number(7.5, comma=True) == "7,5"


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,234.50", 1234.5), ("1.234,50", 1234.5), ("9,5", 9.5), ("10.00", 10), ("EX", None)],
)
def test_numbers_are_read_in_either_notation(text, value):
    assert cells.parsed(text) == value


def test_excel_knows_utf_8_by_the_mark(course):
    data = written_now(course, excel=True)
    assert data.startswith(b"\xef\xbb\xbf")
    assert rows(data)["nunez"]["last name"] == "Núñez, Jr."


def test_no_file_is_replaced_unless_asked(course, tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("mine")
    with pytest.raises(UserError, match="exists: name another file with -o"):
        run.export(course, ["tiny"], Request(output=path))
    assert path.read_text() == "mine"
    run.export(course, ["tiny"], Request(output=path, force=True))
    assert path.read_text().startswith("id,")
    assert [found.name for found in tmp_path.iterdir() if found.suffix == ".partial"] == []


def test_several_sets_get_a_table_each_and_totals(class_root, tmp_path):
    root = shutil.copytree(class_root, tmp_path / "class")
    shutil.copytree(root / "solutions/tiny", root / "solutions/second")
    (root / "solutions/second/tiny.md").rename(root / "solutions/second/second.md")
    course = Course(root)
    course.release(course.problem_set("second"))
    grade(course, hand_in(course, "ada", name="second"), 4, 3)
    grade(course, hand_in(course, "guest", name="second"), 1, 0)
    report = run.export(course, run.collected_sets(course), Request(output=tmp_path / "out"))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "second.csv",
        "tiny.csv",
        "totals.csv",
    ]
    assert report.faults == []
    totals = rows((tmp_path / "out/totals.csv").read_bytes())
    assert {key: totals["ada"][key] for key in ("second", "tiny", "total", "maximum")} == {
        "second": "7",
        "tiny": "8",
        "total": "15",
        "maximum": "16",
    }
    assert (totals["guest"]["tiny"], totals["guest"]["total"]) == ("", "1")
    assert (totals["gone"]["total"], totals["nunez"]["total"]) == ("0", "4.72")


def test_a_part_that_a_person_grades_has_a_column_and_waits(tmp_path):
    course = make(tmp_path, text=by_hand_source())
    submission = hand_in(course, "ada")
    source, _ = course.sources("tiny")
    for cell in source.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") in ("explain", "plot"):
            cell.source = "My answer"
    course.record(submission, judged(source), source)
    before = rows(written_now(course))["ada"]
    assert (before["double"], before["explain (by hand)"], before["maximum"]) == ("4", "", "12")
    assert "To be graded by hand: explain, plot." in before["notes"]
    with course.gradebook() as book:
        book.find_grade("explain", "tiny", "tiny", "ada").manual_score = 2.5
        book.find_grade("plot", "tiny", "tiny", "ada").manual_score = 3
        book.db.commit()
    after = rows(written_now(course))["ada"]
    assert (after["explain (by hand)"], after["score"]) == ("2.5", "9.5")
    assert "To be graded" not in after["notes"]


def test_a_mark_of_lateness_without_a_time_is_noted(course):
    collected.write(course, "tiny", {"ada": Handed("ada", "a_LATE_1_2_tiny.ipynb", late=True)})
    (course.path("submitted", "ada", "tiny") / "timestamp.txt").unlink()
    ada = rows(written_now(course))["ada"]
    assert "The download marks it as late, and no time is known." in ada["notes"]
    assert (ada["handed in"], ada["late penalty"]) == ("time unknown", "0")
