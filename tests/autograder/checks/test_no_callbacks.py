"""`no_callbacks`: the program computes by itself, without Python or NumPy."""

import sys
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax
from jax.experimental import io_callback

from autograder import checks
from autograder.checks import AuthorError, CheckFailed, Program


x = jnp.array([1.0, 2.0, 3.0])
A = jnp.eye(3) + 0.1
key = jax.random.key(0)


def constants(v):
    weights = np.linspace(0.0, 1.0, v.shape[0])
    return v @ weights + np.pi


def shapes(v):
    return jnp.zeros(np.prod(v.shape)) + v.size


def by_dtype(v):
    return v * np.float32(2) if np.issubdtype(v.dtype, np.floating) else v


def prints_in_python(v):
    print(v.shape)
    return v


class Model:
    def __init__(self, rate):
        self.rate = np.float32(rate)

    def value(self, v):
        return v * self.rate

    __call__ = value


def table(v, n):
    weights = np.zeros(n)
    weights[0] = 1.0
    return jnp.asarray(weights)[:3] * v


RIGHT = [
    (jnp.sin, (x,), {}),
    (jax.jit(jnp.sin), (x,), {}),
    (constants, (x,), {}),
    (shapes, (x,), {}),
    (by_dtype, (x,), {}),
    (prints_in_python, (x,), {}),
    (Model(2).value, (x,), {}),
    (Model(2), (x,), {}),
    (table, (x, 5), {"static": (1,)}),
    (partial(table, n=4), (x,), {}),
    (lambda v: jnp.linalg.solve(A, v), (x,), {}),
    (lambda a: jnp.linalg.eigh(a), (A,), {}),
    (lambda a: jnp.linalg.svd(a), (A,), {}),
    (jnp.linalg.cholesky, (A,), {}),
    (jnp.sort, (x,), {}),
    (lambda v: jnp.fft.fft(v), (x,), {}),
    (lambda v: jax.scipy.special.erf(v), (x,), {}),
    (lambda v: lax.top_k(v, 2), (x,), {}),
    (lambda k: jax.random.gamma(k, 2.0), (key,), {}),
    (lambda k: jax.random.normal(k, (3,)), (jax.random.PRNGKey(0),), {}),
    (lambda v: lax.scan(lambda c, a: (c + a, c), 0.0, v), (x,), {}),
    (lambda v: lax.while_loop(lambda c: c.sum() < 9, lambda c: 2 * c, v), (x,), {}),
    (jax.vmap(jax.grad(lambda a: a**2)), (x,), {}),
    (lambda p: {"a": p["a"] * 2}, ({"a": x, "b": (1.0, None)},), {}),
    (lambda v: v.block_until_ready() if hasattr(v, "is_ready") else v, (x,), {}),
    (lambda v: v.sum(), (np.ones(3),), {}),
]


@pytest.mark.parametrize(("function", "args", "options"), RIGHT)
def test_passes(function, args, options):
    checks.no_callbacks(function, *args, **options)


def shape_of(v):
    return jax.ShapeDtypeStruct(v.shape, v.dtype)


def pure(v):
    return jax.pure_callback(np.sin, shape_of(v), v)


def impure(v):
    return io_callback(np.sin, shape_of(v), v)


def ordered(v):
    io_callback(lambda a: None, None, v, ordered=True)
    return v


def debug_print(v):
    jax.debug.print("v = {}", v)
    return v


def debug_callback(v):
    jax.debug.callback(lambda a: None, v)
    return v


def in_scan(v):
    def step(c, a):
        jax.debug.print("{}", a)
        return c + a, c

    return lax.scan(step, 0.0, v)


def in_branch(v):
    return lax.cond(v[0] > 0, pure, lambda v: v, v)


@jax.jit
def helper(v):
    return pure(v) * 2


def in_helper(v):
    return helper(v) + 1


def in_vmap(v):
    mapped = partial(jax.pure_callback, vmap_method="sequential")
    return jax.vmap(lambda a: mapped(np.sin, shape_of(a), a))(v)


def unused(v):
    jax.debug.print("start")
    return v


def numpy_function(v):
    return np.sin(v)


def numpy_method(v):
    return np.asarray(v).mean()


def numpy_buffer(v):
    out = np.empty(3)
    for i in range(3):
        out[i] = v[i]
    return out


def numpy_linalg(v):
    return np.linalg.norm(v)


def math_function(v):
    import math

    return math.sqrt(v[0])


def to_list(v):
    return jnp.array(v.tolist())


def text(v):
    return "none"


def forgets(v):
    jnp.sin(v)


def endless(v):
    return endless(v)


def exits(v):
    sys.exit(0)


CALLS = "calls back to Python while it runs"

WRONG = [
    (pure, CALLS),
    (impure, CALLS),
    (ordered, CALLS),
    (debug_print, CALLS),
    (debug_print, "jax.debug.print do that"),
    (debug_callback, CALLS),
    (in_scan, CALLS),
    (in_branch, CALLS),
    (helper, CALLS),
    (in_helper, CALLS),
    (in_vmap, CALLS),
    (unused, CALLS),
    (jax.jit(pure), CALLS),
    (lambda v: pure(v), CALLS),
    (numpy_function, "#error-array"),
    (numpy_method, "#error-array"),
    (numpy_buffer, "`out[i] = v[i]`"),
    (numpy_linalg, "#error-array"),
    (math_function, "math.sqrt"),
    (to_list, "to_list"),
    (text, "returns a str"),
    (forgets, "returns None"),
    (lambda v: (a for a in v), "returns a generator"),
    (lambda v: np.array([None]), "holds no numbers"),
    (endless, "RecursionError"),
    (exits, "SystemExit"),
]


@pytest.mark.parametrize(("function", "told"), WRONG)
def test_fails(function, told):
    with pytest.raises(CheckFailed) as failure:
        checks.no_callbacks(function, x)
    assert told in str(failure.value)
    assert "Read: https://" in str(failure.value)


def test_calls_that_are_allowed():
    found = [name for name in Program.lower(pure, x).custom_calls if "callback" in name]
    checks.no_callbacks(pure, x, allow=found)
    with pytest.raises(CheckFailed):
        checks.no_callbacks(pure, x, allow=["another"])


def test_a_function_not_attempted_stays_so():
    def todo(v):
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        checks.no_callbacks(todo, x)


def test_an_argument_that_is_none_is_the_authors_error():
    with pytest.raises(AuthorError):
        checks.no_callbacks(jnp.sin, {1.0})


def test_the_line_that_is_printed(capsys):
    checks.no_callbacks(jnp.sort, x)
    assert capsys.readouterr().out == "✓ the program of sort([1.0, 2.0, 3.0]) computes by itself\n"
