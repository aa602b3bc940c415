"""A while loop of JAX's, compiled; Q by one_hot."""


@jax.jit
def howard_policy_iteration(grid, params, tol, max_iter):
    n = grid.shape[0]
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid

    def improve(state):
        v, _, count = state
        choice = bellman(v, grid, params)[1]
        A = jnp.eye(n) - params["beta"] * jax.nn.one_hot(choice, n, dtype=grid.dtype)
        new = jnp.linalg.solve(A, jnp.log(f - grid[choice]))
        return new, jnp.abs(new - v).max(), count + 1

    def go_on(s):
        return (s[1] > tol) & (s[2] < max_iter)

    v, _, count = lax.while_loop(go_on, improve, (jnp.zeros_like(grid), jnp.inf, 0))
    return v, grid[bellman(v, grid, params)[1]], count
