"""`vectorized`: the program is as long for many entries as for few."""

import sys
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from autograder import checks
from autograder.checks import AuthorError, CheckFailed


def vector(n):
    return (jnp.ones(n),)


def rows(n):
    return (jnp.ones((n, 3)),)


def square(n):
    return (jnp.ones((n, n)) + n * jnp.eye(n), jnp.ones(n))


def odd(n):
    return (jnp.ones(n + 1),)


def keyed(n):
    return (jax.random.key(0), jnp.ones(n))


def counted(n):
    return (jnp.ones(3), n)


def stages(v):
    """A transform of log2(n) stages, all entries at once."""
    width = 1
    while width < v.shape[0]:
        pairs = v.reshape(-1, 2, width)
        v = jnp.concatenate([pairs[:, 0] + pairs[:, 1], pairs[:, 0] - pairs[:, 1]], axis=-1).ravel()
        width *= 2
    return v


def halves(v):
    """Recursion on both halves together."""
    if v.shape[0] == 1:
        return v[0]
    return halves(v.reshape(2, -1).sum(axis=0))


def bitonic(v):
    """A sorting network of about log2(n)^2 / 2 stages."""
    n, size = v.shape[0], 2
    while size <= n:
        step = size // 2
        while step:
            index = jnp.arange(n)
            low, up = (index & step) == 0, (index & size) == 0
            other = v[index ^ step]
            v = jnp.where(low == up, jnp.minimum(v, other), jnp.maximum(v, other))
            step //= 2
        size *= 2
    return v


def fixed_loop(v):
    for i in range(10):
        v = jnp.sin(v) + i
    return v


def table(v):
    weights = np.array([np.sin(i) for i in range(v.shape[0])])
    return v @ weights


def pairwise(v):
    return jnp.abs(v[:, None] - v[None, :]).mean()


class Model:
    def __init__(self, rate):
        self.rate = rate

    def value(self, v):
        return (v * self.rate ** jnp.arange(v.shape[0])).sum()

    __call__ = value


RIGHT = [
    (lambda v: v.sum(), vector, {}),
    (jax.jit(lambda v: jnp.sin(v) @ v), vector, {}),
    (jax.vmap(jnp.exp), vector, {}),
    (lambda v: lax.scan(lambda c, a: (c + a, c), 0.0, v), vector, {}),
    (lambda v: lax.scan(lambda c, a: (c + a, c), 0.0, v, unroll=4), vector, {}),
    (lambda v: lax.fori_loop(0, v.shape[0], lambda i, c: c.at[i].set(i), v), vector, {}),
    (lambda v: lax.while_loop(lambda c: c.sum() > 1, lambda c: c / 2, v), vector, {}),
    (lambda v: lax.map(jnp.sin, v), vector, {}),
    (jax.grad(lambda v: lax.scan(lambda c, a: (jnp.sin(c + a), None), 0.0, v)[0]), vector, {}),
    (lambda v: lax.associative_scan(jnp.add, v), vector, {}),
    (lambda v: lax.associative_scan(jnp.multiply, v), odd, {}),
    (
        lambda v: lax.associative_scan(lambda a, b: (a[0] * b[0], a[1] * b[0] + b[1]), (v, v)),
        odd,
        {},
    ),
    (jnp.cumsum, vector, {}),
    (jnp.cumsum, odd, {}),
    (jnp.cumprod, odd, {}),
    (jnp.sort, vector, {}),
    (jnp.median, odd, {}),
    (lambda v: jnp.fft.fft(v).real, vector, {}),
    (stages, vector, {}),
    (halves, vector, {}),
    (bitonic, vector, {}),
    (fixed_loop, vector, {}),
    (table, vector, {}),
    (pairwise, vector, {}),
    (lambda v: jnp.searchsorted(v, v), vector, {}),
    (lambda m: m @ m.T, rows, {}),
    (jax.vmap(lambda row: row / row.sum()), rows, {}),
    (lambda m: jnp.stack([m[:, 0], m[:, 1] * 2]), rows, {}),
    (jnp.linalg.solve, square, {}),
    (lambda m, v: jnp.linalg.cholesky(m) @ v, square, {}),
    (lambda k, v: v + jax.random.normal(k, v.shape), keyed, {}),
    (lambda k, v: jax.random.permutation(k, v), keyed, {}),
    (lambda v, n: lax.fori_loop(0, n, lambda i, c: c * i, v), counted, {"static": (1,)}),
    (lambda v, n: lax.fori_loop(0, n, lambda i, c: c * i, v), counted, {}),
    (Model(0.9).value, vector, {}),
    (Model(0.9), vector, {"dimension": "T"}),
    (partial(jnp.convolve, mode="same"), lambda n: (jnp.ones(n), jnp.ones(5)), {}),
    (lambda p: p["v"] * p["rate"], lambda n: ({"v": jnp.ones(n), "rate": 2.0},), {}),
    (lambda v: v[:0].sum(), vector, {}),
    (lambda v: 1.0, vector, {}),
]


@pytest.mark.parametrize(("function", "inputs_of", "options"), RIGHT)
def test_passes(function, inputs_of, options):
    checks.vectorized(function, inputs_of, **options)


def python_sum(v):
    total = 0.0
    for i in range(v.shape[0]):
        total = total + v[i]
    return total


def over_entries(v):
    return sum(jnp.sin(a) for a in v)


def stacked(v):
    return jnp.stack([jnp.exp(a) for a in v])


def arrayed(v):
    return jnp.array([a * 2 for a in v])


def concatenated(v):
    out = jnp.zeros((0,))
    for i in range(v.shape[0]):
        out = jnp.concatenate([out, v[i : i + 1] ** 2])
    return out


def appended(v):
    out = v[:1]
    for a in v[1:]:
        out = jnp.append(out, out[-1] + a)
    return out


def set_one_by_one(v):
    for i in range(v.shape[0]):
        v = v.at[i].multiply(i)
    return v


def row_by_row(m):
    return jnp.stack([row / row.sum() for row in m])


def listed(m):
    return [row.max() for row in m]


def double_loop(v):
    n = v.shape[0]
    return sum(v[i] * v[j] for i in range(n) for j in range(i))


@jax.jit
def hidden(v):
    return python_sum(v)


def calls_hidden(v):
    return hidden(v) + 1


@jax.jit
def step(c, a):
    return 0.9 * c + jnp.sin(a)


def calls_step(v):
    c = 0.0
    for a in v:
        c = step(c, a)
    return c


def hidden_in_scan(m):
    return lax.scan(lambda c, _: (c + python_sum(m[:, 0]), None), 0.0, length=3)[0]


def hidden_in_branch(v):
    return lax.cond(v[0] > 0, python_sum, lambda v: v[0], v)


def hidden_in_vmap(m):
    return jax.vmap(python_sum, in_axes=1)(m)


def unrolled_scan(v):
    return lax.scan(lambda c, a: (jnp.sin(c + a), None), 0.0, v, unroll=True)[0]


def chunks(v):
    return sum(jnp.sin(v[i : i + 8]).sum() for i in range(0, v.shape[0], 8))


def chunks_of_ten(v):
    return sum(jnp.sin(v[i : i + 10]).sum() for i in range(0, v.shape[0], 10))


def both_halves(v):
    n = v.shape[0]
    return v[0] if n == 1 else both_halves(v[: n // 2]) + both_halves(v[n // 2 :])


def scan_and_loop(v):
    return lax.associative_scan(jnp.add, v) + python_sum(v)


def one_operation(v):
    c = v
    for _ in range(v.shape[0]):
        c = c * v
    return c


def horner(v):
    result = 0.0
    for c in v[::-1]:
        result = result * 2.0 + c
    return result


def repeated(v, n):
    for _ in range(n):
        v = jnp.cos(v)
    return v


def split_keys(k, v):
    keys = jax.random.split(k, v.shape[0])
    return jnp.stack([jax.random.normal(each) for each in keys])


def truth(v):
    return v if v.sum() > 0 else -v


def with_numpy(v):
    return np.sin(v)


def text(v):
    return "".join("a" for _ in v)


def endless(v):
    return endless(v)


def exits(v):
    sys.exit(2)


WRONG = [
    (python_sum, vector, {}, "for n = 16, 32, 64: it grows with n"),
    (over_entries, vector, {}, "it grows with n"),
    (stacked, vector, {}, "it grows with n"),
    (arrayed, vector, {}, "it grows with n"),
    (concatenated, vector, {}, "The program of concatenated has "),
    (appended, vector, {}, "it grows with n"),
    (set_one_by_one, vector, {}, "it grows with n"),
    (row_by_row, rows, {"dimension": "rows"}, "for rows = 16, 32, 64: it grows with rows"),
    (listed, rows, {}, "it grows with n"),
    (double_loop, vector, {"smallest": 4}, "for n = 4, 8, 16: it grows with n"),
    (jax.jit(python_sum), vector, {}, "it grows with n"),
    (calls_hidden, vector, {}, "it grows with n"),
    (calls_step, vector, {}, "it grows with n"),
    (hidden_in_scan, rows, {}, "it grows with n"),
    (hidden_in_branch, vector, {}, "it grows with n"),
    (hidden_in_vmap, rows, {}, "it grows with n"),
    (unrolled_scan, vector, {}, "it grows with n"),
    (jax.grad(python_sum), vector, {}, "it grows with n"),
    (jax.vmap(python_sum), lambda n: (jnp.ones((2, n)),), {}, "it grows with n"),
    (chunks, vector, {}, "it grows with n"),
    (chunks_of_ten, vector, {}, "it grows with n"),
    (both_halves, vector, {}, "it grows with n"),
    (scan_and_loop, vector, {}, "it grows with n"),
    (one_operation, vector, {}, "it grows with n"),
    (horner, odd, {}, "it grows with n"),
    (repeated, counted, {"static": (1,)}, "it grows with n"),
    (split_keys, keyed, {"smallest": 8}, "it grows with n"),
    (python_sum, vector, {}, "A Python loop is unrolled when JAX traces it"),
    (repeated, counted, {}, "#error-integer"),
    (truth, vector, {}, "#error-bool"),
    (with_numpy, vector, {}, "with_numpy"),
    (text, vector, {}, "returns a str"),
    (lambda v: None, vector, {}, "returns None"),
    (lambda v: (a for a in v), vector, {}, "returns a generator"),
    (endless, vector, {}, "RecursionError"),
    (exits, vector, {}, "SystemExit"),
]


@pytest.mark.parametrize(("function", "inputs_of", "options", "told"), WRONG)
def test_fails(function, inputs_of, options, told):
    with pytest.raises(CheckFailed) as failure:
        checks.vectorized(function, inputs_of, **options)
    assert told in str(failure.value)
    assert "Read: https://" in str(failure.value)


@pytest.mark.parametrize(
    "inputs_of", [lambda n: jnp.ones(n), lambda n: [jnp.ones(n)], lambda n: 1 / 0, lambda n: ({n},)]
)
def test_inputs_that_are_none_are_the_authors_error(inputs_of):
    with pytest.raises(AuthorError):
        checks.vectorized(jnp.sum, inputs_of)


def test_the_line_that_is_printed(capsys):
    checks.vectorized(jnp.cumsum, vector)
    assert capsys.readouterr().out == "✓ the program of cumsum does not grow with its input\n"
