"""A check on inputs that nobody has seen: a table of answers does not pass it."""

from collections.abc import Callable
from typing import Any

import jax
import numpy as np

from autograder.checks import inputs, translate
from autograder.checks.outcome import AuthorError, CheckFailed, address, called, check, describe
from autograder.checks.values import close


@check(
    "foundations/pure_functions.html",
    passed="{call} agrees with the reference on fresh inputs",
    hint="It was tried on inputs that are in no example: compute the result from the arguments.",
)
def agrees(
    function: Callable,
    reference: Callable,
    draw: Callable[[np.random.Generator], tuple],
    *,
    cases: int = 5,
    seed: int = 0,
    rtol: float | None = None,
    atol: float | None = None,
    operation: str = "any",
    dtype: Any = None,
    call: str = "",
) -> None:
    """Check that `function` agrees with `reference` on random inputs.

    Args:
        reference: the right function, of the same arguments.
        draw: makes a call's arguments from a NumPy random generator, such as
            `lambda draw: (draw.normal(size=5), draw.integers(1, 9))`. NumPy arrays are given
            to the function as JAX arrays, NumPy's numbers as Python's.
        cases: how many calls.
        seed: seed of the generator; the same seed makes the same inputs.
        rtol, atol, operation, dtype: as for `close`.
        call: the function's name for the message; the arguments are added.

    Raises:
        CheckFailed: the results of a call differ; the message shows its arguments.
    """
    if cases < 1:
        raise AuthorError(f"cases={cases}: at least one call is needed.")
    tolerances = {"rtol": rtol, "atol": atol, "operation": operation, "dtype": dtype}
    generator = np.random.default_rng(seed)
    for _ in range(cases):
        args = _drawn(draw, generator)
        shown = called(call.partition("(")[0], args)
        expected = _reference_result(reference, args)
        got = _result(function, inputs.fresh(args), shown)
        close(got, expected, shown, **tolerances)


def _drawn(draw: Callable, generator: np.random.Generator) -> tuple:
    try:
        drawn = draw(generator)
    except Exception as error:
        raise AuthorError(f"draw raises {translate.name_of(type(error))}: {error}") from error
    if type(drawn) not in (tuple, list):
        raise AuthorError(f"draw returns {describe(drawn)}; it must return a tuple of arguments.")
    return tuple(jax.tree.map(_as_given, argument) for argument in drawn)


def _reference_result(reference: Callable, args: tuple) -> Any:
    try:
        return reference(*inputs.fresh(args))
    except Exception as error:
        told = translate.explain(error)
        raise AuthorError(f"The reference fails at {called('', args)}. {told.finding}") from error


def _result(function: Callable, args: tuple, shown: str) -> Any:
    try:
        return function(*args)
    except (CheckFailed, KeyboardInterrupt):
        raise
    except BaseException as error:
        if translate.is_not_attempted(error):
            raise
        told = translate.explain(error)
        finding = f"{shown} fails. {told.finding}"
        raise CheckFailed(finding, told.cure, address(told.page)) from error


def _as_given(leaf: Any) -> Any:
    """NumPy's arrays as JAX's, its scalars as Python's."""
    if isinstance(leaf, np.ndarray):
        return jax.numpy.asarray(leaf)
    return leaf.item() if isinstance(leaf, np.generic) else leaf
