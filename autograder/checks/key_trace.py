"""Every use of a random key in a program that JAX traced, with the keys' bits.

The function is traced once, with its keys unknown. The program is then run with a report put in
wherever a sampler draws from a key or a key is split, so that uses are compared by what keys are,
not by what they are called. Draws are left out of what is compiled, unless a key depends on them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.extend.core import Jaxpr, JaxprEqn, Literal, jaxpr_as_fun

from autograder.checks import internals
from autograder.checks.internals import Spot


USES = frozenset({"random_bits", "random_split", "random_gamma"})
INLINE = frozenset(
    {"jit", "pjit", "closed_call", "core_call", "checkpoint", "remat", "remat2"}
    | {"custom_jvp_call", "custom_vjp_call", "custom_vjp_call_jaxpr"}
)


class NotFollowed(Exception):
    """Keys are used where this module cannot follow them."""


@dataclass(frozen=True)
class Site:
    """A place in the program where a key is used.

    `call` is the call of a function of `jax.random`, `inside` the place within that function.
    """

    kind: str
    line: str
    shared: bool
    call: tuple
    inside: tuple


@dataclass(frozen=True)
class _Around:
    """Where an equation stands: the stack that led there, the maps on it, the live elements."""

    line: str = ""
    maps: int = 0
    path: tuple[Spot, ...] = ()
    live: Any = None


@dataclass(frozen=True)
class _Marked:
    """A value, and the elements (of its first axes) in which it counts; None for all."""

    value: Any
    live: Any = None


class Trace:
    """A function's program at given keys.

    Attributes:
        sites: the places where keys are used, in order.
        reports: what a run told: the number of a site, the keys' bits, which of them count.
    """

    def __init__(self, function: Callable, keys: Sequence[Any]):
        self.sites: list[Site] = []
        self.reports: list[tuple[int, np.ndarray, np.ndarray]] = []
        self._keys = keys
        self._program = jax.make_jaxpr(function)(*keys)

    def run(self) -> None:
        """Run the program; `sites` and `reports` are filled.

        Raises:
            NotFollowed: keys are used inside something unknown.
        """

        def program(consts: list, keys: list) -> None:
            self._follow(self._program.jaxpr, consts, list(map(_Marked, keys)), _Around())

        given = self._program.consts, list(self._keys)
        internals.compiled_quickly(jax.jit(program).lower(*given))(*given)
        jax.effects_barrier()

    def _follow(
        self, jaxpr: Jaxpr, consts: Sequence, given: Sequence[_Marked], around: _Around
    ) -> list[_Marked]:
        known: dict[Any, _Marked] = dict(zip(jaxpr.constvars, map(_Marked, consts), strict=True))
        known |= zip(jaxpr.invars, given, strict=True)

        def read(atom: Any) -> _Marked:
            return _Marked(atom.val) if isinstance(atom, Literal) else known[atom]

        for equation in jaxpr.eqns:
            if not equation.outvars:
                continue
            inputs = list(map(read, equation.invars))
            known |= zip(equation.outvars, self._step(equation, inputs, around), strict=True)
        return list(map(read, jaxpr.outvars))

    def _step(self, equation: JaxprEqn, inputs: list[_Marked], around: _Around) -> list[_Marked]:
        spots = internals.spots_of(equation)
        uses = equation.primitive.name in USES or _has_uses(equation)
        if uses and (internals.sampler(spots) is not None or _is_library(equation)):
            self._report("draw", equation, inputs, spots, around)
        elif equation.primitive.name in USES:
            self._report("split", equation, inputs, spots, around)
        elif uses and not equation.params.get("differentiated"):
            return self._enter(equation, inputs, _nearer(around, spots))
        if equation.primitive.name == "stop_gradient":
            return inputs
        live = _live_outside(equation, inputs)
        found = internals.evaluate(equation, [marked.value for marked in inputs])
        return [_Marked(v, live if _may_be_key(v) else None) for v in found]

    def _report(
        self, kind: str, equation: JaxprEqn, inputs: list, spots: list[Spot], around: _Around
    ) -> None:
        """Have the run tell the bits of the keys that the equation is given."""
        near = _nearer(around, spots)
        for marked in inputs:
            if not _is_key(marked.value):
                continue
            live = _fitted(_both(marked.live, around.live), marked.value.shape)
            shared = kind == "draw" and marked.value.ndim < near.maps
            write = partial(self._write, len(self.sites))
            call, inside = internals.parted(near.path)
            site = Site(kind, near.line, shared, call, (*inside, *_structure(equation)))
            self.sites.append(site)
            jax.debug.callback(write, jax.random.key_data(marked.value), live)

    def _write(self, site: int, bits: Any, live: Any) -> None:
        self.reports.append((site, np.asarray(bits), np.asarray(live)))

    def _enter(self, equation: JaxprEqn, inputs: list[_Marked], around: _Around) -> list[_Marked]:
        name, params = equation.primitive.name, equation.params
        if name == "scan":
            return self._scan(params, inputs, around)
        if name == "while":
            return self._while(params, inputs, around)
        if name == "cond":
            return self._cond(params, inputs, around)
        inner = _jaxprs(equation)
        if name not in INLINE or len(inner) != 1:
            raise NotFollowed(name)
        return self._follow(*inner[0], inputs, around)

    def _scan(self, params: dict, inputs: list[_Marked], around: _Around) -> list[_Marked]:
        fixed, carried = internals.scan_counts(params)
        body = params["jaxpr"]
        lives = [marked.live for marked in inputs[fixed:]]

        def step(carry: list, x: list) -> tuple[list, list]:
            given = inputs[:fixed] + list(map(_Marked, [*carry, *x], lives))
            values = _values(self._follow(body.jaxpr, body.consts, given, around))
            return values[:carried], values[carried:]

        start, xs = _values(inputs[fixed : fixed + carried]), _values(inputs[fixed + carried :])
        options = {"length": params["length"], "reverse": params["reverse"]}
        last, ys = jax.lax.scan(step, start, xs, **options)
        return [*map(_Marked, last, lives), *map(_Marked, ys)]

    def _while(self, params: dict, inputs: list[_Marked], around: _Around) -> list[_Marked]:
        """Under `jax.vmap` each element has its condition; those that are done stand still."""
        condition, body = params["cond_jaxpr"], params["body_jaxpr"]
        first, second = params["cond_nconsts"], params["cond_nconsts"] + params["body_nconsts"]
        lives = [marked.live for marked in inputs[second:]]

        def go_on(carry: list) -> Any:
            given = inputs[:first] + list(map(_Marked, carry))
            (working,) = self._follow(condition.jaxpr, condition.consts, given, around)
            return jnp.any(working.value)

        def step(carry: list) -> list:
            working = jaxpr_as_fun(condition)(*_values(inputs[:first]), *carry)[0]
            active = working if working.ndim else None
            inside = replace(around, live=_both(around.live, active))
            given = inputs[first:second] + list(map(_Marked, carry, lives))
            new = _values(self._follow(body.jaxpr, body.consts, given, inside))
            return new if active is None else list(map(partial(_where, active), new, carry))

        found = jax.lax.while_loop(go_on, step, _values(inputs[second:]))
        return list(map(_Marked, found, lives))

    def _cond(self, params: dict, inputs: list[_Marked], around: _Around) -> list[_Marked]:
        def taken(branch: Any) -> Callable:
            def run(values: list) -> list:
                given = [_Marked(v, m.live) for v, m in zip(values, inputs[1:], strict=True)]
                return _values(self._follow(branch.jaxpr, branch.consts, given, around))

            return run

        which = jnp.asarray(inputs[0].value, jnp.int32)
        branches = list(map(taken, params["branches"]))
        found = jax.lax.switch(which, branches, _values(inputs[1:]))
        live = _merged([marked.live for marked in inputs[1:] if _may_be_key(marked.value)])
        return [_Marked(v, live if _may_be_key(v) else None) for v in found]


def _live_outside(equation: JaxprEqn, inputs: list[_Marked]) -> Any:
    """Where the result of an equation counts.

    `select_n(p, k, k)` is what `jax.vmap` makes of a key that goes into a branch of `lax.cond`:
    what follows is computed for all elements, and counts for those with p. Another choice merges
    the branches.
    """
    lives = [marked.live for marked in inputs]
    if equation.primitive.name != "select_n":
        return reduce(_both, lives, None)
    chosen, *cases = (marked.value for marked in inputs)
    if len(cases) == 2 and cases[0] is cases[1]:
        return _both(lives[1], chosen if jnp.ndim(chosen) else None)
    return _merged(lives[1:])


def _fitted(live: Any, shape: tuple) -> Any:
    """A mark for keys of that shape: JAX repeats it along the last axes of what it chooses from."""
    if live is None:
        return jnp.ones((), bool)
    live = live[(..., *[0] * (live.ndim - len(shape)))]
    return live if live.shape == shape[: live.ndim] else jnp.ones((), bool)


def _where(active: Any, new: Any, old: Any) -> Any:
    mask = active.reshape(active.shape + (1,) * (new.ndim - active.ndim))
    return jax.lax.select(jnp.broadcast_to(mask, new.shape), new, old)


def _merged(lives: list) -> Any:
    shapes = {None if live is None else live.shape for live in lives}
    if None in shapes or len(shapes) != 1:
        return None
    return reduce(jnp.logical_or, lives)


def _both(left: Any, right: Any) -> Any:
    """Two marks at once; the one with fewer axes holds for all of what follows them."""
    if left is None or right is None:
        return right if left is None else left
    short, long = sorted((left, right), key=jnp.ndim)
    if short.shape != long.shape[: short.ndim]:
        return long
    return long & short.reshape(short.shape + (1,) * (long.ndim - short.ndim))


def _nearer(around: _Around, spots: list[Spot]) -> _Around:
    line = internals.author_line(spots) or around.line
    maps = around.maps + internals.count_maps(spots)
    return replace(around, line=line, maps=maps, path=(*around.path, *spots))


def _jaxprs(equation: JaxprEqn) -> list[tuple[Jaxpr, list]]:
    """The programs within an equation, each with its constants."""
    found = []
    for value in equation.params.values():
        for part in value if isinstance(value, tuple | list) else [value]:
            if isinstance(getattr(part, "jaxpr", None), Jaxpr):
                found.append((part.jaxpr, part.consts))
            elif isinstance(part, Jaxpr):
                found.append((part, []))
    return found


def _has_uses(equation: JaxprEqn) -> bool:
    return any(
        inner.primitive.name in USES or _has_uses(inner)
        for jaxpr, _ in _jaxprs(equation)
        for inner in jaxpr.eqns
    )


def _structure(equation: JaxprEqn) -> list[str]:
    """What tells the parts of one function apart that JAX has put in the place of its call."""
    if equation.primitive.name in INLINE:
        return []
    inner = [each for jaxpr, _ in _jaxprs(equation) for each in jaxpr.eqns]
    return [equation.primitive.name, *(name for each in inner for name in _structure(each))]


def _is_library(equation: JaxprEqn) -> bool:
    """Whether an equation calls a function of `jax.random` that is compiled as a whole."""
    return equation.primitive.name in INLINE and any(
        internals.sampler(internals.spots_of(inner)[:1]) is not None
        for jaxpr, _ in _jaxprs(equation)
        for inner in jaxpr.eqns
    )


def _values(marked: Sequence[_Marked]) -> list:
    return [each.value for each in marked]


def _is_key(value: Any) -> bool:
    dtype = getattr(value, "dtype", None)
    return dtype is not None and jnp.issubdtype(dtype, jax.dtypes.prng_key)


def _may_be_key(value: Any) -> bool:
    return _is_key(value) or getattr(value, "dtype", None) == np.uint32
