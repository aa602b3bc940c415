"""Downloads as Canvas, Moodle and people make them, collected right or set aside by name."""

import io
import unicodedata
import warnings
import zipfile

import nbformat
import pytest

from autograder import collected
from autograder.collecting import ALREADY, ASIDE, COLLECTED, LEFT, collect
from autograder.course import CourseError


def owners(outcomes):
    return {name: o.student for name, o in outcomes.items() if o.status in (COLLECTED, ALREADY)}


def test_a_download_from_canvas(take, archive, course, class_list, notebooks):
    download = archive(
        {
            "lovelaceada_12345_678910_tiny.ipynb": notebooks.of(),
            "müllerlüdenscheidtzoë_LATE_12346_678911_tiny-1.ipynb": notebooks.of(),
            "obrienjrpat_12347_678912_my work (final).ipynb": notebooks.of(),
            "leekim_12348_678913_other.ipynb": notebooks.of("other"),
            "nobody_99999_678914_tiny.ipynb": notebooks.of(),
            "leekim_12348_text.html": "<p>I could not upload it</p>",
        }
    )
    found = take(download, students=class_list)
    assert owners(found) == {
        "lovelaceada_12345_678910_tiny.ipynb": "ada",
        "müllerlüdenscheidtzoë_LATE_12346_678911_tiny-1.ipynb": "zoe",
        "obrienjrpat_12347_678912_my work (final).ipynb": "pat",
    }
    assert found["leekim_12348_678913_other.ipynb"].reason == "it is a notebook of other"
    assert "nobody, Canvas's number 99999" in found["nobody_99999_678914_tiny.ipynb"].reason
    assert "not an .ipynb" in found["leekim_12348_text.html"].reason
    record = collected.read(course, "tiny")
    assert [(h.student, h.platform, h.number, h.late) for h in record.values()] == [
        ("ada", "canvas", "12345", False),
        ("pat", "canvas", "12347", False),
        ("zoe", "canvas", "12346", True),
    ]


FOLDERS = "{name}_{number}_assignsubmission_file_/{file}"
FLAT = "{name}_{number}_assignsubmission_file_{file}"


@pytest.mark.parametrize("layout", [FOLDERS, FLAT], ids=["folders", "flat"])
def test_a_download_from_moodle(layout, take, archive, course, class_list, notebooks):
    names = {
        "ada": layout.format(name="Ada Lovelace", number=1327627, file="tiny.ipynb"),
        "zoe": layout.format(name="Zoë Müller-Lüdenscheidt", number=1327628, file="meine.ipynb"),
        "pat": layout.format(name="O'Brien, Jr., Pat", number=1327629, file="a, b_1_c.ipynb"),
        "kim": layout.format(name="Participant", number=1327630, file="tiny.ipynb"),
    }
    unknown = layout.format(name="Eve Adams", number=7, file="ada_12345_678910_tiny.ipynb")
    found = take(
        archive({name: notebooks.of() for name in [*names.values(), unknown]}), students=class_list
    )
    assert owners(found) == {name: student for student, name in names.items()}
    assert "Eve Adams, Moodle's number 7" in found[unknown].reason
    assert collected.read(course, "tiny")["zoe"].number == "1327628"


def test_without_a_list_ids_are_made_of_the_names(take, archive, notebooks):
    found = take(
        archive(
            {
                "Ada Lovelace_1327627_assignsubmission_file_/tiny.ipynb": notebooks.of(),
                "Zoë Müller_1327628_assignsubmission_file_/tiny.ipynb": notebooks.of(),
                "Participant_1327629_assignsubmission_file_/tiny.ipynb": notebooks.of(),
                "Participant_1327630_assignsubmission_file_/tiny.ipynb": notebooks.of(),
                "王小明_1327631_assignsubmission_file_/tiny.ipynb": notebooks.of(),
            }
        )
    )
    assert sorted(owners(found).values()) == [
        "Ada.Lovelace",
        "Participant.1327629",
        "Participant.1327630",
        "Zoe.Muller",
    ]
    assert "--students" in found["王小明_1327631_assignsubmission_file_/tiny.ipynb"].reason


def test_two_of_one_name_are_not_taken_for_one_person(take, archive, class_list, notebooks):
    names = [f"Ada Lovelace_{number}_assignsubmission_file_/tiny.ipynb" for number in (1, 2)]
    for students in ([], class_list):
        both = archive({names[0]: notebooks.of(), names[1]: notebooks.of(answer=3)})
        found = take(both, students=students)
        assert all("numbers 1, 2" in o.reason for o in found.values())
    take(archive({names[0]: notebooks.of()}))
    later = take(archive({names[1]: notebooks.of(answer=3)}), replace=True)
    assert later[names[1]].status == ASIDE


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("ada.ipynb", "ada"),
        ("ada_tiny.ipynb", "ada"),
        ("tiny_ada.ipynb", "ada"),
        ("ada/anything.ipynb", "ada"),
        ("ada/deep/down/ben.ipynb", "ada"),
        ("a.b@example.org/tiny.ipynb", "a.b@example.org"),
        ("lovelaceada_12345_678910_tiny.ipynb", "lovelaceada"),
        ("section/lovelaceada_12345_678910_tiny.ipynb", "lovelaceada"),
        ("anon_Ab1cD_678910_tiny.ipynb", "anon.Ab1cD"),
        ("tiny.ipynb", None),
        ("-rf.ipynb", None),
        ("con.ipynb", None),
        ("ada..ipynb", None),
    ],
)
def test_a_strict_pattern_decides_where_there_is_no_list(name, student, take, archive, notebooks):
    (outcome,) = take(archive({name: notebooks.of()})).values()
    assert (outcome.student if outcome.status == COLLECTED else None) == student


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("alove.ipynb", "ada"),
        ("ADA@example.org_tiny.ipynb", "ada"),
        ("Lovelace, Ada.ipynb", "ada"),
        ("  ada   lovelace /work.ipynb", "ada"),
        ("tiny/section 2/Muller-Ludenscheidt Zoe/work.ipynb", "zoe"),
        (unicodedata.normalize("NFD", "Zoë Müller-Lüdenscheidt.ipynb"), "zoe"),
        ("Pat O'Brien Jr/x.ipynb", "pat"),
        ("obrienjrpat_12347_1_x.ipynb", "pat"),
        ("Lovelace.ipynb", None),
        ("leekim_77_1_x.ipynb", None),
        ("stranger/ada_y.ipynb", None),
    ],
)
def test_people_are_found_by_what_a_file_calls_them(
    name, student, take, archive, class_list, notebooks
):
    found = take(archive({name: notebooks.of()}), students=class_list)
    (outcome,) = found.values()
    assert (outcome.student if outcome.status == COLLECTED else None) == student


def test_a_name_that_two_share_is_set_aside_with_both(take, archive, class_list, notebooks):
    from autograder.roster import Student

    twice = [*class_list, Student("ada2", "Ada", "Lovelace")]
    found = take(archive({"Ada Lovelace.ipynb": notebooks.of()}), students=twice)
    assert found["Ada Lovelace.ipynb"].reason == "it may be of ada or ada2"


def test_a_students_own_names_do_not_hand_in_for_others(take, archive, class_list, notebooks):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as target:
        target.writestr("kim/kim_12348_1_tiny.ipynb", notebooks.of())
    found = take(
        archive({"Ada Lovelace_1327627_assignsubmission_file_/mine.zip": inner.getvalue()}),
        students=class_list,
    )
    assert list(owners(found).values()) == ["ada"]


def test_the_last_of_two_attempts_counts(take, archive, class_list, notebooks, course):
    first, second = (f"lovelaceada_12345_{n}.ipynb" for n in ("5_tiny-2", "9_tiny-10"))
    found = take(
        archive({second: notebooks.of(answer=10), first: notebooks.of()}), students=class_list
    )
    assert owners(found) == {second: "ada"}
    assert found[first].reason == f"it is an earlier attempt; {second} was taken"
    assert (course.root / "course/set_aside/tiny" / first).is_file()


def test_the_notebook_of_this_set_counts_among_several(take, archive, class_list, notebooks):
    found = take(
        archive(
            {
                "ada/scratch.ipynb": notebooks.of("other"),
                "ada/hw.ipynb": notebooks.of(),
                "kim/tiny.ipynb": notebooks.of(),
                "kim/draft.ipynb": notebooks.of(answer=1),
                "pat/one.ipynb": notebooks.of(),
                "pat/two.ipynb": notebooks.of(answer=1),
                "zoe/a.ipynb": notebooks.of(),
                "zoe/b.ipynb": notebooks.of(),
                "zoe/broken.ipynb": "{",
            }
        ),
        students=class_list,
    )
    taken = owners(found)
    assert taken.pop("ada/hw.ipynb") == "ada"
    assert taken.pop("kim/tiny.ipynb") == "kim"
    assert len(taken) == 1
    assert set(taken) <= {"zoe/a.ipynb", "zoe/b.ipynb"}
    assert "another notebook of this set; kim/tiny.ipynb" in found["kim/draft.ipynb"].reason
    assert "pat/one.ipynb, pat/two.ipynb" in found["pat/one.ipynb"].reason
    assert "its content is not JSON" in found["zoe/broken.ipynb"].reason


def test_what_cannot_be_read_is_collected_and_named(take, archive, notebooks):
    found = take(archive({"ada.ipynb": "Dear sir", "ben.ipynb": notebooks.of()}))
    assert owners(found) == {"ada.ipynb": "ada", "ben.ipynb": "ben"}
    assert "it will get no points" in found["ada.ipynb"].reason


def test_a_notebook_that_lost_its_marks_is_known_by_its_work(take, archive, notebooks):
    found = take(
        archive({"ada.ipynb": notebooks.bare(), "ben.ipynb": '{"cells": [], "nbformat": 4}'})
    )
    assert owners(found) == {"ada.ipynb": "ada"}
    assert "no task of tiny nor of another set" in found["ben.ipynb"].reason


def test_what_systems_leave_behind_is_left_out(take, archive, notebooks):
    found = take(
        archive(
            {
                "hw/ada/tiny.ipynb": notebooks.of(),
                "hw/ada/.ipynb_checkpoints/tiny-checkpoint.ipynb": notebooks.of(answer=1),
                "hw/ben/.ipynb_checkpoints/tiny-checkpoint.ipynb": notebooks.of(),
                "hw/ada/.ipynb_checkpoints/data-checkpoint.csv": "1,2",
                "hw/.DS_Store": "x",
                "__MACOSX/hw/ada/._tiny.ipynb": "x",
            }
        )
    )
    assert owners(found) == {"ada/tiny.ipynb": "ada"}
    assert sum(o.status == LEFT for o in found.values()) == 4
    assert (
        "the notebook itself is missing"
        in found["ben/.ipynb_checkpoints/tiny-checkpoint.ipynb"].reason
    )


def test_archives_in_a_download_are_opened_once(take, archive, class_list, notebooks):
    def packed(files):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as target:
            for name, content in files.items():
                target.writestr(name, content)
        return data.getvalue()

    inner = packed({"hw/tiny.ipynb": notebooks.of(), "data.csv": "1,2"})
    found = take(
        archive(
            {
                "lovelaceada_12345_1_hw.zip": inner,
                "leekim_12348_2_hw.zip": packed({"in.zip": inner}),
                "obrienpat_12347_3_hw.zip": b"no archive",
                "zoe_12346_4_hw.zip": packed({}),
            }
        ),
        students=class_list,
    )
    assert owners(found) == {"lovelaceada_12345_1_hw.zip/hw/tiny.ipynb": "ada"}
    assert "archive in an archive" in found["leekim_12348_2_hw.zip/in.zip"].reason
    assert "damaged" in found["obrienpat_12347_3_hw.zip"].reason
    assert "empty archive" in found["zoe_12346_4_hw.zip"].reason


def test_a_folder_and_a_notebook(take, tmp_path, notebooks, course):
    folder = tmp_path / "in"
    (folder / "ada").mkdir(parents=True)
    (folder / "ada" / "x.ipynb").write_text(notebooks.of())
    (folder / "ben.ipynb").write_text(notebooks.of())
    (tmp_path / "kim_tiny.ipynb").write_text(notebooks.of())
    assert owners(take(folder, tmp_path / "kim_tiny.ipynb")) == {
        "ada/x.ipynb": "ada",
        "ben.ipynb": "ben",
        "kim_tiny.ipynb": "kim",
    }
    with pytest.raises(CourseError, match="holds the folder of the course itself"):
        take(course.root)


def test_the_instructor_says_whose_it_is(take, tmp_path, notebooks, class_list, course):
    odd = tmp_path / "odd.ipynb"
    odd.write_text(notebooks.of("other"))
    assert take(odd, students=class_list)["odd.ipynb"].status == ASIDE
    kept = course.root / "course/set_aside/tiny/odd.ipynb"
    assert owners(take(kept, students=class_list, owner="ada")) == {"odd.ipynb": "ada"}
    with pytest.raises(CourseError, match="no student 'eve' in the list"):
        take(kept, students=class_list, owner="eve")


def test_files_of_the_same_name_are_both_set_aside(course, tmp_path, notebooks):
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as target, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for answer in (1, 2):
            target.writestr("ada.ipynb", notebooks.of(answer=answer))
    outcomes = collect(course, "tiny", [tmp_path / "in.zip"])
    assert ["cannot be told" in outcome.reason for outcome in outcomes] == [True, True]
    kept = {path.read_text() for path in (course.root / "course/set_aside/tiny").iterdir()}
    assert kept == {notebooks.of(answer=answer) for answer in (1, 2)}


def test_code_that_no_parser_can_bear_stops_nobody(take, archive, notebooks):
    cells = [nbformat.v4.new_code_cell("-" * 1_000_000 + "1")]
    found = take(
        archive(
            {
                "ada.ipynb": nbformat.writes(nbformat.v4.new_notebook(cells=cells)),
                "ben.ipynb": "[" * 100_000,
                "kim.ipynb": '{"nbformat": 4, "cells": [' + "9" * 100_000 + "]}",
                "zoe.ipynb": notebooks.of(),
            }
        )
    )
    assert owners(found) == {f"{name}.ipynb": name for name in ("ben", "kim", "zoe")}
    assert found["ada.ipynb"].status == ASIDE


def test_students_of_one_spelling_are_one_student(take, archive, notebooks):
    both = take(archive({"ada.ipynb": notebooks.of(), "ADA.ipynb": notebooks.of(answer=1)}))
    assert not owners(both)
    take(archive({"ada.ipynb": notebooks.of()}))
    found = take(archive({"ADA.ipynb": notebooks.of()}))
    assert (found["ADA.ipynb"].student, found["ADA.ipynb"].status) == ("ada", ALREADY)
