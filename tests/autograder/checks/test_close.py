"""`close`: the same tree, the same shapes, close values; and it says where they differ."""

import dataclasses
from collections import OrderedDict, defaultdict, namedtuple
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import AuthorError, CheckFailed, internals


Belief = namedtuple("Belief", "mean sd")
Swapped = namedtuple("Swapped", "sd mean")
Twin = namedtuple("Twin", "mean sd")


@jax.tree_util.register_dataclass
@dataclasses.dataclass
class State:
    capital: jax.Array
    name: str = dataclasses.field(default="home", metadata={"static": True})


@jax.tree_util.register_dataclass
@dataclasses.dataclass
class OtherState:
    capital: jax.Array


@dataclasses.dataclass
class Plain:
    price: float
    weights: object


def message(got, expected, **options):
    with pytest.raises(CheckFailed) as failure:
        checks.close(got, expected, "f(1)", **options)
    assert str(failure.value).startswith("f(1)")
    return str(failure.value)


X = jnp.array([0.5, 1.0, 2.0, 4.0])


class Model:
    rate = 2.0

    def __call__(self, x):
        return self.rate * x

    double = __call__


def scaled(rate):
    return lambda x: rate * x


def by_scan(x):
    return jax.lax.scan(lambda carry, entry: (carry, 2 * entry), None, x)[1]


def by_fori_loop(x):
    return jax.lax.fori_loop(0, x.size, lambda i, y: y.at[i].multiply(2), x)


def by_while_loop(x):
    def step(state):
        i, y = state
        return i + 1, y.at[i].add(y[i])

    return jax.lax.while_loop(lambda state: state[0] < x.size, step, (0, x))[1]


def by_associative_scan(x):
    return jnp.diff(jax.lax.associative_scan(jnp.add, 2 * x), prepend=0.0)


def by_python(x):
    return jnp.stack([2 * entry for entry in x])


@pytest.mark.parametrize(
    "function",
    [
        scaled(2),
        jax.jit(scaled(2.0)),
        jax.vmap(scaled(2)),
        by_scan,
        by_fori_loop,
        by_while_loop,
        by_associative_scan,
        by_python,
        Model(),
        Model().double,
        partial(jnp.multiply, 2),
        partial(jax.jit(lambda n, x: n * x, static_argnums=0), 2),
        lambda x: 2 * np.asarray(x),
        lambda x: np.multiply(x, 2, dtype=np.float64),
        jax.grad(lambda x: jnp.sum(x**2)),
    ],
)
def test_any_way_to_double_is_right(function):
    checks.close(function(X), 2 * X, "double(X)", operation="copy")


RIGHT = [
    (2.0, 2.0),
    (2, 2.0),
    (True, True),
    (jnp.float32(2.0), 2.0),
    (np.float64(2.0), 2.0),
    (np.float16(2.0), 2.0),
    (jnp.bfloat16(2.0), 2),
    (3 + 1j, np.complex64(3 + 1j)),
    (jnp.arange(3.0), [0, 1, 2]),
    (np.arange(3), jnp.arange(3.0)),
    (jnp.ones((2, 2)), [[1, 1], [1, np.float32(1)]]),
    (jnp.zeros(0), []),
    (jnp.zeros((0, 3)), np.zeros((0, 3))),
    (jnp.array([True, False]), [True, False]),
    (jnp.float32(0.1 + 0.2), 0.3),
    (float(jnp.float32(1.1)), 1.1),
    (jnp.sin(jnp.pi), 0.0),
    (2**63, np.uint64(2**63)),
    (jax.lax.stop_gradient(2.5), 2.5),
    (jax.lax.stop_gradient(np.ones(2)), [1, 1]),
    (jax.value_and_grad(lambda x: x)(2.0), (2, 1)),
    (jax.checkpoint(lambda n: n)(3), 3),
    (None, None),
    ({"a": jnp.ones(2), "b": 1}, {"a": [1, 1], "b": 1.0}),
    ({"b": 1, "a": jnp.ones(2)}, {"a": [1, 1], "b": 1.0}),
    (OrderedDict(a=1.0), {"a": 1}),
    (defaultdict(float, {0: 1.0}), {0: 1}),
    ({np.int64(0): 1.0, (1, "x"): 2.0}, {0: 1, (1, "x"): 2}),
    ((jnp.ones(2), 3.0), [np.ones(2), 3]),
    ([jnp.ones(2), 3.0], (np.ones(2), 3)),
    (Belief(0.0, 1.0), (0, 1)),
    (Belief(0.0, 1.0), Belief(0, 1)),
    (Twin(0.0, 1.0), Belief(0, 1)),
    (State(jnp.ones(2)), State(np.ones(2))),
    (Plain(2.0, {"w": jnp.ones(2)}), Plain(2, {"w": [1, 1]})),
    ([{"W": jnp.ones(1)}], [{"W": np.ones(1)}]),
    ({"kind": "log", "none": None}, {"kind": "log", "none": None}),
    (jax.random.key(3), jax.random.key(3)),
    (jax.random.split(jax.random.key(3)), jax.random.split(jax.random.key(3))),
    (jax.random.key_data(jax.random.key(3)), jax.random.key_data(jax.random.key(3))),
    (jnp.array([jnp.nan, 1.0]), np.array([np.nan, 1.0])),
    (jnp.array([jnp.inf, -jnp.inf, 1.0]), np.array([np.inf, -np.inf, 1.0])),
    (jnp.array([1e6, 1e-3]), np.array([1e6, 0.0])),
    ((), ()),
    ({}, {}),
]


@pytest.mark.parametrize(("got", "expected"), RIGHT)
def test_equal_values_pass_in_any_form(got, expected, capsys):
    checks.close(got, expected, "f(1)")
    assert capsys.readouterr().out == "✓ f(1) is right\n"


WRONG = [
    (2.001, 2.0, "f(1) is 2.001; expected 2."),
    (2, 3, "f(1) is 2; expected 3."),
    (1.0005, 1.0, "f(1) is 1.0005; expected 1."),
    (2**53 + 1, 2**53, "f(1) is 9007199254740993; expected 9007199254740992."),
    (1e-3, 0.0, "f(1) is 0.001; expected 0."),
    (jnp.float32(16777217), np.int64(16800000), "expected 16800000"),
    (jnp.ones(3), 1.0, "f(1) has shape (3,); expected ()"),
    (jnp.ones((3, 1)), jnp.ones(3), "An axis of length 1 is too many."),
    (jnp.ones(3), jnp.ones((1, 3)), "An axis of length 1 is missing."),
    (jnp.ones((3, 2)), jnp.ones((2, 3)), "The axes stand in the reverse order."),
    (jnp.array([1.0, 9.0]), [1, 2], "1 of 2 entries differ; entry [1] is 9, expected 2"),
    (jnp.array([[1, 2], [3, 4]]), [[1, 3], [2, 4]], "stand in other places"),
    (-X, X, "Every sign is turned."),
    (-2.0, 2.0, "The sign is turned."),
    (jax.lax.stop_gradient(2.5), 2.0, "f(1) is 2.5; expected 2."),
    (3 * X, X, "Every entry is 3 times what it should be."),
    (X / 100, X, "Every entry is 0.01 times"),
    (jnp.nan, 1.0, "f(1) is nan; expected 1."),
    (jnp.array([1.0, jnp.nan]), [1, 2], "A NaN:"),
    (1.0, jnp.nan, "f(1) is 1; expected nan."),
    (jnp.inf, 1.0, "f(1) is inf"),
    (-jnp.inf, jnp.inf, "f(1) is -inf; expected inf."),
    (1.0 + 1e-2j, 1.0, "f(1) is 1+0.01j; expected 1."),
    (jnp.array([True, True]), [True, False], "entry [1] is True, expected False"),
    (None, 2.0, "f(1) is None.\nHint: Does the function return its result?"),
    (2.0, None, "f(1) is a float; expected None."),
    (X, None, "f(1) is an array of shape (4,); expected None."),
    ("2.0", 2.0, "f(1) is a str; expected an array of numbers."),
    ([1.0, 2.0], jnp.array([1.0, 2.0]), "jnp.stack(...) makes an array of it"),
    (jnp.sin, 1.0, "f(x), not f"),
    (jax.random.key(0), 1.0, "f(1) is a random key; expected numbers."),
    (1.0, jax.random.key(0), "f(1) is a float; expected a random key."),
    (jax.random.key(1), jax.random.key(0), "f(1) is another random key than expected."),
    (jax.random.split(jax.random.key(0)), jax.random.key(0), "key array of shape (2,)"),
    (jax.random.key(0, impl="rbg"), jax.random.key(0), "of another generator"),
    (np.array(["a"]), [1], "expected numbers"),
    (np.array([None, 1.0]), [1, 1], "has dtype object; expected numbers"),
    (np.datetime64("2020-01-01"), 1.0, "has dtype datetime64[D]"),
    (np.timedelta64(1, "s"), 1.0, "has dtype timedelta64[s]"),
    ({"a": 1.0}, {"a": 1.0, "b": 2.0}, "f(1) has the keys ['a']; expected ['a', 'b']."),
    ({"a": 1.0, "b": 3.0}, {"a": 1.0, "b": 2.0}, "f(1)['b'] is 3; expected 2."),
    (dict.fromkeys(range(9), 0.0), dict.fromkeys(range(10), 0.0), "f(1) lacks the key 9"),
    (dict.fromkeys(range(10), 0.0), dict.fromkeys(range(9), 0.0), "has a key too many"),
    ({"a": 1.0, Model(): 2.0}, {"a": 1.0}, "f(1) has the keys ['a', Model]; expected ['a']."),
    (1.0, {"a": 1.0}, "f(1) is a float; expected a dict."),
    (Belief(1.0, 2.0), {"mean": 1.0, "sd": 2.0}, "f(1) is a Belief; expected a dict."),
    ((1.0,), (1.0, 2.0), "f(1) is a tuple of length 1; expected 2 values"),
    (jnp.ones(2), (1.0, 1.0), "f(1) is an array of shape (2,); expected 2 values"),
    ((0.0, 1.0), Belief(0.0, 1.0), "expected a Belief with the fields mean, sd"),
    (Swapped(0.0, 1.0), Belief(0.0, 1.0), "f(1) is a Swapped; expected a Belief"),
    (Belief(0.0, 2.0), Belief(0.0, 1.0), "f(1).sd is 2; expected 1."),
    (OtherState(jnp.ones(2)), State(jnp.ones(2)), "f(1) is an OtherState; expected a State."),
    (State(jnp.zeros(2)), State(jnp.ones(2)), "f(1).capital: 2 of 2 entries differ"),
    (State(jnp.ones(2), "abroad"), State(jnp.ones(2)), "other static fields"),
    (Plain(1.0, [X]), Plain(1.0, [2 * X]), "f(1).weights[0]: 4 of 4 entries differ"),
    ({"kind": "sqrt"}, {"kind": "log"}, "f(1)['kind'] is 'sqrt'; expected 'log'."),
    ([{"W": 1.0}, {"W": 1.0}], [{"W": 1.0}, {"W": 2.0}], "f(1)[1]['W'] is 1; expected 2."),
    ((x for x in (1.0, 2.0)), (1.0, 2.0), "f(1) is a generator; expected 2 values"),
    ({1.0, 2.0}, (1.0, 2.0), "f(1) is a set; expected 2 values"),
]


@pytest.mark.parametrize(("got", "expected", "told"), WRONG)
def test_what_differs_is_said(got, expected, told):
    assert told in message(got, expected)


def test_the_hint_of_the_author_comes_first_and_the_page_last():
    lines = message(-2.0, 2.0, hint="Look again.").splitlines()
    assert lines[1] == "Hint: Look again. The sign is turned."
    assert (
        lines[2]
        == "Read: https://jax-for-economists.github.io/course/book/foundations/jax_intro.html"
    )


def test_an_integer_too_long_to_print_is_refused():
    assert "f(1) is an integer of 16610 bits" in message(10**5000, 1.0)


def rounded(size):
    return np.float32(1.0) + np.float32(size)


@pytest.mark.parametrize(
    ("operation", "passes", "fails"),
    [
        ("copy", 2e-7, 2e-6),
        ("elementwise", 1e-5, 1e-4),
        ("sum", 1e-4, 1e-3),
        ("any", 2e-4, 1e-3),
        ("solve", 2e-3, 1e-2),
    ],
)
def test_the_operation_says_how_much_rounding_is_honest(operation, passes, fails):
    checks.close(rounded(passes), 1.0, operation=operation)
    message(rounded(fails), 1.0, operation=operation)


def test_the_tolerance_follows_the_coarser_dtype():
    checks.close(jnp.float32(1.0001), np.float64(1.0))
    checks.close(np.float64(1.0001), jnp.float32(1.0))
    message(np.float64(1.0001), np.float64(1.0))
    checks.close(np.float64(1 + 1e-9), 1.0)


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float8_e4m3fn", "float8_e5m2"])
def test_a_coarse_dtype_that_nobody_asked_for_buys_no_tolerance(dtype):
    coarse = jnp.asarray(1.01).astype(dtype) + jnp.asarray(0.01).astype(dtype)
    assert "expected 1.02" in message(coarse, 1.02)
    checks.close(coarse, 1.02, dtype=dtype)
    checks.close(coarse, jnp.asarray(1.02).astype(dtype))


def test_a_python_float_may_have_been_a_float32_unless_64_bits_are_enabled():
    checks.close(float(jnp.float32(1.1)), 1.1)
    with internals.enable_x64():
        message(float(jnp.float32(1.1)), 1.1)


def test_tolerances_that_are_given_are_taken():
    checks.close(jnp.array([101.0, 0.5]), [100.0, 0.0], rtol=0.02, atol=0.5)
    message(jnp.array([101.0, 0.5]), [100.0, 0.0], rtol=0.02, atol=0.1)
    checks.close(7, 8, atol=1)
    message(jnp.float32(1.0000001), 1.0, rtol=0, atol=0)


@pytest.mark.parametrize(
    ("got", "dtype", "found"),
    [
        (jnp.ones(2), "float16", "float32"),
        (np.ones(2), jnp.float32, "float64"),
        (1, float, "int32"),
        (jnp.array([1, 1]), bool, "int32"),
        ({"a": jnp.ones(2), "b": jnp.array([1, 1])}, "float32", "int32"),
    ],
)
def test_a_promised_dtype_is_checked(got, dtype, found):
    expected = {"a": [1, 1], "b": [1, 1]} if isinstance(got, dict) else np.ones(np.shape(got))
    assert f"has dtype {found}; expected" in message(got, expected, dtype=dtype)


@pytest.mark.parametrize("got", [jnp.ones(2), np.ones(2, np.float32)])
def test_the_promised_dtype_passes(got):
    checks.close(got, [1, 1], dtype="float32")
    checks.close(1.0, 1, dtype=jnp.float32)


@pytest.mark.parametrize(
    ("expected", "options"),
    [
        (1.0, {"operation": "exactly"}),
        (1.0, {"rtol": -1.0}),
        (1.0, {"rtol": float("nan")}),
        (1.0, {"atol": "small"}),
        (1.0, {"dtype": "float31"}),
        (1.0, {"rtoll": 1.0}),
        ([[1.0, 2.0], [3.0]], {}),
        (object(), {}),
        (np.array([None]), {}),
    ],
)
def test_bad_use_is_the_author_s_fault(expected, options):
    with pytest.raises(AuthorError):
        checks.close(1.0, expected, **options)


def test_success_and_call_are_the_author_s_words(capsys):
    checks.close(2.0, 2.0, call="double(1)", success="{call} doubles {x}")
    checks.close(2.0, 2.0, success="")
    assert capsys.readouterr().out == "✓ double(1) doubles {x}\n"
