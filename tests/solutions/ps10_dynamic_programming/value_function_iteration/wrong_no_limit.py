"""Forgets max_iter.

Fails: test_value_function_iteration_3
Told: stop at max_iter
"""


def value_function_iteration(grid, params, tol, max_iter):
    def advance(state):
        v, _, n = state
        new = bellman(v, grid, params)[0]
        return new, jnp.abs(new - v).max(), n + 1

    v, _, n = lax.while_loop(lambda s: s[1] > tol, advance, (jnp.zeros_like(grid), jnp.inf, 0))
    return v, grid[bellman(v, grid, params)[1]], n
