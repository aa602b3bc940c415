"""Follows each plan for four hundred years instead of solving the system."""


def howard_policy_iteration(grid, params, tol, max_iter):
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid

    @jax.jit
    def improve(v):
        j = bellman(v, grid, params)[1]
        u = jnp.log(f - grid[j])
        return lax.fori_loop(0, 400, lambda _, w: u + params["beta"] * w[j], v), j

    v = jnp.log(params["z"] * grid ** params["alpha"])
    for n in range(max_iter):
        old, (v, j) = v, improve(v)
        if jnp.max(jnp.abs(v - old)) < tol or n + 1 == max_iter:
            return v, grid[bellman(v, grid, params)[1]], n + 1
