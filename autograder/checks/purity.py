"""Checks that a function is pure: its result depends on its arguments, and it does nothing else."""

import builtins
import contextlib
import datetime
import dis
import enum
import functools
import inspect
import io
import math
import os
import random
import sys
import time
import types
import uuid
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import jax
import numpy as np

from autograder.checks import inputs, snapshot
from autograder.checks.outcome import CheckFailed, check, fail, kind_of
from autograder.checks.program import Program
from autograder.checks.rounding import about_equal
from autograder.checks.translate import is_library, is_library_file, name_of


CLOCKS = ("time", "monotonic", "perf_counter", "process_time")
CLOCKS = (*CLOCKS, *(f"{name}_ns" for name in CLOCKS), "localtime", "gmtime", "ctime")
# Functions that look outside, whatever their arguments are.
OUTSIDE: dict[Any, str] = (
    {getattr(time, name): f"reads the clock (`time.{name}`)" for name in CLOCKS}
    | {
        getattr(datetime.datetime, name): f"reads the clock (`datetime.{name}`)"
        for name in ("now", "today", "utcnow")
    }
    | {
        function: f"reads what changes from call to call (`{function.__name__}`)"
        for function in (os.urandom, os.getenv, os.getpid, uuid.uuid1, uuid.uuid4)
    }
    | {
        getattr(builtins, name): f"calls `{name}`, which can reach anything"
        for name in ("globals", "eval", "exec", "open", "input")
    }
)
CONSTANTS = {name: getattr(math, name) for name in ("pi", "e", "tau", "inf", "nan")}
SETTINGS = (
    "jax_enable_x64",
    "jax_debug_nans",
    "jax_debug_infs",
    "jax_disable_jit",
    "jax_numpy_rank_promotion",
    "jax_default_matmul_precision",
)
FILES = (
    "open",
    "os.",
    "shutil.",
    "socket.connect",
    "subprocess.",
    "urllib.",
    "tempfile.",
    "sqlite3.",
)
# What opens files on its own account: imports, tracebacks, JAX's caches.
LOADERS = (
    "importlib",
    "linecache",
    "tokenize",
    "warnings",
    "inspect",
    "jax",
    "jaxlib",
    "autograder",
)
# Methods that a call of a class, or of what it makes, calls.
CONSTRUCTION = frozenset({"__init__", "__post_init__", "__new__", "__call__"})
WRITTEN_IN_PYTHON = 1 << 9  # Py_TPFLAGS_HEAPTYPE
MOST_LEAVES = 1000
JITTED = type(jax.jit(lambda: None))
STREAMS = (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, map, filter, zip)
_ABSENT = ("absent",)


@check(
    "foundations/pure_functions.html",
    passed="{call} is pure",
    hint="Pass everything that the function needs as an argument, and return everything it makes.",
    on_the_spot=True,
)
def pure(
    function: Callable,
    *args: Any,
    static: Sequence[int] = (),
    constants: Sequence[str] = (),
    call: str = "",
) -> None:
    """Check that `function` is pure.

    That is: it changes no argument, no global, no variable of an enclosing function, no
    attribute, no default value and no setting of JAX's or NumPy's; it prints nothing, opens no
    file and draws nothing from the hidden states of NumPy's or Python's random numbers; it gives
    the same result for the same arguments; it reads no clock and no global variable that might
    change; and what JAX traces leaves no trace either and gives that result too. Functions that
    JAX cannot trace may be pure.

    A global is taken for a constant if its name is in capitals, or is listed in `constants`.
    Functions, classes and modules may be read, and variables of an enclosing function too, as
    long as the call does not change them.

    Args:
        args: arguments to call it with.
        static: positions of arguments that are constants when it is traced.
        constants: names of globals that the function may read besides.

    Raises:
        CheckFailed: it is not pure; the message says in what.
    """
    world = _World(function)
    _no_tracers(world.state(), call)
    first = _watched(function, args, world, call)
    outside, variables = world.looks_outside(), world.variables - set(constants)
    if outside:
        fail(f"{call} {outside}.", "The same arguments must give the same result, at any time.")
    if variables:
        fail(
            f"{call} reads the global variable `{min(variables)}`, which may change between calls.",
            "Make it an argument. jit would go on using the value it had at the first call. (A"
            " name in capitals is taken for a constant.)",
        )
    second = _watched(function, args, world, call)
    if not _same_results(first, second):
        fail(
            f"{call} gave two different results for the same arguments.",
            "Does it use the time, a counter, or random numbers without a key?",
        )
    _traced(function, args, static, world, first, call)


class _World:
    """What a function can reach besides its arguments."""

    def __init__(self, function: Callable):
        self.functions: list[types.FunctionType] = []
        self.classes: list[type] = []
        self.objects: dict[int, Any] = {}
        self.names: dict[tuple[int, str], dict] = {}
        self.variables: set[str] = set()
        self._outside: set[str] = set()
        self._reach(function)

    def _reach(self, value: Any) -> None:
        """Follow a callable to the functions of its author's that it calls."""
        for found in self._unwrap(value):
            if _is_library(found) or any(found is f for f in self.functions):
                continue
            self.functions.append(found)
            for path in _references(found.__code__):
                self._resolve(path, found)
            said = _said(found.__code__)
            held = [_content(cell) for cell in found.__closure__ or ()]
            for each in [*held, *(found.__defaults__ or ()), *self.objects.values()]:
                self._follow(each, said)

    def _unwrap(self, value: Any) -> Iterator[types.FunctionType]:
        """The Python functions behind a callable: a method's, a partial's, a jitted function's."""
        for _ in range(20):
            if issubclass(type(value), types.FunctionType):
                yield value
            elif type(value) is JITTED:
                value.clear_cache()
            elif issubclass(type(value), types.MethodType):
                self._own(value.__self__)
                value = value.__func__
                continue
            elif issubclass(type(value), functools.partial):
                self.objects[id(value)] = (value.args, value.keywords)
                value = value.func
                continue
            elif callable(value) and not issubclass(type(value), type):
                self._own(value)
                method = inspect.getattr_static(type(value), "__call__", None)
                if isinstance(method, types.FunctionType):
                    yield method
            value = _wrapped(value)
            if value is None:
                return

    def _own(self, value: Any) -> None:
        if not _is_library(type(value)):
            self.objects[id(value)] = value

    def _resolve(self, path: tuple[str, ...], function: types.FunctionType) -> None:
        """Look up a name, such as `np.random.normal`, as the function would."""
        space, name = function.__globals__, path[0]
        if name not in space and hasattr(builtins, name):
            self._note(getattr(builtins, name))
            return
        self.names[id(space), name] = space
        value, place = space.get(name), name
        for attribute in path[1:]:
            if not issubclass(type(value), types.ModuleType | type) or name not in space:
                break
            inner = getattr(value, attribute, None)
            if not (_is_library(value) or issubclass(type(value), enum.EnumMeta)):
                self._follow(value, frozenset(path))
                if _is_variable(attribute, inner):
                    self.variables.add(f"{place}.{attribute}")
            value, place = inner, f"{place}.{attribute}"
        if place == name and name in space and _is_variable(name, value):
            self.variables.add(name)
        self._note(value)
        self._follow(value, _said(function.__code__))

    def _note(self, value: Any) -> None:
        if value is os.environ:
            self._outside.add("reads the environment (`os.environ`)")
        if (
            issubclass(type(value), types.BuiltinFunctionType | types.FunctionType)
            and value in OUTSIDE
        ):
            self._outside.add(OUTSIDE[value])

    def _follow(self, value: Any, said: frozenset[str], depth: int = 0) -> None:
        """Go on with what a function uses: functions, those in a list, methods that it names."""
        if type(value) in (list, tuple, dict) and len(value) <= 100 and depth < 3:
            for each in value.values() if type(value) is dict else value:
                self._follow(each, said, depth + 1)
        elif issubclass(type(value), type):
            self._meet_class(value, said | CONSTRUCTION)
        elif not issubclass(type(value), types.ModuleType):
            if callable(value):
                self._reach(value)
            self._meet_class(type(value), said)

    def _meet_class(self, kind: type, names: frozenset[str]) -> None:
        """Reach the methods of those names of a class that the author wrote."""
        if _is_library(kind):
            return
        if not any(kind is each for each in self.classes):
            self.classes.append(kind)
        for name in names:
            for each in type.mro(kind):
                method = vars(each).get(name)
                method = getattr(method, "__func__", getattr(method, "fget", method))
                if isinstance(method, types.FunctionType) and method not in self.functions:
                    self._reach(method)
                    self._meet_class(kind, _said(method.__code__))

    def looks_outside(self) -> str:
        """How it depends on more than its arguments, if it names something that does; or ""."""
        for function in self.functions:
            attributes = _attributes(function.__code__)
            for module in _imports(function.__code__):
                found = [getattr(sys.modules.get(module), name, None) for name in attributes]
                inner = [getattr(kind, name, None) for kind in found for name in attributes]
                for each in [*found, *inner]:
                    self._note(each)
        return min(self._outside, default="")

    def state(self) -> dict[tuple, Any]:
        """A snapshot of all that should stay as it is."""
        found: dict[tuple, Any] = _settings()
        for (number, name), space in self.names.items():
            value = space.get(name, _ABSENT)
            if not issubclass(type(value), types.ModuleType | type):
                found |= _places(f"the global `{name}`", number, value)
        for number, function in enumerate(self.functions):
            cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
            for name, cell in cells:
                found |= _places(f"the enclosing variable `{name}`", number, _content(cell))
            for part in (function.__defaults__, function.__kwdefaults__):
                found |= _places(f"a default value of `{function.__name__}`", number, part)
            own = {k: v for k, v in vars(function).items() if k != "__wrapped__"}
            found |= _places(f"an attribute of `{function.__name__}`", number, own)
        for number, owner in self.objects.items():
            found |= _places("its object", number, owner)
        for number, kind in enumerate(self.classes):
            found |= _places(f"the class `{name_of(kind)}`", number, _data(kind))
        return found


def _watched(function: Callable, args: tuple, world: _World, call: str) -> Any:
    """The result of a call that must leave no trace."""
    mine = inputs.fresh(args)
    before, given = world.state(), [snapshot.of(arg) for arg in mine]
    spaces = {id(f.__globals__): f.__globals__ for f in world.functions}
    names = {number: set(space) for number, space in spaces.items()}
    with _nothing_said(call):
        result = function(*mine)
        if not inputs.is_walkable(result):
            fail(f"{call} returns a tree without end: lists in lists in lists.")
        jax.block_until_ready(_leaves(result))
        jax.effects_barrier()
    if issubclass(type(result), STREAMS):
        fail(
            f"{call} returns {kind_of(result)}, which is used up as it is read.", "Return an array."
        )
    snapshot.must_be_same(given, mine, call)
    _unchanged(before, world.state(), f"{call} changed")
    for number, space in spaces.items():
        new = {name for name in set(space) - names[number] if not name.startswith("_")}
        if new:
            fail(f"{call} made a new global, `{min(new)}`.")
    _no_tracers(snapshot.of(result), call)
    return result


def _traced(
    function: Callable, args: tuple, static: Sequence[int], world: _World, result: Any, call: str
) -> None:
    """Tracing must leave no trace either, and the program must give the same result."""
    if len(_leaves(result)) > MOST_LEAVES:
        return  # A program with so many results takes minutes to make.
    before, got = world.state(), None
    with _nothing_said(call):
        try:
            got = jax.tree.leaves(
                Program.lower(function, *inputs.fresh(args), static=static)(*args)
            )
        except (jax.errors.UnexpectedTracerError, CheckFailed):
            raise
        except Exception:
            pass  # What JAX cannot trace may be pure.
    _unchanged(
        before,
        world.state(),
        f"While JAX traced it, {call} changed",
        "A value that exists only while JAX traces was kept. Return it instead.",
    )
    wanted = [leaf for leaf in _leaves(result) if _is_numeric(leaf)]
    got = [leaf for leaf in got or () if _is_numeric(leaf)]
    if len(got) == len(wanted) and not all(map(about_equal, got, wanted)):
        fail(f"{call} gives another result when JAX traces it than when Python runs it.")


def _unchanged(before: dict, after: dict, said: str, hint: str = "") -> None:
    where = snapshot.difference(before, after)
    if where is not None:
        what, _, place = where
        fail(f"{said} {what}" + (f", at {place}." if place else "."), hint)


def _no_tracers(state: dict, call: str) -> None:
    for place, content in state.items():
        if content[0] == snapshot.TRACER:
            holds = f"uses {place[0]}, which holds" if type(place) is tuple else "returns"
            fail(
                f"{call} {holds} a tracer, a value that exists only while JAX traces.",
                "It was kept by a function under jit, grad or vmap. Return it there instead.",
            )


@contextlib.contextmanager
def _nothing_said(call: str) -> Iterator[None]:
    """A block in which nothing may be printed and no file be opened."""
    printed, opened = io.StringIO(), []
    _listen()
    _opened.append(opened)
    try:
        with (
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(printed),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        _opened.pop()
    if printed.getvalue():
        fail(f"{call} prints something.", "Return what you computed; print it outside.")
    if opened:
        fail(f"{call} reaches outside ({opened[0]}).", "Read files before, write them after.")


_opened: list[list[str]] = []


@functools.cache
def _listen() -> None:
    """Have Python tell when files are opened. A hook stays for good, but most often it sleeps."""

    def hook(event: str, args: tuple) -> None:
        if _opened and event.startswith(FILES) and _by_author():
            _opened[-1].append(event)

    sys.addaudithook(hook)


def _by_author() -> bool:
    """Whether a function's author asked for what is happening, and not an import, or JAX."""
    frame = sys._getframe(2)
    while frame is not None:
        module = str(frame.f_globals.get("__name__", "")).partition(".")[0]
        if module in LOADERS:
            return False
        if not is_library(frame):
            return True
        frame = frame.f_back
    return False


def _same_results(left: Any, right: Any) -> bool:
    """Two results of one function, which may differ by the order in which a device adds up."""
    if snapshot.difference(*(snapshot.of(x, identity=False) for x in (left, right))) is None:
        return True
    first, second = _leaves(left), _leaves(right)
    if len(first) != len(second) or len(first) > MOST_LEAVES:
        return False
    for a, b in zip(first, second, strict=True):
        if _is_numeric(a) and _is_numeric(b):
            if not about_equal(a, b, epsilons=1000.0):
                return False
            continue
        forms = (snapshot.of(each, identity=False) for each in (a, b))
        if snapshot.difference(*forms) is not None:
            return False
    return True


def _leaves(tree: Any) -> list:
    try:
        return jax.tree.leaves(tree)
    except Exception:
        return [tree]


def _is_numeric(leaf: Any) -> bool:
    return inputs.is_array_like(leaf) and np.asarray(leaf).dtype.kind not in "OUSMm"


def _references(code: types.CodeType) -> set[tuple[str, ...]]:
    """Globals that code reads or writes, with the attributes taken of them: ("np", "log").

    Code of functions inside it counts too.
    """
    found: set[tuple[str, ...]] = set()
    path: tuple[str, ...] = ()
    for step in _steps(code):
        if step.opname.endswith("GLOBAL") or step.opname == "LOAD_NAME":
            path = (str(step.argval),)
            found.add(path)
        elif path and step.opname in ("LOAD_ATTR", "LOAD_METHOD"):
            path = (*path, str(step.argval))
            found.add(path)
        else:
            path = ()
    return found


def _steps(code: types.CodeType) -> Iterator[dis.Instruction]:
    """The instructions of code, and of functions inside it."""
    yield from dis.get_instructions(code)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _steps(constant)


def _imports(code: types.CodeType) -> set[str]:
    """Modules that code imports where it stands."""
    return {str(step.argval) for step in _steps(code) if step.opname == "IMPORT_NAME"}


def _attributes(code: types.CodeType) -> set[str]:
    """Names taken from a module or an object where the code stands."""
    return {
        str(step.argval)
        for step in _steps(code)
        if step.opname in ("LOAD_ATTR", "LOAD_METHOD", "IMPORT_FROM")
    }


def _said(code: types.CodeType) -> frozenset[str]:
    """All names of globals and attributes in code, in functions inside it too."""
    inner = [c for c in code.co_consts if isinstance(c, types.CodeType)]
    return frozenset(code.co_names).union(*map(_said, inner))


def _is_library(owner: Any) -> bool:
    """Whether a function, class or module belongs to Python or to an installed package."""
    if issubclass(type(owner), types.FunctionType):
        space = owner.__globals__
        return is_library_file(owner.__code__.co_filename) or _is_known(space.get("__name__"))
    if issubclass(type(owner), type):
        if not owner.__flags__ & WRITTEN_IN_PYTHON or _is_known(owner.__module__):
            return True
        return owner.__module__ != "__main__" and _is_library(sys.modules.get(owner.__module__))
    file = getattr(owner, "__file__", None)
    if issubclass(type(owner), types.ModuleType) and file is None:
        return owner.__name__ in sys.builtin_module_names
    return isinstance(file, str) and is_library_file(file)


def _is_known(module: Any) -> bool:
    return str(module).partition(".")[0] in ("jax", "jaxlib", "numpy", "autograder")


def _is_variable(name: str, value: Any) -> bool:
    """Whether a name holds data and is not written as constants are."""
    if name.isupper() or (name.startswith("__") and name.endswith("__")) or callable(value):
        return False
    if issubclass(type(value), types.ModuleType | type | np.dtype | property):
        return False
    return not (name in CONSTANTS and type(value) is float and repr(value) == repr(CONSTANTS[name]))


def _data(kind: type) -> dict[str, Any]:
    """The attributes of a class that are data."""
    return {
        name: value
        for name, value in vars(kind).items()
        if not name.startswith("__") and not callable(value) and not hasattr(type(value), "__get__")
    }


def _wrapped(value: Any) -> Any:
    """What `functools.wraps` and `jax.jit` keep of the function that they wrap."""
    try:
        static = inspect.getattr_static(value, "__wrapped__", None)
        return static if static is None else value.__wrapped__
    except Exception:
        return None


def _content(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        return _ABSENT


def _settings() -> dict[tuple, Any]:
    """Settings and hidden states that a function must leave alone."""
    states = {
        "NumPy's hidden random state": np.random.get_state(legacy=False),
        "Python's hidden random state": hash(random.getstate()),
        "NumPy's error settings": np.geterr(),
        "the environment": dict(os.environ),
    }
    states |= {
        f"the setting `{name}` of JAX": str(getattr(jax.config, name, "")) for name in SETTINGS
    }
    return {(what, 0, ""): (snapshot.of(state),) for what, state in states.items()}


def _places(what: str, number: int, value: Any) -> dict[tuple, Any]:
    if callable(value) and (
        issubclass(type(value), types.FunctionType) or _is_library(type(value))
    ):
        return {(what, number, ""): (id(value),)}
    return {(what, number, place): found for place, found in snapshot.of(value).items()}
