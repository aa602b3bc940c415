"""`keeps_dtype`: the result has the precision of the inputs."""

import sys
from collections import namedtuple
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from autograder import checks
from autograder.checks import AuthorError, CheckFailed


Pair = namedtuple("Pair", "a b")
x = jnp.array([1.0, 2.0, 3.0])
key = jax.random.key(0)


def numbers(v):
    return 2.0 * v + 1


def weak_constants(v):
    return v * jnp.sqrt(2.0) + jnp.pi


def where(v):
    return jnp.where(v > 1, v, 0.0)


def scan(v):
    return lax.scan(lambda c, a: (c + a, c), jnp.zeros((), v.dtype), v)


def fori(v):
    return lax.fori_loop(0, 3, lambda i, c: c * 0.5 + i, v)


def ranges(v):
    return v * jnp.arange(v.shape[0], dtype=v.dtype)


def grid(v):
    return jnp.interp(v, jnp.linspace(0, 1, 5, dtype=v.dtype), jnp.ones(5, v.dtype))


def noise(k, v):
    return v + jax.random.normal(k, v.shape, v.dtype)


def counts(v):
    return jnp.argmax(v), jnp.sum(v > 1), v > 2


def numpy_cast(v):
    return v * np.asarray(2.5, dtype=v.dtype)


def power(v, n):
    return v**n


class Model:
    def __init__(self, rate):
        self.rate = rate

    def value(self, v):
        return v * self.rate

    __call__ = value


RIGHT = [
    (numbers, (x,), {}),
    (numbers, (1.0,), {}),
    (numbers, (np.float64(1.0),), {}),
    (numbers, (np.ones(3),), {}),
    (numbers, (x,), {"dtypes": ("float16", "bfloat16", "float32", "float64")}),
    (jax.jit(numbers), (x,), {}),
    (weak_constants, (x,), {}),
    (where, (x,), {}),
    (scan, (x,), {}),
    (fori, (x,), {}),
    (jax.vmap(numbers), (x,), {}),
    (jax.grad(lambda v: (v**3).sum()), (x,), {}),
    (lambda v: lax.associative_scan(jnp.add, v), (x,), {}),
    (ranges, (x,), {}),
    (grid, (x,), {}),
    (noise, (key, x), {}),
    (noise, (jax.random.PRNGKey(0), x), {}),
    (counts, (x,), {}),
    (numpy_cast, (x,), {}),
    (power, (x, 3), {"static": (1,)}),
    (power, (x, 3), {}),
    (partial(power, n=2), (x,), {}),
    (Model(0.5).value, (x,), {}),
    (Model(0.5), (x,), {}),
    (lambda p: {"a": p["a"] * p["b"]}, ({"a": x, "b": 2.0},), {}),
    (lambda p: Pair(p.b, p.a * 2), (Pair(x, 1.0),), {}),
    (lambda f, v: f(v), (jnp.sin, x), {}),
    (lambda v: jnp.linalg.solve(jnp.eye(3, dtype=v.dtype) * 2, v), (x,), {}),
    (lambda v: v.mean() + v.std() + jnp.median(v), (x,), {}),
    (lambda v: jnp.fft.fft(v), (x,), {}),
    (lambda v: v * 1j, (x,), {}),
    (lambda v: v[:0], (x,), {}),
    (lambda v: v @ v.T, (jnp.ones((2, 2)),), {}),
]


@pytest.mark.parametrize(("function", "args", "options"), RIGHT)
def test_passes(function, args, options):
    checks.keeps_dtype(function, *args, **options)


@pytest.mark.parametrize(("function", "args", "options"), RIGHT)
def test_passes_inside_too(function, args, options):
    checks.keeps_dtype(function, *args, **options, inside=True)


def numpy_scalar(v):
    return v * np.float64(2.0)


def numpy_array(v):
    return v + np.ones(3)


def numpy_table(v):
    return jnp.interp(v, np.linspace(0, 1, 5), np.ones(5))


def fixed_single(v):
    return v.astype(jnp.float32)


def fixed_double(v):
    return v * jnp.array(2.0, dtype=jnp.float64)


def default_range(v):
    return v * jnp.linspace(0.0, 1.0, 3)


def default_zeros(v):
    return jnp.zeros(3) + v


def default_noise(k, v):
    return v + jax.random.normal(k, v.shape)


def integers(v):
    return v * 2, jnp.mean(jnp.arange(3))


def half(v):
    return v.astype(jnp.float16)


def carry(v):
    return lax.scan(lambda c, a: (c + a, None), jnp.zeros(()), v)[0]


def double_complex(v):
    return v.astype(jnp.complex128)


def branch(v):
    return v if v[0] > 0 else -v


def text(v):
    return "float32"


def endless(v):
    return endless(v)


def exits(v):
    sys.exit(0)


WRONG = [
    (numpy_scalar, (x,), "with float32 inputs has a result of dtype float64."),
    (numpy_scalar, (x,), "A NumPy float64 scalar or array"),
    (numpy_array, (x,), "has a result of dtype float64"),
    (numpy_table, (x,), "has a result of dtype float64"),
    (fixed_single, (x,), "with float64 inputs has a result of dtype float32."),
    (fixed_double, (x,), "with float32 inputs has a result of dtype float64."),
    (default_range, (x,), "has a result of dtype float64"),
    (default_zeros, (x,), "has a result of dtype float64"),
    (default_noise, (key, x), "has a result of dtype float64"),
    (integers, (x,), "has a result of dtype float64 (its part 2)"),
    (half, (x,), "has a result of dtype float16"),
    (carry, (x,), "has a result of dtype float64"),
    (double_complex, (x,), "with float32 inputs has a result of dtype complex128"),
    (lambda p: p["a"] * np.float64(3), ({"a": x},), "has a result of dtype float64"),
    (lambda v: (v, np.float64(1.0)), (x,), "dtype float64 (its part 2)"),
    (jax.jit(numpy_scalar), (x,), "has a result of dtype float64"),
    (branch, (x,), "#error-bool"),
    (text, (x,), "returns a str"),
    (lambda v: None, (x,), "returns None"),
    (lambda v: (a for a in v), (x,), "returns a generator"),
    (endless, (x,), "RecursionError"),
    (exits, (x,), "SystemExit"),
]


@pytest.mark.parametrize(("function", "args", "told"), WRONG)
def test_fails(function, args, told):
    with pytest.raises(CheckFailed) as failure:
        checks.keeps_dtype(function, *args)
    assert told in str(failure.value)
    assert "Read: https://" in str(failure.value)


def cast_back(v):
    return (v * np.float64(2.0)).astype(v.dtype)


def sums_in_double(v):
    return jnp.sum(v, dtype=jnp.float64).astype(v.dtype)


def double_in_scan(v):
    step = lambda c, a: ((c.astype(jnp.float64) * a).astype(v.dtype), None)  # noqa: E731
    return lax.scan(step, v[0], v)[0]


def single_inside(v):
    return jnp.sin(v.astype(jnp.float32)).astype(v.dtype)


def counts_in_double(v):
    return jnp.sum(v.astype(jnp.float64) > 1)


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (cast_back, "with float32 inputs computes in float64 on the way"),
        (sums_in_double, "computes in float64 on the way"),
        (double_in_scan, "computes in float64 on the way"),
        (counts_in_double, "computes in float64 on the way"),
        (single_inside, "with float64 inputs computes in float32 on the way"),
    ],
)
def test_another_precision_on_the_way(function, told):
    checks.keeps_dtype(function, x)
    with pytest.raises(CheckFailed, match=told):
        checks.keeps_dtype(function, x, inside=True)


@pytest.mark.parametrize(
    ("args", "options"),
    [
        ((x,), {"dtypes": ("int32",)}),
        ((x,), {"dtypes": ()}),
        ((3,), {}),
        ((key,), {}),
        ((x,), {"static": (0,)}),
        ((), {}),
    ],
)
def test_what_the_author_gets_wrong(args, options):
    with pytest.raises(AuthorError):
        checks.keeps_dtype(lambda *_: 1.0, *args, **options)


def test_the_precision_outside_is_as_before():
    before = jnp.zeros(()).dtype
    checks.keeps_dtype(numbers, x)
    with pytest.raises(CheckFailed):
        checks.keeps_dtype(exits, x)
    assert jnp.zeros(()).dtype == before


def test_the_line_that_is_printed(capsys):
    checks.keeps_dtype(numbers, 2.0)
    assert capsys.readouterr().out == "✓ numbers(2.0) computes in the precision of its inputs\n"
