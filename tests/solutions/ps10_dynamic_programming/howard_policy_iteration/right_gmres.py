"""A matrix-free solution of the linear system."""


def howard_policy_iteration(grid, params, tol, max_iter):
    beta = params["beta"]
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid

    @jax.jit
    def improve(v):
        j = bellman(v, grid, params)[1]
        follow = jax.scipy.sparse.linalg.bicgstab
        w = follow(lambda w: w - beta * w[j], jnp.log(f - grid[j]), tol=1e-14, maxiter=2000)[0]
        return w, grid[j]

    v = jnp.zeros_like(grid)
    for count in range(1, max_iter + 1):
        new, policy = improve(v)
        moved = jnp.abs(new - v).max()
        v = new
        if moved <= tol or count == max_iter:
            return v, policy, jnp.asarray(count)
