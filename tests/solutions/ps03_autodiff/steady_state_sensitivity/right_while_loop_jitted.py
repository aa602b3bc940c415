"""Bisection in a while_loop, compiled; the theorem on logs."""


@jax.jit
def steady_state_sensitivity(params):
    def gap(x, p):
        return (
            jnp.log(p["z"] * p["alpha"])
            - (1 - p["alpha"]) * x
            - jnp.log(1 / p["beta"] - 1 + p["delta"])
        )

    def halve(bounds):
        middle = bounds.mean()
        return jnp.where(
            gap(middle, params) > 0, bounds.at[0].set(middle), bounds.at[1].set(middle)
        )

    bounds = jax.lax.while_loop(lambda b: b[1] - b[0] > 1e-5, halve, jnp.array([-3.0, 6.0]))
    x = bounds.mean()
    slopes = jax.grad(gap, argnums=1)(x, params)
    return jax.tree.map(lambda s: jnp.exp(x) * s / (1 - params["alpha"]), slopes)
