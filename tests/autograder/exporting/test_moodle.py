"""Moodle's grading worksheet and feedback archive, read back as Moodle does."""

import csv
import html
import io
import zipfile
from dataclasses import replace

import pytest
from by_hand_set import source as by_hand_source
from graded_course import grade, hand_in, judged, make
from lms_readers import formulas, moodle, moodle_feedback

from autograder import collected
from autograder.collected import Handed
from autograder.course import Course
from autograder.errors import UserError
from autograder.exporting import run, standing
from autograder.exporting.moodle import comment
from autograder.exporting.run import Request


HEADER = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments"
)
DATES = '"Monday, 14 September 2026, 9:00 PM",-'
PEOPLE = [
    f'Participant 11,Ada Lovelace,ada@example.org,"Submitted, late",,8.00,Yes,{DATES},',
    f'Participant 12,"José María Núñez, Jr.",other@example.org,Submitted,,8.00,Yes,{DATES},',
    f'Participant 13,"Ann ""A"" O\'Brien",,Submitted,,8.00,No,{DATES},',
    f"Participant 14,=HYPERLINK(1) @Tables,bobby@example.org,-,,8.00,Yes,{DATES},<p>Well done</p>",
    f"Participant 15,Kim Lee,,Submitted,,8.00,Yes,{DATES},",
    f"Participant 16,Kim Lee,,Submitted,3.00,8.00,Yes,{DATES},",
    f"Participant 17,Gone Away,gone@example.org,No submission,,8.00,Yes,{DATES},",
]


@pytest.fixture
def recorded(course):
    """The collector's record says who of the two Kim Lees is which."""
    names = {"lee1": ("Kim Lee", "15"), "lee2": ("Kim Lee", "16"), "ada": ("Ada Lovelace", "11")}
    collected.write(
        course,
        "tiny",
        {
            student: Handed(
                student, f"{name}_{number}_assignsubmission_file_/tiny.ipynb", "moodle", number
            )
            for student, (name, number) in names.items()
        },
    )
    return course


def worksheet(path, people=PEOPLE, header=HEADER, mark=b""):
    path.write_bytes(mark + "\n".join([header, *people, ""]).encode())
    return path


def fill(course, path, **options):
    out = path.with_name("out.csv")
    request = Request("moodle", fill=path, output=out, **options)
    return run.export(course, ["tiny"], request), out.read_bytes()


def test_moodle_reads_every_score(recorded, tmp_path):
    path = worksheet(tmp_path / "in.csv", mark=b"\xef\xbb\xbf")
    report, data = fill(recorded, path)
    grades = {number: grade for number, (grade, _) in moodle(data, 8).items()}
    assert grades == {11: 8, 12: 4.72, 13: None, 14: 4, 15: 6, 16: 3, 17: None}
    assert data.startswith(b"\xef\xbb\xbfIdentifier,")
    assert 'Ann "A" O\'Brien stays: the grade is locked in Moodle.' in report.warnings
    assert report.faults == []
    assert report.told[0] == "tiny: 4 scores filled in."


def test_nothing_else_changes_and_nothing_is_a_formula(recorded, tmp_path):
    path = worksheet(tmp_path / "in.csv")
    _, data = fill(recorded, path)
    old = list(csv.reader(io.StringIO(path.read_text())))
    new = list(csv.reader(io.StringIO(data.decode())))
    for one, other in zip(old, new, strict=True):
        assert [one[0], *one[2:4], *one[5:9]] == [other[0], *other[2:4], *other[5:9]]
    assert new[4][1] == "'=HYPERLINK(1) @Tables"
    assert formulas(data) == []


def test_comments_say_what_was_lost_as_html(recorded, tmp_path):
    _, data = fill(recorded, worksheet(tmp_path / "in.csv"))
    comments = {number: comment for number, (_, comment) in moodle(data, 8).items()}
    assert comments[15].split("<br>")[:4] == [
        "Score: 6 of 8 points.",
        "double: 4 of 4",
        "half: 2 of 4",
        "test_half: expected 2,",
    ]
    assert "not &lt;b&gt;3&lt;/b&gt;" in comments[15]
    assert "1 day late" in comments[12]


def test_comments_show_what_students_were_told_and_are_no_formulas(recorded):
    found = next(one for one in standing.of(recorded, "tiny") if one.student.id == "lee1")
    told = "x <= 3; =1+1\n-2 & +3"
    found.graded.tests[1] = replace(found.graded.tests[1], reason=told)
    text = comment(found)
    assert formulas(text.encode()) == []
    assert f"test_half: {told}" in html.unescape(text.replace("<br>", "\n"))


def test_a_comment_that_a_person_wrote_stays_and_ours_is_renewed(recorded, tmp_path):
    path = worksheet(tmp_path / "in.csv")
    path.write_text(path.read_text().replace("Yes," + DATES + ",\n", "Yes," + DATES + ",{}\n", 1))
    path.write_text(path.read_text().replace("{}", '"<p>Score: 1,5 of 8 points.<br>old</p>"'))
    _, data = fill(recorded, path)
    comments = {number: comment for number, (_, comment) in moodle(data, 8).items()}
    assert comments[14] == "<p>Well done</p>"
    assert comments[11].startswith("Score: 8 of 8 points.")
    assert "old" not in comments[11]


def test_a_worksheet_with_commas_and_semicolons_stays_one(recorded, tmp_path):
    header = HEADER.replace(",", ";")
    people = [
        "Participant 11;Ada Lovelace;;x;;8,00;Yes;-;-;",
        "Participant 12;José María Núñez, Jr.;;x;;8,00;Yes;-;-;",
    ]
    _, data = fill(recorded, worksheet(tmp_path / "in.csv", people, header))
    assert b";4,72;8,00;" in data
    assert {number: grade for number, (grade, _) in moodle(data, 8).items()} == {11: 8, 12: 4.72}


def test_another_maximum_is_refused_or_rescaled(recorded, tmp_path):
    people = [line.replace("8.00", "100.00") for line in PEOPLE]
    path = worksheet(tmp_path / "in.csv", people)
    with pytest.raises(UserError, match="in Moodle has 100 points, the set has 8"):
        fill(recorded, path)
    _, data = fill(recorded, path, rescale=True)
    assert moodle(data, 100)[15][0] == 75


def test_more_points_than_moodle_admits_are_not_written(recorded, tmp_path):
    with recorded.gradebook() as book:
        book.find_grade("test_half", "tiny", "tiny", "ada").extra_credit = 2
        book.db.commit()
    report, data = fill(recorded, worksheet(tmp_path / "in.csv"))
    assert moodle(data, 8)[11][0] is None
    assert "Ada Lovelace stays: 10 points are more than Moodle admits." in report.warnings


def test_namesakes_without_a_number_are_named(course, tmp_path):
    report, data = fill(course, worksheet(tmp_path / "in.csv"))
    assert moodle(data, 8)[15][0] is None
    assert report.faults[0].startswith("Kim Lee (lee1) has a score for tiny, but no row")


@pytest.mark.parametrize("column", ["Identifier", "Grade", "Last modified (grade)"])
def test_another_file_is_refused(course, tmp_path, column):
    path = worksheet(tmp_path / "in.csv", header=HEADER.replace(column, "Other", 1))
    with pytest.raises(UserError, match="no grading worksheet of Moodle: it has no column"):
        fill(course, path)


def pages(course):
    for student in ("ada", "nunez", "quote", "bobby", "lee1"):
        page = course.path("feedback", student, "tiny") / "tiny.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"<p>{student}</p>")


def feedback(course, tmp_path, fill=None):
    out = tmp_path / "out"
    request = Request("moodle", fill=fill, feedback=True, output=out)
    report = run.export(course, ["tiny"], request)
    path = out / "tiny_moodle_feedback.zip" if fill else out
    return report, path.read_bytes()


def test_the_archive_of_pages_is_named_as_moodle_names_files(recorded, tmp_path):
    pages(recorded)
    report, data = feedback(recorded, tmp_path)
    assert moodle_feedback(data) == {
        11: {"tiny.html": b"<p>ada</p>"},
        15: {"tiny.html": b"<p>lee1</p>"},
    }
    assert len(report.faults) == 3
    assert "José María Núñez, Jr. (nunez): no feedback page in the zip" in report.faults[0]


def test_the_worksheet_names_those_whom_the_record_does_not(recorded, tmp_path):
    pages(recorded)
    people = [line.replace("José María", "José_María/..") for line in PEOPLE]
    report, data = feedback(recorded, tmp_path, worksheet(tmp_path / "in.csv", people))
    assert sorted(moodle_feedback(data)) == [11, 12, 13, 14, 15]
    assert (tmp_path / "out/tiny_moodle.csv").is_file()
    assert report.faults == []
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert all(name.count("/") == 1 and ".." not in name.split("/") for name in names)


def test_without_pages_the_archive_is_refused(recorded, tmp_path):
    with pytest.raises(UserError, match="no feedback page .*run `autograder report`"):
        feedback(recorded, tmp_path)
    assert not (tmp_path / "out").exists()


def test_a_flat_download_names_students_too(tmp_path):
    course: Course = make(tmp_path)
    grade(course, hand_in(course, "ada"))
    flat = Handed("ada", "all/Ada L_77_assignsubmission_file_tiny.ipynb", "moodle", "77")
    collected.write(course, "tiny", {"ada": flat})
    page = course.path("feedback", "ada", "tiny") / "tiny.html"
    page.parent.mkdir(parents=True)
    page.write_text("x")
    _, data = feedback(course, tmp_path)
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == [
        "Ada L_77_assignsubmission_file_/tiny.html"
    ]


def test_a_part_that_waits_for_a_person_keeps_the_score_back(tmp_path):
    course = make(tmp_path, text=by_hand_source())
    submission = hand_in(course, "ada")
    source, _ = course.sources("tiny")
    for cell in source.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "explain":
            cell.source = "My answer"
    course.record(submission, judged(source), source)
    people = ["Participant 11,Ada,,x,,12.00,Yes,-,-,"]
    report, data = fill(course, worksheet(tmp_path / "in.csv", people))
    assert moodle(data, 12)[11] == (None, "")
    assert report.warnings == [
        "tiny: Left out (--unfinished takes them in), because a part waits to be graded by hand: "
        "ada."
    ]
    (tmp_path / "out.csv").unlink()
    _, data = fill(course, tmp_path / "in.csv", unfinished=True)
    assert moodle(data, 12)[11][0] == 4
    assert "Not graded yet: explain, plot." in moodle(data, 12)[11][1]
