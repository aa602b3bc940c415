"""Checks of derivatives: right against finite differences, finite at kinks."""

from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from autograder.checks import inputs
from autograder.checks.outcome import AuthorError, called, check, fail
from autograder.checks.program import Program
from autograder.checks.values import close


MODES = ("reverse", "forward")
DIRECTIONS = 3


@check(
    "foundations/autodiff.html",
    passed="{call} has the right derivatives",
    hint="Rounding, integers, comparisons, stop_gradient and conversions to NumPy have no"
    " derivative; a custom derivative may be wrong.",
)
def differentiable(
    function: Callable,
    *args: Any,
    argnums: int | str | Sequence = (),
    modes: Sequence[str] = MODES,
    order: int = 1,
    rtol: float = 1e-5,
    static: Sequence[int] = (),
    call: str = "",
) -> None:
    """Check the derivatives of `function` against central differences, in 64-bit precision.

    Random directions v and weights u are drawn (from a fixed seed), and u'Jv is computed in
    reverse mode, in forward mode and from differences of the program's values at x ± hv. In a
    function that falls back to 32 bits the differences are coarse, and so is the comparison.

    Args:
        args: where to differentiate. The function must be smooth there: see `finite_gradient`
            for kinks.
        argnums: names or positions of the arguments to differentiate with respect to; by
            default all that hold floating-point numbers.
        modes: "reverse" (`jax.grad`), "forward" (`jax.jvp`), or both.
        order: 2 also checks the derivative of the reverse-mode gradient.
        rtol: relative tolerance of the comparison.
        static: positions of arguments that are compile-time constants.

    Raises:
        CheckFailed: a derivative does not exist, is not finite, or is not that of the values.
    """
    call = call or called(function, args)
    if set(modes) - set(MODES) or not modes:
        raise AuthorError(f"modes={modes!r}: choose from {MODES}.")
    case = _Case(function, args, argnums, static)
    for mode in modes:
        _compare(case, mode, rtol, call)
    if order == 2:
        case = _Case(_gradient_of(function, static, args), args, argnums, static)
        _compare(case, "forward", 10 * rtol, f"The gradient of {call}")


@check(
    "foundations/autodiff.html",
    passed="{call} has a finite gradient",
    hint="Where a branch that is not taken divides by zero, jnp.where still multiplies its infinite"
    " slope by zero: NaN. Make the argument safe before the division, the root or the logarithm.",
)
def finite_gradient(
    function: Callable,
    *args: Any,
    argnums: int | str | Sequence = (),
    expected: Any = None,
    modes: Sequence[str] = MODES,
    static: Sequence[int] = (),
    call: str = "",
) -> None:
    """Check that derivatives are finite at a point where they need not agree with differences.

    At kinks, at the ends of a domain, where two points coincide: the sum of the results is
    differentiated there, in the precision of the inputs.

    Args:
        args: the point.
        argnums: names or positions of the arguments to differentiate with respect to; by
            default all that hold floating-point numbers.
        expected: the gradient with respect to the one argument in `argnums`, if it is known.
        modes: "reverse", "forward", or both.
        static: positions of arguments that are compile-time constants.

    Raises:
        CheckFailed: a derivative is NaN or infinite, or not the expected one.
    """
    call = call or called(function, args)
    wanted = _wanted(function, args, argnums, static)
    if "reverse" in modes:
        program = Program.lower(function, *args, static=static)
        result, pull = program.vjp(*args)
        found = pull(*(np.ones(r.shape) for r in program.results))
        for position in wanted:
            gradient = found[_among(position, args, static)]
            _all_finite(gradient, f"The gradient of {call} with respect to argument {position + 1}")
            if expected is not None:
                close(gradient, expected, f"the gradient of {call}", rtol=1e-3, success="")
    if "forward" in modes:
        case = _Case(function, args, argnums, static, x64=False)
        ones = [np.ones(np.shape(leaf)) for leaf in case.moving_leaves()]
        for tangent in case.jvp(ones):
            _all_finite(tangent, f"The forward-mode derivative of {call}")


class _Case:
    """A function at a point, with the leaves of the wanted arguments free to move."""

    def __init__(
        self,
        function: Callable,
        args: tuple,
        argnums: Any,
        static: Sequence[int],
        x64: bool = True,
    ):
        self.x64 = x64
        self.args = inputs.cast(args, "float64", static) if x64 else args
        self.wanted = _wanted(function, args, argnums, static)
        self.static = static
        self.program = Program.lower(function, *self.args, static=static, x64=x64)
        self._function = function
        self._forward: Program | None = None
        self.coarse = x64 and "f32" in self.program.dtypes

    def moving_leaves(self) -> list:
        return [leaf for i in self.wanted for leaf in _floats(self.args[i])]

    def outputs(self, args: tuple) -> list[np.ndarray]:
        """The floating-point results, as NumPy arrays of 64 bits."""
        results = jax.tree.leaves(self.program(*args))
        return [np.asarray(r, np.float64) for r in results if inputs.is_real(r)]

    def moved(self, direction: list, step: float) -> tuple:
        """The arguments, with the wanted leaves moved along the direction."""
        steps = iter(direction)

        def move(leaf: Any) -> Any:
            if not inputs.is_real(leaf):
                return leaf
            return (np.asarray(leaf) + step * next(steps)).astype(np.asarray(leaf).dtype)

        return tuple(
            jax.tree.map(move, arg) if i in self.wanted else arg for i, arg in enumerate(self.args)
        )

    def jvp(self, direction: list) -> list[np.ndarray]:
        """Forward-mode derivative of the floating-point results along the direction."""
        if self._forward is None:
            self._forward = Program.lower(
                self._function, *self.args, static=self.static, transform="jvp", x64=self.x64
            )
        given, steps = [], iter(direction)
        for i, arg in enumerate(self.args):
            if i not in self.static and not callable(arg):
                given += [next(steps) if i in self.wanted else 0 * leaf for leaf in _floats(arg)]
        tangents = self._forward.tangents(self.args, given)
        kinds = [r.dtype for r in self.program.results]
        return [
            np.asarray(t, np.float64)
            for t, kind in zip(tangents, kinds, strict=True)
            if jnp.issubdtype(kind, np.inexact)
        ]

    def vjp(self, weights: list) -> list[np.ndarray]:
        """Reverse-mode derivative of the weighted sum of the results, for each moving leaf."""
        _, pull = self.program.vjp(*self.args)
        remaining = iter(weights)
        cotangents = [
            next(remaining) if jnp.issubdtype(r.dtype, np.inexact) else 0
            for r in self.program.results
        ]
        found = pull(*cotangents)
        trees = [found[_among(i, self.args, self.static)] for i in self.wanted]
        return [np.asarray(leaf, np.float64) for leaf in jax.tree.leaves(trees)]


def _compare(case: _Case, mode: str, rtol: float, call: str) -> None:
    """u'Jv by one mode against differences, along random directions."""
    draw = np.random.default_rng(20240229)
    leaves = case.moving_leaves()
    if not leaves:
        raise AuthorError("There is no floating-point argument to differentiate with respect to.")
    values = case.outputs(case.args)
    for name, value in ((f"The value of {call}", v) for v in values):
        _all_finite(value, name)
    tolerance = max(rtol, 2e-2) if case.coarse else rtol
    for _ in range(DIRECTIONS):
        direction = [draw.normal(size=np.shape(leaf)) for leaf in leaves]
        weights = [draw.normal(size=value.shape) for value in values]
        slope, doubt = _difference_quotient(case, direction, weights, leaves)
        if mode == "reverse":
            parts = [np.sum(g * v) for g, v in zip(case.vjp(weights), direction, strict=True)]
        else:
            parts = [np.sum(t * w) for t, w in zip(case.jvp(direction), weights, strict=True)]
        found = float(sum(parts))
        scale = abs(slope) + 1e-3 * _scale(values, weights)
        if not np.isfinite(found):
            fail(f"The {mode}-mode derivative of {call} is {found:g}; differences give {slope:.6g}.")
        if abs(found - slope) > tolerance * scale + 10 * doubt:
            _fail_by_entry(case, mode, weights, found, slope, call)


def _difference_quotient(
    case: _Case, direction: list, weights: list, leaves: list
) -> tuple[float, float]:
    """u'(f(x + hv) - f(x - hv)) / 2h by Richardson's extrapolation, and how far off it may be."""
    size = max(1e-3, max(float(np.max(np.abs(leaf), initial=0.0)) for leaf in leaves))
    length = max(float(np.max(np.abs(v), initial=0.0)) for v in direction) or 1.0
    step = (2e-2 if case.coarse else 1e-4) * size / length

    def quotient(h: float) -> float:
        up, down = (case.outputs(case.moved(direction, sign * h)) for sign in (1, -1))
        change = sum(
            float(np.sum(w * (a - b))) for w, a, b in zip(weights, up, down, strict=True)
        )
        return change / (2 * h)

    wide, narrow = quotient(step), quotient(step / 2)
    best = (4 * narrow - wide) / 3
    return best, abs(best - narrow) * 0.1


def _fail_by_entry(
    case: _Case, mode: str, weights: list, found: float, slope: float, call: str
) -> None:
    """Name one entry whose derivative is wrong, if there are few; else the directional one."""
    leaves = case.moving_leaves()
    if mode == "reverse" and sum(np.size(leaf) for leaf in leaves) <= 40:
        gradients = case.vjp(weights)
        for number, (leaf, gradient) in enumerate(zip(leaves, gradients, strict=True)):
            for place in np.ndindex(np.shape(leaf)):
                unit = [np.zeros(np.shape(other)) for other in leaves]
                unit[number][place] = 1.0
                exact, doubt = _difference_quotient(case, unit, weights, leaves)
                if abs(gradient[place] - exact) > 1e-3 * abs(exact) + 10 * doubt + 1e-9:
                    entry = f", entry {list(place)}" if place else ""
                    which = f"input {number + 1}" if len(leaves) > 1 else "its input"
                    fail(
                        f"{call}: the reverse-mode derivative with respect to {which}{entry} is "
                        f"{gradient[place]:.6g}; differences of its values give {exact:.6g}."
                    )
    fail(
        f"{call}: the {mode}-mode derivative along a random direction is {found:.6g}; differences "
        f"of its values give {slope:.6g}."
    )


def _gradient_of(function: Callable, static: Sequence[int], args: tuple) -> Callable:
    """The reverse-mode gradient of the sum of the results, with respect to all real arguments."""
    real = tuple(i for i, arg in enumerate(args) if i not in static and _all_real(arg))

    def total(*values: Any) -> jax.Array:
        leaves = [leaf for leaf in jax.tree.leaves(function(*values)) if inputs.is_float(leaf)]
        return sum(jnp.sum(jnp.asarray(leaf)) for leaf in leaves)

    gradient = jax.grad(total, argnums=real)
    gradient.__name__ = getattr(function, "__name__", "function")
    return gradient


def _all_real(arg: Any) -> bool:
    leaves = jax.tree.leaves(arg)
    return bool(leaves) and all(map(inputs.is_real, leaves))


def _wanted(
    function: Callable, args: tuple, argnums: Any, static: Sequence[int]
) -> tuple[int, ...]:
    if argnums == ():
        found = (i for i, a in enumerate(args) if i not in static and not callable(a))
        return tuple(i for i in found if _floats(args[i]))
    return inputs.positions(function, argnums, len(args))


def _among(position: int, args: tuple, static: Sequence[int]) -> int:
    """The place of an argument among those that are not static."""
    skipped = [i for i in range(position) if i in static or callable(args[i])]
    return position - len(skipped)


def _floats(arg: Any) -> list:
    return [leaf for leaf in jax.tree.leaves(arg) if inputs.is_real(leaf)]


def _scale(values: list, weights: list) -> float:
    return float(sum(np.sum(np.abs(v * w)) for v, w in zip(values, weights, strict=True)))


def _all_finite(tree: Any, what: str) -> None:
    for leaf in jax.tree.leaves(tree):
        numbers = np.asarray(leaf, np.float64)
        if not np.isfinite(numbers).all():
            worst = numbers[~np.isfinite(numbers)].flat[0]
            place = np.argwhere(~np.isfinite(numbers))[0].tolist()
            fail(f"{what} is {worst:g}" + (f" at entry {place}." if place else "."))
