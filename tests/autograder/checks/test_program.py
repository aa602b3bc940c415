"""A program is the same object whether it was lowered here or elsewhere."""

import base64
import json
import subprocess
import sys
from collections import OrderedDict, defaultdict, namedtuple
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import AuthorError, CheckFailed, NoProgram, Program
from autograder.checks.program import BadArgument, BadResult


Point = namedtuple("Point", "a b")


@jax.tree_util.register_dataclass
@dataclass
class Model:
    slope: jax.Array
    shift: float

    def __call__(self, v):
        return self.slope * v + self.shift


class Methods:
    def __init__(self, scale):
        self.scale = scale

    def times(self, v):
        return self.scale * v

    def __call__(self, v):
        return self.scale + v


def helper(v):
    return jnp.sin(v)


def with_helper(v):
    return helper(v) * 2


def scaled(v, n, power):
    return sum(v**power for _ in range(n))


def through_keys(key, v):
    return v + jax.random.normal(key, v.shape)


x = jnp.arange(1.0, 5.0)
key = jax.random.key(3)

CALLS = {
    "function": (with_helper, (x,), {}),
    "jitted": (jax.jit(with_helper), (x,), {}),
    "lambda": (lambda v: v.sum(), (x,), {}),
    "closure": ((lambda a: lambda v: a * v)(x), (x,), {}),
    "partial": (partial(scaled, n=2, power=3), (x,), {}),
    "method": (Methods(3.0).times, (x,), {}),
    "callable object": (Methods(3.0), (x,), {}),
    "ufunc": (jnp.add, (x, 2.0), {}),
    "Python numbers": (lambda a, b, c: a * b + c, (2, 3.5, True), {}),
    "NumPy numbers": (lambda a, b: a * b, (np.float32(2), np.int32(3)), {}),
    "NumPy arrays": (lambda a: a + 1, (np.arange(3),), {}),
    "64 bits in NumPy": (lambda a: a + 1, (np.arange(3.0),), {}),
    "complex": (lambda a: (a * 1j).real, (x,), {}),
    "booleans": (lambda a: ~a, (x > 2,), {}),
    "bfloat16": (lambda a: a * 2, (x.astype(jnp.bfloat16),), {}),
    "0-d": (jnp.exp, (jnp.array(1.0),), {}),
    "empty": (lambda v: v.sum() + v.size, (jnp.zeros((0, 3)),), {}),
    "typed key": (through_keys, (key, x), {}),
    "raw key": (through_keys, (jax.random.PRNGKey(3), x), {}),
    "other generator": (through_keys, (jax.random.key(3, impl="rbg"), x), {}),
    "keys": (jax.vmap(jax.random.normal), (jax.random.split(key, 3),), {}),
    "gives keys": (lambda k: {"next": jax.random.split(k)}, (key,), {}),
    "dict": (lambda p: p["a"] * p["b"][0], ({"a": x, "b": [2.0, None]},), {}),
    "dict result": (lambda v: {"sum": v.sum(), "all": (v, [v, None])}, (x,), {}),
    "odd dict keys": (lambda v: {(10, 2): v[0], (9, 3): v[1]}, (x,), {}),
    "number keys": (lambda v: {10: v[0], 9: v[1], 2: v[2]}, (x,), {}),
    "ordered dict": (lambda p: OrderedDict(z=p["b"], a=p["a"]), (OrderedDict(b=x, a=2 * x),), {}),
    "defaultdict": (lambda p: p["b"] - p["a"], (defaultdict(int, b=x, a=2 * x),), {}),
    "namedtuple": (lambda p: Point(p.b, p.a), (Point(x, 2.0),), {}),
    "dataclass": (lambda m: Model(m.slope * 2, m.shift), (Model(x, 1.0),), {}),
    "model that is called": (lambda m, v: m(v), (Model(x, 1.0), x), {}),
    "SimpleNamespace static": (lambda s, v: s.n * v, (SimpleNamespace(n=3), x), {"static": (0,)}),
    "static": (scaled, (x, 3, 2), {"static": (1,)}),
    "static from the end": (scaled, (x, 3, 2), {"static": (-2,)}),
    "function argument": (lambda f, v: f(v), (jnp.cos, x), {}),
    "text argument": (lambda v, kind: v.sum() if kind == "sum" else v, (x, "sum"), {}),
    "constant result": (lambda v: (3, np.arange(2), 2.5), (x,), {}),
    "scan": (lambda v: jax.lax.scan(lambda c, a: (c + a, c), 0.0, v), (x,), {}),
    "while": (lambda v: jax.lax.while_loop(lambda c: c.sum() < 99, lambda c: c * 2, v), (x,), {}),
    "gradient": (jax.grad(lambda v: (v**3).sum()), (x,), {}),
    "solve": (jnp.linalg.solve, (jnp.eye(4) + 0.1, x), {}),
}


def plain(tree):
    """Leaves as NumPy arrays, keys as what they are made of."""
    kinds = jax.dtypes.prng_key
    leaves = jax.tree.leaves(tree)
    typed = [jnp.issubdtype(getattr(leaf, "dtype", float), kinds) for leaf in leaves]
    return [
        np.asarray(jax.random.key_data(leaf) if is_key else leaf)
        for leaf, is_key in zip(leaves, typed, strict=True)
    ]


def agree(got, expected):
    got, expected = plain(got), plain(expected)
    assert len(got) == len(expected)
    for a, b in zip(got, expected, strict=True):
        assert a.shape == b.shape
        np.testing.assert_allclose(a.astype(complex), b.astype(complex), rtol=1e-5)


@pytest.mark.parametrize("name", CALLS)
def test_a_program_gives_what_the_function_gives(name):
    function, args, options = CALLS[name]
    program = Program.lower(function, *args, **options)
    expected = function(*args)
    agree(program(*args), expected)
    again = Program.deserialize(program.serialize())
    agree(again(*args), expected)
    assert again.structure == program.structure and again.name == program.name
    assert again.operations == program.operations and again.text == program.text
    assert again.loops == program.loops and again.flops == program.flops
    assert [r.shape for r in again.results] == [leaf.shape for leaf in plain(expected)]


def test_results_come_back_as_what_a_program_can_hold():
    def function(v):
        return {"b": Point(v, [v, None]), "a": {(1, 2): v, (0, 9): Model(v, 1.0)}}

    result = Program.lower(function, x)(x)
    assert list(result) == ["a", "b"]
    assert list(result["a"]) == [(0, 9), (1, 2)]
    assert type(result["b"]) is tuple and result["b"][1][1] is None
    assert type(result["a"][0, 9]) is tuple
    (keys,) = Program.lower(lambda k: (jax.random.split(k),), key)(key)
    assert jnp.issubdtype(keys.dtype, jax.dtypes.prng_key)


def test_numbers_of_python_have_no_dtype_of_their_own():
    program = Program.lower(lambda v, a: v * a, x.astype(jnp.float16), 2.0)
    assert program.results[0].dtype == jnp.float16


def test_lowering_needs_shapes_alone():
    program = Program.lower(lambda v: v @ v.T, jax.ShapeDtypeStruct((3, 5), jnp.float32))
    assert program.results[0].shape == (3, 3)
    agree(program(jnp.ones((3, 5))), jnp.full((3, 3), 5.0))


def test_64_bits_here_and_where_it_is_read():
    program = Program.lower(lambda v: v / 3, np.arange(3.0), x64=True)
    again = Program.deserialize(program.serialize(), program.pullback)
    for each in (program, again):
        assert each(np.arange(3.0)).dtype == np.float64
        assert np.asarray(each(np.arange(3.0)))[1] == 1 / 3
    total = Program.lower(lambda v: (v**2).sum(), np.arange(3.0), x64=True)
    assert total.gradient(np.arange(3.0)).dtype == np.float64


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((x, x), "other arguments"),
        ((), "other arguments"),
        (({"v": x},), "other arguments"),
        ((x[:2],), "shape (4,), not for (2,)"),
        ((2.0,), "shape (4,), not for ()"),
        ((jnp.arange(4),), "dtype float32, not for int32"),
        ((key,), "other arguments"),
        (("x",), "other arguments"),
        ((None,), "other arguments"),
    ],
)
def test_a_program_is_called_with_what_it_was_lowered_for(args, told):
    program = Program.lower(with_helper, x)
    for each in (program, Program.deserialize(program.serialize())):
        with pytest.raises(TypeError, match=told.replace("(", r"\(").replace(")", r"\)")):
            each(*args)


def test_a_fraction_is_no_integer():
    program = Program.lower(lambda n: n + 1, 3)
    assert int(program(4)) == 5
    with pytest.raises(TypeError, match="int32"):
        program(4.5)
    assert float(Program.lower(lambda a: a + 1, 1.5)(2)) == 3.0


def test_gradients():
    def loss(p, k, v, power):
        return (p["w"] * v**power).sum() + p["b"] + jax.random.uniform(k)

    params = {"w": x, "b": 2.0}
    program = Program.lower(loss, params, key, x, 2, static=(3,))
    expected = jax.grad(loss, argnums=(0, 2))(params, key, x, 2)
    for each in (program, Program.deserialize(program.serialize(), program.pullback)):
        agree(each.gradient(params, key, x, 2), expected[0])
        agree(each.gradient(params, key, x, 2, argnums=2), expected[1])
        for position in (1, 3, 4):
            with pytest.raises(TypeError, match=f"rgument {position + 1}"):
                each.gradient(params, key, x, 2, argnums=position)


def test_a_gradient_after_a_static_argument():
    program = Program.lower(lambda f, v: f(v).sum(), jnp.sin, x)
    agree(program.gradient(jnp.sin, x, argnums=1), jnp.cos(x))


@pytest.mark.parametrize("function", [lambda v: v, lambda v: (v[0], v[0]), lambda v: v.sum() * 1j])
def test_a_gradient_wants_one_real_number(function):
    with pytest.raises(TypeError, match="one real number"):
        Program.lower(function, x).gradient(x)


def test_a_vector_jacobian_product_and_a_second_derivative():
    program = Program.lower(lambda v, n: {"a": v**3, "n": n}, x, 2)
    result, pull = Program.deserialize(program.serialize(), program.pullback).vjp(x, 2)
    agree(result["a"], x**3)
    moved, still = pull(jnp.ones(4), None)
    agree(moved, 3 * x**2)
    assert still is None
    slope = Program.lower(jax.grad(lambda v: (v**3).sum()), x)
    _, pull = slope.vjp(x)
    agree(pull(jnp.ones(4))[0], 6 * x)


def test_a_forward_derivative():
    program = Program.lower(lambda v, n: (v**n, n), x, 3, transform="jvp")
    moved, still = program.tangents((x, 3), [jnp.ones(4)])
    agree(moved, 3 * x**2)
    assert float(still) == 0


def test_a_mapped_program():
    program = Program.lower(through_keys, key, jnp.ones((3, 2)), transform="vmap", axes=(None, 0))
    assert program(key, jnp.ones((3, 2))).shape == (3, 2)


def test_what_is_in_a_program():
    def function(a, b):
        step = jax.jit(lambda c: jnp.linalg.solve(a * c[0], c))
        return jax.lax.fori_loop(0, 5, lambda i, c: step(c) + jnp.sin(c), b)

    program = Program.lower(function, jnp.eye(4), x)
    assert program.operations["sine"] == 1 and program.operations["while"] == 2
    assert [(loop.iterations, loop.depth) for loop in program.loops] == [(5, 0)]
    assert any("getrf" in name for name in program.custom_calls)
    assert {"f32", "i32"} <= program.dtypes
    assert program.size == program.operations.total() - program.operations["constant"]
    assert program.name == program.__name__ == "function"
    assert program.flops == pytest.approx(5 * (2 * 4**3 / 3 + 2 * 16 + 8), rel=0.3)


def test_memory_is_what_the_compiler_says():
    v = jnp.ones(500)
    large = Program.lower(lambda v: jnp.sort(v[:, None] * v, axis=0)[0], v).temporary_bytes
    small = Program.lower(lambda v: jnp.sort(v), v).temporary_bytes
    assert large >= 4 * 500**2 > 4 * 500 * 10 > small


def prints(v):
    jax.debug.print("{}", v)
    return v * 2


def test_a_program_that_calls_back_stays_here():
    program = Program.lower(prints, x)
    agree(program(x), 2 * x)
    assert any("callback" in name for name in program.custom_calls)
    assert program.operations["multiply"] == 1 and program.loops == []
    assert program.flops >= 4 and program.temporary_bytes >= 0
    with pytest.raises(NoProgram, match="calls back to Python"):
        program.serialize()


def test_not_attempted_stays_not_attempted():
    def function(v):
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        Program.lower(function, x)


class Evil:
    """Says that it is an array, and anything else that it is asked."""

    __class__ = jax.Array
    shape, dtype, ndim, size = (), np.dtype("float32"), 0, 1

    def __array__(self, dtype=None, copy=None):
        return np.ones(())

    def __jax_array__(self):
        return jnp.ones(())

    def __len__(self):
        return 2**62

    def __iter__(self):
        while True:
            yield self

    def __getattr__(self, name):
        return self

    def __eq__(self, other):
        return True

    __hash__ = None


class EvilTuple(tuple):
    def __iter__(self):
        while True:
            yield 1.0


class EvilDict(dict):
    def keys(self):
        raise RuntimeError

    __iter__ = keys


class Celsius(float):
    pass


class Matrix(np.ndarray):
    pass


cyclic: list = []
cyclic.append(cyclic)

HOSTILE = {
    "a string": "1.0",
    "a string in a list": [1.0, "a"],
    "an object": object(),
    "an object that lies": Evil(),
    "a tuple that lies": EvilTuple((1.0,)),
    "a dict that lies": EvilDict(a=1.0),
    "a subclass of float": Celsius(1.0),
    "a subclass of ndarray": np.ones(3).view(Matrix),
    "a masked array": np.ma.masked_array([1.0, 2.0], [True, False]),
    "a generator": (i for i in range(3)),
    "a range": range(3),
    "a set": {1.0},
    "an object array": np.array([1.0, None], dtype=object),
    "an array of strings": np.array(["a"]),
    "dates": np.array(["2024-01-01"], dtype="datetime64[D]"),
    "a shape": jax.ShapeDtypeStruct((), jnp.float32),
    "a function": jnp.sin,
    "a class": float,
    "a large array": np.broadcast_to(1.0, (10**6, 10**6)),
    "mixed keys": {1: 1.0, "a": 2.0},
    "a cycle": cyclic,
    "a large integer": 10**30,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_result_is_refused(name):
    value = HOSTILE[name]
    with pytest.raises((BadResult, ValueError, OverflowError)):
        Program.lower(lambda v: (v, value), x)


TAKEN = ("a function", "a class", "a string", "a shape", "a large array", "a large integer")


@pytest.mark.parametrize("name", [n for n in HOSTILE if n not in TAKEN])
def test_what_is_no_argument_is_the_authors_error(name):
    value = HOSTILE[name]
    with pytest.raises((BadArgument, ValueError)):
        Program.lower(lambda v: v, value)


@pytest.mark.parametrize("name", ["a shape", "a large array", "a large integer"])
def test_only_the_shape_of_an_argument_matters(name):
    value = HOSTILE[name]
    assert Program.lower(lambda v: v + 1, value).results[0].shape == np.shape(value)


def test_a_function_is_traced_once():
    count = []
    Program.lower(lambda v: count.append(0) or v, x)
    assert len(count) == 1


def test_a_tracer_that_leaked_is_refused():
    kept = []
    jax.jit(lambda v: kept.append(v) or v)(1.0)
    for function in (lambda v: v + kept[0], lambda v: kept[0], lambda v: (v, kept)):
        with pytest.raises(jax.errors.UnexpectedTracerError):
            Program.lower(function, x)


def test_a_result_beyond_all_memory_is_not_computed():
    program = Program.lower(lambda v: jnp.broadcast_to(v, (10**5, 10**5, 4)) + 1, x)
    with pytest.raises(MemoryError, match="160 GB"):
        program(x)


def test_a_name_that_is_no_name():
    class Nameless:
        __name__ = 3

        def __call__(self, v):
            return v

    assert Program.lower(Nameless(), x).name == "the function"


# A function that lives in another process: what is asked of it goes there as text, and programs
# come back as bytes.

SERVER = """
import base64, json, sys
import jax, jax.numpy as jnp, numpy as np
from autograder.checks import Program

def spending(v, p): return (p["a"] * jnp.log(v)).sum() + p["b"]
def by_scan(v): return jax.lax.scan(lambda c, a: (0.9 * c + a, c), 0.0, v)[0]
def unrolled(v):
    total = 0.0
    for i in range(v.shape[0]): total = 0.9 * total + v[i]
    return total
def branches(v): return v if v[0] > 0 else -v
def until(v): return jax.lax.while_loop(lambda c: c.sum() < 1e3, lambda c: 2 * c, v)
def outer(v): return jnp.sort(v[:, None] * v[None, :], axis=0)[0]
def solve(v): return jnp.linalg.solve(jnp.eye(v.shape[0]) + v, v)
def wide(v): return v * np.float64(2)
def draw(key): return jax.random.gamma(key, 2.0, (3,))
def prints(v):
    jax.debug.print("{}", v)
    return v
def text(v): return "four"

for line in sys.stdin:
    asked = json.loads(line)
    args = [jax.ShapeDtypeStruct(tuple(s), d) for s, d in asked["shapes"]]
    args = jax.tree.unflatten(jax.tree.structure(json.loads(asked["tree"])), args)
    if asked["key"]: args = [jax.random.key(0)]
    try:
        program = Program.lower(globals()[asked["name"]], *args, **asked["options"])
        told = base64.b64encode(program.pullback(asked["order"]).serialize()).decode()
    except Exception as error:
        told = "!" + type(error).__name__ + ": " + str(error).splitlines()[0]
    print(told, flush=True)
"""


class Elsewhere:
    """The other process."""

    def __init__(self):
        root = Path(checks.__file__).parents[2]
        code = f"import sys; sys.path.insert(0, {str(root)!r})" + SERVER
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            [sys.executable, "-c", code], stdin=pipe, stdout=pipe, text=True
        )

    def ask(self, name, args, options, order=0):
        is_key = jnp.issubdtype(getattr(args[0], "dtype", float), jax.dtypes.prng_key)
        leaves, tree = ([], None) if is_key else jax.tree.flatten(list(args))
        shapes = [(np.shape(leaf), str(jnp.asarray(leaf).dtype)) for leaf in leaves]
        if options.get("x64"):
            shapes = [(np.shape(leaf), str(np.asarray(leaf).dtype)) for leaf in leaves]
        text = json.dumps(None if is_key else jax.tree.unflatten(tree, [0] * len(leaves)))
        asked = {
            "name": name,
            "shapes": shapes,
            "tree": text,
            "options": options,
            "key": bool(is_key),
            "order": order,
        }
        print(json.dumps(asked), file=self.process.stdin, flush=True)
        told = self.process.stdout.readline().strip()
        if told.startswith("!"):
            raise RuntimeError(told[1:])
        return Program.deserialize(
            base64.b64decode(told), lambda order: self.ask(name, args, options, order)
        )


class Remote:
    """A function there, as the checks take it."""

    def __init__(self, elsewhere, name):
        self.elsewhere, self.__name__ = elsewhere, name

    def __lower__(self, *args, **options):
        return self.elsewhere.ask(self.__name__, args, options)


@pytest.fixture(scope="module")
def elsewhere():
    found = Elsewhere()
    yield found
    found.process.stdin.close()
    found.process.wait()


@pytest.fixture
def remote(elsewhere):
    return partial(Remote, elsewhere)


def test_a_program_from_another_process(elsewhere):
    params = {"a": x, "b": jnp.float32(2)}
    program = elsewhere.ask("spending", (x, params), {})

    def spending(v, p):
        return (p["a"] * jnp.log(v)).sum() + p["b"]

    agree(program(x, params), spending(x, params))
    agree(program.gradient(x, params), jax.grad(spending)(x, params))
    agree(program.gradient(x, params, argnums=1), jax.grad(spending, argnums=1)(x, params))
    here = Program.lower(spending, x, params)
    assert program.operations == here.operations and program.flops == here.flops
    assert program.temporary_bytes == here.temporary_bytes
    assert program.name == "spending" and program.loops == []


def test_loops_elsewhere_are_told_from_those_of_libraries(elsewhere):
    (loop,) = elsewhere.ask("by_scan", (x,), {}).loops
    assert loop.iterations == 4
    (loop,) = elsewhere.ask("until", (x,), {}).loops
    assert loop.iterations is None
    solve = elsewhere.ask("solve", (x,), {})
    assert solve.loops == [] and len(solve.module.loops()) == 1
    draw = elsewhere.ask("draw", (key,), {})
    assert draw.loops == [] and draw.module.loops()
    agree(draw(key), jax.random.gamma(key, 2.0, (3,)))


def of(n):
    return (jnp.ones(n),)


def test_the_checks_take_a_function_that_lives_elsewhere(remote):
    checks.jittable(remote("by_scan"), x)
    checks.uses_loop(remote("by_scan"), x, kind="counted")
    checks.uses_loop(remote("until"), x, kind="conditional")
    checks.avoids_loop(remote("solve"), x)
    checks.no_callbacks(remote("solve"), x)
    checks.vectorized(remote("by_scan"), of)
    checks.vmappable(remote("by_scan"), x)
    checks.keeps_dtype(remote("by_scan"), x, inside=True)
    checks.memory(remote("by_scan"), x, at_most=4096)
    checks.flops(remote("by_scan"), x, reference=lambda v: 2 * v)
    checks.growth(remote("by_scan"), of, of="flops", power=1)
    checks.differentiable(remote("by_scan"), x, modes=("reverse",))


@pytest.mark.parametrize(
    ("name", "check", "told"),
    [
        ("branches", lambda f: checks.jittable(f, x), "TracerBoolConversionError"),
        ("unrolled", lambda f: checks.vectorized(f, of), "it grows with n"),
        ("unrolled", lambda f: checks.uses_loop(f, x), "holds no loop"),
        ("by_scan", lambda f: checks.avoids_loop(f, x), "a counted loop"),
        ("by_scan", lambda f: checks.uses_loop(f, x, kind="conditional"), "only a counted loop"),
        ("wide", lambda f: checks.keeps_dtype(f, x), "has a result of dtype float64"),
        (
            "outer",
            lambda f: checks.memory(f, *of(500), at_most=10**5),
            "MB of temporary memory",
        ),
        ("outer", lambda f: checks.growth(f, of, of="memory", power=1), "grows like n^2"),
        ("outer", lambda f: checks.flops(f, *of(99), at_most=5000), "floating-point operations"),
        ("prints", lambda f: checks.no_callbacks(f, x), "calls back to Python"),
        ("text", lambda f: checks.jittable(f, x), "a str, which is neither an array"),
    ],
)
def test_the_checks_fail_a_wrong_one_that_lives_elsewhere(remote, name, check, told):
    with pytest.raises(CheckFailed) as failure:
        check(remote(name))
    assert told in str(failure.value)


def test_the_checks_take_a_program(elsewhere):
    program = elsewhere.ask("by_scan", (x,), {})
    for each in (
        program,
        Program.lower(lambda v: jax.lax.scan(lambda c, a: (c + a, c), 0.0, v), x),
    ):
        checks.jittable(each, x)
        checks.uses_loop(each, x, kind="counted")
        checks.no_callbacks(each, x)
        checks.memory(each, x, at_most=4096)
        checks.flops(each, x, at_most=100)
        with pytest.raises(CheckFailed, match="a counted loop"):
            checks.avoids_loop(each, x)


@pytest.mark.parametrize(
    "check",
    [
        lambda p: checks.vectorized(p, of),
        lambda p: checks.growth(p, of),
        lambda p: checks.vmappable(p, x),
        lambda p: checks.keeps_dtype(p, x),
        lambda p: checks.memory(p, x[:2], at_most=1),
        lambda p: checks.compilations(p, [(x,)]),
        lambda p: checks.flops(p, jnp.arange(4), x, at_most=1),
    ],
)
def test_a_program_is_no_function_of_other_shapes_or_dtypes(check):
    with pytest.raises(AuthorError):
        check(Program.lower(with_helper, x))


def test_an_object_that_gives_no_program():
    class Forger:
        def __lower__(self, *args, **options):
            return SimpleNamespace(loops=[], size=1)

    with pytest.raises((AuthorError, CheckFailed), match="not a Program"):
        checks.avoids_loop(Forger(), x)
