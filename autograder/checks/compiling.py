"""Checks of what JAX makes of a function: traced, compiled, looped, mapped, in which precision."""

import functools
import sys
import types
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import jax
import numpy as np

from autograder.checks import inputs
from autograder.checks.internals import (
    COMPILATION_EVENT,
    Jitted,
    KeyArray,
    caller_of,
    is_ours_or_jax,
    jitted_here,
    untyped,
)
from autograder.checks.outcome import AuthorError, check, describe, fail
from autograder.checks.program import (
    BadArgument,
    BadResult,
    NoProgram,
    Program,
    as_array,
    is_constant,
    take_apart,
)
from autograder.checks.rounding import about_equal
from autograder.checks.stablehlo import Loop


CALLBACK = ("callback", "outfeed", "infeed")
KINDS = {
    "counted": "a loop whose number of steps the program fixes (scan, fori_loop, map)",
    "conditional": "a loop that ends when a condition says so (while_loop)",
    "any": "a loop of JAX's (scan, fori_loop, while_loop, map)",
}
FLOATS = {
    "float16": {"f16"},
    "bfloat16": {"bf16"},
    "float32": {"f32", "complex<f32>"},
    "float64": {"f64", "complex<f64>"},
}
COMPLEX = {"complex64": "float32", "complex128": "float64"}
RETURN = "Return arrays, or dicts, lists and tuples of arrays."
UNEQUAL = (
    "JAX runs a function's Python once, while it traces. What changes outside of the function (a"
    " global, a counter, NumPy's random numbers) keeps the value of that time."
)


def program_of(function: Callable, args: tuple, call: str, **options: Any) -> Program:
    """`Program.lower`, for a check: what cannot be a program is a failure, or the author's error.

    Raises:
        CheckFailed: the result of the call is no tree of arrays, or holds none.
        AuthorError: an argument is none, or a program was made for other arguments.
    """
    try:
        program = Program.lower(function, *args, **options)
    except BadArgument as error:
        raise AuthorError(str(error)) from error
    except BadResult as error:
        fail(f"{call} returns {error}", RETURN)
    except NoProgram as error:
        raise AuthorError(str(error)) from error
    if not program.results:
        what = "None" if program.structure is None else "no array"
        fail(f"{call} returns {what}.", "Does the function return its result?")
    return program


def inputs_at(inputs_of: Callable[[int], tuple], n: int) -> tuple:
    """The arguments of the call for n; what goes wrong in making them is the author's."""
    try:
        made = inputs_of(n)
    except Exception as error:
        raise AuthorError(f"inputs_of({n}) raises {type(error).__name__}: {error}") from error
    if not isinstance(made, tuple):
        raise AuthorError(f"inputs_of({n}) is a {type(made).__name__}; it must be a tuple.")
    return made


@check("foundations/jit.html", passed="jit compiles {call}, with the same result")
def jittable(function: Callable, *args: Any, static: Sequence[int] = (), call: str = "") -> None:
    """Check that JAX can trace and compile `function`, and that the program gives its result.

    Args:
        args: the call to trace; all values but the static ones are unknown while it is traced.
        static: positions of arguments that are compile-time constants.

    Raises:
        CheckFailed: tracing fails (the message says on which line and what to do), or the
            compiled result is not the one that Python computes.
    """
    program = program_of(function, args, call, static=static)
    compiled = program.flat(*args)
    if isinstance(function, Program) or not callable(function):
        return
    eager = function(*inputs.fresh(args))
    _same(program, compiled, eager, (f"The compiled {call}", "run by Python, it"), UNEQUAL)


@check(
    "foundations/jit.html",
    passed="{call} is compiled often enough, and not more",
    hint="Each new static value, shape or dtype compiles anew. Let what changes be an argument"
    " that is traced.",
    on_the_spot=True,
)
def compilations(
    function: Callable,
    calls: Iterable[tuple],
    *,
    at_most: int = 1,
    static: Sequence[int] = (),
    call: str = "",
) -> None:
    """Check that a list of calls costs at most so many compilations.

    A function that is not compiled yet is put under `jax.jit` first, once for all calls; it must
    not make jitted functions of its own in each call. Python's numbers get the dtype of an array
    of them, so that `2.0` and `jnp.float32(2)` are alike.

    Args:
        calls: the calls' arguments, a tuple each.
        at_most: how many compilations are allowed over all of them.
        static: positions of arguments that are static, if the check does the compiling.

    Raises:
        CheckFailed: it compiles more often, or cannot be traced.
    """
    calls = list(calls)
    if not calls or not all(isinstance(args, tuple) for args in calls):
        raise AuthorError("compilations needs a list of at least one call, a tuple each.")
    if isinstance(function, Program) or not callable(function):
        raise AuthorError("compilations needs a function that can be called.")
    constant = {i for args in calls for i, arg in enumerate(args) if is_constant(arg)}
    static = tuple(sorted({*static, *constant}))
    calls = [inputs.strongly_typed(args, static) for args in calls]
    jitted = _jitted(function)
    if jitted is None:
        _makes_no_jitted(function, calls[0], static, call)
        counted = _count_traces(function, calls, static, call)
    else:
        jitted.clear_cache()
        counted = _count_compilations(function, calls)
    if counted > at_most:
        fail(
            f"{call} was compiled {counted} times over {len(calls)} calls; at most {at_most}"
            f" {'is' if at_most == 1 else 'are'} allowed."
        )


@check(
    "foundations/control_flow.html",
    passed="the program of {call} does not grow with its input",
    hint="A Python loop is unrolled when JAX traces it: each step is written out. Use array"
    " operations, jax.vmap, or a loop of JAX's (scan, fori_loop).",
)
def vectorized(
    function: Callable,
    inputs_of: Callable[[int], tuple],
    *,
    dimension: str = "n",
    smallest: int = 16,
    static: Sequence[int] = (),
    call: str = "",
) -> None:
    """Check that the size of the program does not depend on the length of a dimension.

    The function is lowered at n, 2n and 4n, without running it, and where that leaves doubts at
    8n and 16n too. A program that grows in proportion holds an unrolled loop; one that grows
    with the logarithm of n, as a prefix sum may, passes.

    Args:
        inputs_of: the arguments of the call for a given n, such as `lambda n: (jnp.ones(n),)`.
        dimension: what n is, for the message.
        smallest: the smallest n.
        static: positions of arguments that are compile-time constants.

    Raises:
        CheckFailed: the program grows with n, or cannot be traced.
    """

    def size(n: int) -> int:
        return program_of(function, inputs_at(inputs_of, n), call, static=static).size

    lengths = [smallest, 2 * smallest, 4 * smallest]
    sizes = [size(n) for n in lengths]
    grows = _in_proportion(sizes, lengths[2] - lengths[1], share=0.5)
    if not grows and len(set(sizes)) > 1:
        lengths = [4 * smallest, 8 * smallest, 16 * smallest]
        sizes = [sizes[2], *map(size, lengths[1:])]
        grows = _in_proportion(sizes, lengths[2] - lengths[1], share=0.125)
    if grows:
        fail(
            f"The program of {call} has {sizes[0]}, {sizes[1]} and {sizes[2]} operations for "
            f"{dimension} = {', '.join(map(str, lengths))}: it grows with {dimension}."
        )


@check(
    "foundations/control_flow.html", passed="the program of {call} holds the loop that it should"
)
def uses_loop(
    function: Callable,
    *args: Any,
    kind: str = "any",
    at_least: int = 1,
    static: Sequence[int] = (),
    call: str = "",
) -> None:
    """Check that the program holds a loop of JAX's.

    Loops inside functions of JAX's own (`jax.random`, `jnp.linalg`) do not count, nor does one
    of a single step.

    Args:
        kind: "counted" (the program fixes the number of steps: `scan`, `map`, `fori_loop` with
            known bounds, and a `while_loop` that does no more than count to a constant),
            "conditional" (data decide: `while_loop`, `fori_loop` with traced bounds), or "any".
        at_least: how many such loops.
        static: positions of arguments that are compile-time constants.

    Raises:
        CheckFailed: there is none, or the function cannot be traced.
    """
    _known_kind(kind)
    loops = program_of(function, args, call, static=static).loops
    loops = [loop for loop in loops if loop.iterations is None or loop.iterations > 1]
    found = _of_kind(loops, kind)
    if len(found) >= at_least:
        return
    if not loops:
        fail(
            f"The program of {call} holds no loop; expected {KINDS[kind]}.",
            "A Python loop is unrolled while JAX traces; it leaves no loop in the program.",
        )
    if not found:
        fail(f"The program of {call} holds only {_named(loops)}; expected {KINDS[kind]}.")
    fail(
        f"The program of {call} holds {len(found)} such loops; expected {at_least}: {KINDS[kind]}."
    )


@check("foundations/vectorization.html", passed="the program of {call} holds no such loop")
def avoids_loop(
    function: Callable,
    *args: Any,
    kind: str = "any",
    static: Sequence[int] = (),
    call: str = "",
) -> None:
    """Check that the program holds no loop of JAX's of that kind (see `uses_loop`).

    Raises:
        CheckFailed: there is one, or the function cannot be traced.
    """
    _known_kind(kind)
    found = _of_kind(program_of(function, args, call, static=static).loops, kind)
    if found:
        fail(
            f"The program of {call} holds {_named(found)}; none is wanted.",
            "Compute with whole arrays, or map with jax.vmap.",
        )


@check("foundations/vectorization.html", passed="vmap maps {call}")
def vmappable(
    function: Callable,
    *args: Any,
    over: Any = 0,
    size: int = 3,
    static: Sequence[int] = (),
    call: str = "",
) -> None:
    """Check that `jax.vmap` maps the function, with the results of single calls.

    Args:
        args: one call. The arguments named by `over` are varied to make a batch.
        over: name or position of the argument to map, or several.
        size: the length of the batch.
        static: positions of arguments that are compile-time constants.

    Raises:
        CheckFailed: it cannot be mapped, or an entry of the result is not that of a single call.
    """
    mapped = _mapped(function, args, over, static)
    if size < 1:
        raise AuthorError(f"size={size}: a batch has at least one entry.")
    batched = tuple(
        inputs.batch(arg, size, seed=i) if i in mapped else arg for i, arg in enumerate(args)
    )
    axes = tuple(0 if i in mapped else None for i in range(len(args)))
    options = {"static": static, "transform": "vmap", "axes": axes}
    program = program_of(function, batched, f"vmap of {call}", **options)
    together = program.flat(*batched)
    for i in range(size):
        one = tuple(inputs.entry(arg, i) if j in mapped else arg for j, arg in enumerate(batched))
        if callable(function):
            single = function(*inputs.fresh(one))
        else:
            single = Program.lower(function, *one, static=static)(*one)
        told = (f"Entry {i} of vmap of {call}", "a single call")
        _same(program, [leaf[i] for leaf in together], single, told)


@check("foundations/jit.html", passed="the program of {call} computes by itself")
def no_callbacks(
    function: Callable,
    *args: Any,
    static: Sequence[int] = (),
    allow: Sequence[str] = (),
    call: str = "",
) -> None:
    """Check that the program neither calls back to Python nor leaves the work to NumPy.

    `pure_callback`, `io_callback` and `jax.debug.print` are calls back. A function that hands its
    arguments to NumPy cannot be traced. Calls of LAPACK and the like are JAX's own.

    Args:
        allow: names of calls to let through, as in `Program.custom_calls`.

    Raises:
        CheckFailed: it does.
    """
    calls = program_of(function, args, call, static=static).custom_calls
    found = [name for name in calls if any(word in name.lower() for word in CALLBACK)]
    if set(found) - set(allow):
        fail(
            f"The program of {call} calls back to Python while it runs.",
            "pure_callback, io_callback and jax.debug.print do that. Write it in jax.numpy alone,"
            " and take debugging prints out.",
        )


@check(
    "foundations/jax_intro.html",
    passed="{call} computes in the precision of its inputs",
    hint="A NumPy float64 scalar or array, or dtype=..., changes the precision. Use Python numbers"
    " and the dtype of the inputs.",
)
def keeps_dtype(
    function: Callable,
    *args: Any,
    dtypes: Sequence[str] = ("float32", "float64"),
    inside: bool = False,
    static: Sequence[int] = (),
    call: str = "",
) -> None:
    """Check that the result has the floating-point dtype of the inputs.

    The function is lowered with 64-bit types on, once for each dtype, with its floating-point
    inputs in that dtype.

    Args:
        dtypes: the dtypes to try.
        inside: also refuse other floating-point dtypes within the program.
        static: positions of arguments that are compile-time constants.

    Raises:
        CheckFailed: the result, or with `inside` a value on the way, has another dtype.
    """
    unknown = [dtype for dtype in dtypes if dtype not in FLOATS]
    if unknown or not dtypes:
        raise AuthorError(f"dtypes={dtypes!r}: choose from {', '.join(FLOATS)}.")
    moving = [arg for i, arg in enumerate(args) if i not in static]
    if not any(map(inputs.is_real, jax.tree.leaves(moving))):
        raise AuthorError("keeps_dtype needs a floating-point argument.")
    for dtype in dtypes:
        given = inputs.cast(args, dtype, static)
        program = program_of(function, given, call, static=static, x64=True)
        for place, found in _float_results(program):
            if found != dtype and COMPLEX.get(found) != dtype:
                fail(f"{call} with {dtype} inputs has a result of dtype {found}{place}.")
        others = _other_floats(program, dtype)
        if inside and others:
            fail(f"{call} with {dtype} inputs computes in {others[0]} on the way.")


def _jitted(function: Any) -> Any:
    """The jitted function that a callable is, or is bound to; None if it is not compiled."""
    for _ in range(20):
        if type(function) is Jitted:
            return function
        if type(function) is functools.partial:
            function = function.func
        elif type(function) is types.MethodType:
            function = function.__func__
        else:
            methods = [vars(kind).get("__call__") for kind in type(function).__mro__]
            return next((method for method in methods if type(method) is Jitted), None)
    return None


def _count_compilations(jitted: Callable, calls: list[tuple]) -> int:
    count = [0, True]

    def listen(event: str, duration: float, **_: Any) -> None:
        count[0] += count[1] and event == COMPILATION_EVENT

    jax.monitoring.register_event_duration_secs_listener(listen)
    try:
        for args in calls:
            jax.block_until_ready(jitted(*args))
    finally:
        count[1] = False
        _forget(listen)
    return count[0]


def _arrays_of(function: Callable, call: str) -> Callable:
    """The function with a list of arrays as its result."""

    def run(*args: Any) -> list:
        try:
            return [as_array(leaf) for leaf in take_apart(function(*args))[1]]
        except BadResult as error:
            fail(f"{call} returns {error}", RETURN)

    return run


def _count_traces(function: Callable, calls: list[tuple], static: tuple, call: str) -> int:
    count = [0]
    arrays = _arrays_of(function, call)

    def traced(*args: Any) -> list:
        count[0] += 1
        return arrays(*args)

    compiled = jax.jit(traced, static_argnums=static)
    for args in calls:
        jax.block_until_ready(compiled(*args))
    return count[0]


def _forget(listener: Callable) -> None:
    unregister = getattr(jax.monitoring, "unregister_event_duration_listener", None)
    if unregister is not None:
        unregister(listener)


def _makes_no_jitted(function: Callable, args: tuple, static: tuple, call: str) -> None:
    """A function that is given to jax.jit in a call must be the same one in the next."""
    first, second = (_jitted_during(function, args, static, call) for _ in range(2))
    for again in second:
        if not any(again is earlier for earlier in first):
            name = getattr(again, "__name__", "")
            what = f"`{name}`" if type(name) is str and name.isidentifier() else "a function"
            fail(
                f"{call} gives {what} to jax.jit anew in each call: it is compiled each time.",
                "Make the jitted function once, outside, and pass it what changes.",
            )


def _jitted_during(function: Callable, args: tuple, static: tuple, call: str) -> list[Callable]:
    """The functions that the author's code gives to jax.jit while a call is traced."""
    found = []

    def watch(frame: types.FrameType, event: str, _: Any) -> None:
        given = jitted_here(frame) if event == "call" else None
        caller = caller_of(frame) if given is not None else None
        if caller is not None and _is_authors(caller):
            found.append(given)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        jax.make_jaxpr(_arrays_of(function, call), static_argnums=static)(*args)
    finally:
        sys.setprofile(before)
    return found


def _is_authors(frame: types.FrameType) -> bool:
    return not is_ours_or_jax(frame) and "site-packages" not in frame.f_code.co_filename


def _in_proportion(sizes: list[int], step: int, share: float) -> bool:
    """Whether the last doubling adds about twice what the one before did, and not just a little."""
    first, second = sizes[1] - sizes[0], sizes[2] - sizes[1]
    return second >= share * step and second > 1.5 * first


def _mapped(function: Callable, args: tuple, over: Any, static: Sequence[int]) -> tuple[int, ...]:
    """The positions of the arguments to map, which must be arrays."""
    try:
        found = inputs.positions(function, over, len(args))
    except TypeError as error:
        raise AuthorError(f"over={over!r}: give names or positions of arguments.") from error
    for i in found:
        if i in static or is_constant(args[i]):
            raise AuthorError(f"over={over!r}: argument {i + 1} is a constant.")
    return found


def _known_kind(kind: str) -> None:
    if kind not in KINDS:
        raise AuthorError(f"kind={kind!r} is none of {', '.join(KINDS)}.")


def _of_kind(loops: list[Loop], kind: str) -> list[Loop]:
    counted = {"counted": True, "conditional": False}.get(kind)
    return [loop for loop in loops if counted in (None, loop.iterations is not None)]


def _named(loops: list[Loop]) -> str:
    names = {"a counted loop" if loop.iterations is not None else "a while loop" for loop in loops}
    return " and ".join(sorted(names))


def _float_results(program: Program) -> list[tuple[str, str]]:
    kinds = [str(aval.dtype) for aval in program.results]
    where = [f" (its part {i + 1})" if len(kinds) > 1 else "" for i in range(len(kinds))]
    pairs = zip(where, kinds, strict=True)
    return [(w, k) for w, k in pairs if "float" in k or "complex" in k]


def _other_floats(program: Program, dtype: str) -> list[str]:
    """Other dtypes that the program computes in; of 16 bits, JAX itself adds up in 32."""
    allowed = FLOATS[dtype] | (FLOATS["float32"] if "16" in dtype else set())
    found = program.arithmetic.elements - allowed
    return sorted(name for name, short in FLOATS.items() if short & found)


def _same(
    program: Program, got: list, expected: Any, told: tuple[str, str], hint: str = ""
) -> None:
    """The leaves of a result, and those of another of the student's results, up to rounding."""
    first, second = told
    try:
        structure, wanted = take_apart(expected)
    except BadResult as error:
        fail(f"{first} is an array or a tree of arrays; {second} returns {error}", hint)
    if structure != program.structure:
        fail(f"{first} has another structure than what {second} returns.", hint)
    for number, (a, b) in enumerate(zip(got, wanted, strict=True), start=1):
        place = f" (part {number})" if len(got) > 1 else ""
        x, y = np.asarray(a), np.asarray(_key_data(b))
        if x.shape != y.shape:
            fail(f"{first}{place} has shape {x.shape}; {second} gives shape {y.shape}.", hint)
        if not about_equal(x, y):
            fail(f"{first}{place} gives {describe(a)}; {second} gives {describe(b)}.", hint)


def _key_data(leaf: Any) -> Any:
    return jax.random.key_data(leaf) if issubclass(type(leaf), KeyArray) else untyped(leaf)
