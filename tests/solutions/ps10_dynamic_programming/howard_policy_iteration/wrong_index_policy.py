"""Returns the policy as indices.

Fails: test_howard_policy_iteration test_howard_policy_iteration_3
Told: The policy is next year's capital
"""


def howard_policy_iteration(grid, params, tol, max_iter):
    n = len(grid)
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    v = jnp.zeros(n)
    for count in range(1, max_iter + 1):
        j = bellman(v, grid, params)[1]
        Q = jax.nn.one_hot(j, n, dtype=grid.dtype)
        old, v = v, jnp.linalg.solve(jnp.eye(n) - params["beta"] * Q, jnp.log(f - grid[j]))
        if jnp.abs(v - old).max() <= tol or count == max_iter:
            return v, j, count
