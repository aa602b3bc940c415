"""Compiled; the table of utilities is made once, before the loop."""


@jax.jit
def value_function_iteration(grid, params, tol, max_iter):
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    c = f[:, None] - grid
    u = jnp.where(c > 0, jnp.log(jnp.where(c > 0, c, 1.0)), -jnp.inf)

    def body(s):
        i, v, _ = s
        new = jnp.max(u + params["beta"] * v, axis=1)
        return i + 1, new, jnp.max(jnp.abs(new - v))

    def cond(s):
        return jnp.logical_and(s[0] < max_iter, s[2] > tol)

    i, v, _ = lax.while_loop(cond, body, (0, jnp.zeros_like(grid), jnp.inf))
    return v, grid[jnp.argmax(u + params["beta"] * v, axis=1)], i
