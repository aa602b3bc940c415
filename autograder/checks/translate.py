"""JAX's errors, and Python's, in words that say what a student should do.

The pages are those of the book's catalogue of errors, `book/reference/errors.md`.
"""

import linecache
import re
import sysconfig
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from types import FrameType

from autograder.checks.internals import is_ours_or_jax


CATALOGUE = "reference/errors.html#"
LIBRARIES = tuple({sysconfig.get_paths()[name] for name in ("stdlib", "platstdlib", "purelib")})
INSTALLED = re.compile(r"[/\\](site|dist)-packages[/\\]|^<frozen ")
LONGEST_LINE = 80
LONGEST_MESSAGE = 200


@dataclass(frozen=True)
class Explanation:
    """An error in three parts: what happened and on which line, what to do, where to read."""

    finding: str
    cure: str
    page: str


class FromElsewhere:
    """Marks an error that was raised in another process, and told there what it means.

    Attributes:
        explanation: what `explain` said of it.
        attempted: whether it is more than what a task's stub raises.
    """

    explanation: Explanation
    attempted: bool


@dataclass(frozen=True)
class _Entry:
    """An error by the names of its class, and a pattern that its message contains."""

    kinds: str
    words: str
    cure: str
    anchor: str


_SHAPE = (
    "A length depends on a traced value, and compiled programs have fixed shapes. Take it from"
    " x.shape, or make the argument static."
)
_SHAPES = "Two shapes do not fit. Print them; x[:, None] adds an axis, x.T turns the axes."

_ENTRIES = [
    _Entry(
        "TracerBoolConversionError",
        "",
        "`if`, `while`, `and` or `bool()` asks a traced value for True or False, which is not known"
        " while JAX traces. Choose with jnp.where, or branch with jax.lax.cond or"
        " jax.lax.while_loop.",
        "error-bool",
    ),
    _Entry(
        "TracerIntegerConversionError",
        "",
        "A traced value is used where Python needs an integer: range(), an index into a list. Loop"
        " with jax.lax.fori_loop, or index a jnp array.",
        "error-integer",
    ),
    _Entry(
        "TracerArrayConversionError",
        "",
        "NumPy (or a function built on it) was given a traced value. Use the function of the same"
        " name in jax.numpy.",
        "error-array",
    ),
    _Entry("ConcretizationTypeError|TypeError", "Shapes must be 1D", _SHAPE, "error-dynamic-shape"),
    _Entry(
        "ConcretizationTypeError",
        "",
        "A Python number is asked of a traced value, which has none while JAX traces: by float(),"
        " int() or .item(), or for the length of jnp.arange, jnp.linspace, jnp.nonzero. Leave it an"
        " array; take lengths from x.shape, or make the argument static.",
        "error-concrete",
    ),
    _Entry(
        "NonConcreteBooleanIndexError",
        "",
        "x[mask] has a shape that depends on values. Use jnp.where(mask, x, other), or reduce with"
        " the argument where=mask.",
        "error-mask",
    ),
    _Entry(
        "IndexError",
        "must (be|have) static",
        "x[a:b] has a length that depends on traced values. Use jax.lax.dynamic_slice, whose length"
        " is fixed, or a mask.",
        "error-dynamic-shape",
    ),
    _Entry(
        "UnexpectedTracerError",
        "",
        "A value that exists only while JAX traces was kept, in a global, a list or an attribute,"
        " and used later. Return it instead.",
        "error-leak",
    ),
    _Entry("KeyReuseError", "", "A key was used twice. Split it first.", "error-key"),
    _Entry(
        "TypeError",
        "JAX arrays are immutable",
        "x[i] = v changes an array in place, which JAX arrays do not allow. Write"
        " x = x.at[i].set(v).",
        "error-immutable",
    ),
    _Entry(
        "TypeError",
        "requires ndarray or scalar arguments, got <class 'NoneType'>",
        "None was given where an array is wanted. Does a function lack its return?",
        "error-argument",
    ),
    _Entry(
        "TypeError",
        "requires ndarray or scalar arguments",
        "Something that is no array, a list or a tuple perhaps, was given where an array is wanted."
        " Make it one with jnp.array(...).",
        "error-list",
    ),
    _Entry(
        "TypeError",
        "requires real.*-valued inputs|tangent dtype must be float0",
        "A derivative with respect to an integer is asked for. Pass floats: 2.0 instead of 2.",
        "error-grad-int",
    ),
    _Entry(
        "TypeError",
        "requires real-valued outputs",
        "The function returns integers or True and False, which have no derivative. Return floats.",
        "error-grad-int",
    ),
    _Entry(
        "TypeError",
        "Gradient only defined for scalar-output",
        "jax.grad wants a function whose result is one number. Sum it, or use jax.jacobian.",
        "error-grad-vector",
    ),
    _Entry(
        "TypeError",
        "carry input and carry output",
        "The carry of a loop must keep its structure, shapes and dtypes from one step to the next."
        " Start it as what it becomes: an array of the right shape and dtype.",
        "error-carry",
    ),
    _Entry(
        "TypeError",
        "scan body output must be a pair",
        "The function that scan repeats returns two things: the new carry, and what to collect"
        " (None for nothing).",
        "error-carry",
    ),
    _Entry(
        "TypeError",
        "(cond|switch) branch",
        "All branches must return the same structure, shapes and dtypes; 1.0 and 0 differ.",
        "error-branches",
    ),
    _Entry(
        "TypeError",
        "not a valid JAX array type",
        "JAX arrays hold numbers. Code strings as integers, and keep the names outside.",
        "error-strings",
    ),
    _Entry(
        "TypeError",
        "Error interpreting argument|not a valid JAX",
        "Something that is no number went into, or came out of, a JAX function: None, a string, an"
        " object. Make a setting static; return arrays, or dicts, lists and tuples of arrays.",
        "error-argument",
    ),
    _Entry(
        "ValueError",
        "Reverse-mode differentiation does not work",
        "while_loop, and fori_loop with traced bounds, have no reverse-mode derivative. Use"
        " jax.lax.scan, or fori_loop with bounds that are Python integers.",
        "error-while",
    ),
    _Entry(
        "ValueError|TypeError",
        "Incompatible (shapes|types) for broadcasting|could not be broadcast"
        "|contracting dimensions|mismatch in its core dimension|same number of dimensions"
        "|must have the same shape|Cannot concatenate|cannot reshape",
        _SHAPES,
        "error-shapes",
    ),
    _Entry(
        "ValueError",
        "truth value of an array",
        "`if` or `and` was given an array of several entries. Use jnp.where, jnp.all or jnp.any.",
        "error-truth",
    ),
    _Entry(
        "OverflowError",
        "too large to convert|encountered while parsing an argument",
        "Integers have 32 bits in JAX unless 64 are enabled. Use a float, or another unit.",
        "error-int32",
    ),
    _Entry(
        "ValueError",
        "Non-hashable static arguments",
        "A static argument must be hashable, as numbers, strings and tuples are; an array or a list"
        " is not.",
        "error-static",
    ),
    _Entry(
        "ValueError",
        "vmap got inconsistent sizes",
        "The axes to be mapped differ in length. Say with in_axes which arguments have one.",
        "error-vmap-sizes",
    ),
    _Entry(
        "ValueError",
        "vmap was requested to map its argument",
        "An argument without that axis was to be mapped. Give None for it in in_axes.",
        "error-vmap-rank",
    ),
    _Entry(
        "ValueError",
        "out_axes, got axis spec None",
        "out_axes=None promises one result for all elements, but they differ. Leave out_axes=0, or"
        " reduce over the mapped axis first.",
        "error-vmap-out",
    ),
    _Entry(
        "ValueError",
        "pytree structure error|Dict key mismatch|^Expected (tuple|list|dict|None)"
        "|(Tuple|List) arity mismatch",
        "Two trees must have the same structure, down to the keys and the lengths.",
        "error-tree",
    ),
    _Entry(
        "TypeError",
        "invalid PRNG key data|unexpected PRNG key type",
        "An ordinary number was used as a random key. Make one with jax.random.key(seed).",
        "error-not-a-key",
    ),
    _Entry(
        "AttributeError",
        r"module 'jax[.\w]*' has no attribute|was removed in JAX",
        "This JAX has no such name. Where a text older than it used one, the page says what is"
        " used now: jax.tree.map for jax.tree_map.",
        "error-stale",
    ),
    _Entry(
        "RuntimeError",
        "Unknown backend",
        "JAX found no such device. Ask jax.default_backend(), and do not insist.",
        "error-backend",
    ),
    _Entry(
        "JaxRuntimeError|XlaRuntimeError",
        "RESOURCE_EXHAUSTED",
        "An array is larger than the memory. Go through the work in blocks:"
        " jax.lax.map(..., batch_size=...).",
        "error-memory",
    ),
    _Entry("MemoryError", "", "The function asks for more memory than there is.", "error-memory"),
    _Entry(
        "RuntimeError|ValueError",
        "(Array|Buffer) has been deleted",
        "With donate_argnums a function takes its argument's memory for its result. Use the result"
        " from then on, or do not donate.",
        "error-deleted",
    ),
    _Entry(
        "FloatingPointError",
        r"invalid value \((nan|inf)\)",
        "jax_debug_nans (or jax_debug_infs) is on and stops at the operation that made it. Keep its"
        " argument in its domain.",
        "error-nan",
    ),
    _Entry(
        "NotImplementedError",
        "host_callbacks",
        "The function calls back to Python from inside its program (pure_callback, io_callback,"
        " jax.debug.print). Write it in jax.numpy alone, and take debugging prints out.",
        "",
    ),
    _Entry(
        "RecursionError",
        "",
        "A function calls itself too often. Does each call come nearer to an end? Or use a loop.",
        "",
    ),
    _Entry("SystemExit", "", "exit() ends the whole program. Return a result instead.", ""),
]


def explain(error: BaseException) -> Explanation:
    """An error that a student's code raised: what happened, what to do, where to read."""
    if issubclass(type(error), FromElsewhere):
        return error.explanation
    name, text = name_of(type(error)), message_of(error)
    where = line_of(error)
    what = f"{name}: {_first_line(text)}" if text else f"{name}."
    finding = f"{where[:1].upper()}{where[1:]}: {what}" if where else what
    cure, page = cure_of(name, text)
    return Explanation(finding, cure, page)


def cure_of(name: str, message: str) -> tuple[str, str]:
    """What to do about an error of that name and message, and the page that explains it."""
    for entry in _ENTRIES:
        if name in entry.kinds.split("|") and re.search(entry.words, message, re.IGNORECASE):
            return entry.cure, CATALOGUE + entry.anchor if entry.anchor else ""
    return "", ""


def line_of(error: BaseException) -> str:
    """The line of the student's own code on which the error arose; "" if there is none."""
    for frame, number in reversed(list(traceback.walk_tb(error.__traceback__))):
        text = linecache.getline(frame.f_code.co_filename, number).strip()
        if is_library(frame) or frame.f_code.co_name == "<module>" or not text:
            continue
        shown = text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 3]}..."
        return f"in {_function_of(frame)}, line {number}, `{shown}`"
    return ""


def is_library(frame: FrameType) -> bool:
    """Whether a frame's code belongs to this package or to an installed one."""
    named = isinstance(frame.f_globals.get("__name__"), str)
    return (named and is_ours_or_jax(frame)) or is_library_file(frame.f_code.co_filename)


def is_library_file(name: str) -> bool:
    """Whether code of that file name belongs to Python or to an installed package."""
    return name.startswith(LIBRARIES) or INSTALLED.search(name) is not None


def is_not_attempted(error: BaseException) -> bool:
    """Whether it is the error that a task's stub raises: nothing has been written yet."""
    if issubclass(type(error), FromElsewhere):
        return not error.attempted
    if type(error) is not NotImplementedError or error.args:
        return False
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    return not frames or not is_library(frames[-1])


def message_of(error: BaseException) -> str:
    """What an error says; "" if it cannot say it."""
    try:
        text = str(error)
        return str.strip(text)
    except KeyboardInterrupt:
        raise
    except BaseException:
        return ""


def is_any(kind: type, kinds: Iterable[type]) -> bool:
    """Whether a class is one of those; a metaclass may say that it equals another."""
    return any(kind is each for each in kinds)


def name_of(kind: type) -> str:
    """The name of a class, whatever its metaclass says."""
    return type.__dict__["__name__"].__get__(kind)


def _function_of(frame: FrameType) -> str:
    """The function that a frame belongs to, comprehensions and lambdas inside it included."""
    names = [part for part in frame.f_code.co_qualname.split(".") if part.isidentifier()]
    return names[-1] if names else "a lambda"


def _first_line(text: str) -> str:
    first = text.splitlines()[0]
    return first if len(first) <= LONGEST_MESSAGE else f"{first[: LONGEST_MESSAGE - 3]}..."
