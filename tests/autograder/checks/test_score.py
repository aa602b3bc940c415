"""Partial credit: each part earns its points or says why not, and the cell's value is a number."""

import json
import sys

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks, points
from autograder.checks import AuthorError, CheckFailed


class Mute(Exception):
    def __str__(self):
        raise RuntimeError("no words")


class Stop(BaseException):
    """No Exception at all."""


def double(x):
    return 2 * x


def two_checks():
    checks.close(double(2.0), 4.0, "double(2.0)")
    checks.jittable(double, 2.0)


def an_assertion():
    assert double(2) == 4


def a_tree():
    checks.close({"a": double(jnp.ones(2))}, {"a": [2, 2]})


def an_error_that_should_be():
    checks.raises(TypeError, double, object())


def nothing():
    pass


def one_value():
    assert checks.array(double(1.0)) == 2.0


def returned():
    price, error = checks.parts((1.0, 2.0), ("price", "error"))
    assert price < error


def agreeing():
    checks.agrees(double, lambda x: x + x, lambda generator: (generator.normal(),))


def caught():
    with pytest.raises(CheckFailed):
        checks.close(1.0, 2.0)


RIGHT = [
    two_checks,
    an_assertion,
    a_tree,
    an_error_that_should_be,
    nothing,
    one_value,
    returned,
    agreeing,
    caught,
]


@pytest.mark.parametrize("part", RIGHT)
def test_a_part_that_runs_to_its_end_earns_its_points(part, capsys):
    score = checks.Score()
    with score.part(3, "the values"):
        part()
    assert score.points() == 3.0
    assert capsys.readouterr().out.endswith("✓ 3 of 3 points: the values.\n")


def stub(x):
    raise NotImplementedError


def partly(x):
    raise NotImplementedError("negative x")


def by_if(x):
    return x if x > 0 else -x


def wrong_value():
    checks.close(double(2.0), 5.0, "double(2.0)", hint="Multiply.")


def bare_assertion():
    assert double(2) == 5


def told_assertion():
    assert double(2) == 5, "double(2) is 4"


def error_of_python():
    checks.close({}["price"], 1.0)


def error_of_jax():
    jax.jit(by_if)(2.0)


def in_place():
    jnp.ones(2)[0] = 1.0


def not_written():
    checks.close(stub(1.0), 1.0)


def half_written():
    checks.close(partly(1.0), 1.0)


def exits():
    sys.exit(3)


def stops():
    raise Stop


def mute():
    raise Mute


def endless():
    endless()


def traced():
    checks.jittable(by_if, 2.0)


def undefined():
    tripel(2.0)  # noqa: F821


WRONG = [
    (wrong_value, "double(2.0) is 4; expected 5.\nHint: Multiply.\nRead: https://"),
    (bare_assertion, "assert"),
    (told_assertion, "double(2) is 4"),
    (error_of_python, "In error_of_python, line "),
    (error_of_python, "KeyError: 'price'"),
    (error_of_jax, "In by_if, line "),
    (error_of_jax, "Choose with jnp.where"),
    (error_of_jax, "book/reference/errors.html#error-bool"),
    (in_place, "Write x = x.at[i].set(v)"),
    (not_written, "Not attempted yet: the function still raises NotImplementedError."),
    (half_written, "NotImplementedError: negative x"),
    (exits, "exit() ends the whole program"),
    (stops, "Stop."),
    (mute, "Mute."),
    (endless, "RecursionError"),
    (traced, "by_if(2.0) fails."),
    (undefined, "NameError: name 'tripel' is not defined"),
]


@pytest.mark.parametrize(("part", "told"), WRONG)
def test_a_part_that_raises_says_why_and_the_next_one_runs(part, told, capsys):
    score = checks.Score()
    with score.part(3, "the values"):
        part()
    with score.part(2.5, "the rest"):
        pass
    assert score.points() == 2.5
    said = capsys.readouterr().out
    assert said.startswith("✗ 0 of 3 points: the values. ") and told in said
    assert said.endswith("✓ 2.5 of 2.5 points: the rest.\n")
    assert told in score.points().lines[0]


def test_an_assertion_without_words():
    score = checks.Score()
    with score.part(1, "the sign"):
        raise AssertionError
    assert score.points().lines == [
        "✗ 0 of 1 points: the sign. An assertion of this test is false."
    ]


def test_the_value_is_what_nbgrader_and_the_grader_read():
    score = checks.Score()
    with score.part(3, "one"):
        pass
    with score.part(1.5, "two"):
        raise CheckFailed("not so")
    value = score.points()
    assert repr(value) == "3.0" and isinstance(value, float) and json.dumps(value) == "3.0"
    assert points.earned(points.classify(value), 4.5) == 3.0
    assert points.lost(points.classify(value)) == ["✗ 0 of 1.5 points: two. not so"]


def test_no_parts_are_no_points():
    assert checks.Score().points() == 0.0


def test_tenths_add_up():
    score = checks.Score()
    for worth in (0.1, 0.2, 0.3):
        with score.part(worth, "a bit"):
            pass
    assert repr(score.points()) == "0.6"


def test_what_was_read_stays_as_it_is():
    score = checks.Score()
    first = score.points()
    with score.part(np.float64(2.0), "more"):
        pass
    assert (first, score.points()) == (0.0, 2.0)
    assert first.lines == []


@pytest.mark.parametrize("worth", [0, -1, float("nan"), float("inf"), "3", None, 1j])
def test_points_must_be_a_number_above_zero(worth):
    with pytest.raises(AuthorError), checks.Score().part(worth, "the values"):
        pass


def test_the_author_s_errors_and_interrupts_go_through():
    score = checks.Score()
    with pytest.raises(AuthorError), score.part(1, "wrongly called"):
        checks.close(1.0, 1.0, operation="exact")
    with pytest.raises(KeyboardInterrupt), score.part(1, "interrupted"):
        raise KeyboardInterrupt
    assert score.points() == 0.0
