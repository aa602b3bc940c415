"""Begins with the value of staying; an infinite norm by linalg; a list for an answer."""


def value_function_iteration(grid, params, tol, max_iter):
    stay = params["z"] * grid ** params["alpha"] - params["delta"] * grid
    v0 = jnp.log(jnp.maximum(stay, 1e-3)) / (1 - params["beta"])

    def more(carry):
        it, v, v_old = carry
        far = jnp.linalg.norm(v - v_old, ord=jnp.inf) > tol
        return (it < max_iter) & ((it == 0) | far)

    def step(carry):
        it, v, _ = carry
        return it + 1, bellman(v, grid, params)[0], v

    it, v, _ = lax.while_loop(more, step, (jnp.int32(0), v0, v0))
    return [v, jnp.take(grid, bellman(v, grid, params)[1]), it]
