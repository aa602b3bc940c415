"""Arguments for checks: the same in another precision, a batch of them, a fresh copy."""

import copy
import inspect
from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from autograder.checks.internals import JaxArray, KeyArray, Literals
from autograder.checks.outcome import AuthorError
from autograder.checks.translate import is_any


NUMBERS = (bool, int, float, complex)


def is_array_like(leaf: Any) -> bool:
    """Whether a leaf is a number or an array, as opposed to a key, a function, a string."""
    kind = type(leaf)
    kinds = (*NUMBERS, JaxArray, np.ndarray, *Literals)
    return is_any(kind, kinds) or issubclass(kind, np.generic)


def is_real(leaf: Any) -> bool:
    """Whether a leaf holds floating-point numbers."""
    return is_array_like(leaf) and bool(jnp.issubdtype(np.asarray(leaf).dtype, np.inexact))


def is_float(leaf: Any) -> bool:
    """Whether a leaf, traced or not, has a floating-point dtype."""
    return bool(jnp.issubdtype(jnp.result_type(leaf), jnp.inexact))


def is_walkable(tree: Any, largest: int = 100_000) -> bool:
    """Whether lists, tuples and dicts in a result come to an end, so that JAX can take it apart."""
    level, count = [tree], 0
    for _ in range(100):
        count += len(level)
        inner = [each for each in level if issubclass(type(each), list | tuple | dict)]
        if not inner:
            return True
        if count > largest and len(inner) > 1000:
            return False
        level = []
        for each in inner:
            kind = next(k for k in (list, tuple, dict) if issubclass(type(each), k))
            level += kind.values(each) if kind is dict else kind.__iter__(each)
    return False


def strongly_typed(args: Sequence[Any], static: Sequence[int] = ()) -> tuple:
    """The arguments with Python's numbers as NumPy's: hashable, and of a definite dtype."""
    return tuple(
        arg if i in static else jax.tree.map(_strongly_typed, arg) for i, arg in enumerate(args)
    )


def cast(args: Sequence[Any], dtype: str, static: Sequence[int] = ()) -> tuple:
    """The arguments with their floating-point leaves as NumPy arrays of `dtype`.

    Complex ones get the complex dtype of that precision.
    """
    return tuple(
        arg if i in static else jax.tree.map(lambda leaf: _cast(leaf, dtype), arg)
        for i, arg in enumerate(args)
    )


def fresh(args: Sequence[Any]) -> tuple:
    """The arguments copied, so that a call cannot harm those of the next."""
    return tuple(map(_copy, args))


def positions(function: Callable, names: Any, count: int) -> tuple[int, ...]:
    """Argument positions from names or positions.

    Raises:
        AuthorError: the function has no argument of that name or position.
    """
    wanted = (names,) if isinstance(names, str | int) else tuple(names)
    parameters = _parameters(function)
    found = []
    for name in wanted:
        place = parameters.index(name) if name in parameters else name
        if not isinstance(place, int) or not -count <= place < count:
            raise AuthorError(f"The call has no argument {name!r}; it has {parameters or count}.")
        found.append(place % count)
    return tuple(found)


def batch(value: Any, size: int, seed: int) -> Any:
    """`size` variations of an argument, stacked along a new first axis of each leaf.

    Floats are scaled by up to 20 %, integers are moved up by 0, 1, 2, ..., keys are split.
    """
    return jax.tree.map(lambda leaf: _variations(leaf, size, seed), value)


def entry(value: Any, i: int) -> Any:
    """The i-th of a batch."""
    return jax.tree.map(lambda leaf: leaf[i], value)


def _strongly_typed(leaf: Any) -> Any:
    return jnp.asarray(leaf).dtype.type(leaf) if type(leaf) in (bool, int, float, complex) else leaf


def _cast(leaf: Any, dtype: str) -> Any:
    if not is_real(leaf):
        return leaf
    values = np.asarray(leaf)
    return values.astype(np.result_type(dtype, np.complex64) if values.dtype.kind == "c" else dtype)


def _variations(leaf: Any, size: int, seed: int) -> Any:
    if issubclass(type(leaf), KeyArray):
        split = jax.vmap(lambda key: jax.random.split(key, size), out_axes=1)
        return split(leaf.reshape(-1)).reshape(size, *leaf.shape)
    base = jnp.asarray(leaf)
    stacked = jnp.broadcast_to(base, (size, *base.shape))
    if jnp.issubdtype(base.dtype, jnp.inexact):
        factors = np.random.default_rng(seed).uniform(0.8, 1.2, stacked.shape)
        return stacked * factors.astype(base.dtype)
    if base.dtype == bool:
        return stacked
    return stacked + jnp.arange(size, dtype=base.dtype).reshape(-1, *[1] * base.ndim)


def _parameters(function: Callable) -> list[str]:
    try:
        return list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return []


def _copy(value: Any) -> Any:
    kind = type(value)
    if kind is JaxArray:
        return value if value.is_deleted() else value.copy()
    if issubclass(kind, np.ndarray):
        return value.copy() if value.flags.writeable else value
    if kind in (dict, list, tuple):
        entries = list(value.items() if kind is dict else value)
        return (
            kind((k, _copy(v)) for k, v in entries) if kind is dict else kind(map(_copy, entries))
        )
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return tuple.__new__(kind, map(_copy, value))
    return value if callable(value) or issubclass(kind, KeyArray) else _deep_copy(value)


def _deep_copy(value: Any) -> Any:
    try:
        return copy.deepcopy(value)
    except Exception:
        return value
