"""`Program`: a pure function as data, which can be called, differentiated, measured and read.

A function is lowered at given shapes and dtypes with `jax.export`. What results can be written
to bytes and read back elsewhere: the object is the same. Nothing of the code that made it is run
again, and no clock is read.
"""

import ast
import base64
import json
import re
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from functools import cached_property
from typing import Any, NoReturn

import jax
import jax.numpy as jnp
import numpy as np
from jax import export

from autograder.checks.arithmetic import Arithmetic
from autograder.checks.internals import (
    CALLBACK_ERROR,
    JaxArray,
    KeyArray,
    Literals,
    Tracer,
    enable_x64,
    library_named,
    untyped,
    with_pullback,
)
from autograder.checks.stablehlo import Loop, Module


NUMBERS = (bool, int, float, complex)
DEEPEST = 50  # levels of a tree; more are a list that contains itself
MOST_BYTES = 2**33  # no exercise has results of more than 8 GiB


class NoProgram(TypeError):
    """What a function takes or returns is nothing that a program can hold."""


class BadArgument(NoProgram):
    """What a function is to be lowered for is nothing that a program can take."""


class BadResult(NoProgram):
    """What a function returns is nothing that a program can give; the message is a noun phrase."""


class Program:
    """A function lowered at the shapes and dtypes of one call.

    Make one with `Program.lower(function, *args)`; read one with `Program.deserialize(data)`.
    """

    def __init__(self, exported: export.Exported, about: dict):
        self._exported, self._about = exported, about

    @classmethod
    def lower(
        cls,
        function: Callable,
        *args: Any,
        static: Sequence[int] = (),
        transform: str = "",
        axes: Sequence[int | None] = (),
        x64: bool = False,
    ) -> "Program":
        """Lower `function` at the shapes and dtypes of `args`; their values do not matter.

        Args:
            function: a function that JAX can trace, or an object with a method `__lower__` of
                this signature (a function that lives in another process), or a `Program`.
            args: numbers, arrays, `jax.ShapeDtypeStruct`s, random keys (typed or raw), and trees
                of these. Functions and strings are taken as they are.
            static: positions of further arguments that are compile-time constants.
            transform: "" for the function itself; "vmap" for the function mapped over `axes`;
                "jvp" for `(args, tangents) -> (result, tangent)`, where tangents are those of
                the floating-point leaves, in order.
            axes: for "vmap": one axis or None an argument, as `in_axes` of `jax.vmap`.
            x64: lower with 64-bit types on.

        Raises:
            BadArgument: an argument holds something that is no array.
            BadResult: the result does.
            NoProgram: a program is given that was lowered for something else.
            Exception: whatever JAX raises while it traces the function.
        """
        options = {"static": tuple(static), "transform": transform, "axes": tuple(axes), "x64": x64}
        if isinstance(function, Program):
            return function._at(args, options)
        if hasattr(type(function), "__lower__"):
            return _genuine(function.__lower__(*args, **options))
        with enable_x64(True) if x64 else nullcontext():
            call = _Call(args, tuple(static))
            flat, shapes = call.flattened(function, transform, tuple(axes))
            exported = _export(jax.jit(flat), shapes)
            wide = jax.dtypes.canonicalize_dtype(float) == np.float64
        about = {
            "name": _name(function),
            "inputs": call.skeleton,
            "output": flat.skeleton,
            "static": call.static,
            "transform": transform,
            "axes": list(axes),
            "x64": bool(wide),
        }
        return cls(exported, json.loads(json.dumps(about)))

    @classmethod
    def deserialize(
        cls, data: bytes, pullback: Callable[[int], "Program"] | None = None
    ) -> "Program":
        """A program from the bytes that `serialize` gave.

        Args:
            data: those bytes.
            pullback: gives what `pullback` of the serialised program gives, when the program is
                differentiated in reverse; without it, that cannot be done.
        """
        content = json.loads(data)
        exported = export.deserialize(bytearray(base64.b64decode(content["program"])))
        if pullback is not None:
            exported = with_pullback(exported, lambda order: pullback(order)._exported)
        return cls(exported, content["about"])

    def serialize(self) -> bytes:
        """The program as bytes: JSON around the format of `jax.export`, nothing that is run.

        Raises:
            NoProgram: the program calls back to Python.
        """
        data = self._exported.serialize()
        program = base64.b64encode(bytes(data)).decode()
        return json.dumps({"about": self._about, "program": program}).encode()

    def pullback(self, order: int = 1) -> "Program":
        """What reverse mode makes of the program, `order` times over; to be sent, not called.

        Raises:
            Exception: whatever JAX raises while it differentiates, as for a `while_loop`.
        """
        found = self._exported
        with self._precision():
            for _ in range(order):
                found = found.vjp()
        return Program(found, self._about)

    @property
    def name(self) -> str:
        """The function's name."""
        return self._about["name"]

    __name__ = name

    @cached_property
    def text(self) -> str:
        """The program in StableHLO."""
        return self._exported.mlir_module()

    def __call__(self, *args: Any) -> Any:
        """The result at these arguments, which must have the shapes that were lowered.

        Raises:
            TypeError: another number of arguments, another structure, shape or dtype.
            MemoryError: the result has more than 8 GiB.
        """
        return _rebuild(self.structure, self.flat(*args))

    def flat(self, *args: Any) -> list[jax.Array]:
        """The leaves of the result, in the order of `structure`; keys as what they are made of."""
        self._of_sensible_size()
        with self._precision():
            return list(self._exported.call(*self._leaves(args)))

    @property
    def structure(self) -> Any:
        """The structure of the result, as `take_apart` gives it."""
        return self._about["output"]

    def gradient(self, *args: Any, argnums: int = 0) -> Any:
        """Reverse-mode gradient of the (scalar) result with respect to one argument.

        Args:
            argnums: position of the argument, static ones counted.

        Raises:
            TypeError: the result is no single real number, or the argument is not real.
        """
        moving = [i for i in range(len(args)) if i not in self._about["static"]]
        if argnums not in moving:
            raise TypeError(f"{self.name} has no gradient with respect to argument {argnums + 1}.")
        with self._precision():
            result, pull = self.vjp(*args)
            values = jax.tree.leaves(result)
            if len(values) != 1 or values[0].shape or not _is_floating(values[0]):
                raise TypeError(
                    f"A gradient wants one real number; {self.name} has {_kinds(values)}."
                )
            found = pull(jnp.ones_like(values[0]))[moving.index(argnums)]
        if not jax.tree.leaves(found):
            raise TypeError(f"Argument {argnums + 1} of {self.name} holds no real numbers.")
        return found

    def vjp(self, *args: Any) -> tuple[Any, Callable]:
        """The result, and the function from its cotangents (a list of leaves) to the arguments'.

        The cotangents of leaves that are not floating-point are None.
        """
        with self._precision():
            leaves = self._leaves(args)
            moving = [i for i, leaf in enumerate(leaves) if jnp.issubdtype(leaf.dtype, jnp.inexact)]

            def at(*values: jax.Array) -> list:
                full = list(leaves)
                for i, value in zip(moving, values, strict=True):
                    full[i] = value
                return self._exported.call(*full)

            out, pull = jax.vjp(at, *(leaves[i] for i in moving))

        def pulled(*cotangents: Any) -> tuple:
            with self._precision():
                given = [
                    jnp.asarray(c, o.dtype)
                    if jnp.issubdtype(o.dtype, jnp.inexact)
                    else np.zeros(o.shape, jax.dtypes.float0)
                    for c, o in zip(cotangents, out, strict=True)
                ]
                found = dict(zip(moving, pull(given), strict=True))
            remaining = iter([found.get(i) for i in range(len(leaves))])
            return tuple(_fill(s, remaining, keys=False) for s in self._about["inputs"])

        return _rebuild(self.structure, out), pulled

    def tangents(self, args: tuple, directions: Sequence) -> list:
        """For a program lowered with `transform="jvp"`: the result's tangents, leaf by leaf.

        Args:
            args: the arguments.
            directions: a tangent for each floating-point leaf of them, in order.
        """
        with self._precision():
            wanted = self._exported.in_avals
            leaves = _Call(args, tuple(self._about["static"])).leaves
            both = [*map(_raw, leaves), *directions]
            given = [jnp.asarray(x).astype(a.dtype) for x, a in zip(both, wanted, strict=True)]
            return list(self._exported.call(*given))

    @cached_property
    def module(self) -> Module:
        """The text, read."""
        return Module(self.text)

    @cached_property
    def operations(self) -> Counter[str]:
        """Operations by StableHLO's names; in a loop once, in a called function once a call."""
        return self.module.count()

    @property
    def size(self) -> int:
        """The number of operations, constants aside: how long the text is, not the run."""
        return self.operations.total() - self.operations["constant"]

    @cached_property
    def loops(self) -> list[Loop]:
        """The loops that the function's author wrote.

        Those that functions of `jax.random`, `jax.numpy`, `jax.scipy` and the like bring along
        are left out; those of other libraries count.
        """
        return [loop for loop in self.module.loops() if not loop.library]

    @cached_property
    def custom_calls(self) -> Counter[str]:
        """Calls of code outside the program, by name: LAPACK's routines, host callbacks."""
        return self.module.custom_calls()

    @property
    def dtypes(self) -> set[str]:
        """Element types of all values in the program, in StableHLO's names: f32, i32, i1, ..."""
        return {
            t for t in self.module.element_types if re.fullmatch(r"(u?i|bf|f)\d\w*|complex.*", t)
        }

    @property
    def results(self) -> list[jax.ShapeDtypeStruct]:
        """Shape and dtype of each leaf of the result, in order."""
        return [jax.ShapeDtypeStruct(a.shape, a.dtype) for a in self._exported.out_avals]

    @cached_property
    def _compiled(self) -> Any:
        with self._precision():
            shapes = [jax.ShapeDtypeStruct(a.shape, a.dtype) for a in self._exported.in_avals]
            return jax.jit(self._exported.call).lower(*shapes).compile()

    @property
    def temporary_bytes(self) -> int:
        """Peak memory of the compiled program, arguments and results aside, in bytes."""
        return int(self._compiled.memory_analysis().temp_size_in_bytes)

    @property
    def flops(self) -> float:
        """Floating-point operations of one run, with a loop's body once an iteration.

        They are counted in the text: equal operations on equal values once, and those of a loop
        that do not change in it once a loop, as compilers leave them. A loop whose end data
        decide counts once.
        """
        return self.arithmetic.flops

    @cached_property
    def arithmetic(self) -> Arithmetic:
        """What the program computes."""
        return Arithmetic.of(self.module)

    def _precision(self) -> Any:
        return enable_x64(self._about["x64"])

    def _leaves(self, args: tuple) -> list:
        call = _Call(args, tuple(p for p in self._about["static"] if p < len(args)))
        if json.loads(json.dumps(call.skeleton)) != self._about["inputs"]:
            raise TypeError(f"{self.name} was lowered for other arguments than these.")
        wanted = self._exported.in_avals
        return [
            _concrete(leaf, aval, self.name) for leaf, aval in zip(call.leaves, wanted, strict=True)
        ]

    def _at(self, args: tuple, options: dict) -> "Program":
        """Itself, if it is what would be lowered now."""
        for name in ("transform", "axes", "x64"):
            have = self._about[name]
            if options[name] != (tuple(have) if name == "axes" else have) and options[name]:
                raise NoProgram(f"{self.name} was lowered already, with {name}={have!r}.")
        call = _Call(args, tuple(p for p in self._about["static"] if p < len(args)))
        shapes = [tuple(aval.shape) for aval in self._exported.in_avals]
        same = json.loads(json.dumps(call.skeleton)) == self._about["inputs"]
        if not same or [_shape(leaf).shape for leaf in call.leaves] != shapes[: len(call.leaves)]:
            raise NoProgram(f"{self.name} was lowered already, for other arguments or shapes.")
        return self

    def _of_sensible_size(self) -> None:
        count = sum(r.size * r.dtype.itemsize for r in self.results)
        if count > MOST_BYTES:
            raise MemoryError(f"The result of {self.name} has {count / 1e9:,.0f} GB.")


class _Unsent:
    """A program that calls back to Python and so stays here: what is used of `export.Exported`."""

    def __init__(self, jitted: Callable, shapes: list):
        with library_named():
            self._lowered = jitted.lower(*shapes)
        self.call, self.in_avals = jitted, shapes
        self.out_avals = jax.tree.leaves(self._lowered.out_info)

    def mlir_module(self) -> str:
        return self._lowered.as_text(debug_info=True)

    def serialize(self) -> NoReturn:
        raise NoProgram("The program calls back to Python and cannot be carried elsewhere.")


class _Call:
    """The arguments of a call, taken apart: static ones, the leaves of the others, structure."""

    def __init__(self, args: tuple, static: tuple[int, ...]):
        taken = {i for i, arg in enumerate(args) if is_constant(arg)}
        self.args = args
        self.static = sorted(taken | {i if i >= 0 else len(args) + i for i in static})
        self.moving = [i for i in range(len(args)) if i not in self.static]
        self.leaves: list = []
        self.skeleton = [self._apart(i) for i in self.moving]

    def _apart(self, position: int) -> Any:
        try:
            return _take_apart(self.args[position], self.leaves)
        except NoProgram as error:
            raise BadArgument(f"Argument {position + 1}: {error}") from None

    def flattened(self, function: Callable, transform: str, axes: tuple) -> tuple[Callable, list]:
        """The function of the leaves alone, and the leaves' shapes and dtypes."""
        trees = [jax.tree.structure(self.args[i]) for i in self.moving]
        kinds = [_implementation(leaf) if _is_key(leaf) else "" for leaf in self.leaves]

        def with_static(*dynamic: Any) -> Any:
            full = list(self.args)
            for i, value in zip(self.moving, dynamic, strict=True):
                full[i] = value
            return function(*full)

        def whole(*leaves: Any) -> Any:
            typed = iter([_typed(leaf, kind) for leaf, kind in zip(leaves, kinds, strict=True)])
            values = [
                tree.unflatten([next(typed) for _ in range(tree.num_leaves)]) for tree in trees
            ]
            if transform == "vmap":
                return jax.vmap(_checked(with_static), tuple(axes[i] for i in self.moving))(*values)
            return with_static(*values)

        flat = _Flat(whole)
        shapes = [_shape(leaf) for leaf in self.leaves]
        if transform == "jvp":
            floats = [i for i, s in enumerate(shapes) if jnp.issubdtype(s.dtype, jnp.inexact)]
            return _Forward(flat, floats, len(shapes)), shapes + [shapes[i] for i in floats]
        return flat, shapes


class _Flat:
    """A function from leaves to leaves, which remembers the structure of its result."""

    __name__ = "flat"

    def __init__(self, function: Callable):
        self.function, self.skeleton = function, None

    def __call__(self, *leaves: Any) -> list:
        self.skeleton, out = take_apart(self.function(*leaves))
        return [as_array(leaf) for leaf in out]


class _Forward:
    """The forward-mode derivative of a flat function along tangents of some of its leaves."""

    __name__ = "forward"

    def __init__(self, flat: _Flat, floats: list[int], count: int):
        self.flat, self.floats, self.count = flat, floats, count

    @property
    def skeleton(self) -> Any:
        return self.flat.skeleton

    def __call__(self, *both: Any) -> list:
        leaves, tangents = both[: self.count], both[self.count :]

        def moving(*values: Any) -> list:
            full = list(leaves)
            for i, value in zip(self.floats, values, strict=True):
                full[i] = value
            return self.flat(*full)

        _, out = jax.jvp(moving, tuple(leaves[i] for i in self.floats), tangents)
        return [o if o.dtype != jax.dtypes.float0 else jnp.zeros(o.shape) for o in out]


def take_apart(tree: Any) -> tuple[Any, list]:
    """A tree's structure, as a program remembers that of its result, and its leaves in order.

    Raises:
        NoProgram: a leaf is neither a number nor an array nor a key.
    """
    leaves: list = []
    skeleton = json.loads(json.dumps(_take_apart(tree, leaves)))
    return skeleton, leaves


def _export(jitted: Callable, shapes: list) -> Any:
    """Export; calls of code that JAX does not promise to keep are let through, to be counted."""
    if len(jitted.trace(*shapes).jaxpr.in_avals) != len(shapes):
        raise jax.errors.UnexpectedTracerError("The function uses a value left over from tracing.")
    allowed: list = []
    for _ in range(5):
        try:
            with library_named():
                return export.export(jitted, disabled_checks=allowed)(*shapes)
        except NotImplementedError as error:
            if CALLBACK_ERROR not in str(error):
                raise
            return _Unsent(jitted, shapes)
        except ValueError as error:
            names = re.findall(r"^\s*([\w.]+) at |custom_call @?\"?([\w.]+)", str(error), re.M)
            found = {a or b for a, b in names} - {str(c) for c in allowed}
            if "custom calls" not in str(error) or not found:
                raise
            allowed += [export.DisabledSafetyCheck.custom_call(name) for name in found]
    raise NoProgram("The function calls code that cannot be carried elsewhere.")


def _checked(function: Callable) -> Callable:
    """The function, which raises `BadResult` before JAX meets what is no tree of arrays."""

    def run(*args: Any) -> Any:
        result = function(*args)
        for leaf in take_apart(result)[1]:
            as_array(leaf)
        return result

    return run


def _genuine(found: Any) -> Program:
    if type(found) is not Program:
        raise NoProgram(f"__lower__ gave a {type(found).__name__}, not a Program.")
    return found


def _name(function: Any) -> str:
    name = getattr(function, "__name__", None)
    return name if type(name) is str else "the function"


def is_constant(arg: Any) -> bool:
    """A function or a string: what is taken as it is. A pytree that can be called is no such."""
    if isinstance(arg, str):
        return True
    return callable(arg) and jax.tree.structure(arg) == jax.tree.structure(0)


def _take_apart(tree: Any, leaves: list, depth: int = 0) -> Any:
    """A tree's structure as JSON, its leaves appended to `leaves`; what JAX takes for a tree."""
    kind = type(tree)
    if tree is None:
        return None
    if depth > DEEPEST:
        raise BadResult(f"a tree of more than {DEEPEST} levels.")
    if _is_leaf(tree):
        leaves.append(tree)
        return {"key": _implementation(tree)} if _is_key(tree) else "array"
    root = iter([False])  # one level down; by order, since a list may contain itself
    parts, structure = jax.tree.flatten(tree, is_leaf=lambda _: next(root, True))
    if jax.tree_util.treedef_is_leaf(structure):
        raise BadResult(f"a {kind.__name__}, which is neither an array nor a tree of arrays.")
    below = [_take_apart(part, leaves, depth + 1) for part in parts]
    if kind in (dict, OrderedDict, defaultdict):
        name, keys = ("ordered", list(tree)) if kind is OrderedDict else ("dict", sorted(tree))
        return {name: [[repr(key), part] for key, part in zip(keys, below, strict=True)]}
    if issubclass(kind, tuple | list):
        return {"tuple" if issubclass(kind, tuple) else "list": below}
    return {"node": str(structure), "parts": below}


def _rebuild(skeleton: Any, leaves: Sequence) -> Any:
    """The tree of that structure; a named tuple or a registered class comes back as a tuple."""
    return _fill(skeleton, iter(leaves))


def _fill(skeleton: Any, leaves: Iterator, keys: bool = True) -> Any:
    if skeleton is None:
        return None
    if skeleton == "array":
        return next(leaves)
    if "key" in skeleton:
        return _typed(next(leaves), skeleton["key"] if keys else "")
    if "dict" in skeleton:
        return {_dict_key(key): _fill(value, leaves, keys) for key, value in skeleton["dict"]}
    if "ordered" in skeleton:
        pairs = [(_dict_key(k), _fill(value, leaves, keys)) for k, value in skeleton["ordered"]]
        return OrderedDict(pairs)
    if "list" in skeleton:
        return [_fill(entry, leaves, keys) for entry in skeleton["list"]]
    parts = skeleton["tuple"] if "tuple" in skeleton else skeleton["parts"]
    return tuple(_fill(entry, leaves, keys) for entry in parts)


def _dict_key(text: str) -> Any:
    """A key from its `repr`; one that is no literal stays text."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def _is_leaf(value: Any) -> bool:
    kind = type(value)
    return (
        kind in (*NUMBERS, JaxArray, np.ndarray, jax.ShapeDtypeStruct, *Literals)
        or issubclass(kind, Tracer | np.generic | KeyArray)
        and kind.__module__.partition(".")[0] in ("jax", "numpy", "ml_dtypes")
    )


def _is_key(leaf: Any) -> bool:
    return jnp.issubdtype(getattr(leaf, "dtype", np.float32), jax.dtypes.prng_key)


def _implementation(key: Any) -> str:
    return str(jax.random.key_impl(key))


def _raw(leaf: Any) -> Any:
    return jax.random.key_data(leaf) if _is_key(leaf) else untyped(leaf)


def _typed(leaf: Any, kind: str) -> Any:
    return jax.random.wrap_key_data(leaf, impl=kind) if kind else leaf


def _shape(leaf: Any) -> jax.ShapeDtypeStruct:
    leaf = _raw(leaf)
    if type(leaf) is jax.ShapeDtypeStruct:
        return leaf
    if type(leaf) in NUMBERS:
        return jax.ShapeDtypeStruct((), jnp.result_type(leaf), weak_type=True)
    if not jnp.issubdtype(leaf.dtype, np.number) and leaf.dtype != bool:
        raise BadArgument(f"An array of dtype {leaf.dtype} holds no numbers.")
    return jax.ShapeDtypeStruct(leaf.shape, jax.dtypes.canonicalize_dtype(leaf.dtype))


def as_array(leaf: Any) -> jax.Array:
    """A leaf of a result as an array, a key as what it is made of.

    Raises:
        BadResult: it holds no numbers, or more than 8 GiB of them.
    """
    leaf = _raw(leaf)
    if type(leaf) is jax.ShapeDtypeStruct:
        raise BadResult("a ShapeDtypeStruct, which is neither an array nor a tree of arrays.")
    if type(leaf) not in NUMBERS and not issubclass(type(leaf), Tracer):
        if leaf.dtype != bool and not jnp.issubdtype(leaf.dtype, np.number):
            raise BadResult(f"an array of dtype {leaf.dtype}, which holds no numbers.")
        if leaf.nbytes > MOST_BYTES:
            raise BadResult(f"an array of {leaf.nbytes / 1e9:,.0f} GB.")
    return jnp.asarray(leaf)


def _concrete(leaf: Any, aval: Any, name: str) -> jax.Array:
    """An argument's leaf as an array of the shape and dtype that were lowered.

    Python's numbers have no dtype of their own, but a fraction is no integer.
    """
    leaf = _raw(leaf)
    if np.shape(leaf) != aval.shape:
        raise TypeError(f"{name} was lowered for shape {aval.shape}, not for {np.shape(leaf)}.")
    array = jnp.asarray(leaf)
    fits = (
        type(leaf) in NUMBERS and jnp.promote_types(array.dtype, aval.dtype).kind == aval.dtype.kind
    )
    if array.dtype != aval.dtype and not fits:
        raise TypeError(f"{name} was lowered for dtype {aval.dtype}, not for {array.dtype}.")
    return array.astype(aval.dtype)


def _is_floating(array: jax.Array) -> bool:
    return bool(jnp.issubdtype(array.dtype, jnp.floating))


def _kinds(values: list) -> str:
    return ", ".join(f"{v.dtype}{list(v.shape)}" for v in values) or "nothing"
