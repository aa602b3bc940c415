"""Checks of keys: each used once, and all randomness taken from them."""

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import numpy as np

from autograder.checks import inputs, key_record, snapshot
from autograder.checks.internals import KeyArray, compiled_quickly
from autograder.checks.outcome import AuthorError, check, fail


MOST_KEYS = 24  # a fair coin falls alike as often with probability 6e-8
FEWEST_KEYS = 4
REUSE = "Draws from the same key are the same numbers. Split first, and use each part once."
SPLIT_TOO = "Split first, draw from the parts alone, and keep one part to go on with."


@check(
    "foundations/random_numbers.html",
    passed="{call} uses no random key twice",
    on_the_spot=True,
)
def keys_used_once(
    function: Callable, *args: Any, common_under_vmap: bool = False, call: str = ""
) -> None:
    """Check that no key is drawn from twice in a call, nor drawn from and split.

    Keys are told apart by their bits, during a call, so that two names for one key are one key,
    `split` repeated gives the same keys, and keys are followed through `vmap`, `scan`,
    `while_loop`, `jit` and grad. A sampler of `jax.random` uses its key once, whatever it does
    inside; `fold_in` with different numbers makes different keys. A draw inside `vmap` from a key
    that is not mapped is the same for every element: it counts as used twice.

    Args:
        args: the call, with one or more keys, typed or raw, among the arguments. Typed keys are
            passed on, of a generator that reports on its use.
        common_under_vmap: allow such draws that all elements share.

    Raises:
        CheckFailed: a key is used twice; the message says on which lines.
    """
    if not any(map(key_record.is_key, jax.tree.leaves(args))):
        raise AuthorError("keys_used_once needs a random key among the arguments.")
    try:
        uses = key_record.of(function, args)
    except key_record.NotFollowed:
        uses = _checked_by_jax(function, args, call)
    for use in uses:
        if use.shared and not common_under_vmap:
            fail(
                f"{call} draws inside vmap from a key that is the same for every element"
                f"{_at(use)}.",
                "Every element gets the same numbers. Split the key first, and map over the parts.",
            )
    _no_reuse(uses, call)


@check(
    "foundations/random_numbers.html",
    passed="{call} draws what its key says",
    hint="Take all randomness from the key that is passed.",
)
def depends_on_key(function: Callable, *args: Any, call: str = "") -> None:
    """Check that the same key gives the same result, and another key another one.

    Args:
        args: the call, with one or more keys among the arguments, typed or raw. Each is changed
            while the others stay. Up to 24 other keys are tried, fewer where many numbers are
            drawn.

    Raises:
        CheckFailed: the same key gave two results, or different keys gave the same.
    """
    keys = [place for place, leaf in enumerate(jax.tree.leaves(args)) if key_record.is_key(leaf)]
    if not keys:
        raise AuthorError("depends_on_key needs a random key among the arguments.")
    run = _compiled(function, args, keys)
    if run is None:
        run, again = function, function(*inputs.fresh(args))
    first = run(*inputs.fresh(args))
    if run is function and _differ(first, again):
        fail(f"{call} gave two different results for the same key.", "Is there a hidden state?")
    drawn = sum(np.size(leaf) for leaf in _floats(first))
    tries = max(FEWEST_KEYS, MOST_KEYS // max(drawn, 1))
    for place in keys:
        others = (_with_another_key(args, place, number) for number in range(tries))
        if any(_differ(first, run(*other)) for other in others):
            continue
        which = "the key" if len(keys) == 1 else _name(function, args, place)
        fail(
            f"{call} gives the same draws whatever {which} is.",
            _why_the_same(function, args, place),
        )


def _compiled(function: Callable, args: tuple, places: list[int]) -> Callable | None:
    """The function as a program of its keys, all else fixed; None if JAX cannot make one of it.

    Nor if two tracings make two programs: then the function may read a hidden state.
    """
    if not isinstance(function, Callable) or hasattr(type(function), "__lower__"):
        return None
    leaves, structure = jax.tree.flatten(args)

    def of_keys(*keys: Any) -> Any:
        given = list(inputs.fresh(leaves))
        for place, key in zip(places, keys, strict=True):
            given[place] = key
        return function(*jax.tree.unflatten(structure, given))

    keys = [leaves[place] for place in places]
    try:
        lowered, again = (jax.jit(partial(of_keys)).lower(*keys) for _ in range(2))
        if lowered.as_text() != again.as_text():
            return None
        run = compiled_quickly(lowered)
    except Exception:
        return None
    return lambda *moved: run(*(jax.tree.leaves(moved)[place] for place in places))


def _checked_by_jax(function: Callable, args: tuple, call: str) -> list:
    """JAX's own check, for functions that can neither be traced nor be given keys of ours."""
    typed = tuple(jax.tree.map(key_record.typed, arg) for arg in inputs.fresh(args))
    try:
        # JAX 0.7 would run what it has compiled without the check, but for another precision.
        with jax.debug_key_reuse(True), jax.default_matmul_precision("highest"):
            function(*typed)
    except jax.errors.KeyReuseError:
        raise
    except Exception:
        fail(f"{call} reads the numbers of its key.", "Give keys to functions of jax.random only.")
    return []


def _no_reuse(uses: list, call: str) -> None:
    """A key may be drawn from once, or split: twice in the same way gives the same keys."""
    seen: dict[bytes, Any] = {}
    for use in uses:
        earlier = seen.setdefault(use.key, use)
        repeated_step = use.masked and use.site == earlier.site
        one_call = use.call == earlier.call and use.inside != earlier.inside
        if earlier is use or repeated_step or one_call or use.kind == earlier.kind == "split":
            continue
        both = _lines(earlier, use)
        if use.kind == earlier.kind:
            fail(f"{call} draws twice from the same key{both}.", REUSE)
        fail(f"{call} draws from a key and splits it too{both}.", SPLIT_TOO)


def _lines(first: Any, second: Any) -> str:
    if not first.line or not second.line:
        return _at(first) or _at(second)
    if first.line == second.line:
        return f": on {first.line}, more than once"
    return f": on {first.line}, and on {second.line}"


def _at(use: Any) -> str:
    return f": on {use.line}" if use.line else ""


def _with_another_key(args: tuple, place: int, number: int) -> tuple:
    """The arguments, with another key in place of the leaf at `place`."""
    leaves, structure = jax.tree.flatten(inputs.fresh(args))
    old = key_record.typed(leaves[place])
    new = jax.random.split(jax.random.key(1234 + number), old.shape or 1).reshape(old.shape)
    leaves[place] = new if old is leaves[place] else jax.random.key_data(new)
    return jax.tree.unflatten(structure, leaves)


def _name(function: Callable, args: tuple, place: int) -> str:
    """The name of the argument that holds the leaf at `place`."""
    ends = np.cumsum([len(jax.tree.leaves(arg)) for arg in args])
    position = int(np.searchsorted(ends, place, side="right"))
    try:
        return f"`{list(inspect.signature(function).parameters)[position]}`"
    except (TypeError, ValueError, IndexError):
        return f"argument {position + 1}"


def _why_the_same(function: Callable, args: tuple, place: int) -> str:
    moved = _with_another_key(args, place, MOST_KEYS)
    try:
        used, other = ({use.key for use in key_record.of(function, call)} for call in (args, moved))
    except Exception:
        return ""
    if used != other:
        return "The key is used, but what is drawn from it does not reach the result."
    return (
        "The key is not used. A key made inside the function, jax.random.key(0) say, is the same"
        " in every call."
    )


def _floats(tree: Any) -> list:
    return [leaf for leaf in jax.tree.leaves(tree) if not issubclass(type(leaf), KeyArray)]


def _differ(left: Any, right: Any) -> bool:
    """Whether two results are not the same, bit by bit, keys in them left aside."""
    before, after = (snapshot.of(_floats(tree)) for tree in (left, right))
    return snapshot.difference(before, after) is not None
