"""Checks of what a program costs, read from the program: the same on every run, no clock."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from autograder.checks.compiling import inputs_at, program_of
from autograder.checks.outcome import AuthorError, check, fail
from autograder.checks.program import Program


MEASURES = {
    "memory": ("temporary_bytes", "bytes of temporary memory"),
    "flops": ("flops", "floating-point operations"),
    "size": ("size", "operations in its text"),
}
FLOORS = {"memory": 16_384, "flops": 1_000, "size": 50}


@check(
    "foundations/vectorization.html",
    passed="{call} needs no more memory than it may",
    hint="Is a large array built where a loop or a reduction would do?",
)
def memory(
    function: Callable,
    *args: Any,
    at_most: float | None = None,
    reference: Callable | None = None,
    times: float = 2.0,
    static: Sequence[int] = (),
    call: str = "",
) -> None:
    """Check the temporary memory that the compiled program needs at its peak.

    Args:
        args: arguments of the shapes and dtypes to compile for.
        at_most: the bound, in bytes; or
        reference: a function whose own figure, times `times` and with 4,096 bytes to spare, is
            the bound.
        static: positions of arguments that are compile-time constants.

    Raises:
        CheckFailed: it needs more, or cannot be traced.
    """
    bound = _bound("temporary_bytes", at_most, reference, times, args, static, spare=4096)
    used = program_of(function, args, call, static=static).temporary_bytes
    if used > bound:
        fail(
            f"{call} needs {_bytes(used)} of temporary memory; at most {_bytes(bound)} are allowed."
        )


@check(
    "foundations/vectorization.html",
    passed="{call} does no more arithmetic than it may",
    hint="Is something computed for every entry, or in every step, that could be computed once?",
)
def flops(
    function: Callable,
    *args: Any,
    at_most: float | None = None,
    reference: Callable | None = None,
    times: float = 2.0,
    static: Sequence[int] = (),
    call: str = "",
) -> None:
    """Check the number of floating-point operations of one run of the program.

    See `Program.flops` for what is counted.

    Args:
        args: arguments of the shapes and dtypes to compile for.
        at_most: the bound; or
        reference: a function whose own figure, times `times` and with 100 to spare, is the bound.
        static: positions of arguments that are compile-time constants.

    Raises:
        CheckFailed: it does more, or cannot be traced.
    """
    bound = _bound("flops", at_most, reference, times, args, static, spare=100)
    done = program_of(function, args, call, static=static).flops
    if done > bound:
        fail(
            f"{call} does {done:,.0f} floating-point operations; at most {bound:,.0f} are allowed."
        )


@check(
    "foundations/vectorization.html",
    passed="{call} grows as it should",
)
def growth(
    function: Callable,
    inputs_of: Callable[[int], tuple],
    *,
    of: str = "memory",
    power: float = 1.0,
    smallest: int = 128,
    dimension: str = "n",
    static: Sequence[int] = (),
    call: str = "",
) -> None:
    """Check how fast a cost grows with the length of a dimension: like n to some power at most.

    The function is compiled at n, 2n and 4n. The cost must rise by no more than 2 to the power
    of `power` with each doubling, with a fifth of a power to spare; what stays below 16 kB, or
    1,000 floating-point operations, or 50 operations of the text, is not looked at. Memory is that
    of the compiled program: an n by n array that XLA never stores, since it is summed up while it
    is made, costs none.

    Args:
        inputs_of: the arguments of the call for a given n.
        of: "memory" (temporary bytes), "flops" or "size" (of the program's text).
        power: 0 for a cost that stays, 1 for one in proportion to n, 2 for its square.
        smallest: the smallest n.
        dimension: what n is, for the message.
        static: positions of arguments that are compile-time constants.

    Raises:
        CheckFailed: it grows faster, or cannot be traced.
    """
    if of not in MEASURES:
        raise AuthorError(f"of={of!r} is none of {', '.join(MEASURES)}.")
    attribute, unit = MEASURES[of]
    lengths = (smallest, 2 * smallest, 4 * smallest)
    costs = []
    for n in lengths:
        program = program_of(function, inputs_at(inputs_of, n), call, static=static)
        costs.append(float(getattr(program, attribute)))
    if costs[2] > FLOORS[of] and _exponent(costs, power, FLOORS[of]) > power + 0.2:
        shown = ", ".join(f"{cost:,.0f}" for cost in costs)
        told = (
            math.log(costs[2] / costs[0], 4) if costs[0] else math.log2(costs[2] / max(costs[1], 1))
        )
        fail(
            f"{call} takes {shown} {unit} for {dimension} = {', '.join(map(str, lengths))}: it "
            f"grows like {dimension}^{told:.1f}; at most {dimension}^{power:g} is allowed."
        )


def _exponent(costs: list[float], power: float, floor: float) -> float:
    """The power of n with which costs at n, 2n and 4n grow, at least.

    A compiler may need a buffer more from some n on: both doublings must show the growth.
    """
    overall = math.log(costs[2] / max(costs[0], floor / 4**power), 4)
    pairs = zip(costs, costs[1:], strict=False)
    return min([overall] + [math.log2(b / a) for a, b in pairs if a > floor])


def temporary_bytes(function: Callable, *args: Any, static: Sequence[int] = ()) -> int:
    """Bytes of temporary memory that the compiled program of `function` needs at its peak."""
    return Program.lower(function, *args, static=static).temporary_bytes


def _bound(
    attribute: str,
    at_most: float | None,
    reference: Callable | None,
    times: float,
    args: tuple,
    static: Sequence[int],
    spare: float,
) -> float:
    if (at_most is None) == (reference is None):
        raise AuthorError("Give either at_most or reference.")
    if at_most is not None:
        return at_most
    try:
        return times * getattr(Program.lower(reference, *args, static=static), attribute) + spare
    except Exception as error:
        raise AuthorError(f"The reference fails: {type(error).__name__}: {error}") from error


def _bytes(count: float) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 1e5 else f"{count:,.0f} bytes"
