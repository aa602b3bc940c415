"""`differentiable` compares both modes with differences of the values."""

import math
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from autograder import checks
from autograder.checks import AuthorError, CheckFailed, Program


X = jnp.array([0.3, 1.2, -0.7])
MANY = jnp.linspace(0.5, 2.0, 1000)
KEY = jax.random.key(0)


def told(function, *args, **options):
    with pytest.raises(CheckFailed) as failure:
        checks.differentiable(function, *args, **options)
    return str(failure.value)


class Params(NamedTuple):
    beta: float
    gamma: float


class Utility:
    def __init__(self, gamma):
        self.gamma = gamma

    def __call__(self, c):
        return c ** (1 - self.gamma) / (1 - self.gamma)

    def total(self, c):
        return jnp.sum(self(c))


def newton_in_python(a):
    x = a
    while abs(x * x - a) > 1e-12:
        x = (x + a / x) / 2
    return x


def branches_in_python(x):
    return x**2 if x > 0 else -x


def root_by_while(a):
    return lax.while_loop(lambda s: s[1] < 30, lambda s: ((s[0] + a / s[0]) / 2, s[1] + 1), (a, 0))[
        0
    ]


def power_by_fori(x):
    return lax.fori_loop(0, 5, lambda _, y: y * x, 1.0)


def power_by_scan(x):
    return lax.scan(lambda y, _: (y * x, y), jnp.ones_like(x), None, length=4)


def implicit(a):
    def solve(f, x0):
        return lax.fori_loop(0, 40, lambda _, x: x - f(x) / jax.grad(f)(x), x0)

    return lax.custom_root(lambda x: x**3 + x - a, 1.0, solve, lambda g, y: y / g(1.0))


@jax.custom_jvp
def right_jvp(x, y):
    return jnp.sin(x) * y


right_jvp.defjvps(
    lambda t, out, x, y: jnp.cos(x) * y * t,
    lambda t, out, x, y: jnp.sin(x) * t,
)


@jax.custom_vjp
def right_vjp(x):
    return jnp.log1p(jnp.exp(x))


right_vjp.defvjp(
    lambda x: (right_vjp(x), x),
    lambda x, ct: (ct * jax.nn.sigmoid(x),),
)


def casts_to_float32(x):
    return jnp.sum(jnp.sin(x.astype(jnp.float32)) ** 2)


def carries_float32(x):
    return lax.scan(lambda s, v: (s + v, s), jnp.zeros((), jnp.float32), x)[0]


def black_scholes(spot, strike, sigma):
    d = jnp.log(spot / strike) / sigma
    cdf = jax.scipy.stats.norm.cdf
    return spot * cdf(d + sigma / 2) - strike * cdf(d - sigma / 2)


def mean_payoff(spot, key):
    z = jax.random.normal(key, (2000,))
    return jnp.mean(jnp.maximum(spot * jnp.exp(0.2 * z) - 1.0, 0.0))


RIGHT = [
    (jnp.sin, 0.5),
    (jnp.sin, jnp.float32(0.5)),
    (jnp.sin, np.float64(0.5)),
    (jnp.sin, np.array([0.5, 1.0])),
    (lambda x, y: (y, jnp.sum(x)), jnp.zeros((0,)), 2.0),
    (jax.jit(jnp.tanh), X),
    (partial(jnp.power, 2.0), X),
    (Utility(2.0), jnp.array([1.0, 2.0])),
    (Utility(2.0).total, jnp.array([1.0, 2.0])),
    (lambda x: x**2, 0.0),
    (lambda x: jnp.sum(x**2), jnp.zeros(3)),
    (lambda x: (x, {"square": x**2}, None, jnp.argmax(x)), X),
    (lambda p, c: p.beta * c ** (1 - p.gamma), Params(0.9, 2.0), jnp.array([1.0, 2.0])),
    (lambda d: d["W"] @ d["layers"][0], {"W": jnp.ones((2, 3)), "layers": [X]}),
    (lambda x, n: x**n, 1.5, 3),
    (lambda x, n: sum(x**k for k in range(n)), 1.5, 4),
    (lambda f, x: f(x) ** 2, jnp.cos, 0.4),
    (lambda x, key: x * jax.random.normal(key, (3,)), 0.4, KEY),
    (lambda x, key: x * jax.random.normal(key, (3,)), 0.4, jax.random.PRNGKey(0)),
    (lambda x: 2.0, 0.4),
    (lambda x, unused: x**2, 0.4, 1.0),
    (lambda x: jnp.asarray(x) * jnp.float32(0.5), X),
    (lambda x: jnp.where(x > 0, x**2, -x), X),
    (lambda x: jnp.max(x) + jnp.sort(x)[0] + x[jnp.argmax(x)], X),
    (lambda x: jnp.maximum(x - 100.0, 0.0), 90.0),
    (lambda x: jnp.maximum(x - 100.0, 0.0), 30.0),
    (lambda x: x - jnp.round(x), 0.3),
    (lambda x: lax.cond(x > 0, jnp.sin, jnp.cos, x), 0.3),
    (lambda z: z**2 * jnp.conj(z), 0.3 + 0.4j),
    (lambda z: jnp.abs(z) ** 2, jnp.array([0.3 + 0.4j, 1.0 - 2.0j])),
    (lambda x: jnp.exp(1j * x), X),
    (lambda a, b: jnp.linalg.solve(a, b), jnp.array([[2.0, 0.3], [0.1, 1.0]]), jnp.ones(2)),
    (lambda a: jnp.linalg.eigh(a + a.T), jnp.array([[2.0, 0.3], [0.1, 1.0]])),
    (lambda a: jnp.linalg.slogdet(a)[1], jnp.array([[2.0, 0.3], [0.1, 1.0]])),
    (lambda a, b: jnp.exp(1e6 * a) * jnp.sin(1e-6 * b), 1e-6, 1e6),
    (lambda a, b: jnp.stack([1e9 * a, 1e-9 * b]), 1e-6, 1e6),
    (lambda x: jnp.sin(x), 1e6),
    (lambda x: 1e8 + x, 1e-3),
    (lambda x: jnp.sum(jnp.log(x) * x[::-1]), MANY),
    (jax.nn.softmax, MANY),
    (jax.scipy.special.logsumexp, jnp.array([1000.0, 1001.0])),
    (black_scholes, 100.0, 95.0, 0.2),
    (mean_payoff, 1.0, KEY),
    (newton_in_python, 2.0),
    (branches_in_python, 0.4),
    (power_by_fori, 1.1),
    (power_by_scan, 1.1),
    (implicit, 3.0),
    (right_jvp, X, 2.0),
    (casts_to_float32, X),
    (carries_float32, X),
    (lambda x: lax.associative_scan(jnp.multiply, x), X),
    (lambda x: jax.vmap(jax.grad(jnp.sin))(x), X),
    (lambda x: jax.checkpoint(jnp.sin)(x), X),
    (lambda x: jnp.sum(x * jnp.array([1.0, 1e6, 1e-6])), jnp.array([1e6, 1.0, 1e-6])),
    (lambda d: sum(jnp.sin(v) for v in d), list(jnp.linspace(0.1, 2.0, 20))),
    (lambda x: jnp.sum(x[x > 0] ** 2), X),
    (lambda x: jnp.interp(x, jnp.arange(4.0), jnp.array([0.0, 1.0, 4.0, 9.0])), 1.7),
]


@pytest.mark.parametrize(("function", "args"), [(f, args) for f, *args in RIGHT])
def test_right_derivatives_pass(function, args):
    checks.differentiable(function, *args)


@pytest.mark.parametrize(
    ("function", "args", "options"),
    [
        (root_by_while, (2.0,), {"modes": ["forward"]}),
        (root_by_while, (2.0,), {"modes": ["forward"], "order": 2}),
        (right_vjp, (X,), {"modes": ["reverse"]}),
        (right_vjp, (X,), {"modes": ("reverse",), "order": 2}),
        (right_jvp, (X, 2.0), {"order": 2}),
        (jnp.linalg.norm, (X,), {"order": 2}),
        (newton_in_python, (2.0,), {"order": 2}),
        (lambda x, n: jnp.arange(n) * x, (2.0, 3), {"static": [1]}),
        (lambda x, y: x * lax.stop_gradient(y), (2.0, 3.0), {"argnums": 0}),
        (lambda x, y: x * lax.stop_gradient(y), (2.0, 3.0), {"argnums": "x"}),
        (lambda x, y: x * lax.stop_gradient(y), (2.0, 3.0), {"argnums": ("x",)}),
        (lambda x, y, z: x * y, (2.0, 3.0, 1), {"argnums": ["y", 0]}),
        (lambda x: jnp.sin(x) + 1e-4 * lax.stop_gradient(x), (0.5,), {"rtol": 1e-2}),
    ],
)
def test_right_derivatives_pass_with_options(function, args, options):
    checks.differentiable(function, *args, **options)


def test_a_program_passes():
    checks.differentiable(Program.lower(black_scholes, 1.0, 1.0, 1.0, x64=True), 1.0, 0.9, 0.3,
                          modes=["reverse"])  # fmt: skip


def test_it_says_so():
    assert "Hint" in told(jnp.floor, 2.5)


def custom(value, *rules):
    """A function with these derivatives, one for each argument."""
    function = jax.custom_jvp(value)
    function.defjvps(*rules)
    return function


factor = custom(lambda x: x**2, lambda t, out, x: 4 * x * t)
sign = custom(jnp.cos, lambda t, out, x: jnp.sin(x) * t)
swapped = custom(
    lambda x, y: x**2 * y, lambda t, out, x, y: x**2 * t, lambda t, out, x, y: 2 * x * y * t
)
zero = custom(lambda x: x**2, lambda t, out, x: 0 * t)
partly = custom(lambda x, y: x**2 * y, lambda t, out, x, y: 2 * x * y * t, None)
nearly = custom(lambda x: x**2, lambda t, out, x: 2.001 * x * t)
second = custom(jnp.exp, lambda t, out, x: lax.stop_gradient(out) * t)
one_entry = custom(
    lambda x: jnp.sum(x**2), lambda t, out, x: jnp.sum((2 * x * t).at[617].multiply(2))
)
one_result = custom(lambda x: x**2, lambda t, out, x: (2 * x * t).at[617].multiply(2))
of_the_small = custom(lambda x, y: x + y, lambda t, out, x, y: 2 * t, lambda t, out, x, y: t)


@jax.custom_vjp
def wrong_vjp(x):
    return jnp.log1p(jnp.exp(x))


wrong_vjp.defvjp(lambda x: (wrong_vjp(x), x), lambda x, ct: (jax.nn.sigmoid(x),))


def normalised(x):
    return x / lax.stop_gradient(jnp.sum(x))


def nan_by_where(x):
    return jnp.where(x > 0, jnp.sqrt(jnp.maximum(x, 0.0)), 0.0)


def norm(x):
    return jnp.sqrt(jnp.sum(x**2))


def naive_logsumexp(x):
    return jnp.log(jnp.sum(jnp.exp(x)))


WRONG = [
    (factor, (1.5,), "argument 1 is 6; differences of its values give 3"),
    (factor, (X,), "derivative of entry [0] of the result with respect to argument 1, entry [0]"),
    (sign, (1.5,), "Its sign is turned"),
    (swapped, (1.5, 2.0), "with respect to argument 1 is 2.25; differences of its values give 6"),
    (partly, (1.5, 2.0), "with respect to argument 2 is 0"),
    (zero, (1.5,), "stop_gradient, rounding"),
    (nearly, (1.5,), "differences of its values give 3."),
    (one_entry, (MANY,), "along a random direction"),
    (one_result, (MANY,), "entry [617] of the result", "forward"),
    (one_result, (MANY,), "a mix of the results", "reverse"),
    (of_the_small, (1e-6, 1.0), "with respect to argument 1 is 2"),
    (lambda d: factor(d["a"]) + d["b"], ({"a": 1.0, "b": 2.0},), "argument 1['a']"),
    (lambda x: 1e8 + factor(x), (1.5,), "is 6"),
    (lambda z: factor(z), (0.3 + 0.4j,), "differences"),
    (lambda x: casts_to_float32(factor(x)), (X,), "differences"),
    (lambda x: factor(x) if x > 0 else x, (1.5,), "is 6"),
    (right_vjp, (X,), "has no forward-mode derivative"),
    (lambda x: 3 * wrong_vjp(x), (X,), "differences", "reverse"),
    (right_vjp, (X,), "jax.custom_vjp defines reverse mode alone"),
    (normalised, (X,), "differences"),
    (lambda x: lax.stop_gradient(x) ** 2, (X,), "stop_gradient"),
    (lambda x: jnp.floor(10 * x) / 10, (2.53,), "constant in steps"),
    (jnp.round, (X,), "constant in steps"),
    (lambda x: (x > 1.0) * 1.0, (0.6,), "constant in steps"),
    (lambda x: x.astype(int) * 1.0, (2.3,), "constant in steps"),
    (lambda x: jnp.float32(int(x)), (2.3,), "constant in steps"),
    (lambda x: jnp.eye(3)[jnp.argmin(x)], (X,), "constant in steps"),
    (lambda x: jnp.mean(x > jax.random.normal(KEY, (20,))), (0.1,), "constant in steps"),
    (lambda s: jnp.mean(s * jnp.exp(jax.random.normal(KEY, (999,))) > 1.0), (1.0,), "in steps"),
    (lambda x: (10 * x).astype(jnp.int32) * 2.0, (2.53,), "constant in steps"),
    (
        custom(lambda x: jnp.sin(x).astype(jnp.float16), lambda t, out, x: t.astype(jnp.float16)),
        (1.2,),
        "differences",
    ),
    (lambda x: (factor(x), x), (X,), "of entry [0] of part 1"),
    (lambda d: sum(jnp.sin(v) for v in d[:-1]) + factor(d[-1]), (list(X) * 9,), "a random dir"),
    (custom(lambda z: z**2, lambda t, out, z: 2 * jnp.conj(z) * t), (0.3 + 0.2j,), "the real part"),
    (jnp.argmax, (X,), "no floating-point number in the result"),
    (lambda x: None, (X,), "no floating-point number in the result"),
    (lambda x: "3.0", (X,), "str"),
    (nan_by_where, (-0.5,), "jnp.where still multiplies"),
    (norm, (jnp.zeros(2),), "nan"),
    (naive_logsumexp, (jnp.array([1000.0, 1.0]),), "The value of naive_logsumexp"),
    (root_by_while, (2.0,), "no reverse-mode derivative"),
    (lambda x: np.sin(x) * 1.0, (X,), "jax.numpy"),
    (lambda x: math.exp(x), (0.3,), "float()"),
    (lambda x: float(x) ** 2, (0.3,), "float()"),
    (jnp.sqrt, (0.0,), "sqrt(0.0)"),
    (None, (0.3,), "cannot be called"),
]


@pytest.mark.parametrize(("function", "args", "words", "mode"), [(*case, "")[:4] for case in WRONG])
def test_wrong_derivatives_are_told(function, args, words, mode):
    message = told(function, *args, **({"modes": [mode]} if mode else {}))
    assert words in message
    assert "Read: " in message


@pytest.mark.parametrize("function", [factor, sign, zero, nearly, normalised])
@pytest.mark.parametrize("mode", ["reverse", "forward"])
def test_each_mode_is_compared(function, mode):
    assert f"{mode}-mode derivative" in told(function, X, modes=[mode])


def test_a_wrong_second_derivative_is_told():
    checks.differentiable(second, 0.5)
    assert "The derivative of " in told(second, 0.5, order=2)


def test_a_program_is_told_from_its_values():
    program = Program.lower(factor, 1.0, x64=True)
    assert "is 6" in told(program, 1.5, modes=["reverse"])


class Lying(float):
    """A number that says that it is another."""

    def __array__(self, dtype=None, copy=None):
        return np.asarray(7.0)


def exits(x):
    raise SystemExit


def recurses(x):
    return recurses(x)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (exits, "SystemExit"),
        (recurses, "RecursionError"),
        (lambda x: (v for v in (x,)), "generator"),
        (lambda x: object(), "object"),
        (lambda x: np.array([None]), "object"),
        (lambda x: Lying(2.0), "Lying"),
        (lambda x: jax.random.key(0), "no floating-point number"),
        (lambda x: np.broadcast_to(1.0, (10**6, 10**6)), "GB"),
        (lambda x: x * jnp.nan, "is nan"),
        (lambda x: x / 0.0, "is inf"),
        (lambda x: {"a": "b"}, "str"),
    ],
)
def test_odd_results_are_told(function, words):
    assert words in told(function, 0.5)


@pytest.mark.parametrize(
    ("args", "options"),
    [
        ((1,), {}),
        ((KEY,), {}),
        ((0.5,), {"modes": []}),
        ((0.5,), {"modes": "forward"}),
        ((0.5,), {"modes": ["backward"]}),
        ((0.5,), {"order": 3}),
        ((0.5,), {"argnums": "y"}),
        ((0.5,), {"argnums": 1}),
        ((0.5, 2), {"argnums": (0, 1)}),
    ],
)
def test_bad_use_is_the_authors(args, options):
    with pytest.raises(AuthorError):
        checks.differentiable(jnp.sin, *args, **options)


def test_not_implemented_is_passed_on():
    def stub(x):
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        checks.differentiable(stub, 1.0)
