"""`compilations`: how often a list of calls compiles."""

import functools
import sys
from collections import namedtuple
from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import AuthorError, CheckFailed, Program


Point = namedtuple("Point", "a b")
x = jnp.arange(1.0, 5.0)
key = jax.random.key(0)


def double(v):
    return 2 * v


@jax.jit
def jitted(v):
    return jnp.sin(v)


@partial(jax.jit, static_argnums=1)
def static_power(v, n):
    return v**n


@partial(jax.jit, static_argnames="n")
def named_static(v, n):
    return jnp.concatenate([v] * n)


@jax.jit
def helper(v):
    return v * 3


def uses_helper(v):
    return helper(v) + helper(2 * v)


def traced_power(v, n):
    return jax.lax.fori_loop(0, n, lambda i, c: c * v, jnp.ones_like(v))


def with_scan(v):
    return jax.lax.scan(lambda c, a: (c + a, c), 0.0, v)


def jits_a_global(v):
    return jax.jit(double)(v)


@functools.lru_cache
def made_once():
    return jax.jit(lambda v: v + 1)


def jits_once(v):
    return made_once()(v)


def draws(k, n):
    return jax.random.normal(k, (n,))


def keeps_time(p):
    return p["rate"] * p["time"].a


def eager_in_trace(v):
    with jax.ensure_compile_time_eval():
        table = jnp.sin(jnp.arange(7.0)) @ jnp.arange(7.0)
    return v * table


def newton(f, start):
    return jax.lax.fori_loop(0, 5, lambda i, c: c - f(c) / jax.grad(f)(c), start)


class Model:
    def __init__(self, rate):
        self.rate = rate

    def value(self, v):
        return v * self.rate

    __call__ = value

    @partial(jax.jit, static_argnums=0)
    def jitted(self, v):
        return v - self.rate


class Called:
    @partial(jax.jit, static_argnums=0)
    def __call__(self, v):
        return v + 1


@jax.tree_util.register_dataclass
@dataclass
class Params:
    rate: jax.Array


same = [(x,), (2 * x,), (x + 1,)]
model = Model(0.5)

RIGHT = [
    (double, same, {}),
    (jitted, same, {}),
    (jax.jit(double), [(np.ones(3, np.float32),), (jnp.ones(3),)], {}),
    (double, [(2.0,), (3,), (jnp.float32(1),)], {"at_most": 2}),
    (double, [(2.0,), (jnp.float32(3),), (np.float32(4),), (5.5,)], {}),
    (jitted, [(2.0,), (jnp.float32(3),), (np.float32(4),)], {}),
    (jax.jit(lambda a, b: a + b), [(1, 2.0), (3, 4.0)], {}),
    (static_power, [(x, 2), (2 * x, 2)], {}),
    (static_power, [(x, 2), (x, 3), (x, 2)], {"at_most": 2}),
    (partial(named_static, n=2), same, {}),
    (traced_power, [(x, 2), (x, 3), (x, 5)], {}),
    (jax.jit(traced_power), [(x, 2), (x, 3), (x, 5)], {}),
    (lambda v, n: jnp.tile(v, n), [(x, 2), (x, 3)], {"static": (1,), "at_most": 2}),
    (uses_helper, same, {}),
    (jax.jit(uses_helper), same, {}),
    (with_scan, same, {}),
    (jits_a_global, same, {}),
    (jits_once, same, {}),
    (eager_in_trace, same, {}),
    (model.value, same, {}),
    (model.jitted, same, {}),
    (model, same, {}),
    (Called(), same, {}),
    (partial(jitted), same, {}),
    (partial(double), same, {}),
    (jax.vmap(jitted), same, {}),
    (jax.grad(lambda v: helper(v).sum()), same, {}),
    (draws, [(key, 3), (jax.random.key(1), 3)], {"static": (1,)}),
    (draws, [(jax.random.PRNGKey(0), 3), (jax.random.PRNGKey(1), 3)], {"static": (1,)}),
    (
        keeps_time,
        [({"rate": 2.0, "time": Point(x, 1)},), ({"rate": 3.0, "time": Point(x, 2)},)],
        {},
    ),
    (lambda p: p.rate, [(Params(x),), (Params(2 * x),)], {}),
    (newton, [(jnp.cos, 1.0), (jnp.cos, 2.0)], {}),
    (newton, [(jnp.cos, 1.0), (jnp.sin, 2.0)], {"at_most": 2}),
    (lambda v, kind: getattr(jnp, kind)(v), [(x, "sum"), (2 * x, "sum")], {}),
    (double, [(x,), (x[:2],), (x,), (x[:2],)], {"at_most": 2}),
    (double, ((x,) for _ in range(3)), {}),
    (lambda v: v, [(jnp.zeros((0, 3)),), (jnp.ones((0, 3)),)], {}),
    (lambda: jnp.ones(2), [(), ()], {}),
    (jax.jit(lambda v: None), same, {}),
]


@pytest.mark.parametrize(("function", "calls", "options"), RIGHT)
def test_passes(function, calls, options):
    checks.compilations(function, calls, **options)


def test_it_counts_from_nothing_whatever_was_called_before():
    for n in (2, 3, 4):
        static_power(x, n)
    with pytest.raises(CheckFailed, match="compiled 3 times over 3 calls; at most 1 is allowed"):
        checks.compilations(static_power, [(x, 2), (x, 3), (x, 4)])
    checks.compilations(static_power, [(x, 2), (2 * x, 2)])


def remakes(v):
    return jax.jit(lambda a: a + 1)(v)


def remakes_decorated(v):
    @jax.jit
    def step(a):
        return a * 2

    return step(step(v))


def remakes_partial(v):
    return jax.jit(partial(double))(v)


def remakes_with_options(v, n):
    @partial(jax.jit, static_argnums=1)
    def step(a, k):
        return a * k

    return step(v, 3) + n


def remakes_in_a_helper(v):
    return remakes(v) * 2


def remakes_methods(v):
    return jax.jit(Model(2.0).value)(v)


jit = jax.jit


def remakes_by_another_name(v):
    return jit(lambda a: -a)(v)


counter = [0]


def another_each_time(v):
    counter[0] += 1
    return v + counter[0]


def fails_in_trace(v):
    return v if v[0] > 0 else -v


def text(v):
    return "four"


def generator(v):
    yield v


def endless(v):
    return endless(v)


def exits(v):
    sys.exit(1)


cycle: list = []
cycle.append(cycle)

WRONG = [
    (static_power, [(x, 2), (x, 3)], {}, "compiled 2 times over 2 calls; at most 1 is allowed"),
    (named_static, [(x, 2), (x, 3)], {}, "named_static was compiled 2 times"),
    (partial(static_power, x), [(2,), (3,)], {}, "compiled 2 times"),
    (jitted, [(x,), (x[:2],), (x[:3],)], {"at_most": 2}, "3 times over 3 calls; at most 2 are"),
    (double, [(x,), (x[:2],)], {}, "double was compiled 2 times over 2 calls"),
    (double, [(x,), (jnp.arange(4),)], {}, "compiled 2 times"),
    (double, [(1.0,), (1,)], {}, "compiled 2 times"),
    (double, [([1.0, 2.0],), ([1.0, 2.0, 3.0],)], {}, "compiled 2 times"),
    (double, [(x,)], {"at_most": 0}, "compiled 1 times over 1 calls; at most 0 are"),
    (jitted, [(x,)], {"at_most": 0}, "compiled 1 times"),
    (lambda v, n: jnp.tile(v, n), [(x, 2), (x, 3)], {"static": (1,)}, "compiled 2 times"),
    (lambda f, v: f(v), [(lambda a: a, x), (lambda a: a, x)], {}, "compiled 2 times"),
    (Model(1.0).jitted, [(x,), (x[:2],)], {}, "compiled 2 times"),
    (Called(), [(x,), (x[:2],)], {}, "compiled 2 times"),
    (remakes, same, {}, "remakes gives a function to jax.jit anew in each call: it is compiled"),
    (remakes_decorated, same, {}, "gives `step` to jax.jit anew"),
    (remakes_partial, same, {}, "gives a function to jax.jit anew"),
    (remakes_with_options, [(x, 3), (x, 4)], {}, "gives `step` to jax.jit anew"),
    (remakes_in_a_helper, same, {}, "to jax.jit anew"),
    (remakes_methods, same, {}, "gives `value` to jax.jit anew"),
    (remakes_by_another_name, same, {}, "to jax.jit anew"),
    (lambda v, n: jnp.zeros(n) + v[0], [(x, 3), (x, 4)], {}, "#error-dynamic-shape"),
    (lambda v, n: sum(v for _ in range(n)), [(x, 3), (x, 4)], {}, "#error-integer"),
    (static_power, [(x, x)], {}, "Non-hashable static"),
    (fails_in_trace, same, {}, "#error-bool"),
    (jax.jit(fails_in_trace), same, {}, "#error-bool"),
    (text, same, {}, "returns a str, which is neither an array nor a tree of arrays"),
    (jax.jit(text), same, {}, "text fails"),
    (generator, same, {}, "returns a generator"),
    (lambda v: cycle, same, {}, "a tree of more than"),
    (lambda v: np.array([None]), same, {}, "holds no numbers"),
    (lambda v: np.broadcast_to(1.0, (10**6, 10**6)), same, {}, "8,000 GB"),
    (endless, same, {}, "RecursionError"),
    (exits, same, {}, "SystemExit"),
    (lambda v, w: v, same, {}, "missing 1 required"),
]


@pytest.mark.parametrize(("function", "calls", "options", "told"), WRONG)
def test_fails(function, calls, options, told):
    with pytest.raises(CheckFailed) as failure:
        checks.compilations(function, calls, **options)
    assert told in str(failure.value)
    assert "Read: https://" in str(failure.value)


def test_a_value_kept_from_tracing_fails():
    kept = []

    def keeps(v):
        kept.append(v)
        return kept[0] * 2

    with pytest.raises(CheckFailed, match="#error-leak"):
        checks.compilations(keeps, same)


def test_a_profiler_that_was_there_is_there_again():
    def profiler(frame, event, _):
        pass

    before = sys.getprofile()
    sys.setprofile(profiler)
    try:
        checks.compilations(double, same)
        assert sys.getprofile() is profiler
        with pytest.raises(CheckFailed):
            checks.compilations(exits, same)
        assert sys.getprofile() is profiler
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize(
    ("function", "calls"),
    [
        (double, []),
        (double, [x, x]),
        (double, [[x]]),
        (Program.lower(double, x), [(x,)]),
    ],
)
def test_what_the_author_gets_wrong(function, calls):
    with pytest.raises(AuthorError):
        checks.compilations(function, calls)


def test_the_line_that_is_printed(capsys):
    checks.compilations(jitted, same)
    assert capsys.readouterr().out == "✓ jitted is compiled often enough, and not more\n"
