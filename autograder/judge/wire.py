"""Values as text that can carry no code: numbers, arrays, random keys, and trees of them.

What is no such value is named, not sent. Text is checked as it is read: sizes, shapes, dtypes.
"""

import base64
import json
import keyword
import math
from collections import OrderedDict, defaultdict, namedtuple
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import ml_dtypes
import numpy as np

from autograder.checks.internals import JaxArray, KeyArray, Tracer, enable_x64, untyped


DEEPEST = 60
MOST_BYTES = 256 * 2**20
MOST_ENTRIES = 200_000
LONGEST_NAME = 80
KEYS = frozenset({"threefry2x32", "rbg", "unsafe_rbg"})
DTYPES = {
    name: np.dtype(getattr(ml_dtypes, name, name))
    for name in (
        *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
        *("float16", "bfloat16", "float32", "float64", "complex64", "complex128"),
    )
}
NUMPY_SCALARS = tuple(dtype.type for dtype in DTYPES.values())


class Refused(Exception):
    """Text that holds no value of this format; the message says why."""


class Opaque:
    """Stands for a value that cannot be sent: only the name of its type is known."""

    def __init__(self, kind: str):
        self.__class__ = type(kind if kind.isidentifier() else "object", (Opaque,), {})


class TooLarge(Exception):
    """A value of more bytes than are sent."""


def write(value: Any, other: Callable[[Any], Any] | None = None) -> Any:
    """A value as what JSON can hold.

    Args:
        value: a tree of numbers, strings, arrays, random keys.
        other: what to write for anything else; by default, the name of its type.

    Raises:
        TooLarge: it holds more than 256 MiB, 200,000 entries or 60 levels.
    """
    return _Writer(other).write(value, 0)


def read(node: Any, other: Callable[[dict], Any] | None = None) -> Any:
    """The value that `write` wrote; JAX arrays come back as JAX arrays, NumPy's as NumPy's.

    Args:
        node: parsed JSON, from a source that may be hostile.
        other: reads what `other` wrote; by default it becomes an `Opaque`.

    Raises:
        Refused: it is nothing that `write` writes.
    """
    return _Reader(other).read(node, 0)


def parse(text: str) -> Any:
    """JSON from a source that may be hostile.

    Raises:
        Refused: it is too long, too deep, or no JSON.
    """
    if len(text) > 2 * MOST_BYTES:
        raise Refused(f"{len(text):,} characters are too many")
    try:
        return json.loads(text)
    except (ValueError, RecursionError, MemoryError):
        raise Refused("it is not JSON") from None


class _Writer:
    def __init__(self, other: Callable[[Any], Any] | None):
        self.other, self.bytes, self.entries = other, 0, 0

    def write(self, value: Any, depth: int) -> Any:
        self._count(depth)
        value = untyped(value)
        kind = type(value)
        if value is None or kind in (bool, str):
            self.bytes += len(value) if kind is str else 0
            return value
        if kind is int:
            return {"int": hex(value)}
        if kind is float:
            return {"float": value.hex()}
        if kind is complex:
            return {"complex": [value.real.hex(), value.imag.hex()]}
        if kind is JaxArray and not value.is_deleted():
            return self._array(np.asarray(value), "jax")
        if kind is np.ndarray and value.dtype in DTYPES.values():
            return self._array(value, "numpy")
        if kind in NUMPY_SCALARS:
            return self._array(np.asarray(value), "scalar")
        if issubclass(kind, KeyArray) and not issubclass(kind, Tracer):
            data = self._array(np.asarray(jax.random.key_data(value)), "jax")
            return {"key": str(jax.random.key_impl(value)), "data": data}
        if kind in (list, tuple):
            return {kind.__name__: [self.write(part, depth + 1) for part in value]}
        if kind in (dict, OrderedDict, defaultdict):
            name = "ordered" if kind is OrderedDict else "dict"
            pairs = dict.items(value)
            return {name: [[self.write(k, depth + 1), self.write(v, depth + 1)] for k, v in pairs]}
        if _is_named_tuple(kind):
            parts = [self.write(part, depth + 1) for part in tuple.__iter__(value)]
            return {"named": kind.__name__, "fields": list(kind._fields), "parts": parts}
        return self.other(value) if self.other else {"opaque": kind.__name__[:LONGEST_NAME]}

    def _array(self, values: np.ndarray, kind: str) -> dict:
        self.bytes += values.nbytes
        self._count(0)
        data = base64.b64encode(np.ascontiguousarray(values).tobytes()).decode()
        return {"array": kind, "dtype": values.dtype.name, "shape": values.shape, "data": data}

    def _count(self, depth: int) -> None:
        self.entries += 1
        if depth > DEEPEST:
            raise TooLarge(f"a tree of more than {DEEPEST} levels")
        if self.entries > MOST_ENTRIES:
            raise TooLarge(f"a tree of more than {MOST_ENTRIES:,} entries")
        if self.bytes > MOST_BYTES:
            raise TooLarge(f"more than {MOST_BYTES // 2**20} MiB")


class _Reader:
    def __init__(self, other: Callable[[dict], Any] | None):
        self.other, self.entries = other, 0

    def read(self, node: Any, depth: int) -> Any:
        self.entries += 1
        if depth > DEEPEST or self.entries > MOST_ENTRIES:
            raise Refused("the tree is too large")
        if node is None or type(node) in (bool, str):
            return node
        if type(node) is not dict or not node:
            raise Refused(f"a {type(node).__name__} stands where a value should")
        name = next(iter(node))
        try:
            known = getattr(self, f"_{name}", None) if name in READABLE else None
            if known is None:
                return self.other(node) if self.other else Opaque(_name(node.get("opaque")))
            return known(node, depth)
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise Refused(f"a malformed {name}: {error}") from None

    def _int(self, node: dict, _: int) -> int:
        return int(node["int"], 16)

    def _float(self, node: dict, _: int) -> float:
        return float.fromhex(node["float"])

    def _complex(self, node: dict, _: int) -> complex:
        return complex(*map(float.fromhex, node["complex"]))

    def _array(self, node: dict, _: int) -> Any:
        values = self._numbers(node)
        if node["array"] == "jax":
            with enable_x64(values.dtype.itemsize >= 8):
                return jnp.asarray(values)
        return values[()] if node["array"] == "scalar" else values

    def _numbers(self, node: dict) -> np.ndarray:
        dtype, shape = DTYPES[node["dtype"]], tuple(node["shape"])
        if not all(type(n) is int and n >= 0 for n in shape) or len(shape) > 32:
            raise ValueError("no shape")
        data = base64.b64decode(node["data"], validate=True)
        if len(data) != math.prod(shape) * dtype.itemsize:
            raise ValueError("shape and data do not fit")
        if dtype.kind == "b" and max(data, default=0) > 1:
            raise ValueError("no truth value")
        return np.frombuffer(data, dtype).reshape(shape).copy()

    def _key(self, node: dict, depth: int) -> Any:
        if node["key"] not in KEYS:
            raise ValueError("unknown generator")
        return jax.random.wrap_key_data(jnp.asarray(self._numbers(node["data"])), impl=node["key"])

    def _list(self, node: dict, depth: int) -> list:
        return [self.read(part, depth + 1) for part in node["list"]]

    def _tuple(self, node: dict, depth: int) -> tuple:
        return tuple(self.read(part, depth + 1) for part in node["tuple"])

    def _dict(self, node: dict, depth: int) -> dict:
        pairs = next(iter(node.values()))
        return {self.read(k, depth + 1): self.read(v, depth + 1) for k, v in pairs}

    def _ordered(self, node: dict, depth: int) -> OrderedDict:
        return OrderedDict(self._dict(node, depth))

    def _named(self, node: dict, depth: int) -> tuple:
        kind = namedtuple(_name(node["named"]), [_name(field) for field in node["fields"]])
        return kind(*(self.read(part, depth + 1) for part in node["parts"]))


READABLE = frozenset({"int", "float", "complex", "array", "key", "list", "tuple"}) | frozenset(
    {"dict", "ordered", "named"}
)


def _is_named_tuple(kind: type) -> bool:
    fields = getattr(kind, "_fields", None)
    return kind.__bases__ == (tuple,) and type(fields) is tuple and len(fields) < 200


def _name(text: Any) -> str:
    if type(text) is not str or not text.isidentifier() or keyword.iskeyword(text):
        raise ValueError("no name")
    if len(text) > LONGEST_NAME or text.startswith("_"):
        raise ValueError("no name")
    return text
