"""`array` reads numbers and `parts` unpacks tuples, from values that are what they seem."""

import enum
from collections import namedtuple

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import CheckFailed


Estimate = namedtuple("Estimate", "price error")


class Level(enum.IntEnum):
    LOW = 1


class Pair(tuple):
    """A tuple that says that it has three entries."""

    def __len__(self):
        return 3

    def __iter__(self):
        return iter((7, 8, 9))


class Half(float):
    """A float that is not the number it was made of."""

    def __float__(self):
        return 0.5


def message(check, *args, **options):
    with pytest.raises(CheckFailed) as failure:
        check(*args, call="f(1)", **options)
    assert str(failure.value).startswith("f(1)")
    return str(failure.value)


def leaked():
    kept = []
    jax.jit(lambda x: kept.append(x) or x)(1.0)
    return kept[0]


def donated():
    x = jnp.ones(3)
    jax.jit(lambda x: x + 1, donate_argnums=0)(x)
    return x


@pytest.mark.parametrize(
    ("got", "numbers"),
    [
        (2.0, 2.0),
        (3, 3),
        (True, True),
        (1j, 1j),
        (np.float32(2.0), 2.0),
        (np.int8(2), 2),
        (jnp.float32(2.0), 2.0),
        (jnp.bfloat16(2.0), 2.0),
        (jnp.arange(3), [0, 1, 2]),
        (np.ones((2, 0)), np.ones((2, 0))),
        (np.broadcast_to(1.0, (10**6, 10**6))[:2, :2], [[1, 1], [1, 1]]),
        (jax.jit(jnp.cumsum)(jnp.ones(3)), [1, 2, 3]),
        (jax.vmap(jnp.sum)(jnp.ones((2, 3))), [3, 3]),
        (jax.random.key_data(jax.random.key(0)), [0, 0]),
    ],
)
def test_array_gives_the_numbers(got, numbers):
    found = checks.array(got, "f(1)")
    assert type(found) is np.ndarray
    assert np.array_equal(found.astype(complex), numbers)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: None, "is None.\nHint: Does the function return its result?"),
        (lambda: "2.0", "is a str; expected an array of numbers."),
        (lambda: [1.0, 2.0], "is a list; expected an array of numbers.\nHint: jnp.array(...)"),
        (lambda: (1.0,), "is a tuple"),
        (lambda: {"a": 1.0}, "is a dict"),
        (lambda: print, "f(x), not f"),
        (lambda: (x for x in [1.0]), "is a generator"),
        (lambda: jax.random.key(0), "is a random key; expected numbers"),
        (leaked, "is a tracer"),
        (donated, "has been deleted: its memory was given to another result"),
        (lambda: jax.ShapeDtypeStruct((3,), "float32"), "is a ShapeDtypeStruct"),
        (lambda: np.array([1.0, None]), "has dtype object"),
        (lambda: np.array(["a"]), "expected numbers"),
        (lambda: np.ma.array([1.0]), "is a MaskedArray"),
        (lambda: np.array([1.0]).view(np.recarray), "is a recarray"),
        (lambda: Level.LOW, "is a Level"),
        (lambda: Half(2.0), "is a Half"),
        (lambda: 2**64, "is an integer of 65 bits"),
        (lambda: jax.grad(lambda n: 1.0 * n, allow_int=True)(3), "f(1) has dtype [('float0'"),
    ],
)
def test_array_refuses_what_holds_no_numbers(make, told):
    assert told in message(checks.array, make())


@pytest.mark.parametrize(
    "got",
    [
        (1.0, 2.0),
        [1.0, 2.0],
        Estimate(1.0, 2.0),
        Pair((1.0, 2.0)),
        (jnp.float32(1.0), np.float32(2.0)),
        tuple(jnp.array([1.0, 2.0])),
        jax.jit(lambda x: (x, 2 * x))(1.0),
        jax.value_and_grad(lambda x: x**2)(1.0),
        jax.lax.scan(lambda c, x: (2 * c, c), 1.0, length=1)[0:1] + (2.0,),
    ],
)
def test_parts_unpacks_tuples_and_lists(got):
    first, second = checks.parts(got, ("price", "error"))
    assert (float(first), float(second)) in [(1.0, 2.0), (2.0, 2.0)]


def test_parts_of_nothing():
    assert checks.parts((), ()) == ()


@pytest.mark.parametrize(
    ("got", "told"),
    [
        (jnp.ones(()), "is a scalar; expected a tuple (price, error)."),
        (jnp.ones(2), "is an array of shape (2,); expected a tuple (price, error)."),
        (1.0, "is a float; expected"),
        ((1.0,), "is a tuple of 1; expected"),
        ((1.0, 2.0, 3.0), "is a tuple of 3; expected"),
        ([], "is a list of 0; expected"),
        (None, "is None; expected a tuple (price, error).\nHint: Does the function return"),
        ({"price": 1.0, "error": 2.0}, "is a dict; expected"),
        ("ab", "is a str; expected"),
        ({1.0, 2.0}, "is a set; expected"),
        (zip([1.0], [2.0], strict=True), "is a zip; expected"),
        ((x for x in (1.0, 2.0)), "is a generator; expected"),
        (jax.random.split(jax.random.key(0)), "expected a tuple (price, error)."),
    ],
)
def test_parts_says_what_is_no_tuple(got, told):
    assert told in message(checks.parts, got, ("price", "error"))


def test_both_have_what_all_checks_have(capsys):
    assert "Hint: Halve it. Does" in message(checks.array, None, hint="Halve it.")
    assert "Read: https://" in message(checks.parts, None, ("price",))
    checks.array(1.0, "f(1)", success="a number: {call}")
    checks.parts((1.0,), ("price",), success="")
    assert capsys.readouterr().out == "✓ a number: f(1)\n"
