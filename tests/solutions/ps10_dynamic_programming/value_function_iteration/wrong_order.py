"""Returns the number of iterations first.

Fails: test_value_function_iteration test_value_function_iteration_2 test_value_function_iteration_3
Told: v has shape ()
"""


def value_function_iteration(grid, params, tol, max_iter):
    def advance(state):
        v, _, n = state
        new = bellman(v, grid, params)[0]
        return new, jnp.abs(new - v).max(), n + 1

    def go_on(s):
        return (s[1] > tol) & (s[2] < max_iter)

    v, _, n = lax.while_loop(go_on, advance, (jnp.zeros_like(grid), jnp.inf, 0))
    return n, v, grid[bellman(v, grid, params)[1]]
