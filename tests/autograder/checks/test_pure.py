"""`pure`: the result depends on the arguments, and a call leaves no trace."""

import collections
import dataclasses
import datetime
import enum
import functools
import itertools
import os
import random
import sys
import time
import types
import uuid
from math import pi
from time import perf_counter
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import CheckFailed


BETA = 0.96
TABLE = {"log": jnp.log, "sqrt": jnp.sqrt}
X = np.array([0.5, 1.0, 2.0])


class Kind(enum.Enum):
    log = 1
    sqrt = 2


class Params(NamedTuple):
    beta: float = 0.9
    weights: tuple = (1.0, 2.0)


@jax.tree_util.register_dataclass
@dataclasses.dataclass
class State:
    capital: jax.Array


@dataclasses.dataclass(frozen=True)
class Utility:
    gamma: float = 2.0

    def __call__(self, c):
        return self.of(c)

    def of(self, c):
        return c ** (1 - self.gamma) / (1 - self.gamma)

    @staticmethod
    def log(c):
        return jnp.log(c)

    @property
    def inverse(self):
        return 1 / self.gamma


def plain(c):
    return jnp.log(c)


def with_constant(c):
    return BETA * jnp.log(c) + pi


def by_helper(c):
    return with_constant(c) + plain(c)


def recursive(c, n):
    return c if n == 0 else 0.5 * recursive(c, n - 1)


def by_enum(c):
    return jnp.log(c) if Kind.log is Kind["log"] else Kind.sqrt


def by_table(c):
    return TABLE["log"](c)


def makes_an_object(c):
    return Utility(3.0).of(c) + Utility(2.0).inverse


def returns_a_tree(c):
    return {"state": State(c), "params": Params(), "none": None, "of": (c, [2 * c])}


def returns_a_function(c):
    return lambda x: x + c


def own_list(c):
    parts = []
    for _ in range(3):
        parts.append(c)
    return jnp.stack(parts)


def own_generator(c):
    return c + np.random.default_rng(0).normal()


def sampled(key):
    return jax.random.normal(key, (3,))


def by_comprehension(c):
    scale = 2.0
    return sum(scale * c for _ in range(3))


def enclosed():
    rate, table = 0.5, {"rate": 0.5}

    def inner(c):
        return rate * c + table["rate"]

    return inner


def with_default(c, weights=(1.0, 2.0), *, scale=2.0):
    return scale * c * weights[0]


@functools.lru_cache
def cached(n):
    return n * (n + 1) / 2


def numpy_only(x):
    return np.sort(np.asarray(x))[::-1]


def branching(x):
    return x if x > 0 else -x


def scanned(x):
    return jax.lax.scan(lambda carry, x: (carry + x, carry), 0.0, x)


def while_looped(x):
    return jax.lax.while_loop(lambda v: v < 10, lambda v: 2 * v, x)


def imports_inside(x):
    import math

    return x * math.sqrt(2.0)


def sleeps(x):
    import time

    time.sleep(0)
    return x


def shadowing(max):
    return max + 1


def quiet(x):
    with np.errstate(all="ignore"):
        return jnp.asarray(np.log(np.asarray(x)))


def scoped_x64(x):
    return jax.lax.stop_gradient(x)


def summed_in_any_order(x):
    return sum({float(entry) for entry in x})


def wrapped(function):
    @functools.wraps(function)
    def inner(*args):
        return function(*args)

    return inner


def sorts_a_copy(x):
    x = list(x)
    x.sort()
    return x


def deep_in_a_tree(tree):
    return jax.tree.map(lambda leaf: 2 * leaf, tree)


RIGHT = [
    (plain, (2.0,)),
    (jax.jit(plain), (2.0,)),
    (jax.vmap(plain), (X,)),
    (jax.grad(plain), (2.0,)),
    (jax.jit(jax.vmap(jax.value_and_grad(plain))), (X,)),
    (jnp.cumsum, (X,)),
    (np.cumsum, (X,)),
    (abs, (-2.0,)),
    (with_constant, (2.0,)),
    (by_helper, (2.0,)),
    (recursive, (2.0, 3)),
    (by_enum, (2.0,)),
    (by_table, (2.0,)),
    (makes_an_object, (2.0,)),
    (Utility(), (2.0,)),
    (Utility().of, (2.0,)),
    (Utility.log, (2.0,)),
    (returns_a_tree, (2.0,)),
    (returns_a_function, (2.0,)),
    (own_list, (2.0,)),
    (own_generator, (2.0,)),
    (sampled, (jax.random.key(0),)),
    (sampled, (jax.random.key_data(jax.random.key(0)),)),
    (by_comprehension, (2.0,)),
    (enclosed(), (2.0,)),
    (jax.jit(enclosed()), (2.0,)),
    (with_default, (2.0,)),
    (functools.partial(with_default, scale=3.0), (2.0,)),
    (functools.partial(jnp.where, X > 1), (X, 0.0)),
    (cached, (4,)),
    (numpy_only, (X,)),
    (branching, (-2.0,)),
    (scanned, (X,)),
    (while_looped, (3.0,)),
    (imports_inside, (2.0,)),
    (sleeps, (2.0,)),
    (shadowing, (2.0,)),
    (quiet, (X,)),
    (scoped_x64, (2.0,)),
    (summed_in_any_order, (X,)),
    (wrapped(plain), (2.0,)),
    (wrapped(jax.jit(wrapped(plain))), (2.0,)),
    (sorts_a_copy, ([3.0, 1.0],)),
    (deep_in_a_tree, ({"a": (X, [2.0]), "s": State(jnp.ones(2)), "p": Params()},)),
    (lambda: jnp.zeros(3), ()),
    (lambda x: jnp.asarray(x)[:0], (X,)),
    (lambda n: n * 2**20, (2**20,)),
    (lambda x: jnp.nan * x, (X,)),
    (lambda x: "text", (X,)),
    (lambda x: None, (X,)),
    (lambda f, x: f(x), (plain, 2.0)),
]


@pytest.mark.parametrize(("function", "args"), RIGHT)
def test_pure_functions_pass(function, args, capsys):
    checks.pure(function, *args, call="f(x)")
    assert capsys.readouterr().out == "✓ f(x) is pure\n"


def test_static_arguments_are_constants_of_the_trace():
    checks.pure(lambda x, n: jnp.ones(n) * x, 2.0, 3, static=(1,))


def failing(function, *args, **options):
    with pytest.raises(CheckFailed) as failure:
        checks.pure(function, *args, call="f(x)", **options)
    assert str(failure.value).startswith(("f(x)", "While JAX traced it, f(x)"))
    return str(failure.value)


rate = 0.05
max_age = 65
_rate = 0.05
settings = {"rate": 0.05}
mode = "log"
ascii = 3.0  # hides a function of Python's
key = jax.random.key(0)
rng = np.random.default_rng(0)
HISTORY = []
COUNTS = collections.Counter()
RNG = np.random.default_rng(0)
STREAM = itertools.count()
helpers = types.ModuleType("helpers")
helpers.rate = 0.05
exec("def helped(x):\n    return x + size\nsize = 2.0", vars(helpers))


class Config:
    rate = 0.05
    LEVEL = 2.0
    count = 0


def reads_rate(x):
    return rate * x


def reads_by_helper(x):
    return reads_rate(x) + 1


def reads_in_a_function_inside(x):
    def inner(y):
        return [rate * z for z in y]

    return inner([x])


def reads_private(x):
    return _rate * x


def reads_dict(x):
    return settings["rate"] * x


def reads_text(x):
    return jnp.log(x) if mode == "log" else x


def reads_hiding(x):
    return ascii * x


def reads_key(x):
    return x + jax.random.normal(key)


def reads_class(x):
    return Config.rate * x


def reads_module(x):
    return helpers.rate * x


def reads_in_a_module(x):
    return helpers.helped(x)


def reads_in_a_lambda(x):
    return (lambda y: y * max_age)(x)


class Reader:
    def __call__(self, x):
        return self.scaled(x)

    def scaled(self, x):
        return rate * x


def reads_by_new_object(x):
    return Reader()(x)


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (reads_rate, "rate"),
        (jax.jit(reads_rate), "rate"),
        (lambda x: jax.vmap(reads_rate)(x * jnp.ones(2)), "rate"),
        (functools.partial(reads_rate), "rate"),
        (functools.partial(lambda f, x: f(x), reads_rate), "rate"),
        (functools.lru_cache(reads_rate), "rate"),
        (reads_by_helper, "rate"),
        (reads_in_a_function_inside, "rate"),
        (reads_private, "_rate"),
        (reads_dict, "settings"),
        (reads_text, "mode"),
        (reads_hiding, "ascii"),
        (reads_key, "key"),
        (reads_class, "Config.rate"),
        (reads_module, "helpers.rate"),
        (reads_in_a_module, "size"),
        (reads_in_a_lambda, "max_age"),
        (Reader(), "rate"),
        (Reader().scaled, "rate"),
        (reads_by_new_object, "rate"),
    ],
)
def test_a_global_that_may_change_is_named(function, name):
    told = failing(function, 2.0)
    assert f"f(x) reads the global variable `{name}`, which may change between calls." in told
    assert "Hint: Make it an argument." in told


def test_a_global_may_be_declared_a_constant():
    checks.pure(reads_rate, 2.0, constants=("rate",))
    checks.pure(reads_class, 2.0, constants=["Config.rate"])
    failing(reads_dict, 2.0, constants=("rate",))


def appends(x):
    HISTORY.append(x)
    return x


def counts(x):
    COUNTS["calls"] += 1
    return x


def counts_in_a_class(x):
    Config.count += 1
    return x


def rebinds(x):
    global BETA
    BETA = BETA + 1e-9
    return x


def makes_a_global(x):
    global created
    created = x
    return x


def makes_one_by_name(x):
    sys.modules[__name__].another = x
    return x


def counting():
    calls = 0

    def inner(x):
        nonlocal calls
        calls += 1
        return x

    return inner


def storing():
    kept = {}

    def inner(x):
        kept["x"] = x
        return x

    return inner


def memory_in_a_default(x, seen=[]):  # noqa: B006
    seen.append(x)
    return x


def attribute_of_itself(x):
    attribute_of_itself.calls = getattr(attribute_of_itself, "calls", 0) + 1
    return x


class Counter:
    def __init__(self):
        self.calls = 0

    def __call__(self, x):
        self.calls += 1
        return x

    def method(self, x):
        return self(x)


COUNTER = Counter()


def counts_in_an_object(x):
    return COUNTER.method(x)


def draws_from_numpy(x):
    return x + np.random.normal()


def seeds_numpy(x):
    np.random.seed(0)
    return x + np.random.normal()


def draws_from_python(x):
    return x + random.random()


def draws_from_a_global(x):
    return x + RNG.normal()


def draws_from_the_system(x):
    return x + np.random.default_rng().normal()


def counts_up(x):
    return x + next(STREAM)


def prints(x):
    print("x is", x)
    return x


def writes_to_stdout(x):
    sys.stdout.write("x")
    return x


def prints_to_stderr(x):
    print(x, file=sys.stderr)
    return x


def debug_prints(x):
    jax.debug.print("x is {x}", x=x)
    return x


@jax.jit
def prints_while_traced(x):
    print("tracing")
    return x


def enables_x64(x):
    jax.config.update("jax_enable_x64", True)
    return x


def ignores_errors(x):
    np.seterr(all="ignore")
    return x


def sets_the_environment(x):
    os.environ["RATE"] = str(time.strftime)
    return x


def writes_a_file(x):
    np.save(os.devnull, np.ones(2))
    return x


def opens_a_file(x):
    with open(os.devnull) as file:
        return x + len(file.read())


def lists_a_folder(x):
    return x + len(os.listdir("/"))


def reads_the_clock(x):
    return x + 0 * time.time()


def reads_an_imported_clock(x):
    perf_counter()
    return x


def reads_the_date(x):
    return x + 0 * datetime.datetime.now().year


def imports_the_clock(x):
    import time as clock

    return x + 0 * clock.time()


def imports_the_date(x):
    from datetime import datetime

    return x + 0 * datetime.now().year


def identified(x):
    return x, str(uuid.uuid4())


def evaluates(x):
    return eval("rate") * x


def by_globals(x):
    return globals()["rate"] * x


def by_environment(x):
    return x * float(os.environ.get("RATE", 1.0))


def yields(x):
    yield x


def maps_lazily(x):
    return map(abs, [x])


def changes_its_input(x):
    x[0] = 9.0
    return x


def deletes_its_input(x):
    return jax.jit(lambda x: x + 1, donate_argnums=0)(x)


def callback_that_counts(x):
    def count(value):
        HISTORY.append(float(value))
        return value

    return jax.pure_callback(count, jax.ShapeDtypeStruct((), "float32"), jnp.float32(x))


def behaves_otherwise_when_traced(x):
    return 2 * x if isinstance(x, jax.core.Tracer) else x


def leaks():
    kept = []

    @jax.jit
    def inner(x):
        kept.append(x)
        return 2 * x

    return inner


def leaks_when_traced():
    kept = []

    def inner(x):
        if isinstance(x, jax.core.Tracer):
            kept.append(x)
        return 2 * x

    return inner


def leaked_already():
    inner = leaks()
    inner(2.0)
    return inner


def leaks_in_a_class(x):
    if isinstance(x, jax.core.Tracer):
        Config.count = x
    return x


def returns_a_leak():
    kept = []
    jax.jit(lambda x: kept.append(x) or x)(1.0)
    return lambda x: kept[0]


@jax.jit
def appends_while_traced(x):
    HISTORY.append(1.0)
    return x


WRONG = [
    (appends, "f(x) changed the global `HISTORY`."),
    (counts, "f(x) changed the global `COUNTS`"),
    (counts_in_a_class, "f(x) changed the class `Config`, at ['count']."),
    (rebinds, "f(x) changed the global `BETA`."),
    (makes_a_global, "f(x) changed the global `created`."),
    (makes_one_by_name, "f(x) made a new global, `another`."),
    (counting(), "f(x) changed the enclosing variable `calls`."),
    (storing(), "f(x) changed the enclosing variable `kept`."),
    (memory_in_a_default, "f(x) changed a default value of `memory_in_a_default`, at [0]."),
    (attribute_of_itself, "f(x) changed an attribute of `attribute_of_itself`"),
    (Counter(), "f(x) changed its object, at .calls."),
    (Counter().method, "f(x) changed its object, at .calls."),
    (functools.partial(lambda counter, x: counter(x), Counter()), "at [0][0].calls."),
    (counts_in_an_object, "f(x) changed the global `COUNTER`, at .calls."),
    (draws_from_numpy, "f(x) changed NumPy's hidden random state."),
    (seeds_numpy, "f(x) changed NumPy's hidden random state."),
    (draws_from_python, "f(x) changed Python's hidden random state."),
    (draws_from_a_global, "f(x) changed the global `RNG`"),
    (draws_from_the_system, "f(x) gave two different results for the same arguments."),
    (counts_up, "f(x) changed the global `STREAM`"),
    (prints, "f(x) prints something."),
    (writes_to_stdout, "f(x) prints something."),
    (prints_to_stderr, "f(x) prints something."),
    (debug_prints, "f(x) prints something."),
    (prints_while_traced, "f(x) prints something."),
    (enables_x64, "f(x) changed the setting `jax_enable_x64` of JAX."),
    (ignores_errors, "f(x) changed NumPy's error settings."),
    (sets_the_environment, "f(x) reaches outside (os.putenv)."),
    (writes_a_file, "f(x) reaches outside (open)."),
    (opens_a_file, "f(x) reaches outside (open)."),
    (lists_a_folder, "f(x) reaches outside (os.listdir)."),
    (reads_the_clock, "f(x) reads the clock (`time.time`)."),
    (reads_an_imported_clock, "f(x) reads the clock (`time.perf_counter`)."),
    (reads_the_date, "f(x) reads the clock (`datetime.now`)."),
    (imports_the_clock, "f(x) reads the clock (`time.time`)."),
    (imports_the_date, "f(x) reads the clock (`datetime.now`)."),
    (identified, "f(x) reads what changes from call to call (`uuid4`)."),
    (evaluates, "f(x) calls `eval`, which can reach anything."),
    (by_globals, "f(x) calls `globals`, which can reach anything."),
    (by_environment, "f(x) reads the environment (`os.environ`)."),
    (yields, "f(x) returns a generator, which is used up as it is read."),
    (maps_lazily, "f(x) returns a map"),
    (callback_that_counts, "f(x) changed the global `HISTORY`."),
    (behaves_otherwise_when_traced, "f(x) gives another result when JAX traces it"),
    (leaks(), "f(x) changed the enclosing variable `kept`."),
    (leaks_when_traced(), "While JAX traced it, f(x) changed the enclosing variable `kept`."),
    (leaked_already(), "f(x) uses the enclosing variable `kept`, which holds a tracer"),
    (leaks_in_a_class, "While JAX traced it, f(x) changed the class `Config`, at ['count']."),
    (returns_a_leak(), "which holds a tracer"),
    (appends_while_traced, "f(x) changed the global `HISTORY`."),
]


@pytest.fixture
def restored():
    """What impure functions change is put back."""
    state, errors = np.random.get_state(), np.geterr()
    yield
    np.random.set_state(state)
    np.seterr(**errors)
    jax.config.update("jax_enable_x64", False)
    os.environ.pop("RATE", None)
    Config.count = 0
    HISTORY.clear()


@pytest.mark.parametrize(("function", "told"), WRONG)
def test_impure_functions_fail(function, told, restored, capsys):
    assert told in failing(function, 2.0)
    assert capsys.readouterr() == ("", "")


def test_a_function_that_was_compiled_before_is_traced_anew(restored):
    appends_while_traced(2.0)
    HISTORY.clear()
    assert "changed the global `HISTORY`" in failing(appends_while_traced, 2.0)


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (changes_its_input, "f(x) changed its input in place."),
        (jax.jit(lambda x: x * 2, donate_argnums=0), "f(x) deleted its input"),
        (deletes_its_input, "f(x) deleted its input"),
    ],
)
def test_inputs_are_left_alone(function, told):
    x = np.ones(3) if function is changes_its_input else jnp.ones(3)
    assert told in failing(function, x)
    assert x.tolist() == [1.0, 1.0, 1.0]


def test_a_method_that_keeps_what_it_computed():
    class Model:
        def __init__(self, x):
            self.x = x

        @functools.cached_property
        def total(self):
            return jnp.sum(self.x)

        def scaled(self, a):
            return a * self.total

    assert "f(x) changed its object, at .total." in failing(Model(X).scaled, 2.0)


def test_errors_are_explained_and_stubs_left_alone():
    def by_index(x):
        x[0] = 1.0

    def stub(x):
        raise NotImplementedError

    assert "In by_index, line" in failing(by_index, jnp.ones(3))
    with pytest.raises(NotImplementedError):
        checks.pure(stub, 2.0)


def test_code_of_a_notebook_is_not_taken_for_a_library_s():
    for name in ("__main__", "student"):
        space = {"__name__": name, "rate": 0.5}
        exec("def scale(x):\n    return rate * x", space)
        assert "reads the global variable `rate`" in failing(space["scale"], 2.0)
        exec("class Model:\n    def __call__(self, x):\n        return rate * x", space)
        assert "reads the global variable `rate`" in failing(space["Model"](), 2.0)
    bare = {"rate": 0.5}
    exec("class Model:\n    def __call__(self, x):\n        return rate * x", bare)
    assert "reads the global variable `rate`" in failing(bare["Model"](), 2.0)
