"""Every use of a random key during a call.

A function that JAX can trace is followed through its program (`key_trace`). One that cannot be
traced, because Python asks for values, is called with keys of a generator of our own, made with
`jax.extend.random`, which draws what JAX's default generator draws and writes down the bits of
each key that it is given.
"""

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import jax
import numpy as np
from jax.extend.random import define_prng_impl

from autograder.checks import inputs, internals
from autograder.checks.internals import KeyArray, Spot, Tracer
from autograder.checks.key_trace import Trace


DEFAULT = "threefry2x32"
LONGEST, SCAN = 500, 20
UNSIGNED = {8: "uint8", 16: "uint16", 32: "uint32", 64: "uint64"}


@dataclass
class Use:
    """A key's bits, what was done with it ("draw" or "split"), and where.

    `site` is the place in the program, `call` the call of a function of `jax.random` there, and
    `inside` the place within that function. `shared` marks a draw under `vmap` from a key that is
    the same for several of the elements; `masked` one in a `while_loop` under `vmap`, whose steps
    are repeated for elements that are done.
    """

    key: bytes
    kind: str
    site: int
    line: str = ""
    shared: bool = False
    masked: bool = False
    call: Any = None
    inside: tuple = ()


class NotFollowed(Exception):
    """The function can neither be traced nor be given keys that tell."""


def of(function: Callable, args: tuple) -> list[Use]:
    """The uses of keys during `function(*args)`, in the order of the program.

    Raises:
        NotFollowed: the function cannot be traced, and works with JAX's own keys only.
        Exception: whatever the function raises.
    """
    for way in (_traced, _told, _told_compiled):
        try:
            return way(function, inputs.fresh(args))
        except Exception:
            continue
    function(*inputs.fresh(args))
    raise NotFollowed


def is_key(leaf: Any) -> bool:
    """Whether a leaf holds random keys, typed or raw (pairs of unsigned integers)."""
    if issubclass(type(leaf), KeyArray):
        return True
    raw = type(leaf) is np.ndarray or isinstance(leaf, jax.Array)
    return raw and leaf.dtype == np.uint32 and leaf.shape[-1:] == (2,)


def typed(leaf: Any) -> Any:
    """A raw key as a typed one; anything else as it is."""
    if not is_key(leaf) or issubclass(type(leaf), KeyArray):
        return leaf
    return jax.random.wrap_key_data(leaf, impl=DEFAULT)


def _traced(function: Callable, args: tuple) -> list[Use]:
    leaves, structure = jax.tree.flatten(args)
    places = [i for i, leaf in enumerate(leaves) if is_key(leaf)]

    def call(*keys: Any) -> None:
        given = list(leaves)
        for place, key in zip(places, keys, strict=True):
            given[place] = key
        function(*jax.tree.unflatten(structure, given))

    trace = Trace(call, [leaves[place] for place in places])
    trace.run()
    uses: list[Use] = []
    for number, bits, live in sorted(trace.reports, key=lambda report: report[0]):
        uses += _uses(number, trace.sites[number], bits, live)
    return uses


def _uses(number: int, site: Any, bits: np.ndarray, live: np.ndarray) -> list[Use]:
    """What a report says, key by key; keys that stand there several times are shared."""
    shape = bits.shape[:-1]
    counted = np.broadcast_to(live.reshape(live.shape + (1,) * (len(shape) - live.ndim)), shape)
    keys = [row.tobytes() for row in bits.reshape(-1, bits.shape[-1])[counted.ravel()]]
    several = len(set(keys)) < len(keys) and site.kind == "draw"
    shared = site.shared or several
    where = (site.kind, number, site.line, shared, False, site.call, site.inside)
    return [Use(key, *where) for key in dict.fromkeys(keys)]


class _TooLong(Exception):
    pass


@dataclass
class _Record:
    longest: float
    uses: list[Use] = field(default_factory=list)
    sites: int = 0
    effort: int = 0


_records: list[_Record] = []


def _told(function: Callable, args: tuple) -> list[Use]:
    """The uses that keys of our own tell of, without compilation, so that the lines are known.

    Loops of JAX's are slow then, `scan` most of all: after many uses it is given up.
    """
    with jax.disable_jit():
        return _recorded(function, args, LONGEST)


def _told_compiled(function: Callable, args: tuple) -> list[Use]:
    return _recorded(function, args)


def _recorded(function: Callable, args: tuple, longest: float = math.inf) -> list[Use]:
    record = _Record(longest)
    _records.append(record)
    try:
        result = function(*jax.tree.map(_telling, args))
        jax.block_until_ready([x for x in jax.tree.leaves(result) if hasattr(x, "dtype")])
        jax.effects_barrier()
    finally:
        _records.remove(record)
    return _without_inner_uses(record.uses)


def _without_inner_uses(uses: list[Use]) -> list[Use]:
    """A sampler uses the key that it is given once, whatever it does inside."""
    first: dict[int, int] = {}
    return [u for u in uses if u.call is None or first.setdefault(id(u.call), u.site) == u.site]


def _telling(leaf: Any) -> Any:
    if not is_key(leaf):
        return leaf
    return jax.random.wrap_key_data(jax.random.key_data(typed(leaf)), impl=_TELLING)


def _ordinary(data: Any) -> jax.Array:
    return jax.random.wrap_key_data(data, impl=DEFAULT)


def _seed(seed: Any) -> jax.Array:
    return jax.random.key_data(jax.random.key(seed, impl=DEFAULT))


def _split(data: Any, shape: tuple) -> jax.Array:
    _note("split", data)
    with jax.disable_jit(False):
        return jax.random.key_data(jax.random.split(_ordinary(data), shape))


def _fold_in(data: Any, number: Any) -> jax.Array:
    with jax.disable_jit(False):
        return jax.random.key_data(jax.random.fold_in(_ordinary(data), number))


def _random_bits(data: Any, width: int, shape: tuple) -> jax.Array:
    _note("draw", data)
    with jax.disable_jit(False):
        return jax.random.bits(_ordinary(data), shape, dtype=UNSIGNED[width])


_TELLING = define_prng_impl(
    key_shape=(2,),
    seed=_seed,
    split=_split,
    random_bits=_random_bits,
    fold_in=_fold_in,
    name="telling",
    tag="tell",
)


def _note(kind: str, data: Any) -> None:
    """Write down a use: now if the key is known, else when the compiled code gets there."""
    if not _records:
        return
    record, traced = _records[-1], isinstance(data, Tracer)
    spots, about = _surroundings(kind)
    in_scan = internals.is_inside(spots, "scan")
    record.sites += 1
    record.effort += SCAN if in_scan else 1
    if record.effort > record.longest:
        raise _TooLong
    if record.longest == math.inf and not in_scan:
        about["line"] = ""  # what is compiled once may be called again on another line
    about["site"] = record.sites
    if traced:
        about["shared"] = False

    def write(bits: Any) -> None:
        if _records:
            _records[-1].uses.append(Use(np.asarray(bits).tobytes(), **about))

    if traced:
        jax.debug.callback(write, data)
    else:
        write(data)


def _surroundings(kind: str) -> tuple[list[Spot], dict[str, Any]]:
    """The stack, and what it says of a use."""
    frames: list[FrameType] = []
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and frame.f_code is not _recorded.__code__:
        frames.insert(0, frame)
        frame = frame.f_back
    spots = [Spot(f.f_code.co_filename, f.f_code.co_name, f.f_lineno, f.f_lasti) for f in frames]
    place = internals.sampler(spots)
    kind = kind if place is None else "draw"
    mapped = internals.count_maps(spots) > 0
    return spots, {
        "kind": kind,
        "line": internals.author_line(spots),
        "call": None if place is None else frames[place],
        "inside": () if place is None else tuple(spots[place:]),
        "shared": mapped and kind == "draw",
        "masked": mapped and internals.is_inside(spots, "while_loop"),
    }
