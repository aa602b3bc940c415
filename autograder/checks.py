"""Checks for the test cells of a problem set.

Each check is one call. It passes in silence, or raises `CheckFailed` with a message that says
what was called, what was expected and what was seen. The same call reads alike in the student's
notebook and in the grader.

A check looks at values and programs, never at a clock.
"""

from collections.abc import Callable
from typing import Any

import jax
import numpy as np


FALSE_ALARM_SIGMAS = 5.0  # a standard normal lies beyond 5 with probability 6e-7


class CheckFailed(AssertionError):
    """A student's function is not what the task asks for; the message says how."""


def close(
    got: Any,
    expected: Any,
    call: str = "the result",
    *,
    rtol: float | None = None,
    atol: float | None = None,
    hint: str = "",
) -> None:
    """Check that `got` equals `expected` up to rounding: same tree, same shapes, close values.

    Args:
        got: array, scalar, or a tree (dict, list, tuple) of them, from the student's function.
        expected: the same, from the reference. A list of numbers, nested or not, stands for an
            array; any other list, a tuple and a dict stand for themselves.
        call: the call that produced `got`, for the message, such as `"power(2.0, 3)"`.
        rtol, atol: relative and absolute tolerance. By default `rtol` is the square root of the
            machine epsilon of the coarser of the two dtypes (3e-4 in float32, 1.5e-8 in float64)
            and `atol` is `rtol` times the largest entry of `expected`, times 1e-2.
        hint: a likely cause, added to the message.

    Raises:
        CheckFailed: structure, shape or values differ, or a value is NaN where none is expected.
    """
    if isinstance(expected, dict | list | tuple) and not _is_array_literal(expected):
        _same_container(got, expected, call)
        for key in expected if isinstance(expected, dict) else range(len(expected)):
            close(got[key], expected[key], f"{call}[{key!r}]", rtol=rtol, atol=atol, hint=hint)
        return
    actual, wanted = array(got, call), np.asarray(expected)
    if actual.shape != wanted.shape:
        _fail(f"{call} has shape {actual.shape}; expected {wanted.shape}.", hint)
    relative = _default_rtol(actual, wanted) if rtol is None else rtol
    scale = np.max(np.abs(wanted[np.isfinite(wanted)]), initial=0.0)
    absolute = 1e-2 * relative * scale if atol is None else atol
    right = np.isclose(actual, wanted, rtol=relative, atol=absolute, equal_nan=True)
    if not right.all():
        _fail(_difference(actual, wanted, right, call), hint)


def array(got: Any, call: str = "the result") -> np.ndarray:
    """The numbers that `got` holds, as a NumPy array; a Python, NumPy or JAX scalar will do.

    Raises:
        CheckFailed: `got` is None, or not numeric.
    """
    if got is None:
        _fail(f"{call} is None.", "Does the function return its result?")
    if type(got) in (bool, int, float, complex):
        return np.asarray(got)
    if isinstance(got, np.generic) or type(got) is np.ndarray:
        values = np.asarray(got)
    elif isinstance(got, jax.Array):
        if jax.dtypes.issubdtype(got.dtype, jax.dtypes.prng_key):
            _fail(f"{call} is a random key; expected numbers.")
        values = np.asarray(got)
    else:
        _fail(f"{call} is a {_kind(got)}; expected an array of numbers.")
    if values.dtype != bool and not jax.dtypes.issubdtype(values.dtype, np.number):
        _fail(f"{call} has dtype {values.dtype}; expected numbers.")
    return values


def parts(got: Any, names: tuple[str, ...], call: str = "the result") -> tuple:
    """Unpack a tuple (or list) that a function returned.

    Args:
        got: what the function returned.
        names: what its parts are, in order, for the message.

    Raises:
        CheckFailed: it is no tuple of that many parts.
    """
    if not isinstance(got, tuple | list) or len(got) != len(names):
        what = f" of {len(got)}" if isinstance(got, tuple | list) else ""
        _fail(f"{call} is a {_kind(got)}{what}; expected a tuple ({', '.join(names)}).")
    return tuple(got)


def unchanged(function: Callable, *args: Any, call: str = "the function") -> Any:
    """Call `function(*args)` and check that no NumPy array among `args` was changed by it.

    Returns:
        What the function returned.

    Raises:
        CheckFailed: an argument was modified in place.
    """
    before = [np.array(arg) for arg in jax.tree.leaves(args)]
    result = function(*args)
    for old, new in zip(before, jax.tree.leaves(args), strict=True):
        if not np.array_equal(old, np.asarray(new), equal_nan=True):
            _fail(
                f"{call} changed its input in place.",
                "Return a new array: with JAX, x.at[i].set(v) or jnp.where.",
            )
    return result


def within_standard_errors(
    estimate: Any,
    expected: float,
    standard_error: float,
    call: str = "the estimate",
    *,
    sigmas: float = FALSE_ALARM_SIGMAS,
    hint: str = "",
) -> None:
    """Check a Monte Carlo estimate against the truth, with its sampling error allowed for.

    Args:
        estimate: scalar from the student's function.
        expected: the exact value.
        standard_error: standard error of `estimate`, from the reference, in the same units.
        sigmas: how many standard errors are allowed. A right answer fails with probability 6e-7
            at the default of 5, if the estimator is close to normal.

    Raises:
        CheckFailed: the estimate is no scalar, not finite, or too far from `expected`.
    """
    value = array(estimate, call)
    if value.shape != ():
        _fail(f"{call} has shape {value.shape}; expected a scalar.", hint)
    distance = abs(float(value) - expected) / standard_error
    if not distance <= sigmas:
        _fail(
            f"{call} is {float(value):.6g}; expected {expected:.6g}, give or take "
            f"{standard_error:.2g} (one standard error): it is {distance:.1f} of them away.",
            hint,
        )


def temporary_bytes(function: Callable, *args: Any, static: tuple[int, ...] = ()) -> int:
    """Bytes of temporary memory that the compiled program of `function` uses at its peak.

    Args:
        function: a function that JAX can trace.
        args: arguments of the shapes and dtypes to compile for; their values do not matter.
        static: positions of arguments that are compile-time constants, such as a length.
    """
    compiled = jax.jit(function, static_argnums=static).lower(*args).compile()
    return compiled.memory_analysis().temp_size_in_bytes


def memory(
    function: Callable,
    *args: Any,
    at_most: int,
    static: tuple[int, ...] = (),
    call: str = "the function",
    hint: str = "",
) -> None:
    """Check that the compiled program of `function` needs at most `at_most` temporary bytes.

    The figure is read from the compiled program, so it is the same on every run.

    Raises:
        CheckFailed: it needs more, or cannot be traced with `static` as its static arguments.
    """
    try:
        used = temporary_bytes(function, *args, static=static)
    except jax.errors.JAXTypeError as error:
        first = str(error).strip().splitlines()[0]
        _fail(
            f"{call} cannot be compiled by jax.jit: {type(error).__name__}: {first}",
            "Inside, use jax.numpy and jax.random, and no Python if on values.",
        )
    if used > at_most:
        _fail(
            f"{call} needs {used / 1e6:,.1f} MB of temporary memory; at most "
            f"{at_most / 1e6:,.1f} MB are allowed.",
            hint,
        )


def _is_array_literal(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(entry, int | float) or _is_array_literal(entry) for entry in value
    )


def _same_container(got: Any, expected: Any, call: str) -> None:
    if isinstance(expected, dict):
        if type(got) is not dict:
            _fail(f"{call} is a {_kind(got)}; expected a dict.")
        if set(got) != set(expected):
            _fail(f"{call} has the keys {sorted(map(str, got))}; expected {sorted(expected)}.")
    elif not isinstance(got, list | tuple) or len(got) != len(expected):
        what = f" of length {len(got)}" if isinstance(got, list | tuple) else ""
        _fail(f"{call} is a {_kind(got)}{what}; expected {len(expected)} values.")


def _kind(value: Any) -> str:
    """What a reader calls the value: an array, or the name of its type."""
    if isinstance(value, jax.Array | np.ndarray):
        return f"array of shape {value.shape}" if value.shape else "scalar"
    return type(value).__name__


def _default_rtol(actual: np.ndarray, wanted: np.ndarray) -> float:
    kinds = [x.dtype for x in (actual, wanted) if np.issubdtype(x.dtype, np.inexact)]
    return float(np.sqrt(max((np.finfo(kind).eps for kind in kinds), default=0.0)))


def _difference(actual: np.ndarray, wanted: np.ndarray, right: np.ndarray, call: str) -> str:
    if actual.shape == ():
        return f"{call} is {actual:.7g}; expected {wanted:.7g}."
    where = tuple(int(i) for i in np.argwhere(~right)[0])
    place = ", ".join(map(str, where))
    count = f"{int((~right).sum())} of {right.size} entries differ"
    return f"{call}: {count}; entry [{place}] is {actual[where]:.7g}, expected {wanted[where]:.7g}."


def _fail(message: str, hint: str = "") -> None:
    raise CheckFailed(f"{message} {hint}".strip())
