"""Lists of students: our own, of Canvas, of Moodle."""

import pytest
from tiny_course import make

from autograder import roster
from autograder.course import Course, CourseError
from autograder.roster import Student


CANVAS = """\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Set 1 (42)
    Points Possible,,,,,30
"Lovelace, Ada",12345,S1,alove,Lecture and Lab,
"Müller-Lüdenscheidt, Zoë",12346,S2,zoe@example.org,Lecture,12
"O'Brien, Jr., Pat",12347,S3,DOMAIN\\pat,Lecture,
"Student, Test",12399,,a8b7,Lecture,
"""
MOODLE = """Identifier,Full name,Email address,Status,Grade,Last modified (grade)
Participant 1327627,Ada Lovelace,ada@example.org,Submitted,,
Participant 1327628,Zoë Müller,,No submission,,
"""


@pytest.fixture
def written(tmp_path):
    def write(text, encoding="utf-8"):
        (tmp_path / "list.csv").write_text(text, encoding=encoding)
        return tmp_path / "list.csv"

    return write


def test_our_own_table_with_any_of_the_columns(written):
    text = 'Email,ID,first_name,last_name,lms_user_id,remark\na@x.org,ada,Ada,"L, Jr",7,good\n'
    expected = [Student("ada", "Ada", "L, Jr", "a@x.org", "", "7")]
    assert roster.read(written(text)) == expected
    assert roster.read(written("id;email\nada;a@x.org\n")) == [Student("ada", email="a@x.org")]


def test_a_gradebook_of_canvas(written):
    assert roster.read(written(CANVAS)) == [
        Student("alove", "Ada", "Lovelace", "", "alove", "12345"),
        Student(
            "zoe@example.org",
            "Zoë",
            "Müller-Lüdenscheidt",
            "zoe@example.org",
            "zoe@example.org",
            "12346",
        ),
        Student("S3", "Jr., Pat", "O'Brien", "", "DOMAIN\\pat", "12347"),
    ]


def test_a_worksheet_of_moodle(written):
    assert roster.read(written(MOODLE)) == [
        Student("ada@example.org", "Ada", "Lovelace", "ada@example.org", moodle="1327627"),
        Student("Participant.1327628", "Zoë", "Müller", moodle="1327628"),
    ]


BAD = {
    "no list": ("name,grade\nAda,1\n", "is no list of students"),
    "empty": ("", "is empty"),
    "only a header": ("id,email\n", "holds no students"),
    "an id that leads out": ("id\n../ada\n", "'../ada' cannot be the id"),
    "an id of Windows": ("id\nnul\n", "'nul' cannot be the id"),
    "no id": ("id,email\n,a@x.org\n", "'' cannot be the id"),
    "an id twice": ("id\nada\nADA\n", "ada and ADA have the same id"),
    "a number twice": ("id,canvas\nada,1\nben,1\n", "ada and ben have the same canvas, 1"),
    "an email twice": (
        "id,first_name,email\nada,Ada,a@x.org\nben,,A@x.org\n",
        r"Ada \(ada\) and ben",
    ),
}


@pytest.mark.parametrize(("text", "told"), BAD.values(), ids=BAD)
def test_a_list_at_fault_is_refused(text, told, written):
    with pytest.raises(CourseError, match=told):
        roster.read(written(text))


def test_a_list_in_another_encoding_is_refused_with_the_cure(written):
    with pytest.raises(CourseError, match="save it as CSV UTF-8"):
        roster.read(written("id,last_name\nzoe,Müller\n", "latin-1"))


def test_lists_are_merged_by_who_is_meant():
    known = [Student("ada", "Ada", "Lovelace", canvas="12345"), Student("kim", "Kim", "Lee")]
    new = [
        Student("x@example.org", "Ada", "Lovelace", "x@example.org", moodle="1"),
        Student("kim", email="kim@example.org"),
        Student("eve", "Eve", "Adams"),
    ]
    assert roster.merged(known, new) == [
        Student("ada", "Ada", "Lovelace", "x@example.org", "", "12345", "1"),
        Student("kim", "Kim", "Lee", "kim@example.org"),
        Student("eve", "Eve", "Adams"),
    ]


def test_the_list_is_kept_and_entered_in_the_gradebook(tmp_path):
    course = Course(make(tmp_path))
    assert roster.of(course) == []
    students = [
        Student("ada", "Ada", 'Love, "lace"', "ada@example.org", "alove", "12345"),
        Student("zoe", "Zoë\nAnna", "=1+1", moodle="7"),
    ]
    roster.keep(course, students)
    assert roster.of(course) == students
    with course.gradebook() as book:
        ada, zoe = book.find_student("ada"), book.find_student("zoe")
        assert (ada.first_name, ada.email, ada.lms_user_id) == ("Ada", "ada@example.org", "12345")
        assert (zoe.last_name, zoe.lms_user_id) == ("=1+1", "7")
