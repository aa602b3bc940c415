"""Checks of derivatives: right against finite differences, finite at kinks."""

from collections.abc import Callable, Sequence
from typing import Any

import jax
import numpy as np

from autograder.checks import inputs, smooth
from autograder.checks.outcome import AuthorError, check, fail
from autograder.checks.smooth import Map
from autograder.checks.values import close


MODES = ("reverse", "forward")
FEW = 12  # so many partial derivatives are tried one by one; of more, random combinations
ONE_SIDED = "jax.custom_vjp defines reverse mode alone. From jax.custom_jvp JAX derives both modes."
NOT_A_NUMBER = (
    "Where a branch that is not taken divides by zero, jnp.where still multiplies its infinite"
    " slope by zero: NaN. Make the argument safe before the division, the root or the logarithm."
)
CUT_OFF = (
    "stop_gradient, rounding, a comparison or a conversion to integers cuts the derivative off; or"
    " a custom derivative leaves it out."
)
OTHER = (
    "A custom derivative or a stop_gradient that does not belong to the values, a rounded part, or"
    " a kink at this point makes such a difference."
)


@check("foundations/autodiff.html", passed="{call} has the right derivatives")
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

    With respect to each array that moves by itself, in steps relative to its entries: every partial
    derivative of up to 12 entries in all, random combinations of more (from a fixed seed). The
    steps are those at which the differences settle, and the comparison allows for how well they
    do: coarsely where a function falls back to 32 bits.

    Args:
        args: where to differentiate. The function must be smooth there: see `finite_gradient`
            for kinks.
        argnums: names or positions of the arguments to differentiate with respect to; by
            default all that hold floating-point numbers, real or complex.
        modes: "reverse" (`jax.grad`), "forward" (`jax.jvp`), or both. A function with
            `jax.custom_vjp` has no forward mode, one with `while_loop` no reverse mode.
        order: 2 also checks the derivatives of the derivative, that of the sum of the results.
        rtol: relative tolerance of the comparison.
        static: positions of arguments that are compile-time constants.

    Raises:
        CheckFailed: a derivative does not exist, is not finite, or is not that of the values; or
            the values are constant in steps.
    """
    _known(modes, order)
    at = smooth.of(function, args, _wanted(function, args, argnums, static), static)
    _correct(at, modes, rtol, call)
    if order == 2:
        slope = at.derivative("reverse" if "reverse" in modes else "forward")
        _correct(slope, slope.modes, 10 * rtol, f"The derivative of {call}")


@check(
    "foundations/autodiff.html",
    passed="{call} has a finite gradient",
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
        CheckFailed: a derivative is NaN or infinite, or not the expected one; the value is NaN.
    """
    _known(modes)
    wanted = _wanted(function, args, argnums, static)
    if expected is not None and len(wanted) != 1:
        raise AuthorError("expected goes with one argument: name it in argnums.")
    at = smooth.of(function, args, wanted, static, precisions=(False,))
    if np.isnan(at.values()).any():
        fail(f"The value of {call} is nan.")
    ones = [np.ones(np.shape(leaf)) for leaf in at.leaves]
    if "reverse" in modes:
        gradient = _taken(at, "reverse", call, lambda: at.vjp(np.ones(at.values().size)))
        for place, found in zip(at.places, gradient, strict=True):
            _all_finite(found, f"The gradient of {call} with respect to {place}")
        if expected is not None:
            tree = at.tree(args[wanted[0]], gradient)
            close(tree, expected, f"the gradient of {call}", rtol=1e-3, success="")
    if "forward" in modes:
        found = _taken(at, "forward", call, lambda: at.jvp(ones))
        _all_finite(found, f"The forward-mode derivative of {call}")
        if expected is not None:
            total = sum(float(np.sum(leaf)) for leaf in jax.tree.leaves(expected))
            what = f"the forward-mode derivative of {call} along a step of 1 in each entry"
            close(float(np.sum(found)), total, what, rtol=1e-3, success="")


def _correct(at: Map, modes: Sequence[str], rtol: float, call: str) -> None:
    """Each mode against differences, and values that are not constant in steps."""
    values = at.values()
    _all_finite(values, f"The value of {call}")
    directions = smooth.directions(at, FEW)
    differences = [smooth.difference(at, direction) for direction in directions]
    for direction, (slope, doubt) in zip(directions, differences, strict=True):
        if not np.isfinite(doubt).all():
            fail(f"{call} is not finite where {direction.place} is a little larger or smaller.")
        if not slope.any() and smooth.in_steps(at, direction):
            fail(
                f"{call} is constant in steps as {direction.place} moves: it has no derivative.",
                "Rounding, comparisons and conversions to integers have none.",
            )
    for mode in modes:
        _compare(at, mode, directions, differences, rtol, call)


def _compare(
    at: Map, mode: str, directions: list, differences: list, rtol: float, call: str
) -> None:
    if mode == "forward":
        for direction, (slope, doubt) in zip(directions, differences, strict=True):
            found = _taken(at, mode, call, lambda step=direction.step: at.jvp(step))
            wrong = ~(np.abs(found - slope) <= rtol * np.abs(slope) + doubt)
            if wrong.any():
                entry = int(np.argmax(wrong))
                _differ(mode, at.result_at(entry), direction, found[entry], slope[entry], call)
        return
    mixes = smooth.weights(differences, FEW)
    for number, weights in enumerate(mixes):
        of = at.result_at(number) if len(mixes) == at.values().size else " of a mix of the results"
        gradient = _taken(at, mode, call, lambda weights=weights: at.vjp(weights))
        for place, found in zip(at.places, gradient, strict=True):
            _all_finite(found, f"The reverse-mode derivative of {call} with respect to {place}")
        for direction, (slope, doubt) in zip(directions, differences, strict=True):
            found, expected = direction.along(gradient), float(weights @ slope)
            # A sum of many results is compared with their size, which signs do not cancel.
            size, unsure = float(np.linalg.norm(weights * slope)), float(np.abs(weights) @ doubt)
            if not abs(found - expected) <= rtol * size + unsure:
                _differ(mode, of, direction, found, expected, call)


def _differ(
    mode: str, of: str, direction: smooth.Direction, found: float, expected: float, call: str
) -> None:
    found, expected = found / direction.length, expected / direction.length
    what = f"the {mode}-mode derivative{of} with respect to {direction.place}"
    if not np.isfinite(found):
        fail(f"{call}: {what} is {found:g}.", NOT_A_NUMBER)
    if found == 0:
        hint = CUT_OFF
    else:
        hint = "Its sign is turned." if np.isclose(found, -expected, rtol=1e-3) else OTHER
    fail(f"{call}: {what} is {found:.6g}; differences of its values give {expected:.6g}.", hint)


def _taken(at: Map, mode: str, call: str, take: Callable) -> Any:
    """A derivative, or what is told if there is none."""
    try:
        return take()
    except TypeError as error:
        if mode == "forward" and "custom_vjp" in str(error):
            fail(f"{call} has no forward-mode derivative.", ONE_SIDED)
        raise


def _all_finite(numbers: Any, what: str) -> None:
    numbers = np.asarray(numbers)
    bad = ~np.isfinite(numbers)
    if bad.any():
        place = np.argwhere(bad)[0].tolist()
        where = f" at entry {place}" if place and numbers.size > 1 else ""
        hint = NOT_A_NUMBER if np.isnan(numbers).any() and "derivative" in what else ""
        if "gradient" in what:
            hint = NOT_A_NUMBER
        fail(f"{what} is {numbers[bad].flat[0]:g}{where}.", hint)


def _known(modes: Sequence[str], order: int = 1) -> None:
    if isinstance(modes, str) or set(modes) - set(MODES) or not modes:
        raise AuthorError(f"modes={modes!r}: choose from {MODES}.")
    if order not in (1, 2):
        raise AuthorError(f"order={order!r} is neither 1 nor 2.")


def _wanted(
    function: Callable, args: tuple, argnums: Any, static: Sequence[int]
) -> tuple[int, ...]:
    """Positions of the arguments to differentiate with respect to."""
    named = not (isinstance(argnums, Sequence) and len(argnums) == 0)
    found = inputs.positions(function, argnums, len(args)) if named else range(len(args))
    wanted = [i for i in found if i not in static and smooth.floats(args[i])]
    if not wanted or (named and len(wanted) < len(found)):
        raise AuthorError("There is no floating-point argument to differentiate with respect to.")
    return tuple(wanted)
