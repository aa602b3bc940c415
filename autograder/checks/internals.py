"""The names of JAX that are not public, or not the same in all versions admitted: all of them.

`JaxArray` is the class of concrete arrays (`isinstance` would believe any object that says it is
one), `KeyArray` that of typed random keys. Importing this module starts no backend.

`tests/autograder/checks/test_internals.py` names the one that is gone.
"""

import importlib
import inspect
import itertools
import linecache
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from types import FrameType
from typing import Any

import jax
import jax.export
import numpy as np
from jax._src import compiler
from jax._src.array import ArrayImpl as JaxArray
from jax._src.interpreters import mlir
from jax._src.lib import xla_client
from jax.extend.core import JaxprEqn


try:
    from jax._src.random.prng import PRNGKeyArray as KeyArray
except ImportError:  # JAX before 0.9 or so
    from jax._src.prng import PRNGKeyArray as KeyArray  # noqa: F401

try:
    from jax import enable_x64 as _enable_x64
except ImportError:  # JAX before 0.8
    from jax.experimental import enable_x64 as _enable_x64

Jitted = type(jax.jit(lambda: 0))
"""The class of what `jax.jit` returns."""

Tracer = jax.core.Tracer

Literals = frozenset(
    type(jax.checkpoint(lambda leaf: leaf)(value)) for value in (1, 2.5, 1j, np.ones(1))
) - {int, float, complex, np.ndarray, JaxArray}
"""JAX's classes for constants, which a function may return untouched; none before JAX 0.8 or so."""

COMPILATION_EVENT = "/jax/core/compile/backend_compile_duration"
"""What `jax.monitoring` reports once a compilation."""

CALLBACK_ERROR = "serialization of host_callbacks"
"""What `jax.export` says of a program that calls back to Python."""

_VMAP = "vmap_f"
_JIT = ("jax._src.api", "jit", "fun")
_WRAPPER = "jax._src.traceback_util"
_JACOBIAN = "jacfun"
_SOURCES = "jax._src.source_info_util"
_HOME = os.path.dirname(jax.__file__) + os.sep
_LOOPS = "control_flow"  # the folder of lax where scan, while_loop and the like are
_DERIVE = frozenset({"split", "fold_in", "clone", "key_data", "wrap_key_data", "key", "PRNGKey"})


def untyped(leaf: Any) -> Any:
    """The NumPy array that one of `Literals` stands for; anything else as it is."""
    return np.asarray(leaf, leaf.dtype) if type(leaf) in Literals else leaf


def enable_x64(on: bool = True) -> AbstractContextManager:
    """64-bit types on (or off) for a block."""
    return _enable_x64(on)


def is_batched(leaf: Any) -> bool:
    """Whether a leaf is a value that `jax.vmap` maps over."""
    return type(leaf).__name__ == "BatchTracer"


@contextmanager
def library_named() -> Iterator[None]:
    """For a block, what is lowered names JAX's own files too, those that hold library functions.

    JAX leaves its own files out of a program's locations. Without them a loop of
    `jnp.linalg.solve` would look like one of its caller's. Where JAX no longer offers the way, all
    loops look like that.
    """
    source = importlib.import_module(_SOURCES)
    if not hasattr(source, "register_inclusion") or not hasattr(source, "_include_paths"):
        yield
        return
    before = list(source._include_paths)
    for path in _library_paths():
        source.register_inclusion(path)
    try:
        yield
    finally:
        source._include_paths[:] = before
        for cached in ("_include_path_regex", "is_user_filename"):
            getattr(getattr(source, cached, None), "cache_clear", lambda: None)()


def is_library_file(path: str) -> bool:
    """Whether a file is part of JAX, wherever that was installed."""
    return bool(re.search(r"[/\\]jax[/\\](_src|experimental)[/\\]", path))


def _library_paths() -> list[str]:
    inside = os.path.join(_HOME, "_src")
    lax = os.path.join(inside, "lax")
    folders = ("numpy", "scipy", "nn", "image", "ops", "third_party", "tpu")
    paths = [os.path.join(inside, name) + os.sep for name in folders]
    paths += [os.path.join(inside, name) for name in ("random", "prng")]
    paths += [os.path.join(lax, name) for name in os.listdir(lax) if name != _LOOPS]
    return [*paths, os.path.join(_HOME, "experimental") + os.sep]


def jitted_here(frame: FrameType) -> Callable | None:
    """The function that `jax.jit` is called with, if that is what the frame is doing."""
    module, name, argument = _JIT
    if frame.f_code.co_name != name or frame.f_globals.get("__name__") != module:
        return None
    given: Any = frame.f_locals.get(argument)
    return given if callable(given) else None


def caller_of(frame: FrameType) -> FrameType | None:
    """The frame that called a function of JAX's, past the wrapper that tidies tracebacks."""
    caller = frame.f_back
    while caller is not None and caller.f_globals.get("__name__") == _WRAPPER:
        caller = caller.f_back
    return caller


def is_ours_or_jax(frame: FrameType) -> bool:
    """Whether a frame's code was written by somebody else than the function's author."""
    module = frame.f_globals.get("__name__", "")
    return module.partition(".")[0] in ("jax", "jaxlib", "autograder", "numpy", "contextlib")


# What an equation of a traced program says about where it came from.

_RANDOM_FILE = re.compile(r"[/\\]jax[/\\]_src[/\\]random(\.py|[/\\])")
_PLUMBING = re.compile(
    r"[/\\]jax[/\\]_src[/\\](core|linear_util|api_util|traceback_util|source_info_util)\.py"
)
_OTHERS = re.compile(r"site-packages|[/\\]lib[/\\]python3|^<frozen")
_QUICK = {"xla_backend_optimization_level": 0, "xla_llvm_disable_expensive_passes": True}
_TRACING = ("partial_eval.py", "trace_to_jaxpr")


@dataclass(frozen=True)
class Spot:
    """A frame of Python's stack; the instruction tells calls on one line apart."""

    file: str
    function: str
    line: int
    instruction: int


def spots_of(equation: JaxprEqn) -> list[Spot]:
    """The stack that an equation was made on, outermost first, within the function traced."""
    stack = equation.source_info.traceback
    if stack is None:
        return []
    spots = [
        Spot(frame.file_name, frame.function_name.rpartition(".")[2], frame.line_num, instruction)
        for frame, instruction in zip(stack.frames, stack.raw_frames()[1], strict=True)
    ][::-1]
    file, function = _TRACING
    starts = [
        i + 1
        for i, s in enumerate(spots)
        if s.file.endswith(file) and s.function.startswith(function)
    ]
    return [s for s in spots[max(starts, default=0) :] if not _PLUMBING.search(s.file)]


def sampler(spots: list[Spot]) -> int | None:
    """Where a stack enters a function of `jax.random` that draws; None if it does not."""
    inside = [i for i, s in enumerate(spots) if _RANDOM_FILE.search(s.file)]
    return inside[0] if inside and spots[inside[0]].function not in _DERIVE else None


def parted(spots: Sequence[Spot]) -> tuple[tuple, tuple]:
    """A stack up to the function of `jax.random` that it enters, and from there on."""
    place = next((i for i, s in enumerate(spots) if _RANDOM_FILE.search(s.file)), len(spots))
    entered = tuple(s.function for s in spots[place : place + 1])
    return (*spots[:place], *entered), tuple(spots[place:])


def count_maps(spots: list[Spot]) -> int:
    """How many `jax.vmap`s a stack leads through on its way to `jax.random`.

    Those by which jacfwd and jacrev try all directions are not counted.
    """
    count, before = 0, ""
    for spot in spots:
        if _RANDOM_FILE.search(spot.file):
            break
        count += spot.function == _VMAP and is_library_file(spot.file) and before != _JACOBIAN
        before = spot.function
    return count


def is_inside(spots: list[Spot], loop: str) -> bool:
    """Whether a stack leads through that loop of `jax.lax` on its way to `jax.random`."""
    stop = next((i for i, s in enumerate(spots) if _RANDOM_FILE.search(s.file)), len(spots))
    return any(s.function == loop and is_library_file(s.file) for s in spots[:stop])


def author_line(spots: list[Spot]) -> str:
    """The innermost line of a stack that is neither JAX's nor ours; "" if there is none."""
    for spot in reversed(spots):
        text = linecache.getline(spot.file, spot.line).strip()
        ours = os.path.dirname(spot.file) == os.path.dirname(__file__)
        if text and not ours and not _OTHERS.search(spot.file):
            return f"line {spot.line}, `{text}`"
    return ""


def scan_counts(params: dict) -> tuple[int, int]:
    """How many inputs of a scan are constants, and how many are carried."""
    if "ft_in" in params:  # JAX 0.12
        constants, carried, _ = map(len, params["ft_in"].unpack())
        return constants, carried
    return params["num_consts"], params["num_carry"]


def with_pullback(
    exported: jax.export.Exported, pullback: Callable[[int], jax.export.Exported], order: int = 1
) -> jax.export.Exported:
    """A program that asks for what reverse mode makes of it, when it is first differentiated."""
    found = cache(lambda: with_pullback(pullback(order), pullback, order + 1))
    return replace(exported, _get_vjp=lambda _: found())


def compiled_quickly(lowered: jax.stages.Lowered) -> Callable:
    """A program compiled for a single run: without optimization, where the compiler offers that."""
    try:
        return lowered.compile(compiler_options=_QUICK)
    except jax.errors.JaxRuntimeError:
        return lowered.compile()


def share_contexts(programs: int = 32) -> None:
    """Let JAX make an MLIR context for so many programs that it lowers, not for each: 4 ms each.

    A context keeps the constants of its programs, so it is not kept for ever.
    """
    made, used = mlir.make_ir_context, itertools.count()
    contexts: dict[int, Any] = {}

    def shared() -> Any:
        number = next(used) // programs
        found = contexts.get(number)
        if found is None:
            found = made()
            contexts.clear()
            contexts[number] = found
        return found

    mlir.make_ir_context = shared


def cache_everything(folder: str, most_bytes: int = -1) -> None:
    """Have JAX keep all that it compiles in a folder.

    Args:
        folder: it is made where it is not there.
        most_bytes: how large the folder may grow; what was not used for longest goes. This needs
            the package filelock, without which JAX would keep nothing and not say so.

    Raises:
        ModuleNotFoundError: filelock is needed and not there.
    """
    if most_bytes >= 0:
        importlib.import_module("filelock")
    jax.config.update("jax_compilation_cache_max_size", most_bytes)
    jax.config.update("jax_compilation_cache_dir", folder)
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)


def compile_elsewhere(ask: Callable[[bytes, bytes], bool]) -> None:
    """Let JAX ask, where a program is not in its cache, whether somebody else puts it there.

    Args:
        ask: gets a program (MLIR bytecode) and its compile options (serialized); true where
            what was asked for is in the cache now. Where it is not, JAX compiles as ever.
    """
    here = compiler._compile_and_write_cache
    with_callbacks = "host_callbacks" in inspect.signature(compiler._cache_read).parameters

    def elsewhere(backend, program, devices, options, callbacks, name, key):  # noqa: ANN001, ANN202
        given = (backend, program, devices, options, callbacks, name, key)
        if callbacks or not ask(mlir.module_to_bytecode(program), options.SerializeAsString()):
            return here(*given)
        more = (callbacks,) if with_callbacks else ()
        found, _ = compiler._cache_read(name, key, options, backend, devices, *more)
        return here(*given) if found is None else found

    compiler._compile_and_write_cache = elsewhere


def compile_to_cache(program: bytes, options: bytes) -> None:
    """Compile a program that may be hostile, for JAX's cache.

    Args:
        program: MLIR bytecode.
        options: its compile options, serialized.

    Raises:
        ValueError: the options are not those that JAX uses by default, or the program has a name
            that JAX would not give it: files in the cache are called by it.
        Exception: it cannot be read or compiled.
    """
    device = jax.devices("cpu")[0]
    with mlir.make_ir_context(), mlir.ir.Location.unknown():
        module = mlir.ir.Module.parse(program)
        name = mlir.ir.StringAttr(module.operation.attributes["sym_name"]).value
        if not re.fullmatch(r"[\w.-]{1,150}", name):
            raise ValueError("This is no name of a program.")
        used = _usual_options(device, module, xla_client.CompileOptions.ParseFromString(options))
        if used.SerializeAsString() != options:
            raise ValueError("These options are not for everybody.")
        compiler.compile_or_get_cached(
            device.client, module, np.array([device]), used, [], xla_client.DeviceList((device,))
        )


def _usual_options(device: jax.Device, module: Any, asked: Any) -> Any:
    """JAX's options for a program on one device; what depends on its arguments is as asked."""
    used = compiler.get_compile_options(
        *(1, 1, np.array([[device]])),
        detailed_logging=compiler.use_detailed_logging(module),
        backend=device.client,
    )
    used.parameter_is_tupled_arguments = asked.parameter_is_tupled_arguments
    for which in ("parameters", "output"):
        name = f"allow_spmd_sharding_propagation_to_{which}"
        setattr(used.executable_build_options, name, getattr(asked.executable_build_options, name))
    return used


def evaluate(equation: JaxprEqn, values: list) -> list:
    """The results of one equation of a traced program."""
    found = equation.primitive.get_bind_params(equation.params)
    functions, params = found if isinstance(found, tuple) else ((), found)
    with equation.ctx.manager:
        results = equation.primitive.bind(*functions, *values, **params)
    return list(results) if equation.primitive.multiple_results else [results]
