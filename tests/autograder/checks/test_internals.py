"""The names of JAX that are not public still do what the checks take them to do.

Where one is gone, or means something else now, the test of that name fails.
"""

import ast
import contextlib
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import autograder.checks
from autograder.checks import internals
from autograder.checks.program import Program


x = jnp.arange(1.0, 4.0)
HOME = Path(autograder.checks.__file__).parent


def equations(jaxpr):
    """Every equation of a traced program, with those it is inside of."""
    for equation in jaxpr.eqns:
        yield [equation]
        for value in equation.params.values():
            for part in value if isinstance(value, tuple | list) else [value]:
                inner = getattr(part, "jaxpr", part)
                if hasattr(inner, "eqns"):
                    yield from ([equation, *below] for below in equations(inner))


def stacks(function, *args, of=("random_bits",)):
    """The stacks on which a traced function's equations of these names were made."""
    found = [
        [spot for equation in path for spot in internals.spots_of(equation)]
        for path in equations(jax.make_jaxpr(function)(*args).jaxpr)
        if path[-1].primitive.name in of
    ]
    assert found, "There is no such equation."
    return found


def test_classes_of_arrays_keys_and_tracers():
    assert type(x) is internals.JaxArray and type(x + 1) is internals.JaxArray
    assert type(jax.jit(lambda v: v)(x)) is internals.JaxArray
    assert not issubclass(np.ndarray, internals.JaxArray)
    for key in (
        jax.random.key(0),
        jax.random.split(jax.random.key(0)),
        jax.random.key(0, impl="rbg"),
    ):
        assert issubclass(type(key), internals.KeyArray)
    assert not issubclass(type(jax.random.PRNGKey(0)), internals.KeyArray)


@pytest.mark.parametrize("transform", [jax.jit, jax.grad, jax.vmap, jax.make_jaxpr, jax.checkpoint])
def test_the_class_of_values_that_are_traced(transform):
    kinds = []
    transform(lambda v: kinds.append(type(v)) or (v * 1.0).sum())(x)
    assert kinds and all(issubclass(kind, internals.Tracer) for kind in kinds)


@pytest.mark.parametrize("value", [3, 2.5, 1j, True, np.ones(2), np.float32(2)])
def test_constants_that_a_traced_function_returns_are_numbers_again(value):
    plain = internals.untyped(jax.checkpoint(lambda leaf: leaf)(value))
    assert type(plain) not in internals.Literals
    assert np.array_equal(np.asarray(plain), np.asarray(value))
    assert internals.untyped(value) is value


def test_the_class_of_jitted_functions():
    for jitted in (jax.jit(jnp.sin), jax.jit(lambda v, n: v * n, static_argnums=1), jnp.sort):
        assert type(jitted) is internals.Jitted
        assert callable(jitted.clear_cache)
    assert type(jax.vmap(jnp.sin)) is not internals.Jitted


@pytest.mark.parametrize("on", [True, False])
def test_64_bits_for_a_block(on):
    before = jnp.zeros(()).dtype
    with internals.enable_x64(on):
        assert jnp.zeros(()).dtype == (np.float64 if on else np.float32)
        assert jax.jit(lambda: jnp.arange(2.0))().dtype == (np.float64 if on else np.float32)
    assert jnp.zeros(()).dtype == before


def test_the_event_fires_once_a_compilation():
    events = []

    def listen(event, duration, **_):
        events.append(event)

    function = jax.jit(lambda v: jnp.sin(v) * 3)
    row, pair = jnp.arange(5.0), jnp.arange(2.0)
    jax.monitoring.register_event_duration_secs_listener(listen)
    for args, expected in ((row, 1), (row, 1), (pair, 2), (row, 2)):
        function(args)
        assert events.count(internals.COMPILATION_EVENT) == expected
    function.clear_cache()
    function(row)
    assert events.count(internals.COMPILATION_EVENT) == 3


def test_what_export_says_of_a_callback():
    def function(v):
        jax.debug.print("{}", v)
        return v

    with pytest.raises(NotImplementedError, match=internals.CALLBACK_ERROR):
        jax.export.export(jax.jit(function))(x)


key = jax.random.key(0)
keys = jax.random.split(key, 3)


def noise(k):
    return jax.random.normal(k)


def while_noise(k):
    return jax.lax.while_loop(lambda v: v < 9, lambda v: v + 1 + abs(noise(k)), 0.0)


@pytest.mark.parametrize(
    ("function", "arg", "count"),
    [
        (noise, key, 0),
        (jax.jit(noise), key, 0),
        (lambda k: jax.lax.map(noise, k), keys, 0),
        (lambda k: jax.random.normal(k, (4,)), key, 0),
        (jax.vmap(noise), keys, 1),
        (jax.jit(jax.vmap(noise)), keys, 1),
        (jax.vmap(jax.jit(noise)), keys, 1),
        (lambda k: jax.vmap(lambda v: v + noise(k))(x), key, 1),
        (lambda k: jax.vmap(lambda u: jax.vmap(lambda v: u * v * noise(k))(x))(x), key, 2),
        (lambda k: jax.jacrev(lambda v: v * noise(k))(x), key, 0),
        (lambda k: jax.jacfwd(lambda v: v * noise(k))(x), key, 0),
    ],
)
def test_vmap_is_seen_on_the_stack(function, arg, count):
    assert {internals.count_maps(stack) for stack in stacks(function, arg)} == {count}


def scan_noise(k):
    return jax.lax.scan(lambda c, v: (c + noise(k), v), 0.0, x)


@pytest.mark.parametrize(
    ("function", "loops"),
    [
        (while_noise, {"while_loop"}),
        (jax.jit(while_noise), {"while_loop"}),
        (scan_noise, {"scan"}),
        (
            lambda k: jax.lax.fori_loop(0, 3, lambda i, c: c + while_noise(k), 0.0),
            {"while_loop", "scan"},
        ),
        (noise, set()),
        (lambda k: jax.random.gamma(k, 2.0), set()),
    ],
)
def test_loops_are_seen_on_the_stack(function, loops):
    for stack in stacks(function, key, of=("random_bits", "random_gamma")):
        assert {
            loop for loop in ("while_loop", "scan") if internals.is_inside(stack, loop)
        } == loops


def test_what_goes_into_a_scan_is_counted():
    def function(v, a, b):
        return jax.lax.scan(lambda c, u: ((c[0] + a * u, c[1] + b), u), (0.0, 1.0), v)

    (path,) = [p for p in equations(jax.make_jaxpr(function)(x, 1.0, 2.0).jaxpr) if len(p) == 1][
        -1:
    ]
    assert path[-1].primitive.name == "scan"
    assert internals.scan_counts(path[-1].params) == (2, 2)


@pytest.mark.parametrize(
    "draw",
    [
        partial(jax.random.normal, shape=(3,)),
        partial(jax.random.uniform, shape=(3,)),
        partial(jax.random.bits, shape=(3,)),
        partial(jax.random.bernoulli, p=0.5),
        partial(jax.random.gamma, a=2.0),
        lambda k: jax.random.randint(k, (2,), 0, 5),
        lambda k: jax.random.permutation(k, 4),
        lambda k: jax.random.choice(k, 4),
        lambda k: jax.random.exponential(k),
        lambda k: jax.random.categorical(k, jnp.zeros(3)),
    ],
)
def test_samplers_are_seen_on_the_stack(draw):
    found = stacks(lambda k: draw(k), key, of=("random_bits", "random_gamma", "random_split"))
    for stack in found:
        place = internals.sampler(stack)
        assert place is not None
        assert place > 0 and "test_internals" in stack[place - 1].file
        outside, inside = internals.parted(stack)
        assert len(outside) == place + 1 and len(inside) == len(stack) - place


@pytest.mark.parametrize(
    "derive",
    [
        jax.random.split,
        lambda k: jax.random.split(k, (2, 3)),
        lambda k: jax.random.split(jax.random.clone(k)),
        lambda k: jax.vmap(jax.random.split)(jax.random.split(k)),
        lambda k: jax.random.split(jax.random.wrap_key_data(jax.random.key_data(k))),
        lambda k: jax.random.split(jax.random.key(3)),
        lambda k: jax.random.fold_in(k, 3),
    ],
)
def test_deriving_keys_is_no_drawing(derive):
    found = stacks(lambda k: derive(k), key, of=("random_split", "random_fold_in"))
    assert all(internals.sampler(stack) is None for stack in found)


def test_the_authors_line_is_read_off_the_stack():
    def function(k):
        return 1 + jax.random.uniform(k)

    (stack,) = stacks(function, key)
    assert internals.author_line(stack).endswith("`return 1 + jax.random.uniform(k)`")
    assert internals.author_line([]) == ""


def test_two_calls_on_one_line_are_told_apart():
    first, second = stacks(lambda k: (jax.random.bits(k), jax.random.bits(k)), key)
    assert first != second and [s.line for s in first] == [s.line for s in second]


def test_equations_are_evaluated():
    def function(v):
        return jnp.sort(v)[::-1] + jax.jit(jnp.cumsum)(v) * jax.nn.relu(v)

    program = jax.make_jaxpr(function)(x)
    known = dict(zip(program.jaxpr.invars, [x], strict=True))
    known |= dict(zip(program.jaxpr.constvars, program.consts, strict=True))
    for equation in program.jaxpr.eqns:
        values = [atom.val if hasattr(atom, "val") else known[atom] for atom in equation.invars]
        known |= dict(zip(equation.outvars, internals.evaluate(equation, values), strict=True))
    np.testing.assert_allclose(known[program.jaxpr.outvars[0]], function(x), rtol=1e-6)


def test_a_program_is_compiled_quickly():
    compiled = internals.compiled_quickly(jax.jit(jnp.sin).lower(x))
    np.testing.assert_allclose(compiled(x), jnp.sin(x), rtol=1e-6)


@pytest.mark.parametrize(
    "give",
    [
        jax.jit,
        lambda f: jax.jit(f, static_argnums=0),
        lambda f: partial(jax.jit, static_argnames="v")(f),
    ],
)
def test_what_is_given_to_jit_is_known_by_its_frame(give):
    found, callers = [], []

    def watch(frame, event, _):
        if event == "call" and internals.jitted_here(frame) is not None:
            found.append(internals.jitted_here(frame))
            callers.append(internals.caller_of(frame).f_globals["__name__"])

    def function(v):
        return v

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        give(function)
    finally:
        sys.setprofile(before)
    assert function in found
    assert callers[found.index(function)] == __name__


def test_whose_code_a_frame_is():
    def by(module):
        space = {"__name__": module, "sys": sys}
        exec("def frame(): return sys._getframe()", space)
        return space["frame"]()

    assert all(internals.is_ours_or_jax(by(name)) for name in ("jax._src.api", "autograder.checks"))
    assert all(internals.is_ours_or_jax(by(name)) for name in ("numpy", "numpy.linalg", "jaxlib"))
    assert not any(
        internals.is_ours_or_jax(by(name)) for name in ("__main__", "homework", "jaxtyping")
    )


def of_library(function, *args):
    """Whether each loop of a program is said to be a library's."""
    program = Program.lower(function, *args)
    return [loop.library for loop in program.module.loops()]


def own_loop(v):
    return jax.lax.fori_loop(0, 3, lambda i, c: c + i, v)


def test_locations_tell_whether_a_loop_is_of_a_library():
    assert of_library(own_loop, x) == [False]
    assert of_library(jax.jit(own_loop), x) == [False]
    assert of_library(jax.vmap(own_loop), x) == [False]
    assert set(of_library(lambda k: jax.random.gamma(k, 2.0), key)) == {True}
    assert set(of_library(lambda v: jnp.searchsorted(v, 2.0), x)) == {True}
    assert sorted(of_library(lambda v: own_loop(v) + jnp.linalg.solve(jnp.eye(3), v), x)) == [
        False,
        True,
    ]


def test_locations_are_as_before_once_the_block_is_left():
    def files():
        text = jax.jit(lambda v: jnp.linalg.inv(v)).lower(jnp.eye(2)).as_text(debug_info=True)
        return "linalg.py" in text

    with internals.library_named():
        inside = files()
    with contextlib.suppress(ZeroDivisionError), internals.library_named():
        raise ZeroDivisionError
    assert inside and not files()


def test_where_the_way_is_gone_every_loop_counts_as_the_authors(monkeypatch):
    monkeypatch.setattr(internals, "_SOURCES", "math")
    program = Program.lower(lambda v: own_loop(v) * jnp.searchsorted(v, 2.0), x)
    assert len(program.loops) == 2


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/usr/lib/python3.12/site-packages/jax/_src/numpy/linalg.py", True),
        (r"C:\Python\Lib\site-packages\jax\_src\random.py", True),
        ("/opt/jax/experimental/ode.py", True),
        ("/home/me/jax/homework.py", False),
        ("/home/me/my_jax/_source/a.py", False),
        ("<stdin>", False),
        ("/tmp/ipykernel_7/123.py", False),
        ("", False),
    ],
)
def test_files_of_jax(path, expected):
    assert internals.is_library_file(path) == expected


MODULES = sorted(path for path in HOME.glob("*.py") if path.name != "internals.py")
DEPENDABLE = {
    "__name__",
    "__dict__",
    "__class__",
    "__doc__",
    "__version__",
    "__file__",
    "__wrapped__",
}


def names_in(tree):
    """Every dotted name in a module, as text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Attribute):
            yield re.sub(r"\(.*\)", "()", ast.unparse(node), flags=re.S)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.partition("\n")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_other_module_uses_what_is_private_in_jax(path):
    tree = ast.parse(path.read_text())
    aliases = {"jax", "jaxlib", "jnp", "lax", "export"}
    for name in names_in(tree):
        first, *rest = name.split(".")
        private = [part for part in rest if part.startswith("_") and part not in DEPENDABLE]
        assert not (first in aliases and private), f"{path.name} uses {name}"
        assert "jax._src" not in name, f"{path.name} names {name}"
        assert name not in ("jax.core", "jax.interpreters"), f"{path.name} imports {name}"


def test_contexts_are_shared_by_programs_and_renewed():
    code = (
        "import jax\n"
        "from jax._src.interpreters import mlir\n"
        "from autograder.checks import internals\n"
        "internals.share_contexts(programs=3)\n"
        "made = [mlir.make_ir_context() for _ in range(7)]\n"
        "print(len({id(context) for context in made}))\n"
        "print(jax.jit(lambda v: 2 * v)(3.0), jax.grad(lambda v: v**2)(3.0))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    count, *values = told.stdout.split()  # JAX 0.12 shares them itself.
    assert int(count) <= 3 and values == ["6.0", "6.0"], told.stderr
