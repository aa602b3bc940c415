"""`independent`: neighbours along an axis have nothing to do with each other."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import CheckFailed


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
    "bfloat16": jax.random.normal(jax.random.key(2), (20_000,), jnp.bfloat16),
    "coins": draw().uniform(size=20_000) < 0.3,
    "rare events": draw().uniform(size=(1_000, 20)) < 0.01,
    "dice": draw().integers(0, 6, (100, 50)),
    "counts": draw().poisson(0.1, 5_000),
    "a chain without memory": jax.random.choice(jax.random.key(3), 3, (2_000, 5)),
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
    "nothing random": (np.zeros((100, 10)), "all equal 0"),
    "nothing random but rounding": (0.7 + 1e-7 * draw().integers(0, 5, 1_000), "all equal 0.7"),
    "eight keys in turn": (np.resize(draw().normal(size=8), 20_000), "8 steps before"),
    "the panel's keys in turn": (np.tile(draw().normal(size=(100, 50)), 4), "50 steps before"),
    "the second half is the first": (np.tile(draw().normal(size=1_000), 2), "1000 steps before"),
    "coins that stick": (np.repeat(draw().uniform(size=5_000) < 0.5, 2), "7.% of the draws equal"),
    "coins that alternate": (np.arange(5_000) % 2, "equal the one 2 steps before"),
    "a chain that stays": (np.repeat(draw().integers(0, 3, 1_000), 5), "of the draws equal"),
    "rare events in pairs": (np.repeat(draw().uniform(size=10_000) < 0.01, 2), "rank correlation"),
    "complex": (draw().normal(size=1_000) + 1j, "expected real numbers"),
    "more than memory holds": (np.broadcast_to(0.5, (10**6, 10**6)), "more numbers than can be"),
    "no axis": (np.float32(0.5), "at least two steps along axis -1"),
    "one step": (np.zeros((1_000, 1)), "at least two steps along axis -1"),
    "too few": (np.arange(10.0), "at least 500"),
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


@pytest.mark.parametrize("share", [1.0, 0.3, 0.02], ids=["continuous", "coins", "rare"])
def test_false_alarms_are_as_rare_as_promised(share, monkeypatch):
    """At a level of one in a hundred, five hundred experiments give five alarms at most, or so."""
    monkeypatch.setattr("autograder.checks.draws.FALSE_ALARM", 0.01)
    alarms = 0
    for seed in range(500):
        values = draw(seed).uniform(size=600)
        try:
            checks.independent(values if share == 1.0 else values < share, success="")
        except CheckFailed:
            alarms += 1
    assert alarms <= 13
