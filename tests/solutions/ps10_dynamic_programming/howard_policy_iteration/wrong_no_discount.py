"""Forgets the discount, so that the system is singular.

Fails: test_howard_policy_iteration test_howard_policy_iteration_2 test_howard_policy_iteration_3
Told: The value of a plan solves w = u + beta Q w
"""


def howard_policy_iteration(grid, params, tol, max_iter):
    n = len(grid)
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    v, count, change = jnp.zeros(n), 0, np.inf
    while change > tol and count < max_iter:
        j = bellman(v, grid, params)[1]
        new = jnp.linalg.solve(jnp.eye(n) - jax.nn.one_hot(j, n), jnp.log(f - grid[j]))
        v, change, count = new, jnp.abs(new - v).max(), count + 1
    return v, grid[bellman(v, grid, params)[1]], count
