"""Values as text: what goes in comes out, and nothing else gets in."""

import contextlib
import json
from collections import OrderedDict, namedtuple

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder.checks.internals import JaxArray
from autograder.judge import wire


Point = namedtuple("Point", ["x", "y"])
VALUES = {
    "None": None,
    "truth": True,
    "integer": -(2**70),
    "float": 0.1,
    "infinity": float("inf"),
    "complex": 1.5 - 2j,
    "text": "naïve <b>",
    "list": [1, [2.0, "a"]],
    "tuple": (1, (2,)),
    "dict": {"a": 1, 2: (3.0, None), (0, "b"): []},
    "ordered": OrderedDict([("z", 1), ("a", 2)]),
    "empty": [(), {}, []],
}
ARRAYS = {
    "float32": jnp.arange(6.0).reshape(2, 3),
    "scalar": jnp.float32(2.5),
    "bfloat16": jnp.ones(3, jnp.bfloat16),
    "integers": jnp.arange(4),
    "truths": jnp.array([True, False]),
    "complex64": jnp.array([1 + 2j]),
    "nothing": jnp.zeros((0, 3)),
    "NaN": jnp.array([jnp.nan, jnp.inf]),
    "NumPy": np.arange(3.0),
    "NumPy, turned": np.arange(6.0).reshape(2, 3).T,
    "NumPy's scalar": np.float64(0.1),
    "NumPy's int8": np.int8(-3),
}


def sent(value):
    return wire.read(wire.parse(json.dumps(wire.write(value))))


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_values_come_back_as_they_were(value):
    back = sent(value)
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize("value", ARRAYS.values(), ids=ARRAYS)
def test_arrays_come_back_as_they_were(value):
    back = sent(value)
    assert type(back) is type(value)
    assert back.dtype == value.dtype
    assert back.shape == value.shape
    np.testing.assert_array_equal(np.asarray(back), np.asarray(value))


def test_64_bits_survive_where_they_are_switched_off():
    with wire.enable_x64(True):
        value = jnp.float64(0.1)
    assert type(sent(value)) is JaxArray
    assert sent(value).dtype == np.float64


@pytest.mark.parametrize("key", [jax.random.key(3), jax.random.split(jax.random.key(3), (2, 2))])
def test_keys_come_back_as_keys(key):
    assert (jax.random.key_data(sent(key)) == jax.random.key_data(key)).all()
    assert sent(jax.random.key(0, impl="rbg")).dtype == jax.random.key(0, impl="rbg").dtype


def test_a_named_tuple_keeps_its_names():
    back = sent(Point(1.0, jnp.ones(2)))
    assert (type(back).__name__, back._fields, back.x) == ("Point", ("x", "y"), 1.0)


class Tricky(np.ndarray):
    def __array__(self, *_, **__):
        raise AssertionError("asked")


OTHERS = {
    "object": object(),
    "function": print,
    "subclass of float": type("Real", (float,), {})(1.0),
    "subclass of an array": np.zeros(3).view(Tricky),
    "generator": (x for x in ()),
    "array of objects": np.array([object()]),
    "text in an array": np.array(["a"]),
}


@pytest.mark.parametrize("value", OTHERS.values(), ids=OTHERS)
def test_what_is_no_value_is_named_not_sent(value):
    assert isinstance(sent([value])[0], wire.Opaque)
    assert type(sent(value)).__name__ == type(value).__name__


def test_what_is_too_large_is_not_written():
    tree = [1]
    tree.append(tree)
    for value in (np.broadcast_to(1.0, (10**6, 10**6)), [0] * 300_000, tree):
        with pytest.raises(wire.TooLarge):
            wire.write(value)


F = {"array": "jax", "dtype": "float32", "shape": [1], "data": "AACAPw=="}
HOSTILE = {
    "a number by itself": 7,
    "a list": [1],
    "an empty dict": {},
    "an integer that is none": {"int": "print()"},
    "a float that is a list": {"float": [1]},
    "a shape that does not fit": F | {"shape": [2]},
    "a negative shape": F | {"shape": [-1]},
    "a huge shape": F | {"shape": [10**18]},
    "a shape of truths": F | {"shape": [True]},
    "objects": F | {"dtype": "object"},
    "no base64": F | {"data": "****"},
    "a truth of 7": F | {"dtype": "bool", "data": "Bw=="},
    "a private name": {"named": "__class__", "fields": [], "parts": []},
    "a keyword": {"named": "X", "fields": ["class"], "parts": [None]},
    "too few parts": {"named": "X", "fields": ["a"], "parts": []},
    "an unknown generator": {"key": "mine", "data": F},
    "keys of another shape": {"key": "rbg", "data": F},
    "an unhashable key": {"dict": [[{"list": []}, 1]]},
    "pairs that are none": {"dict": [1]},
}


@pytest.mark.parametrize("node", HOSTILE.values(), ids=HOSTILE)
def test_what_is_malformed_is_refused(node):
    with pytest.raises(wire.Refused):
        wire.read(node)


@pytest.mark.parametrize("node", [{"pickle": "gASV"}, {"read": 1}, {"_list": []}, {"entries": 3}])
def test_unknown_kinds_are_opaque_or_refused(node):
    with contextlib.suppress(wire.Refused):
        assert isinstance(wire.read(node), wire.Opaque)


def test_depth_is_bounded():
    node = None
    for _ in range(100):
        node = {"list": [node]}
    with pytest.raises(wire.Refused):
        wire.read(node)
    with pytest.raises(wire.Refused):
        wire.parse("[" * 100_000)
