"""Stand-ins behave like the functions that they stand for."""

import json
import sys
from collections import namedtuple

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from autograder import checks
from autograder.checks import AuthorError, CheckFailed
from autograder.judge import cells, inside, standin


Pair = namedtuple("Pair", ["mean", "sd"])
CALLS = []


class Direct:
    """The kernel's side, in this process."""

    def ask(self, request):
        return json.loads(inside.answer(json.dumps(request)))


def square(x):
    return x**2


def scale(x, *, by=2.0):
    return by * x


def power(x, n):
    return x**n


def in_place(x):
    x[0] = 7
    return x.sum()


def swaps(items, table):
    items.reverse()
    table["new"] = 1


def branches(x):
    return x if x > 0 else -x


def wants_positive(x):
    if x < 0:
        raise ValueError("x is negative")
    return x


def stub(x):
    raise NotImplementedError


def summary(x):
    return Pair(x.mean(), x.std())


def slope_of(f, x):
    return jax.grad(f)(x)


def make_adder(n):
    return lambda x: x + n


def same_key_twice(key):
    return jax.random.normal(key) + jax.random.uniform(key)


def noisy(x):
    print("hello")
    return x


def reads_global(x):
    CALLS.append(1)
    return x + len(CALLS)


class Odd:
    pass


def odd(x):
    return Odd()


def silly(x):
    raise type("Silly", (ArithmeticError,), {})("how silly")


@pytest.fixture
def student(monkeypatch):
    """Names of the notebook, by the stand-ins for them."""
    for name, value in globals().copy().items():
        if callable(value) and getattr(value, "__module__", "") == __name__:
            monkeypatch.setitem(sys.modules["__main__"].__dict__, name, value)
    monkeypatch.setitem(sys.modules["__main__"].__dict__, "rate", 0.05)
    return lambda name: standin.look(Direct(), name)


def test_a_call_gives_the_functions_result(student):
    assert student("square")(3) == 9
    np.testing.assert_array_equal(student("square")(jnp.arange(3)), [0, 1, 4])
    assert student("scale")(3.0, by=3.0) == 9.0
    found = student("summary")(jnp.array([1.0, 3.0]))
    assert (found.mean, found._fields) == (2.0, ("mean", "sd"))


def test_variables_are_values_and_what_is_missing_is_a_name_error(student):
    assert student("rate") == 0.05
    with pytest.raises(NameError, match="name 'nothing' is not defined"):
        student("nothing")


def test_what_a_function_does_to_its_arguments_is_done_to_ours(student):
    x, items, table = np.zeros(3), [1, 2], {}
    assert student("in_place")(x) == 7
    assert x[0] == 7
    student("swaps")(items, table)
    assert (items, table) == ([2, 1], {"new": 1})
    with pytest.raises(CheckFailed, match="was changed|changed"):
        checks.unchanged(student("in_place"), np.zeros(3))


def test_jit_grad_and_vmap_take_it(student):
    square = student("square")
    assert jax.jit(square)(3.0) == 9.0
    assert jax.grad(square)(3.0) == 6.0
    assert jax.grad(jax.grad(square))(3.0) == 2.0
    assert jax.jit(jax.grad(lambda x: 2 * square(x)))(3.0) == 12.0
    assert jax.jit(student("power"), static_argnums=1)(2.0, 3) == 8.0
    np.testing.assert_allclose(jax.vmap(square)(jnp.arange(3.0)), [0, 1, 4])
    over_both = jax.vmap(jax.vmap(student("power"), (0, None)), (None, 0))
    powers = over_both(jnp.array([2.0, 3.0]), jnp.array([1.0, 2.0]))
    np.testing.assert_allclose(powers, [[2, 3], [4, 9]])


def test_functions_go_there_and_come_back(student):
    assert student("slope_of")(lambda x: x**3, 2.0) == 12.0
    assert student("slope_of")(student("square"), 2.0) == 4.0
    factor = 5.0
    square = student("square")
    assert student("slope_of")(lambda x: factor * square(x), 1.0) == 10.0
    assert student("make_adder")(4)(1) == 5


def test_errors_come_as_what_they_are_and_know_their_line(student):
    with pytest.raises(ValueError, match="x is negative") as failure:
        student("wants_positive")(-1.0)
    assert "In wants_positive, line" in failure.value.explanation.finding
    checks.raises(ValueError, student("wants_positive"), -1.0)
    with pytest.raises(ArithmeticError, match="how silly") as failure:
        student("silly")(1.0)
    assert type(failure.value).__name__ == "Silly"
    with pytest.raises(jax.errors.TracerBoolConversionError):
        jax.jit(student("branches"))(1.0)
    outcome = cells.run("stub(1.0)", {"stub": student("stub")})
    assert (outcome.error, outcome.explained[:17]) == ("NotImplementedError", "Not attempted yet")


def test_checks_see_through_it(student):
    checks.jittable(student("square"), 2.0)
    checks.differentiable(student("square"), 2.0, order=2)
    checks.vmappable(student("square"), 2.0)
    checks.vectorized(student("square"), lambda n: (jnp.ones(n),))
    checks.pure(student("square"), 2.0)
    checks.compilations(student("square"), [(1.0,), (2.0,)])
    checks.agrees(student("square"), square, lambda draw: (draw.normal(size=3),))
    checks.memory(student("square"), jnp.ones(10), at_most=1000)
    for check, name, args in (
        ("jittable", "branches", (2.0,)),
        ("pure", "noisy", (2.0,)),
        ("pure", "reads_global", (2.0,)),
        ("keys_used_once", "same_key_twice", (jax.random.key(0),)),
        ("jittable", "odd", (2.0,)),
    ):
        with pytest.raises(CheckFailed, match=name):
            getattr(checks, check)(student(name), *args)


def test_names_of_arguments_are_known(student):
    checks.differentiable(student("power"), 2.0, 3, argnums="x", static=(1,))
    with pytest.raises(AuthorError, match="no argument 'z'"):
        checks.differentiable(student("power"), 2.0, 3, argnums="z", static=(1,))


def test_nothing_but_shapes_is_sent_for_a_program(student, monkeypatch):
    sent = []
    monkeypatch.setattr(
        Direct,
        "ask",
        lambda self, request, ask=Direct.ask: (
            sent.append(json.dumps(request)),
            ask(self, request),
        )[1],
    )
    checks.Program.lower(student("square"), jnp.full(3, 4.25))(jnp.full(3, 4.25))
    assert any('"lower"' in request for request in sent)
    assert not any("data" in request or "4.25" in request for request in sent)


ANSWERS = {
    "text for a dict": "text",
    "an error that is none": {"error": 3},
    "an error without classes": {"error": {"kinds": [], "message": "", "told": [], "attempted": 1}},
    "no program": {"program": 3},
    "a program that is none": {"program": "{}"},
    "a program of nonsense": {"program": json.dumps({"about": {}, "program": "AAAA"})},
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_bad_answers_are_no_crash(answer):
    class Liar:
        def ask(self, request):
            return answer

    function = standin.StandIn(Liar(), "f")
    with pytest.raises((standin.Unanswered, Exception)):
        checks.Program.lower(function, 1.0)


def test_time_that_is_over_ends_a_score_too():
    code = """
from autograder.checks import Score
from autograder.judge.cells import Interrupted

score = Score()
with score.part(1, "endless"):
    raise Interrupted
score.points()
"""
    with pytest.raises(cells.Interrupted):
        cells.run(code, {})
