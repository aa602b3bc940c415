"""A fori_loop of max_iter steps that goes on computing when it has converged.

Fails: test_value_function_iteration_4
Told: its condition looks at the last change
"""


def value_function_iteration(grid, params, tol, max_iter):
    def step(_, state):
        v, n, done = state
        new = bellman(v, grid, params)[0]
        close = jnp.abs(new - v).max() <= tol
        return jnp.where(done, v, new), n + ~done, done | close

    v, n, _ = lax.fori_loop(0, max_iter, step, (jnp.zeros_like(grid), 0, False))
    return v, grid[bellman(v, grid, params)[1]], n
