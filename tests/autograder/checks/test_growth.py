"""`growth`: how memory, arithmetic and the program's text grow with n."""

import sys
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from autograder import checks
from autograder.checks import AuthorError, CheckFailed, Program


def vector(n):
    return (jnp.ones(n),)


def square(n):
    return (jnp.ones((n, n)) + n * jnp.eye(n), jnp.ones(n))


def counted(n):
    return (jnp.ones(5), n)


def outer_median(v):
    return jnp.sort(v[:, None] * v, axis=1)[:, 0]


def outer_by_rows(v):
    return lax.map(lambda a: jnp.sort(a * v)[0], v)


def loss(v):
    return jnp.sum(jnp.sin(v) ** 2) + jnp.dot(v, v) ** 2


def hessian_vector(v):
    return jax.jvp(jax.grad(loss), (v,), (v,))[1]


def hessian_whole(v):
    return jax.hessian(loss)(v) @ v


def python_sum(v):
    total = 0.0
    for a in v:
        total = jnp.sin(total + a)
    return total


def repeated(v, n):
    return lax.fori_loop(0, n, lambda i, c: jnp.sin(c), v)


def keeps_all(v, n):
    def total(v):
        return lax.scan(lambda c, _: (jnp.sin(c) * c, None), v, length=n)[0].sum()

    return jax.grad(total)(v)


def keeps_few(v, n):
    def total(v):
        part = jax.checkpoint(
            lambda c, _: (lax.scan(lambda c, _: (jnp.sin(c) * c, None), c, length=64)[0], None)
        )
        return lax.scan(part, v, length=n // 64)[0].sum()

    return jax.grad(total)(v)


class Model:
    def value(self, v):
        return (v * 0.9).sum()

    __call__ = value


def long_vector(n):
    return (jnp.ones(1000), n)


RIGHT = [
    (outer_by_rows, vector, {"of": "memory", "power": 1}),
    (outer_median, vector, {"of": "memory", "power": 2}),
    (hessian_vector, vector, {"of": "memory", "power": 1}),
    (keeps_few, long_vector, {"static": (1,), "power": 1, "smallest": 512}),
    (lambda v: v.sum(), vector, {"of": "memory", "power": 0}),
    (jax.jit(jnp.sort), vector, {"of": "memory", "power": 1}),
    (repeated, counted, {"of": "memory", "power": 0, "static": (1,)}),
    (lambda v: v.sum(), vector, {"of": "flops", "power": 1}),
    (jnp.sort, vector, {"of": "flops", "power": 1}),
    (jnp.cumsum, vector, {"of": "flops", "power": 1}),
    (lambda v: lax.associative_scan(jnp.add, v), vector, {"of": "flops", "power": 1}),
    (lambda v: lax.scan(lambda c, a: (c * a, c), 1.0, v), vector, {"of": "flops", "power": 1}),
    (lambda v: jnp.fft.fft(v).real, vector, {"of": "flops", "power": 1}),
    (outer_median, vector, {"of": "flops", "power": 2}),
    (lambda m, v: m @ v, square, {"of": "flops", "power": 2}),
    (lambda m, v: m @ m, square, {"of": "flops", "power": 3, "smallest": 16}),
    (jnp.linalg.solve, square, {"of": "flops", "power": 3, "smallest": 32}),
    (repeated, counted, {"of": "flops", "power": 1, "static": (1,)}),
    (repeated, counted, {"of": "flops", "power": 0}),
    (jnp.cumsum, vector, {"of": "size", "power": 0}),
    (outer_by_rows, vector, {"of": "size", "power": 0, "smallest": 8}),
    (python_sum, vector, {"of": "size", "power": 1, "smallest": 8}),
    (Model().value, vector, {"of": "flops"}),
    (Model(), vector, {"of": "flops"}),
    (partial(jnp.multiply, 2.0), vector, {"of": "flops"}),
    (lambda p: p["v"] * p["r"], lambda n: ({"v": jnp.ones(n), "r": 2.0},), {"of": "flops"}),
    (
        lambda k, v: v + jax.random.normal(k, v.shape),
        lambda n: (jax.random.key(0), jnp.ones(n)),
        {"of": "flops"},
    ),
    (
        lambda k, v: v + jax.random.normal(k, v.shape),
        lambda n: (jax.random.PRNGKey(0), jnp.ones(n)),
        {},
    ),
    (lambda v: v[:0], vector, {"of": "flops", "power": 0}),
    (jnp.sin, lambda n: (np.ones(n, np.float32),), {"of": "flops"}),
]


@pytest.mark.parametrize(("function", "inputs_of", "options"), RIGHT)
def test_passes(function, inputs_of, options):
    checks.growth(function, inputs_of, **options)


def all_pairs(v):
    return jnp.sum(v[:, None] > v, axis=1)


def prefix_sums_anew(v):
    n = v.shape[0]
    return lax.map(lambda i: jnp.sum(jnp.where(jnp.arange(n) <= i, v, 0.0)), jnp.arange(n))


def loop_in_loop(v):
    return lax.fori_loop(
        0,
        v.shape[0],
        lambda i, c: lax.fori_loop(0, v.shape[0], lambda j, c: c * v[j] + v[i], c),
        0.0,
    )


def inverse_first(m, v):
    return jnp.linalg.inv(m) @ v


def matrix_first(m, v):
    return (m @ m) @ v


def truth(v):
    return v if v.sum() > 0 else -v


def endless(v):
    return endless(v)


def exits(v):
    sys.exit(0)


WRONG = [
    (outer_median, vector, {"power": 1}, "bytes of temporary memory for n = 128, 256, 512"),
    (outer_median, vector, {"power": 1}, "it grows like n^2"),
    (jax.jit(outer_median), vector, {"power": 1}, "at most n^1 is allowed"),
    (hessian_whole, vector, {"power": 1}, "it grows like n^2.0"),
    (outer_by_rows, vector, {"power": 0, "smallest": 4096}, "at most n^0 is allowed"),
    (keeps_all, long_vector, {"static": (1,), "power": 0, "smallest": 64}, "it grows like n^1"),
    (all_pairs, vector, {"of": "flops"}, "floating-point operations for n = 128, 256, 512"),
    (prefix_sums_anew, vector, {"of": "flops"}, "it grows like n^2.0"),
    (loop_in_loop, vector, {"of": "flops"}, "it grows like n^2.0"),
    (matrix_first, square, {"of": "flops", "power": 2}, "it grows like n^3.0"),
    (inverse_first, square, {"of": "flops", "power": 2, "smallest": 64}, "it grows like n^3.0"),
    (outer_median, vector, {"of": "flops", "dimension": "agents"}, "grows like agents^2"),
    (repeated, counted, {"of": "flops", "power": 0, "static": (1,)}, "it grows like n^1.0"),
    (
        python_sum,
        vector,
        {"of": "size", "power": 0, "smallest": 8},
        "operations in its text for n = 8",
    ),
    (python_sum, vector, {"of": "size", "power": 0, "smallest": 8}, "it grows like n^1.0"),
    (truth, vector, {}, "#error-bool"),
    (lambda v: "flat", vector, {}, "returns a str"),
    (lambda v: None, vector, {}, "returns None"),
    (lambda v: (a for a in v), vector, {}, "returns a generator"),
    (lambda v: np.sin(v), vector, {}, "#error-array"),
    (endless, vector, {}, "RecursionError"),
    (exits, vector, {}, "SystemExit"),
]


@pytest.mark.parametrize(("function", "inputs_of", "options", "told"), WRONG)
def test_fails(function, inputs_of, options, told):
    with pytest.raises(CheckFailed) as failure:
        checks.growth(function, inputs_of, **options)
    assert told in str(failure.value)
    assert "Read: https://" in str(failure.value)


@pytest.mark.parametrize(
    ("inputs_of", "options"),
    [
        (vector, {"of": "time"}),
        (lambda n: jnp.ones(n), {}),
        (lambda n: 1 / 0, {}),
        (lambda n: ({n},), {}),
    ],
)
def test_what_the_author_gets_wrong(inputs_of, options):
    with pytest.raises(AuthorError):
        checks.growth(jnp.sum, inputs_of, **options)
    with pytest.raises(AuthorError):
        checks.growth(Program.lower(jnp.sum, jnp.ones(3)), vector)


def test_the_line_that_is_printed(capsys):
    checks.growth(jnp.sum, vector, of="flops")
    assert capsys.readouterr().out == "✓ sum grows as it should\n"
