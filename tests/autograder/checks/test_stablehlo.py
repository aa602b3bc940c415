"""The text of a program is read right: operations, loops and how often they run, arithmetic."""

from functools import partial

import jax
import jax.numpy as jnp
import pytest
from jax import export, lax

from autograder.checks.arithmetic import Arithmetic, TooLong
from autograder.checks.program import Program
from autograder.checks.stablehlo import Module, TensorType


x = jnp.arange(1.0, 5.0)
A = jnp.eye(4) + 0.1


def module(function, *args):
    return Program.lower(function, *args).module


def trips(function, *args):
    return [(loop.iterations, loop.depth) for loop in module(function, *args).loops()]


def flops(function, *args):
    return Program.lower(function, *args).flops


def double(c, _):
    return 2 * c, c


@jax.jit
def ten_times(c):
    return lax.fori_loop(0, 10, lambda i, c: jnp.sin(c), c)


@jax.jit
def up_to(c, n):
    return lax.fori_loop(0, n, lambda i, c: jnp.sin(c), c)


def scan_in_scan(c):
    return lax.scan(lambda c, _: (lax.scan(double, c, length=3)[0], None), c, length=5)[0]


def call_in_loop_in_call(c):
    return jax.jit(lambda c: lax.fori_loop(0, 4, lambda i, c: ten_times(c), c))(c)


def loop_in_branch(c):
    return lax.cond(c[0] > 0, ten_times, lambda c: lax.scan(double, c, length=6)[0], c)


def loop_in_switch(c):
    return lax.switch(jnp.int32(c[0]), [ten_times, jnp.cos, ten_times], c)


def branch_in_loop(c):
    return lax.fori_loop(0, 3, lambda i, c: lax.cond(i > 1, ten_times, jnp.cos, c), c)


def three_deep(c):
    def outer(i, c):
        return lax.fori_loop(0, 3, lambda j, c: lax.fori_loop(i, 7, lambda k, c: c + k, c), c)

    return lax.fori_loop(2, 9, outer, c)


def count_while(test, step, first=0):
    """A while_loop over (counter, value)."""
    return lambda c: lax.while_loop(
        lambda s: test(s[0]), lambda s: (step(s[0]), s[1] + 1), (first, c)
    )


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (lambda c: lax.scan(double, c, length=7)[0], [(7, 0)]),
        (lambda c: lax.scan(double, c, length=7, reverse=True), [(7, 0)]),
        (lambda c: lax.scan(double, c, length=8, unroll=2), [(4, 0)]),
        (lambda c: lax.scan(double, c, length=8, unroll=True), []),
        (lambda c: lax.scan(double, c, length=1), [(1, 0)]),
        (lambda c: lax.scan(double, c, length=0), []),
        (lambda c: lax.scan(lambda s, v: (s + v, s), 0.0, c), [(4, 0)]),
        (lambda c: lax.scan(lambda s, v: (s + v, s), 0.0, c, reverse=True), [(4, 0)]),
        (lambda c: lax.fori_loop(0, 5, lambda i, c: c + i, c), [(5, 0)]),
        (lambda c: lax.fori_loop(3, 5, lambda i, c: c + i, c), [(2, 0)]),
        (lambda c: lax.fori_loop(-3, 5, lambda i, c: c + i, c), [(8, 0)]),
        (lambda c: lax.fori_loop(5, 3, lambda i, c: c + i, c), []),
        (lambda c: lax.fori_loop(0, jnp.int32(5), lambda i, c: c + i, c), [(5, 0)]),
        (lambda c: lax.fori_loop(0, jnp.int32(c[0]), lambda i, c: c + i, c), [(None, 0)]),
        (lambda c: lax.fori_loop(jnp.int32(c[0]), 9, lambda i, c: c + i, c), [(None, 0)]),
        (lambda c: lax.map(jnp.sin, c), [(4, 0)]),
        (lambda c: lax.map(lambda v: v + 1, c, batch_size=2), [(2, 0)]),
        (lambda c: jax.vmap(lambda v: lax.fori_loop(0, 6, lambda i, v: v * v, v))(c), [(6, 0)]),
        (jax.grad(lambda c: lax.scan(lambda s, v: (jnp.sin(s + v), s), 0.0, c)[0]), [(4, 0)] * 2),
        (scan_in_scan, [(5, 0), (3, 1)]),
        (call_in_loop_in_call, [(4, 0), (10, 1)]),
        (loop_in_branch, [(6, 0), (10, 0)]),
        (loop_in_switch, [(10, 0), (10, 0)]),
        (branch_in_loop, [(3, 0), (10, 1)]),
        (three_deep, [(7, 0), (3, 1), (None, 2)]),
        (lambda c: ten_times(c) + ten_times(c + 1), [(10, 0), (10, 0)]),
        (lambda c: up_to(c, 12), [(12, 0)]),
        (lambda c: up_to(c, jnp.int32(c[0])), [(None, 0)]),
    ],
)
def test_loops_are_found_with_their_length_and_depth(function, expected):
    assert trips(function, x) == expected


@pytest.mark.parametrize(
    ("test", "step", "first", "expected"),
    [
        (lambda i: i < 10, lambda i: i + 1, 0, 10),
        (lambda i: i < 10, lambda i: i + 3, 0, 4),
        (lambda i: i <= 10, lambda i: i + 5, 0, 3),
        (lambda i: jnp.int32(10) > i, lambda i: 1 + i, 7, 3),
        (lambda i: i > 0, lambda i: i - 1, 6, 6),
        (lambda i: i >= 0, lambda i: i - 2, 6, 4),
        (lambda i: i != 8, lambda i: i + 2, 0, 4),
        (lambda i: i + 2 < 10, lambda i: i + 1, 0, 8),
        (lambda i: i < 10, lambda i: i + 1, 12, 0),
        (lambda i: i < 10, lambda i: 2 * i, 1, None),
        (lambda i: i < 10, lambda i: i - 1, 0, None),
        (lambda i: i != 7, lambda i: i + 2, 0, None),
        (lambda i: i * i < 10, lambda i: i + 1, 0, None),
        (lambda i: i < 1.0, lambda i: i + 0.25, 0.0, None),
        (lambda i: i < 10, lambda i: jax.jit(lambda i: i + 2)(i), 0, 5),
    ],
)
def test_a_while_loop_between_constants_is_counted(test, step, first, expected):
    assert trips(count_while(test, step, first), x) == [(expected, 0)]


def test_a_condition_on_data_decides_even_if_there_is_a_largest_number_of_steps():
    def newton(c):
        return lax.while_loop(
            lambda s: (s[0] < 50) & (s[1] > 1e-3), lambda s: (s[0] + 1, s[1] / 2), (0, c)
        )

    assert trips(newton, 1.0) == [(None, 0)]


def test_a_bound_that_the_loop_carries_along():
    def function(c):
        start = (0, jnp.int32(9), c)
        return lax.while_loop(lambda s: s[0] < s[1], lambda s: (s[0] + 1, s[1], s[2] * 2), start)[2]

    assert trips(function, 1.0) == [(9, 0)]


def test_counters_of_64_bits():
    program = Program.lower(three_deep, x, x64=True)
    assert [loop.iterations for loop in program.module.loops()] == [7, 3, None]
    assert "i64" in program.dtypes


def test_operations_are_counted_through_loops_calls_and_branches():
    counted = module(branch_in_loop, x).count()
    assert counted["sine"] == counted["cosine"] == 1
    assert counted["while"] == 2
    twice = module(lambda c: ten_times(c) + ten_times(2 * c), x).count()
    assert twice["sine"] == twice["while"] == 2
    assert "call" not in twice


def test_reducers_sorts_and_scatters_keep_their_bodies_to_themselves():
    def function(c):
        return jnp.argmax(c), jnp.sort(c), c.at[1].add(2.0), jnp.cumsum(c), jnp.sum(c)

    counted = module(function, x).count()
    assert counted["sort"] == counted["scatter"] == 1
    assert counted["reduce"] == 2


def test_a_tower_of_calls_is_read_in_no_time():
    @partial(jax.jit, static_argnums=0)
    def fibonacci(n, c):
        return c if n < 2 else fibonacci(n - 1, c) + fibonacci(n - 2, c)

    text = export.export(jax.jit(lambda c: fibonacci(30, c)))(x).mlir_module()
    read = Module(text)
    assert read.count()["add"] > 10**6
    assert read.loops() == []
    assert Arithmetic.of(read).flops == 29 * x.size


def test_a_program_that_nobody_could_wait_for_is_refused(monkeypatch):
    monkeypatch.setattr("autograder.checks.arithmetic.LONGEST", 100)
    with pytest.raises(TooLong):
        flops(lambda c: sum(jnp.sin(c + i) for i in range(200)), x)


@pytest.mark.parametrize(
    ("text", "shape", "element"),
    [
        ("tensor<f32>", (), "f32"),
        ("tensor<4x3xi64>", (4, 3), "i64"),
        ("tensor<2xcomplex<f64>>", (2,), "complex<f64>"),
        ("tensor<0xbf16>", (0,), "bf16"),
        ("tensor<5xui32>", (5,), "ui32"),
    ],
)
def test_types_are_read(text, shape, element):
    assert TensorType.all_in(f"({text}) -> i1")[0] == TensorType(shape, element)


def test_strings_in_the_text_do_not_confuse():
    @jax.jit
    def function(c):
        with jax.named_scope('} cond { " stablehlo.while(%a = %b) { loc('):
            return {'a } " {': ten_times(c)}['a } " {']

    assert trips(function, x) == [(10, 0)]


def test_constants_above_several_levels_of_regions():
    limit = jnp.int32(11)

    def function(c):
        def branch(c):
            return lax.while_loop(lambda s: s[0] < limit, lambda s: (s[0] + 1, s[1] * 2), (0, c))[1]

        return lax.fori_loop(0, 3, lambda i, c: lax.cond(c[0] > i, branch, jnp.cos, c), c)

    assert trips(function, x) == [(3, 0), (11, 1)]


def test_a_program_of_nothing():
    assert trips(lambda c: c, x) == []
    assert flops(lambda c: c, x) == 0


n = 64
M, v = jnp.ones((n, n)) + n * jnp.eye(n), jnp.ones(n)


@pytest.mark.parametrize(
    ("function", "args", "by_hand"),
    [
        (lambda a, b: a @ b, (M, M), 2 * n**3),
        (lambda a, b: a @ b, (M, v), 2 * n**2),
        (lambda a, b: a @ b, (jnp.ones((2, 3)), jnp.ones((3, 5))), 2 * 2 * 3 * 5),
        (lambda a: jnp.einsum("bij,bjk->bik", a, a), (jnp.ones((7, 4, 4)),), 7 * 2 * 4**3),
        (lambda a: jnp.vdot(a, a), (v,), 2 * n),
        (lambda a: 2 * a + 1, (v,), 2 * n),
        (lambda a: jnp.exp(-a), (v,), 2 * n),
        (lambda a: a.sum(), (M,), n**2),
        (lambda a: lax.scan(lambda c, _: (c @ a, None), a, length=10)[0], (M,), 20 * n**3),
        (lambda a: lax.scan(lambda c, b: (0.9 * c + b, c), 0.0, a)[1], (v,), 2 * n),
        (lambda a: lax.fori_loop(0, 9, lambda i, c: c @ a, a), (M,), 18 * n**3),
        (lambda a: lax.map(lambda b: a @ b, a), (M,), 2 * n**3),
        (lambda a: jax.vmap(lambda b: a @ b)(a), (M,), 2 * n**3),
        (jnp.linalg.cholesky, (M,), n**3 / 3),
        (jnp.linalg.solve, (M, v), 2 * n**3 / 3 + 2 * n**2),
        (jnp.linalg.solve, (M, M), 2 * n**3 / 3 + 2 * n**3),
        (jnp.linalg.det, (M,), 2 * n**3 / 3),
        (partial(jax.scipy.linalg.solve_triangular, lower=True), (M, v), n**2),
        (lambda a: a[:, None] * a[None, :], (v,), n**2),
        (lambda a: jnp.sum(a[:, None] < a[None, :], axis=0), (v,), n**2),
        (lambda a: jnp.where(a > 0, 2 * a, a), (v,), 2 * n),
        (lambda a: lax.cond(a[0] > 0, lambda a: M @ a, jnp.sin, a), (v,), 2 * n**2),
        (lambda a: a.reshape(4, -1).T[::-1], (v,), 0),
        (lambda a: jnp.arange(n) * 2 + a.size, (v,), 0),
    ],
)
def test_arithmetic_is_what_one_counts_by_hand(function, args, by_hand):
    assert flops(function, *args) == pytest.approx(by_hand, rel=0.15, abs=40)


def product_chain(loop):
    def rolled(a):
        return lax.fori_loop(0, 12, lambda i, c: jnp.tanh(c @ a) + 1, a)

    def unrolled(a):
        c = a
        for _ in range(12):
            c = jnp.tanh(c @ a) + 1
        return c

    def by_scan(a):
        return lax.scan(lambda c, _: (jnp.tanh(c @ a) + 1, None), a, length=12)[0]

    def by_helper(a):
        step = jax.jit(lambda c: jnp.tanh(c @ a) + 1)
        for _ in range(12):
            a = step(a)
        return a

    return {"rolled": rolled, "scan": by_scan, "unrolled": unrolled, "helper": by_helper}[loop]


@pytest.mark.parametrize("loop", ["rolled", "scan", "helper"])
def test_rolled_and_unrolled_agree(loop):
    unrolled = flops(product_chain("unrolled"), M)
    assert flops(product_chain(loop), M) == pytest.approx(unrolled, rel=0.03)


@pytest.mark.parametrize(
    ("loop", "unrolled"),
    [
        (
            lambda a: lax.fori_loop(0, 10, lambda i, c: jnp.where(c > i, jnp.sin(c) * 2, c), a),
            lambda a: [a := jnp.where(a > i, jnp.sin(a) * 2, a) for i in range(10)][-1],
        ),
        (
            lambda a: lax.fori_loop(0, 10, lambda i, c: c + jnp.linalg.solve(M, c), a),
            lambda a: [a := a + jnp.linalg.solve(M, a) for i in range(10)][-1],
        ),
        (
            lambda a: lax.scan(lambda c, _: (M @ c + jnp.exp(a), None), a, length=10)[0],
            lambda a: [c := a] and [c := M @ c + jnp.exp(a) for i in range(10)][-1],
        ),
    ],
)
def test_other_rolled_and_unrolled_loops_agree(loop, unrolled):
    assert flops(loop, v) == pytest.approx(flops(unrolled, v), rel=0.05)


def test_what_a_compiler_does_once_counts_once():
    assert flops(lambda a: a @ a + a @ a, M) == pytest.approx(2 * n**3, rel=0.05)
    assert flops(lambda a: (a @ a, a)[1] + 1, M) == n**2
    invariant = flops(lambda a: lax.fori_loop(0, 50, lambda i, c: c + M @ a, a), v)
    assert invariant == pytest.approx(2 * n**2 + 50 * n, rel=0.05)
    helper = jax.jit(lambda a: a @ a)
    assert flops(lambda a: helper(a) + helper(a), M) == pytest.approx(2 * n**3, rel=0.05)


def test_equal_loops_count_once():
    def loop(a, start=1):
        return lax.fori_loop(0, 9, lambda i, c: jnp.sin(start * c), a)

    once = flops(loop, v)
    assert flops(lambda a: loop(a) * loop(a), v) == once + n
    assert flops(lambda a: loop(a) * loop(2 * a), v) == 2 * once + 2 * n
    assert flops(lambda a: loop(a) * loop(a, start=2), v) > 2 * once


def test_the_dearest_branch_counts():
    def function(a):
        return lax.switch(jnp.int32(a[0]), [jnp.sin, lambda a: M @ a, jnp.cos], a)

    assert flops(function, v) == pytest.approx(2 * n**2, rel=0.05)


def test_arithmetic_agrees_with_the_compiler_where_that_can_count():
    for function, args in [(lambda a: a @ a @ a, (M,)), (lambda a: 2 * a + 1, (v,))]:
        program = Program.lower(function, *args)
        analysis = jax.jit(function).lower(*args).compile().cost_analysis()
        analysis = analysis[0] if isinstance(analysis, list) else analysis
        assert program.flops == pytest.approx(analysis["flops"], rel=0.01)
