"""Compiled with tol and max_iter static; begins with the utility of output."""

from functools import partial


@partial(jax.jit, static_argnames=("tol", "max_iter"))
def value_function_iteration(grid, params, tol, max_iter):
    v = jnp.log(params["z"] * grid ** params["alpha"])
    new, policy = bellman(v, grid, params)
    state = (v, new, policy, 1)

    def cond(state):
        v, new, _, n = state
        return (jnp.max(jnp.abs(v - new)) > tol) & (n < max_iter)

    def body(state):
        _, v, _, n = state
        return v, *bellman(v, grid, params), n + 1

    _, v, policy, n = lax.while_loop(cond, body, state)
    return v, grid[policy], n
