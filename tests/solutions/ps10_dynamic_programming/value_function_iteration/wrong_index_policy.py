"""Returns the policy as indices.

Fails: test_value_function_iteration test_value_function_iteration_2
Told: The policy is next year's capital, not its index
"""


def value_function_iteration(grid, params, tol, max_iter):
    def advance(state):
        v, _, n = state
        new = bellman(v, grid, params)[0]
        return new, jnp.abs(new - v).max(), n + 1

    def go_on(s):
        return (s[1] > tol) & (s[2] < max_iter)

    v, _, n = lax.while_loop(go_on, advance, (jnp.zeros_like(grid), jnp.inf, 0))
    return v, bellman(v, grid, params)[1], n
