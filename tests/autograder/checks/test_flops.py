"""`flops`: the arithmetic that one run of the program does."""

import sys
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from autograder import checks
from autograder.checks import AuthorError, CheckFailed, Program


N = 50
v = jnp.linspace(0.1, 1.0, N)
M = jnp.ones((N, N)) + N * jnp.eye(N)
key = jax.random.key(0)


def power_by_loop(a, v):
    return lax.fori_loop(0, 8, lambda i, c: a @ c, v)


def power_by_scan(a, v):
    return lax.scan(lambda c, _: (a @ c, None), v, length=8)[0]


def power_unrolled(a, v):
    for _ in range(8):
        v = a @ v
    return v


def power_by_dot(a, v):
    for _ in range(8):
        v = jnp.einsum("ij,j->i", a, v)
    return v


def power_by_sum(a, v):
    return lax.fori_loop(0, 8, lambda i, c: jnp.sum(a * c, axis=1), v)


@jax.jit
def apply(a, v):
    return a @ v


def power_by_helper(a, v):
    for _ in range(8):
        v = apply(a, v)
    return v


def power_by_map(a, v):
    return lax.fori_loop(0, 8, lambda i, c: lax.map(lambda row: row @ c, a), v)


def power_by_vmap(a, v):
    return lax.fori_loop(0, 8, lambda i, c: jax.vmap(lambda row: jnp.vdot(row, c))(a), v)


class Chain:
    def __init__(self, steps):
        self.steps = steps

    def run(self, a, v):
        return lax.fori_loop(0, self.steps, lambda i, c: a @ c, v)

    __call__ = run


def steps_of(a, v, n):
    return lax.fori_loop(0, n, lambda i, c: a @ c, v)


BOUND = 8 * 2 * N**2
ARGS = (M, v)

RIGHT = [
    power_by_loop,
    power_by_scan,
    power_unrolled,
    power_by_dot,
    power_by_sum,
    power_by_helper,
    power_by_map,
    power_by_vmap,
    jax.jit(power_by_loop),
    Chain(8).run,
    Chain(8),
    partial(steps_of, n=8),
    lambda a, v: {"power": power_by_loop(a, v), "none": None},
    lambda a, v: power_by_loop(a, v) + 0 * power_by_loop(a, v),
    lambda a, v: a,
]


@pytest.mark.parametrize("function", RIGHT)
def test_passes(function):
    checks.flops(function, *ARGS, at_most=1.1 * BOUND)
    checks.flops(function, *ARGS, reference=power_by_loop, times=1.1)


@pytest.mark.parametrize(
    ("function", "args", "options"),
    [
        (steps_of, (M, v, 8), {"static": (2,), "at_most": BOUND}),
        (lambda p: p["a"] @ p["v"], ({"a": M, "v": v},), {"at_most": 2 * N**2}),
        (lambda k: jax.random.normal(k, (9,)), (key,), {"at_most": 1000}),
        (lambda k: jax.random.normal(k, (9,)), (jax.random.PRNGKey(0),), {"at_most": 1000}),
        (lambda a, b: a * b, (2.0, 3), {"at_most": 2}),
        (lambda a: a * 2, (np.float32(1),), {"at_most": 1}),
        (lambda a: a.sum(), (jnp.zeros((0, 3)),), {"at_most": 0}),
        (lambda n: n * n, (3,), {"at_most": 0}),
        (lambda v: jnp.sort(v)[::-1], (v,), {"at_most": N * 6}),
        (jnp.cumsum, (v,), {"at_most": N * 6}),
        (jnp.linalg.solve, (M, v), {"at_most": N**3}),
        (jnp.linalg.cholesky, (M,), {"at_most": N**3 / 2}),
        (
            lambda a, b: lax.while_loop(lambda c: c.sum() > 1, lambda c: a @ c, b),
            ARGS,
            {"at_most": 6000},
        ),
        (lambda v: jnp.where(v > 0, v, 0.0), (v,), {"at_most": 2 * N}),
    ],
)
def test_passes_below_a_bound(function, args, options):
    checks.flops(function, *args, **options)


def matrix_first(a, v):
    for _ in range(3):
        a = a @ a
    return a @ v


def too_many(a, v):
    return steps_of(a, v, 30)


def inverts(a, v):
    return lax.fori_loop(0, 8, lambda i, c: jnp.linalg.inv(a + i) @ c, v)


def from_scratch(a, v):
    """Every power anew, from the first."""
    out = v
    for i in range(1, 9):
        out = lax.fori_loop(0, i, lambda _, c: a @ c, v + i)
    return out + sum(lax.fori_loop(0, i, lambda _, c: a @ c, v * i) for i in range(1, 9))


def nested(a, v):
    return lax.fori_loop(0, 8, lambda i, c: steps_of(a, c, 8), v)


def in_a_branch(a, v):
    return lax.cond(v[0] > 0, too_many, power_by_loop, a, v)


def for_each_entry(a, v):
    return lax.map(lambda i: power_by_loop(a, v * i)[0], v)


def for_each_by_vmap(a, v):
    return jax.vmap(lambda i: power_by_loop(a, v * i)[0])(v)


def gradient_for_each(a, v):
    return jax.jacrev(lambda u: power_by_loop(a, u))(v).sum(axis=0)


def truth(a, v):
    return v if v.sum() > 0 else -v


def endless(a, v):
    return endless(a, v)


def exits(a, v):
    sys.exit(0)


WRONG = [
    (matrix_first, "755,000 floating-point operations; at most 44,000 are allowed"),
    (too_many, "150,000 floating-point operations; at most 44,000 are allowed"),
    (too_many, "Is something computed for every entry, or in every step"),
    (inverts, "floating-point operations; at most 44,000"),
    (from_scratch, "floating-point operations; at most 44,000"),
    (nested, "320,000 floating-point operations"),
    (in_a_branch, "floating-point operations; at most 44,000"),
    (for_each_entry, "floating-point operations; at most 44,000"),
    (for_each_by_vmap, "floating-point operations; at most 44,000"),
    (gradient_for_each, "floating-point operations; at most 44,000"),
    (jax.jit(too_many), "150,000 floating-point operations"),
    (Chain(30), "150,000 floating-point operations"),
    (partial(steps_of, n=30), "150,000 floating-point operations"),
    (truth, "#error-bool"),
    (lambda a, v: "few", "returns a str"),
    (lambda a, v: None, "returns None"),
    (lambda a, v: (b for b in v), "returns a generator"),
    (lambda a, v: np.sin(v), "#error-array"),
    (endless, "RecursionError"),
    (exits, "SystemExit"),
]


@pytest.mark.parametrize(("function", "told"), WRONG)
def test_fails(function, told):
    with pytest.raises(CheckFailed) as failure:
        checks.flops(function, *ARGS, at_most=1.1 * BOUND)
    assert told in str(failure.value)
    assert "Read: https://" in str(failure.value)


def test_what_could_be_done_once_may_stand_in_the_loop():
    """The compiler moves it out."""

    def in_the_loop(a, v):
        return lax.fori_loop(0, 8, lambda i, c: c + a @ v, v)

    checks.flops(in_the_loop, *ARGS, at_most=2 * N**2 + 8 * N)


def test_a_function_that_prints_is_counted_too():
    def prints(a, v):
        jax.debug.print("{}", v)
        return power_by_loop(a, v)

    checks.flops(prints, *ARGS, at_most=1.1 * BOUND)


@pytest.mark.parametrize(
    "options", [{}, {"at_most": 10, "reference": power_by_loop}, {"reference": truth}]
)
def test_what_the_author_gets_wrong(options):
    with pytest.raises(AuthorError):
        checks.flops(power_by_loop, *ARGS, **options)
    with pytest.raises(AuthorError):
        checks.flops(Program.lower(power_by_loop, *ARGS), M, v[:3], at_most=1)


def test_the_line_that_is_printed(capsys):
    checks.flops(jnp.sum, v, at_most=N)
    assert capsys.readouterr().out == "✓ sum(float32[50]) does no more arithmetic than it may\n"
