"""A scan of max_iter steps, with no look at the change.

Fails: test_value_function_iteration_3 test_value_function_iteration_4
Told: It should stop after the first step
"""


def value_function_iteration(grid, params, tol, max_iter):
    v, _ = lax.scan(
        lambda v, _: (bellman(v, grid, params)[0], None), jnp.zeros_like(grid), length=max_iter
    )
    return v, grid[bellman(v, grid, params)[1]], jnp.asarray(max_iter)
