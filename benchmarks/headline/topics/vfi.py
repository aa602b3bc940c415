"""Value function iteration for the growth model: the document's scan, and fewer steps."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from benchmarks.headline.case import (
    DOCUMENT,
    OTHER,
    OURS,
    Case,
    Topic,
    Way,
    Work,
    by_numba,
    distance,
    jitted,
)


ALPHA, BETA, DELTA, STEPS, SWEEPS = 0.35, 0.95, 0.1, 300, 50


def output(k):
    return k**ALPHA


def resources(k):
    return output(k) + (1 - DELTA) * k


def grid_of(n):
    steady = (ALPHA / (1 / BETA - 1 + DELTA)) ** (1 / (1 - ALPHA))
    return np.linspace(0.5 * steady, 2.0 * steady, n)


def document(grid, steps):
    """300 steps of a scan that keeps value, policy and error; consumption has a floor."""
    consumption = resources(grid)[:, None] - grid[None, :]

    def step(v, _):
        table = jnp.log(jnp.maximum(1e-6, consumption)) + BETA * v[None, :]
        new = jnp.max(table, axis=1)
        path = new, grid[jnp.argmax(table, axis=1)], jnp.max(jnp.abs(new - v))
        return new, path

    return lax.scan(step, jnp.log(output(grid)), length=steps)[1]


def choice_value(k, k_next, v_next):
    """Value of saving k_next out of k; scalars. What is impossible is worth minus infinity."""
    c = resources(k) - k_next
    return jnp.where(c > 0, jnp.log(jnp.where(c > 0, c, 1.0)), -jnp.inf) + BETA * v_next


on_grid = jax.vmap(jax.vmap(choice_value, (None, 0, 0)), (0, None, None))


def history(grid, steps):
    """The chapter's first version: a scan that keeps value, policy and change."""

    def step(v, _):
        table = on_grid(grid, grid, v)
        new = table.max(axis=1)
        return new, (new, grid[table.argmax(axis=1)], jnp.abs(new - v).max())

    return lax.scan(step, jnp.log(output(grid)), length=steps)[1]


def value_only(grid, steps):
    def step(_, v):
        return on_grid(grid, grid, v).max(axis=1)

    return lax.fori_loop(0, steps, step, jnp.log(output(grid)))


def peak(value_at, size):
    """Index of the largest of value_at(0), ..., value_at(size - 1), which rise and then fall."""

    def halve(_, bounds):
        low, high = bounds
        middle = (low + high) // 2
        rising = value_at(middle + 1) > value_at(middle)
        return jnp.where(rising, middle + 1, low), jnp.where(rising, high, middle)

    return lax.fori_loop(0, (size - 1).bit_length(), halve, (0, size - 1))[0]


def optimistic(grid, tolerance=1e-9, most=1_000):
    """Modified policy iteration: a greedy policy, followed for 50 years, and again.

    Returns the value and the number of policies.
    """

    def step(v):
        best = jax.vmap(lambda k: peak(lambda j: choice_value(k, grid[j], v[j]), grid.size))(grid)
        utility = jax.vmap(choice_value)(grid, grid[best], jnp.zeros_like(grid))
        return lax.fori_loop(0, SWEEPS, lambda _, v: utility + BETA * v[best], v)

    def advance(state):
        v, _, count = state
        new = step(v)
        return new, jnp.abs(new - v).max(), count + 1

    def go_on(state):
        return (state[1] > tolerance) & (state[2] < most)

    start = jnp.log(output(grid)), jnp.array(jnp.inf, grid.dtype), 0
    v, _, count = lax.while_loop(go_on, advance, start)
    return v, count


def table_of(grid):
    c = resources(grid)[:, None] - grid
    return np.where(c > 0, np.log(np.where(c > 0, c, 1.0)), -np.inf)


def by_numpy(grid, steps):
    utility, v = table_of(grid), np.log(output(grid))
    for _ in range(steps):
        v = (utility + BETA * v).max(axis=1)
    return v


def loops(utility, v, steps):
    """All pairs, one after the other: pure Python, and by Numba."""
    n = len(v)
    for _ in range(steps):
        new = np.empty(n)
        for i in range(n):
            best = -np.inf
            for j in range(n):
                best = max(best, utility[i, j] + BETA * v[j])
            new[i] = best
        v = new
    return v


def numba_loops():
    import numba

    fast = numba.njit(loops)
    return lambda grid, steps: fast(table_of(grid), np.log(output(grid)), steps)


def cases(small: bool) -> list[Case]:
    sizes = {"vfi-coarse": 20 if small else 100, "vfi-fine": 30 if small else 1_000}
    return [case(name, n, 40 if small else STEPS) for name, n in sizes.items()]


def case(name: str, n: int, steps: int) -> Case:
    grid = grid_of(n)
    on_device, long = jnp.asarray(grid), by_numpy(grid, 1_000)
    policies = int(jax.jit(optimistic)(on_device)[1])
    rounds = (n - 1).bit_length()
    ways = [
        jitted("optimistic, by peak", optimistic, on_device, kind=OURS, note=f"{policies} steps"),
        last("scan with history", document, on_device, steps, DOCUMENT),
        last("scan with history, as in the chapter", history, on_device, steps, OTHER),
        jitted("value only", value_only, on_device, steps=steps),
        Way("NumPy", partial(by_numpy, grid, steps)),
        by_numba("Numba", numba_loops, grid, steps),
    ]
    return Case(
        name,
        f"Growth model on {n:,} points, {steps} steps or as accurate",
        ways,
        error=lambda found: distance(long, found[0] if isinstance(found, tuple) else found),
        error_is="largest error of the value, relative",
        tolerance=1e-6 if steps == STEPS else 0.5,
        work=Work(policies * n * (20 * rounds + 2 * SWEEPS), bytes=16 * n, bits=64),
    )


def last(name, function, grid, steps, kind) -> Way:
    """A way that returns the whole history; its last value is the answer."""
    fast = partial(jax.jit(function, static_argnames="steps"), grid, steps=steps)
    return jitted(name, function, grid, steps=steps, kind=kind, answer=lambda: fast()[0][-1])


TOPIC = Topic("vfi", "Value function iteration", cases, x64=True)
