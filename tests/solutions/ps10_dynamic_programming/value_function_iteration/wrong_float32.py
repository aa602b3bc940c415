"""Iterates in 32 bits.

Fails: test_value_function_iteration_2
Told: can be off by beta / (1 - beta) tol at most
"""


def value_function_iteration(grid, params, tol, max_iter):
    grid32 = grid.astype(jnp.float32)
    params = {name: jnp.float32(value) for name, value in params.items()}

    def advance(state):
        v, _, n = state
        new = bellman(v, grid32, params)[0]
        return new, jnp.abs(new - v).max(), n + 1

    def go_on(s):
        return (s[1] > tol) & (s[2] < max_iter)

    v, _, n = lax.while_loop(go_on, advance, (jnp.zeros_like(grid32), jnp.float32(jnp.inf), 0))
    return v, grid[bellman(v, grid32, params)[1]], n
