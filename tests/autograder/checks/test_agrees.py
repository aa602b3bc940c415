"""`agrees`: a table of known answers does not pass on inputs that nobody has seen."""

import functools

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import AuthorError, CheckFailed


def draw(generator):
    return generator.uniform(0.5, 2.0, size=4), int(generator.integers(1, 9))


def reference(x, n):
    return np.cumsum(np.asarray(x, float) ** n)


def by_jnp(x, n):
    return jnp.cumsum(x**n)


def by_scan(x, n):
    def step(total, entry):
        total = total + entry**n
        return total, total

    return jax.lax.scan(step, 0.0, x)[1]


def by_fori_loop(x, n):
    power = jax.lax.fori_loop(0, n, lambda i, y: y * x, jnp.ones_like(x))
    return jnp.tril(jnp.ones((x.size, x.size))) @ power


def by_while_loop(x, n):
    def step(state):
        k, y = state
        return k - 1, y * x

    return jnp.cumsum(jax.lax.while_loop(lambda state: state[0] > 0, step, (n, x**0))[1])


def by_associative_scan(x, n):
    return jax.lax.associative_scan(jnp.add, x**n)


def by_vmap(x, n):
    return jax.vmap(lambda i: jnp.sum(jnp.where(jnp.arange(x.size) <= i, x**n, 0)))(
        jnp.arange(x.size)
    )


def by_python(x, n):
    total, totals = 0.0, []
    for entry in x:
        total += float(entry) ** n
        totals.append(total)
    return jnp.array(totals)


def by_numpy(x, n):
    x = np.array(x)
    x **= n
    return x.cumsum()


class Summer:
    def __call__(self, x, n):
        return self.cumulated(x, n)

    def cumulated(self, x, n):
        return jnp.cumsum(x**n)


def optional(x, n, *, axis=0):
    return jnp.cumsum(x**n, axis=axis)


@pytest.mark.parametrize(
    "function",
    [
        by_jnp,
        jax.jit(by_jnp),
        jax.jit(by_jnp, static_argnums=1),
        by_scan,
        by_fori_loop,
        by_while_loop,
        by_associative_scan,
        by_vmap,
        by_python,
        by_numpy,
        Summer(),
        Summer().cumulated,
        functools.partial(optional, axis=-1),
        lambda *args: by_jnp(*args),
        reference,
    ],
)
def test_right_functions_agree(function, capsys):
    checks.agrees(function, reference, draw, call="f")
    assert capsys.readouterr().out == "✓ f agrees with the reference on fresh inputs\n"


TABLE = {3: 3.0, 4: 24.0}


def table(x, n):
    return TABLE[n] * x


def always_the_same(x, n):
    return jnp.array([1.0, 2.0, 3.0, 4.0])


def off_by_one(x, n):
    return jnp.cumsum(x ** (n - 1))


def backwards(x, n):
    return jnp.cumsum((x**n)[::-1])[::-1]


def reversed_result(x, n):
    return by_jnp(x, n)[::-1]


def only_the_last(x, n):
    return by_jnp(x, n)[-1]


def right_for_small(x, n):
    return by_jnp(x, min(n, 3))


def half_precision(x, n):
    return by_jnp(x.astype("bfloat16"), n)


def in_a_list(x, n):
    return by_jnp(x, n).tolist()


def forgets_to_return(x, n):
    by_jnp(x, n)


def in_place(x, n):
    x[0] = 0.0
    return by_jnp(x, n)


def one_argument(x):
    return x


def negative(x, n):
    return -by_jnp(x, n)


def doubled(x, n):
    return 2 * by_jnp(x, n)


def undefined(x, n):
    return jnp.log(-x)


def exits(x, n):
    raise SystemExit


FIRST = r"\(\[[\d., ]+\], \d\)"


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (
            table,
            rf"^table{FIRST} fails. In table, line \d+, `return TABLE\[n\] \* x`: KeyError: \d",
        ),
        (always_the_same, rf"^always_the_same{FIRST}: \d of 4 entries differ"),
        (always_the_same, "in no example: compute the result from the arguments"),
        (off_by_one, "entries differ"),
        (backwards, "entries differ"),
        (reversed_result, "is an axis turned, or the order reversed"),
        (only_the_last, rf"{FIRST} has shape \(\); expected \(4,\)"),
        (right_for_small, "entries differ"),
        (half_precision, "entries differ"),
        (in_a_list, "is a list; expected an array of numbers"),
        (forgets_to_return, "is None.\nHint: Does the function return its result"),
        (in_place, r"JAX arrays are immutable.*\nHint: .*\nRead: .*errors.html#error-immutable"),
        (
            one_argument,
            rf"one_argument{FIRST} fails. TypeError: one_argument\(\) takes 1 positional",
        ),
        (negative, "Every sign is turned"),
        (doubled, "Every entry is 2 times what it should be"),
        (undefined, "A NaN:"),
        (exits, "exit\\(\\) ends the whole program"),
        (jax.jit(by_python), "ConcretizationTypeError"),
        (None, "it cannot be called"),
    ],
)
def test_wrong_functions_do_not(function, told):
    with pytest.raises(CheckFailed, match=told):
        checks.agrees(function, reference, draw)


def test_functions_of_trees_and_keys():
    def drawn(generator):
        return {"mean": generator.normal(), "sd": generator.uniform()}, jax.random.key(
            generator.integers(100)
        )

    def sample(params, key):
        return params["mean"] + params["sd"] * jax.random.normal(key, (3,))

    checks.agrees(jax.jit(sample), sample, drawn, operation="elementwise")
    with pytest.raises(CheckFailed, match=r"^f\(\{'mean': -?[\d.]+, 'sd': [\d.]+\}, key\): "):
        checks.agrees(lambda p, key: sample(p, jax.random.key(0)), sample, drawn, call="f")


def test_a_function_may_harm_its_own_inputs_only():
    def harmful(d):
        d["x"] = 0.0
        return 1.0

    checks.agrees(harmful, lambda d: 0 * d["x"] + 1.0, lambda generator: ({"x": 1.0},))


def test_the_seed_makes_the_inputs():
    def seen(seed):
        calls = []
        checks.agrees(
            lambda x: calls.append(x) or x, lambda x: x, lambda g: (g.normal(),), seed=seed
        )
        return calls

    assert seen(0) == seen(0) != seen(1)
    assert len(seen(0)) == 5 and all(type(x) is float for x in seen(0))


def test_numpy_s_arrays_and_numbers_come_as_those_of_jax_and_python():
    def kinds(x, n, flag):
        assert (type(x), type(n), type(flag)) == (type(jnp.ones(1)), int, bool)
        return 1.0

    checks.agrees(
        kinds, lambda *args: 1.0, lambda g: (g.normal(size=2), g.integers(3), np.bool_(True))
    )


def test_tolerances_and_dtype_are_those_of_close():
    checks.agrees(lambda x, n: 1.01 * by_jnp(x, n), reference, draw, rtol=0.02)
    with pytest.raises(CheckFailed, match="has dtype float32; expected float16"):
        checks.agrees(by_jnp, reference, draw, rtol=0.02, dtype="float16")


def broken(x, n):
    raise ValueError("not this one")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"cases": 0}, "at least one call"),
        ({"draw": lambda generator: generator.normal(size=2)}, "must return a tuple"),
        ({"draw": lambda generator: 1 / 0}, "draw raises ZeroDivisionError"),
        ({"reference": broken}, r"The reference fails at \(.*\). In broken, line \d+"),
        ({"reference": lambda x, n: object()}, "no number"),
        ({"operation": "exact"}, "is none of"),
        ({"tolerance": 1.0}, "called wrongly"),
    ],
)
def test_the_author_s_errors_are_the_author_s(options, told):
    given = {"reference": reference, "draw": draw} | options
    with pytest.raises(AuthorError, match=told):
        checks.agrees(by_jnp, given.pop("reference"), given.pop("draw"), **given)


def test_a_stub_has_not_been_attempted():
    def stub(x, n):
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        checks.agrees(stub, reference, draw)
