"""`finite_gradient` sees NaN and infinite slopes at kinks and at the ends of a domain."""

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from autograder import checks
from autograder.checks import AuthorError, CheckFailed


def told(function, *args, **options):
    with pytest.raises(CheckFailed) as failure:
        checks.finite_gradient(function, *args, **options)
    return str(failure.value)


class Point(NamedTuple):
    x: float
    y: float


class Distance:
    def __call__(self, a, b):
        return safe_norm(a - b)


def safe_norm(x):
    squares = jnp.sum(x**2)
    positive = squares > 0
    return jnp.where(positive, jnp.sqrt(jnp.where(positive, squares, 1.0)), 0.0)


def branch_in_python(x):
    return jnp.sqrt(x) if x > 0 else 0.0 * x


def norm_by_scan(x):
    return safe_norm(lax.scan(lambda s, v: (s + v, v), 0.0, x)[1])


@jax.custom_jvp
def smooth_root(x):
    return jnp.sqrt(x)


smooth_root.defjvps(lambda t, out, x: jnp.where(x > 0, 0.5 / jnp.where(x > 0, out, 1.0), 0.0) * t)


@pytest.mark.parametrize(
    ("function", "args", "options"),
    [
        (safe_norm, (jnp.zeros(3),), {"expected": jnp.zeros(3)}),
        (safe_norm, (np.zeros(3),), {"expected": [0, 0, 0]}),
        (jax.jit(safe_norm), (jnp.zeros(3),), {}),
        (partial(safe_norm), (jnp.zeros(3),), {}),
        (Distance(), (jnp.ones(2), jnp.ones(2)), {}),
        (norm_by_scan, (jnp.zeros(3),), {}),
        (jax.vmap(safe_norm), (jnp.zeros((2, 3)),), {}),
        (branch_in_python, (0.0,), {"expected": 0.0}),
        (smooth_root, (0.0,), {"expected": 0.0}),
        (lambda x: jnp.maximum(x - 1.0, 0.0), (1.0,), {}),
        (jnp.abs, (0.0,), {}),
        (jax.nn.relu, (0.0,), {}),
        (lambda x: jnp.where(x > 0, jnp.log(jnp.where(x > 0, x, 1.0)), 0.0), (jnp.zeros(2),), {}),
        (jax.scipy.special.logsumexp, (jnp.array([1000.0, 1e4]),), {"expected": [0.0, 1.0]}),
        (jax.nn.softplus, (jnp.array([-1e3, 1e3]),), {"expected": [0.0, 1.0]}),
        (lambda p: p.x * p.y, (Point(0.0, 2.0),), {"expected": (2.0, 0.0)}),
        (lambda d: d["a"] ** 2, ({"a": jnp.zeros(2)},), {"expected": {"a": [0.0, 0.0]}}),
        (lambda x, n: jnp.arange(n) * x, (0.0, 3), {"static": [1]}),
        (lambda x, y: x * jnp.sqrt(y), (1.0, 0.0), {"argnums": "x", "expected": 0.0}),
        (lambda x, y: x * jnp.sqrt(y), (1.0, 0.0), {"argnums": 0}),
        (lambda x: x / 3, (jnp.float16(0.0),), {}),
        (lambda x: x**2, (np.float64(0.0),), {}),
        (lambda x: lax.while_loop(lambda y: y < 1, lambda y: y + 1, x), (0.0,),
         {"modes": ["forward"], "expected": 1.0}),
        (lambda z: jnp.real(z), (0.0 + 0.0j,), {}),
    ],
)  # fmt: skip
def test_finite_gradients_pass(function, args, options):
    checks.finite_gradient(function, *args, **options)


def norm(x):
    return jnp.sqrt(jnp.sum(x**2))


@jax.custom_vjp
def nan_backwards(x):
    return x**2


nan_backwards.defvjp(lambda x: (x**2, x), lambda x, ct: (ct * x / x,))

WHERE = "jnp.where still multiplies"


@pytest.mark.parametrize(
    ("function", "args", "options", "words"),
    [
        (norm, (jnp.zeros(3),), {}, "The gradient of norm"),
        (norm, (jnp.zeros(3),), {}, "with respect to argument 1 is nan at entry [0]"),
        (norm, (jnp.zeros(3),), {}, WHERE),
        (jnp.linalg.norm, (jnp.zeros(3),), {"modes": ["forward"]}, "forward-mode derivative"),
        (jnp.sqrt, (0.0,), {}, "is inf"),
        (jnp.log, (0.0,), {}, "is inf"),
        (lambda x: x**0.5, (0.0,), {"modes": ["forward"]}, "is inf"),
        (lambda x: jnp.where(x > 0, jnp.sqrt(x), 0.0), (jnp.array([1.0, 0.0]),), {}, "entry [1]"),
        (lambda x: jnp.where(x > 0, jnp.log(x), 0.0), (0.0,), {}, WHERE),
        (lambda x: jnp.where(x == 0, 1.0, jnp.sin(x) / x), (0.0,), {}, WHERE),
        (lambda x: jnp.log(jnp.sum(jnp.exp(x))), (jnp.array([1000.0, 1.0]),), {}, "nan"),
        (lambda a, b: norm(a - b), (jnp.ones(2), jnp.ones(2)), {}, "argument 1"),
        (lambda a, b: a * jnp.sqrt(b), (1.0, 0.0), {}, "argument 2 is inf"),
        (lambda d: jnp.sqrt(d["a"]), ({"a": 0.0},), {}, "argument 1['a']"),
        (lambda x: x * jnp.nan, (1.0,), {}, "The value of the function(1.0) is nan"),
        (lambda x: x + jnp.nan, (1.0,), {}, "is nan"),
        (nan_backwards, (0.0,), {"modes": ["reverse"]}, "is nan"),
        (nan_backwards, (1.0,), {}, "jax.custom_vjp defines reverse mode alone"),
        (jnp.abs, (2.0,), {"expected": -1.0}, "expected -1"),
        (jnp.abs, (2.0,), {"expected": -1.0, "modes": ["forward"]}, "expected -1"),
        (lambda x: jnp.maximum(x, 0.0), (jnp.ones(2),), {"expected": [1.0, 0.0]}, "entry [1]"),
        (lambda x: lax.while_loop(lambda y: y < 1, lambda y: y + 1, x), (0.0,), {}, "reverse-mode"),
        (lambda x: np.sqrt(x) * 1.0, (1.0,), {}, "jax.numpy"),
        (jnp.argmax, (jnp.ones(2),), {}, "no floating-point number"),
        (lambda x: None, (1.0,), {}, "no floating-point number"),
        (lambda x: "x", (1.0,), {}, "str"),
        (lambda x: object(), (1.0,), {}, "object"),
        (None, (1.0,), {}, "cannot be called"),
    ],
)
def test_other_gradients_are_told(function, args, options, words):
    message = told(function, *args, **options)
    assert words in message
    assert "Read: " in message


def raises(error):
    def function(x):
        raise error

    return function


@pytest.mark.parametrize("error", [SystemExit, RecursionError, ValueError("seven"), KeyError])
def test_what_the_function_raises_is_told(error):
    assert getattr(error, "__name__", "seven") in told(raises(error), 1.0)


@pytest.mark.parametrize(
    ("args", "options"),
    [
        ((1,), {}),
        ((1.0,), {"modes": "reverse"}),
        ((1.0,), {"modes": ["sideways"]}),
        ((1.0,), {"argnums": "y"}),
        ((1.0, 2.0), {"expected": 1.0}),
    ],
)
def test_bad_use_is_the_authors(args, options):
    with pytest.raises(AuthorError):
        checks.finite_gradient(jnp.sin if len(args) == 1 else jnp.add, *args, **options)
