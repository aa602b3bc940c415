"""Newton's method in logs, differentiated through in forward mode once it has converged."""


def steady_state_sensitivity(params):
    def capital(p):
        def euler(x):
            return jnp.log(p["beta"]) + jnp.log(
                p["alpha"] * p["z"] * jnp.exp((p["alpha"] - 1) * x) + 1 - p["delta"]
            )

        x = jnp.log(3.0)
        for _ in range(12):
            x = x - euler(x) / jax.grad(euler)(x)
        return jnp.exp(x)

    return jax.jacfwd(capital)({name: jnp.float32(value) for name, value in params.items()})
