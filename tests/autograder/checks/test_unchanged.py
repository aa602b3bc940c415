"""`unchanged`: a call leaves its arguments as they were, whatever they are."""

import array
import collections
import copy
import functools
import random

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import CheckFailed, snapshot


Params = collections.namedtuple("Params", "beta weights")


class Account:
    def __init__(self, balance):
        self.balance = balance

    def after(self, rate):
        return Account(self.balance * (1 + rate))

    def grow(self, rate):
        self.balance *= 1 + rate
        return self


class Slotted:
    __slots__ = ("__hidden", "level")

    def __init__(self, level):
        self.level = self.__hidden = level

    def hide(self, value):
        self.__hidden = value


class Deep:
    """A chain of objects: the last one is what a function may reach."""

    def __init__(self, depth):
        self.next = Deep(depth - 1) if depth else [0.0]


def matrix():
    return np.array([[1.0, -2.0], [-3.0, 4.0]])


def where(x):
    return np.where(x < 0, 0, x)


def on_a_copy(x):
    x = x.copy()
    x[x < 0] = 0
    return x


def with_jax(x):
    x = jnp.asarray(x)
    return x.at[0].set(0.0)


def scanned(x):
    return jax.lax.scan(lambda c, row: (c + row.sum(), c), 0.0, jnp.asarray(x))


class Clip:
    def __init__(self, low):
        self.low = low

    def __call__(self, x):
        self.calls = getattr(self, "calls", 0) + 1
        return np.clip(x, self.low, None)


@pytest.mark.parametrize(
    "function",
    [
        where,
        on_a_copy,
        with_jax,
        scanned,
        jax.jit(with_jax),
        Clip(0.0),
        Clip(0.0).__call__,
        functools.partial(np.clip, min=0, max=None),
        lambda x: x,
        lambda x: x.T,
        lambda x: sorted(x.ravel().tolist()),
        lambda x: np.sort(x),
        lambda x: jax.vmap(jnp.sum)(x),
        lambda x: x.__setitem__((0, 0), 1.0),  # what is there already
        lambda x: x.sum(out=np.empty(())),
    ],
)
def test_functions_that_leave_a_matrix_alone(function, capsys):
    x = matrix()
    result = checks.unchanged(function, x, call="f(x)")
    assert (x == matrix()).all()
    assert str(result) == str(function(matrix()))
    assert capsys.readouterr().out == "✓ f(x) leaves its inputs as they were\n"


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (lambda items, x: [*items, x], ([1.0, [2.0]], 3.0)),
        (lambda d, x: {**d, "c": x}, ({"a": 1, "b": np.ones(2)}, 3.0)),
        (lambda account, rate: account.after(rate), (Account(1.0), 0.1)),
        (lambda p: p._replace(beta=0.5), (Params(0.9, np.ones(2)),)),
        (lambda key: jax.random.normal(key), (jax.random.key(0),)),
        (lambda key: jax.random.normal(key), (jax.random.key_data(jax.random.key(0)),)),
        (lambda generator: copy.deepcopy(generator).normal(), (np.random.default_rng(0),)),
        (lambda x: x + 1, (jnp.ones(3),)),
        (lambda x, f: f(x), (2.0, jnp.sin)),
        (lambda s, n: s * n, ("ab", 2)),
        (lambda x: x.sum(), (np.broadcast_to(1.0, (10**6, 10**6))[:2],)),
        (lambda x: None, (np.broadcast_to(1.0, (10**6, 10**6)),)),
        (lambda x: x.size, (np.zeros((0, 3)),)),
        (lambda x: x, (np.array([np.nan, -0.0]),)),
        (lambda x: max(x), (collections.deque([1, 2]),)),
        (lambda x: set(x), ({"b", "a"},)),
        (lambda: 1.0, ()),
        (lambda x: x[:], ([0.0] * 200_000,)),
    ],
)
def test_other_arguments_left_alone(function, args):
    checks.unchanged(function, *args)


def masks(x):
    x[x < 0] = 0
    return x


def scales(x):
    x *= 2
    return x


def through_a_view(x):
    row = x[1]
    row += 1
    return x.sum()


def by_out(x):
    return np.sqrt(x, out=x, where=x > 0)


def sorts(x):
    x.sort()
    return x


def reshapes(x):
    x.resize(4, refcheck=False)
    return x


def fills_with_nan(x):
    np.fill_diagonal(x, np.nan)


def by_a_helper(x):
    return masks(x)


def by_callback(x):
    def write(value):
        x[0, 0] = value
        return value

    return jax.pure_callback(write, jax.ShapeDtypeStruct((), "float32"), jnp.float32(9.0))


def shuffles(x):
    np.random.default_rng(3).shuffle(x)


def by_an_attribute(x):
    x.flat[-1] = 0


@pytest.mark.parametrize(
    "function",
    [
        masks,
        scales,
        through_a_view,
        by_out,
        sorts,
        reshapes,
        fills_with_nan,
        by_a_helper,
        by_callback,
        shuffles,
        by_an_attribute,
        lambda x: np.negative.at(x, 0),
    ],
)
def test_a_matrix_that_was_written_to(function):
    with pytest.raises(CheckFailed) as failure:
        checks.unchanged(function, matrix(), call="f(x)")
    assert str(failure.value) == (
        "f(x) changed its input in place.\n"
        "Hint: Return a new array: with JAX, x.at[i].set(v) or jnp.where.\n"
        "Read: https://jax-for-economists.github.io/course/book/foundations/pure_functions.html"
    )


def donate(x):
    return jax.jit(lambda x: x + 1, donate_argnums=0)(x)


@pytest.mark.parametrize(
    ("function", "make", "told"),
    [
        (lambda items, x: items.append(x), lambda: ([], 1.0), "changed argument 1 in place."),
        (lambda x, items: items.sort(), lambda: (1.0, [2, 1]), "argument 2 in place, at [0]."),
        (lambda d: d.pop("a"), lambda: ({"a": 1},), "changed its input in place."),
        (lambda d: d.update(a=1.0), lambda: ({"a": 1},), "in place, at ['a']."),
        (lambda d: d["b"][1].append(0), lambda: ({"b": (1, [])},), "at ['b'][1]."),
        (lambda d: d.setdefault("z", 0), lambda: ({},), "Build a new one from it"),
        (lambda a, r: a.grow(r), lambda: (Account(1.0), 0.1), "argument 1 in place, at .balance."),
        (lambda a: setattr(a, "seen", 1), lambda: (Account(1.0),), "in place, at .seen."),
        (lambda s: setattr(s, "level", 2), lambda: (Slotted(1),), "at .level."),
        (lambda s: s.hide(2), lambda: (Slotted(1),), "at ._Slotted__hidden."),
        (lambda p: p.weights.fill(0), lambda: (Params(0.9, np.ones(2)),), "at [1]."),
        (lambda s: s.add(3), lambda: ({1, 2},), "changed its input"),
        (lambda g: g.normal(), lambda: (np.random.default_rng(0),), "changed its input"),
        (lambda g: g.random(), lambda: (random.Random(0),), "changed its input"),
        (lambda q: q.rotate(), lambda: (collections.deque([1, 2]),), "changed its input"),
        (lambda b: b.reverse(), lambda: (bytearray(b"ab"),), "changed its input"),
        (lambda a: a.pop(), lambda: (array.array("d", [1.0]),), "changed its input"),
        (lambda it: next(it), lambda: (iter([1, 2]),), "changed its input"),
        (lambda it: next(it), lambda: ((x for x in [1, 2]),), "changed its input"),
        (lambda it: list(it), lambda: ((x for x in [1, 2]),), "changed its input"),
        (lambda o: o[0].append(1), lambda: (np.array([[], None], dtype=object),), "at [0]."),
        (donate, lambda: (jnp.ones(3),), "deleted its input: its memory was given to the result."),
        (donate, lambda: (jnp.ones(3),), "Leave out donate_argnums."),
        (lambda p: donate(p["x"]), lambda: ({"x": jnp.ones(3)},), "deleted its input, at ['x']"),
        (lambda x: x.append(1), lambda: ([0.0] * 200_000,), "changed its input"),
        (lambda x: x.__setitem__(-1, 1), lambda: ([0.0] * 200_000,), "changed its input"),
    ],
)
def test_other_arguments_that_were_changed(function, make, told):
    with pytest.raises(CheckFailed) as failure:
        checks.unchanged(function, *make())
    assert told in str(failure.value)


def test_deep_inside_an_object():
    def reach(chain):
        while isinstance(chain, Deep):
            chain = chain.next
        chain.append(1.0)

    with pytest.raises(CheckFailed, match="at " + r"\.next" * 21):
        checks.unchanged(reach, Deep(20))


def test_a_call_that_fails_is_explained():
    with pytest.raises(CheckFailed, match=r"^f\(x\) fails. In masks, line \d+, `x\[x < 0\] = 0`"):
        checks.unchanged(masks, jnp.ones(3), call="f(x)")
    with pytest.raises(CheckFailed, match="it cannot be called"):
        checks.unchanged(None, 1.0)


def test_a_list_that_holds_itself_and_a_broad_one_are_looked_at_in_no_time():
    knot = [1.0]
    knot.append(knot)
    broad = [0.0] * 60
    for _ in range(10):
        broad = [broad] * 60
    checks.unchanged(lambda knot, broad: None, knot, broad)
    assert len(snapshot.of(broad)) < 2 * snapshot.LARGEST
