"""Reads grid and parameters from the notebook, not from its arguments.

Fails: test_value_function_iteration_2 test_value_function_iteration_3
Told: is the grid the function
"""


def value_function_iteration(grid, params, tol, max_iter):
    def advance(state):
        v, _, n = state
        new = bellman(v, GRID, PARAMS)[0]
        return new, jnp.abs(new - v).max(), n + 1

    def go_on(s):
        return (s[1] > tol) & (s[2] < max_iter)

    v, _, n = lax.while_loop(go_on, advance, (jnp.zeros_like(GRID), jnp.inf, 0))
    return v, GRID[bellman(v, GRID, PARAMS)[1]], n
