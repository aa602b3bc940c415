"""`vmappable`: vmap maps the function, with the results of single calls."""

import sys
from collections import namedtuple
from dataclasses import dataclass
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
A = jnp.eye(3) + 0.1
key = jax.random.key(0)


@jax.tree_util.register_dataclass
@dataclass
class Params:
    rate: jax.Array
    shift: jax.Array


class Model:
    def __init__(self, rate):
        self.rate = rate

    def value(self, v, shift=1.0):
        return v * self.rate + shift

    __call__ = value


def utility(c, gamma):
    return jnp.where(gamma == 1.0, jnp.log(c), c ** (1 - gamma) / (1 - gamma))


def until_small(v):
    return lax.while_loop(lambda c: c > 0.1, lambda c: c / 2, v)


def branch(v):
    return lax.cond(v.sum() > 5, jnp.sin, jnp.cos, v)


def norm(v):
    return jnp.sqrt(jnp.sum(v**2))


def walk(k, v):
    return v + jax.random.normal(k, v.shape)


def power(v, n):
    result = 1.0
    for _ in range(n):
        result = result * v
    return result


def nested(p):
    return {"sum": p["a"] + p["b"][0], "all": (p["a"], None)}


RIGHT = [
    (jnp.sin, (1.0,), {}),
    (norm, (x,), {}),
    (jax.jit(norm), (x,), {}),
    (utility, (2.0, 3.0), {}),
    (utility, (2.0, 3.0), {"over": "gamma"}),
    (utility, (2.0, 3.0), {"over": ("c", "gamma")}),
    (utility, (2.0, 3.0), {"over": (0, 1), "size": 5}),
    (utility, (2.0, 3.0), {"over": -1}),
    (until_small, (4.0,), {}),
    (branch, (x,), {}),
    (lambda v: lax.scan(lambda c, a: (c + a, c), 0.0, v), (x,), {}),
    (lambda v: lax.fori_loop(0, 5, lambda i, c: c * 0.5 + i, v), (x,), {}),
    (lambda v: lax.associative_scan(jnp.add, v), (x,), {}),
    (jax.vmap(jnp.sin), (x,), {}),
    (jax.grad(norm), (x,), {}),
    (walk, (key, x), {"over": 0}),
    (walk, (key, x), {"over": "v"}),
    (walk, (key, x), {"over": (0, 1)}),
    (walk, (jax.random.PRNGKey(0), x), {"over": "k"}),
    (lambda k: jax.random.split(k), (key,), {}),
    (power, (x, 3), {"static": (1,)}),
    (partial(power, n=3), (x,), {}),
    (Model(2.0).value, (x,), {}),
    (Model(2.0), (x,), {}),
    (nested, ({"a": x, "b": [1.0]},), {}),
    (lambda p: Pair(p.b, p.a), (Pair(x, 2.0),), {}),
    (lambda p, v: p.rate * v + p.shift, (Params(x, 1.0), x), {"over": (0, 1)}),
    (lambda p: Params(p.rate * 2, p.shift), (Params(x, jnp.ones(())),), {}),
    (lambda f, v: f(v), (jnp.cos, x), {"over": 1}),
    (lambda v, kind: v.sum() if kind == "sum" else v, (x, "sum"), {}),
    (lambda n: n * 2, (3,), {}),
    (lambda b: ~b, (jnp.array(True),), {}),
    (lambda v: v.astype(jnp.float16) / 3, (x,), {}),
    (lambda v: (v, 3.0, v.shape[0]), (x,), {}),
    (lambda v: 1.0, (x,), {}),
    (lambda v: v.sum(), (np.ones((2, 2), np.float32),), {}),
    (lambda v: v.sum(), (jnp.zeros((0, 3)),), {}),
    (lambda v: v * jnp.nan, (x,), {}),
    (lambda b: jnp.linalg.solve(A, b), (x,), {}),
    (lambda v: v[jnp.argmax(v)], (x,), {}),
]


@pytest.mark.parametrize(("function", "args", "options"), RIGHT)
def test_passes(function, args, options):
    checks.vmappable(function, *args, **options)


def if_positive(v):
    if v > 0:
        return v
    return -v


def clipped(v):
    return max(v, 0.0)


def to_float(v):
    return float(v) ** 2


def with_numpy(v):
    return np.exp(v)


def in_place(v):
    v[0] = 0.0
    return v


def masked(v):
    return v[v > 1].sum()


def loops_to(v, n):
    for _ in range(n):
        v = v * 2
    return v


def builds(v):
    out = np.zeros(3)
    out[:] = v
    return out


def knows(v):
    return v.sum() if isinstance(v, jax.core.Tracer) else 2 * v.sum()


def other_shape(v):
    return v if isinstance(v, jax.core.Tracer) else v[:1]


def other_structure(v):
    return v if isinstance(v, jax.core.Tracer) else [v]


counter = [0]


def counts(v):
    counter[0] += 1
    return v + counter[0]


def hidden_noise(v):
    return v + np.random.default_rng().normal()


def calls_back(v):
    return jax.pure_callback(np.sin, jax.ShapeDtypeStruct(v.shape, v.dtype), v)


def text(v):
    return "mapped"


def forgets(v):
    v + 1


def steps(v):
    yield v


def huge(v):
    return jnp.broadcast_to(v, (10**5, 10**5))


def endless(v):
    return endless(v)


def exits(v):
    sys.exit()


kept = []


def keeps(v):
    kept.append(v)
    return kept[0] * 2


WRONG = [
    (if_positive, (1.0,), {}, "#error-bool"),
    (if_positive, (1.0,), {}, "`if v > 0:`"),
    (clipped, (1.0,), {}, "#error-bool"),
    (to_float, (2.0,), {}, "#error-concrete"),
    (with_numpy, (2.0,), {}, "#error-array"),
    (in_place, (x,), {}, "#error-immutable"),
    (masked, (x,), {}, "#error-mask"),
    (loops_to, (x, 3), {"over": "n"}, "#error-integer"),
    (builds, (x,), {}, "#error-array"),
    (knows, (x,), {}, "Entry 0 of vmap of knows([1.0, 2.0, 3.0]) gives"),
    (other_shape, (x,), {}, "has shape (3,); a single call gives shape (1,)"),
    (other_structure, (x,), {}, "has another structure than what a single call returns"),
    (counts, (x,), {}, "a single call gives"),
    (hidden_noise, (x,), {}, "a single call gives"),
    (calls_back, (x,), {}, "vmap_method"),
    (text, (x,), {}, "returns a str, which is neither"),
    (forgets, (x,), {}, "vmap of forgets([1.0, 2.0, 3.0]) returns None"),
    (steps, (x,), {}, "returns a generator"),
    (huge, (1.0,), {}, "GB"),
    (endless, (x,), {}, "RecursionError"),
    (exits, (x,), {}, "SystemExit"),
    (keeps, (x,), {}, "keeps"),
    (lambda v, w: v, (x,), {}, "missing 1 required"),
    (lambda v: v @ jnp.ones(4), (x,), {}, "(3,)"),
    (lambda v: np.array([None]), (x,), {}, "holds no numbers"),
]


@pytest.mark.parametrize(("function", "args", "options", "told"), WRONG)
def test_fails(function, args, options, told):
    for _ in range(2):
        with pytest.raises(CheckFailed) as failure:
            checks.vmappable(function, *args, **options)
    assert told in str(failure.value)
    assert "Read: https://" in str(failure.value)


@pytest.mark.parametrize("options", [{"over": "rate"}, {"over": 1}, {"over": 0.5}, {"size": 0}])
def test_what_the_author_gets_wrong(options):
    with pytest.raises(AuthorError):
        checks.vmappable(norm, x, **options)


def test_what_cannot_be_mapped_is_the_authors_error():
    with pytest.raises(AuthorError):
        checks.vmappable(lambda f, v: f(v), jnp.sin, x, over=0)
    with pytest.raises(AuthorError):
        checks.vmappable(power, x, 3, static=(1,), over=1)


def test_the_line_that_is_printed(capsys):
    checks.vmappable(norm, x)
    assert capsys.readouterr().out == "✓ vmap maps norm([1.0, 2.0, 3.0])\n"
