"""JAX's errors in a student's words: the line, the cure, and the entry of the book's catalogue."""

import ast
import functools
import importlib.util
import inspect
import linecache
import re
import sys
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from autograder import checks
from autograder.checks import CheckFailed, outcome, translate


ROOT = Path(__file__).resolve().parents[3]
CHECKS = [
    name
    for name in checks.__all__
    if inspect.isfunction(getattr(checks, name)) and name != "temporary_bytes"
]


def anchors():
    text = (ROOT / "book/reference/errors.md").read_text()
    return set(re.findall(r"^\((error-[\w-]+)\)=$", text, re.MULTILINE))


# A function for every entry. Each goes wrong on its last line.


def immutable():
    x = jnp.ones(3)
    x[0] = 10.0


def immutable_in_a_trace():
    def first(x):
        x[0] = 10.0

    jax.jit(first)(jnp.ones(3))


def adds_in_place():
    x = jnp.ones(3)
    x[0] += 10.0


def mean_of_a_list():
    return jnp.mean([1.0, 2.0])


def sine_of_none():
    return jnp.sin(None)


def sum_of_shapes():
    return jnp.ones((2, 3)) + jnp.ones(2)


def product_of_shapes():
    return jnp.ones((2, 3)) @ jnp.ones((2, 3))


def stack_of_shapes():
    return jnp.stack([jnp.ones(2), jnp.ones(3)])


def joined_shapes():
    return jnp.concatenate([jnp.ones((2, 3)), jnp.ones((3, 2))])


def another_size():
    return jnp.ones(3).reshape(2, 2)


def update_of_another_shape():
    return jnp.ones(3).at[:2].set(jnp.ones(3))


def sum_in_numpy():
    return np.ones((2, 3)) + np.ones(2)


def product_in_numpy():
    return np.ones((2, 3)) @ np.ones((2, 3))


def sum_in_lax():
    return lax.add(jnp.ones((2, 3)), jnp.ones(2))


def truth_of_an_array():
    x = jnp.ones(3)
    return 1 if x > 0 else 0


def truth_in_numpy():
    return bool(np.ones(2) > 0)


def large_integer():
    return jnp.array(4_330_000_000_000)


def large_factor():
    return jnp.ones(2) * 4_330_000_000_000


def array_of_strings():
    return jnp.array(["north", "south"])


def array_of_objects():
    return jnp.array(object())


def stale_name():
    return jax.tree_map


def misspelt_name():
    return jnp.arrange


def decision():
    return jax.jit(lambda income: 0.4 if income > 40 else 0.2)(50.0)


def decision_in_a_loop():
    def halved(x):
        while x > 1:
            x = x / 2

    jax.jit(halved)(50.0)


def loop_bound():
    return jax.jit(lambda years: [0.0 for _ in range(years)])(10)


def index_of_a_list():
    return jax.jit(lambda i: [1.0, 2.0][i])(1)


def numpy_meets_a_tracer():
    return jax.jit(lambda c: np.log(c))(2.0)


def python_number():
    return jax.jit(lambda c: float(c) + 1.0)(2.0)


def item():
    return jax.jit(lambda c: c.item())(2.0)


def range_of_a_tracer():
    return jax.jit(lambda n: jnp.arange(n))(3)


def nonzero():
    return jax.jit(lambda x: jnp.nonzero(x))(jnp.ones(3))


def mask():
    return jax.jit(lambda returns: returns[returns > 0])(jnp.ones(3))


def dynamic_shape():
    return jax.jit(lambda n: jnp.zeros(n))(5)


def dynamic_reshape():
    return jax.jit(lambda x, n: x.reshape(n, 1))(jnp.ones(3), 3)


def dynamic_slice():
    return jax.jit(lambda x, n: x[:n])(jnp.ones(3), 2)


def string_argument():
    return jax.jit(lambda c, kind: c)(2.0, "log")


def object_returned():
    return jax.jit(lambda c: object())(2.0)


def string_differentiated():
    return jax.grad(lambda c: c)("a")


def static_list():
    return jax.jit(lambda sizes: [jnp.zeros(n) for n in sizes], static_argnums=0)([3, 2])


def static_array():
    return jax.jit(lambda x: x, static_argnums=0)(jnp.ones(3))


def leak():
    history = []
    jax.jit(lambda capital: history.append(capital) or capital)(1.0)
    return history[0] + 1.0


def leak_of_vmap():
    history = []
    jax.vmap(lambda capital: history.append(capital) or capital)(jnp.ones(2))
    return jnp.sin(history[0])


def branches():
    return lax.cond(True, lambda: 1, lambda: 0.5)


def branches_of_other_structure():
    return lax.cond(True, lambda: (1.0, 1.0), lambda: 0.5)


def switches():
    return lax.switch(0, [lambda: jnp.ones(2), lambda: jnp.ones(3)])


def carry():
    return lax.scan(lambda total, x: (total + x, None), jnp.int32(0), jnp.ones(3))


def carry_of_other_structure():
    return lax.scan(lambda total, x: ((total, x), None), 0.0, jnp.ones(3))


def carry_of_while():
    return lax.while_loop(lambda x: x.sum() < 3, lambda x: jnp.ones(2), jnp.ones(3))


def scan_without_a_pair():
    return lax.scan(lambda total, x: total + x, 0.0, jnp.ones(3))


def reverse_of_while():
    return jax.grad(lambda x: lax.while_loop(lambda v: v < 10, lambda v: 2 * v, x))(3.0)


def reverse_of_fori():
    return jax.jit(jax.grad(lambda x, n: lax.fori_loop(0, n, lambda i, v: 2 * v, x)))(3.0, 4)


def integer_gradient():
    return jax.grad(lambda c: c**2)(3)


def integer_hessian():
    return jax.hessian(lambda c: c**2)(3)


def integer_tangent():
    return jax.jvp(lambda c: c**2, (3,), (1.0,))


def gradient_of_integers():
    return jax.grad(lambda c: jnp.int32(1))(3.0)


def gradient_of_a_vector():
    return jax.grad(jnp.log)(jnp.array([1.0, 2.0]))


def gradient_of_nothing():
    return jax.grad(lambda c: None)(3.0)


def vmap_of_other_sizes():
    return jax.vmap(lambda p, q: p * q)(jnp.ones(3), jnp.ones(4))


def vmap_of_a_number():
    return jax.vmap(lambda c, gamma: c**-gamma)(jnp.ones(3), 2.0)


def vmap_out():
    return jax.vmap(lambda c: 2 * c, out_axes=None)(jnp.ones(3))


def trees_of_other_keys():
    return jax.tree.map(jnp.add, {"mean": 1.0, "sd": 2.0}, {"mean": 1.0})


def trees_of_other_kinds():
    return jax.tree.map(jnp.add, (1.0, 2.0), [1.0, 2.0])


def trees_of_other_lengths():
    return jax.tree.map(jnp.add, (1.0, 2.0), (1.0, 2.0, 3.0))


def key_used_twice():
    key = jax.random.key(0)
    with jax.debug_key_reuse(True):
        jax.random.normal(key)
        jax.random.normal(key)


def seed_for_a_key():
    return jax.random.normal(42)


def generator_for_a_key():
    return jax.random.normal(np.random.default_rng(0))


def unknown_backend():
    return jax.devices("abacus")


def too_large():
    return jnp.ones((3_000_000, 1_000_000)).block_until_ready()


def too_large_in_numpy():
    return np.ones((3_000_000, 1_000_000_000))


def deleted():
    state = jnp.zeros(3)
    jax.jit(lambda state: state + 1, donate_argnums=0)(state)
    return state + 1


def given_away_twice():
    advance, state = jax.jit(lambda state: state + 1, donate_argnums=0), jnp.zeros(3)
    advance(state)
    return advance(state)


def nan():
    with jax.debug_nans(True):
        return jnp.log(jnp.array(-1.0))


def inf():
    with jax.debug_infs(True):
        return jnp.log(jnp.array(0.0))


def callback():
    jitted = jax.jit(lambda x: jax.debug.print("x is {}", x))
    return jax.export.export(jitted)(2.0).serialize()


def endless(n=1):
    return endless(n + 1)


def leaves():
    sys.exit()


CATALOGUE = [
    ("error-immutable", immutable, "Write x = x.at[i].set(v)."),
    ("error-immutable", immutable_in_a_trace, "x.at[i].set(v)"),
    ("error-immutable", adds_in_place, "x.at[i].set(v)"),
    ("error-list", mean_of_a_list, "jnp.array(...)"),
    ("error-argument", sine_of_none, "Does a function lack its return?"),
    ("error-shapes", sum_of_shapes, "x[:, None] adds an axis"),
    ("error-shapes", product_of_shapes, "Two shapes do not fit."),
    ("error-shapes", stack_of_shapes, "Two shapes do not fit."),
    ("error-shapes", joined_shapes, "Two shapes do not fit."),
    ("error-shapes", another_size, "Two shapes do not fit."),
    ("error-shapes", update_of_another_shape, "Two shapes do not fit."),
    ("error-shapes", sum_in_numpy, "Two shapes do not fit."),
    ("error-shapes", product_in_numpy, "Two shapes do not fit."),
    ("error-shapes", sum_in_lax, "Two shapes do not fit."),
    ("error-truth", truth_of_an_array, "jnp.where, jnp.all or jnp.any"),
    ("error-truth", truth_in_numpy, "jnp.all or jnp.any"),
    ("error-int32", large_integer, "32 bits"),
    ("error-int32", large_factor, "32 bits"),
    ("error-strings", array_of_strings, "Code strings as integers"),
    ("error-strings", array_of_objects, "JAX arrays hold numbers."),
    ("error-stale", stale_name, "jax.tree.map for jax.tree_map"),
    ("error-stale", misspelt_name, "This JAX has no such name."),
    ("error-bool", decision, "jax.lax.cond"),
    ("error-bool", decision_in_a_loop, "jax.lax.while_loop"),
    ("error-integer", loop_bound, "jax.lax.fori_loop"),
    ("error-integer", index_of_a_list, "index a jnp array"),
    ("error-array", numpy_meets_a_tracer, "Use the function of the same name in jax.numpy"),
    ("error-concrete", python_number, "Leave it an array"),
    ("error-concrete", item, "Leave it an array"),
    ("error-concrete", range_of_a_tracer, "take lengths from x.shape"),
    ("error-concrete", nonzero, "make the argument static"),
    ("error-mask", mask, "jnp.where(mask, x, other)"),
    ("error-dynamic-shape", dynamic_shape, "make the argument static"),
    ("error-dynamic-shape", dynamic_reshape, "Take it from x.shape"),
    ("error-dynamic-shape", dynamic_slice, "jax.lax.dynamic_slice"),
    ("error-argument", string_argument, "Make a setting static"),
    ("error-argument", object_returned, "return arrays"),
    ("error-argument", string_differentiated, "no number went into"),
    ("error-static", static_list, "must be hashable"),
    ("error-static", static_array, "must be hashable"),
    ("error-leak", leak, "Return it instead."),
    ("error-leak", leak_of_vmap, "Return it instead."),
    ("error-branches", branches, "the same structure, shapes and dtypes"),
    ("error-branches", branches_of_other_structure, "the same structure"),
    ("error-branches", switches, "the same structure, shapes"),
    ("error-carry", carry, "Start it as what it becomes"),
    ("error-carry", carry_of_other_structure, "must keep its structure"),
    ("error-carry", carry_of_while, "must keep its structure, shapes"),
    ("error-carry", scan_without_a_pair, "returns two things"),
    ("error-while", reverse_of_while, "Use jax.lax.scan"),
    ("error-while", reverse_of_fori, "bounds that are Python integers"),
    ("error-grad-int", integer_gradient, "2.0 instead of 2"),
    ("error-grad-int", integer_hessian, "2.0 instead of 2"),
    ("error-grad-int", integer_tangent, "2.0 instead of 2"),
    ("error-grad-int", gradient_of_integers, "Return floats."),
    ("error-grad-vector", gradient_of_a_vector, "jax.jacobian"),
    ("error-grad-vector", gradient_of_nothing, "one number"),
    ("error-vmap-sizes", vmap_of_other_sizes, "differ in length"),
    ("error-vmap-rank", vmap_of_a_number, "Give None for it in in_axes."),
    ("error-vmap-out", vmap_out, "Leave out_axes=0"),
    ("error-tree", trees_of_other_keys, "the same structure"),
    ("error-tree", trees_of_other_kinds, "the same structure"),
    ("error-tree", trees_of_other_lengths, "the same structure"),
    ("error-key", key_used_twice, "Split it first."),
    ("error-not-a-key", seed_for_a_key, "jax.random.key(seed)"),
    ("error-not-a-key", generator_for_a_key, "jax.random.key(seed)"),
    ("error-backend", unknown_backend, "jax.default_backend()"),
    ("error-memory", too_large, "jax.lax.map(..., batch_size=...)"),
    ("error-memory", too_large_in_numpy, "more memory than there is"),
    ("error-deleted", deleted, "do not donate"),
    ("error-deleted", given_away_twice, "do not donate"),
    ("error-nan", nan, "Keep its argument in its domain"),
    ("error-nan", inf, "Keep its argument in its domain"),
    ("", callback, "take debugging prints out"),
    ("", endless, "calls itself too often"),
    ("", leaves, "Return a result instead."),
]
NAMES = [function.__name__ for _, function, _ in CATALOGUE]


def caught(function):
    try:
        function()
    except BaseException as error:
        return error
    pytest.fail("nothing was raised")


def culprit(function):
    """The last line but for those of the function that is only called there."""
    lines = [line.strip() for line in inspect.getsource(function).splitlines()]
    inner = re.match(r"jax\.jit\((first|halved)\)", lines[-1])
    return "while x > 1:" if inner and "halved" in lines[-1] else lines[2] if inner else lines[-1]


@pytest.mark.parametrize(("anchor", "function", "cure"), CATALOGUE, ids=NAMES)
def test_every_error_leads_to_its_entry_and_names_the_line(anchor, function, cure, capsys):
    error = caught(function)
    told = translate.explain(error)
    assert cure in told.cure
    assert told.page == (f"reference/errors.html#{anchor}" if anchor else "")
    assert told.finding.startswith("In ") and type(error).__name__ in told.finding
    assert f"`{culprit(function)[:60]}" in told.finding


def test_every_entry_of_the_catalogue_is_led_to():
    tested = {anchor for anchor, *_ in CATALOGUE if anchor}
    assert tested == anchors() - {"error-silent"}
    assert {entry.anchor for entry in translate._ENTRIES if entry.anchor} == tested


def test_every_translation_is_tried():
    cures = {translate.explain(caught(function)).cure for _, function, _ in CATALOGUE}
    assert {entry.cure for entry in translate._ENTRIES} == cures


def as_a_cell(source, name):
    """What IPython does with a cell: a file name that is none, and its lines in linecache."""
    file = "/tmp/ipykernel_42/1234567890.py"
    lines = [f"{line}\n" for line in source.splitlines()]
    linecache.cache[file] = (len(source), None, lines, file)
    space = {"__name__": "__main__", "jax": jax, "jnp": jnp, "np": np}
    exec(compile(source, file, "exec"), space)
    return space[name]


def as_a_file(source, name, folder):
    path = folder / "solution.py"
    path.write_text("import jax, jax.numpy as jnp, numpy as np\n" + source)
    spec = importlib.util.spec_from_file_location("solution", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, name)


SOURCES = {
    "root": (
        "def root(x):\n    if x < 0:\n        return 0.0\n    return x**0.5\n",
        2,
        "if x < 0:",
    ),
    "helped": (
        "def helper(x):\n    return float(x)\n\ndef helped(x):\n    return helper(x) + 1\n",
        2,
        "return float(x)",
    ),
    "looped": (
        "def looped(x):\n    return jax.lax.fori_loop(\n        0, 3,\n"
        "        lambda i, y: np.log(y),\n        x)\n",
        4,
        "lambda i, y: np.log(y),",
    ),
    "listed": (
        "def listed(x):\n    return [\n        int(x)\n        for _ in 'ab']\n",
        3,
        "int(x)",
    ),
    "long": (f"def long(x):\n    y = 0\n    return {'x + ' * 30}bool(x)\n", 3, "return x + x +"),
}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("kind", ["cell", "file"])
def test_the_student_s_own_line_is_named(name, kind, tmp_path):
    source, line, text = SOURCES[name]
    if kind == "cell":
        function = as_a_cell(source, name)
    else:
        function, line = as_a_file(source, name, tmp_path), line + 1
    with pytest.raises(CheckFailed) as failure:
        checks.jittable(function, 2.0)
    first = str(failure.value).splitlines()[0]
    place = "helper" if name == "helped" else name
    assert first.startswith(f"{name}(2.0) fails. In {place}, line {line}, `{text}")
    assert len(first) < 400


def test_a_lambda_of_a_cell():
    function = as_a_cell("f = lambda x: x if x > 0 else -x\n", "f")
    with pytest.raises(CheckFailed, match="^the function.* In a lambda, line 1, `f = lambda x"):
        checks.jittable(function, 2.0)


def test_code_without_lines_is_explained_all_the_same():
    space = {}
    exec("def bare(x):\n    return float(x)\n", space)
    with pytest.raises(CheckFailed, match=r"^bare\(2.0\) fails. ConcretizationTypeError: "):
        checks.jittable(space["bare"], 2.0)


class Mute(Exception):
    def __str__(self):
        raise SystemExit


class Renamed(type):
    __name__ = property(lambda self: 1 / 0)


class Odd(Exception, metaclass=Renamed):
    pass


@pytest.mark.parametrize(
    ("error", "finding"),
    [
        (ValueError(), "ValueError."),
        (ValueError("one\ntwo"), "ValueError: one"),
        (ValueError("x" * 1000), "ValueError: " + "x" * 197 + "..."),
        (KeyError("price"), "KeyError: 'price'"),
        (Mute(), "Mute."),
        (Odd("a"), "Odd: a"),
        (TypeError("f() got an unexpected keyword argument 'carry'"), "TypeError: f() got"),
    ],
)
def test_other_errors_get_no_cure(error, finding):
    told = translate.explain(error)
    assert told.finding.startswith(finding) and (told.cure, told.page) == ("", "")


def decorators():
    """The pages and the success lines of all checks, from their decorators."""
    for path in sorted((ROOT / "autograder/checks").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.FunctionDef):
                continue
            for each in node.decorator_list:
                if isinstance(each, ast.Call) and getattr(each.func, "id", "") == "check":
                    words = {k.arg: ast.literal_eval(k.value) for k in each.keywords}
                    yield node.name, ast.literal_eval(each.args[0]), words["passed"]


def test_every_public_check_has_a_page_that_exists_and_a_success_line():
    found = {name: (page, passed) for name, page, passed in decorators()}
    assert set(CHECKS) == set(found)
    for page, passed in found.values():
        path, _, anchor = page.partition("#")
        text = (ROOT / "book" / path).with_suffix(".md").read_text()
        assert not anchor or f"({anchor})=" in text
        assert "{call}" in passed


@pytest.mark.parametrize("name", CHECKS)
def test_every_public_check_takes_hint_success_and_call(name):
    parameters = inspect.signature(getattr(checks, name)).parameters
    assert {"hint", "success", "call"} <= set(parameters)
    assert getattr(checks, name).__doc__


def test_the_book_is_where_the_configuration_says():
    text = (ROOT / "_config.yml").read_text()
    assert f"baseurl: {outcome.BOOK}\n" in text
    table = (ROOT / "_toc.yml").read_text()
    assert "file: book/foundations/jit\n" in table
    assert outcome.address("foundations/jit.html#x") == f"{outcome.BOOK}book/foundations/jit.html#x"


def test_a_check_within_a_check_leaves_success_and_page_to_the_outer_one(capsys):
    @outcome.check("foundations/jit.html", passed="{call} is fine", hint="The outer hint.")
    def both(function, *args, call=""):
        checks.close(function(*args), 1.0, call, success="never seen")

    both(functools.partial(abs), -1.0)
    assert capsys.readouterr().out == "✓ the function(-1.0) is fine\n"
    with pytest.raises(CheckFailed) as failure:
        both(abs, -2.0)
    assert str(failure.value).splitlines() == [
        "abs(-2.0) is 2; expected 1.",
        "Hint: The outer hint.",
        f"Read: {outcome.BOOK}book/foundations/jit.html",
    ]
