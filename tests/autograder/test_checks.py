"""Checks tell right from wrong, and say what was called, expected and seen."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import CheckFailed


class AlwaysEqual:
    """An object that claims to equal anything."""

    shape, dtype = (), np.dtype("float32")

    def __eq__(self, other):
        return True

    def __array__(self, dtype=None, copy=None):
        return np.asarray(5.0)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (2.0, 2.0),
        (2, 2.0),
        (jnp.float32(2.0), 2.0),
        (np.float64(2.0), 2.0),
        (jnp.arange(3.0), [0, 1, 2]),
        (np.arange(3), jnp.arange(3.0)),
        (jnp.ones((2, 2)), np.ones((2, 2))),
        (jnp.float32(0.1 + 0.2), 0.3),
        ({"a": jnp.ones(2), "b": 1}, {"a": [1, 1], "b": 1.0}),
        ((jnp.ones(2), 3.0), (np.ones(2), 3)),
        ([{"W": jnp.ones(1)}], [{"W": np.ones(1)}]),
        (jnp.array([jnp.nan, 1.0]), np.array([np.nan, 1.0])),
        (jnp.array([jnp.inf, 1.0]), np.array([np.inf, 1.0])),
        (jnp.array([1e6, 1e-3]), np.array([1e6, 0.0])),
    ],
)
def test_close_accepts_equal_values_in_any_form(got, expected):
    checks.close(got, expected)


@pytest.mark.parametrize(
    ("got", "expected", "told"),
    [
        (None, 2.0, "is None"),
        ("2.0", 2.0, "is a str"),
        (AlwaysEqual(), 2.0, "is a AlwaysEqual"),
        (2.001, 2.0, "f(1) is 2.001; expected 2."),
        (jnp.ones(3), 1.0, "has shape (3,); expected ()"),
        (jnp.ones((3, 1)), jnp.ones(3), "has shape (3, 1); expected (3,)"),
        (jnp.array([1.0, 9.0]), [1, 2], "entry [1] is 9, expected 2"),
        (jnp.nan, 1.0, "is nan"),
        (jnp.array([1.0, jnp.nan]), [1, 2], "1 of 2 entries differ"),
        ({"a": 1.0}, {"a": 1.0, "b": 2.0}, "has the keys ['a']; expected ['a', 'b']"),
        ({"a": 1.0, "b": 3.0}, {"a": 1.0, "b": 2.0}, "f(1)['b'] is 3; expected 2."),
        (1.0, {"a": 1.0}, "is a float; expected a dict"),
        ((1.0,), (1.0, 2.0), "is a tuple of length 1; expected 2 values"),
        (jax.random.key(0), 1.0, "expected numbers"),
        (np.array(["a"]), [1], "expected numbers"),
    ],
)
def test_close_says_what_differs(got, expected, told):
    with pytest.raises(CheckFailed) as failure:
        checks.close(got, expected, "f(1)", hint="Look again.")
    assert told in str(failure.value)
    assert "f(1)" in str(failure.value)


def test_tolerance_follows_the_coarser_dtype():
    checks.close(jnp.float32(1.0001), np.float64(1.0))
    with pytest.raises(CheckFailed):
        checks.close(np.float64(1.0001), np.float64(1.0))


def test_unchanged_sees_an_input_that_was_overwritten():
    def in_place(x):
        x[x < 0] = 0
        return x

    with pytest.raises(CheckFailed, match="changed its input in place"):
        checks.unchanged(in_place, np.array([-1.0, 2.0]))
    result = checks.unchanged(lambda x: np.maximum(x, 0), np.array([-1.0, 2.0]))
    assert result.tolist() == [0.0, 2.0]


def test_parts_unpacks_what_a_function_returned():
    assert checks.parts((1.0, 2.0), ("price", "error")) == (1.0, 2.0)
    for wrong, told in (
        (jnp.ones(()), "is a scalar"),
        ((1.0,), "is a tuple of 1"),
        (None, "NoneType"),
    ):
        with pytest.raises(CheckFailed, match=r"expected a tuple \(price, error\)") as failure:
            checks.parts(wrong, ("price", "error"), "f(1)")
        assert told in str(failure.value)


def test_a_monte_carlo_estimate_may_err_by_its_standard_error():
    checks.within_standard_errors(10.4, 10.0, 0.1)
    for wrong in (10.6, float("nan"), jnp.ones(3)):
        with pytest.raises(CheckFailed):
            checks.within_standard_errors(wrong, 10.0, 0.1)


def test_memory_is_read_from_the_program():
    def whole(x, n):
        return jnp.sin(jnp.tile(x, (n, 1))) @ x

    def step_by_step(x, n):
        return jax.lax.fori_loop(0, n, lambda i, total: total + jnp.sin(x) @ x, 0.0)

    x = jnp.ones(1000)
    checks.memory(step_by_step, x, 500, static=(1,), at_most=100_000)
    with pytest.raises(CheckFailed, match="MB of temporary memory"):
        checks.memory(whole, x, 500, static=(1,), at_most=100_000)


def test_memory_explains_a_function_that_cannot_be_compiled():
    with pytest.raises(CheckFailed, match=r"cannot be compiled by jax\.jit"):
        checks.memory(lambda x: float(x.sum()), jnp.ones(3), at_most=1)
