"""A Python while loop, which cannot be compiled.

Fails: test_value_function_iteration_4
Told: Use jax.lax.while_loop
"""


def value_function_iteration(grid, params, tol, max_iter):
    v, iterations, change = jnp.zeros_like(grid), 0, float("inf")
    while change > tol and iterations < max_iter:
        new, policy = bellman(v, grid, params)
        change = float(jnp.abs(new - v).max())
        v, iterations = new, iterations + 1
    return v, grid[policy], iterations
