"""Rows and students are paired by what only they have, and never by a guess."""

from autograder.exporting.pairing import keys, names, pair


def test_the_surest_key_decides():
    rows = [keys(["7"], ["ada"], ["name"]), keys(["8"], ["ben"], ["name"])]
    students = [keys(["8"], ["ada"], ["name"]), keys(["7"], ["ben"], ["name"])]
    assert pair(rows, students) == {0: 1, 1: 0}


def test_two_rows_of_one_name_are_nobodys():
    assert pair([keys([], ["x"]), keys([], ["x"])], [keys([], ["x"])]) == {}


def test_a_row_of_two_students_of_one_name_is_nobodys():
    assert pair([keys([], ["x"])], [keys([], ["x"]), keys([], ["x"])]) == {}


def test_one_of_two_namesakes_is_left_over_once_the_other_is_known():
    rows = [keys(["7"], ["lee"]), keys([], ["lee"])]
    assert pair(rows, [keys([], ["lee"]), keys(["7"], ["lee"])]) == {0: 1, 1: 0}


def test_other_numbers_are_other_people():
    assert pair([keys(["7"], ["lee"])], [keys(["8"], ["lee"])]) == {}
    assert pair([keys(["7"], ["lee"])], [keys([], ["lee"])]) == {0: 0}


def test_names_agree_without_order_case_accents_and_spaces():
    assert names("José María", "Núñez") & names("", "", "nunezjosemaria")
    assert names("Ada", "Lovelace") & names("lovelace", "ADA")
    assert not names("Ada", "Lovelace") & names("Ada", "King")
    assert names("", "") == {""}


def test_nothing_is_nobodys_key():
    assert pair([keys([""], ["  "])], [keys([""], [" "])]) == {}
    assert pair([], [keys(["7"])]) == {}
