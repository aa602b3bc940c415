"""jax.lax.custom_root, which knows the implicit function theorem."""


def steady_state_sensitivity(params):
    def log_capital(p):
        def gap(x):
            return (
                jnp.log(p["z"] * p["alpha"])
                + (p["alpha"] - 1) * x
                - jnp.log(1 / p["beta"] - 1 + p["delta"])
            )

        def solve(f, x0):
            return jax.lax.fori_loop(0, 20, lambda _, x: x - f(x) / jax.grad(f)(x), x0)

        return jax.lax.custom_root(gap, 0.0, solve, lambda g, y: y / g(1.0))

    return jax.grad(lambda p: jnp.exp(log_capital(p)))(params)
