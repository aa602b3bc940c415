"""`jittable`: JAX can trace the function, and the program gives what Python gives."""

import sys
from collections import OrderedDict, namedtuple
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import AuthorError, CheckFailed


Point = namedtuple("Point", "a b")
x = jnp.array([1.0, 2.0, 3.0])
key = jax.random.key(0)


@partial(jax.tree_util.register_dataclass, data_fields=["rate"], meta_fields=["name"])
@dataclass
class Params:
    rate: jax.Array
    name: str = "flat"


class Model:
    def __init__(self, rate):
        self.rate = rate

    def discount(self, v):
        return v / (1 + self.rate)

    __call__ = discount

    @partial(jax.jit, static_argnums=0)
    def jitted(self, v):
        return v * self.rate

    @classmethod
    def of_class(cls, v):
        return -v

    @staticmethod
    def static(v):
        return v[::-1]


def clipped(v):
    return jnp.where(v > 1.5, v, 0.0)


def branch(v):
    return jax.lax.cond(v[0] > 0, jnp.sin, jnp.cos, v)


def by_shape(v):
    return v[0] if v.ndim == 1 and len(v) > 2 else v


def power(v, n):
    result = 1.0
    for _ in range(n):
        result = result * v
    return result


def by_kind(v, kind):
    return {"sum": jnp.sum, "max": jnp.max}[kind](v)


def constants(v):
    weights = np.linspace(0.0, 1.0, 3)
    return v @ weights, 3, True


def chaotic(v):
    return jax.lax.fori_loop(0, 60, lambda i, c: 3.99 * c * (1 - c), v / 10)[:0]


def nested(tree):
    return jax.tree.map(lambda leaf: leaf * 2, tree)


RIGHT = [
    (clipped, (x,), {}),
    (jax.jit(clipped), (x,), {}),
    (branch, (x,), {}),
    (by_shape, (x,), {}),
    (lambda v: jax.lax.scan(lambda c, a: (c + a, c), 0.0, v), (x,), {}),
    (lambda v: jax.lax.while_loop(lambda c: c.sum() < 99, lambda c: 2 * c, v), (x,), {}),
    (lambda v: jax.lax.map(jnp.exp, v), (x,), {}),
    (lambda v: jax.lax.associative_scan(jnp.multiply, v), (x,), {}),
    (jax.vmap(lambda a: a**2), (x,), {}),
    (jax.grad(lambda v: (v**3).sum()), (x,), {}),
    (lambda v: sum(a**2 for a in v), (x,), {}),
    (lambda v: [a + 1 for a in v], (x,), {}),
    (power, (x, 3), {"static": (1,)}),
    (partial(power, n=3), (x,), {}),
    (by_kind, (x, "max"), {}),
    (lambda f, v: f(v), (jnp.cos, x), {}),
    (lambda f, v: f(v), (Model(0.1), x), {}),
    (Model(0.05).discount, (x,), {}),
    (Model(0.05), (x,), {}),
    (Model(0.05).jitted, (x,), {}),
    (Model.of_class, (x,), {}),
    (Model.static, (x,), {}),
    (constants, (x,), {}),
    (chaotic, (x,), {}),
    (nested, ({"a": x, "b": [1.0, None, (2, Point(x, 3))]},), {}),
    (nested, (OrderedDict(z=x, a=1.0),), {}),
    (nested, (Params(x),), {}),
    (lambda p: Point(p.b, p.a), (Point(x, 2.0),), {}),
    (lambda p: {10: p, 9: -p, 2: p, (1, 2): p}.get(9), (x,), {}),
    (lambda p: {10: p, 9: -p, 2: p * 3}, (x,), {}),
    (lambda p: {(10, 1): p, (9, 1): -p, (2, 1): p * 3}, (x,), {}),
    (lambda a, b: a * b, (2, 3.5), {}),
    (lambda a, b: a // b, (7, 2), {}),
    (lambda a: ~a, (jnp.array(True),), {}),
    (lambda a: -a, (np.int32(3),), {}),
    (lambda a: a * 1j, (2.0,), {}),
    (lambda a: a * 2, (np.float64(2.5),), {}),
    (lambda a: a + 1, (np.arange(3),), {}),
    (lambda a: a.astype(jnp.bfloat16) / 3, (x,), {}),
    (lambda a: a.astype(jnp.float16).sum(), (x,), {}),
    (lambda a: jnp.nan * a, (x,), {}),
    (lambda a: jnp.inf * a, (x,), {}),
    (lambda a: a.sum(axis=0), (jnp.zeros((0, 3)),), {}),
    (lambda a: a[:0], (x,), {}),
    (jnp.sin, (1.0,), {}),
    (jnp.add, (x, 1.0), {}),
    (lambda k: jax.random.normal(k, (3,)), (key,), {}),
    (lambda k: jax.random.split(k), (key,), {}),
    (lambda k: jax.random.split(k), (jax.random.PRNGKey(0),), {}),
    (lambda k, v: v + jax.random.normal(k, v.shape), (jax.random.PRNGKey(0), x), {}),
    (lambda v: None if v is None else v, (x,), {}),
    (lambda v: (v, None), (x,), {}),
    (lambda v, extra=None: v if extra is None else v + extra, (x, None), {}),
    (lambda s, v: v * s.n, (SimpleNamespace(n=3), x), {"static": (0,)}),
    (jnp.linalg.cholesky, (jnp.eye(3),), {}),
]


@pytest.mark.parametrize(("function", "args", "options"), RIGHT)
def test_passes(function, args, options):
    checks.jittable(function, *args, **options)


def prints(v):
    jax.debug.print("{}", v)
    return v * 2


def calls_numpy(v):
    return jax.pure_callback(np.sin, jax.ShapeDtypeStruct(v.shape, v.dtype), v)


@pytest.mark.parametrize("function", [prints, calls_numpy])
def test_calls_back_to_python_but_is_compiled(function):
    checks.jittable(function, x)


def if_positive(v):
    if v.sum() > 0:
        return v
    return -v


def while_large(v):
    while jnp.max(v) > 1:
        v = v / 2
    return v


def to_float(v):
    return float(v.sum())


def item(v):
    return v[0].item() * 2


def with_numpy(v):
    return np.sin(v)


def in_place(v):
    v[0] = 0.0
    return v


def numpy_buffer(v):
    out = np.zeros(3)
    for i in range(3):
        out[i] = v[i]
    return jnp.asarray(out)


def mask(v):
    return v[v > 1]


def sizes(v, n):
    return jnp.zeros(n) + v[0]


def loop_to(v, n):
    for _ in range(n):
        v = v + 1
    return v


def picks(v, i):
    return [1.0, 2.0, 3.0][i] * v


def short_circuit(v):
    return v.all() and v


def sorts(v):
    return jnp.asarray(sorted(v))


def carry_changes(v):
    return jax.lax.fori_loop(0, 3, lambda i, c: c + 0.5, jnp.int32(0)) + v


def branches_differ(v):
    return jax.lax.cond(v[0] > 0, lambda v: v, lambda v: v[0], v)


def text(v):
    return f"{v.shape}"


def nothing(v):
    v * 2


def steps(v):
    yield v


counter = [0]


def counts(v):
    counter[0] += 1
    return v * counter[0]


def random_hidden(v):
    # Several numbers, so that two draws are never alike up to rounding.
    return v * np.random.default_rng().uniform(1.0, 1000.0, np.shape(v))


def knows_that_it_is_traced(v):
    return v if isinstance(v, jax.core.Tracer) else 2 * v


def another_shape(v):
    return v if isinstance(v, jax.core.Tracer) else v[:1]


def another_structure(v):
    return v if isinstance(v, jax.core.Tracer) else (v, v)


def no_array_in_python(v):
    return v if isinstance(v, jax.core.Tracer) else "text"


kept = []


def keeps(v):
    kept.append(v)
    return kept[0] * 2


def endless(v):
    return endless(v)


def exits(v):
    sys.exit(0)


class Stop(BaseException):
    pass


def stops(v):
    raise Stop


def huge(v):
    return jnp.broadcast_to(v[0], (10**5, 10**5, 9))


def huge_constant(v):
    return np.broadcast_to(1.0, (10**6, 10**6))


def strings(v):
    return np.array(["a", "b"])


def objects(v):
    return np.array([v, None], dtype=object)


def subclass(v):
    return np.ma.masked_array([1.0], [True])


WRONG = [
    (if_positive, (x,), "#error-bool"),
    (while_large, (x,), "`while jnp.max(v) > 1:`"),
    (short_circuit, (x,), "`return v.all() and v`"),
    (to_float, (x,), "#error-concrete"),
    (item, (x,), "#error-concrete"),
    (with_numpy, (x,), "#error-array"),
    (numpy_buffer, (x,), "`out[i] = v[i]`"),
    (in_place, (x,), "#error-immutable"),
    (mask, (x,), "#error-mask"),
    (sizes, (x, 3), "#error-dynamic-shape"),
    (loop_to, (x, 3), "#error-integer"),
    (picks, (x, 1), "`return [1.0, 2.0, 3.0][i] * v`"),
    (sorts, (x,), "`return jnp.asarray(sorted(v))`"),
    (carry_changes, (x,), "#error-carry"),
    (branches_differ, (x,), "#error-branches"),
    (text, (x,), "returns a str, which is neither an array nor a tree of arrays"),
    (nothing, (x,), "nothing([1.0, 2.0, 3.0]) returns None."),
    (lambda v: (), (x,), "neither an array nor a tree of arrays"),
    (lambda v: {"a": None}, (x,), "returns no array"),
    (steps, (x,), "returns a generator"),
    (lambda v: {v.shape}, (x,), "returns a set"),
    (lambda v: object(), (x,), "returns a object"),
    (lambda v: jnp.sin, (x,), "neither an array nor a tree"),
    (counts, (x,), "run by Python, it gives"),
    (random_hidden, (x,), "NumPy's random numbers"),
    (
        knows_that_it_is_traced,
        (x,),
        "gives [1.0, 2.0, 3.0]; run by Python, it gives [2.0, 4.0, 6.0]",
    ),
    (another_shape, (x,), "has shape (3,); run by Python, it gives shape (1,)"),
    (another_structure, (x,), "another structure"),
    (no_array_in_python, (x,), "run by Python, it returns a str"),
    (endless, (x,), "RecursionError"),
    (exits, (x,), "SystemExit"),
    (stops, (x,), "Stop"),
    (huge, (x,), "GB"),
    (huge_constant, (x,), "an array of 8,000 GB"),
    (strings, (x,), "an array of dtype <U1, which holds no numbers"),
    (objects, (x,), "`return np.array([v, None], dtype=object)`"),
    (subclass, (x,), "a MaskedArray"),
    (lambda v: 10**40, (x,), "OverflowError"),
    (lambda v: v @ jnp.ones(4), (x,), "(3,)"),
    (lambda v, w: v, (x,), "missing 1 required positional argument"),
    (lambda v: undefined_name * v, (x,), "undefined_name"),  # noqa: F821
]


@pytest.mark.parametrize(("function", "args", "told"), WRONG)
def test_fails(function, args, told):
    with pytest.raises(CheckFailed) as failure:
        checks.jittable(function, *args)
    assert told in str(failure.value)
    assert "Read: https://" in str(failure.value)


def test_a_value_kept_from_tracing_fails():
    with pytest.raises(CheckFailed, match="#error-leak"):
        for _ in range(2):
            checks.jittable(keeps, x)


def test_the_message_names_the_call_and_takes_the_authors_hint():
    with pytest.raises(CheckFailed) as failure:
        checks.jittable(counts, 2.0, call="counts(2)", hint="Count outside.")
    assert str(failure.value).startswith("The compiled counts(2)")
    assert "Hint: Count outside." in str(failure.value)


def test_the_line_that_is_printed(capsys):
    checks.jittable(clipped, x)
    assert (
        capsys.readouterr().out == "✓ jit compiles clipped([1.0, 2.0, 3.0]), with the same result\n"
    )
    checks.jittable(clipped, x, success="")
    assert capsys.readouterr().out == ""


def test_inputs_of_the_call_stay_as_they_are():
    def overwrites(v):
        if isinstance(v, np.ndarray):
            v[:] = 0
        return v * 0.0

    given = np.ones(3)
    checks.jittable(overwrites, given)
    assert (given == 1).all()


@pytest.mark.parametrize("args", [(object(),), ({1.0},), (np.array(["a"]),), ([1.0, "a"],)])
def test_arguments_that_no_program_takes_are_the_authors_error(args):
    with pytest.raises(AuthorError):
        checks.jittable(lambda v: 1.0, *args)


def test_a_function_not_attempted_stays_so():
    def todo(v):
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        checks.jittable(todo, x)
