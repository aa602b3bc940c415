"""`distributed`: draws follow a distribution, with one false alarm in a million."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy import stats

from autograder import checks
from autograder.checks import AuthorError, CheckFailed


N = 20_000


def draw(seed=0):
    return np.random.default_rng(seed)


def _root(x):
    with np.errstate(invalid="ignore"):
        return np.clip(np.sqrt(x), 0, 1)


NORMAL, UNIFORM = stats.norm.cdf, stats.uniform.cdf
RIGHT = {
    "normal": (draw().normal(size=N), NORMAL),
    "scaled normal": (draw().normal(3.0, 2.0, N), stats.norm(3.0, 2.0).cdf),
    "float32": (draw().normal(size=N).astype(np.float32), NORMAL),
    "a matrix": (draw().normal(size=(200, 100)), NORMAL),
    "uniform": (draw().uniform(size=N), UNIFORM),
    "exponential": (draw().exponential(2.0, N), stats.expon(scale=2.0).cdf),
    "Cauchy": (draw().standard_cauchy(N), stats.cauchy.cdf),
    "lognormal": (draw().lognormal(0.0, 1.0, N), stats.lognorm(1.0).cdf),
    "Student": (draw().standard_t(3, N), stats.t(3).cdf),
    "few": (draw().normal(size=500), NORMAL),
    "three million in float32": (draw().uniform(size=3_000_000).astype(np.float32), UNIFORM),
    "three million of JAX": (jax.random.normal(jax.random.key(0), (3_000_000,)), NORMAL),
    "far from zero in float32": (
        draw().normal(1000.0, 1.0, 100_000).astype(np.float32),
        stats.norm(1000.0, 1.0).cdf,
    ),
    "bfloat16": (jax.random.uniform(jax.random.key(1), (500,), jnp.bfloat16), UNIFORM),
}
WRONG = {
    "sd 5 % too large": (draw().normal(0.0, 1.05, N), NORMAL, "spread too wide"),
    "sd 5 % too small": (draw().normal(0.0, 0.95, N), NORMAL, "spread too narrow"),
    "the variance for the sd": (draw().normal(0.0, 4.0, N), stats.norm(0, 2).cdf, "too wide"),
    "the root of the sd": (draw().normal(0.0, 2**0.5, N), stats.norm(0, 2).cdf, "too narrow"),
    "mean 0.05 too high": (draw().normal(0.05, 1.0, N), NORMAL, "lie too high"),
    "mean 0.05 too low": (draw().normal(-0.05, 1.0, N), NORMAL, "lie too low"),
    "[0, 1) for [-1, 1)": (draw().uniform(size=N), stats.uniform(-1, 2).cdf, "too high"),
    "[-1, 1) for [0, 1)": (draw().uniform(-1, 1, N), UNIFORM, "too low"),
    "normal for uniform": (
        draw().normal(0.5, 12**-0.5, N),
        UNIFORM,
        "distribution function is off|spread too",
    ),
    "rate for scale": (draw().exponential(0.5, N), stats.expon(scale=2.0).cdf, "lie too low"),
    "log forgotten": (draw().normal(size=N), stats.lognorm(1.0).cdf, "lie too low"),
    "three degrees for ten": (draw().standard_t(3, N), stats.t(10).cdf, "spread too wide"),
    "two values": (np.where(draw().uniform(size=N) < 0.5, -1.0, 1.0), NORMAL, "differ"),
    "one key for all": (np.full(N, 0.3), NORMAL, "differ"),
    "a NaN": (np.where(np.arange(N) == 3, np.nan, draw().normal(size=N)), NORMAL, "not finite"),
    "too few": (draw().normal(size=20), NORMAL, "at least 500"),
    "each number twice": (np.repeat(draw().normal(size=N // 2), 2), NORMAL, "differ"),
    "a million numbers twice": (
        np.tile(draw().normal(size=1_000_000).astype(np.float32), 2),
        NORMAL,
        "differ",
    ),
    "complex": (draw().normal(size=N) + 0j, NORMAL, "expected real numbers"),
    "more than memory holds": (np.broadcast_to(0.5, (10**6, 10**6)), UNIFORM, "more numbers than"),
    "where F is not defined": (draw().normal(size=N), _root, "lies outside of the distribution"),
}
DICE = [1 / 6] * 6
DISCRETE_RIGHT = {
    "die": (draw().integers(0, 6, N), DICE),
    "floats": (draw().integers(0, 6, N).astype(float), DICE),
    "coin": (draw().uniform(size=N) < 0.3, [0.7, 0.3]),
    "binomial": (draw().binomial(4, 0.2, N), stats.binom(4, 0.2).pmf(np.arange(5))),
    "rare": (draw().choice(3, size=N, p=[0.999, 0.001, 0.0]), [0.999, 0.001, 0.0]),
}
DISCRETE_WRONG = {
    "loaded": (draw().choice(6, size=N, p=[0.2, 0.16, 0.16, 0.16, 0.16, 0.16]), DICE, "0 comes up"),
    "from one to six": (draw().integers(1, 7, N), DICE, "6 is none of"),
    "the highest never": (draw().integers(0, 5, N), DICE, "comes up"),
    "heads and tails mixed up": (draw().uniform(size=N) < 0.7, [0.7, 0.3], "0 comes up"),
    "without rounding": (draw().uniform(0, 6, N), DICE, "is none of"),
    "what cannot be": (draw().choice(3, size=N, p=[0.9, 0.09, 0.01]), [0.9, 0.1, 0.0], "comes up"),
    "always the mode": (np.zeros(N), [0.7, 0.3], "comes up"),
    "infinite": (np.full(N, np.inf), DICE, "not finite"),
}


@pytest.mark.parametrize(("draws", "cdf"), RIGHT.values(), ids=RIGHT)
def test_right_draws_pass(draws, cdf):
    checks.distributed(draws, cdf=cdf)


@pytest.mark.parametrize(("draws", "cdf", "told"), WRONG.values(), ids=WRONG)
def test_wrong_draws_fail(draws, cdf, told):
    with pytest.raises(CheckFailed, match=told):
        checks.distributed(draws, cdf=cdf)


@pytest.mark.parametrize(("draws", "p"), DISCRETE_RIGHT.values(), ids=DISCRETE_RIGHT)
def test_right_counts_pass(draws, p):
    checks.distributed(draws, probabilities=p)


@pytest.mark.parametrize(("draws", "p", "told"), DISCRETE_WRONG.values(), ids=DISCRETE_WRONG)
def test_wrong_counts_fail(draws, p, told):
    with pytest.raises(CheckFailed, match=told):
        checks.distributed(draws, probabilities=p)


@pytest.mark.parametrize("what", ["cdf", "probabilities"])
def test_false_alarms_are_as_rare_as_promised(what, monkeypatch):
    """At a level of two in a hundred, five hundred experiments give ten alarms at most, or so."""
    monkeypatch.setattr("autograder.checks.draws.FALSE_ALARM", 0.02)
    alarms = 0
    for seed in range(500):
        draws = draw(seed).uniform(size=600) if what == "cdf" else draw(seed).integers(0, 6, 600)
        truth = {"cdf": UNIFORM} if what == "cdf" else {"probabilities": DICE}
        try:
            checks.distributed(draws, success="", **truth)
        except CheckFailed:
            alarms += 1
    assert alarms <= 22


AUTHORS = {
    "no distribution": {},
    "two": {"cdf": NORMAL, "probabilities": DICE},
    "a sum above 1": {"probabilities": [0.7, 0.7]},
    "negative": {"probabilities": [1.5, -0.5]},
    "no values": {"probabilities": []},
    "a NaN": {"probabilities": [np.nan, 1.0]},
    "an F that raises": {"cdf": lambda x: x.there_is_no_such_method()},
    "an F that adds up": {"cdf": np.sum},
    "a density": {"cdf": lambda x: 2.0 + 0 * x},
}


@pytest.mark.parametrize("wrong", AUTHORS.values(), ids=AUTHORS)
def test_the_author_names_one_distribution(wrong):
    with pytest.raises(AuthorError):
        checks.distributed(draw().uniform(size=1000), **wrong)
