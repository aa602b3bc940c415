"""Checks of values: equal up to rounding, of the right form, unharmed inputs, named errors."""

import dataclasses
import inspect
import math
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from numbers import Real
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from autograder.checks import inputs, snapshot, translate
from autograder.checks.internals import JaxArray, KeyArray, Tracer, untyped
from autograder.checks.outcome import (
    AuthorError,
    CheckFailed,
    address,
    check,
    describe,
    fail,
    kind_of,
)
from autograder.checks.rounding import epsilon


# Multiples of the machine epsilon allowed, relative to the expected value.
TOLERANCES = {"copy": 4.0, "elementwise": 200.0, "sum": 2000.0}
DICTS = (dict, OrderedDict, defaultdict)
NUMPY_SCALARS = frozenset(
    [*np.sctypeDict.values()]
    + [x.dtype.type for x in vars(jnp).values() if isinstance(getattr(x, "dtype", None), np.dtype)]
)
KEYS = frozenset([str, int, float, bool, complex, bytes, tuple, frozenset, type(None)])
# What JAX raises because a function was traced: a TypeError (IndexError) that nobody wrote.
TRACING = (
    jax.errors.ConcretizationTypeError,
    jax.errors.NonConcreteBooleanIndexError,
    jax.errors.TracerArrayConversionError,
    jax.errors.TracerIntegerConversionError,
    jax.errors.UnexpectedTracerError,
)


@dataclasses.dataclass(frozen=True)
class _Rules:
    """How close is close."""

    rtol: float | None
    atol: float | None
    operation: str
    dtype: np.dtype | None

    def __post_init__(self):
        if self.operation not in (*TOLERANCES, "any", "solve"):
            known = ", ".join([*TOLERANCES, "any", "solve"])
            raise AuthorError(f"operation={self.operation!r} is none of {known}.")
        for name in ("rtol", "atol"):
            value = getattr(self, name)
            if value is not None and not (isinstance(value, Real) and value >= 0):
                raise AuthorError(f"{name}={value!r}: a tolerance is 0 or more.")


@check("foundations/jax_intro.html", passed="{call} is right")
def close(
    got: Any,
    expected: Any,
    call: str = "the result",
    *,
    rtol: float | None = None,
    atol: float | None = None,
    operation: str = "any",
    dtype: Any = None,
) -> None:
    """Check that `got` equals `expected` up to rounding: same tree, same shapes, close values.

    Args:
        got: array, scalar, or a tree of them, from the student's function.
        expected: the same, from the reference. A list of numbers, nested or not, stands for an
            array; any other list, a tuple and a dict stand for themselves, and lists and tuples
            for one another. A named tuple has its names, and a dataclass, or another node that
            JAX knows, its class. Leaves may also be None, strings and typed random keys.
        call: the call that produced `got`, for the message, such as `"power(2.0, 3)"`.
        rtol, atol: relative and absolute tolerance. By default both follow from `operation` and
            the coarser of the two dtypes; `atol` is a hundredth of `rtol` times the largest
            entry of `expected` (times 1 if that is all zeros).
        operation: how the values came about, which says how much rounding is honest: "copy"
            (entries moved, 4 machine epsilons), "elementwise" (200), "sum" (2000), "any" (the
            square root of the machine epsilon: 3e-4 in float32, 1.5e-8 in float64), "solve" (a
            linear system, a long recursion: 10 times that). Two integers are compared exactly.
            A Python float counts as float32, unless 64 bits are enabled. A dtype coarser than
            float32 makes the tolerance wider only where it is expected, or is `dtype`.
        dtype: the dtype that every array must have, where the task promises one.

    Raises:
        CheckFailed: structure, shape, dtype or values differ, or a value is NaN where none is
            expected.
    """
    _compare(got, expected, call, _Rules(rtol, atol, operation, _promised(dtype)))


@check(
    "foundations/jax_intro.html",
    passed="{call}: numbers in an array",
)
def array(got: Any, call: str = "the result") -> np.ndarray:
    """The numbers that `got` holds, as a NumPy array; a Python, NumPy or JAX scalar will do.

    Only the classes of Python, NumPy and JAX are read: an object that says it is an array, and
    a subclass, is refused without any of its methods being called.

    Raises:
        CheckFailed: `got` is None, is not numeric, or is a value left over from tracing.
    """
    got = untyped(got)
    kind = type(got)
    if got is None:
        fail(f"{call} is None.", "Does the function return its result?")
    if issubclass(kind, Tracer):
        fail(
            f"{call} is a tracer, a value that exists only while JAX traces a function.",
            "It was kept (in a global, a list) by a function under jit, grad or vmap. Return it.",
        )
    _must_exist(got, call)
    if issubclass(kind, KeyArray):
        fail(f"{call} is a random key; expected numbers.")
    if not translate.is_any(kind, (*inputs.NUMBERS, JaxArray, np.ndarray, *NUMPY_SCALARS)):
        fail(f"{call} is {kind_of(got)}; expected an array of numbers.", _how_to_array(got))
    if kind is int and not -(2**63) <= got < 2**64:
        fail(f"{call} is an integer of {got.bit_length()} bits; expected one that fits an array.")
    values = np.asarray(got)
    if not _is_numeric(values.dtype):
        fail(f"{call} has dtype {values.dtype}; expected numbers.")
    return values


@check("foundations/pytrees.html", passed="{call}: a tuple of the right parts")
def parts(got: Any, names: tuple[str, ...], call: str = "the result") -> tuple:
    """Unpack a tuple (or list) that a function returned.

    Args:
        got: what the function returned.
        names: what its parts are, in order, for the message.

    Raises:
        CheckFailed: it is no tuple of that many parts.
    """
    entries = _entries(got)
    if entries is None or len(entries) != len(names):
        what = f" of {len(entries)}" if entries is not None else ""
        hint = "Does the function return its result?" if got is None else ""
        fail(f"{call} is {kind_of(got)}{what}; expected a tuple ({', '.join(names)}).", hint)
    return tuple(entries)


@check("reference/errors.html", passed="{call} raises the error that it should")
def raises(
    error: type[BaseException] | tuple[type[BaseException], ...],
    function: Callable,
    *args: Any,
    match: str = "",
    call: str = "",
) -> None:
    """Check that `function(*args)` raises an error of that class.

    What JAX raises because it cannot trace the function is not such an error, nor is the one of
    a function that does not take these arguments, or that is not written yet.

    Args:
        error: the class, or a tuple of classes; a subclass will do.
        match: words that the error's message must contain, in capitals or not.

    Raises:
        CheckFailed: it raises nothing, or something else, or with other words.
    """
    kinds = _error_classes(error)
    wanted = " or ".join(kind.__name__ for kind in kinds)
    _must_take(function, args, call)
    try:
        result = function(*args)
    except KeyboardInterrupt:
        raise
    except BaseException as raised:
        if translate.is_not_attempted(raised) and NotImplementedError not in kinds:
            raise
        _must_be_one_of(raised, kinds, wanted, call)
        _same_words(raised, match, call)
        return
    returned = describe(result)
    hint = f"Test the arguments, and `raise {kinds[0].__name__}(...)` saying what is wrong."
    if issubclass(type(result), BaseException):
        returned, hint = f"the error {returned}", "Write `raise`, not `return`."
    fail(f"{call} raises nothing and returns {returned}; expected {wanted}.", hint)


@check("foundations/pure_functions.html", passed="{call} leaves its inputs as they were")
def unchanged(function: Callable, *args: Any, call: str = "") -> Any:
    """Call `function(*args)` and check that nothing in `args` was changed by it.

    NumPy arrays, lists, dicts and objects are compared with what they were, at any depth. A JAX
    array is changed if it was donated.

    Returns:
        What the function returned. A call at the end of a test cell therefore needs a name for it
        (`_ = unchanged(f, x)`): the value of a cell's last line is read as its points.

    Raises:
        CheckFailed: an argument was modified in place.
    """
    before = [snapshot.of(arg) for arg in args]
    result = function(*args)
    snapshot.must_be_same(before, args, call)
    return result


def _compare(got: Any, expected: Any, call: str, rules: _Rules) -> None:
    """Compare two trees: by structure, then leaf by leaf."""
    if expected is None:
        if got is not None:
            fail(f"{call} is {kind_of(got)}; expected None.")
    elif type(expected) is str:
        if type(got) not in (str, np.str_) or got != expected:
            fail(f"{call} is {describe(got)}; expected {expected!r}.")
    elif issubclass(type(expected), KeyArray):
        _same_keys(got, expected, call)
    elif _is_tree(expected):
        for place, got_part, expected_part in _pairs(got, expected, call):
            _compare(got_part, expected_part, place, rules)
    else:
        wanted = _numbers_of(expected)
        actual = array.__wrapped__(got, call)
        with np.errstate(all="ignore"):
            _close_arrays(actual, wanted, call, rules, _precision(got))
        if rules.dtype is not None and _dtype(got) != rules.dtype:
            fail(f"{call} has dtype {_dtype(got)}; expected {rules.dtype}.")


def _is_tree(value: Any) -> bool:
    if isinstance(value, list) and _is_array_literal(value):
        return False
    return dataclasses.is_dataclass(value) or not jax.tree_util.all_leaves([value])


def _is_array_literal(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(entry, int | float | complex | np.number | np.bool_) or _is_array_literal(entry)
        for entry in value
    )


def _pairs(got: Any, expected: Any, call: str) -> list[tuple[str, Any, Any]]:
    """The parts of two trees that belong together, each with its place; the forms must agree."""
    if isinstance(expected, dict):
        return _dict_pairs(got, expected, call)
    if isinstance(expected, tuple) and hasattr(expected, "_fields"):
        return _named_pairs(got, expected, call)
    if isinstance(expected, list | tuple):
        return _list_pairs(got, expected, call)
    return _node_pairs(got, expected, call)


def _dict_pairs(got: Any, expected: dict, call: str) -> list[tuple[str, Any, Any]]:
    if not translate.is_any(type(got), DICTS):
        fail(f"{call} is {kind_of(got)}; expected a dict.")
    allowed = KEYS | {type(key) for key in expected} | NUMPY_SCALARS
    honest = {key for key in dict.keys(got) if type(key) in allowed}
    if len(honest) != len(got) or honest != set(expected):
        lacking = [key for key in expected if key not in honest]
        if max(len(got), len(expected)) > 8:
            what = f"lacks the key {describe(lacking[0])}" if lacking else "has a key too many"
            fail(f"{call} {what}; expected {len(expected)} keys.")
        seen, wanted = (", ".join(sorted(map(describe, tree))) for tree in (got, expected))
        fail(f"{call} has the keys [{seen}]; expected [{wanted}].")
    return [(f"{call}[{key!r}]", dict.__getitem__(got, key), expected[key]) for key in expected]


def _named_pairs(got: Any, expected: Any, call: str) -> list[tuple[str, Any, Any]]:
    names, entries = expected._fields, _entries(got)
    if (
        entries is None
        or getattr(type(got), "_fields", None) != names
        or len(entries) != len(names)
    ):
        fail(
            f"{call} is {kind_of(got)}; expected a {type(expected).__name__} with the fields "
            f"{', '.join(names)}."
        )
    return [
        (f"{call}.{name}", *pair)
        for name, pair in zip(names, zip(entries, expected, strict=True), strict=True)
    ]


def _list_pairs(got: Any, expected: list | tuple, call: str) -> list[tuple[str, Any, Any]]:
    entries = _entries(got)
    if entries is None or len(entries) != len(expected):
        what = f" of length {len(entries)}" if entries is not None else ""
        count = "1 value" if len(expected) == 1 else f"{len(expected)} values"
        fail(f"{call} is {kind_of(got)}{what}; expected {count} in a tuple or a list.")
    return [(f"{call}[{i}]", *pair) for i, pair in enumerate(zip(entries, expected, strict=True))]


def _node_pairs(got: Any, expected: Any, call: str) -> list[tuple[str, Any, Any]]:
    """The children of a dataclass, or of an object that JAX knows to take apart."""
    if type(got) is not type(expected):
        other = ", of another class" if kind_of(got) == kind_of(expected) else ""
        fail(f"{call} is {kind_of(got)}{other}; expected {kind_of(expected)}.")
    if jax.tree_util.all_leaves([expected]):
        names = [field.name for field in dataclasses.fields(expected)]
        return [(f"{call}.{name}", getattr(got, name), getattr(expected, name)) for name in names]
    (left, form), (right, wanted) = (
        jax.tree_util.tree_flatten_with_path(tree, is_leaf=lambda node, tree=tree: node is not tree)
        for tree in (got, expected)
    )
    if form != wanted:
        fail(
            f"{call} is {kind_of(got)} of another structure (or other static fields) than expected."
        )
    return [
        (call + jax.tree_util.keystr(path), mine, theirs)
        for (path, mine), (_, theirs) in zip(left, right, strict=True)
    ]


def _entries(value: Any) -> list | None:
    """The entries of a list or tuple, named tuples too, read past any method of a subclass."""
    for kind in (tuple, list):
        if issubclass(type(value), kind):
            return list(kind.__iter__(value))
    return None


def _must_exist(got: Any, call: str) -> None:
    if issubclass(type(got), JaxArray | KeyArray) and got.is_deleted():
        fail(
            f"{call} has been deleted: its memory was given to another result.",
            "Leave out donate_argnums, or do not use afterwards what was donated.",
        )


def _same_keys(got: Any, expected: Any, call: str) -> None:
    _must_exist(got, call)
    if not issubclass(type(got), KeyArray):
        fail(f"{call} is {kind_of(got)}; expected a random key.")
    if got.shape != expected.shape:
        fail(f"{call} is a key array of shape {got.shape}; expected {expected.shape}.")
    if got.dtype != expected.dtype:
        fail(f"{call} is a key of another generator than expected.")
    if not np.array_equal(*map(jax.random.key_data, (got, expected))):
        fail(f"{call} is another random key than expected.")


def _close_arrays(
    actual: np.ndarray,
    wanted: np.ndarray,
    call: str,
    rules: _Rules,
    precision: float,
) -> None:
    if actual.shape != wanted.shape:
        fail(
            f"{call} has shape {actual.shape}; expected {wanted.shape}.",
            _about_shapes(actual, wanted),
        )
    relative = rules.rtol
    if relative is None:
        relative = _relative(rules, precision, epsilon(wanted.dtype))
    wide = np.complex128 if "c" in (actual.dtype.kind, wanted.dtype.kind) else np.float64
    left, right = actual.astype(wide), wanted.astype(wide)
    scale = np.max(np.abs(right[np.isfinite(right)]), initial=0.0) or 1.0
    absolute = 1e-2 * relative * scale if rules.atol is None else rules.atol
    if rules.rtol is rules.atol is None and {actual.dtype.kind, wanted.dtype.kind} <= set("biu"):
        agrees = actual == wanted
    else:
        agrees = np.isclose(left, right, rtol=relative, atol=absolute, equal_nan=True)
    if not agrees.all():
        cause = _likely_cause(left, right, {"rtol": relative, "atol": absolute})
        fail(_difference(actual, wanted, agrees, call), cause)


def _relative(rules: _Rules, actual: float, wanted: float) -> float:
    """The relative tolerance for values of these machine epsilons (0 for integers)."""
    promised = epsilon(rules.dtype) if rules.dtype is not None else 0.0
    honest = max(wanted, promised, epsilon(np.dtype(np.float32)))
    coarse = max(wanted, min(actual, honest))
    if rules.operation in TOLERANCES:
        return TOLERANCES[rules.operation] * coarse
    return math.sqrt(coarse) * (10 if rules.operation == "solve" else 1)


def _precision(got: Any) -> float:
    """Machine epsilon of a result: a Python float may have been a float32 on its way here."""
    got = untyped(got)
    if type(got) in (float, complex):
        return epsilon(np.dtype(jax.dtypes.canonicalize_dtype(float)))
    return epsilon(np.asarray(got).dtype)


def _difference(actual: np.ndarray, wanted: np.ndarray, right: np.ndarray, call: str) -> str:
    if actual.shape == ():
        return "{} is {}; expected {}.".format(call, *_two_numbers(actual[()], wanted[()]))
    where = tuple(int(i) for i in np.argwhere(~right)[0])
    place = ", ".join(map(str, where))
    count = f"{int((~right).sum())} of {right.size} entries differ"
    seen, expected = _two_numbers(actual[where], wanted[where])
    return f"{call}: {count}; entry [{place}] is {seen}, expected {expected}."


def _two_numbers(*values: Any) -> tuple[str, ...]:
    """Two numbers with as many digits as it takes to tell them apart."""
    for digits in (7, 10, 17):
        shown = tuple(_number(value, digits) for value in values)
        if shown[0] != shown[1]:
            return shown
    return shown


def _number(value: Any, digits: int) -> str:
    if value.dtype.kind in "biu":
        return str(value)
    return f"{value.item():.{digits}g}"


def _likely_cause(actual: np.ndarray, wanted: np.ndarray, near: dict[str, float]) -> str:
    """What is true of the two arrays and says what happened; nothing where it would be a guess."""
    if np.isnan(actual).any() and not np.isnan(wanted).any():
        return (
            "A NaN: 0/0, the logarithm or the root of a negative number, infinity minus infinity?"
        )
    if not (np.isfinite(actual).all() and np.isfinite(wanted).all() and np.any(wanted)):
        return ""
    if np.allclose(actual, -wanted, **near):
        return "Every sign is turned." if actual.size > 1 else "The sign is turned."
    if actual.size == 1:
        return ""
    if np.allclose(np.sort(actual.ravel()), np.sort(wanted.ravel()), **near):
        return "The right numbers stand in other places: is an axis turned, or the order reversed?"
    largest = np.unravel_index(np.argmax(np.abs(wanted)), wanted.shape)
    ratio = actual[largest] / wanted[largest]
    if ratio and np.allclose(
        actual, ratio * wanted, rtol=near["rtol"], atol=abs(ratio) * near["atol"]
    ):
        return f"Every entry is {ratio:.5g} times what it should be."
    return ""


def _about_shapes(actual: np.ndarray, wanted: np.ndarray) -> str:
    if actual.ndim != wanted.ndim and [n for n in actual.shape if n != 1] == [
        n for n in wanted.shape if n != 1
    ]:
        return "An axis of length 1 is {}.".format(
            "too many" if actual.ndim > wanted.ndim else "missing"
        )
    if actual.ndim > 1 and actual.shape == wanted.shape[::-1]:
        return "The axes stand in the reverse order."
    return ""


def _how_to_array(got: Any) -> str:
    if _entries(got) is not None:
        return "jnp.array(...) or jnp.stack(...) makes an array of it."
    return "A function must be called to give a result: f(x), not f." if callable(got) else ""


def _numbers_of(expected: Any) -> np.ndarray:
    """The reference's numbers."""
    try:
        values = np.asarray(untyped(expected))
    except Exception as error:
        raise AuthorError(f"expected={describe(expected)} is no array: {error}") from None
    if not _is_numeric(values.dtype):
        raise AuthorError(f"expected={describe(expected)} holds something that is no number.")
    return values


def _is_numeric(dtype: np.dtype) -> bool:
    return dtype.kind == "b" or (dtype.kind != "m" and jax.dtypes.issubdtype(dtype, np.number))


def _promised(dtype: Any) -> np.dtype | None:
    try:
        return None if dtype is None else np.dtype(jnp.dtype(dtype))
    except TypeError:
        raise AuthorError(f"dtype={dtype!r} is no dtype.") from None


def _dtype(got: Any) -> np.dtype:
    if type(got) in (bool, int, float, complex):
        return np.dtype(jax.dtypes.canonicalize_dtype(type(got)))
    return np.dtype(untyped(got).dtype)


def _error_classes(error: Any) -> tuple[type[BaseException], ...]:
    kinds = error if isinstance(error, tuple) else (error,)
    if not kinds or not all(isinstance(k, type) and issubclass(k, BaseException) for k in kinds):
        raise AuthorError(f"raises wants a class of errors, or a tuple of them, not {error!r}.")
    return kinds


def _must_take(function: Callable, args: tuple, call: str) -> None:
    """The call must fit the function: the TypeError for one that does not is not its own."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return
    try:
        signature.bind(*args)
    except TypeError as error:
        fail(f"{call}: the function does not take these arguments ({error}).")


def _must_be_one_of(raised: BaseException, kinds: tuple, wanted: str, call: str) -> None:
    if issubclass(type(raised), TRACING):
        kinds = tuple(kind for kind in kinds if issubclass(kind, TRACING))
    if issubclass(type(raised), kinds):
        return
    told = translate.explain(raised)
    finding = f"{call} should raise {wanted}, and raises another error. {told.finding}"
    raise CheckFailed(finding, told.cure, address(told.page)) from raised


def _same_words(raised: BaseException, match: str, call: str) -> None:
    text = translate.message_of(raised)
    if match.casefold() not in text.casefold():
        name = translate.name_of(type(raised))
        fail(f"{call} raises {name} that says {text[:80]!r}; expected the words {match!r}.")


__all__ = ["CheckFailed", "array", "close", "parts", "raises", "unchanged"]
