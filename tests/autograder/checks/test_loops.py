"""`uses_loop` and `avoids_loop`: loops of JAX's that the author of a function wrote."""

import sys
from collections import namedtuple
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from autograder import checks
from autograder.checks import AuthorError, CheckFailed, Program


Pair = namedtuple("Pair", "a b")
x = jnp.array([1.0, 2.0, 3.0, 4.0])
A = jnp.eye(4) + 0.1
key = jax.random.key(0)


def by_scan(v):
    return lax.scan(lambda c, a: (c + a, c), 0.0, v)


def by_reverse_scan(v):
    return lax.scan(lambda c, a: (c + a, c), 0.0, v, reverse=True)


def by_fori(v):
    return lax.fori_loop(0, 10, lambda i, c: c / 2 + i, v)


def by_fori_from_three(v):
    return lax.fori_loop(3, v.shape[0] + 3, lambda i, c: c.at[i - 3].set(i), v)


def by_map(v):
    return lax.map(jnp.sin, v)


def by_while_to_ten(v):
    return lax.while_loop(lambda s: s[0] < 10, lambda s: (s[0] + 1, s[1] / 2), (0, v))[1]


def by_while(v):
    return lax.while_loop(lambda c: jnp.max(c) > 1e-3, lambda c: c / 2, v)


def by_newton(v):
    def go_on(s):
        return (jnp.abs(s[1] ** 2 - v[0]) > 1e-6) & (s[0] < 50)

    return lax.while_loop(go_on, lambda s: (s[0] + 1, (s[1] + v[0] / s[1]) / 2), (0, 1.0))[1]


def by_traced_bound(v, n):
    return lax.fori_loop(0, n, lambda i, c: c * 0.5, v)


@jax.jit
def solve(v):
    return lax.fori_loop(0, 9, lambda i, c: (v + c) / 2, v)


@jax.jit
def power(a, v):
    return lax.scan(lambda c, _: (a @ c, None), v, length=20)[0]


@jax.jit
def normal(v):
    return lax.while_loop(lambda c: jnp.sum(c) > 1, lambda c: c / 2, v)


@jax.jit
def searchsorted(grid, v):
    def step(_, s):
        low, high = s
        middle = (low + high) // 2
        return jnp.where(grid[middle] < v, middle, low), jnp.where(grid[middle] < v, high, middle)

    return lax.fori_loop(0, 5, step, (-1, grid.shape[0]))[1]


@jax.jit
def _gamma(v):
    return lax.fori_loop(0, 4, lambda i, c: c * i, v)


@jax.jit
def lu(n):
    return lax.fori_loop(0, 8, lambda i, c: c * i + 1, n)


class Simulation:
    def __init__(self, rate):
        self.rate = rate

    def run(self, v):
        return lax.scan(lambda c, _: (c * self.rate, c), v, length=5)

    __call__ = run


COUNTED = [
    (by_scan, (x,)),
    (by_reverse_scan, (x,)),
    (by_fori, (x,)),
    (by_fori_from_three, (x,)),
    (by_map, (x,)),
    (by_while_to_ten, (x,)),
    (jax.jit(by_scan), (x,)),
    (lambda v: jax.jit(by_scan)(v), (x,)),
    (jax.vmap(by_fori), (jnp.ones((2, 4)),)),
    (jax.grad(lambda v: by_scan(v)[0]), (x,)),
    (jax.checkpoint(by_fori), (x,)),
    (partial(lambda n, v: lax.fori_loop(0, n, lambda i, c: c + i, v), 7), (x,)),
    (Simulation(0.9).run, (x,)),
    (Simulation(0.9), (x,)),
    (solve, (x,)),
    (lambda v: solve(v) + 1, (x,)),
    (lambda v: power(A, v), (x,)),
    (lambda v: searchsorted(v, 2.5), (x,)),
    (lambda v: _gamma(v), (x,)),
    (lambda n: lu(n), (3,)),
    (lambda v: lax.cond(v[0] > 0, by_fori, lambda v: v, v), (x,)),
    (lambda v: jnp.linalg.solve(A, by_fori(v)), (x,)),
    (lambda k: lax.map(jax.random.normal, jax.random.split(k, 3)), (key,)),
    (
        lambda k: lax.scan(
            lambda c, s: (c + jax.random.gamma(s, c), c), 1.0, jax.random.split(k, 3)
        ),
        (key,),
    ),
    (
        lambda k: lax.map(lambda r: jax.random.normal(r), jax.random.split(k, 3)),
        (jax.random.PRNGKey(0),),
    ),
    (lambda p: by_scan(p["v"]), ({"v": x, "n": 3},)),
    (lambda p: by_fori(p.a), (Pair(x, 1.0),)),
    (lambda v: lax.scan(lambda c, a: (c, jnp.searchsorted(v, a)), 0.0, v), (x,)),
    (lambda v: lax.associative_scan(lambda a, b: a + b, by_fori(v)), (x,)),
    (jnp.vectorize(lambda a: lax.fori_loop(0, 5, lambda i, c: c + i, a)), (x,)),
]

CONDITIONAL = [
    (by_while, (x,)),
    (by_newton, (x,)),
    (by_traced_bound, (x, 5)),
    (jax.jit(by_while), (x,)),
    (jax.vmap(lambda a: by_while(a[None])), (x,)),
    (normal, (x,)),
    (lambda v: normal(v), (x,)),
    (lambda v: jnp.linalg.inv(A) @ by_while(v), (x,)),
    (lambda v: lax.cond(v[0] > 0, by_while, lambda v: v, v), (x,)),
]

NONE = [
    (lambda v: v.sum(), (x,)),
    (jnp.cumsum, (x,)),
    (lambda v: jnp.linalg.solve(A, v), (x,)),
    (jnp.linalg.inv, (A,)),
    (jnp.linalg.det, (A,)),
    (lambda a: jnp.linalg.eigh(a), (A,)),
    (lambda v: jax.grad(lambda v: jnp.linalg.solve(A, v).sum())(v), (x,)),
    (lambda v: jnp.searchsorted(v, 2.5), (x,)),
    (lambda v: jnp.interp(2.5, v, v), (x,)),
    (jax.scipy.special.digamma, (x,)),
    (lambda v: jax.scipy.special.gammainc(2.0, v), (x,)),
    (lambda v: jax.scipy.special.betainc(2.0, 3.0, v / 9), (x,)),
    (lambda v: jax.scipy.linalg.expm(A * v[0]), (x,)),
    (lambda k: jax.random.normal(k, (3,)), (key,)),
    (lambda k: jax.random.gamma(k, 2.0), (key,)),
    (lambda k: jax.random.poisson(k, 2.0, (3,)), (key,)),
    (lambda k: jax.random.dirichlet(k, jnp.ones(3)), (key,)),
    (lambda k: jax.random.permutation(k, 9), (key,)),
    (lambda k: jax.vmap(lambda s: jax.random.gamma(s, 2.0))(jax.random.split(k, 3)), (key,)),
    (lambda k: jax.random.binomial(k, 9, 0.5), (jax.random.PRNGKey(0),)),
    (jax.vmap(jnp.sin), (x,)),
    (lambda v: lax.associative_scan(jnp.add, v), (x,)),
    (lambda v: sum(v[i] for i in range(4)), (x,)),
    (lambda v: lax.scan(lambda c, a: (c + a, c), 0.0, v, unroll=True), (x,)),
    (lambda v: lax.fori_loop(3, 3, lambda i, c: c + i, v), (x,)),
    (lambda v: v[:0], (x,)),
]


@pytest.mark.parametrize(("function", "args"), COUNTED)
def test_a_counted_loop_is_found(function, args):
    checks.uses_loop(function, *args, kind="counted")
    checks.uses_loop(function, *args)
    with pytest.raises(CheckFailed, match="holds a counted loop; none is wanted"):
        checks.avoids_loop(function, *args, kind="counted")


@pytest.mark.parametrize(("function", "args"), CONDITIONAL)
def test_a_conditional_loop_is_found(function, args):
    checks.uses_loop(function, *args, kind="conditional")
    checks.uses_loop(function, *args)
    checks.avoids_loop(function, *args, kind="counted")
    with pytest.raises(CheckFailed, match="holds a while loop; none is wanted"):
        checks.avoids_loop(function, *args)


@pytest.mark.parametrize(("function", "args"), NONE)
def test_no_loop_is_found(function, args):
    checks.avoids_loop(function, *args)
    with pytest.raises(CheckFailed, match="holds no loop; expected a loop of JAX's"):
        checks.uses_loop(function, *args)


def test_loops_are_numbered():
    def two(v):
        return by_fori(by_scan(v)[1])

    def nested(v):
        return lax.fori_loop(0, 3, lambda i, c: by_fori(c), v)

    for function in (two, nested, lambda v: solve(v) + solve(v + 1)):
        checks.uses_loop(function, x, at_least=2)
        with pytest.raises(CheckFailed, match="holds 2 such loops; expected 3"):
            checks.uses_loop(function, x, at_least=3)
    checks.uses_loop(lambda v: by_while(by_fori(v)), x, kind="conditional")
    with pytest.raises(CheckFailed, match="holds a counted loop and a while loop"):
        checks.avoids_loop(lambda v: by_while(by_fori(v)), x)


def python_loop(v):
    total = 0.0
    for i in range(v.shape[0]):
        total = total + v[i]
    return total


def comprehension(v):
    return jnp.stack([jnp.sin(a) for a in v])


def eager_loop(v):
    while jnp.sum(v) > 1:
        v = v / 2
    return v


def thrown_away(v):
    lax.fori_loop(0, 10, lambda i, c: c + i, v)
    return python_loop(v)


def one_step(v):
    return lax.fori_loop(0, 1, lambda i, c: c + python_loop(v), 0.0)


def one_by_scan(v):
    return lax.scan(lambda c, row: (c + python_loop(row), None), 0.0, v[None])[0]


def by_numpy(v):
    return np.add.accumulate(v)


def text(v):
    return "a loop"


def forgets(v):
    by_fori(v)


def steps(v):
    yield by_fori(v)


def endless(v):
    return endless(v)


def exits(v):
    sys.exit()


WRONG = [
    (python_loop, {}, "holds no loop; expected a loop of JAX's"),
    (python_loop, {}, "A Python loop is unrolled while JAX traces"),
    (comprehension, {}, "comprehension([1.0, 2.0, 3.0, 4.0]) holds no loop"),
    (thrown_away, {}, "holds no loop"),
    (one_step, {}, "holds no loop"),
    (one_by_scan, {}, "holds no loop"),
    (lambda v: jnp.linalg.inv(A * v), {}, "holds no loop"),
    (by_scan, {"kind": "conditional"}, "holds only a counted loop; expected a loop that ends when"),
    (by_while_to_ten, {"kind": "conditional"}, "holds only a counted loop"),
    (
        by_while,
        {"kind": "counted"},
        "holds only a while loop; expected a loop whose number of steps",
    ),
    (eager_loop, {}, "#error-bool"),
    (by_numpy, {}, "by_numpy"),
    (text, {}, "returns a str, which is neither"),
    (forgets, {}, "returns None"),
    (steps, {}, "returns a generator"),
    (endless, {}, "RecursionError"),
    (exits, {}, "SystemExit"),
    (lambda v: lax.fori_loop(0, 3, lambda i, c: c + 0.5, jnp.int32(0)), {}, "#error-carry"),
]


@pytest.mark.parametrize(("function", "options", "told"), WRONG)
def test_uses_loop_fails(function, options, told):
    with pytest.raises(CheckFailed) as failure:
        checks.uses_loop(function, x, **options)
    assert told in str(failure.value)
    assert "Read: https://" in str(failure.value)


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (by_scan, "by_scan([1.0, 2.0, 3.0, 4.0]) holds a counted loop; none is wanted"),
        (by_map, "jax.vmap"),
        (one_step, "a counted loop"),
        (eager_loop, "#error-bool"),
        (text, "returns a str"),
        (forgets, "returns None"),
        (exits, "SystemExit"),
        (endless, "RecursionError"),
    ],
)
def test_avoids_loop_fails(function, told):
    with pytest.raises(CheckFailed) as failure:
        checks.avoids_loop(function, x)
    assert told in str(failure.value)


def test_a_static_argument():
    def repeat(v, n):
        return lax.fori_loop(0, n, lambda i, c: c + i, v)

    checks.uses_loop(repeat, x, 5, static=(1,), kind="counted")
    checks.uses_loop(repeat, x, 5, kind="conditional")


def test_a_function_that_prints_has_its_loops_too():
    def prints(v):
        jax.debug.print("{}", v)
        return by_fori(v)

    checks.uses_loop(prints, x)


@pytest.mark.parametrize("check", [checks.uses_loop, checks.avoids_loop])
def test_a_kind_that_is_none_is_the_authors_error(check):
    with pytest.raises(AuthorError, match="kind='scan' is none of counted, conditional, any"):
        check(by_scan, x, kind="scan")
    with pytest.raises(AuthorError):
        check(Program.lower(by_scan, x), x[:2])


def test_the_line_that_is_printed(capsys):
    checks.uses_loop(by_scan, x, call="total(x)")
    checks.avoids_loop(jnp.cumsum, x, call="total(x)")
    assert capsys.readouterr().out == (
        "✓ the program of total(x) holds the loop that it should\n"
        "✓ the program of total(x) holds no such loop\n"
    )
