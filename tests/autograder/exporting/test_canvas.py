"""A gradebook of Canvas with our scores in it, read back as Canvas does."""

import csv
import io

import pytest
from graded_course import configured, grade, hand_in, make
from lms_readers import canvas, formulas

from autograder import roster
from autograder.errors import UserError
from autograder.exporting import run, sheet
from autograder.exporting.run import Request


HEADER = "Student,ID,SIS User ID,SIS Login ID,Section,Warm-up (7001),tiny (7002),Current Score"
PEOPLE = [
    '"Lovelace, Ada",101,,al1,"A, B",10.00,,99.00',
    '"Núñez, Jr., José María",102,,jn2,A,,1.00,',
    '"O\'Brien, Ann ""A""",103,,ao3,A,-,-,',
    '"@Tables, =HYPERLINK(1)",104,,bt4,A,EX,EX,',
    '"Lee, Kim",105,,kl5,A,3.50,N/A,',
    '"Lee, Kim",106,,kl6,A,,2.00,',
    '"Away, Gone",107,,ga7,A,,5.00,',
    '"Student, Test",999,,,A,,,',
]
POINTS = "    Points Possible,,,,,10.00,8.00,(read only)"
HINT = ",,,,,Manual Posting,,"


def gradebook(path, header=HEADER, people=PEOPLE, points=POINTS, mark=b"", newline="\n"):
    text = newline.join([header, HINT, points, *people]) + newline
    path.write_bytes(mark + text.encode())
    return path


def fill(course, path, **options):
    """Fill in a copy; gives the report and the copy's bytes."""
    out = path.with_name("out.csv")
    request = Request("canvas", fill=path, output=out, **options)
    return run.export(course, ["tiny"], request), out.read_bytes()


def cells(data, delimiter=","):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))


def test_canvas_reads_every_score(course, tmp_path):
    report, data = fill(course, gradebook(tmp_path / "in.csv"))
    read = canvas(data)
    grades = {student: grade[7002] for student, grade in read.grades.items()}
    assert grades == {
        "101": "8",
        "102": "4.72",
        "103": "0",
        "104": "EX",
        "105": "N/A",
        "106": "2.00",
        "107": "5.00",
        "999": "",
    }
    assert read.new_assignments == []
    assert read.possible == {7001: "10.00", 7002: "8.00"}
    assert report.told[0] == "tiny: 3 scores filled in."
    assert "@Tables, =HYPERLINK(1) stays: excused in Canvas." in report.warnings
    assert any("not assigned to them" in line for line in report.warnings)
    assert report.faults == []


def test_nothing_else_changes(course, tmp_path):
    path = gradebook(tmp_path / "in.csv")
    before = path.read_bytes()
    _, data = fill(course, path)
    assert path.read_bytes() == before
    old, new = cells(before), cells(data)
    assert len(old) == len(new)
    for one, other in zip(old, new, strict=True):
        assert [*one[1:6], *one[7:]] == [*other[1:6], *other[7:]]
    assert [row[0] for row in new if row[0] not in [row[0] for row in old]] == [
        "'@Tables, =HYPERLINK(1)"
    ]
    assert formulas(data) == []


def test_semicolons_decimal_commas_and_the_mark_stay(course, tmp_path):
    def german(line):
        fields = [field.replace(".", ",") for field in next(csv.reader([line]))]
        stream = io.StringIO()
        csv.writer(stream, delimiter=";", lineterminator="").writerow(fields)
        return stream.getvalue()

    path = gradebook(
        tmp_path / "in.csv",
        german(HEADER),
        [german(line) for line in PEOPLE],
        german(POINTS),
        b"\xef\xbb\xbf",
        "\r\n",
    )
    path.write_bytes(path.read_bytes().replace(HINT.encode(), HINT.replace(",", ";").encode()))
    _, data = fill(course, path)
    assert data.startswith(b"\xef\xbb\xbfStudent;ID;")
    assert data.count(b"\r\n") == data.count(b"\n")
    assert cells(data, ";")[4][6] == "4,72"
    assert canvas(data).grades["102"][7002] == "4.72"


def test_first_and_last_names_may_have_columns_of_their_own(course, tmp_path):
    header = HEADER.replace("Student,ID", "LastName,FirstName,ID")
    people = ["Lovelace,Ada,101,,al1,A,,,", "=Lee,Kim,105,,kl5,A,,,"]
    path = gradebook(tmp_path / "in.csv", header, people, POINTS.replace(",,,,,", ",,,,,,"))
    path.write_bytes(path.read_bytes().replace(HINT.encode(), b"," + HINT.encode()))
    _, data = fill(course, path)
    assert {student: grade[7002] for student, grade in canvas(data).grades.items()} == {
        "101": "8",
        "105": "6",
    }
    assert formulas(data) == []


@pytest.mark.parametrize("column", ["PS (1)", "7009", 'Sheet, "one" (7009)', 'sheet, "ONE"'])
def test_the_column_can_be_named(course, tmp_path, column):
    header = HEADER.replace("Warm-up (7001)", '"Sheet, ""one"" (7009)"')
    points = POINTS.replace("10.00", "8.00")
    path = gradebook(tmp_path / "in.csv", header, points=points)
    if column == "PS (1)":
        with pytest.raises(UserError, match=r"no column for 'PS \(1\)'.*there are 'Sheet, "):
            fill(course, path, column=column)
    else:
        _, data = fill(course, path, column=column)
        assert canvas(data).grades["101"][7009] == "8"
        assert canvas(data).grades["102"][7002] == "1.00"


def test_the_set_is_found_by_its_title(course, tmp_path):
    path = gradebook(tmp_path / "in.csv", HEADER.replace("tiny (7002)", "Tiny  Set (7002)"))
    _, data = fill(course, path)
    assert canvas(data).grades["101"][7002] == "8"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("tiny (7002)", "Other (7002)"), "no column for 'tiny' or 'Tiny set'.*'Other \\(7002\\)'"),
        (("Warm-up (7001)", "Tiny set (7001)"), "has 2 columns for .*Say which by --column"),
        (("tiny (7002)", "tiny"), "no column for"),
        (("Student,ID", "Name,ID"), "no gradebook exported from Canvas"),
        (("Section", "Group"), "no gradebook exported from Canvas"),
        (("8.00,(read only)", "(read only),(read only)"), "no column for"),
        (("8.00,", "10.00,"), "has 10 points, the set has 8: use --rescale"),
    ],
)
def test_what_canvas_would_misread_is_refused(course, tmp_path, change, told):
    path = gradebook(tmp_path / "in.csv")
    path.write_text(path.read_text().replace(*change))
    with pytest.raises(UserError, match=told):
        fill(course, path)
    assert not (tmp_path / "out.csv").exists()


def test_scores_are_rescaled_if_asked(course, tmp_path):
    path = gradebook(tmp_path / "in.csv", points=POINTS.replace("8.00", "20.00"))
    _, data = fill(course, path, rescale=True)
    grades = canvas(data).grades
    assert (grades["101"][7002], grades["102"][7002]) == ("20", "11.79")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        ("Student;Münch".encode("latin-1"), "not text in UTF-8"),
        ("Student".encode("utf-16"), "not text in UTF-8"),
        (b'"a', "no CSV file|no gradebook"),
    ],
)
def test_files_that_are_no_table_are_refused(tmp_path, content, told):
    (tmp_path / "in.csv").write_bytes(content)
    with pytest.raises(UserError, match=told):
        run.canvas.check(sheet.read(tmp_path / "in.csv"))


def test_the_input_is_never_written_to(course, tmp_path):
    path = gradebook(tmp_path / "in.csv")
    before = path.read_bytes()
    for name in ("in.csv", "../" + tmp_path.name + "/in.csv"):
        request = Request("canvas", fill=path, output=tmp_path / name, force=True)
        with pytest.raises(UserError, match="is the file to fill in"):
            run.export(course, ["tiny"], request)
    assert path.read_bytes() == before


def test_two_students_of_one_name_are_told_apart_by_number_or_not_at_all(course, tmp_path):
    path = gradebook(tmp_path / "in.csv")
    path.write_text(path.read_text().replace("N/A", ""))
    _, data = fill(course, path)
    assert canvas(data).grades["105"][7002] == "6"
    assert canvas(data).grades["106"][7002] == "2.00"
    path.write_text(path.read_text().replace("105,,kl5", ",,").replace("106,,kl6", ",,"))
    (tmp_path / "out.csv").unlink()
    report, data = fill(course, path)
    assert [row[6] for row in cells(data) if row[0] == "Lee, Kim"] == ["", "2.00"]
    assert report.faults == [
        "Kim Lee (lee1) has a score for tiny, but no row of the file is surely theirs.",
        "Lee, Kim has a row in the file, but is not surely on your list.",
    ]


def test_a_name_alone_is_not_enough_where_the_numbers_differ(course, tmp_path):
    path = gradebook(tmp_path / "in.csv")
    path.write_text(path.read_text().replace("101,,al1", "555,,x"))
    report, data = fill(course, path)
    assert canvas(data).grades["555"][7002] == ""
    assert any("Ada Lovelace (ada) has a score" in line for line in report.faults)
    assert any("Lovelace, Ada has a row" in line for line in report.faults)


def test_without_a_list_students_are_known_by_id_or_by_name(tmp_path):
    course = make(tmp_path)
    assert roster.of(course) == []
    for student in ("al1", "nunezjrjosemaria", "nobody"):
        grade(course, hand_in(course, student))
    path = gradebook(tmp_path / "in.csv")
    report, data = fill(course, path)
    grades = canvas(data).grades
    assert (grades["101"][7002], grades["102"][7002]) == ("8", "8")
    assert report.faults == [
        "nobody has a score for tiny, but no row of the file is surely theirs."
    ]
    assert report.warnings[0].startswith("Rows of nobody who handed in tiny, which stay: O'Brien")


def test_a_new_policy_reaches_the_export(course, tmp_path):
    strict = 'c.LatePolicy.due = {"tiny": "2026-09-01T12:00Z"}\nc.LatePolicy.cutoff_days = 0'
    _, data = fill(configured(course.root, strict), gradebook(tmp_path / "in.csv"))
    assert canvas(data).grades["101"][7002] == "0"
