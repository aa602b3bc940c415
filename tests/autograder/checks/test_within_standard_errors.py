"""`within_standard_errors` and `unbiased`: an estimate may err by its sampling error, no more."""

import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import AuthorError, CheckFailed


RIGHT = [
    10.0,
    10.4,
    9.6,
    10.49,
    jnp.float32(10.1),
    np.float64(9.9),
    jnp.asarray(10.2),
    10,
    np.int64(10),
]
WRONG = [
    (10.6, "6.0 of them away"),
    (9.4, "6.0 of them away"),
    (float("nan"), "is nan"),
    (float("inf"), "is inf"),
    (-10.0, "expected 10"),
    (jnp.ones(3), "has shape (3,)"),
    (jnp.full((1,), 10.0), "has shape (1,)"),
    ((10.0, 0.1), "expected an array of numbers"),
    (None, "is None"),
    ("10", "is a str"),
    (10.0 + 1j, "expected real numbers"),
]


@pytest.mark.parametrize("estimate", RIGHT, ids=repr)
def test_an_estimate_within_its_error_passes(estimate):
    checks.within_standard_errors(estimate, 10.0, 0.1)


@pytest.mark.parametrize(("estimate", "told"), WRONG, ids=lambda value: repr(value)[:20])
def test_an_estimate_beyond_its_error_fails(estimate, told):
    with pytest.raises(CheckFailed) as failure:
        checks.within_standard_errors(estimate, 10.0, 0.1, "the price")
    assert told in str(failure.value)
    assert "the price" in str(failure.value)


def estimates(mean=1.0, sd=0.5, count=100, seed=0):
    return np.random.default_rng(seed).normal(mean, sd, count)


UNBIASED = {
    "normal": estimates(),
    "twenty": estimates(count=20),
    "many": estimates(count=5_000),
    "skewed": np.random.default_rng(0).exponential(1.0, 5_000),
    "JAX": jnp.asarray(estimates()),
    "a column": estimates()[:, None],
    "exact but for rounding": 1.0 + 1e-9 * estimates(0.0, 1.0),
    "a list of scalars stacked": np.stack([np.float32(x) for x in estimates()]),
}
BIASED = {
    "half an sd off": (estimates(1.5, 0.5), "is 1.5"),
    "too low": (estimates(0.6, 0.4, 200), "expected 1"),
    "a small bias, many draws": (estimates(1.05, 0.5, 5_000), "is 1.04"),
    "divided by n": (estimates(0.9, 0.3, 2_000), "is 0.89"),
    "discount forgotten": (estimates(1.1, 0.1), "is 1.1"),
    "twice": (estimates(2.0), "expected 1"),
    "the same key each time": (np.ones(100), "the same number"),
    "two keys": (np.tile([0.9, 1.1], 50), "the same number"),
    "a NaN": (np.append(estimates(), np.nan), "not finite"),
    "text": ("1.0", "is a str"),
    "complex": (estimates() + 1j, "expected real numbers"),
    "too few": (estimates(count=5), "at least 20"),
    "more than memory holds": (np.broadcast_to(1.0, (10**6, 10**6)), "more numbers than can be"),
}


@pytest.mark.parametrize("values", UNBIASED.values(), ids=UNBIASED)
def test_an_estimator_that_is_right_on_average_passes(values):
    checks.unbiased(values, 1.0)


@pytest.mark.parametrize(("values", "told"), BIASED.values(), ids=BIASED)
def test_a_biased_estimator_fails(values, told):
    with pytest.raises(CheckFailed, match=told):
        checks.unbiased(values, 1.0)


def test_a_bias_may_be_allowed():
    checks.unbiased(estimates(1.05, 0.5, 5_000), 1.0, bias=0.06)


@pytest.mark.parametrize("skewness", [0.0, 1.0])
def test_false_alarms_are_as_rare_as_promised(skewness, monkeypatch):
    """At a level of one in a hundred, five hundred experiments give five alarms, or fewer."""
    monkeypatch.setattr("autograder.checks.draws.FALSE_ALARM", 0.01)
    alarms = 0
    for seed in range(500):
        gamma = np.random.default_rng(seed).gamma(4.0, size=20) - 4.0
        values = gamma if skewness else estimates(0.0, count=20, seed=seed)
        try:
            checks.unbiased(values, 0.0, success="")
        except CheckFailed:
            alarms += 1
    assert alarms <= 12


@pytest.mark.parametrize("error", [0.0, -0.1, float("nan"), float("inf")])
def test_a_standard_error_that_is_none_is_the_authors_fault(error):
    with pytest.raises(AuthorError):
        checks.within_standard_errors(10.0, 10.0, error)


@pytest.mark.parametrize("wrong", [{"expected": np.nan}, {"expected": 1.0, "bias": -1.0}])
def test_a_truth_that_is_none_is_the_authors_fault(wrong):
    with pytest.raises(AuthorError):
        checks.unbiased(estimates(), **wrong)
