"""Builds the transpose of Q.

Fails: test_howard_policy_iteration test_howard_policy_iteration_2 test_howard_policy_iteration_3
Told: row i of Q has its one in the column of the choice
"""


def howard_policy_iteration(grid, params, tol, max_iter):
    n = len(grid)
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    v, count, change = jnp.zeros(n), 0, np.inf
    while change > tol and count < max_iter:
        j = bellman(v, grid, params)[1]
        Q = jnp.zeros((n, n)).at[j, jnp.arange(n)].set(1.0)
        new = jnp.linalg.solve(jnp.eye(n) - params["beta"] * Q, jnp.log(f - grid[j]))
        v, change, count = new, jnp.abs(new - v).max(), count + 1
    return v, grid[bellman(v, grid, params)[1]], count
