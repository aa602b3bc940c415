"""`memory`: the temporary memory of the compiled program."""

import sys
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from autograder import checks
from autograder.checks import AuthorError, CheckFailed, Program


N = 600
v = jnp.linspace(0.0, 1.0, N)
M = jnp.ones((N, N))
WHOLE = 4 * N * N
SMALL = WHOLE // 8


def by_rows(v):
    """Median distance of each entry to the others, one at a time."""
    return lax.map(lambda a: jnp.sort(jnp.abs(v - a))[N // 2], v)


def by_blocks(v):
    def block(part):
        return jnp.sort(jnp.abs(part[:, None] - v), axis=1)[:, N // 2]

    return lax.map(block, v.reshape(-1, 10)).ravel()


def by_scan(v):
    return lax.scan(lambda _, a: (None, jnp.sort(jnp.abs(v - a))[N // 2]), None, v)[1]


def by_fori(v):
    def step(i, out):
        return out.at[i].set(jnp.sort(jnp.abs(v - v[i]))[N // 2])

    return lax.fori_loop(0, N, step, jnp.zeros(N))


def by_batches(v):
    return lax.map(lambda a: jnp.sort(jnp.abs(v - a))[N // 2], v, batch_size=8)


def loss(v):
    return jnp.sum(jnp.sin(v) ** 2) + jnp.dot(v, v) ** 2


def hessian_vector(v):
    return jax.jvp(jax.grad(loss), (v,), (v,))[1]


def hessian_vector_by_reverse(v):
    return jax.grad(lambda u: jnp.vdot(jax.grad(loss)(u), v))(v)


class Blocks:
    def __init__(self, size):
        self.size = size

    def run(self, v):
        return lax.map(lambda part: jnp.sort(part), v.reshape(-1, self.size)).ravel()

    __call__ = run


def repeated(v, n):
    for _ in range(n):
        v = jnp.sin(v)
    return v


RIGHT = [
    (by_rows, (v,), {}),
    (by_blocks, (v,), {}),
    (by_scan, (v,), {}),
    (by_fori, (v,), {}),
    (by_batches, (v,), {}),
    (jax.jit(by_rows), (v,), {}),
    (hessian_vector, (v,), {}),
    (hessian_vector_by_reverse, (v,), {}),
    (Blocks(20).run, (v,), {}),
    (Blocks(20), (v,), {}),
    (partial(repeated, n=3), (v,), {}),
    (repeated, (v, 3), {"static": (1,)}),
    (lambda v: v.sum(), (M,), {}),
    (lambda m: m * 2 + 1, (M,), {}),
    (lambda p: p["m"] @ p["v"], ({"m": M, "v": v},), {}),
    (lambda k: jax.random.normal(k, (N,)), (jax.random.key(0),), {}),
    (lambda k: jax.random.normal(k, (N,)), (jax.random.PRNGKey(0),), {}),
    (lambda a: a + 1, (2.0,), {}),
    (lambda a: a.sum(), (jnp.zeros((0, 3)),), {}),
    (lambda a: a, (v,), {}),
    (lambda a: a + 1, (np.broadcast_to(np.float32(1), (N, N)),), {}),
]


@pytest.mark.parametrize(("function", "args", "options"), RIGHT)
def test_passes(function, args, options):
    checks.memory(function, *args, at_most=SMALL, **options)


def whole(v):
    return jnp.sort(jnp.abs(v[:, None] - v), axis=1)[:, N // 2]


def by_vmap(v):
    return jax.vmap(lambda a: jnp.sort(jnp.abs(v - a))[N // 2])(v)


def in_a_helper(v):
    return jax.jit(whole)(v) + 1


def hessian_whole(v):
    return jax.hessian(loss)(v) @ v


def newton_step(v):
    return jnp.linalg.solve(jax.hessian(loss)(v), v)


def in_a_branch(v):
    return lax.cond(v[0] > 0, whole, lambda v: v, v)


def in_a_loop(v):
    return lax.fori_loop(0, 3, lambda i, c: whole(c), v)


def keeps_all_steps(v):
    def total(v):
        return lax.scan(lambda c, _: (jnp.sin(c) * c, None), v, length=N)[0].sum()

    return jax.grad(total)(v)


def truth(v):
    return v if v.sum() > 0 else -v


def text(v):
    return "small"


def endless(v):
    return endless(v)


def exits(v):
    sys.exit(0)


WRONG = [
    (whole, "MB of temporary memory; at most 0.2 MB are allowed"),
    (whole, "Is a large array built where a loop or a reduction would do?"),
    (jax.jit(whole), "MB of temporary memory"),
    (by_vmap, "MB of temporary memory"),
    (in_a_helper, "MB of temporary memory"),
    (hessian_whole, "MB of temporary memory"),
    (newton_step, "MB of temporary memory"),
    (in_a_branch, "MB of temporary memory"),
    (in_a_loop, "MB of temporary memory"),
    (keeps_all_steps, "MB of temporary memory"),
    (lambda v: jnp.linalg.inv(v[:, None] * v + jnp.eye(N)) @ v, "MB of temporary memory"),
    (truth, "#error-bool"),
    (text, "returns a str"),
    (lambda v: None, "returns None"),
    (lambda v: np.sin(v), "#error-array"),
    (lambda v: (a for a in v), "returns a generator"),
    (lambda v: np.broadcast_to(1.0, (10**6, 10**6)), "8,000 GB"),
    (endless, "RecursionError"),
    (exits, "SystemExit"),
]


@pytest.mark.parametrize(("function", "told"), WRONG)
def test_fails(function, told):
    with pytest.raises(CheckFailed) as failure:
        checks.memory(function, v, at_most=SMALL)
    assert told in str(failure.value)
    assert "Read: https://" in str(failure.value)


def test_something_huge_is_measured_without_being_made():
    def huge(v):
        steps = jnp.arange(1e5)
        return jnp.sort(jnp.sin(steps[:, None] * steps * v[0]), axis=0)[:, 0]

    with pytest.raises(CheckFailed, match="MB of temporary memory"):
        checks.memory(huge, v, at_most=10**9)


def test_the_reference_sets_the_bound():
    for function in (by_rows, by_scan, by_fori):
        checks.memory(function, v, reference=by_rows)
    checks.memory(by_vmap, v, reference=whole)
    with pytest.raises(CheckFailed, match="temporary memory"):
        checks.memory(whole, v, reference=by_rows)
    checks.memory(whole, v, reference=by_rows, times=10_000.0)


def test_the_figure_itself():
    assert checks.temporary_bytes(whole, v) >= WHOLE
    assert checks.temporary_bytes(by_rows, v) < SMALL
    assert checks.temporary_bytes(repeated, v, 3, static=(1,)) < SMALL


def broken(v):
    raise ValueError("no")


@pytest.mark.parametrize(
    "options",
    [{}, {"at_most": 10, "reference": by_rows}, {"reference": broken}, {"reference": truth}],
)
def test_what_the_author_gets_wrong(options):
    with pytest.raises(AuthorError):
        checks.memory(by_rows, v, **options)


def test_a_program_of_other_shapes_is_the_authors_error():
    with pytest.raises(AuthorError):
        checks.memory(Program.lower(by_rows, v), v[:10], at_most=1)
    checks.memory(Program.lower(by_rows, v), v, at_most=SMALL)


def test_the_line_that_is_printed(capsys):
    checks.memory(by_rows, v, at_most=SMALL)
    assert capsys.readouterr().out == "✓ by_rows(float32[600]) needs no more memory than it may\n"
