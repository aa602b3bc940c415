"""Returns the last index of a Python loop, one too few.

Fails: test_howard_policy_iteration_3
Told: Count the improvements that were made
"""


def howard_policy_iteration(grid, params, tol, max_iter):
    n = len(grid)
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    v = jnp.zeros(n)
    for count in range(max_iter):
        j = bellman(v, grid, params)[1]
        Q = jax.nn.one_hot(j, n, dtype=grid.dtype)
        old, v = v, jnp.linalg.solve(jnp.eye(n) - params["beta"] * Q, jnp.log(f - grid[j]))
        if jnp.abs(v - old).max() <= tol or count == max_iter - 1:
            return v, grid[j], count
