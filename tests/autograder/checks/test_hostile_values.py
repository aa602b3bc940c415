"""Objects that lie about themselves, and functions that break: a clear failure, and soon."""

import collections
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import CheckFailed, outcome


LIMIT = 2.0


class Equal:
    """Claims to equal anything, and to be a float32 of shape ()."""

    shape, dtype, ndim, size, weak_type = (), np.dtype("float32"), 0, 1, False

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = None


class AsArray(Equal):
    def __array__(self, dtype=None, copy=None):
        return np.asarray(2.0)

    __array_priority__ = 1e9

    def __array_ufunc__(self, *args, **options):
        return True

    def __array_function__(self, *args, **options):
        return True


class AsJax(Equal):
    def __jax_array__(self):
        return jnp.asarray(2.0)


class AsClass(AsArray):
    @property
    def __class__(self):
        return np.ndarray


class AsJaxClass(AsArray):
    @property
    def __class__(self):
        return type(jnp.ones(()))


class AsTracer(Equal):
    @property
    def __class__(self):
        return jax.core.Tracer


class Anything:
    """Has every attribute, and is every one of them."""

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **options):
        return self

    def __iter__(self):
        return iter([self])

    def __float__(self):
        return 2.0

    __len__ = __index__ = __int__ = lambda self: 1
    __getitem__ = __getattr__


class Nothing:
    """Fails at whatever is asked of it."""

    def __getattribute__(self, name):
        raise SystemExit(f"no {name}")

    def _fails(self, *args, **options):
        raise SystemExit("no")

    __eq__ = __hash__ = __len__ = __iter__ = __bool__ = __repr__ = __str__ = _fails
    __float__ = __int__ = __index__ = __array__ = __getitem__ = __dir__ = _fails


class Meta(type):
    def __instancecheck__(cls, value):
        return True

    def __subclasscheck__(cls, value):
        return True

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(float)

    def __getattribute__(cls, name):
        if name in ("__name__", "__mro__", "__module__"):
            raise SystemExit(name)
        return super().__getattribute__(name)


class FloatByMeta(metaclass=Meta):
    pass


class Array(np.ndarray):
    def __eq__(self, other):
        return np.ones(np.shape(other), bool)

    def __array_ufunc__(self, ufunc, method, *args, **options):
        return np.ones(3, bool)

    def astype(self, *args, **options):
        return np.full(3, 2.0)


class Float(float):
    def __float__(self):
        return 2.0

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


class Int(int):
    def __index__(self):
        return 2

    __eq__, __hash__ = Float.__eq__, int.__hash__


class Text(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class Dict(dict):
    def __getitem__(self, key):
        return 2.0

    def keys(self):
        return {"a": 0}.keys()

    def __iter__(self):
        return iter("a")

    def __len__(self):
        return 1


class Tuple(tuple):
    def __iter__(self):
        return iter((2.0, 2.0))

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return 2.0


class Key:
    """A dict's key that claims to be `"a"`."""

    def __hash__(self):
        return hash("a")

    def __eq__(self, other):
        return True


def endless():
    while True:
        yield 2.0


def broad():
    tree = 2.0
    for _ in range(12):
        tree = [tree] * 60
    return tree  # 60**12 leaves, to whoever walks through them


def knot():
    tree = []
    tree.append(tree)
    return tree


def leaked():
    kept = []
    jax.jit(lambda x: kept.append(x) or x)(2.0)
    return kept[0]


def deleted():
    x = jnp.full((), 2.0)
    jax.jit(lambda x: x + 1, donate_argnums=0)(x)
    return x


MAKERS = {
    "equal": Equal,
    "as array": AsArray,
    "as jax": AsJax,
    "as class": AsClass,
    "as jax class": AsJaxClass,
    "as tracer": AsTracer,
    "anything": Anything,
    "nothing": Nothing,
    "metaclass": FloatByMeta,
    "class": lambda: FloatByMeta,
    "array": lambda: np.zeros(3).view(Array),
    "matrix": lambda: np.matrix([[2.0]]),
    "masked": lambda: np.ma.masked_all(()),
    "float": lambda: Float(3.0),
    "int": lambda: Int(3),
    "text": lambda: Text("b"),
    "dict": lambda: Dict(b=3.0),
    "tuple": lambda: Tuple((3.0,)),
    "key": lambda: {Key(): 2.0},
    "generator": endless,
    "iterator": lambda: iter([2.0]),
    "broad": broad,
    "knot": knot,
    "huge": lambda: np.broadcast_to(2.0, (10**6, 10**6)),
    "long": lambda: [2.0] * 300_000,
    "long text": lambda: "2" * 10**6,
    "large": lambda: 10**5000,
    "objects": lambda: np.array([Equal(), None], dtype=object),
    "object": lambda: np.array(Equal(), dtype=object),
    "structured": lambda: np.zeros((), [("a", float)]),
    "bytes": lambda: b"2.0",
    "dates": lambda: np.datetime64("2020-01-01"),
    "None": lambda: None,
    "string": lambda: "2.0",
    "not implemented": lambda: NotImplemented,
    "ellipsis": lambda: ...,
    "module": lambda: jnp,
    "type": lambda: float,
    "dtype": lambda: np.dtype(float),
    "tracer": leaked,
    "random key": lambda: jax.random.key(2),
    "raw key": lambda: jax.random.key_data(jax.random.key(2)),
    "deleted": deleted,
    "shape": lambda: jax.ShapeDtypeStruct((), "float32"),
    "nan": lambda: float("nan"),
    "infinity": lambda: -jnp.inf,
    "exception": lambda: ValueError(2.0),
}
EXPECTED = {
    "number": 2.0,
    "array": np.full(3, 2.0),
    "list": [2.0, 2.0],
    "tuple": (2.0, 2.0),
    "dict": {"a": 2.0},
    "key": jax.random.key(0),
    "text": "a",
}


def failing(check, *args, **options):
    start = time.process_time()
    with pytest.raises(CheckFailed) as failure:
        check(*args, **options)
    assert time.process_time() - start < LIMIT
    text = str(failure.value)
    assert text and len(text.splitlines()[0]) < 500
    assert "Read: https://" in text
    return text


@pytest.mark.parametrize("expected", EXPECTED.values(), ids=EXPECTED)
@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_close_refuses(make, expected):
    assert failing(checks.close, make(), expected, "f(1)").startswith("f(1)")


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_close_refuses_in_a_tree(make):
    assert failing(checks.close, {"a": [1.0, make()]}, {"a": (1.0, 2.0)}, "f(1)").startswith(
        "f(1)['a'][1]"
    )


ARE_ARRAYS = {"huge", "raw key", "nan", "infinity"}
ARE_PAIRS = {"knot", "long"}


@pytest.mark.parametrize("name", sorted(MAKERS.keys() - ARE_ARRAYS))
def test_array_refuses(name):
    assert failing(checks.array, MAKERS[name](), "f(1)").startswith("f(1)")


@pytest.mark.parametrize("name", MAKERS)
def test_parts_refuses(name):
    assert failing(checks.parts, MAKERS[name](), ("a", "b"), "f(1)").startswith("f(1)")


@pytest.mark.parametrize("name", MAKERS)
def test_a_function_that_returns_it_raises_nothing(name):
    value = MAKERS[name]()
    assert failing(checks.raises, ValueError, lambda: value).startswith(
        "the function raises nothing"
    )


@pytest.mark.parametrize("name", MAKERS)
def test_a_function_that_returns_it_does_not_agree(name):
    value = MAKERS[name]()
    failing(checks.agrees, lambda x: value, lambda x: x, lambda generator: (generator.normal(),))


@pytest.mark.parametrize("name", MAKERS)
def test_what_it_is_can_be_described(name):
    for text in (outcome.describe(MAKERS[name]()), outcome.kind_of(MAKERS[name]())):
        assert text and len(text) <= outcome.LONGEST


CALLABLE = {"anything", "class", "type"}


@pytest.mark.parametrize("name", sorted(MAKERS.keys() - CALLABLE))
def test_it_is_no_function(name):
    value = MAKERS[name]()
    for check, args in (
        (checks.raises, (TypeError, value)),
        (checks.unchanged, (value, 1.0)),
        (checks.pure, (value, 1.0)),
        (checks.agrees, (value, abs, lambda generator: (1.0,))),
    ):
        assert "it cannot be called" in failing(check, *args)


class Stop(BaseException):
    pass


def exits(x):
    sys.exit(1)


def stops(x):
    raise Stop


def recursive(x):
    return recursive(x)


def out_of_memory(x):
    return np.ones((10**6, 10**9, 100))


def generator_exit(x):
    raise GeneratorExit


def stop_iteration(x):
    raise StopIteration


class Mute(Exception):
    def __str__(self):
        raise Stop

    __repr__ = __str__


def mute(x):
    raise Mute


def group(x):
    raise ExceptionGroup("several", [ValueError("one"), TypeError("two")])


def failed_itself(x):
    raise CheckFailed("✓ all is right")


def claims_authorship(x):
    raise RuntimeError from checks.AuthorError("not me")


def in_a_loop(x):
    error = ValueError("first")
    other = ValueError("second")
    error.__cause__, other.__cause__ = other, error
    raise error


@pytest.mark.parametrize(
    "function",
    [
        exits,
        stops,
        recursive,
        out_of_memory,
        generator_exit,
        stop_iteration,
        mute,
        group,
        failed_itself,
        claims_authorship,
        in_a_loop,
    ],
)
def test_a_function_that_breaks_fails(function):
    failing(checks.unchanged, function, 1.0)
    failing(checks.pure, function, 1.0)
    failing(checks.raises, KeyError, function, 1.0)
    failing(checks.agrees, function, abs, lambda generator: (1.0,))
    score = checks.Score()
    with score.part(1, "the values"):
        function(1.0)
    assert score.points() == 0.0


# What fails as a result already.
STRANGEST = {"broad", "knot", "class", "deleted", "metaclass", "nothing"}


@pytest.mark.parametrize("name", sorted(MAKERS.keys() - {"tracer", "generator", "iterator"}))
def test_pure_is_not_misled_by_odd_results_and_globals(name):
    value = MAKERS[name]()

    def constant(x):
        return value

    def counting(x):
        calls.append(1)
        return value

    calls = []
    start = time.process_time()
    try:
        checks.pure(constant, 1.0)
    except CheckFailed as failure:
        assert str(failure)
    told = failing(checks.pure, counting, 1.0)
    assert "changed the enclosing variable `calls`" in told or name in STRANGEST
    assert time.process_time() - start < 2 * LIMIT


@pytest.mark.parametrize("name", sorted(MAKERS.keys() - {"tracer", "deleted"}))
def test_unchanged_looks_at_odd_arguments(name):
    start = time.process_time()
    checks.unchanged(lambda value: None, MAKERS[name]())
    with pytest.raises(CheckFailed, match="changed argument 2 in place"):
        checks.unchanged(lambda value, items: items.append(1), MAKERS[name](), [])
    assert time.process_time() - start < 2 * LIMIT


class Liar:
    """Looks unchanged to whoever asks."""

    def __init__(self):
        self.items = []

    def __eq__(self, other):
        return True

    def __getattribute__(self, name):
        return [] if name in ("items", "__dict__") else object.__getattribute__(self, name)

    def grow(self):
        object.__getattribute__(self, "items").append(1)


class LyingList(list):
    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0


@pytest.mark.parametrize(
    ("function", "value"),
    [
        (lambda liar: liar.grow(), Liar()),
        (lambda items: items.append(1), LyingList([0])),
        (lambda d: d.update(c=1), Dict(b=3.0)),
        (lambda x: np.ndarray.fill(x, 1.0), np.zeros(3).view(Array)),
        (lambda c: c.update("ab"), collections.Counter()),
        (lambda m: m.__setitem__(0, np.ma.masked), np.ma.ones(3)),
    ],
)
def test_unchanged_is_not_fooled(function, value):
    with pytest.raises(CheckFailed, match="in place"):
        checks.unchanged(function, value)


def test_odd_names_of_functions():
    def function(x):
        return x

    for name in ("a b", "x" * 10**5, "f\nHint: all is right", ""):
        function.__name__ = name
        text = failing(checks.raises, ValueError, function, 1.0)
        assert "Hint: all" not in text
