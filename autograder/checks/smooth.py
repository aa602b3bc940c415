"""Functions at a point, to be differentiated: by JAX in both modes, and by differences."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from autograder.checks import inputs
from autograder.checks.internals import compiled_quickly, enable_x64
from autograder.checks.outcome import fail
from autograder.checks.program import Program, as_array, take_apart


STEPS = [0.2 * 0.25**k for k in range(13)]
PRECISION = {"f16": 2.0**-10, "bf16": 2.0**-7, "f32": 2.0**-23, "f64": 2.0**-52}
MANY = 10  # more arrays than that are not all tried one by one


class Map:
    """A function of the arrays that move, the rest held fixed; results as one vector of reals.

    Attributes:
        leaves: the arrays that move, at the point.
        places: what a message calls each.
        modes: the modes in which the derivative can be taken.
    """

    modes: tuple[str, ...] = ("forward",)

    def __init__(self, flat: Callable, leaves: list, places: list[str], x64: bool, compiled: bool):
        self.leaves, self.places = leaves, places
        self._flat, self._x64, self._compiled = flat, x64, compiled
        self._kinds: list = []
        self._value = self._ready(lambda x: flat(*x))
        self._jvp = self._ready(lambda x, v: jax.jvp(flat, x, v)[1])
        self._vjp = self._ready(lambda x, w: jax.vjp(flat, *x)[1](w))
        self._at: np.ndarray | None = None

    def values(self, leaves: Sequence | None = None) -> np.ndarray:
        """The floating-point results, at the point or elsewhere."""
        if leaves is None and self._at is not None:
            return self._at
        with self._precision():
            results = self._value(self._given(self.leaves if leaves is None else leaves))
        if leaves is not None:
            return _vector(results)
        self._kinds = [jax.ShapeDtypeStruct(r.shape, r.dtype) for r in results]
        self._at = _vector(results)
        return self._at

    def jvp(self, step: Sequence) -> np.ndarray:
        """Forward-mode derivative of the results along a step of the leaves."""
        with self._precision():
            v = [np.asarray(s, x.dtype) for s, x in zip(step, self.leaves, strict=True)]
            return _vector(self._jvp(self._given(self.leaves), self._given(v)))

    def vjp(self, weights: np.ndarray) -> list[np.ndarray]:
        """Reverse-mode gradient of the weighted sum of the results, for each leaf."""
        cotangents, start = [], 0
        self.values()
        with self._precision():
            for kind in self._kinds:
                count = int(np.prod(kind.shape)) * (2 if _is_complex(kind) else 1)
                part = weights[start : start + count]
                start += count
                if _is_complex(kind):
                    part = np.conj(np.ascontiguousarray(part).view(np.complex128))
                cotangents.append(jnp.asarray(part.reshape(kind.shape), kind.dtype))
            found = self._vjp(self._given(self.leaves), cotangents)
        return [_wide(gradient) for gradient in found]

    def derivative(self, mode: str) -> "Map":
        """The derivative as a map of its own: the gradient of the sum of the results, or, in
        forward mode, their derivative along a step of 1 in each entry."""
        flat = self._flat

        def gradient(*leaves: Any) -> list:
            results, pull = jax.vjp(flat, *leaves)
            return list(pull([jnp.ones_like(r) for r in results]))

        def slope(*leaves: Any) -> list:
            return jax.jvp(flat, leaves, tuple(map(jnp.ones_like, leaves)))[1]

        chosen = gradient if mode == "reverse" else slope
        return Map(chosen, self.leaves, self.places, self._x64, self._compiled)

    @cached_property
    def precision(self) -> float:
        """The machine epsilon of the coarsest type that the values pass through."""
        if not self._compiled:
            known = {str(kind.dtype) for kind in self._kinds}
            return PRECISION["f32" if known - {"float64", "complex128"} else "f64"]
        with self._precision():
            text = str(jax.make_jaxpr(self._flat)(*map(jnp.asarray, self.leaves)))
        return max(e for name, e in PRECISION.items() if name == "f64" or f":{name}[" in text)

    def result_at(self, number: int) -> str:
        """What a message calls one number of the results; nothing if there is but one."""
        if self.values().size == 1:
            return ""
        for k, kind in enumerate(self._kinds, start=1):
            parts = 2 if _is_complex(kind) else 1
            count = int(np.prod(kind.shape)) * parts
            if number < count:
                place = [int(i) for i in np.unravel_index(number // parts, kind.shape)]
                part = f"the {('real', 'imaginary')[number % 2]} part of " if parts == 2 else ""
                entry = f"entry {place} of " if place else ""
                return f" of {part}{entry}" + (
                    "the result" if len(self._kinds) == 1 else f"part {k}"
                )
            number -= count
        raise IndexError(number)

    def tree(self, arg: Any, gradient: Sequence) -> Any:
        """The gradient in the structure of the argument; None for what does not move."""
        remaining = iter(gradient)
        return jax.tree.map(lambda leaf: next(remaining) if inputs.is_real(leaf) else None, arg)

    def _given(self, leaves: Sequence) -> tuple:
        return tuple(leaves) if self._compiled else tuple(map(jnp.asarray, leaves))

    def _ready(self, function: Callable) -> Callable:
        """The function, compiled when it is first called: quickly, for so few runs."""
        if not self._compiled:
            return function
        made: list[Callable] = []

        def run(*args: Any) -> Any:
            if not made:
                made.append(compiled_quickly(jax.jit(function).lower(*args)))
            return made[0](*args)

        return run

    def _precision(self) -> Any:
        return enable_x64(True) if self._x64 else nullcontext()


class _Lowered(Map):
    """A function of which there is only the program: forward mode is a program of its own."""

    modes = ("reverse",)

    def __init__(self, function: Any, args: tuple, wanted: tuple, static: Sequence, x64: bool):
        self._args, self._wanted = args, wanted
        self._lower = lambda way: Program.lower(
            function, *args, static=static, transform=way, x64=x64
        )
        self._program, self._forward = self._lower(""), None
        leaves, places = _moving(args, wanted)
        super().__init__(self._results, leaves, places, x64, True)

    def jvp(self, step: Sequence) -> np.ndarray:
        self._forward = self._forward or self._lower("jvp")
        steps = iter(step)
        given = [
            next(steps) if i in self._wanted else np.zeros(np.shape(leaf))
            for i, arg in enumerate(self._args)
            if not (callable(arg) or isinstance(arg, str))
            for leaf in floats(arg)
        ]
        found = self._forward.tangents(self._args, given)
        kinds = [r.dtype for r in self._program.results]
        pairs = zip(found, kinds, strict=True)
        return _vector([t for t, kind in pairs if jnp.issubdtype(kind, jnp.inexact)])

    def derivative(self, mode: str) -> Map:
        found = super().derivative("reverse")
        found.modes = ("reverse",)
        return found

    @cached_property
    def precision(self) -> float:
        return max(PRECISION.get(name, 0.0) for name in {*self._program.dtypes, "f64"})

    def _results(self, *leaves: Any) -> list:
        found = self._program.flat(*_moved(self._args, self._wanted, leaves))
        return [leaf for leaf in found if jnp.issubdtype(leaf.dtype, jnp.inexact)]


@dataclass
class Direction:
    """A step of the leaves: of one entry, or of all entries of one leaf, or of all.

    Attributes:
        place: what moves, for a message.
        step: for each leaf, how far each entry moves.
        length: what to divide a derivative along the step by, to be one for a unit of the entry.
    """

    place: str
    step: list[np.ndarray]
    length: float = 1.0

    def along(self, gradient: list[np.ndarray]) -> float:
        """The derivative along the step, from the gradient."""
        return float(sum(np.sum((g * v).real) for g, v in zip(gradient, self.step, strict=True)))


def of(
    function: Callable,
    args: tuple,
    wanted: tuple[int, ...],
    static: Sequence[int],
    precisions: Sequence[bool] = (True, False),
) -> Map:
    """The function at the point, with the floating-point leaves of the wanted arguments to move.

    In 64 bits and compiled, if that works; else run by Python, else in the inputs' own precision.

    Raises:
        Exception: what the function raises in its inputs' own precision, run by Python.
    """
    if isinstance(function, Program) or hasattr(type(function), "__lower__"):
        given = _widened(args, static) if precisions[0] else args
        return _with_results(_Lowered(function, given, wanted, static, precisions[0]))
    ways = [(x64, compiled) for x64 in precisions for compiled in (True, False)]
    for x64, compiled in ways:
        given = inputs.fresh(_widened(args, static) if x64 else args)
        leaves, places = _moving(given, wanted)
        flat = _flattened(function, given, wanted)
        try:
            at = Map(flat, leaves, places, x64, compiled)
            at.values()
            return _with_results(at)
        except Exception:
            if (x64, compiled) == ways[-1]:
                raise
    raise AssertionError


def floats(arg: Any) -> list:
    """The leaves that hold floating-point numbers, real or complex."""
    return [leaf for leaf in jax.tree.leaves(arg) if inputs.is_real(leaf)]


def directions(at: Map, few: int) -> list[Direction]:
    """Steps to try: each entry by itself if there are few, else each leaf in random mixtures."""
    draw = np.random.default_rng(20240229)
    scales = [_scale(leaf) for leaf in at.leaves]
    zeros = [np.zeros_like(scale) for scale in scales]
    found = []
    single = sum(scale.size for scale in scales) <= few
    for i, (leaf, scale) in enumerate(zip(at.leaves, scales, strict=True)):
        units = [1.0, 1.0j] if _is_complex(leaf) else [1.0]
        if single:
            for place in np.ndindex(scale.shape):
                for unit in units:
                    step = zeros[i].astype(complex if _is_complex(leaf) else float)
                    step[place] = unit * scale[place]
                    name = f"{at.places[i]}, entry {list(place)}" if place else at.places[i]
                    along = [*zeros[:i], step, *zeros[i + 1 :]]
                    found.append(Direction(name, along, float(scale[place])))
        else:
            name = f"{at.places[i]} along a random direction"
            for _ in range(2 if len(scales) <= MANY / 2 else 1):
                step = scale * sum(unit * _signs(draw, scale.shape) for unit in units)
                found.append(Direction(name, [*zeros[:i], step, *zeros[i + 1 :]]))
    if len(scales) > MANY:
        chosen = draw.choice(len(found), MANY, replace=False)
        together = [direction.step[i] for i, direction in enumerate(found)]
        return [found[i] for i in chosen] + [Direction("a random direction", together)]
    return found


def difference(at: Map, direction: Direction) -> tuple[np.ndarray, np.ndarray]:
    """The derivative of the results along a step by central differences, and how far off it may be.

    Richardson's extrapolation in steps that shrink; for each result, those at which it changes
    least from one step to the next, twice in a row, and rounding does not matter.
    """
    precision, values = at.precision, at.values()
    quotients, noise = [], []
    for size in STEPS:
        up, down = (_away(at, direction, sign * size) for sign in (1, -1))
        with np.errstate(all="ignore"):
            quotients.append((up - down) / (2 * size))
            largest = np.maximum(np.abs(values), np.maximum(np.abs(up), np.abs(down)))
            noise.append(precision / 2 * (largest + np.abs(quotients[-1])) / size)
    with np.errstate(all="ignore"):
        q = np.array(quotients)
        better = (16 * q[1:] - q[:-1]) / 15
        change = np.abs(np.diff(better, axis=0))
        change = np.maximum(change, np.concatenate([change[:1], change[:-1]]))
        doubt = 10 * change + 2 * np.array(noise)[1:-1]
    doubt = np.where(np.isfinite(doubt), doubt, np.inf)
    # Relative to the slope where there is one: steps too long for a wave make both small.
    with np.errstate(all="ignore"):
        share = np.where(doubt < 0.1 * np.abs(better[:-1]), doubt / np.abs(better[:-1]), np.inf)
    settled = np.isfinite(share).any(axis=0)
    best = np.where(settled, np.argmin(share, axis=0), np.argmin(doubt, axis=0))[None]
    better, doubt = (np.take_along_axis(table, best, 0)[0] for table in (better[:-1], doubt))
    return better, doubt


def in_steps(at: Map, direction: Direction) -> bool:
    """Whether values change, but only in jumps: along short distances hardly ever, and then far."""
    tiny = 1e-5 if at.precision > PRECISION["f64"] else 1e-7
    sizes = np.linspace(-2, 2, 21) + 0.0137
    far = Direction(direction.place, [np.abs(v) + (v != 0) for v in direction.step])
    seen = np.array([_away(at, far, size) for size in sizes])
    with np.errstate(all="ignore"):
        ranges = np.nanmax(seen, axis=0) - np.nanmin(seen, axis=0)
        steep = np.nanmax(np.abs(np.diff(seen, axis=0)), axis=0) / (sizes[1] - sizes[0])
        near = np.array([_away(at, far, size + tiny) for size in sizes])
        change = np.abs(near - seen)
        slopes = (change > 0) & (change < 20 * tiny * steep)
        rounding = 1e4 * at.precision * np.nanmax(np.abs(seen), axis=0)
    return bool((ranges > rounding).any() and not slopes.any())


def weights(differences: list, few: int) -> list[np.ndarray]:
    """Weights for the results: each by itself if there are few, else a mix of about equal parts."""
    slopes = np.abs(np.array([slope for slope, _ in differences])).max(axis=0)
    if slopes.size <= few:
        return list(np.eye(slopes.size))
    doubts = np.array([doubt for _, doubt in differences]).max(axis=0)
    size = np.maximum(slopes, 1e2 * doubts)
    signs = _signs(np.random.default_rng(20240301), slopes.shape)
    return [signs / np.where(size > 0, size, 1.0)]


def _with_results(at: Map) -> Map:
    if at.values().size == 0:
        fail(
            "There is no floating-point number in the result: nothing to differentiate.",
            "Integers and truth values have no derivative.",
        )
    return at


def _flattened(function: Callable, args: tuple, wanted: tuple[int, ...]) -> Callable:
    def flat(*leaves: Any) -> list:
        _, found = take_apart(function(*_moved(args, wanted, leaves)))
        return [r for r in map(as_array, found) if jnp.issubdtype(r.dtype, jnp.inexact)]

    return flat


def _moved(args: tuple, wanted: tuple[int, ...], leaves: Sequence) -> tuple:
    """The arguments, with their moving leaves replaced."""
    remaining = iter(leaves)

    def replaced(leaf: Any) -> Any:
        return next(remaining) if inputs.is_real(leaf) else leaf

    return tuple(jax.tree.map(replaced, a) if i in wanted else a for i, a in enumerate(args))


def _moving(args: tuple, wanted: tuple[int, ...]) -> tuple[list, list[str]]:
    """The leaves that move, and what to call them."""
    leaves, places = [], []
    for i in wanted:
        for path, leaf in jax.tree_util.tree_leaves_with_path(args[i]):
            if inputs.is_real(leaf):
                leaves.append(np.asarray(leaf))
                places.append(f"argument {i + 1}{jax.tree_util.keystr(path)}")
    return leaves, places


def _widened(args: tuple, static: Sequence[int]) -> tuple:
    """Floating-point leaves in 64 bits."""

    def wide(leaf: Any) -> Any:
        return _wide(leaf) if inputs.is_real(leaf) else leaf

    return tuple(a if i in static else jax.tree.map(wide, a) for i, a in enumerate(args))


def _away(at: Map, direction: Direction, size: float) -> np.ndarray:
    moved = [
        (leaf + size * step).astype(leaf.dtype)
        for leaf, step in zip(at.leaves, direction.step, strict=True)
    ]
    return at.values(moved)


def _scale(leaf: np.ndarray) -> np.ndarray:
    """How far each entry may move: as far as it is from zero, or as the others are."""
    size = np.abs(np.asarray(leaf, complex if _is_complex(leaf) else float))
    typical = float(np.sqrt(np.mean(size[size > 0] ** 2))) if (size > 0).any() else 1.0
    return np.where(size > 0, size, typical)


def _signs(draw: np.random.Generator, shape: tuple) -> np.ndarray:
    """Numbers from 1/2 to 1 of either sign, so that no entry goes unseen."""
    return draw.uniform(0.5, 1.0, shape) * draw.choice([-1.0, 1.0], shape)


def _vector(results: Sequence) -> np.ndarray:
    parts = [np.atleast_1d(_wide(r)).ravel() for r in results]
    parts = [p.view(np.float64) if _is_complex(p) else p for p in parts]
    return np.concatenate(parts) if parts else np.zeros(0)


def _wide(value: Any) -> np.ndarray:
    array = np.asarray(value)
    return array.astype(np.complex128 if _is_complex(array) else np.float64)


def _is_complex(value: Any) -> bool:
    return bool(jnp.issubdtype(value.dtype, jnp.complexfloating))
