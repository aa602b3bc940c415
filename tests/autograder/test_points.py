"""The value of a test cell's last expression, and what it earns."""

import jax.numpy as jnp
import numpy as np
import pytest

from autograder.checks import Score
from autograder.points import FaultyTest, classify, earned, lost


@pytest.mark.parametrize(
    ("value", "points"),
    [
        (None, 5.0),
        (2.5, 2.5),
        (0, 0.0),
        (5, 5.0),
        (True, 5.0),
        (False, 0.0),
        (np.float64(2.5), 2.5),
        (np.bool_(False), 0.0),
        (jnp.float32(2.5), 2.5),
        (jnp.asarray(3), 3.0),
        (jnp.asarray(2.0) > 3.0, 0.0),
    ],
)
def test_a_number_is_the_points_and_nothing_is_all_of_them(value, points):
    assert earned(classify(value), 5.0) == points


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), -1.0, 5.5, 1e9, jnp.float32(jnp.nan), "2.5", object(), [5], 2j]
    + [jnp.ones(3), np.ones(1)],
)
def test_any_other_value_is_a_fault_of_the_test(value):
    with pytest.raises(FaultyTest):
        earned(classify(value), 5.0)


def test_parts_of_a_test_give_their_points_and_their_reasons(capsys):
    score = Score()
    with score.part(3, "the values"):
        pass
    with score.part(2, "the gradient"):
        raise ValueError("no gradient")
    described = classify(score.points())
    assert earned(described, 5.0) == 3.0
    assert repr(score.points()) == "3.0"
    (line,) = lost(described)
    assert "0 of 2 points: the gradient" in line
    assert "no gradient" in line
    assert line in capsys.readouterr().out
    assert lost(classify(3.0)) == []
