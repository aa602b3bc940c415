"""What a value is now, so that it can be compared with what it is later."""

import array
import hashlib
import itertools
import random
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress, repeat
from operator import is_not
from types import FunctionType, GeneratorType, ModuleType
from typing import Any

import jax
import numpy as np

from autograder.checks.internals import JaxArray, KeyArray, Literals, Tracer, untyped
from autograder.checks.outcome import fail
from autograder.checks.translate import is_any, name_of


DEEPEST = 50
LARGEST = 100_000
LONGEST_ROW = 1000
PLAIN = (bool, int, float, complex, str, bytes, type(None))
TRACER = "tracer"
DELETED = "deleted"

# Built-in objects that change as they are used: what tells their state.
_STATES: dict[type, Callable[[Any], Any]] = {
    bytearray: bytes,
    deque: list,
    array.array: list,
    itertools.count: repr,
    random.Random: random.Random.getstate,
    np.random.Generator: lambda generator: generator.bit_generator.state,
    np.random.RandomState: lambda generator: generator.get_state(legacy=False),
    GeneratorType: lambda generator: (
        generator.gi_frame and [generator.gi_frame.f_lasti, dict(generator.gi_frame.f_locals)]
    ),
} | {type(iter(kind)): lambda it: it.__reduce__()[1:] for kind in ([], (), range(0))}


def of(value: Any, identity: bool = True) -> dict[str, Any]:
    """Every part of a value, by its place: arrays by their bytes, objects by their attributes.

    Args:
        identity: whether an object, apart from its attributes, is the same object only as itself;
            otherwise any of its class will do.
    """
    visit = _Visit(identity)
    visit.value(value, "", frozenset())
    return visit.found


def difference(before: dict, after: dict) -> Any:
    """Where two snapshots differ first, as in `['b'][2]`, "" for the whole; None if nowhere."""
    for place in [*before, *after]:
        if place not in before or place not in after or before[place] != after[place]:
            return place
    return None


def must_be_same(before: Sequence[dict], args: Sequence, call: str) -> None:
    """Arguments must be what their snapshots say that they were.

    Raises:
        CheckFailed: one is not.
    """
    for position, (old, arg) in enumerate(zip(before, args, strict=True), start=1):
        new = of(arg)
        place = difference(old, new)
        if place is None:
            continue
        which = "its input" if len(args) == 1 else f"argument {position}"
        where = f", at {place}" if place else ""
        if new.get(place) == (DELETED,):
            fail(
                f"{call} deleted {which}{where}: its memory was given to the result.",
                "Leave out donate_argnums.",
            )
        kind = old.get(place, new.get(place))[0]
        hint = "Return a new array: with JAX, x.at[i].set(v) or jnp.where."
        if kind != "array":
            hint = "Build a new one from it, such as [*x, value] or {**x, 'key': value}."
        fail(f"{call} changed {which} in place{where}.", hint)


@dataclass
class _Visit:
    """A walk through a value. No method of a student's class is called on the way."""

    identity: bool
    found: dict[str, Any] = field(default_factory=dict)

    def value(self, value: Any, place: str, above: frozenset[int]) -> None:
        kind = type(value)
        if is_any(kind, PLAIN):
            self.found[place] = _plain(value)
            return
        if len(above) > DEEPEST or len(self.found) > LARGEST or id(value) in above:
            self.found[place] = ("...",)
            return
        above = above | {id(value)}
        if issubclass(kind, Tracer):
            self.found[place] = (TRACER, id(value))
        elif issubclass(kind, JaxArray | KeyArray) and value.is_deleted():
            self.found[place] = (DELETED,)
        elif issubclass(kind, KeyArray):
            self.value(jax.random.key_data(value), place, above)
        elif kind is JaxArray or kind in Literals or issubclass(kind, np.ndarray | np.generic):
            self.array(value, place, above)
        elif issubclass(kind, dict | list | tuple | set | frozenset):
            self.container(value, place, above)
        elif is_any(kind, _STATES):
            self.found[place] = self.name(value)
            self.value(_STATES[kind](value), f"{place} (its state)", above)
        else:
            self.object(value, place, above)

    def array(self, value: Any, place: str, above: frozenset[int]) -> None:
        data = np.asarray(untyped(value))
        self.found[place] = ("array", str(data.dtype), data.shape, _digest(data))
        if issubclass(type(value), np.ma.MaskedArray):
            self.value(np.ma.getmaskarray(value), f"{place}.mask", above)
        if data.dtype.hasobject and data.size <= LARGEST:
            self.entries(enumerate(data.ravel().tolist()), place, above)

    def container(self, value: Any, place: str, above: frozenset[int]) -> None:
        kind = type(value)
        if issubclass(kind, dict):
            self.found[place] = ("dict", [_label(key) for key in dict.keys(value)])
            pairs = ((_label(key), entry) for key, entry in dict.items(value))
            self.entries(pairs, place, above)
            return
        base = next(b for b in (list, tuple, set, frozenset) if issubclass(kind, b))
        entries = list(base.__iter__(value))
        if base in (set, frozenset):
            self.found[place] = (name_of(kind), sorted(map(_label, entries)))
        elif len(entries) > LONGEST_ROW and _all_plain(entries):
            self.found[place] = (name_of(kind), _row(entries))
        else:
            self.found[place] = (name_of(kind), len(entries))
            self.entries(enumerate(entries), place, above)

    def entries(self, pairs: Iterable[tuple], place: str, above: frozenset[int]) -> None:
        for label, entry in pairs:
            self.value(entry, f"{place}[{label}]", above)

    def object(self, value: Any, place: str, above: frozenset[int]) -> None:
        self.found[place] = self.name(value)
        if issubclass(type(value), type | ModuleType | FunctionType):
            return
        for name, entry in attributes_of(value).items():
            if name == "__wrapped__":
                continue
            if callable(entry):
                self.found[f"{place}.{name}"] = self.name(entry)
            else:
                self.value(entry, f"{place}.{name}", above)

    def name(self, value: Any) -> tuple:
        return ("object", name_of(type(value)), id(value) if self.identity else 0)


def attributes_of(value: Any) -> dict[str, Any]:
    """An object's own attributes, in its dictionary and in slots."""
    found = {}
    for name in ["__dict__", *_slots(type(value))]:
        try:
            found[name] = object.__getattribute__(value, name)
        except Exception:
            continue
    own = found.pop("__dict__", None)
    return found | (dict(own) if type(own) is dict else {})


def _slots(kind: type) -> list[str]:
    found: list[str] = []
    for each in type.mro(kind):
        names = vars(each).get("__slots__", ())
        names = (names,) if isinstance(names, str) else tuple(names)
        private = f"_{name_of(each).lstrip('_')}"
        found += [
            private + name if name.startswith("__") and not name.endswith("__") else name
            for name in names
            if name not in ("__dict__", "__weakref__")
        ]
    return found


def _plain(value: Any) -> tuple:
    kind = type(value)
    return (kind.__name__, repr(value) if kind in (float, complex) else value)


def _all_plain(entries: list) -> bool:
    """Whether the types of all entries are in `PLAIN`.

    They are told apart by neither `==`, which a metaclass may define, nor `id`, which is slow while
    Python's audit hooks watch.
    """
    left = list(map(type, entries))
    while left and is_any(left[0], PLAIN):
        left = list(compress(left, map(is_not, left, repeat(left[0]))))
    return not left


def _row(entries: list) -> Any:
    """Many plain values in short."""
    try:
        return hashlib.blake2b(repr(entries).encode("utf-8", "surrogatepass")).digest()
    except ValueError:  # an integer too long to print
        return [_plain(entry) for entry in entries]


def _label(key: Any) -> str:
    if is_any(type(key), PLAIN):
        return repr(key) if type(key) is not int or abs(key) < 2**64 else str(hash(key))
    if type(key) is tuple:
        return f"({', '.join(map(_label, key))})"
    return f"<{name_of(type(key))} {id(key)}>"


def _digest(data: np.ndarray) -> bytes:
    """The bytes in short; of what broadcasting repeats, once."""
    if data.dtype.hasobject:
        return b""
    once = data[tuple(slice(0, 1) if step == 0 else slice(None) for step in data.strides)]
    return hashlib.blake2b(once.tobytes()).digest()
