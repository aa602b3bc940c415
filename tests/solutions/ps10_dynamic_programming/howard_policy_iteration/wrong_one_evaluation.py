"""Evaluates one policy and stops.

Fails: test_howard_policy_iteration test_howard_policy_iteration_2 test_howard_policy_iteration_3
Told: v at capital 1.8, 3.6 and 5.4
"""


def howard_policy_iteration(grid, params, tol, max_iter):
    n = len(grid)
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    j = bellman(jnp.log(grid), grid, params)[1]
    Q = jax.nn.one_hot(j, n, dtype=grid.dtype)
    v = jnp.linalg.solve(jnp.eye(n) - params["beta"] * Q, jnp.log(f - grid[j]))
    return v, grid[j], 1
