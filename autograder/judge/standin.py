"""Stand-ins for a student's functions, which live in another process."""

import base64
import builtins
import inspect
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Protocol

import cloudpickle
import jax
import jax.numpy as jnp
import numpy as np

from autograder.checks import CheckFailed, Program
from autograder.checks.internals import Tracer, is_batched
from autograder.checks.program import NUMBERS
from autograder.checks.translate import Explanation, FromElsewhere
from autograder.judge import inside, wire


# Code that programs may call outside of themselves: LAPACK, fast Fourier transforms.
CALLED = ("lapack_", "blas_", "ducc_fft", "Sharding", "cu_threefry2x32", "cusolver", "cublas")
EMPTY = inspect.Parameter.empty
KINDS = {kind.name: kind for kind in type(inspect.Parameter.KEYWORD_ONLY)}


class Channel(Protocol):
    """The way to the student's kernel."""

    def ask(self, request: dict) -> dict:
        """The answer to a request, as `inside.answer` gives it.

        Raises:
            Unanswered: there is none, as the kernel is gone or busy for too long.
        """


class Unanswered(Exception):
    """The student's kernel gave no answer, or one that is none; the message says why."""


class StandIn:
    """A function in the student's kernel.

    Called with values, it is run there. Where JAX traces, and in checks of programs, the
    function's program is fetched and used here.
    """

    def __init__(
        self,
        channel: Channel,
        name: str,
        kept: int | None = None,
        signature: inspect.Signature | None = None,
    ):
        self._channel, self.__name__ = channel, name
        self.__signature__ = signature
        self._of = name if kept is None else kept
        self._programs: dict[str, Program] = {}

    def __call__(self, *args: Any, **options: Any) -> Any:
        leaves = jax.tree.leaves((args, options))
        if any(issubclass(type(leaf), Tracer) for leaf in leaves):
            return self._traced(args, options)
        answered = self._ask(
            "call",
            args=[self._write(arg) for arg in args],
            options={name: self._write(value) for name, value in options.items()},
            watch=True,
            x64=_wide(),
        )
        for position, node in answered.get("changed", ()):
            _change(args[position], node)
        return self._read(answered["value"])

    def __lower__(
        self,
        *args: Any,
        static: Sequence[int] = (),
        transform: str = "",
        axes: Sequence[int | None] = (),
        x64: bool = False,
    ) -> Program:
        """The function's program, for `Program.lower`; nothing but shapes is sent."""
        shapes = [arg if i in static else jax.tree.map(_blank, arg) for i, arg in enumerate(args)]
        request = {
            "args": [self._write(arg) for arg in shapes],
            "static": list(static),
            "transform": transform,
            "axes": list(axes),
            "wide": x64 or _wide(),
            "x64": _wide(),
        }

        @cache
        def pullback(order: int) -> Program:
            return _program(self._ask("lower", **request, pullback=order).get("program"))

        key = repr(request)
        if key not in self._programs:
            self._programs[key] = _program(self._ask("lower", **request).get("program"), pullback)
        return self._programs[key]

    def __check__(self, check: str, args: tuple, options: dict) -> None:
        """Run a check where the function is, of what cannot be seen from here.

        Raises:
            CheckFailed: it fails there.
        """
        answered = self._ask(
            "check",
            check=check,
            args=[self._write(arg) for arg in args],
            options={name: self._write(value) for name, value in options.items()},
            x64=_wide(),
        )
        if answered["verdict"] is not None:
            raise CheckFailed(*(_text(part) for part in answered["verdict"]))

    def __reduce__(self) -> tuple:
        return inside.find, (self._of,)

    def __repr__(self) -> str:
        return f"<function {self.__name__} of the student's>"

    def _traced(self, args: tuple, options: dict) -> Any:
        if options:
            raise TypeError("A student's function that JAX traces takes positional arguments only.")
        static = [i for i, arg in enumerate(args) if not _holds_tracer(arg)]
        if any(map(is_batched, jax.tree.leaves(args))):
            return self._mapped(args, static)
        program = Program.lower(self, *args, static=static)
        return program(*args)

    def _mapped(self, args: tuple, static: list[int]) -> Any:
        """Under `jax.vmap`: a program has no rule of its own for it, but can be made of the map."""

        def filled(moving: Sequence) -> list:
            values = iter(moving)
            return [arg if i in static else next(values) for i, arg in enumerate(args)]

        @jax.custom_batching.custom_vmap
        def call(*moving: Any) -> Any:
            given = filled(moving)
            return Program.lower(self, *given, static=static)(*given)

        @call.def_vmap
        def over(size: int, batched: Sequence, *moving: Any) -> tuple:
            axes = filled([0 if any(jax.tree.leaves(which)) else None for which in batched])
            given, axes = filled(moving), [None if i in static else a for i, a in enumerate(axes)]
            options = {"static": static, "transform": "vmap", "axes": axes}
            program = Program.lower(self, *given, **options)
            mapped = jax.custom_batching.sequential_vmap(lambda *more: program(*filled(more)))
            found = mapped(*moving)
            return found, jax.tree.map(lambda _: True, found)

        return call(*(arg for i, arg in enumerate(args) if i not in static))

    def _ask(self, what: str, **request: Any) -> dict:
        answered = self._channel.ask({"do": what, "of": self._of, **request})
        if "error" in answered:
            raise error_of(answered["error"])
        return answered

    def _write(self, value: Any) -> Any:
        with jax.ensure_compile_time_eval():  # A caller that JAX traces has values of its own.
            return wire.write(value, _sent)

    def _read(self, node: Any) -> Any:
        return wire.read(node, lambda other: _kept(self._channel, other))


def look(channel: Channel, name: str) -> Any:
    """What a name stands for in the student's notebook: a stand-in, or a value.

    Raises:
        NameError: nothing.
    """
    answered = channel.ask({"do": "look", "of": name})
    if "error" in answered:
        raise error_of(answered["error"])
    if answered.get("function"):
        return StandIn(channel, name, signature=_signature(answered.get("parameters")))
    return wire.read(answered["value"], lambda other: _kept(channel, other))


def _signature(parameters: Any) -> inspect.Signature | None:
    """The signature of a function whose parameters' names, kinds and defaults were told."""
    try:
        return inspect.Signature(
            [
                inspect.Parameter(_text(name), KINDS[kind], default=None if has_default else EMPTY)
                for name, kind, has_default in parameters
            ]
        )
    except (TypeError, ValueError, KeyError, Unanswered):
        return None


def error_of(described: Any) -> BaseException:
    """The error that `inside.describe` described: of its class, or of the nearest that is known."""
    try:
        kinds = [_text(kind) for kind in described["kinds"]]
        message, told = _text(described["message"]), [_text(part) for part in described["told"]]
        attempted = described["attempted"] is True
    except (KeyError, TypeError) as error:
        raise Unanswered("its answer cannot be read") from error
    known = next((found for kind in kinds if (found := _known(kind))), Exception)
    name = kinds[0] if kinds[0].isidentifier() else "Exception"
    made = type(name, (FromElsewhere, known), {})
    error = made.__new__(made)
    error.args = (message,) if attempted or message else ()
    error.explanation, error.attempted = Explanation(*told), attempted
    return error


def _known(name: str) -> type[Exception] | None:
    for space in (builtins, jax.errors):
        found = getattr(space, name, None)
        if isinstance(found, type) and issubclass(found, Exception):
            return found
    return None


def _program(data: Any, pullback: Callable[[int], Program] | None = None) -> Program:
    """A program from text that may be hostile.

    Raises:
        Unanswered: it is none, or calls code that is not on the list.
    """
    try:
        program = Program.deserialize(_text(data).encode(), pullback)
        foreign = [name for name in program.custom_calls if not name.startswith(CALLED)]
    except Exception as error:
        raise Unanswered(f"its program cannot be read ({type(error).__name__})") from error
    if foreign:
        raise CheckFailed(f"The program calls foreign code: {', '.join(foreign)[:200]}.")
    return program


def _blank(leaf: Any) -> Any:
    """A leaf without its value."""
    if type(leaf) in NUMBERS:
        return type(leaf)(0)
    if jnp.issubdtype(getattr(leaf, "dtype", np.float32), jax.dtypes.prng_key):
        with jax.ensure_compile_time_eval():
            key = jax.random.key(0, impl=str(jax.random.key_impl(leaf)))
            return jax.random.split(key, leaf.shape) if leaf.shape else key
    if hasattr(leaf, "shape") and hasattr(leaf, "dtype"):
        weak = bool(getattr(leaf, "weak_type", False))
        return jax.ShapeDtypeStruct(np.shape(leaf), leaf.dtype, weak_type=weak)
    return leaf


def _sent(value: Any) -> dict:
    """What the judge may send besides data: the student trusts it."""
    if type(value) is StandIn:
        return {"here": value._of}
    if type(value) is jax.ShapeDtypeStruct:
        return {"shape": [value.shape, value.dtype.name, bool(value.weak_type)]}
    return {"pickle": base64.b64encode(cloudpickle.dumps(value)).decode()}


def _kept(channel: Channel, node: dict) -> Any:
    name = _text(node.get("opaque"))
    if type(node.get("kept")) is int:
        return StandIn(channel, name, node["kept"])
    return wire.Opaque(name)


def _change(target: Any, node: Any) -> None:
    """Do to an argument here what the student's function did to it there."""
    if type(target) is np.ndarray:
        with np.errstate(all="ignore"):
            target[...] = wire.read(node)
    elif type(target) is list:
        target[:] = wire.read(node)
    elif type(target) is dict:
        changed = wire.read(node)
        target.clear()
        target.update(changed)
    elif isinstance(target, jax.Array):
        target.delete()


def _holds_tracer(arg: Any) -> bool:
    return any(issubclass(type(leaf), Tracer) for leaf in jax.tree.leaves(arg))


def _text(value: Any) -> str:
    if type(value) is not str:
        raise Unanswered("its answer cannot be read")
    return value


def _wide() -> bool:
    return bool(jax.config.jax_enable_x64)
