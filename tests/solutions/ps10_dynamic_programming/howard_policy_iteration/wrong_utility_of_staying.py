"""Takes the utility of staying where one is, not that of the plan.

Fails: test_howard_policy_iteration test_howard_policy_iteration_2 test_howard_policy_iteration_3
Told: The value of a plan solves w = u + beta Q w
"""


def howard_policy_iteration(grid, params, tol, max_iter):
    n = len(grid)
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    v = jnp.zeros(n)
    for count in range(1, max_iter + 1):
        j = bellman(v, grid, params)[1]
        Q = jax.nn.one_hot(j, n, dtype=grid.dtype)
        old, v = v, jnp.linalg.solve(jnp.eye(n) - params["beta"] * Q, jnp.log(f - grid))
        if jnp.abs(v - old).max() <= tol or count == max_iter:
            return v, grid[j], count
