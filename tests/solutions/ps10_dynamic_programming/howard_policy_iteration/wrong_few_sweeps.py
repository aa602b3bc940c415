"""Follows each plan for five years only.

Fails: test_howard_policy_iteration_2
Told: for a few years only
"""


def howard_policy_iteration(grid, params, tol, max_iter):
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid

    @jax.jit
    def improve(v):
        j = bellman(v, grid, params)[1]
        return lax.fori_loop(0, 5, lambda _, w: jnp.log(f - grid[j]) + params["beta"] * w[j], v)

    v, count, change = jnp.zeros_like(grid), 0, np.inf
    while change > tol and count < max_iter:
        new = improve(v)
        v, change, count = new, jnp.abs(new - v).max(), count + 1
    return v, grid[bellman(v, grid, params)[1]], count
