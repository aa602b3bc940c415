"""`independent`: neighbours along an axis have nothing to do with each other."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import AuthorError, CheckFailed


def draw(seed=0):
    return np.random.default_rng(seed)


RIGHT = {
    "normal": draw().normal(size=20_000),
    "panel": draw().normal(size=(2_000, 10)),
    "uniform in JAX": jax.random.uniform(jax.random.key(1), (20_000,)),
    "Cauchy": draw().standard_cauchy(20_000),
    "lognormal": np.exp(5 * draw().normal(size=20_000)),
    "exponential": draw().exponential(size=(500, 4, 5)),
    "two long": draw().normal(size=(2_000, 2)),
    "float32": draw().normal(size=20_000).astype(np.float32),
    "few": draw().normal(size=500),
}
NOISE = draw(1).normal(size=(2_000, 11))
WRONG = {
    "one draw for all steps": (np.repeat(NOISE[:, :1], 10, axis=1), "equal the one step before"),
    "every second repeated": (np.repeat(NOISE[:, :5], 2, axis=1), "equal the one step before"),
    "keys of two steps alternate": (np.tile(NOISE[:, :2], (1, 5)), "equal the one 2 steps before"),
    "moving average": (NOISE[:, 1:] + 0.5 * NOISE[:, :-1], "rank correlation"),
    "random walk": (np.cumsum(NOISE, axis=1), "rank correlation"),
    "persistence of a tenth": (NOISE[:, 1:] + 0.11 * NOISE[:, :-1], "rank correlation"),
    "mirrored": (NOISE[:, :2] * [1, -1] + [0, 0] + NOISE[:, :1] * [0, -1], "rank correlation"),
    "sorted": (np.sort(NOISE, axis=1), "rank correlation"),
    "heavy tails, dependent": (draw().standard_cauchy(20_001)[1:].cumsum(), "rank correlation"),
    "a NaN": (np.where(np.arange(20_000) == 5, np.nan, draw().normal(size=20_000)), "not finite"),
    "nothing random": (np.zeros((100, 10)), "equal the one step before"),
    "a string": ("draws", "expected an array of numbers"),
    "None": (None, "is None"),
}


@pytest.mark.parametrize("draws", RIGHT.values(), ids=RIGHT)
def test_independent_draws_pass(draws):
    checks.independent(draws)


@pytest.mark.parametrize(("draws", "told"), WRONG.values(), ids=WRONG)
def test_dependent_draws_fail(draws, told):
    with pytest.raises(CheckFailed, match=told):
        checks.independent(draws, call="the shocks")


def test_the_axis_is_the_authors():
    same_in_each_row = jnp.repeat(jnp.asarray(NOISE[:, :1]), 10, axis=1)
    checks.independent(same_in_each_row, axis=0)
    with pytest.raises(CheckFailed):
        checks.independent(same_in_each_row, axis=1)


def test_false_alarms_are_as_rare_as_a_normal_variable_says(monkeypatch):
    """At a level of one in a hundred, five hundred experiments give about five alarms."""
    monkeypatch.setattr("autograder.checks.randomness.FALSE_ALARM", 0.01)
    alarms = 0
    for seed in range(500):
        try:
            checks.independent(draw(seed).normal(size=600), success="")
        except CheckFailed:
            alarms += 1
    assert alarms <= 15


def test_too_few_draws_are_the_authors_fault():
    with pytest.raises(AuthorError):
        checks.independent(np.zeros(10))
